//! Foreign text in Markdown (CommonMark and what GitHub adds): it stays text, whatever stands in it.

/// The text on a line of its own kind: no character in it begins markup, a link or an entity, or ends a cell of a table.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let is_number = text.trim_start_matches(|digit: char| digit.is_ascii_digit()).starts_with(['.', ')']);
    for (place, character) in text.char_indices() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '$' | '@' | '!' | '{' | '}' => {
                escaped.push('\\');
                escaped.push(character);
            }
            // What would begin a list or underline a heading, at the start only.
            '-' | '+' | '=' if place == 0 => {
                escaped.push('\\');
                escaped.push(character);
            }
            '.' | ')' if is_number && escaped.bytes().all(|byte| byte.is_ascii_digit()) => {
                escaped.push('\\');
                escaped.push(character);
            }
            // What makes a link of an address that is not marked as one.
            '/' if text[..place].ends_with(':') => escaped.push_str("\\/"),
            '.' if ends_with_www(&text[..place]) => escaped.push_str("\\."),
            _ => escaped.push(character),
        }
    }
    escaped
}

fn ends_with_www(text: &str) -> bool {
    text.len() >= 3 && text.is_char_boundary(text.len() - 3) && text[text.len() - 3..].eq_ignore_ascii_case("www")
}

/// An address between the brackets of a link.
pub(crate) fn address(link: &str) -> String {
    let mut address = String::with_capacity(link.len());
    for character in link.chars() {
        match character {
            '<' | '>' | '(' | ')' | '\\' | ' ' | '|' | '&' | '*' | '_' | '`' | '[' | ']' => {
                address.extend(character.encode_utf8(&mut [0; 4]).bytes().map(|byte| format!("%{byte:02X}")));
            }
            _ => address.push(character),
        }
    }
    address
}
