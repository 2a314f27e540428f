use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::limits::Limits;
use crate::vocab::Flaw;

/// Skips a value. Tells whether it was nested deeper than the bound; what lies deeper is not looked at.
pub(super) struct Skip {
    pub(super) depth: usize,
}

impl<'de> DeserializeSeed<'de> for Skip {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<bool, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Skip {
    type Value = bool;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("any value")
    }

    fn visit_str<E: de::Error>(self, _: &str) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_i128<E: de::Error>(self, _: i128) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_u128<E: de::Error>(self, _: u128) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_bytes<E: de::Error>(self, _: &[u8]) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_unit<E: de::Error>(self) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_none<E: de::Error>(self) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<bool, D::Error> {
        from.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, from: D) -> Result<bool, D::Error> {
        from.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<bool, A::Error> {
        skip_list(list, self.depth)
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<bool, A::Error> {
        skip_object(object, self.depth)
    }
}

pub(super) fn skip_list<'de, A: SeqAccess<'de>>(mut list: A, depth: usize) -> Result<bool, A::Error> {
    if depth == 0 {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        return Ok(true);
    }
    let mut cut = false;
    while let Some(inner) = list.next_element_seed(Skip { depth: depth - 1 })? {
        cut |= inner;
    }
    Ok(cut)
}

pub(super) fn skip_object<'de, A: MapAccess<'de>>(mut object: A, depth: usize) -> Result<bool, A::Error> {
    if depth == 0 {
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        return Ok(true);
    }
    let mut cut = false;
    while object.next_key::<IgnoredAny>()?.is_some() {
        cut |= object.next_value_seed(Skip { depth: depth - 1 })?;
    }
    Ok(cut)
}

/// The flaw of a list or an object that stands where it should not: its type, or that it is nested too deep.
pub(super) fn wrong_type(limits: &Limits, cut: bool) -> Flaw {
    if cut { Flaw::TooDeep { limit: limits.depth as u64 } } else { Flaw::WrongType }
}
