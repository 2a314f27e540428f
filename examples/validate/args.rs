//! The command line.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use lexopt::{Arg, Parser};
use neighborhood_center::vocab::{Age, Cell, CellSet, Date, Lang, Phrase, Say, Word};

use crate::asked::Named;
use crate::presets;
use crate::threads::Threads;
use crate::visible::visible;

/// What the arguments ask for.
pub(crate) enum Wish {
    Help(Lang),
    Check(Box<Args>),
}

/// How to check, and what.
pub(crate) struct Args {
    pub(crate) lang: Lang,
    pub(crate) format: Format,
    pub(crate) as_of: Option<Date>,
    pub(crate) policies: Vec<Named>,
    /// What else is asked for: each of these cells.
    pub(crate) cells: CellSet,
    /// Notices of holidays and tables of seasons.
    pub(crate) calendars: Vec<PathBuf>,
    /// Whether every demand is told with its outcome.
    pub(crate) explain: bool,
    /// Whether the coverage of each center is told hour by hour, too.
    pub(crate) week: bool,
    /// The one age of whose week is told.
    pub(crate) age: Option<Age>,
    /// Whether it is told where the district stands.
    pub(crate) summary: bool,
    /// Whether every input holds one record a line, whatever its name.
    pub(crate) ndjson: bool,
    /// Whether the centers of a stream are compared with each other, too.
    pub(crate) twice: bool,
    /// On how many threads a stream is checked.
    pub(crate) threads: Threads,
    pub(crate) sources: Vec<Source>,
}

/// The form of the output.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Text,
    Json,
}

/// Where an input comes from.
pub(crate) enum Source {
    Standard,
    File(PathBuf),
}

impl Source {
    fn of(argument: OsString) -> Self {
        if argument == "-" { Self::Standard } else { Self::File(argument.into()) }
    }

    /// What a reader calls it.
    pub(crate) fn label(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Standard, Lang::Zh) => "标准输入".to_owned(),
            (Self::Standard, Lang::En) => "standard input".to_owned(),
            (Self::File(path), _) => visible(&path.to_string_lossy()),
        }
    }

    /// Whether its name says that it holds one record a line.
    fn is_ndjson(&self) -> bool {
        match self {
            Self::Standard => false,
            Self::File(path) => Path::extension(path).is_some_and(|ending| ending.eq_ignore_ascii_case("ndjson")),
        }
    }
}

impl Args {
    /// Whether an input holds one record a line.
    pub(crate) fn is_stream(&self, source: &Source) -> bool {
        self.ndjson || source.is_ndjson()
    }
}

/// Arguments that cannot be followed, and the language to say so in.
pub(crate) struct Misuse {
    pub(crate) lang: Lang,
    pub(crate) problem: Phrase,
}

/// The arguments as they come in.
struct Draft {
    help: bool,
    lang: Lang,
    format: Format,
    as_of: Option<Date>,
    policies: Vec<Named>,
    cells: CellSet,
    calendars: Vec<PathBuf>,
    explain: bool,
    week: bool,
    age: Option<Age>,
    summary: bool,
    ndjson: bool,
    twice: bool,
    threads: Threads,
    sources: Vec<Source>,
}

/// Reads the arguments to the end, so that a problem is told in the language that they ask for.
pub(crate) fn read(mut from: Parser) -> Result<Wish, Misuse> {
    let mut draft = Draft {
        help: false,
        lang: Lang::Zh,
        format: Format::Text,
        as_of: None,
        policies: Vec::new(),
        cells: CellSet::EMPTY,
        calendars: Vec::new(),
        explain: false,
        week: false,
        age: None,
        summary: false,
        ndjson: false,
        twice: false,
        threads: Threads::ONE,
        sources: Vec::new(),
    };
    let mut first_problem = None;
    loop {
        match draft.take_next(&mut from) {
            Ok(true) => {}
            Ok(false) => break,
            Err(problem) => first_problem = first_problem.or(Some(problem)),
        }
    }
    let lang = draft.lang;
    if draft.help {
        return Ok(Wish::Help(lang));
    }
    if draft.sources.is_empty() {
        first_problem = first_problem.or(Some(Phrase::new("请给出要核对的文件", "name a file to check")));
    }
    if draft.age.is_some() && !draft.week {
        first_problem = first_problem.or(Some(Phrase::new(
            "--age 只用于覆盖图，请同时给出 --coverage week",
            "--age is of use with --coverage week only",
        )));
    }
    let is_stream = |source: &Source| draft.ndjson || source.is_ndjson();
    if (draft.twice || draft.threads.is_many()) && !draft.sources.iter().any(is_stream) {
        first_problem = first_problem.or(Some(Phrase::new(
            "--twice 和 --threads 只用于每行一条记录的资料（.ndjson，或给出 --ndjson）；一份文档里的重复登记本来就会查",
            "--twice and --threads are of use with a record on each line only (.ndjson, or with --ndjson); in a document, what stands twice is found anyway",
        )));
    }
    match first_problem {
        Some(problem) => Err(Misuse { lang, problem }),
        None => Ok(Wish::Check(Box::new(draft.into_args()))),
    }
}

impl Draft {
    /// Takes the next argument with its value. Tells whether there was one.
    fn take_next(&mut self, from: &mut Parser) -> Result<bool, Phrase> {
        match from.next().map_err(|error| explain(&error))? {
            None => return Ok(false),
            Some(Arg::Short('h') | Arg::Long("help")) => self.help = true,
            Some(Arg::Long("lang")) => self.lang = choice("--lang", from, &[("zh", Lang::Zh), ("en", Lang::En)])?,
            Some(Arg::Long("format")) => {
                self.format = choice("--format", from, &[("text", Format::Text), ("json", Format::Json)])?;
            }
            Some(Arg::Long("as-of")) => self.as_of = Some(word("--as-of", from)?),
            Some(Arg::Long("policy")) => {
                self.policies.push(Named::of(from.value().map_err(|error| explain(&error))?));
            }
            Some(Arg::Long("cell")) => self.cells.insert(word::<Cell>("--cell", from)?),
            Some(Arg::Long("calendar")) => {
                self.calendars.push(from.value().map_err(|error| explain(&error))?.into());
            }
            Some(Arg::Long("explain")) => self.explain = true,
            Some(Arg::Long("coverage")) => self.week = choice("--coverage", from, &[("week", true)])?,
            Some(Arg::Long("age")) => self.age = Some(word("--age", from)?),
            Some(Arg::Long("summary")) => self.summary = true,
            Some(Arg::Long("ndjson")) => self.ndjson = true,
            Some(Arg::Long("twice")) => self.twice = true,
            Some(Arg::Long("threads")) => {
                let number = from.value().map_err(|error| explain(&error))?;
                self.threads = Threads::of(&number.to_string_lossy())?;
            }
            Some(Arg::Value(source)) => self.sources.push(Source::of(source)),
            Some(other) => return Err(explain(&other.unexpected())),
        }
        Ok(true)
    }

    fn into_args(mut self) -> Args {
        if self.policies.is_empty() {
            let [(_, default), ..] = presets::NAMED;
            self.policies.push(Named::Preset(default));
        }
        Args {
            lang: self.lang,
            format: self.format,
            as_of: self.as_of,
            policies: self.policies,
            cells: self.cells,
            calendars: self.calendars,
            explain: self.explain,
            week: self.week,
            age: self.age,
            summary: self.summary,
            ndjson: self.ndjson,
            twice: self.twice,
            threads: self.threads,
            sources: self.sources,
        }
    }
}

/// The value of an option, which is one of a few.
fn choice<T: Copy>(option: &str, from: &mut Parser, known: &[(&str, T)]) -> Result<T, Phrase> {
    let value = from.value().map_err(|error| explain(&error))?;
    known.iter().find(|(name, _)| value == *name).map(|(_, meant)| *meant).ok_or_else(|| {
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        let found = quote(&value);
        Phrase::from_texts(
            format!("{option} 的值应为 {}，不是“{found}”", names.join("、")),
            format!("the value of {option} must be one of {}, not `{found}`", names.join(", ")),
        )
    })
}

/// The value of an option, which is a word of the library.
fn word<W: Word>(option: &str, from: &mut Parser) -> Result<W, Phrase> {
    let value = from.value().map_err(|error| explain(&error))?;
    W::from_text(&value.to_string_lossy()).map_err(|flaw| {
        let found = quote(&value);
        let say = |lang| (W::EXPECTED.text(lang).to_owned(), flaw.in_lang(lang).to_string());
        let ((expected_zh, flaw_zh), (expected_en, flaw_en)) = (say(Lang::Zh), say(Lang::En));
        Phrase::from_texts(
            format!("{option} 的值“{found}”不是{expected_zh}：{flaw_zh}"),
            format!("the value `{found}` of {option} is not {expected_en}: {flaw_en}"),
        )
    })
}

fn quote(value: &OsStr) -> String {
    visible(&value.to_string_lossy())
}

fn explain(error: &lexopt::Error) -> Phrase {
    match error {
        lexopt::Error::MissingValue { option } => {
            let option = visible(option.as_deref().unwrap_or_default());
            Phrase::from_texts(format!("{option} 后面缺少值"), format!("{option} needs a value"))
        }
        lexopt::Error::UnexpectedOption(option) => {
            let option = visible(option);
            Phrase::from_texts(format!("没有 {option} 这个选项"), format!("there is no option {option}"))
        }
        lexopt::Error::UnexpectedValue { option, .. } => {
            let option = visible(option);
            Phrase::from_texts(format!("{option} 不带值"), format!("{option} takes no value"))
        }
        other => {
            let other = visible(&other.to_string());
            Phrase::from_texts(format!("无法理解的参数：{other}"), other)
        }
    }
}
