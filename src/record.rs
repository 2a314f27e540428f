//! The `record!` table: one declaration gives the model, its draft, the way between them and the check of their shape.
//!
//! A table reads like the data standard. It has three words:
//!
//! | word | in the draft | in the model | meaning |
//! |---|---|---|---|
//! | `required` | `Field<T>` | `T` | every record has it |
//! | `optional` | `Field<T>` | `Option<T>` | most sources do not say |
//! | `list` | `Field<List<T>>` | `Option<Vec<T>>` | a list that is not there is unknown, not empty |
//!
//! The field's name is its key on the wire and its step in a path, so the three cannot drift apart. Only a record in a form that
//! others publish gives a key apart, `required off = "isOffDay": bool`. The table
//!
//! ```text
//! record! {
//!     /// A residential compound.
//!     pub struct Compound, CompoundDraft, CompoundField {
//!         /// Its name.
//!         required name: Name,
//!         /// Other names.
//!         list aliases: Name,
//!     }
//! }
//! ```
//!
//! stands for
//!
//! ```text
//! pub struct Compound { name: Name, aliases: Option<Vec<Name>> }         // private fields, a getter each, Serialize
//! pub struct CompoundDraft { pub name: Field<Name>, pub aliases: Field<List<Name>>, pub stray: StrayKeys }
//! pub enum CompoundField { name, aliases }                               // the keys, for sets such as `partial`
//! impl Draft for CompoundDraft { … }                                     // reading in place, shape check
//! impl<'de> Deserialize<'de> for CompoundDraft { … }                     // from any self-describing format
//! impl Model for Compound { … }                                          // draft -> model, model -> draft
//! ```

use crate::field::{Draft, Field, List, SetDraft, ShapeFault, ShapeSink, StrayKeys};
use crate::label::label_zh;
use crate::path::Path;
use crate::vocab::{Flaw, Member, Set, Word, nearest};

/// What a checked record is made of: a word, a set of words, or another record.
///
/// Every word is one; besides, only the crate's own records are. It is public because the records are.
pub trait Model: Sized {
    /// What it is as long as nobody has checked it.
    type Draft: Draft;

    /// The checked value; `None` if something in the draft is malformed, or required and missing.
    #[doc(hidden)]
    fn admit(draft: Self::Draft) -> Option<Self>;

    /// Back to a draft, to be edited and checked again.
    #[doc(hidden)]
    fn into_draft(self) -> Self::Draft;
}

impl<W: Word> Model for W {
    type Draft = W;

    fn admit(draft: W) -> Option<W> {
        Some(draft)
    }

    fn into_draft(self) -> W {
        self
    }
}

impl<W: Member> Model for Set<W> {
    type Draft = SetDraft<W>;

    fn admit(draft: SetDraft<W>) -> Option<Self> {
        draft.is_whole().then_some(draft.words)
    }

    fn into_draft(self) -> SetDraft<W> {
        self.into()
    }
}

pub(crate) fn admit_required<T: Model>(field: Field<T::Draft>) -> Option<T> {
    field.into_given().and_then(T::admit)
}

#[allow(clippy::option_option, reason = "outside: is it admitted; inside: is it there")]
pub(crate) fn admit_optional<T: Model>(field: Field<T::Draft>) -> Option<Option<T>> {
    match field {
        Field::Missing => Some(None),
        Field::Malformed(_) => None,
        Field::Given(draft) => T::admit(draft).map(Some),
    }
}

#[allow(clippy::option_option, reason = "outside: is it admitted; inside: is it there")]
pub(crate) fn admit_list<T: Model>(field: Field<List<T::Draft>>) -> Option<Option<Vec<T>>> {
    match field {
        Field::Missing => Some(None),
        Field::Malformed(_) => None,
        Field::Given(list) if list.omitted > 0 => None,
        Field::Given(list) => list.items.into_iter().map(admit_required).collect::<Option<Vec<T>>>().map(Some),
    }
}

pub(crate) fn draft_optional<T: Model>(value: Option<T>) -> Field<T::Draft> {
    value.map_or(Field::Missing, |value| Field::Given(value.into_draft()))
}

pub(crate) fn draft_list<T: Model>(values: Option<Vec<T>>) -> Field<List<T::Draft>> {
    values.map_or(Field::Missing, |values| Field::Given(values.into_iter().map(T::into_draft).collect()))
}

/// The unknown key that looks like a misspelling of the required field `key`.
#[cold]
pub(crate) fn misspelling<'d>(stray: &'d StrayKeys, keys: &[&'static str], key: &str) -> Option<&'d str> {
    stray.unknown().find(|unknown| meant(unknown, keys) == Some(key))
}

/// The key that an unknown one stands for: by its Chinese label, or as a misspelling.
#[cold]
fn meant(unknown: &str, keys: &[&'static str]) -> Option<&'static str> {
    let by_label = keys.iter().copied().find(|key| label_zh(key) == Some(unknown));
    by_label.or_else(|| {
        let nearest = nearest(unknown, keys.iter().copied())?;
        keys.iter().copied().find(|key| nearest == *key)
    })
}

/// The list with this Chinese label.
#[cold]
#[inline(never)]
pub(crate) fn by_label<F: Copy>(
    text: &str,
    lists: impl Iterator<Item = F> + Clone,
    key: fn(F) -> &'static str,
) -> Result<F, Flaw> {
    lists.clone().find(|list| label_zh(key(*list)) == Some(text)).ok_or_else(|| {
        let spellings = lists.flat_map(|list| [Some(key(list)), label_zh(key(list))]).flatten();
        Flaw::UnknownWord { nearest: nearest(text, spellings) }
    })
}

/// Tells every stray key of an object.
#[cold]
pub(crate) fn stray_shape<S: ShapeSink>(
    stray: &StrayKeys,
    keys: &'static [&'static str],
    missing: impl Fn(&str) -> bool,
    at: &Path<'_>,
    to: &mut S,
) {
    use crate::field::Limit;

    let mut unknown: Vec<&str> = stray.unknown().collect();
    unknown.sort_unstable();
    unknown.dedup();
    for key in unknown {
        let nearest = meant(key, keys);
        let required = nearest.is_some_and(&missing);
        to.fault(&at.key(key), ShapeFault::Unknown { key, nearest, required });
    }
    for key in keys {
        let again = stray.repeated().filter(|repeated| repeated == key).count() as u64;
        if again > 0 {
            to.fault(&at.key(key), ShapeFault::Repeated(key, again + 1));
        }
    }
    if stray.omitted() > 0 {
        to.fault(at, ShapeFault::Limit(Limit::Keys, stray.omitted()));
    }
    if stray.is_cut() {
        to.fault(at, ShapeFault::Limit(Limit::Depth, 0));
    }
}

/// Declares a record of the data standard; see the documentation of this module.
macro_rules! record {
    (
        $(#[$about:meta])*
        pub struct $Model:ident, $Draft:ident, $Field:ident {
            $( $(#[$doc:meta])* $how:ident $name:ident $(= $wire:literal)?: $Type:ty ),+ $(,)?
        }
    ) => {
        $(#[$about])*
        ///
        #[doc = concat!("Checked. Made from a [`", stringify!($Draft), "`].")]
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub struct $Model {
            $( $name: $crate::record::model_type!($how $Type), )+
        }

        impl $Model {
            $( $crate::record::getter!($(#[$doc])* $how $name: $Type); )+

            /// Whether the source says anything in this field; an empty list says something.
            #[must_use]
            pub fn is_given(&self, field: $Field) -> bool {
                match field {
                    $( $Field::$name => $crate::record::is_given!(self $how $name), )+
                }
            }
        }

        impl serde::Serialize for $Model {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeStruct;

                let fields = 0 $( + usize::from($crate::record::is_given!(self $how $name)) )+;
                let mut record = to.serialize_struct(stringify!($Model), fields)?;
                $( $crate::record::write_field!(self record $how $name, $crate::record::key!($name $($wire)?)); )+
                record.end()
            }
        }

        #[doc = concat!("A [`", stringify!($Model), "`] that nobody has checked: as it came from outside, or as it is being built.")]
        #[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
        pub struct $Draft {
            $( $(#[$doc])* pub $name: $crate::field::Field<$crate::record::draft_type!($how $Type)>, )+
            /// The keys that have no place among the fields.
            pub stray: $crate::field::StrayKeys,
        }

        #[doc = concat!("The fields of a [`", stringify!($Model), "`], by their keys on the wire.")]
        ///
        /// As a word, only the lists count: a record names those that are not exhaustive. It is read by its key and by its
        /// [Chinese label](crate::records::label_zh), and written as its key.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(non_camel_case_types, reason = "a variant is its wire key, letter by letter")]
        pub enum $Field {
            $( $(#[$doc])* $name, )+
        }

        impl $Field {
            /// Every field, in the order of the data standard.
            pub const ALL: &'static [Self] = &[$( Self::$name ),+];

            /// The keys of [`Self::ALL`].
            pub const KEYS: &'static [&'static str] = &[$( $crate::record::key!($name $($wire)?) ),+];

            /// The field's key on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$name => $crate::record::key!($name $($wire)?) ),+ }
            }

            /// Whether every record has the field.
            #[must_use]
            pub const fn is_required(self) -> bool {
                match self { $( Self::$name => $crate::record::is_required!($how) ),+ }
            }

            /// Whether the field is a list.
            #[must_use]
            pub const fn is_list(self) -> bool {
                match self { $( Self::$name => $crate::record::is_list!($how) ),+ }
            }

            /// The field with this key.
            #[must_use]
            pub fn named(key: &str) -> Option<Self> {
                match key {
                    $( $crate::record::key!($name $($wire)?) => Some(Self::$name), )+
                    _ => None,
                }
            }
        }

        impl $crate::vocab::Word for $Field {
            const EXPECTED: $crate::vocab::Phrase =
                $crate::vocab::Phrase::new("本记录中某个列表的键", "the key of one of this record's lists");

            fn from_text(text: &str) -> Result<Self, $crate::vocab::Flaw> {
                match Self::named(text) {
                    Some(field) if field.is_list() => Ok(field),
                    _ => $crate::record::by_label(text, Self::ALL.iter().copied().filter(|field| field.is_list()), Self::as_str),
                }
            }
        }

        impl $crate::vocab::Member for $Field {
            const ALL: &'static [Self] = Self::ALL;

            fn index(self) -> u32 {
                self as u32
            }
        }

        impl serde::Serialize for $Field {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }

        impl $crate::field::RecordDraft for $Draft {
            type Key = $Field;

            fn key(text: &str) -> Option<$Field> {
                $Field::named(text)
            }

            const REQUIRED: u64 = 0 $( | ($crate::record::is_required!($how) as u64) << $Field::$name as u32 )+;

            fn bit_and_name(which: $Field) -> (u64, &'static str) {
                (1 << which as u32, which.as_str())
            }

            fn read_field<'de, A: serde::de::MapAccess<'de>>(
                &mut self,
                which: $Field,
                from: &mut A,
                limits: &$crate::limits::Budget<'_>,
            ) -> Result<(), A::Error> {
                match which {
                    $( $Field::$name => {
                        from.next_value_seed($crate::field::Into { field: &mut self.$name, limits })
                    } )+
                }
            }

            fn stray(&mut self) -> &mut $crate::field::StrayKeys {
                &mut self.stray
            }
        }

        impl $crate::field::Draft for $Draft {
            fn read<'de, D: serde::Deserializer<'de>>(
                field: &mut $crate::field::Field<Self>,
                from: D,
                limits: &$crate::limits::Budget<'_>,
            ) -> Result<(), D::Error> {
                from.deserialize_any($crate::field::RecordVisitor { field, limits })
            }

            fn shape<S: $crate::field::ShapeSink>(&self, at: &$crate::path::Path<'_>, to: &mut S) {
                use $crate::field::{Field, ShapeFault};

                let mut given = 0;
                let mut required = 0;
                $(
                    match &self.$name {
                        Field::Given(value) => {
                            given += 1;
                            required += u32::from($Field::$name.is_required());
                            value.shape(&at.key($crate::record::key!($name $($wire)?)), to);
                        }
                        Field::Malformed(fault) => {
                            required += u32::from($Field::$name.is_required());
                            to.fault(&at.key($crate::record::key!($name $($wire)?)), ShapeFault::Malformed(fault));
                        }
                        Field::Missing if $Field::$name.is_required() => {
                            let key = $crate::record::key!($name $($wire)?);
                            let misspelled = $crate::record::misspelling(&self.stray, $Field::KEYS, key);
                            let wanted = <$crate::record::draft_type!($how $Type) as $crate::field::Draft>::wanted;
                            to.fault(&at.key(key), ShapeFault::Missing { key, wanted, misspelled });
                        }
                        Field::Missing => {}
                    }
                )+
                to.record(given, required, &self.stray);
                if !self.stray.is_empty() {
                    let missing = |key: &str| match $Field::named(key) {
                        $( Some($Field::$name) => $Field::$name.is_required() && self.$name.is_missing(), )+
                        None => false,
                    };
                    $crate::record::stray_shape(&self.stray, $Field::KEYS, missing, at, to);
                }
            }

            fn may_hold(&self, steps: &str) -> bool {
                $crate::path::first_step(steps).is_none_or(|(key, below)| match $Field::named(key) {
                    $( Some($Field::$name) => self.$name.may_hold(below), )+
                    None => false,
                })
            }

            fn is_one(found: &$crate::field::Found) -> bool {
                matches!(found, $crate::field::Found::Object)
            }

            fn wanted() -> $crate::vocab::Phrase {
                let required = $Field::ALL.iter().filter(|field| field.is_required());
                $crate::field::an_object_with(&required.map(|field| field.as_str()).collect::<Vec<_>>())
            }
        }

        /// Reads any object, whatever its content; only what is no object, or broken, is an error.
        impl<'de> serde::Deserialize<'de> for $Draft {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let mut field = $crate::field::Field::Missing;
                let limits = $crate::limits::Limits::default();
                <Self as $crate::field::Draft>::read(&mut field, from, &$crate::limits::Budget::new(&limits))?;
                field.into_given().ok_or_else(|| serde::de::Error::custom("expected an object"))
            }
        }

        impl $crate::record::Model for $Model {
            type Draft = $Draft;

            fn admit(draft: $Draft) -> Option<Self> {
                Some(Self { $( $name: $crate::record::admit_field!(draft $how $name), )+ })
            }

            fn into_draft(self) -> $Draft {
                $Draft {
                    $( $name: $crate::record::draft_field!(self $how $name), )+
                    stray: $crate::field::StrayKeys::default(),
                }
            }
        }

        impl From<$Model> for $Draft {
            fn from(model: $Model) -> Self {
                $crate::record::Model::into_draft(model)
            }
        }
    };
}

/// The key of a field on the wire.
macro_rules! key {
    ($name:ident) => {
        stringify!($name)
    };
    ($name:ident $wire:literal) => {
        $wire
    };
}

macro_rules! draft_type {
    (required $Type:ty) => { <$Type as $crate::record::Model>::Draft };
    (optional $Type:ty) => { <$Type as $crate::record::Model>::Draft };
    (list $Type:ty) => { $crate::field::List<<$Type as $crate::record::Model>::Draft> };
}

macro_rules! model_type {
    (required $Type:ty) => { $Type };
    (optional $Type:ty) => { Option<$Type> };
    (list $Type:ty) => { Option<Vec<$Type>> };
}

macro_rules! getter {
    ($(#[$doc:meta])* required $name:ident: $Type:ty) => {
        $(#[$doc])*
        #[must_use]
        pub fn $name(&self) -> &$Type {
            &self.$name
        }
    };
    ($(#[$doc:meta])* optional $name:ident: $Type:ty) => {
        $(#[$doc])*
        ///
        /// `None` where the source does not say.
        #[must_use]
        pub fn $name(&self) -> Option<&$Type> {
            self.$name.as_ref()
        }
    };
    ($(#[$doc:meta])* list $name:ident: $Type:ty) => {
        $(#[$doc])*
        ///
        /// Empty also where the source does not say.
        #[must_use]
        pub fn $name(&self) -> &[$Type] {
            self.$name.as_deref().unwrap_or_default()
        }
    };
}

macro_rules! is_given {
    ($self:ident required $name:ident) => {
        true
    };
    ($self:ident $how:ident $name:ident) => {
        $self.$name.is_some()
    };
}

/// Gives a record with `partial` the question whether a list of it is all there is.
macro_rules! lists_all {
    ($Model:ident, $Field:ident) => {
        impl $Model {
            /// Whether absence from this list means absence: the list is given, and not called partial. A field that is no list
            /// holds no others either way; the answer is `false`.
            #[must_use]
            pub fn lists_all(&self, list: $Field) -> bool {
                list.is_list() && self.is_given(list) && !self.partial.is_some_and(|partial| partial.contains(list))
            }
        }
    };
}

macro_rules! write_field {
    ($self:ident $record:ident required $name:ident, $key:expr) => {
        $record.serialize_field($key, &$self.$name)?
    };
    ($self:ident $record:ident $how:ident $name:ident, $key:expr) => {
        match &$self.$name {
            Some(value) => $record.serialize_field($key, value)?,
            None => $record.skip_field($key)?,
        }
    };
}

macro_rules! admit_field {
    ($draft:ident required $name:ident) => {
        $crate::record::admit_required($draft.$name)?
    };
    ($draft:ident optional $name:ident) => {
        $crate::record::admit_optional($draft.$name)?
    };
    ($draft:ident list $name:ident) => {
        $crate::record::admit_list($draft.$name)?
    };
}

macro_rules! draft_field {
    ($model:ident required $name:ident) => {
        $crate::field::Field::Given($crate::record::Model::into_draft($model.$name))
    };
    ($model:ident optional $name:ident) => {
        $crate::record::draft_optional($model.$name)
    };
    ($model:ident list $name:ident) => {
        $crate::record::draft_list($model.$name)
    };
}

macro_rules! is_required {
    (required) => {
        true
    };
    ($how:ident) => {
        false
    };
}

macro_rules! is_list {
    (list) => {
        true
    };
    ($how:ident) => {
        false
    };
}

pub(crate) use {
    admit_field, draft_field, draft_type, getter, is_given, is_list, is_required, key, lists_all, model_type, record,
    write_field,
};
