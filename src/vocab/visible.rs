use std::fmt;

use super::name::is_invisible;

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
