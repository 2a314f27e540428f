//! A text in both languages.

use neighborhood_center::field::{Field, List};
use neighborhood_center::vocab::{Lang, Phrase, Say};

/// Something as it is said in both languages.
pub(crate) fn said(value: &(impl Say + ?Sized)) -> Phrase {
    both(|lang| value.in_lang(lang).to_string())
}

/// A text that is made once for each language.
pub(crate) fn both(mut text: impl FnMut(Lang) -> String) -> Phrase {
    let zh = text(Lang::Zh);
    Phrase::from_texts(zh, text(Lang::En))
}

/// A field as it is said in both languages, unless there is nothing in it that can be read.
pub(crate) fn of_field(field: &Field<impl Say>) -> Option<Phrase> {
    field.given().map(said)
}

/// The texts with what stands between items of a list.
pub(crate) fn joined<'p>(parts: impl Iterator<Item = &'p Phrase> + Clone) -> Option<Phrase> {
    parts.clone().next()?;
    Some(both(|lang| {
        let parts: Vec<&str> = parts.clone().map(|part| part.text(lang)).collect();
        parts.join(match lang {
            Lang::Zh => "、",
            Lang::En => ", ",
        })
    }))
}

/// What a list holds, as it is said in both languages.
pub(crate) fn of_list<T>(list: &Field<List<T>>, each: impl Fn(&T) -> Option<Phrase>) -> Option<Phrase> {
    let parts: Vec<Phrase> = list.items().filter_map(|(_, item)| each(item)).collect();
    joined(parts.iter())
}

/// The text without the name of a field or an option in parentheses at its end, which only means something to who edits the data.
pub(crate) fn plain(text: &str) -> &str {
    let without = |open: char, close: char| {
        let (before, name) = text.strip_suffix(close)?.rsplit_once(open)?;
        name.is_ascii().then(|| before.trim_end())
    };
    without('（', '）').or_else(|| without('(', ')')).unwrap_or(text)
}
