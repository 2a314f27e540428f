//! Checks files about neighborhood centers, and says in Chinese or English what is wrong with them.
//!
//! ```text
//! cargo run --release --example validate -- examples/data/luolong-2023.json
//! ```
//!
//! The library is pure; everything that touches the world (arguments, files, the terminal) is here. The modules, in the
//! order in which a run meets them:
//!
//! | module | what it does |
//! |---|---|
//! | `args`, `usage` | the command line, and how to use it |
//! | `asked`, `presets`, `policy_file` | what the arguments ask of a center: layers from presets and files together |
//! | `calendar_file` | public holidays and seasons |
//! | `input` | a file or standard input, read and checked |
//! | `threads` | on how many threads a stream is checked |
//! | `twice` | what stands twice in it |
//! | `progress` | a bar on the terminal while a long file is read |
//! | `text` | the report as a clerk reads it |
//! | `centers`, `table` | in it: what each center offers, to whom |
//! | `week`, `heat` | in it: the same hour by hour, and what is missing |
//! | `explained` | in it: every demand on a center, and what became of it |
//! | `findings`, `place`, `names` | in it: what is wrong, where, and what to do |
//! | `summary` | in it: where a district stands, by all that was read |
//! | `undecided`, `lacking` | in it: what could not be judged, and for lack of what |
//! | `authority`, `labelled` | in it: who asks and who waives; a labelled line |
//! | `json`, `view` | the report, and every demand, as a program reads it |
//! | `visible` | foreign text, made harmless |
//!
//! Exit code: 0 no errors, 1 errors found, 2 something could not be read or not to its end, the policy could not be used,
//! or the usage was wrong.

mod args;
mod asked;
mod authority;
mod calendar_file;
mod centers;
mod explained;
mod findings;
mod heat;
mod input;
mod json;
mod labelled;
mod lacking;
mod names;
mod place;
mod policy_file;
mod presets;
mod progress;
mod summary;
mod table;
mod text;
mod threads;
mod twice;
mod undecided;
mod usage;
mod view;
mod visible;
mod week;

use std::collections::HashMap;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::process::ExitCode;

use neighborhood_center::explain::Explanation;
use neighborhood_center::rollup::DistrictSummary;
use neighborhood_center::vocab::Lang;
use neighborhood_center::{Context, Options, Report, explain};

use crate::args::{Args, Format, Source, Wish};
use crate::input::{Checked, Content, Trouble};
use crate::week::Week;

/// What a run comes to, the worst last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Clean,
    Errors,
    Unreadable,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Clean => ExitCode::SUCCESS,
            Outcome::Errors => ExitCode::from(1),
            Outcome::Unreadable => ExitCode::from(2),
        }
    }
}

fn main() -> ExitCode {
    let mut to = BufWriter::new(io::stdout().lock());
    let mut outcome = Outcome::Clean;
    let (lang, written) = match args::read(lexopt::Parser::from_env()) {
        Ok(Wish::Help(lang)) => (lang, usage::write(lang, &mut to)),
        Ok(Wish::Check(args)) => (args.lang, run(&args, &mut outcome, &mut to)),
        Err(misuse) => {
            complain(&usage::wrong(&misuse.problem, misuse.lang));
            outcome = Outcome::Unreadable;
            (misuse.lang, Ok(()))
        }
    };
    match written.and_then(|()| to.flush()) {
        Ok(()) => {}
        // Whoever reads has read enough. What was found so far still decides the exit code.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => {}
        Err(error) => {
            complain(&input::explain(&error, lang));
            outcome = Outcome::Unreadable;
        }
    }
    outcome.into()
}

/// Checks every input in turn; one that cannot be read does not keep the others from it.
fn run(args: &Args, outcome: &mut Outcome, to: &mut impl Write) -> io::Result<()> {
    let options = Options::default();
    args.threads.start();
    let Some(context) = asked::context(args, &options, to)? else {
        *outcome = Outcome::Unreadable;
        return Ok(());
    };
    let mut total = Report::default();
    let mut summary = DistrictSummary::default();
    for source in &args.sources {
        let label = source.label(args.lang);
        let checked = if args.is_stream(source) {
            stream(source, &label, args, &context, &options, to)
        } else {
            document(source, &label, args, &context, &options, to)
        };
        match checked {
            Ok(checked) => {
                *outcome = (*outcome).max(judge(&checked));
                if let Some((_, error)) = &checked.broken_off {
                    to.flush()?;
                    complain(&broken_off(&label, error, args.lang));
                }
                summary.merge(checked.summary.unwrap_or_default());
                if args.format == Format::Text {
                    total.absorb(checked.report, options.limits.findings);
                }
            }
            Err(Trouble::Reading(error)) => {
                *outcome = Outcome::Unreadable;
                to.flush()?;
                complain(&unreadable(&label, &error, args.lang));
            }
            Err(Trouble::Writing(error)) => return Err(error),
        }
    }
    if args.format == Format::Text && args.sources.len() > 1 {
        text::write_total(args.sources.len(), &total, args.lang, to)?;
        if args.summary {
            writeln!(to)?;
            summary::write(&summary, args.lang, to)?;
        }
    }
    Ok(())
}

/// Checks an input that holds one document, and tells all that is to be told of it.
fn document(
    source: &Source,
    label: &str,
    args: &Args,
    context: &Context,
    options: &Options,
    to: &mut impl Write,
) -> Result<Checked, Trouble> {
    let checked = input::open(source).and_then(|from| input::check(from, context, options));
    let mut checked = checked.map_err(Trouble::Reading)?;
    // The text shows each center under its own policy, whether that is explained or not.
    if args.explain || args.week || args.format == Format::Text {
        checked = checked.explained(context, options);
    }
    if args.week {
        checked = checked.with_weeks(args, context);
    }
    if args.summary {
        checked.summary = summary::of(&checked.content, &checked.report, context);
    }
    let written = match args.format {
        Format::Text => text::write_input(label, &checked, args, to),
        Format::Json if args.explain || args.week || args.summary => {
            let weeks = std::mem::take(&mut checked.weeks);
            let named = json::of_input(label, &checked.report).summarized(checked.summary.as_ref());
            json::write(&more(named, &checked.explanations, weeks, args), to)
        }
        Format::Json => write_report(label, &checked.report, args, to),
    };
    written.map_err(Trouble::Writing)?;
    Ok(checked)
}

/// Adds what else is to be told.
fn more<'r>(named: json::Named<'r>, explanations: &'r [Explanation], weeks: Vec<Week>, args: &Args) -> json::Named<'r> {
    let named = if args.explain { named.explained(explanations) } else { named };
    if args.week { named.with_weeks(weeks) } else { named }
}

/// Checks a stream. What is asked of each center is told as soon as its line is read.
fn stream(
    source: &Source,
    label: &str,
    args: &Args,
    context: &Context,
    options: &Options,
    to: &mut impl Write,
) -> Result<Checked, Trouble> {
    let from = input::open(source).map_err(Trouble::Reading)?;
    let by_line = args.explain || args.week;
    if args.format == Format::Text && by_line {
        text::write_title(label, &Content::Lines(HashMap::new()), args, to).map_err(Trouble::Writing)?;
    }
    let mut keys = args.twice.then(twice::keys);
    let mut summary = DistrictSummary::default();
    let mut checked = input::check_lines(from, (args.threads, context, options), |line| {
        if let (Some(keys), Some(center)) = (&mut keys, line.reading().draft()) {
            // A stream that is read to its end has each line once.
            let _ = keys.add(line.number(), center);
        }
        if args.summary {
            summary::add(line, context, &mut summary);
        }
        let Some(center) = line.reading().draft().filter(|_| by_line) else { return Ok(()) };
        let explanations = explain(center, context, options);
        let week = || Week::of("", center, explanations.first(), args, context.calendar());
        let week = if args.week { week() } else { None };
        match args.format {
            Format::Text => text::write_line(line, &explanations, week.as_ref(), args, to),
            Format::Json => {
                let named = json::of_line(label, line.number());
                json::write(&more(named, &explanations, week.into_iter().collect(), args), &mut *to)
            }
        }
    })?;
    if let Some(keys) = keys {
        let found = twice::judge(keys, source, context, options).map_err(Trouble::Reading)?;
        checked.report.absorb(found, options.limits.findings);
    }
    if let Some((lost, _)) = &checked.broken_off {
        summary.add_unread(lost);
    }
    checked.summary = args.summary.then_some(summary);
    let written = match args.format {
        Format::Text if by_line => text::write_found(&checked, args, to),
        Format::Text => text::write_input(label, &checked, args, to),
        Format::Json if by_line || args.summary => {
            json::write(&json::of_input(label, &checked.report).summarized(checked.summary.as_ref()), to)
        }
        Format::Json => write_report(label, &checked.report, args, to),
    };
    written.map_err(Trouble::Writing)?;
    Ok(checked)
}

/// Writes a report as JSON, beside the name of its file where there are several.
fn write_report(label: &str, report: &Report, args: &Args, to: &mut impl Write) -> io::Result<()> {
    if args.sources.len() > 1 { json::write(&json::of_input(label, report), to) } else { json::write(report, to) }
}

fn judge(checked: &Checked) -> Outcome {
    if checked.is_unreadable() {
        Outcome::Unreadable
    } else if checked.report.counts().error > 0 {
        Outcome::Errors
    } else {
        Outcome::Clean
    }
}

fn unreadable(label: &str, error: &io::Error, lang: Lang) -> String {
    let why = input::explain(error, lang);
    match lang {
        Lang::Zh => format!("无法读取 {label}：{why}"),
        Lang::En => format!("cannot read {label}: {why}"),
    }
}

fn broken_off(label: &str, error: &io::Error, lang: Lang) -> String {
    let why = input::explain(error, lang);
    match lang {
        Lang::Zh => format!("{label} 未能读完：{why}"),
        Lang::En => format!("{label} could not be read to its end: {why}"),
    }
}

/// Says something on standard error. If that is closed too, there is nobody left to tell.
fn complain(problem: &str) {
    let _ = writeln!(io::stderr(), "{problem}");
}
