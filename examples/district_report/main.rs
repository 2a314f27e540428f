//! A report on a district for people who read no data: one HTML page that needs no network and no script, or Markdown.
//!
//! ```text
//! cargo run --release --example district_report > report.html
//! cargo run --release --example district_report -- --format markdown examples/data/synthetic-district.json
//! ```
//!
//! Nothing in it is said that the document and its check do not say. What is not known is told as that, apart from what is missing.
//! The modules, in the order in which a run meets them:
//!
//! | module | what it does |
//! |---|---|
//! | `args` | the command line |
//! | `policy` | what is asked of the centers: presets and files |
//! | `presets` | the policies that can be asked for by name; shared with the example `validate` |
//! | `document` | the document, read and checked |
//! | `page` | everything that the page shows, and nothing else |
//! | `glance` | in it: where the district stands, in figures and a sentence or two |
//! | `heat` | in it: which community is offered which function, for whom |
//! | `plans` | in it: how far the plan of each year has come, and its tasks |
//! | `stock` | in it: what idle resources became, culture sites, surveys |
//! | `centers` | in it: the facts of each center |
//! | `gaps` | in it: when nothing is offered to whom |
//! | `findings`, `undecided` | in it: what is wrong and who asks for it; what could not be judged |
//! | `names`, `lacking` | in them: what records are called, and what is lacking; shared with `validate` |
//! | `sources` | in it: what all this is taken from |
//! | `words` | a text in both languages |
//! | `render`, `markdown` | the templates, and how foreign text is made harmless in them |
//!
//! Exit code: 0 the report was written, 2 it could not be: something cannot be read, or the usage was wrong.

mod args;
mod centers;
mod document;
mod findings;
mod gaps;
mod glance;
mod heat;
#[path = "../validate/lacking.rs"]
mod lacking;
mod markdown;
#[path = "../validate/names.rs"]
mod names;
mod page;
mod plans;
mod policy;
#[path = "../validate/presets.rs"]
mod presets;
mod render;
mod sources;
mod stock;
mod undecided;
mod words;

use std::io::{self, Write};
use std::process::ExitCode;

use crate::args::{Args, Wish};
use crate::document::Document;
use crate::page::Page;

fn main() -> ExitCode {
    let wish = args::read(lexopt::Parser::from_env());
    let written = wish.and_then(|wish| match wish {
        Wish::Help => Ok(args::USAGE.to_owned()),
        Wish::Report(args) => report(&args),
    });
    match written {
        // Whoever closes the pipe has read enough.
        Ok(text) => match io::stdout().lock().write_all(text.as_bytes()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => complain(&error.to_string()),
            _ => ExitCode::SUCCESS,
        },
        Err(problem) => complain(&problem),
    }
}

fn report(args: &Args) -> Result<String, String> {
    let document = Document::read(args)?;
    render::render(&Page::of(&document), args.format, args.lang).map_err(|error| error.to_string())
}

/// Says something on standard error. If that is closed too, there is nobody left to tell.
fn complain(problem: &str) -> ExitCode {
    let _ = writeln!(io::stderr(), "{problem}");
    ExitCode::from(2)
}
