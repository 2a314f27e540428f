//! A line that says first what it tells.

use std::io::{self, Write};

use neighborhood_center::vocab::Lang;

/// A label in Chinese and English.
pub(crate) type Label = (&'static str, &'static str);

/// Writes a label and a text; nothing if the text is empty.
pub(crate) fn write(indent: &str, (zh, en): Label, text: &str, lang: Lang, to: &mut impl Write) -> io::Result<()> {
    match lang {
        _ if text.is_empty() => Ok(()),
        Lang::Zh => writeln!(to, "{indent}{zh}\u{FF1A}{text}"),
        Lang::En => writeln!(to, "{indent}{en}: {text}"),
    }
}
