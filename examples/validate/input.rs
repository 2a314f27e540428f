//! A file or standard input, read and checked.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader, ErrorKind, Read};

use neighborhood_center::explain::Explanation;
use neighborhood_center::json::{self, Line};
use neighborhood_center::records::{
    CenterDraft, DistrictDraft, HolidayYearDraft, PolicyLayerDraft, PolicySetDraft, SeasonTableDraft,
};
use neighborhood_center::rollup::DistrictSummary;
use neighborhood_center::vocab::Lang;
use neighborhood_center::{Check, Context, Options, Report};
use serde::de::IgnoredAny;

use crate::args::{Args, Source};
use crate::progress;
use crate::threads::Threads;
use crate::visible::visible;
use crate::week::Week;

/// What was found in one input, and what is left of its content to speak about.
pub(crate) struct Checked {
    pub(crate) report: Report,
    pub(crate) content: Content,
    /// What is asked of each center that was kept; empty unless it is wanted.
    pub(crate) explanations: Vec<Explanation>,
    /// The week of each center whose record has no errors; empty unless it is wanted.
    pub(crate) weeks: Vec<Week>,
    /// What the reader said, if the input broke off, and what is told of that. It is in the report, with what came before.
    pub(crate) broken_off: Option<(Report, io::Error)>,
    /// Where the district stands by it; only where it is wanted.
    pub(crate) summary: Option<DistrictSummary>,
}

/// What an input holds. A text that is broken, or no object, holds no draft.
pub(crate) enum Content {
    District(Option<Box<DistrictDraft>>),
    Center(Option<Box<CenterDraft>>),
    PolicySet(Option<Box<PolicySetDraft>>),
    PolicyLayer(Option<Box<PolicyLayerDraft>>),
    HolidayYear(Option<Box<HolidayYearDraft>>),
    SeasonTable(Option<Box<SeasonTableDraft>>),
    /// Centers, one a line; they are not kept, so that a stream of any length takes the memory of one line. What is kept of
    /// one in which something is found that is kept too is what a reader calls it.
    Lines(HashMap<u64, String>),
}

impl Checked {
    /// Whether nothing at all could be read. A stream with one good line is readable; its bad lines are errors.
    pub(crate) fn is_unreadable(&self) -> bool {
        let readable = self.report.ledger().iter().any(|(card, tally)| card.id == "unreadable-text" && tally.met > 0);
        self.broken_off.is_some() || (self.report.counts().records > 0 && !readable)
    }

    fn of<D: Check>((report, draft): (Report, Option<D>), keep: impl FnOnce(Option<Box<D>>) -> Content) -> Self {
        Self {
            report,
            content: keep(draft.map(Box::new)),
            explanations: Vec::new(),
            weeks: Vec::new(),
            broken_off: None,
            summary: None,
        }
    }

    /// The same, with what is asked of each center.
    pub(crate) fn explained(mut self, context: &Context, options: &Options) -> Self {
        self.explanations = match &self.content {
            Content::District(Some(district)) => neighborhood_center::explain(district.as_ref(), context, options),
            Content::Center(Some(center)) => neighborhood_center::explain(center.as_ref(), context, options),
            _ => Vec::new(),
        };
        self
    }

    /// The same, with the week of each center, which has been explained.
    pub(crate) fn with_weeks(mut self, args: &Args, context: &Context) -> Self {
        let mut explanations = self.explanations.iter().peekable();
        let mut week = |at: &str, center: &CenterDraft| {
            let explanation = explanations.next_if(|explanation| explanation.at().as_str() == at);
            Week::of(at, center, explanation, args, context.calendar())
        };
        self.weeks = match &self.content {
            Content::District(Some(district)) => {
                let centers = district.centers.items();
                centers.filter_map(|(place, center)| week(&format!("/centers/{place}"), center)).collect()
            }
            Content::Center(Some(center)) => week("", center).into_iter().collect(),
            _ => Vec::new(),
        };
        self
    }
}

/// Opens an input.
pub(crate) fn open(source: &Source) -> io::Result<Box<dyn Read + Send>> {
    match source {
        Source::Standard => Ok(Box::new(io::stdin())),
        Source::File(path) => progress::watch(File::open(path)?),
    }
}

/// Reads and checks an input that holds one document, whatever it is a document of.
///
/// # Errors
/// Those of the file: what stands in it is never an error here.
pub(crate) fn check(from: impl Read, context: &Context, options: &Options) -> io::Result<Checked> {
    let text = Text::begin(from, options)?;
    Ok(match Kind::of(&text.begin) {
        Kind::District => Checked::of(text.read(context, options)?, Content::District),
        Kind::Center => Checked::of(text.read(context, options)?, Content::Center),
        Kind::PolicySet => Checked::of(text.read(context, options)?, Content::PolicySet),
        Kind::PolicyLayer => Checked::of(text.read(context, options)?, Content::PolicyLayer),
        Kind::HolidayYear => Checked::of(text.read(context, options)?, Content::HolidayYear),
        Kind::SeasonTable => Checked::of(text.read(context, options)?, Content::SeasonTable),
    })
}

/// Reads and checks a part of a calendar; what does not look like a table of seasons is taken for a notice of holidays.
///
/// # Errors
/// Those of the file.
pub(crate) fn check_calendar(from: impl Read, context: &Context, options: &Options) -> io::Result<Checked> {
    let text = Text::begin(from, options)?;
    Ok(match Kind::of(&text.begin) {
        Kind::SeasonTable => Checked::of(text.read(context, options)?, Content::SeasonTable),
        _ => Checked::of(text.read(context, options)?, Content::HolidayYear),
    })
}

/// Reads and checks a policy; what does not look like one layer is taken for a set.
///
/// # Errors
/// Those of the file.
pub(crate) fn check_policy(from: impl Read, context: &Context, options: &Options) -> io::Result<Checked> {
    let text = Text::begin(from, options)?;
    Ok(match Kind::of(&text.begin) {
        Kind::PolicyLayer => Checked::of(text.read(context, options)?, Content::PolicyLayer),
        _ => Checked::of(text.read(context, options)?, Content::PolicySet),
    })
}

/// What went wrong with a stream while something is made of each of its lines.
pub(crate) enum Trouble {
    Reading(io::Error),
    Writing(io::Error),
}

/// Checks a stream of centers, and hands out each line in turn. Where the reader fails half-way, what came before is kept.
pub(crate) fn check_lines(
    from: Box<dyn Read + Send>,
    (threads, context, options): (Threads, &Context, &Options),
    mut each: impl FnMut(&Line<CenterDraft>) -> io::Result<()>,
) -> Result<Checked, Trouble> {
    let nothing = json::check_lines::<CenterDraft>(io::empty(), context, options);
    let mut report = nothing.map_err(|broken| Trouble::Reading(broken.into()))?;
    let mut broken_off = None;
    let mut names = HashMap::new();
    for line in threads.lines(BufReader::new(from), context, options) {
        let line = match line {
            Ok(line) => line,
            Err(broken) => {
                let (lost, error) = broken.into_parts();
                if report.counts().records == 0 && lost.counts().records == 0 {
                    return Err(Trouble::Reading(error));
                }
                report.absorb(lost.clone(), options.limits.findings);
                broken_off = Some((lost, error));
                break;
            }
        };
        each(&line).map_err(Trouble::Writing)?;
        let (number, before) = (line.number(), report.violations().len());
        let (found, center) = line.into_reading().into_parts();
        report.absorb(found, options.limits.findings);
        if report.violations().len() > before {
            names.extend(center.and_then(|center| Some((number, called(&center)?))));
        }
    }
    Ok(Checked {
        report,
        content: Content::Lines(names),
        explanations: Vec::new(),
        weeks: Vec::new(),
        broken_off,
        summary: None,
    })
}

/// The name of a center, or else its id.
fn called(center: &CenterDraft) -> Option<String> {
    center.name.given().map(ToString::to_string).or_else(|| center.id.given().map(ToString::to_string))
}

/// A text of which as much is read as may be kept.
struct Text<R> {
    begin: Vec<u8>,
    rest: R,
}

impl<R: Read> Text<R> {
    fn begin(mut from: R, options: &Options) -> io::Result<Self> {
        let mut begin = Vec::new();
        let limit = options.limits.record_bytes as u64;
        from.by_ref().take(limit.saturating_add(1)).read_to_end(&mut begin)?;
        Ok(Self { begin, rest: from })
    }

    fn read<D: Check>(self, context: &Context, options: &Options) -> io::Result<(Report, Option<D>)> {
        let reading = if self.begin.len() > options.limits.record_bytes {
            json::read_from(self.begin.as_slice().chain(self.rest), context, options)?
        } else {
            json::read_slice(&self.begin, context, options)
        };
        Ok(reading.into_parts())
    }
}

/// What a text is a document of, by the keys at its top.
enum Kind {
    District,
    Center,
    PolicySet,
    PolicyLayer,
    HolidayYear,
    SeasonTable,
}

impl Kind {
    /// What is broken, or no object, is taken for a district; the report says the same of all.
    fn of(text: &[u8]) -> Self {
        const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

        let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
        let Ok(object) = serde_json::from_slice::<HashMap<String, IgnoredAny>>(text) else { return Self::District };
        let has = |key| object.contains_key(key);
        let lists = ["centers", "communities", "assets", "projects", "plans", "culture_sites", "surveys", "counts"];
        if lists.into_iter().any(has) {
            Self::District
        } else if has("layers") {
            Self::PolicySet
        } else if has("level") && has("citation") {
            Self::PolicyLayer
        } else if has("days") && has("year") {
            Self::HolidayYear
        } else if has("periods") {
            Self::SeasonTable
        } else if has("format") {
            Self::District
        } else {
            Self::Center
        }
    }
}

/// An error of the system, in words.
pub(crate) fn explain(error: &io::Error, lang: Lang) -> String {
    match (error.kind(), lang) {
        (ErrorKind::NotFound, Lang::Zh) => "没有这个文件".to_owned(),
        (ErrorKind::NotFound, Lang::En) => "there is no such file".to_owned(),
        (ErrorKind::PermissionDenied, Lang::Zh) => "没有读取的权限".to_owned(),
        (ErrorKind::PermissionDenied, Lang::En) => "it may not be read".to_owned(),
        (ErrorKind::IsADirectory, Lang::Zh) => "这是一个目录".to_owned(),
        (ErrorKind::IsADirectory, Lang::En) => "it is a directory".to_owned(),
        _ => visible(&error.to_string()),
    }
}
