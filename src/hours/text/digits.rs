/// A number at the beginning of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number<'t> {
    /// Its value; what has more than nine digits is the largest there is.
    pub(super) value: u32,
    /// How many digits it has.
    pub(super) digits: usize,
    /// What follows it.
    pub(super) rest: &'t str,
}

/// The value of a digit, ASCII or full-width.
pub(super) fn digit(character: char) -> Option<u32> {
    match character {
        '０'..='９' => Some(u32::from(character) - u32::from('０')),
        _ => character.to_digit(10),
    }
}

/// All the digits that a text begins with.
pub(super) fn number(text: &str) -> Option<Number<'_>> {
    number_within(text, usize::MAX)
}

/// The digits that a text begins with, up to so many.
pub(super) fn number_within(text: &str, most: usize) -> Option<Number<'_>> {
    let mut found = Number { value: 0, digits: 0, rest: text };
    for (place, character) in text.char_indices() {
        let Some(value) = digit(character).filter(|_| found.digits < most) else { break };
        let value = found.value.checked_mul(10).and_then(|tens| tens.checked_add(value)).unwrap_or(u32::MAX);
        let rest = text.get(place + character.len_utf8()..).unwrap_or_default();
        found = Number { value, digits: found.digits + 1, rest };
    }
    (found.digits > 0).then_some(found)
}

/// The number below a hundred in Chinese numerals that a text begins with: 九, 十二, 三十, 零五.
pub(super) fn numeral(text: &str) -> Option<(u32, &str)> {
    let one = |text: &'_ str| {
        let first = text.chars().next()?;
        Some((unit(first)?, first.len_utf8()))
    };
    let after = |length: usize| text.get(length..).unwrap_or_default();
    let (tens, past) = match one(text) {
        // A zero is said before a single one only.
        Some((0, length)) => {
            let (value, more) = one(after(length)).filter(|(value, _)| *value > 0).unwrap_or((0, 0));
            return Some((value, after(length + more)));
        }
        Some((value, length)) if after(length).starts_with('十') => (value, length),
        Some((value, length)) => return Some((value, after(length))),
        None => (1, 0),
    };
    let rest = after(past).strip_prefix('十')?;
    match one(rest).filter(|(value, _)| *value > 0) {
        Some((value, length)) => Some((tens * 10 + value, rest.get(length..).unwrap_or_default())),
        None => Some((tens * 10, rest)),
    }
}

fn unit(character: char) -> Option<u32> {
    Some(match character {
        '〇' | '零' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_either_width_are_a_number() {
        assert_eq!(number("08：30"), Some(Number { value: 8, digits: 2, rest: "：30" }));
        assert_eq!(number("１7点"), Some(Number { value: 17, digits: 2, rest: "点" }));
        assert_eq!(number_within("3013:30", 2), Some(Number { value: 30, digits: 2, rest: "13:30" }));
        assert_eq!(number("点"), None);
        assert_eq!(number("99999999999").map(|number| number.value), Some(u32::MAX));
    }

    #[test]
    fn chinese_numerals_below_a_hundred_are_a_number() {
        for (text, value, rest) in [
            ("九点", 9, "点"),
            ("十点", 10, "点"),
            ("十二点", 12, "点"),
            ("二十点", 20, "点"),
            ("两点", 2, "点"),
            ("四十五分", 45, "分"),
            ("零五分", 5, "分"),
            ("零点", 0, "点"),
        ] {
            assert_eq!(numeral(text), Some((value, rest)), "{text}");
        }
        assert_eq!(numeral("点"), None);
    }
}
