//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::{Arg, Parser};
use neighborhood_center::vocab::{Date, Lang, Word};

pub(crate) const USAGE: &str = "\
用法 usage: district_report [选项 options] [文件 file]

文件 file                          一个区的资料（JSON），- 为标准输入；默认为随附的洛龙区资料
                                   the document of a district (JSON), - for standard input; by default that of Luolong
--format html|markdown             默认 by default: html
--lang zh|en                       先显示的语言；HTML 两种语言都有 the language shown first; HTML holds both
--as-of 2023-08-11                 核对日期，默认为资料所述时间的最后一天
                                   the day of the check; by default the last of the time that the document describes
--policy NAME|FILE                 现成的政策或政策文件，可以重复 a preset or a file, repeatable; luolong-2023
--help
";

/// What the arguments ask for.
pub(crate) enum Wish {
    Help,
    Report(Box<Args>),
}

/// What to report on, and how.
pub(crate) struct Args {
    pub(crate) format: Format,
    pub(crate) lang: Lang,
    pub(crate) as_of: Option<Date>,
    pub(crate) policies: Vec<OsString>,
    pub(crate) source: Source,
}

/// The form of the report.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Html,
    Markdown,
}

/// Where the document comes from.
pub(crate) enum Source {
    Shipped,
    Standard,
    File(PathBuf),
}

/// Reads the arguments.
pub(crate) fn read(mut from: Parser) -> Result<Wish, String> {
    let mut args =
        Args { format: Format::Html, lang: Lang::Zh, as_of: None, policies: Vec::new(), source: Source::Shipped };
    while let Some(argument) = from.next().map_err(misuse)? {
        match argument {
            Arg::Long("help") | Arg::Short('h') => return Ok(Wish::Help),
            Arg::Long("format") => {
                args.format = match from.value().map_err(misuse)?.to_str() {
                    Some("html") => Format::Html,
                    Some("markdown" | "md") => Format::Markdown,
                    _ => return Err(misuse("--format html|markdown")),
                }
            }
            Arg::Long("lang") => {
                args.lang = match from.value().map_err(misuse)?.to_str() {
                    Some("zh") => Lang::Zh,
                    Some("en") => Lang::En,
                    _ => return Err(misuse("--lang zh|en")),
                }
            }
            Arg::Long("as-of") => {
                let value = from.value().map_err(misuse)?;
                let date = value.to_str().and_then(|text| Date::from_text(text).ok());
                args.as_of = Some(date.ok_or_else(|| misuse("--as-of 2023-08-11"))?);
            }
            Arg::Long("policy") => args.policies.push(from.value().map_err(misuse)?),
            Arg::Value(value) => {
                args.source = if value == "-" { Source::Standard } else { Source::File(value.into()) };
            }
            _ => return Err(misuse(argument.unexpected())),
        }
    }
    Ok(Wish::Report(Box::new(args)))
}

fn misuse(problem: impl std::fmt::Display) -> String {
    format!("{problem}\n\n{USAGE}")
}
