//! Numbers.

use super::fault::{Fault, NO_NUMBER, NUMBER_TOO_LARGE};
use super::parser::Parser;

/// A number as exactly as it can be handed out.
pub(super) enum Number {
    Unsigned(u64),
    Negative(i64),
    Float(f64),
}

impl Parser<'_> {
    /// Takes a number, from its sign or first digit on.
    pub(super) fn number(&mut self) -> Result<Number, Fault> {
        let start = self.at;
        let negative = self.byte() == Some(b'-');
        self.at += usize::from(negative);
        let whole = self.digits(self.byte() != Some(b'0'))?;
        let mut is_whole = true;
        if self.byte() == Some(b'.') {
            is_whole = false;
            self.at += 1;
            self.digits(true)?;
        }
        if let Some(b'e' | b'E') = self.byte() {
            is_whole = false;
            self.at += 1;
            self.at += usize::from(matches!(self.byte(), Some(b'+' | b'-')));
            self.digits(true)?;
        }
        match whole {
            Some(whole) if is_whole && !negative => return Ok(Number::Unsigned(whole)),
            Some(whole @ 1..) if is_whole => {
                if let Some(number) = 0_i64.checked_sub_unsigned(whole) {
                    return Ok(Number::Negative(number));
                }
            }
            _ => {}
        }
        // What has a fraction, or no room in 64 bits; negative zero among them, which whole numbers do not have.
        match self.text.get(start..self.at).and_then(|text| text.parse::<f64>().ok()) {
            Some(number) if number.is_finite() => Ok(Number::Float(number)),
            _ => {
                self.at = start;
                self.fault(&NUMBER_TOO_LARGE)
            }
        }
    }

    /// Takes the digits that come next, only one unless there may be more: the number they write, `None` if it is past 64 bits.
    #[inline(always)]
    fn digits(&mut self, many: bool) -> Result<Option<u64>, Fault> {
        let mut number = Some(0_u64);
        let start = self.at;
        while let Some(byte @ b'0'..=b'9') = self.byte() {
            if !many && self.at > start {
                return self.fault(&NO_NUMBER);
            }
            number = number.and_then(|number| number.checked_mul(10)?.checked_add(u64::from(byte - b'0')));
            self.at += 1;
        }
        if self.at == start { self.fault(&NO_NUMBER) } else { Ok(number) }
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::Value;

    use super::*;

    fn read(text: &str) -> Option<Value> {
        let mut parser = Parser::new(text);
        let value = Value::deserialize(&mut parser).ok()?;
        parser.end().ok()?;
        Some(value)
    }

    #[test]
    fn a_whole_number_is_exact_as_far_as_64_bits_reach() {
        for (text, number) in [("0", 0), ("7", 7), ("1500", 1500), ("18446744073709551615", u64::MAX)] {
            assert_eq!(read(text), Some(number.into()), "{text}");
        }
        for (text, number) in [("-1", -1), ("-9223372036854775808", i64::MIN)] {
            assert_eq!(read(text), Some(number.into()), "{text}");
        }
    }

    #[test]
    fn what_has_no_room_in_64_bits_is_the_nearest_float() {
        assert_eq!(read("18446744073709551616"), Some(18_446_744_073_709_551_616.0.into()));
        assert_eq!(read("-9223372036854775809"), Some((-9_223_372_036_854_775_808.0).into()));
        assert_eq!(read("99999999999999999999999999"), Some(1e26.into()));
    }

    #[test]
    fn a_fraction_or_an_exponent_makes_the_float_that_is_nearest_to_what_is_written() {
        for (text, number) in [
            ("0.29", 0.29),
            ("112.453900", 112.4539),
            ("1.0", 1.0),
            ("1e3", 1000.0),
            ("1E+3", 1000.0),
            ("25e-1", 2.5),
            ("1e-400", 0.0),
            ("2.2250738585072011e-308", 2.225_073_858_507_201e-308),
            ("9007199254740993.0", 9_007_199_254_740_992.0),
        ] {
            assert_eq!(read(text), Some(number.into()), "{text}");
        }
    }

    #[test]
    fn zero_keeps_its_sign() {
        assert!(read("-0").and_then(|zero| zero.as_f64()).is_some_and(f64::is_sign_negative));
        assert!(read("-0.0").and_then(|zero| zero.as_f64()).is_some_and(f64::is_sign_negative));
    }

    #[test]
    fn what_is_no_number_is_refused_where_it_stops_being_one() {
        for (text, at, reason) in [
            ("01", 1, "invalid number"),
            ("-01", 2, "invalid number"),
            ("-a", 1, "invalid number"),
            ("-", 1, "the text breaks off here, before it is complete"),
            ("1.", 2, "the text breaks off here, before it is complete"),
            ("1.e2", 2, "invalid number"),
            ("1e", 2, "the text breaks off here, before it is complete"),
            ("1e+ ", 3, "invalid number"),
            ("+1", 0, "expected value"),
            (".5", 0, "expected value"),
            ("NaN", 0, "expected value"),
            ("1e400", 0, "number out of range"),
            ("-1e999999999999", 0, "number out of range"),
        ] {
            let fault = Value::deserialize(&mut Parser::new(text)).unwrap_err();
            assert_eq!((fault.at(), fault.to_string().as_str()), (at, reason), "{text}");
        }
    }
}
