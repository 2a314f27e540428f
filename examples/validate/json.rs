//! The report as a program reads it.

use std::io::{self, Write};

use neighborhood_center::Report;
use neighborhood_center::explain::Explanation;
use neighborhood_center::rollup::DistrictSummary;
use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{CharEscape, Formatter, PrettyFormatter};

use crate::view::View;
use crate::visible::is_harmless;
use crate::week::Week;

/// A report and what it is about, for where there are several, and what else there is to tell.
#[derive(Serialize)]
pub(crate) struct Named<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    policy: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    calendar: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    input: Option<&'r str>,
    /// The line of a stream.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    report: Option<&'r Report>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanations: Option<Vec<View<'r>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<Vec<Week>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'r DistrictSummary>,
}

const NOTHING: Named<'_> = Named {
    policy: None,
    calendar: None,
    input: None,
    line: None,
    report: None,
    explanations: None,
    coverage: None,
    summary: None,
};

/// What was found in a policy.
pub(crate) fn of_policy<'r>(name: &'r str, report: &'r Report) -> Named<'r> {
    Named { policy: Some(name), report: Some(report), ..NOTHING }
}

/// What was found in a calendar.
pub(crate) fn of_calendar<'r>(name: &'r str, report: &'r Report) -> Named<'r> {
    Named { calendar: Some(name), report: Some(report), ..NOTHING }
}

/// What was found in an input.
pub(crate) fn of_input<'r>(name: &'r str, report: &'r Report) -> Named<'r> {
    Named { input: Some(name), report: Some(report), ..NOTHING }
}

/// What there is to tell of the center on one line of a stream.
pub(crate) fn of_line(name: &str, line: u64) -> Named<'_> {
    Named { input: Some(name), line: Some(line), ..NOTHING }
}

impl<'r> Named<'r> {
    /// The same with what is asked of each center.
    pub(crate) fn explained(self, explanations: &'r [Explanation]) -> Self {
        Self { explanations: Some(explanations.iter().map(View::of).collect()), ..self }
    }

    /// The same with the week of each center.
    pub(crate) fn with_weeks(self, weeks: Vec<Week>) -> Self {
        Self { coverage: Some(weeks), ..self }
    }

    /// The same with where the district stands.
    pub(crate) fn summarized(self, summary: Option<&'r DistrictSummary>) -> Self {
        Self { summary, ..self }
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
