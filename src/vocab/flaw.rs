use std::fmt;

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use super::lang::{Lang, Phrase, Say};
use super::visible::Visible;

/// What exactly is wrong with a value that is not the word it should be.
///
/// A flaw is typed, so that a program can act on it and a message can be rendered from it in either language.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "kebab-case", rename_all_fields = "snake_case")]
#[non_exhaustive]
pub enum Flaw {
    /// The value is of another kind: a number where a text is expected, a list where an object is.
    WrongType,
    /// The value is of another kind, and is what it should be once it is written otherwise.
    WrittenOtherwise {
        /// What to write, as JSON: `["养老"]` for a text where a list of texts is expected, `1200` for a number in quotation marks.
        json: CompactString,
    },
    /// The text is none of the words of a closed vocabulary.
    UnknownWord {
        /// The closest known word, if one is close enough to be what was meant.
        nearest: Option<CompactString>,
    },
    /// Nothing is left of the text once the white space around it is gone.
    Empty,
    /// The text has more characters than fit.
    TooLong {
        /// Characters found.
        length: u64,
        /// Characters allowed.
        limit: u64,
    },
    /// The text holds a character that is invisible, turns the reading direction, or marks lost data.
    ForbiddenCharacter {
        /// Its Unicode code point.
        code_point: u32,
        /// Its place: characters before it.
        after: u64,
    },
    /// The text does not have the form that is expected.
    Malformed,
    /// The form is right, but the calendar or the clock has no such point.
    NoSuchTime,
    /// The number lies outside what is allowed, bounds included.
    OutOfRange {
        /// The least number allowed.
        least: i64,
        /// The greatest number allowed.
        most: i64,
    },
    /// The number has more decimals than are kept.
    TooPrecise {
        /// Decimals that are kept.
        decimals: u8,
    },
    /// A part of a structured text is off.
    Part {
        /// Which part.
        part: Phrase,
    },
    /// The value is nested deeper than is looked at.
    TooDeep {
        /// Levels that are looked at.
        limit: u64,
    },
    /// The link does not begin with `http://` or `https://`.
    ForbiddenScheme,
    /// The id is one of the two that stand for "no id": nil or max.
    ReservedId,
}

impl Say for Flaw {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match lang {
            Lang::Zh => self.say_zh(to),
            Lang::En => self.say_en(to),
        }
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.say_en(to)
    }
}

impl Flaw {
    fn say_zh(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WrongType => to.write_str("类型不对"),
            Self::WrittenOtherwise { json } => {
                let marks = match json.as_bytes() {
                    [b'[', ..] => "放在方括号里",
                    [b'"', ..] => "加引号",
                    _ => "不加引号",
                };
                write!(to, "类型不对，请写成 {}（{marks}）", Visible(json))
            }
            Self::UnknownWord { nearest: None } => to.write_str("词表中没有这个词"),
            Self::UnknownWord { nearest: Some(word) } => {
                write!(to, "词表中没有这个词，是否想写“{word}”")
            }
            Self::Empty => to.write_str("内容为空"),
            Self::TooLong { length, limit } => write!(to, "共 {length} 个字符，最多 {limit} 个"),
            Self::ForbiddenCharacter { code_point, after } => {
                write!(to, "第 {} 个字符是不可见、控制或损坏的字符 U+{code_point:04X}", after.saturating_add(1))
            }
            Self::Malformed => to.write_str("写法不对"),
            Self::NoSuchTime => to.write_str("没有这个时间"),
            Self::OutOfRange { least, most } => write!(to, "应在 {least} 到 {most} 之间"),
            Self::TooPrecise { decimals } => write!(to, "最多 {decimals} 位小数"),
            Self::Part { part } => write!(to, "{}有误", part.text(Lang::Zh)),
            Self::TooDeep { limit } => write!(to, "嵌套超过 {limit} 层"),
            Self::ForbiddenScheme => to.write_str("链接应以 http:// 或 https:// 开头"),
            Self::ReservedId => to.write_str("全零和全一的编号不代表任何记录"),
        }
    }

    fn say_en(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WrongType => to.write_str("it is of another type"),
            Self::WrittenOtherwise { json } => {
                let marks = match json.as_bytes() {
                    [b'[', ..] => "in square brackets",
                    [b'"', ..] => "in quotation marks",
                    _ => "without quotation marks",
                };
                write!(to, "it is of another type; write `{}`, {marks}", Visible(json))
            }
            Self::UnknownWord { nearest: None } => to.write_str("the vocabulary has no such word"),
            Self::UnknownWord { nearest: Some(word) } => {
                write!(to, "the vocabulary has no such word; did you mean `{word}`?")
            }
            Self::Empty => to.write_str("it is empty"),
            Self::TooLong { length, limit } => {
                write!(to, "it has {length} characters, at most {limit} are allowed")
            }
            Self::ForbiddenCharacter { code_point, after } => write!(
                to,
                "character {} is U+{code_point:04X}, which is invisible, a control or a sign of lost data",
                after.saturating_add(1)
            ),
            Self::Malformed => to.write_str("it is not in that form"),
            Self::NoSuchTime => to.write_str("there is no such time"),
            Self::OutOfRange { least, most } => write!(to, "it must be from {least} to {most}"),
            Self::TooPrecise { decimals } => write!(to, "at most {decimals} decimals are kept"),
            Self::Part { part } => write!(to, "{} is wrong", part.text(Lang::En)),
            Self::TooDeep { limit } => write!(to, "it is nested deeper than {limit} levels"),
            Self::ForbiddenScheme => to.write_str("a link must begin with http:// or https://"),
            Self::ReservedId => to.write_str("the nil and the max id stand for no record"),
        }
    }
}
