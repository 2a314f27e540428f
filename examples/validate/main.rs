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
//! | `args` | the command line |
//! | `asked` | the policy that the arguments ask for |
//! | `input` | a file or standard input, read and checked |
//! | `progress` | a bar on the terminal while a long file is read |
//! | `text` | the report as a clerk reads it |
//! | `centers`, `table` | in it: what each center offers, to whom |
//! | `findings`, `place` | in it: what is wrong, where, and what to do |
//! | `undecided` | in it: what could not be judged, and for lack of what |
//! | `json` | the report as a program reads it |
//! | `visible` | foreign text, made harmless |
//!
//! Exit code: 0 no errors, 1 errors found, 2 something could not be read or the usage was wrong.

mod args;
mod asked;
mod centers;
mod findings;
mod input;
mod json;
mod place;
mod progress;
mod table;
mod text;
mod undecided;
mod visible;

use std::io::{self, BufWriter, ErrorKind, Write};
use std::process::ExitCode;

use neighborhood_center::vocab::Lang;
use neighborhood_center::{Options, Report};

use crate::args::{Args, Format, Wish};
use crate::input::Checked;

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
        Ok(Wish::Help(lang)) => (lang, args::write_usage(lang, &mut to)),
        Ok(Wish::Check(args)) => (args.lang, run(&args, &mut outcome, &mut to)),
        Err(misuse) => {
            complain(&format!("{}\n", misuse.problem.text(misuse.lang)));
            outcome = Outcome::Unreadable;
            (misuse.lang, args::write_usage(misuse.lang, &mut io::stderr()))
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
    let mut total = Report::default();
    for source in &args.sources {
        match input::check(source, args, &options) {
            Ok(checked) => {
                *outcome = (*outcome).max(judge(&checked));
                let label = source.label(args.lang);
                match args.format {
                    Format::Text => {
                        text::write_input(&label, &checked, args, to)?;
                        total.absorb(checked.report, options.limits.findings);
                    }
                    Format::Json if args.sources.len() > 1 => {
                        json::write(&json::Named::new(&label, &checked.report), &mut *to)?
                    }
                    Format::Json => json::write(&checked.report, &mut *to)?,
                }
            }
            Err(error) => {
                *outcome = Outcome::Unreadable;
                to.flush()?;
                complain(&unreadable(&source.label(args.lang), &error, args.lang));
            }
        }
    }
    if args.format == Format::Text && args.sources.len() > 1 {
        text::write_total(args.sources.len(), &total, args.lang, to)?;
    }
    Ok(())
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

/// Says something on standard error. If that is closed too, there is nobody left to tell.
fn complain(problem: &str) {
    let _ = writeln!(io::stderr(), "{problem}");
}
