//! What no library declares: functions of our own, the same ones for every Rust peer.

use std::sync::LazyLock;

use regex::Regex;

/// One line of visible text: no control, format, private-use or line-separating character, and not blank.
pub static NAME: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^\s*[^\s\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}][^\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]*$"));
/// The same with line breaks and tabs.
pub static TEXT: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^\s*[^\s\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}](?:[^\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]|[\n\r\t])*$"));
pub static KEY: LazyLock<Regex> = LazyLock::new(|| regex("^[a-z0-9_-]{1,64}$"));
pub static TIME: LazyLock<Regex> = LazyLock::new(|| regex("^(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"));
pub static CREDIT: LazyLock<Regex> = LazyLock::new(|| regex("^[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}$"));
pub static PHONE: LazyLock<Regex> =
    LazyLock::new(|| regex("^(?:1[3-9][0-9]{9}|(?:010|02[0-9]|0[3-9][0-9]{2})-[2-8][0-9]{6,7})$"));
pub static WEB: LazyLock<Regex> = LazyLock::new(|| regex("^https?://"));

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("these patterns are fixed")
}

/// `2023`, `2023-05`, `2023-05-mid` or a day of the calendar.
pub fn partial_date(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let digits = |part: &str, long: usize| part.len() == long && part.bytes().all(|byte| byte.is_ascii_digit());
    if !parts.next().is_some_and(|year| digits(year, 4) && year >= "1000") {
        return false;
    }
    let month = parts.next();
    if !month.is_none_or(|month| digits(month, 2) && ("01"..="12").contains(&month)) {
        return false;
    }
    match parts.next() {
        None | Some("early" | "mid" | "late") => true,
        Some(day) => digits(day, 2) && text.parse::<chrono::NaiveDate>().is_ok(),
    }
}

/// The last character of a credit code follows from the others (GB 32100-2015). One of another form is left to the form.
pub fn check_digit(code: &str) -> bool {
    const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    let values: Option<Vec<usize>> = code.chars().map(|character| ALPHABET.find(character)).collect();
    let Some([others @ .., last]) = values.as_deref() else { return true };
    let (sum, _) = others.iter().fold((0, 1), |(sum, weight), value| (sum + value * weight, weight * 3 % 31));
    (31 - sum % 31) % 31 == *last
}

/// At most two decimals, as far as a binary fraction can tell.
pub fn two_decimals(amount: &f64) -> bool {
    let hundredths = amount * 100.0;
    (hundredths - hundredths.round()).abs() <= hundredths.abs() * 1e-12
}

/// No house has a floor 0.
pub fn is_a_floor(number: &i16) -> bool {
    *number != 0
}
