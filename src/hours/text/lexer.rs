use super::clock::{Clock, DayPart, after_hour_word, is_colon};
use super::dates::Day;
use super::digits::{digit, number, numeral};
use super::token::{DayWord, Kind, Token};
use super::words;
use crate::vocab::Weekday;

/// Takes a text apart into what is known and what is not, from the first byte to the last.
///
/// Every character belongs to one piece, so that a border between two pieces is one between characters.
pub(super) fn lex(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let begin = text.len() - rest.len();
        let (kind, after) = piece(rest, first, &tokens, begin);
        let end = text.len() - after.len();
        match tokens.last_mut().filter(|last| last.kind == kind && is_run(kind)) {
            Some(last) => last.end = end,
            None => tokens.push(Token { kind, begin, end }),
        }
        rest = after;
    }
    tokens
}

/// Whether pieces of this kind that follow each other are one.
fn is_run(kind: Kind) -> bool {
    matches!(kind, Kind::Unknown | Kind::Space | Kind::To)
}

fn piece<'t>(text: &'t str, first: char, before: &[Token], at: usize) -> (Kind, &'t str) {
    let after_first = text.get(first.len_utf8()..).unwrap_or_default();
    if let Some(mark) = mark(first) {
        return (mark, after_first);
    }
    if let Some((weekday, rest)) = weekday(text).or_else(|| more_weekdays(text, before, at)) {
        return (Kind::Weekday(weekday), rest);
    }
    // People who have no dash at hand take the numeral.
    if first == '一'
        && glued(before, at, |kind| matches!(kind, Kind::Time(_)))
        && after_first.starts_with(|next| digit(next).is_some())
    {
        return (Kind::To, after_first);
    }
    if let Some(rest) = seven_times(text) {
        return (Kind::Days(DayWord::EveryDay), rest);
    }
    if let Some(found) = dated(text) {
        return found;
    }
    if let Some((word, rest)) = short_part(text) {
        return (word, rest);
    }
    if let Some((kind, length)) = words::longest(text) {
        return (kind, text.get(length..).unwrap_or_default());
    }
    (Kind::Unknown, after_first)
}

fn mark(character: char) -> Option<Kind> {
    Some(match character {
        '-' | '–' | '—' | '―' | '‐' | '‑' | '‒' | '−' | '－' | '﹣' | '─' | '━' | '~' | '～' | '〜' | '∼' | '˜' => {
            Kind::To
        }
        '、' | '/' | '／' | '&' | '＆' | '+' | '＋' | '|' | '｜' => Kind::Joiner,
        '，' | ',' => Kind::Comma,
        '；' | ';' | '。' | '｡' => Kind::Semicolon,
        '（' | '(' | '【' | '[' | '［' | '〔' => Kind::Open,
        '）' | ')' | '】' | ']' | '］' | '〕' => Kind::Close,
        _ if is_colon(character) => Kind::Colon,
        _ if character.is_whitespace() => Kind::Space,
        _ => return None,
    })
}

/// The 7× of 7×24小时.
fn seven_times(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(['7', '７'])?.strip_prefix(['×', '*', '＊', 'x', 'X'])?;
    rest.starts_with("24小时").then_some(rest)
}

/// Dates, times and numbers.
fn dated(text: &str) -> Option<(Kind, &str)> {
    if let Some((day, rest)) = Day::read(text) {
        return Some((Kind::Date(day), rest));
    }
    if let Some((clock, rest)) = Clock::read(text) {
        return Some((Kind::Time(clock), rest));
    }
    let number = number(text)?;
    if number.digits == 2 && number.value == 24 {
        for word in ["小时", "小時"] {
            if let Some(rest) = number.rest.strip_prefix(word) {
                return Some((Kind::Always, rest));
            }
        }
    }
    let is_small = number.digits <= 2 && !number.rest.starts_with(is_colon);
    Some((if is_small { Kind::Number(number.value) } else { Kind::Unknown }, number.rest))
}

/// 早 and 晚, which are parts of many words, before a time.
fn short_part(text: &str) -> Option<(Kind, &str)> {
    let (part, rest) = match text.strip_prefix('早') {
        Some(rest) => (DayPart::Morning, rest),
        None => (DayPart::Evening, text.strip_prefix('晚')?),
    };
    Clock::read(rest).map(|_| (Kind::Part(part), rest))
}

/// A day of the week with 周, 星期 or 礼拜 before it.
fn weekday(text: &str) -> Option<(Weekday, &str)> {
    let text = ["每逢", "每", "逢"].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let rest = ["周", "週", "星期", "礼拜"].iter().find_map(|word| text.strip_prefix(word))?;
    let (day, rest) = day(rest, true)?;
    // 周三次 is three times a week, 周日常 is no Sunday.
    (!rest.starts_with(['天', '次', '个', '年', '期', '常'])).then_some((day, rest))
}

/// The 五 of 周一至五, the 日 of 周六日, the 三 of 周一、三.
fn more_weekdays<'t>(text: &'t str, before: &[Token], at: usize) -> Option<(Weekday, &'t str)> {
    let is_day = |kind| matches!(kind, Kind::Weekday(_));
    let follows = glued(before, at, is_day) || {
        let mut said = before.iter().rev().map(|token| token.kind).filter(|kind| *kind != Kind::Space);
        matches!(said.next(), Some(Kind::To | Kind::Joiner | Kind::And)) && said.next().is_some_and(is_day)
    };
    let follows_comma = || {
        let mut said = before.iter().rev().map(|token| token.kind);
        let is_numeral = text.starts_with(['一', '二', '三', '四', '五', '六', '日']);
        let is_behind = said.next() == Some(Kind::Comma) && said.next().is_some_and(is_day);
        // What follows a comma may as well begin something else.
        let is_apart = text
            .chars()
            .nth(1)
            .is_some_and(|next| digit(next).is_some() || next.is_whitespace() || matches!(next, '，' | ','));
        is_numeral && is_behind && is_apart
    };
    let (day, rest) = day(text, false).filter(|_| follows || follows_comma())?;
    let begins_hour = numeral(text).is_some_and(|(_, rest)| after_hour_word(rest).is_some());
    (!begins_hour && rest.chars().next().is_none_or(may_follow_day)).then_some((day, rest))
}

/// A day by its numeral; Sunday is written in words, or in digits as the seventh.
fn day(text: &str, with_prefix: bool) -> Option<(Weekday, &str)> {
    let first = text.chars().next()?;
    let rest = text.get(first.len_utf8()..)?;
    let day = match first {
        '一' => Weekday::Monday,
        '二' => Weekday::Tuesday,
        '三' => Weekday::Wednesday,
        '四' => Weekday::Thursday,
        '五' => Weekday::Friday,
        '六' => Weekday::Saturday,
        '日' => Weekday::Sunday,
        '天' if with_prefix => Weekday::Sunday,
        _ => {
            let number = number(text).filter(|number| number.digits == 1)?;
            // 周8:00 is an hour, and so is 周1至8点.
            if number.rest.starts_with(is_colon) || number.rest.starts_with(['点', '时', '.', '月', '日', '号', '小'])
            {
                return None;
            }
            let place = usize::try_from(number.value.checked_sub(1)?).ok()?;
            *Weekday::ALL.get(place)?
        }
    };
    Some((day, rest))
}

/// Whether a character can follow a day that has no 周 of its own: not one that makes another word of it.
fn may_follow_day(character: char) -> bool {
    const BEGINNINGS: &str =
        "一二三四五六日上下早晚中凌午傍全夏冬春秋至到和及与以闭休不停公开关除的均都两七八九十法国节";
    !character.is_alphabetic() || BEGINNINGS.contains(character)
}

/// Whether what stands right before is of a kind.
fn glued(before: &[Token], at: usize, kind: impl Fn(Kind) -> bool) -> bool {
    before.last().is_some_and(|last| last.end == at && kind(last.kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str) -> Vec<Weekday> {
        let day = |token: Token| if let Kind::Weekday(day) = token.kind { Some(day) } else { None };
        lex(text).into_iter().filter_map(day).collect()
    }

    #[test]
    fn days_of_the_week_are_read_with_and_without_their_prefix() {
        use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
        for (text, expected) in [
            ("周一", vec![Monday]),
            ("星期天", vec![Sunday]),
            ("礼拜三", vec![Wednesday]),
            ("周1-5", vec![Monday, Friday]),
            ("周7", vec![Sunday]),
            ("周六日", vec![Saturday, Sunday]),
            ("周一三五", vec![Monday, Wednesday, Friday]),
            ("周一、三、五", vec![Monday, Wednesday, Friday]),
            ("周二至四", vec![Tuesday, Thursday]),
            ("每周一", vec![Monday]),
            ("逢周一", vec![Monday]),
            ("周六六点", vec![Saturday]),
            ("周一二点", vec![Monday]),
            ("周一18:00", vec![Monday]),
            ("周1至8点", vec![Monday]),
            ("周一、三楼", vec![Monday]),
            ("周围", vec![]),
            ("每周三次", vec![]),
            ("周三天", vec![]),
            ("周日常", vec![]),
            ("周18:00", vec![]),
            ("周8", vec![]),
        ] {
            assert_eq!(days(text), expected, "{text}");
        }
    }

    #[test]
    fn every_byte_of_a_text_is_in_one_piece() {
        for text in ["周一至周五 9:00am—１７：３０（略）", "\u{1F600}夏令８点半", ""] {
            let mut at = 0;
            for token in lex(text) {
                assert_eq!(token.begin, at);
                assert!(token.end > at && text.is_char_boundary(token.end));
                at = token.end;
            }
            assert_eq!(at, text.len());
        }
    }

    #[test]
    fn a_numeral_between_times_is_a_dash() {
        let kinds: Vec<Kind> = lex("8:30一17:30").into_iter().map(|token| token.kind).collect();
        assert_eq!(kinds.get(1), Some(&Kind::To));
    }
}
