//! The three fates of a value that comes from outside: missing, malformed, given.

mod draft;
mod malformed;
mod read_record;
mod read_value;
mod skip;
mod stray;
mod value;
mod written;

pub use draft::{Draft, Limit, ShapeFault, ShapeSink};
pub(crate) use malformed::excerpt;
pub use malformed::{Found, Malformed};
pub use read_record::RecordDraft;
pub(crate) use read_record::{RecordVisitor, an_object_with};
pub(crate) use read_value::Into;
pub use stray::StrayKeys;
pub use value::{Field, List, SetDraft};
