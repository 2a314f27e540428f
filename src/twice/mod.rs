//! What stands twice in a stream: centers with one id, and one center in two records.
//!
//! In a document the rules `duplicate-center-id` and `same-center-twice` compare all centers. A stream is too long to be kept, and so
//! of each center only its keys are: 16 bytes for the id, 8 for each name, 5 each for the line, and
//! a bit for the line as such.
//!
//! ```text
//!  stream ─1st pass─▶ Keys ─▶ Suspects ─┬─ none: Found
//!                      ▲                └─ 2nd pass over their lines only ─▶ Trial ─▶ Found ─▶ Report
//!   keys of other parts of the stream
//! ```
//!
//! - [`Keys`] are gathered in a first pass over the stream, or over each of its parts, on one machine or on many, and merged.
//!   Ids are kept as they are: what has one id twice is known then. The keys of other machines come as JSON; the second pass is
//!   made where they were merged, and needs the lines that are suspected, and no others.
//!   Lines are numbered as in the whole stream ([`json::Lines::numbered_from`](crate::json::Lines::numbered_from)): parts that
//!   are numbered alike are refused.
//! - Names are kept as hashes of the name and of the community. Equal hashes make [`Suspects`], and no more: the lines that
//!   they are on are read again, and a [`Trial`] compares the names themselves. Nobody is accused on a hash.
//! - [`Found`] holds what came out, and makes the [`Report`](crate::Report).
//!
//! What is found is what the rules find in a [`District`](crate::records::District) that holds all the centers, whatever
//! parts the stream came in, and in whatever order they were merged; only where the community of a center is not known, the rule
//! is undecided on the line of each such center, and not once for all.
//!
//! ```
//! # #[cfg(feature = "json")]
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use neighborhood_center::records::CenterDraft;
//! use neighborhood_center::twice::{Keys, Trial};
//! use neighborhood_center::{Context, Options, json};
//!
//! let ndjson = concat!(
//!     r#"{"id":"5a0c3f5e-0000-4000-8000-000000000001","community":"5a0c3f5e-0000-4000-8000-0000000000c1","name":"大学城"}"#,
//!     "\n",
//!     r#"{"id":"5a0c3f5e-0000-4000-8000-000000000002","community":"5a0c3f5e-0000-4000-8000-0000000000c1","name":"大学城"}"#,
//! );
//! let (context, options) = (Context::default(), Options::default());
//! let open = || ndjson.as_bytes(); // a file, opened twice
//!
//! let mut keys = Keys::new(0x5EED); // a number that whoever wrote the stream does not know
//! for line in json::lines::<CenterDraft, _>(open(), &context, &options) {
//!     let line = line?;
//!     if let Some(center) = line.reading().draft() {
//!         keys.add(line.number(), center)?;
//!     }
//! }
//! let suspects = keys.into_suspects(&options.limits);
//! let mut trial = Trial::of(&suspects);
//! let mut lines = json::lines::<CenterDraft, _>(open(), &context, &options);
//! for suspect in suspects.lines() {
//!     if let Some(center) = lines.draft_at(suspect)? {
//!         trial.look(suspect, &center);
//!     }
//! }
//! let report = trial.into_found().report();
//! let fault = &report.violations()[0];
//! assert_eq!((fault.rule(), fault.line(), fault.related_line()), ("same-center-twice", Some(2), Some(1)));
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "json"))]
//! # fn main() {}
//! ```
//!
//! # What it costs
//!
//! 21 bytes for the id of a record, 13 for each of its names, and about a bit for its line. Where that is too much, [`Keys::part`] keeps one part of
//! n of the keys, in as many passes over the stream, and what the passes find is merged ([`Found::merge`]); or
//! [`Keys::at_most`] sets a bound, and the report says how many records were left out. Suspects take 13 bytes for each name
//! and 5 for each line, and a trial some 150 for each name that they share.

mod census;
mod clash;
mod entry;
mod found;
mod hashing;
mod keys;
mod line_set;
mod part;
mod runs;
mod suspects;
mod trial;
mod wire;

pub use clash::{CannotMerge, SameLine};
pub use found::Found;
pub use keys::Keys;
pub use suspects::Suspects;
pub use trial::Trial;
