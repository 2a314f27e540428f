use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

/// A language that messages are rendered in.
///
/// Closed on purpose: a new language has to be written for every message, so adding one is a breaking change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lang {
    /// Chinese as written in mainland China (zh-CN).
    Zh,
    /// English.
    En,
}

/// The same few words in Chinese and in English.
///
/// ```
/// use neighborhood_center::vocab::{Lang, Phrase};
///
/// let date = Phrase::new("日期", "a date");
/// assert_eq!(date.text(Lang::Zh), "日期");
/// assert_eq!(date.text(Lang::En), "a date");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Phrase {
    zh: Cow<'static, str>,
    en: Cow<'static, str>,
}

impl Phrase {
    /// A phrase from its Chinese and its English text.
    #[must_use]
    pub const fn new(zh: &'static str, en: &'static str) -> Self {
        Self { zh: Cow::Borrowed(zh), en: Cow::Borrowed(en) }
    }

    /// A phrase from texts that are known only when the program runs.
    #[must_use]
    pub fn from_texts(zh: String, en: String) -> Self {
        Self { zh: Cow::Owned(zh), en: Cow::Owned(en) }
    }

    /// The text in one language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// A value that can be said in a message, in either language.
///
/// `Display` on a word writes its canonical wire form; `Say` writes what a reader of that language expects.
///
/// ```
/// use neighborhood_center::vocab::{Lang, Say, ServiceFunction};
///
/// let function = ServiceFunction::ElderlyCare;
/// assert_eq!(function.to_string(), "elderly-care");
/// assert_eq!(function.in_lang(Lang::Zh).to_string(), "养老");
/// assert_eq!(function.in_lang(Lang::En).to_string(), "elderly care");
/// ```
pub trait Say {
    /// Writes the value as words of `lang`.
    ///
    /// # Errors
    /// Only those of the formatter.
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result;

    /// The value as something that can be displayed in `lang`.
    fn in_lang(&self, lang: Lang) -> InLang<'_, Self> {
        InLang { value: self, lang }
    }
}

impl Say for Phrase {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(self.text(lang))
    }
}

/// Displays a value in one language; made by [`Say::in_lang`].
#[derive(Debug)]
pub struct InLang<'v, V: ?Sized> {
    value: &'v V,
    lang: Lang,
}

impl<V: Say + ?Sized> fmt::Display for InLang<'_, V> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.say(self.lang, to)
    }
}
