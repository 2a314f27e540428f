//! What serde is handed: every value as what it is.

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::fault::{Fault, TOO_DEEP};
use super::number::Number;
use super::parser::{Parser, Start, goes_on};
use super::string::Chars;

/// Only what drafts ask for: the value that comes next, whatever it is, or to pass over it. What asks for more than that (an `Option`, an
/// enum, a tuple struct of one field) cannot be read here.
impl<'de> Deserializer<'de> for &mut Parser<'de> {
    type Error = Fault;

    #[inline]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.start()? {
            Start::String => self.visit_string(visitor),
            Start::Number => match self.number()? {
                Number::Unsigned(number) => visitor.visit_u64(number),
                Number::Negative(number) => visitor.visit_i64(number),
                Number::Float(number) => visitor.visit_f64(number),
            },
            Start::True => visitor.visit_bool(true),
            Start::False => visitor.visit_bool(false),
            Start::Null => visitor.visit_unit(),
            Start::List => {
                self.open()?;
                let mut items = Items { parser: self, first: true, ended: false };
                let value = visitor.visit_seq(&mut items)?;
                items.end(b']')?;
                Ok(value)
            }
            Start::Object => {
                self.open()?;
                let mut items = Items { parser: self, first: true, ended: false };
                let value = visitor.visit_map(&mut items)?;
                items.end(b'}')?;
                Ok(value)
            }
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.pass_over()?;
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier
    }
}

impl<'de> Parser<'de> {
    #[inline(always)]
    fn visit_string<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Fault> {
        match self.string()? {
            Chars::AsWritten(text) => visitor.visit_borrowed_str(text),
            Chars::InPlain => visitor.visit_str(&self.plain),
        }
    }

    #[inline(always)]
    fn open(&mut self) -> Result<(), Fault> {
        match self.depth.checked_sub(1) {
            Some(depth) => self.depth = depth,
            None => {
                self.at -= 1;
                return self.fault(&TOO_DEEP);
            }
        }
        Ok(())
    }
}

/// The items of a list, or the keys and values of an object.
struct Items<'p, 'de> {
    parser: &'p mut Parser<'de>,
    first: bool,
    ended: bool,
}

impl Items<'_, '_> {
    /// Whether there is one more.
    #[inline(always)]
    fn another(&mut self, close: u8) -> Result<bool, Fault> {
        if self.ended {
            return Ok(false);
        }
        let another = self.parser.another(close, self.first)?;
        self.first = false;
        self.ended = !another;
        Ok(another)
    }

    /// Refuses what a visitor has left unread.
    #[inline(always)]
    fn end(self, close: u8) -> Result<(), Fault> {
        self.parser.depth += 1;
        if self.ended { Ok(()) } else { self.end_unseen(close) }
    }

    /// Takes the end that a visitor did not look for.
    #[cold]
    #[inline(never)]
    fn end_unseen(mut self, close: u8) -> Result<(), Fault> {
        if self.another(close)? { self.parser.fault(goes_on(close)) } else { Ok(()) }
    }
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Fault;

    #[inline]
    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        if !self.another(b']')? {
            return Ok(None);
        }
        seed.deserialize(&mut *self.parser).map(Some)
    }
}

impl<'de> MapAccess<'de> for Items<'_, 'de> {
    type Error = Fault;

    #[inline]
    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        if !self.another(b'}')? {
            return Ok(None);
        }
        self.parser.key()?;
        seed.deserialize(Key(self.parser)).map(Some)
    }

    #[inline]
    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        self.parser.colon()?;
        seed.deserialize(&mut *self.parser)
    }
}

/// A key, whose first quotation mark has been taken.
struct Key<'p, 'de>(&'p mut Parser<'de>);

impl<'de> Deserializer<'de> for Key<'_, 'de> {
    type Error = Fault;

    #[inline]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.0.visit_string(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::Deserialize;
    use serde::de::IgnoredAny;
    use serde_json::{Map, Value};

    use super::*;

    fn read(text: &str) -> Result<Value, Fault> {
        let mut parser = Parser::new(text);
        let value = Value::deserialize(&mut parser)?;
        parser.end()?;
        Ok(value)
    }

    fn pass_over(text: &str) -> Result<(), Fault> {
        let mut parser = Parser::new(text);
        IgnoredAny::deserialize(&mut parser)?;
        parser.end()
    }

    fn any_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            ".{0,20}".prop_map(Value::from),
            "[邻里\"\\\\\n\u{1f}/a]{0,20}".prop_map(Value::from),
        ];
        leaf.prop_recursive(5, 60, 8, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
                prop::collection::vec((".{0,9}", inner), 0..8)
                    .prop_map(|items| items.into_iter().collect::<Map<_, _>>().into()),
            ]
        })
    }

    /// A text of JSON in which something was cut out, put in or put in the place of something else.
    fn nearly_json() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "", "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud83d", "\\udc4d", "0", "-", ".", "e", "1e999",
            "null", "tru", " ", "\n", "\u{1}", "\u{feff}", "，", "\"a\":",
        ]);
        (any_value(), any::<prop::sample::Index>(), 0..3_usize, piece).prop_map(|(value, at, cut, piece)| {
            let characters: Vec<char> = value.to_string().chars().collect();
            let at = at.index(characters.len() + 1);
            let (before, after) = characters.split_at(at);
            before.iter().copied().chain(piece.chars()).chain(after.iter().copied().skip(cut)).collect()
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

        #[test]
        fn what_another_program_writes_is_read_as_it_was_meant(value in any_value()) {
            prop_assert_eq!(read(&value.to_string()).unwrap(), value.clone());
            prop_assert_eq!(read(&serde_json::to_string_pretty(&value).unwrap()).unwrap(), value.clone());
            prop_assert!(pass_over(&value.to_string()).is_ok());
        }

        #[test]
        fn what_another_parser_refuses_is_refused_and_nothing_else(text in nearly_json()) {
            let theirs = serde_json::from_str::<Value>(&text);
            let ours = read(&text);
            prop_assert_eq!(ours.is_ok(), theirs.is_ok(), "{:?} {:?}", ours, theirs);
            if let Err(fault) = ours {
                prop_assert!(text.is_char_boundary(fault.at()), "{} of {text}", fault.at());
            }
        }

        #[test]
        fn what_is_passed_over_is_refused_where_it_would_be_if_it_were_read(text in nearly_json()) {
            let [read, passed] = [read(&text).err(), pass_over(&text).err()].map(|fault| fault.map(|fault| (fault.at(), fault.to_string())));
            prop_assert_eq!(read, passed);
        }
    }

    #[test]
    fn what_is_no_json_is_refused_where_it_stops_being_it() {
        let early = "the text breaks off here, before it is complete";
        for (text, at, reason) in [
            ("", 0, early),
            (" \n", 2, early),
            ("[1, ]", 4, "trailing comma"),
            ("{\"a\": 1,}", 8, "trailing comma"),
            ("[,]", 1, "expected value"),
            ("{,}", 1, "key must be a string"),
            ("[1 2]", 3, "expected `,` or `]`"),
            ("[1}", 2, "expected `,` or `]`"),
            ("{\"a\" 1}", 5, "expected `:`"),
            ("{\"a\":}", 5, "expected value"),
            ("{\"a\":1 \"b\":2}", 7, "expected `,` or `}`"),
            ("{a: 1}", 1, "key must be a string"),
            ("{\"a\":1,,}", 7, "key must be a string"),
            ("nul", 3, early),
            ("nulL", 3, "expected `true`, `false` or `null`"),
            ("truefalse", 4, "trailing characters"),
            ("[1] 2", 4, "trailing characters"),
            ("[1", 2, early),
            ("{\"a\"", 4, early),
            ("“甲”", 0, "expected value"),
            ("[1\u{b}]", 2, "expected `,` or `]`"),
            ("\0", 0, "expected value"),
        ] {
            for fault in [read(text).unwrap_err(), pass_over(text).unwrap_err()] {
                assert_eq!((fault.at(), fault.to_string().as_str()), (at, reason), "{text}");
            }
        }
    }

    #[test]
    fn what_is_nested_too_deep_for_the_stack_is_refused_but_can_be_passed_over() {
        let nested = |depth| "[".repeat(depth) + &"]".repeat(depth);
        assert!(read(&nested(127)).is_ok());
        let fault = read(&nested(128)).unwrap_err();
        assert_eq!((fault.at(), fault.to_string().as_str()), (127, "nested too deep"));
        assert!(pass_over(&nested(1_000_000)).is_ok());
        let open = "{\"a\":[".repeat(100_000);
        assert_eq!(pass_over(&open).unwrap_err().at(), open.len());
    }

    #[test]
    fn what_a_visitor_leaves_of_a_list_is_refused_but_not_its_end() {
        let first = |text| <(Value,)>::deserialize(&mut Parser::new(text)).map_err(|fault| fault.to_string());
        assert_eq!(first("[1]"), Ok((1.into(),)));
        assert_eq!(first("[1, 2]"), Err("expected `,` or `]`".to_owned()));
        assert_eq!(first("[1"), Err("the text breaks off here, before it is complete".to_owned()));
    }

    #[test]
    fn a_list_stays_at_its_end_however_often_it_is_asked() {
        struct Twice;

        impl<'de> Visitor<'de> for Twice {
            type Value = [Option<Value>; 3];

            fn expecting(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                to.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                Ok([list.next_element()?, list.next_element()?, list.next_element()?])
            }
        }

        let mut parser = Parser::new("[1], 2");
        assert_eq!(parser.deserialize_any(Twice).unwrap(), [Some(1.into()), None, None]);
        assert_eq!(parser.at, 3);
    }

    #[test]
    fn lists_that_follow_each_other_are_not_nested() {
        assert!(read(&format!("[{}[]]", "[{}],".repeat(1_000))).is_ok());
    }
}
