//! Foreign text in Markdown (CommonMark and what GitHub adds): it stays text, whatever stands in it.

/// The text so that no character in it begins markup, a link or an entity, or ends a cell of a table.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    // The number of an item of a list, as far as it goes.
    let mut is_number = true;
    for (place, character) in text.char_indices() {
        let before = text.get(..place).unwrap_or_default();
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '$' | '@' | '!' | '{' | '}' | '"' | '\'' => {
                escaped.extend(['\\', character]);
            }
            // What begins a list, or a line below a heading.
            '-' | '+' | '=' if place == 0 => escaped.extend(['\\', character]),
            '.' | ')' if is_number && place > 0 => escaped.extend(['\\', character]),
            // What makes a link of an address by itself.
            '/' if before.ends_with(':') => escaped.extend(['\\', character]),
            '.' if ends_with_www(before) => escaped.extend(['\\', character]),
            _ => escaped.push(character),
        }
        is_number &= character.is_ascii_digit();
    }
    escaped
}

fn ends_with_www(text: &str) -> bool {
    let last = text.len().checked_sub(3).and_then(|begin| text.get(begin..));
    last.is_some_and(|last| last.eq_ignore_ascii_case("www"))
}

/// An address between the parentheses of a link, with nothing in it that would end it or be markup.
pub(crate) fn address(link: &str) -> String {
    let mut address = String::with_capacity(link.len());
    for character in link.chars() {
        match character {
            '<' | '>' | '(' | ')' | '\\' | ' ' | '|' | '&' | '*' | '_' | '`' | '[' | ']' | '"' | '\'' | '{' | '}' => {
                address.push_str(&format!("%{:02X}", u32::from(character)));
            }
            _ => address.push(character),
        }
    }
    address
}
