use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::draft::Draft;
use super::malformed::Found;
use super::read_value::{refuse_all_scalars, refuse_scalars, refused, refused_for};
use super::skip::{Skip, skip_list, wrong_type};
use super::stray::StrayKeys;
use super::value::Field;
use crate::limits::Budget;
use crate::vocab::{Flaw, Lang, Phrase};

const AN_OBJECT: Phrase = Phrase::new("对象", "an object");

/// The draft of a record: what [`record!`](crate::record) tells about its fields, and how one is read.
#[doc(hidden)]
pub trait RecordDraft: Draft + Default {
    /// The fields of the record.
    type Key: Copy;

    /// The field with this key.
    fn key(text: &str) -> Option<Self::Key>;

    /// The bit of a field, and its key.
    fn bit_and_name(key: Self::Key) -> (u64, &'static str);

    /// The bits of the fields that every record has.
    const REQUIRED: u64;

    /// Reads the value that comes next into a field.
    fn read_field<'de, A: MapAccess<'de>>(
        &mut self,
        key: Self::Key,
        from: &mut A,
        limits: &Budget<'_>,
    ) -> Result<(), A::Error>;

    /// The keys that have no place among the fields.
    fn stray(&mut self) -> &mut StrayKeys;
}

/// An object that has to have these keys.
#[cold]
pub(crate) fn an_object_with(required: &[&str]) -> Phrase {
    let keys = |between: &str| required.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(between);
    match required {
        [] => AN_OBJECT,
        _ => Phrase::from_texts(
            format!("对象，须有 {}", required.join("、")),
            format!("an object with at least {}", keys(", ")),
        ),
    }
}

/// Reads an object into the draft of a record.
pub(crate) struct RecordVisitor<'f, R> {
    pub(crate) field: &'f mut Field<R>,
    pub(crate) limits: &'f Budget<'f>,
}

impl<'de, R: RecordDraft> Visitor<'de> for RecordVisitor<'_, R> {
    type Value = ();

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(AN_OBJECT.text(Lang::En))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        self.field.fill(Field::Given(R::default()));
        if let Field::Given(record) = self.field {
            let mut seen = 0_u64;
            let mut given = 0;
            while let Some(key) = object.next_key_seed(KeySeed { record: &mut *record, limits: self.limits })? {
                if let Some(key) = key {
                    let (bit, name) = R::bit_and_name(key);
                    if seen & bit == 0 {
                        seen |= bit;
                        given += 1;
                        record.read_field(key, &mut object, self.limits)?;
                        continue;
                    }
                    record.stray().note(self.limits, |stray| stray.add_repeated(name));
                }
                if object.next_value_seed(Skip { depth: self.limits.depth })? {
                    record.stray().cut(self.limits);
                }
            }
            if seen & R::REQUIRED == R::REQUIRED {
                self.limits.has_read(given, R::REQUIRED.count_ones());
            } else {
                self.limits.has_met_a_fault();
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<(), A::Error> {
        let cut = skip_list(list, self.limits.depth)?;
        *self.field = refused(self.limits, AN_OBJECT, Found::List, wrong_type(self.limits, cut));
        Ok(())
    }

    refuse_all_scalars!(AN_OBJECT, |_: &Found| Flaw::WrongType);
}

/// Reads a key: the field, or nothing for a key that is no field and has been noted as stray.
///
/// The unknown key is kept where it belongs at once: an answer with room for it would be moved about for every key.
struct KeySeed<'r, R> {
    record: &'r mut R,
    limits: &'r Budget<'r>,
}

impl<'de, R: RecordDraft> DeserializeSeed<'de> for KeySeed<'_, R> {
    type Value = Option<R::Key>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_any(self)
    }
}

impl<R: RecordDraft> Visitor<'_> for KeySeed<'_, R> {
    type Value = Option<R::Key>;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a key")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        let key = R::key(text);
        if key.is_none() {
            self.record.stray().note(self.limits, |stray| stray.add_unknown(text));
        }
        Ok(key)
    }

    // JSON has keys of text only; YAML and CBOR have others, which are no fields.
    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Self::Value, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Self::Value, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Self::Value, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_bool<E: de::Error>(self, truth: bool) -> Result<Self::Value, E> {
        self.visit_str(if truth { "true" } else { "false" })
    }

    fn visit_bytes<E: de::Error>(self, _: &[u8]) -> Result<Self::Value, E> {
        self.visit_str("…")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        self.visit_str("null")
    }
}
