use std::fmt;

/// Writes foreign text so that nothing in it can hide or act: what is not plainly visible is written as `\u{…}`.
///
/// Messages of a report write what they found this way, so that neither a terminal nor a reader is misled. Programs can do
/// the same with what else they print: the name of a file, the key of an object.
///
/// ```
/// use neighborhood_center::vocab::Visible;
///
/// assert_eq!(Visible("悦读坊\u{202E}\u{1B}[2J").to_string(), r"悦读坊\u{202E}\u{1B}[2J");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Visible<'t>(pub &'t str);

impl fmt::Display for Visible<'_> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            if is_invisible(character) {
                write!(to, "\\u{{{:X}}}", u32::from(character))?;
            } else {
                write!(to, "{character}")?;
            }
        }
        Ok(())
    }
}

/// Whether a reader could not see this character, or could be misled by it.
///
/// These are the controls, the format characters (Unicode general category Cf), the fillers that are drawn as nothing,
/// the line and paragraph separators, the characters for lost data, private use and the noncharacters. Joiners between
/// emoji and variation selectors are refused too: no name of this field needs them, and they make two names that look
/// the same differ.
pub(crate) fn is_invisible(character: char) -> bool {
    let code = u32::from(character);
    character.is_control()
        || matches!(code,
            0x00AD | 0x034F | 0x0600..=0x0605 | 0x061C | 0x06DD | 0x070F
            | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180F
            | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F
            | 0x2800 | 0x3164 | 0xE000..=0xF8FF | 0xFDD0..=0xFDEF
            | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFD
            | 0x110BD | 0x110CD | 0x13430..=0x1343F | 0x1BCA0..=0x1BCA3 | 0x1D173..=0x1D17A
            | 0xE0000..=0x0010_FFFF)
        || code & 0xFFFE == 0xFFFE
}
