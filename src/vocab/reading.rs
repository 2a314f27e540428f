//! What the words of numbers and days share: reading digits and decimals exactly.

use std::fmt;

use super::flaw::Flaw;

/// The number that these ASCII digits write; `None` for none, for more than nine, and for anything else among them.
pub(crate) fn digits(text: &[u8]) -> Option<u32> {
    if text.is_empty() || text.len() > 9 {
        return None;
    }
    let mut number = 0;
    for byte in text {
        if !byte.is_ascii_digit() {
            return None;
        }
        number = number * 10 + u32::from(byte - b'0');
    }
    Some(number)
}

/// The same, for at most two digits, as days, months, hours and minutes have them.
pub(crate) fn two_digits(text: &[u8]) -> Option<u8> {
    match text {
        [b'0'..=b'9'] | [b'0'..=b'9', b'0'..=b'9'] => digits(text).and_then(|number| u8::try_from(number).ok()),
        _ => None,
    }
}

/// What is wrong with a text that has none of the forms of its word.
#[cold]
pub(crate) fn misfit(text: &str) -> Flaw {
    if text.trim().is_empty() { Flaw::Empty } else { Flaw::Malformed }
}

/// A whole number within bounds.
pub(crate) fn bounded(number: i64, least: i64, most: i64) -> Result<i64, Flaw> {
    if (least..=most).contains(&number) { Ok(number) } else { Err(Flaw::OutOfRange { least, most }) }
}

/// `number` in units of which `10^decimals` make one, if it is written with no more decimals than that.
///
/// The nearest count of units is taken, and has to give back the very same floating-point number: so 0.29 is 29
/// hundredths, though `0.29 * 100.0` is not 29. Bounds are whole numbers, included, and small enough that a count of
/// units fits the 53 bits of a floating-point number.
pub(crate) fn scaled(number: f64, decimals: u8, least: i32, most: i32) -> Result<i64, Flaw> {
    if !(f64::from(least)..=f64::from(most)).contains(&number) {
        return Err(Flaw::OutOfRange { least: least.into(), most: most.into() });
    }
    let units_in_one = 10_f64.powi(decimals.into());
    let units = (number * units_in_one).round();
    if units / units_in_one == number { Ok(units as i64) } else { Err(Flaw::TooPrecise { decimals }) }
}

/// A whole number that a format wrote with a decimal point.
pub(crate) fn whole(number: f64, least: i32, most: i32) -> Result<i64, Flaw> {
    scaled(number, 0, least, most)
}

/// Writes `units`, of which `10^decimals` make one, as a decimal number without needless zeros.
pub(crate) fn write_decimal(units: i64, decimals: u8, to: &mut fmt::Formatter<'_>) -> fmt::Result {
    if units < 0 {
        to.write_str("-")?;
    }
    let units_in_one = 10_u64.pow(decimals.into());
    let mut fraction = units.unsigned_abs() % units_in_one;
    write!(to, "{}", units.unsigned_abs() / units_in_one)?;
    if fraction == 0 {
        return Ok(());
    }
    let mut width = usize::from(decimals);
    while fraction % 10 == 0 {
        fraction /= 10;
        width -= 1;
    }
    write!(to, ".{fraction:0width$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_ascii_and_nothing_else() {
        assert_eq!(digits(b"0012"), Some(12));
        assert_eq!(digits(b"999999999"), Some(999_999_999));
        assert_eq!(digits(b"1234567890"), None);
        for text in ["", "+1", "-1", " 1", "１", "1a"] {
            assert_eq!(digits(text.as_bytes()), None, "{text:?}");
        }
        assert_eq!(two_digits(b"07"), Some(7));
        assert_eq!(two_digits(b"007"), None);
    }

    #[test]
    fn a_decimal_is_kept_exactly_or_refused() {
        assert_eq!(scaled(0.29, 2, 0, 10), Ok(29));
        assert_eq!(scaled(0.291, 2, 0, 10), Err(Flaw::TooPrecise { decimals: 2 }));
        assert_eq!(scaled(f64::NAN, 2, 0, 10), Err(Flaw::OutOfRange { least: 0, most: 10 }));
        assert_eq!(scaled(f64::INFINITY, 2, 0, 10), Err(Flaw::OutOfRange { least: 0, most: 10 }));
        assert_eq!(scaled(-0.0, 2, 0, 10), Ok(0));
        assert_eq!(whole(3.0, 0, 10), Ok(3));
        assert_eq!(whole(3.5, 0, 10), Err(Flaw::TooPrecise { decimals: 0 }));
    }
}
