//! Foreign text, made harmless for a terminal.

use neighborhood_center::vocab::Name;

/// The text with everything that a reader could not see, or that a terminal would act on, written as `\u{…}`.
///
/// What may be shown is what may stand in a [`Name`], so that there is one list of such characters.
pub(crate) fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if is_harmless(character) {
            shown.push(character);
        } else {
            shown.extend(character.escape_unicode());
        }
    }
    shown
}

/// The text on one line, made harmless: where it breaks there is a blank.
pub(crate) fn one_line(text: &str) -> String {
    let lines: Vec<&str> = text.split(['\n', '\r', '\t']).map(str::trim).filter(|line| !line.is_empty()).collect();
    visible(&lines.join(" "))
}

/// Whether a reader can see this character, and a terminal does nothing but draw it.
pub(crate) fn is_harmless(character: char) -> bool {
    (' '..='~').contains(&character) || character.encode_utf8(&mut [0; 4]).parse::<Name>().is_ok()
}
