//! What makes a type a word: the one way from outside values into it, and the macros that give a word its traits.

use std::fmt;

use compact_str::CompactString;
use serde::de::{self, Deserializer, Visitor};

use super::flaw::Flaw;
use super::lang::{Lang, Phrase};

/// A single value that can stand in a record: right by construction, wherever it comes from.
///
/// A word is read from a text, a number or a truth value; what it does not override, it refuses as
/// [`Flaw::WrongType`]. `FromStr`, `Deserialize` and the reading of records all go through these functions, so that a
/// value is judged the same on every way in.
pub trait Word: Sized {
    /// What is expected where such a word stands, for messages.
    const EXPECTED: Phrase;

    /// Reads the word from a text.
    ///
    /// # Errors
    /// What is wrong with the text.
    fn from_text(text: &str) -> Result<Self, Flaw> {
        let _ = text;
        Err(Flaw::WrongType)
    }

    /// Reads the word from a whole number.
    ///
    /// # Errors
    /// What is wrong with the number.
    fn from_integer(number: i64) -> Result<Self, Flaw> {
        let _ = number;
        Err(Flaw::WrongType)
    }

    /// Reads the word from a number that is not whole, or too large for [`Word::from_integer`].
    ///
    /// # Errors
    /// What is wrong with the number.
    fn from_decimal(number: f64) -> Result<Self, Flaw> {
        let _ = number;
        Err(Flaw::WrongType)
    }

    /// Reads the word from a truth value.
    ///
    /// # Errors
    /// What is wrong with the truth value.
    fn from_bool(truth: bool) -> Result<Self, Flaw> {
        let _ = truth;
        Err(Flaw::WrongType)
    }
}

impl Word for bool {
    const EXPECTED: Phrase = Phrase::new("true 或 false", "true or false");

    fn from_bool(truth: bool) -> Result<Self, Flaw> {
        Ok(truth)
    }
}

/// Why a text is not the word it was read as.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected {}: {flaw}", expected.text(Lang::En))]
pub struct WordError {
    expected: Phrase,
    flaw: Flaw,
}

impl WordError {
    /// The error for `flaw` in a value that should have been a `W`.
    #[must_use]
    pub fn of<W: Word>(flaw: Flaw) -> Self {
        Self { expected: W::EXPECTED, flaw }
    }

    /// What should have stood there.
    #[must_use]
    pub fn expected(&self) -> &Phrase {
        &self.expected
    }

    /// What is wrong.
    #[must_use]
    pub fn flaw(&self) -> &Flaw {
        &self.flaw
    }
}

/// Deserializes a word from any self-describing format, strictly.
pub(crate) fn deserialize<'de, W: Word, D: Deserializer<'de>>(from: D) -> Result<W, D::Error> {
    struct Strict<W>(std::marker::PhantomData<W>);

    impl<W: Word> Strict<W> {
        fn or_error<E: de::Error>(read: Result<W, Flaw>) -> Result<W, E> {
            read.map_err(|flaw| E::custom(WordError::of::<W>(flaw)))
        }
    }

    impl<W: Word> Visitor<'_> for Strict<W> {
        type Value = W;

        fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
            to.write_str(W::EXPECTED.text(Lang::En))
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<W, E> {
            Self::or_error(W::from_text(text))
        }

        fn visit_i64<E: de::Error>(self, number: i64) -> Result<W, E> {
            Self::or_error(W::from_integer(number))
        }

        fn visit_u64<E: de::Error>(self, number: u64) -> Result<W, E> {
            Self::or_error(from_unsigned(number))
        }

        fn visit_f64<E: de::Error>(self, number: f64) -> Result<W, E> {
            Self::or_error(W::from_decimal(number))
        }

        fn visit_bool<E: de::Error>(self, truth: bool) -> Result<W, E> {
            Self::or_error(W::from_bool(truth))
        }
    }

    from.deserialize_any(Strict(std::marker::PhantomData))
}

/// Reads a word from an unsigned number, which may be past what [`Word::from_integer`] takes.
#[allow(clippy::cast_precision_loss, reason = "a number past i64 is out of range for every word; only that is asked")]
pub(crate) fn from_unsigned<W: Word>(number: u64) -> Result<W, Flaw> {
    match i64::try_from(number) {
        Ok(number) => W::from_integer(number),
        Err(_) => W::from_decimal(number as f64),
    }
}

/// The known word closest to `text`, if it is close enough to be what was meant.
///
/// Long texts are never compared, nor are words of a length too different, so that hostile input costs little. A Chinese character is most
/// of a word, so that one in four may differ, and never one that turns the word into its opposite.
pub(crate) fn nearest<'w>(text: &str, known: impl IntoIterator<Item = &'w str>) -> Option<CompactString> {
    const LONGEST: usize = 32;
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let length = text.chars().count();
    let tolerance = usize::from(text.is_ascii()) + length / 4;
    let denies = |text: &str| text.contains(['未', '不', '非', '无', '停']);
    known
        .into_iter()
        .filter(|word| word.chars().count().abs_diff(length) <= tolerance && denies(word) == denies(text))
        .map(|word| (strsim::osa_distance(text, word), word))
        .filter(|(distance, word)| *distance <= tolerance && *distance < word.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| CompactString::from(word))
}

/// The flaw of a text that is none of the known words.
#[cold]
pub(crate) fn stranger(text: &str, known: &[&str]) -> Flaw {
    if text.trim().is_empty() {
        Flaw::Empty
    } else {
        Flaw::UnknownWord { nearest: nearest(text, known.iter().copied()) }
    }
}

/// Gives a [`Word`] the traits `FromStr` and `Deserialize`, both through the word's own reading.
macro_rules! read_as_word {
    ($word:ty) => {
        impl std::str::FromStr for $word {
            type Err = $crate::vocab::word::WordError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                <Self as $crate::vocab::word::Word>::from_text(text).map_err($crate::vocab::word::WordError::of::<Self>)
            }
        }

        impl<'de> serde::Deserialize<'de> for $word {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $crate::vocab::word::deserialize(from)
            }
        }
    };
}

/// Serializes a word as the text that its `Display` writes.
macro_rules! write_as_text {
    ($word:ty) => {
        impl serde::Serialize for $word {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }
    };
}

/// So many words of a vocabulary fit into a message that says what is expected.
pub(crate) const FEW: usize = 9;

/// Declares a closed vocabulary: an enum whose every variant has a canonical wire word and a Chinese label.
///
/// ```text
/// words! {
///     /// Doc comment.
///     pub enum Tier: "层级" / "a tier" {
///         /// Doc comment.
///         Community = "community" / "社区",
///     }
/// }
/// ```
///
/// On input both the wire word and the Chinese label are taken, and any further spelling named after a `|`; on output
/// the wire word is written. In English a word is said as its wire form with spaces for hyphens, or as `=> "Monday"`
/// at the end of its line has it.
///
/// The two texts after the name say what is expected where such a word stands, without the words: those are added in
/// brackets where there are only a [`FEW`].
macro_rules! words {
    (@said_as) => {
        None
    };
    (@said_as $en:literal) => {
        Some($en)
    };
    (@listed_zh $first:literal $($word:literal)*) => {
        concat!($first $(, "、", $word)*)
    };
    (@listed_en $last:literal) => {
        $last
    };
    (@listed_en $word:literal $last:literal) => {
        concat!($word, " or ", $last)
    };
    (@listed_en $word:literal $($more:literal)+) => {
        concat!($word, ", ", words!(@listed_en $($more)+))
    };
    (
        $(#[$about:meta])*
        pub enum $name:ident: $expected_zh:literal / $expected_en:literal {
            $( $(#[$about_word:meta])* $word:ident = $wire:literal / $zh:literal $(| $other:literal)* $(=> $en:literal)? ),+ $(,)?
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $( $(#[$about_word])* #[doc = concat!("\n\nWire word `", $wire, "`, ", $zh, ".")] $word ),+
        }

        impl $name {
            /// Every word of the vocabulary, in its order.
            pub const ALL: &'static [Self] = &[$( Self::$word ),+];

            /// The canonical wire word.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$word => $wire ),+ }
            }

            /// The Chinese label.
            #[must_use]
            pub const fn label_zh(self) -> &'static str {
                match self { $( Self::$word => $zh ),+ }
            }
        }

        impl $crate::vocab::word::Word for $name {
            const EXPECTED: $crate::vocab::lang::Phrase = if $name::ALL.len() <= $crate::vocab::word::FEW {
                $crate::vocab::lang::Phrase::new(
                    concat!($expected_zh, "（", words!(@listed_zh $($zh)+), "）"),
                    concat!($expected_en, " (", words!(@listed_en $($wire)+), ")"),
                )
            } else {
                $crate::vocab::lang::Phrase::new($expected_zh, $expected_en)
            };

            fn from_text(text: &str) -> Result<Self, $crate::vocab::flaw::Flaw> {
                match text {
                    $( $wire | $zh $(| $other)* => Ok(Self::$word), )+
                    _ => Err($crate::vocab::word::stranger(text, &[$( $wire, $zh ),+])),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                to.write_str(self.as_str())
            }
        }

        impl $crate::vocab::lang::Say for $name {
            fn say(&self, lang: $crate::vocab::lang::Lang, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                let said_as: Option<&str> = match self { $( Self::$word => words!(@said_as $($en)?) ),+ };
                match (lang, said_as) {
                    ($crate::vocab::lang::Lang::Zh, _) => to.write_str(self.label_zh()),
                    ($crate::vocab::lang::Lang::En, Some(label)) => to.write_str(label),
                    ($crate::vocab::lang::Lang::En, None) => $crate::vocab::word::with_spaces(self.as_str(), to),
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }

        $crate::vocab::word::read_as_word!($name);

        impl $crate::vocab::set::Member for $name {
            const ALL: &'static [Self] = Self::ALL;

            fn index(self) -> u32 {
                self as u32
            }
        }
    };
}

/// Writes a kebab-case wire word as English words.
pub(crate) fn with_spaces(wire: &str, to: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (place, part) in wire.split('-').enumerate() {
        if place > 0 {
            to.write_str(" ")?;
        }
        to.write_str(part)?;
    }
    Ok(())
}

pub(crate) use {read_as_word, words, write_as_text};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_finds_a_misspelled_word_and_leaves_strangers_alone() {
        assert_eq!(nearest("sprots", ["culture", "sports"]).as_deref(), Some("sports"));
        assert_eq!(nearest("banana", ["culture", "sports"]), None);
        assert_eq!(nearest("", ["a"]), None);
        assert_eq!(nearest(&"s".repeat(100_000), ["sports"]), None);
    }

    #[test]
    fn one_chinese_character_is_not_close_to_every_other() {
        assert_eq!(nearest("老", ["少", "青壮"]), None);
    }

    #[test]
    fn nobody_is_asked_whether_he_meant_the_opposite() {
        assert_eq!(nearest("收费", ["免费", "低偿", "市场"]), None);
        assert_eq!(nearest("停用", ["投用", "关闭"]), None);
        assert_eq!(nearest("未投入使用", ["投入使用"]), None);
        assert_eq!(nearest("老城", ["新城", "旧城"]), None);
        assert_eq!(nearest("居家养老服物", ["居家养老服务"]).as_deref(), Some("居家养老服务"));
    }
}
