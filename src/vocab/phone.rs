use std::fmt;

use compact_str::CompactString;

use super::flaw::Flaw;
use super::lang::{Lang, Phrase, Say};
use super::reading::misfit;
use super::word::{Word, read_as_word, words, write_as_text};

/// More characters than any number needs, however it is written.
const LIMIT: usize = 40;
/// The most digits of an extension; an engineering bound.
const LONGEST_EXTENSION: usize = 6;

words! {
    /// What sort of telephone number it is (号码类别).
    pub enum PhoneKind: "号码类别" / "a kind of telephone number" {
        /// With an area code.
        Landline = "landline" / "固定电话",
        /// Eleven digits that begin with 13 to 19.
        Mobile = "mobile" / "手机",
        /// A 400 or 800 number.
        Service = "service" / "400/800号码",
        /// Three to six digits that begin with 1 or 9, such as 12345.
        Short = "short" / "短号码",
        /// Seven or eight digits, without the area code.
        Local = "local" / "本地号码",
    }
}

/// One telephone number (电话号码) of mainland China, however an office writes it.
///
/// It is kept and written in one form: `0379-65510101`, `0379-65510101-8001` with an extension, `13812345678`,
/// `400-123-4567`, `12345`, `65510101`. Read are also spaces, brackets, full-width digits, every sort of dash, `+86`, and
/// extensions after 转, 分机 or `ext`. Only the form is judged, not whether the number is in service.
///
/// ```
/// use neighborhood_center::vocab::{Phone, PhoneKind};
///
/// let office: Phone = "（0379）6551 0101 转 8001".parse()?;
/// assert_eq!(office.as_str(), "0379-65510101-8001");
/// assert_eq!(office.kind(), PhoneKind::Landline);
/// # Ok::<(), neighborhood_center::vocab::WordError>(())
/// ```
// At most 20 bytes, so that the text never leaves the 24 bytes of the string itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Phone(CompactString);

impl Phone {
    /// The number in its one form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What sort of number it is.
    #[must_use]
    pub fn kind(&self) -> PhoneKind {
        let main = self.0.split('-').next().unwrap_or_default();
        if main.starts_with('0') {
            PhoneKind::Landline
        } else {
            match main.len() {
                11 => PhoneKind::Mobile,
                3 if matches!(main, "400" | "800") => PhoneKind::Service,
                7 | 8 => PhoneKind::Local,
                _ => PhoneKind::Short,
            }
        }
    }
}

impl Word for Phone {
    const EXPECTED: Phrase = Phrase::new("电话号码（如 0379-65510101）", "a telephone number (such as 0379-65510101)");

    /// A number of a mobile telephone is often written without quotes; one that begins with 0 cannot be.
    fn from_integer(number: i64) -> Result<Self, Flaw> {
        Self::from_text(&number.to_string())
    }

    fn from_text(text: &str) -> Result<Self, Flaw> {
        if is_canonical(text.as_bytes()) {
            return Ok(Self(CompactString::from(text)));
        }
        let text = text.trim();
        if text.len() > LIMIT {
            let length = text.chars().count();
            if length > LIMIT {
                return Err(Flaw::TooLong { length: length as u64, limit: LIMIT as u64 });
            }
        }
        leniently(text).map(Self).ok_or_else(|| misfit(text))
    }
}

/// Whether the text is a mobile or a landline number in the form that is written.
fn is_canonical(text: &[u8]) -> bool {
    match text {
        [b'1', b'3'..=b'9', rest @ ..] => rest.len() == 9 && rest.iter().all(u8::is_ascii_digit),
        [b'0', second, third, rest @ ..] => {
            let local = match (area_length(*second, *third), rest) {
                (Some(3), [b'-', local @ ..]) => local,
                (Some(4), [fourth, b'-', local @ ..]) if fourth.is_ascii_digit() => local,
                _ => return false,
            };
            let Some(b'2'..=b'8') = local.first() else { return false };
            matches!(local.len(), 7 | 8) && local.iter().all(u8::is_ascii_digit)
        }
        _ => false,
    }
}

/// How many digits an area code has that begins with 0 and these two: three for 010 and 02x, four for 03xx to 09xx.
fn area_length(second: u8, third: u8) -> Option<usize> {
    match (second, third) {
        (b'1', b'0') | (b'2', b'0'..=b'9') => Some(3),
        (b'3'..=b'9', b'0'..=b'9') => Some(4),
        _ => None,
    }
}

/// Reads every other way of writing a number.
#[cold]
fn leniently(text: &str) -> Option<CompactString> {
    let (number, extension) = split_extension(text);
    let (abroad, groups) = normalize(number)?;
    let extension = match extension {
        Some(extension) => Some(normalize(extension).map(|(_, digits)| digits).filter(|digits| is_extension(digits))?),
        None => None,
    };
    let (abroad, groups) = without_country(abroad, &groups)?;
    let parts = Parts::of(groups, abroad)?;
    let extension = match (parts.rest, extension) {
        ("", extension) => extension,
        (rest, None) => rest.strip_prefix('-').filter(|rest| is_extension(rest)).map(CompactString::from).map(Some)?,
        (_, Some(_)) => return None,
    };
    let mut written = parts.number;
    if let Some(extension) = extension {
        if !parts.may_have_extension {
            return None;
        }
        written.push('-');
        written.push_str(&extension);
    }
    Some(written)
}

fn is_extension(text: &str) -> bool {
    (1..=LONGEST_EXTENSION).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Separates an extension that a word announces.
fn split_extension(text: &str) -> (&str, Option<&str>) {
    let mark = |character: char| matches!(character, '转' | '轉' | '分' | 'e' | 'E' | 'x' | 'X');
    let Some((number, rest)) = text.find(mark).and_then(|place| text.split_at_checked(place)) else {
        return (text, None);
    };
    let words = ["转分机号", "转分机", "分机号", "分机", "转", "轉", "ext", "Ext", "EXT", "x", "X"];
    let extension = words.iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    (number, Some(extension.trim_start_matches(['.', ':', '：', ' ', '\u{3000}'])))
}

/// The groups of digits, a dash between two where one was written and a space where only white space or a bracket was;
/// and whether a plus stood in front. `None` if anything else is in the text.
fn normalize(text: &str) -> Option<(bool, CompactString)> {
    let mut groups = CompactString::default();
    let mut plus = false;
    let mut open = false;
    let mut brackets = 0;
    let mut gap = None;
    for character in text.trim().chars() {
        match character {
            '0'..='9' | '０'..='９' => {
                if let Some(separator) = gap.take() {
                    if !groups.is_empty() {
                        groups.push(separator);
                    }
                }
                groups.push(char::from_digit(u32::from(character) % 16, 10)?);
            }
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '－' | '﹣' | '﹘' if !groups.is_empty() => {
                gap = Some('-');
            }
            ' ' | '\u{A0}' | '\u{3000}' => gap = gap.or(Some(' ')),
            '+' | '＋' if groups.is_empty() && !plus => plus = true,
            '(' | '（' if !open && brackets < 2 => {
                open = true;
                brackets += 1;
                gap = gap.or(Some(' '));
            }
            ')' | '）' if open => {
                open = false;
                gap = gap.or(Some(' '));
            }
            _ => return None,
        }
    }
    (!open && gap != Some('-') && !groups.is_empty()).then_some((plus, groups))
}

/// Drops the country code of China, if there is one; tells whether there was.
fn without_country(plus: bool, groups: &str) -> Option<(bool, &str)> {
    let (rest, certain) = match (groups.strip_prefix("0086"), groups.strip_prefix("86")) {
        (Some(rest), _) => (rest, true),
        (None, Some(rest)) => (rest, plus),
        (None, None) => return (!plus).then_some((false, groups)),
    };
    // Without a plus, 86 can also begin a local number.
    let digits = rest.bytes().filter(u8::is_ascii_digit).count();
    if !certain && (digits <= 6 || !rest.starts_with(['-', ' '])) {
        return Some((false, groups));
    }
    let rest = rest.trim_start_matches(['-', ' ']);
    // +86 (0)379 …
    Some((true, rest.strip_prefix("0 ").unwrap_or(rest)))
}

/// A number without its extension, and what was written after it.
struct Parts<'t> {
    number: CompactString,
    may_have_extension: bool,
    rest: &'t str,
}

impl<'t> Parts<'t> {
    fn of(groups: &'t str, abroad: bool) -> Option<Self> {
        let first = groups.split(['-', ' ']).next()?.len();
        let count = groups.bytes().filter(u8::is_ascii_digit).count();
        match groups.bytes().filter(u8::is_ascii_digit).take(3).collect::<Vec<_>>().as_slice() {
            [b'1', b'3'..=b'9', _] if count == 11 => {
                let (number, rest) = take(groups, 11, 11)?;
                Some(Self { number, may_have_extension: false, rest })
            }
            [b'4' | b'8', b'0', b'0'] if first == 3 || (matches!(first, 4 | 10) && count >= 10) => {
                let (digits, rest) = take(groups, 10, 10)?;
                let (service, customer) = digits.split_at_checked(3)?;
                let (middle, last) = customer.split_at_checked(3)?;
                let number = compact_str::format_compact!("{service}-{middle}-{last}");
                Some(Self { number, may_have_extension: true, rest })
            }
            [b'0', second, third] => Self::landline(groups, area_length(*second, *third)?, first),
            [second, third, _] if abroad => {
                // From abroad the 0 of the area code is not dialed; put back, it makes the first group one longer.
                let length = area_length(*second, *third)?;
                let (digits, rest) = Self::subscriber(groups, length - 1, first)?;
                Some(Self::joined(&compact_str::format_compact!("0{digits}"), length, rest)?)
            }
            [b'2'..=b'9', ..] if count >= 7 => {
                let (number, rest) = take(groups, 7, 8)?;
                Some(Self { number, may_have_extension: true, rest })
            }
            [b'1' | b'9', ..] if (3..=6).contains(&count) => {
                let (number, rest) = take(groups, count, count)?;
                Some(Self { number, may_have_extension: false, rest })
            }
            _ => None,
        }
    }

    fn landline(groups: &'t str, area: usize, first: usize) -> Option<Self> {
        let (digits, rest) = Self::subscriber(groups, area, first)?;
        Self::joined(&digits, area, rest)
    }

    /// The digits of area code and subscriber, and what follows them.
    fn subscriber(groups: &'t str, area: usize, first: usize) -> Option<(CompactString, &'t str)> {
        if first < area {
            return None;
        }
        // A subscriber's number begins with 2 to 8 and has seven or eight digits; what begins with 1 or 9 is a short number
        // that is called from elsewhere, such as 0379-12345.
        let (least, most) = match groups.bytes().filter(u8::is_ascii_digit).nth(area)? {
            b'2'..=b'8' => (7, 8),
            b'1' | b'9' => (5, 6),
            _ => return None,
        };
        take(groups, area + least, area + most)
    }

    fn joined(digits: &str, area: usize, rest: &'t str) -> Option<Self> {
        let (area, local) = digits.split_at_checked(area)?;
        Some(Self { number: compact_str::format_compact!("{area}-{local}"), may_have_extension: true, rest })
    }
}

/// Takes whole groups until there are `least` digits, if there are no more than `most` then.
fn take(groups: &str, least: usize, most: usize) -> Option<(CompactString, &str)> {
    let mut taken = CompactString::default();
    let mut rest = groups;
    while taken.len() < least {
        let group = rest.trim_start_matches(['-', ' ']);
        let end = group.find(['-', ' ']).unwrap_or(group.len());
        let (digits, after) = group.split_at_checked(end)?;
        if digits.is_empty() {
            return None;
        }
        taken.push_str(digits);
        rest = after;
    }
    (taken.len() <= most).then_some((taken, rest))
}

impl AsRef<str> for Phone {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

impl Say for Phone {
    fn say(&self, _: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

read_as_word!(Phone);
write_as_text!(Phone);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_number_has_one_form_however_it_is_written() {
        for (text, form, kind) in [
            ("0379-65510101", "0379-65510101", PhoneKind::Landline),
            ("037965510101", "0379-65510101", PhoneKind::Landline),
            ("(0379)6551 0101", "0379-65510101", PhoneKind::Landline),
            ("（0379）6551 0101", "0379-65510101", PhoneKind::Landline),
            ("0379—65510101转8001", "0379-65510101-8001", PhoneKind::Landline),
            ("0379-65510101-8001", "0379-65510101-8001", PhoneKind::Landline),
            ("0379-6551-0101-8001", "0379-65510101-8001", PhoneKind::Landline),
            ("0379-65510101 分机8001", "0379-65510101-8001", PhoneKind::Landline),
            ("0379-65510101转分机：8001", "0379-65510101-8001", PhoneKind::Landline),
            ("0379-65510101 ext 8001", "0379-65510101-8001", PhoneKind::Landline),
            ("0379-65510101 EXT. 8001", "0379-65510101-8001", PhoneKind::Landline),
            ("０３７９－６５５１０１０１", "0379-65510101", PhoneKind::Landline),
            ("010 6551 0101", "010-65510101", PhoneKind::Landline),
            ("0398-2810101", "0398-2810101", PhoneKind::Landline),
            ("+86 379 6551 0101", "0379-65510101", PhoneKind::Landline),
            ("+86 (0)379 65510101", "0379-65510101", PhoneKind::Landline),
            ("+86-10-65510101-12", "010-65510101-12", PhoneKind::Landline),
            ("86-0379-65510101", "0379-65510101", PhoneKind::Landline),
            ("0086 0379 65510101", "0379-65510101", PhoneKind::Landline),
            ("0379-12345", "0379-12345", PhoneKind::Landline),
            ("13812345678", "13812345678", PhoneKind::Mobile),
            ("138 1234 5678", "13812345678", PhoneKind::Mobile),
            ("+8613812345678", "13812345678", PhoneKind::Mobile),
            ("+86 138-1234-5678", "13812345678", PhoneKind::Mobile),
            ("400-123-4567", "400-123-4567", PhoneKind::Service),
            ("4001234567", "400-123-4567", PhoneKind::Service),
            ("4001-234-567", "400-123-4567", PhoneKind::Service),
            ("400-1234567转2", "400-123-4567-2", PhoneKind::Service),
            ("12345", "12345", PhoneKind::Short),
            ("110", "110", PhoneKind::Short),
            (" 95588 ", "95588", PhoneKind::Short),
            ("65510101", "65510101", PhoneKind::Local),
            ("6551 0101转8001", "65510101-8001", PhoneKind::Local),
            ("8651 0101", "86510101", PhoneKind::Local),
            ("86 551 010", "86551010", PhoneKind::Local),
            ("80012345", "80012345", PhoneKind::Local),
        ] {
            let phone = Phone::from_text(text).unwrap_or_else(|flaw| panic!("{text}: {flaw}"));
            assert_eq!(phone.as_str(), form, "{text}");
            assert_eq!(phone.kind(), kind, "{text}");
            assert!(!phone.0.is_heap_allocated());
        }
    }

    #[test]
    fn what_is_no_one_number_is_refused() {
        for text in [
            "0379-65510101、65510102",
            "0379-65510101/65510102",
            "0379-65510101 13812345678",
            "0379-655101012",
            "0379-655101",
            "0379-",
            "-65510101",
            "037-965510101",
            "011-65510101",
            "+852 2123 4567",
            "12812345678",
            "138123456789",
            "1381234567",
            "13812345678转1",
            "400-123-456",
            "400-123-45678",
            "0379-05510101",
            "12",
            "1",
            "((0379)65510101",
            "0379)65510101",
            "0379-65510101转",
            "0379-65510101转1234567",
            "0379-65510101-1-2",
            "电话65510101",
            "见前台",
            "extension",
            "+",
        ] {
            assert_eq!(Phone::from_text(text), Err(Flaw::Malformed), "{text}");
        }
        assert_eq!(Phone::from_text(" "), Err(Flaw::Empty));
        assert_eq!(Phone::from_text(&"1".repeat(50)), Err(Flaw::TooLong { length: 50, limit: 40 }));
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(text in "(\\+?(00)?86[- ]?)?[(]?[0-9]{1,4}[)]?[- ]?[0-9]{1,8}[- ]?[0-9]{0,8}((转|ext|-)[0-9]{1,6})?") {
            if let Ok(phone) = Phone::from_text(&text) {
                prop_assert_eq!(Phone::from_text(phone.as_str()), Ok(phone.clone()));
                prop_assert_eq!(phone.as_str().parse::<Phone>().unwrap().kind(), phone.kind());
            }
        }

        #[test]
        fn no_text_makes_the_reading_fail_badly(text in "\\PC{0,24}") {
            let _ = Phone::from_text(&text);
        }
    }
}
