//! The command line.

use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use lexopt::{Arg, Parser};
use neighborhood_center::Context;
use neighborhood_center::vocab::{Cell, CellSet, Date, Lang, Phrase, Say, Word};

use crate::asked::{self, Preset};
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
    pub(crate) context: Context,
    /// Whether every input holds one record a line, whatever its name.
    pub(crate) ndjson: bool,
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
    pub(crate) fn is_ndjson(&self) -> bool {
        match self {
            Self::Standard => false,
            Self::File(path) => Path::extension(path).is_some_and(|ending| ending.eq_ignore_ascii_case("ndjson")),
        }
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
    named: Vec<Preset>,
    cells: CellSet,
    ndjson: bool,
    sources: Vec<Source>,
}

/// Reads the arguments to the end, so that a problem is told in the language that they ask for.
pub(crate) fn read(mut from: Parser) -> Result<Wish, Misuse> {
    let mut draft = Draft {
        help: false,
        lang: Lang::Zh,
        format: Format::Text,
        as_of: None,
        named: Vec::new(),
        cells: CellSet::EMPTY,
        ndjson: false,
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
            Some(Arg::Long("policy")) => self.named.push(choice("--policy", from, &asked::NAMED)?),
            Some(Arg::Long("cell")) => self.cells.insert(word::<Cell>("--cell", from)?),
            Some(Arg::Long("ndjson")) => self.ndjson = true,
            Some(Arg::Value(source)) => self.sources.push(Source::of(source)),
            Some(other) => return Err(explain(&other.unexpected())),
        }
        Ok(true)
    }

    fn into_args(self) -> Args {
        let context = Context::new(asked::together(&self.named, self.cells));
        let context = match self.as_of {
            Some(date) => context.as_of(date),
            None => context,
        };
        Args { lang: self.lang, format: self.format, context, ndjson: self.ndjson, sources: self.sources }
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

const USAGE: Phrase = Phrase::new(
    "\
核对邻里中心的资料。

用法：validate [选项] 文件...

文件   .json 是一个区的资料；若顶层既没有 format，也没有 centers、communities，则是一个中心的记录
       .ndjson 每行是一个中心的记录
       -       标准输入

选项
  --lang zh|en         输出的语言（默认 zh）
  --format text|json   输出的形式（默认 text）；json 为检查报告，含中英两种文字；
                       文件不止一个时，每个文件一份，与文件名写在一起
  --as-of 日期         按哪一天核对，如 2023-08-11；不给则凡与日期有关的都不判断
  --policy 名称        按谁的要求核对：luolong-2023（默认）、embedded-facilities、none；可重复，要求相加
  --cell 功能/人群     另外要求某功能覆盖某人群，如 养老/老；可重复
  --ndjson             不论文件名，每行都是一个中心的记录
  -h --help            显示本说明

退出码：0 没有错误；1 有错误；2 有文件无法读取，或用法不对
",
    "\
Checks data about neighborhood centers.

usage: validate [option...] file...

files  .json is the document of a district; without a `format`, `centers` or `communities` at its top,
                it is the record of one center
       .ndjson  holds the record of one center on each line
       -        is standard input

options
  --lang zh|en             the language of the output (default zh)
  --format text|json       the form of the output (default text); json is the report with both languages in it,
                           and where there are several files, one for each beside its name
  --as-of DATE             the day that the check speaks of, such as 2023-08-11; without it, nothing that
                           depends on the date is judged
  --policy NAME            whose demands are checked: luolong-2023 (default), embedded-facilities, none;
                           may be repeated, demands add up
  --cell FUNCTION/GROUP    also ask for a function for an age group, such as elderly-care/old; may be
                           repeated
  --ndjson                 every line is the record of one center, whatever the name of the file
  -h --help                this text

exit code: 0 no errors; 1 errors found; 2 a file could not be read, or wrong usage
",
);

/// Writes how to use the program.
pub(crate) fn write_usage(lang: Lang, to: &mut impl Write) -> io::Result<()> {
    to.write_all(USAGE.text(lang).as_bytes())
}
