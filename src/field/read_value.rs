use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::draft::{Draft, Limit, ShapeFault, ShapeSink};
use super::malformed::{Found, Malformed};
use super::skip::{skip_list, skip_object, wrong_type};
use super::value::{Field, List, SetDraft, malformed};
use super::written::{flaw_of_list, flaw_of_word, is_word};
use crate::limits::Budget;
use crate::path::{Path, first_step};
use crate::vocab::{Flaw, Lang, Member, Phrase, Word, from_unsigned};

/// Reads the value for one field; the seed form of [`Draft::read`].
pub(crate) struct Into<'f, T> {
    pub(crate) field: &'f mut Field<T>,
    pub(crate) limits: &'f Budget<'f>,
}

impl<'de, T: Draft> DeserializeSeed<'de> for Into<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        T::read(self.field, from, self.limits)
    }
}

impl<W: Word> Draft for W {
    fn read<'de, D: Deserializer<'de>>(field: &mut Field<Self>, from: D, limits: &Budget<'_>) -> Result<(), D::Error> {
        from.deserialize_any(WordVisitor { field, limits })
    }

    fn shape<S: ShapeSink>(&self, _: &Path<'_>, _: &mut S) {}

    fn may_hold(&self, steps: &str) -> bool {
        steps.is_empty()
    }

    fn is_one(found: &Found) -> bool {
        is_word::<W>(found)
    }

    fn wanted() -> Phrase {
        W::EXPECTED
    }
}

struct WordVisitor<'f, W> {
    field: &'f mut Field<W>,
    limits: &'f Budget<'f>,
}

impl<W: Word> WordVisitor<'_, W> {
    fn keep<E>(self, read: Result<W, Flaw>, found: impl FnOnce() -> Found) -> Result<(), E> {
        self.field.fill(match read {
            Ok(word) => Field::Given(word),
            Err(flaw) => refused_word(self.limits, found(), flaw),
        });
        Ok(())
    }
}

/// The visitor's methods for every value that is neither text nor list nor object where one is expected.
macro_rules! refuse_scalars {
    ($expected:expr, $flaw:expr; $($method:ident: $type:ty => $found:expr),+ $(,)?) => {
        $(
            fn $method<E: de::Error>(self, value: $type) -> Result<(), E> {
                *self.field = refused_for(self.limits, $expected, $found(value), $flaw);
                Ok(())
            }
        )+

        refuse_scalars!(common);
    };
    (common) => {
        fn visit_unit<E: de::Error>(self) -> Result<(), E> {
            self.limits.has_met_a_fault();
            Ok(())
        }

        fn visit_none<E: de::Error>(self) -> Result<(), E> {
            self.limits.has_met_a_fault();
            Ok(())
        }

        fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
            from.deserialize_any(self)
        }

        fn visit_newtype_struct<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
            from.deserialize_any(self)
        }
    };
}

impl<'de, W: Word> Visitor<'de> for WordVisitor<'_, W> {
    type Value = ();

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(W::EXPECTED.text(Lang::En))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<(), E> {
        self.keep(W::from_text(text), || Found::text(text))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<(), E> {
        self.keep(W::from_integer(number), || Found::number(number))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<(), E> {
        self.keep(from_unsigned(number), || Found::number(number))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<(), E> {
        self.field.fill(match W::from_decimal(number) {
            Ok(word) => Field::Given(word),
            Err(flaw) => refused_decimal(self.limits, number, flaw),
        });
        Ok(())
    }

    fn visit_bool<E: de::Error>(self, truth: bool) -> Result<(), E> {
        self.keep(W::from_bool(truth), || Found::Bool(truth))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<(), A::Error> {
        let cut = skip_list(list, self.limits.depth)?;
        *self.field = refused(self.limits, W::EXPECTED, Found::List, wrong_type(self.limits, cut));
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<(), A::Error> {
        let cut = skip_object(object, self.limits.depth)?;
        *self.field = refused(self.limits, W::EXPECTED, Found::Object, wrong_type(self.limits, cut));
        Ok(())
    }

    refuse_scalars!(W::EXPECTED, |_| Flaw::WrongType;
        visit_i128: i128 => Found::number,
        visit_u128: u128 => Found::number,
        visit_bytes: &[u8] => |_| Found::Other,
    );
}

/// The visitor's methods for every value that is not what a list or an object is.
macro_rules! refuse_all_scalars {
    ($expected:expr, $flaw:expr) => {
        refuse_scalars!($expected, $flaw;
            visit_str: &str => Found::text,
            visit_i64: i64 => Found::number,
            visit_u64: u64 => Found::number,
            visit_i128: i128 => Found::number,
            visit_u128: u128 => Found::number,
            visit_f64: f64 => Found::number,
            visit_bool: bool => Found::Bool,
            visit_bytes: &[u8] => |_| Found::Other,
        );
    };
}

const A_LIST: Phrase = Phrase::new("列表", "a list");

#[cold]
fn a_list_of(items: &Phrase) -> Phrase {
    let [zh, en] = [Lang::Zh, Lang::En].map(|lang| items.text(lang));
    Phrase::from_texts(format!("列表，每项为{zh}"), format!("a list, each item of it {en}"))
}

impl<T: Draft> Draft for List<T> {
    fn read<'de, D: Deserializer<'de>>(field: &mut Field<Self>, from: D, limits: &Budget<'_>) -> Result<(), D::Error> {
        from.deserialize_any(ListVisitor { field, limits })
    }

    fn shape<S: ShapeSink>(&self, at: &Path<'_>, to: &mut S) {
        for (place, item) in self.items.iter().enumerate() {
            match item {
                Field::Given(value) => value.shape(&at.index(place), to),
                Field::Malformed(fault) => to.fault(&at.index(place), ShapeFault::Malformed(fault)),
                Field::Missing => {}
            }
        }
        if self.omitted > 0 {
            let kept = self.items.len() as u64;
            to.fault(at, ShapeFault::Limit(Limit::ListItems { kept }, self.omitted));
        }
    }

    fn may_hold(&self, steps: &str) -> bool {
        first_step(steps).is_none_or(|(place, below)| {
            // RFC 6901 knows neither a sign nor a leading zero.
            let canonical = place == "0" || !place.starts_with(['0', '+']);
            let item = place.parse::<usize>().ok().filter(|_| canonical).and_then(|place| self.items.get(place));
            item.map_or(self.omitted > 0, |item| item.may_hold(below))
        })
    }

    fn is_one(found: &Found) -> bool {
        matches!(found, Found::List)
    }

    fn wanted() -> Phrase {
        a_list_of(&T::wanted())
    }
}

struct ListVisitor<'f, T> {
    field: &'f mut Field<List<T>>,
    limits: &'f Budget<'f>,
}

/// A list of the data standard has a handful of items; the first allocation holds them.
const FIRST_CAPACITY: usize = 4;

impl<'de, T: Draft> Visitor<'de> for ListVisitor<'_, T> {
    type Value = ();

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(A_LIST.text(Lang::En))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        self.field.fill(Field::Given(List::default()));
        if let Field::Given(read) = self.field {
            while read.items.len() < self.limits.list_items && self.limits.may_keep() {
                let next = NextItem { items: &mut read.items, limits: self.limits };
                if list.next_element_seed(next)?.is_none() {
                    return Ok(());
                }
                self.limits.has_kept_one();
            }
            while list.next_element::<IgnoredAny>()?.is_some() {
                self.limits.has_met_a_fault();
                read.omitted += 1;
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<(), A::Error> {
        let cut = skip_object(object, self.limits.depth)?;
        let flaw = |found: &Found| if cut { wrong_type(self.limits, cut) } else { flaw_of_list::<T>(found) };
        *self.field = refused_for(self.limits, A_LIST, Found::Object, flaw);
        Ok(())
    }

    refuse_all_scalars!(A_LIST, flaw_of_list::<T>);
}

/// Makes room for one more item and reads it there, so that no item is ever moved.
struct NextItem<'f, T> {
    items: &'f mut Vec<Field<T>>,
    limits: &'f Budget<'f>,
}

impl<'de, T: Draft> DeserializeSeed<'de> for NextItem<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        if self.items.capacity() == 0 {
            *self.items = Vec::with_capacity(FIRST_CAPACITY);
        }
        self.items.push(Field::Missing);
        if let Some(item) = self.items.last_mut() {
            T::read(item, from, self.limits)?;
            if item.is_missing() {
                *item = refused(self.limits, A_VALUE, Found::Null, Flaw::WrongType);
            }
        }
        Ok(())
    }
}

const A_VALUE: Phrase = Phrase::new("列表项", "an item of the list");

impl<W: Member> Draft for SetDraft<W> {
    fn read<'de, D: Deserializer<'de>>(field: &mut Field<Self>, from: D, limits: &Budget<'_>) -> Result<(), D::Error> {
        from.deserialize_any(SetVisitor { field, limits })
    }

    fn shape<S: ShapeSink>(&self, at: &Path<'_>, to: &mut S) {
        for (place, fault) in &self.faults {
            to.fault(&at.index(*place), ShapeFault::Malformed(fault));
        }
        if self.omitted > 0 {
            let kept = (self.words.len() + self.faults.len()) as u64;
            to.fault(at, ShapeFault::Limit(Limit::ListItems { kept }, self.omitted));
        }
    }

    fn may_hold(&self, steps: &str) -> bool {
        // A set does not keep how often a word stood in the list.
        first_step(steps).is_none_or(|(_, below)| below.is_empty())
    }

    fn is_one(found: &Found) -> bool {
        matches!(found, Found::List)
    }

    fn wanted() -> Phrase {
        a_list_of(&W::EXPECTED)
    }
}

struct SetVisitor<'f, W> {
    field: &'f mut Field<SetDraft<W>>,
    limits: &'f Budget<'f>,
}

impl<'de, W: Member> Visitor<'de> for SetVisitor<'_, W> {
    type Value = ();

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(A_LIST.text(Lang::En))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let mut read = SetDraft::default();
        for place in 0..self.limits.list_items {
            let mut item = Field::<W>::Missing;
            if list.next_element_seed(Into { field: &mut item, limits: self.limits })?.is_none() {
                self.field.fill(Field::Given(read));
                return Ok(());
            }
            match item {
                Field::Given(word) => read.words.insert(word),
                _ if !self.limits.may_keep() => read.omitted += 1,
                Field::Malformed(fault) => {
                    self.limits.has_kept_one();
                    read.faults.push((place, *fault));
                }
                Field::Missing => {
                    let fault = Malformed { expected: W::EXPECTED, found: Found::Null, flaw: Flaw::WrongType };
                    self.limits.has_kept_one();
                    read.faults.push((place, fault));
                }
            }
        }
        while list.next_element::<IgnoredAny>()?.is_some() {
            self.limits.has_met_a_fault();
            read.omitted += 1;
        }
        *self.field = Field::Given(read);
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<(), A::Error> {
        let cut = skip_object(object, self.limits.depth)?;
        *self.field = refused(self.limits, A_LIST, Found::Object, wrong_type(self.limits, cut));
        Ok(())
    }

    refuse_all_scalars!(A_LIST, flaw_of_list::<W>);
}

/// A value that is not what it should be, which the report has to tell.
#[cold]
pub(super) fn refused<T>(limits: &Budget<'_>, expected: Phrase, found: Found, flaw: Flaw) -> Field<T> {
    limits.has_met_a_fault();
    malformed(expected, found, flaw)
}

/// The same, where what is wrong with it depends on what it is.
#[cold]
#[inline(never)]
pub(super) fn refused_for<T>(
    limits: &Budget<'_>,
    expected: Phrase,
    found: Found,
    flaw: impl FnOnce(&Found) -> Flaw,
) -> Field<T> {
    let flaw = flaw(&found);
    refused(limits, expected, found, flaw)
}

#[cold]
#[inline(never)]
fn refused_word<W: Word>(limits: &Budget<'_>, found: Found, flaw: Flaw) -> Field<W> {
    refused_for(limits, W::EXPECTED, found, |found| flaw_of_word::<W>(found, flaw))
}

/// How its decimals were written is lost, so that nobody can tell how it would read as a text.
#[cold]
#[inline(never)]
fn refused_decimal<W: Word>(limits: &Budget<'_>, number: f64, flaw: Flaw) -> Field<W> {
    refused(limits, W::EXPECTED, Found::number(number), flaw)
}

pub(super) use {refuse_all_scalars, refuse_scalars};
