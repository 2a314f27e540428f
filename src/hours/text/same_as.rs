use std::ops::Range;

use super::clock::is_colon;
use super::digits::digit;

/// Words before the name of what has the same hours.
const BEGINNINGS: &[&str] = &["与", "和", "同", "跟"];
/// Words behind it.
const ENDS: &[&str] = &["保持一致", "一致", "相同", "同步", "一样"];
/// Words for hours, between the two.
const HOURS: &[&str] = &["开放时间", "营业时间", "服务时间", "运营时间", "运行时间", "办公时间", "时间"];
/// Words that may stand before all of it.
const LABELS: &[&str] = &["开放时间", "营业时间", "服务时间"];

/// The name in a text that says no more than that something else has the same hours: 与地铁站开放时间一致.
pub(super) fn same_as(text: &str) -> Option<Range<usize>> {
    let is_mark = |character: char| character.is_whitespace() || is_colon(character) || matches!(character, '。' | '.');
    let said = text.trim_matches(is_mark);
    let said = LABELS.iter().find_map(|label| said.strip_prefix(label)).unwrap_or(said).trim_start_matches(is_mark);
    let named = BEGINNINGS.iter().find_map(|word| said.strip_prefix(word))?;
    let named = ENDS.iter().find_map(|word| named.strip_suffix(word))?;
    let name = HOURS.iter().find_map(|word| named.strip_suffix(word))?;
    let name = name.strip_suffix('的').unwrap_or(name);
    let is_plain = |character: char| character.is_alphanumeric() && digit(character).is_none();
    if name.is_empty() || !name.chars().all(is_plain) {
        return None;
    }
    let begin = text.find(name)?;
    Some(begin..begin + name.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_may_say_whose_hours_it_has() {
        for (text, name) in [
            ("与地铁站开放时间一致", Some("地铁站")),
            ("开放时间：同图书馆的营业时间一样。", Some("图书馆")),
            ("与开放时间一致", None),
            ("与地铁站一致", None),
            ("周末与地铁站开放时间一致", None),
            ("与地铁站、商场开放时间一致", None),
            ("与2号线开放时间一致", None),
        ] {
            assert_eq!(same_as(text).and_then(|place| text.get(place)), name, "{text}");
        }
    }
}
