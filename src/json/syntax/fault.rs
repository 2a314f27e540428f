//! Why a text is not JSON, and where.

use std::fmt;

use serde::de;

use crate::vocab::{Lang, Phrase};

/// The first thing in a text that is not JSON.
///
/// Boxed, since every value that is read hands on whether it met one.
#[derive(Debug)]
pub(crate) struct Fault(Box<Inner>);

#[derive(Debug)]
struct Inner {
    at: usize,
    reason: Phrase,
}

impl Fault {
    pub(super) fn new(at: usize, reason: &Phrase) -> Self {
        Self(Box::new(Inner { at, reason: reason.clone() }))
    }

    /// The byte at which it stands; the length of the text if that ends too early.
    pub(crate) fn at(&self) -> usize {
        self.0.at
    }

    /// What is wrong.
    pub(crate) fn into_reason(self) -> Phrase {
        self.0.reason
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(self.0.reason.text(Lang::En))
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    /// The trait has to have it. Drafts take every value that there is and refuse none this way, so it knows no place.
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(0, &Phrase::from_texts(format!("无法读取（{message}）"), message.to_string()))
    }
}

pub(super) static ENDS_EARLY: Phrase =
    Phrase::new("文本在此中断，未写完", "the text breaks off here, before it is complete");
pub(super) static NO_VALUE: Phrase = Phrase::new("此处应为一个值", "expected value");
pub(super) static NO_LITERAL: Phrase =
    Phrase::new("此处应为 true、false 或 null", "expected `true`, `false` or `null`");
pub(super) static NO_KEY: Phrase = Phrase::new("键应为带双引号的字符串", "key must be a string");
pub(super) static NO_COLON: Phrase = Phrase::new("键后应有冒号", "expected `:`");
pub(super) static LIST_GOES_ON: Phrase = Phrase::new("此处应为逗号或右方括号", "expected `,` or `]`");
pub(super) static OBJECT_GOES_ON: Phrase = Phrase::new("此处应为逗号或右花括号", "expected `,` or `}`");
pub(super) static TRAILING_COMMA: Phrase = Phrase::new("末尾多了一个逗号", "trailing comma");
pub(super) static MORE_AFTER_THE_END: Phrase = Phrase::new("文档结束后还有多余的字符", "trailing characters");
pub(super) static NO_NUMBER: Phrase = Phrase::new("无效的数字", "invalid number");
pub(super) static NUMBER_TOO_LARGE: Phrase = Phrase::new("数字超出范围", "number out of range");
pub(super) static CONTROL_CHARACTER: Phrase =
    Phrase::new("字符串中有未转义的控制字符", "control character in a string, which has to be escaped");
pub(super) static NO_ESCAPE: Phrase = Phrase::new("无效的转义", "invalid escape");
pub(super) static HALF_A_CHARACTER: Phrase =
    Phrase::new("转义的字符不完整", "escape of half a character (a lone surrogate)");
pub(super) static TOO_DEEP: Phrase = Phrase::new("嵌套过深", "nested too deep");
