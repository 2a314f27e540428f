//! The report as a program reads it.

use std::io::{self, Write};

use neighborhood_center::Report;
use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{CharEscape, Formatter, PrettyFormatter};

use crate::visible::is_harmless;

/// A report and what it is about, for where there are several.
#[derive(Serialize)]
pub(crate) struct Named<'r> {
    input: &'r str,
    report: &'r Report,
}

impl<'r> Named<'r> {
    pub(crate) fn new(input: &'r str, report: &'r Report) -> Self {
        Self { input, report }
    }
}

/// Writes a report as indented JSON.
pub(crate) fn write(report: &impl Serialize, mut to: impl Write) -> io::Result<()> {
    report.serialize(&mut Serializer::with_formatter(&mut to, Harmless::default()))?;
    writeln!(to)
}

/// Indents, and writes as `\uXXXX` what would not be seen or would be acted on: the output may well go to a terminal,
/// and JSON itself only asks this of the controls below U+0020.
#[derive(Default)]
struct Harmless(PrettyFormatter<'static>);

impl Formatter for Harmless {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, to: &mut W, fragment: &str) -> io::Result<()> {
        if fragment.chars().all(is_harmless) {
            return to.write_all(fragment.as_bytes());
        }
        let mut units = [0; 2];
        for character in fragment.chars() {
            if is_harmless(character) {
                write!(to, "{character}")?;
            } else {
                for unit in character.encode_utf16(&mut units) {
                    write!(to, "\\u{unit:04x}")?;
                }
            }
        }
        Ok(())
    }

    fn write_char_escape<W: ?Sized + Write>(&mut self, to: &mut W, escape: CharEscape) -> io::Result<()> {
        self.0.write_char_escape(to, escape)
    }

    fn begin_array<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.0.begin_array(to)
    }

    fn end_array<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.0.end_array(to)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, to: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(to, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.0.end_array_value(to)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.0.begin_object(to)
    }

    fn end_object<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.0.end_object(to)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, to: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(to, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.0.begin_object_value(to)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.0.end_object_value(to)
    }
}
