use serde::de::Deserializer;

use super::malformed::{Found, Malformed};
use super::stray::StrayKeys;
use super::value::Field;
use crate::limits::Budget;
use crate::path::Path;
use crate::vocab::Phrase;

/// What can stand in a [`Field`]: a word, a set of words, a list, or the draft of a record.
///
/// Every word has it; besides, only the crate's own records do. It is public because drafts are.
pub trait Draft: Sized {
    /// Reads whatever value comes next into `field`, in place. Content never fails; only a broken format does.
    #[doc(hidden)]
    fn read<'de, D: Deserializer<'de>>(field: &mut Field<Self>, from: D, limits: &Budget<'_>) -> Result<(), D::Error>;

    /// Tells every fault of shape in the value and below it.
    #[doc(hidden)]
    fn shape<S: ShapeSink>(&self, at: &Path<'_>, to: &mut S);

    /// Whether steps down from the value, such as `/0/name`, may lead somewhere: `false` if they certainly do not.
    #[doc(hidden)]
    fn may_hold(&self, steps: &str) -> bool;

    /// Whether this, by itself, is such a value, as far as can be told from what is kept of it.
    #[doc(hidden)]
    fn is_one(found: &Found) -> bool;

    /// What to put where such a value is missing.
    #[doc(hidden)]
    fn wanted() -> Phrase;
}

impl<T: Draft> Field<T> {
    /// Whether steps down from the field may lead somewhere. What is missing or malformed leaves it open.
    pub(crate) fn may_hold(&self, steps: &str) -> bool {
        self.given().is_none_or(|value| value.may_hold(steps))
    }
}

/// A fault that can be told from the shape of a record alone.
#[derive(Clone, Copy, Debug)]
pub enum ShapeFault<'d> {
    /// A value is not what it should be.
    Malformed(&'d Malformed),
    /// A required field is missing.
    Missing {
        /// The field.
        key: &'static str,
        /// What to put there.
        wanted: fn() -> Phrase,
        /// The unknown key that looks like a misspelling of it.
        misspelled: Option<&'d str>,
    },
    /// A key is no field of the record.
    Unknown {
        /// The key as it was found.
        key: &'d str,
        /// The field that it looks like.
        nearest: Option<&'static str>,
        /// Whether that field is required and missing.
        required: bool,
    },
    /// A field is there more than once, this many times; the first value counts.
    Repeated(&'static str, u64),
    /// A bound was passed.
    Limit(Limit, u64),
}

/// Which of the [`Limits`](crate::Limits) was passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Limit {
    /// [`Limits::list_items`](crate::Limits::list_items) or [`Limits::items`](crate::Limits::items), with the number of items left out.
    ListItems {
        /// How many items were kept.
        kept: u64,
    },
    /// [`Limits::depth`](crate::Limits::depth).
    Depth,
    /// Keys that belong to no field or are repeated, with the number left out.
    Keys,
    /// [`Limits::record_bytes`](crate::Limits::record_bytes), with the number of bytes beyond.
    RecordBytes,
}

/// Takes what [`Draft::shape`] tells.
pub trait ShapeSink {
    /// A record was looked at: how many of its fields are given, how many of its required ones there are, and which keys
    /// have no place in it.
    fn record(&mut self, given: u32, required: u32, stray: &StrayKeys);

    /// A fault was found.
    fn fault(&mut self, at: &Path<'_>, fault: ShapeFault<'_>);
}
