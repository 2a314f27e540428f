//! The neighborhood center (邻里中心) as pure types and rules, with a validation that other programs embed.
//!
//! A neighborhood center is a one-stop home of public services for the residents of a community. This crate gives it
//! types that hold no nonsense, reads other people's data about it without ever stopping at the first fault, and says in
//! Chinese and English what is wrong, what is missing, and what could not be judged.
//!
//! # The flow
//!
//! ```text
//!  bytes ─read─▶ CenterDraft ─┬─ faults of shape ───────────┐
//!               (every value   ├─ rules of the record: is ───┼─▶ Report ─▶ 中文 | English | JSON
//!                parsed once)  └─ rules of policy: ought ────┘      │
//!  Context { date, policy } ───────────▲                            └─ no rule of the record objects?
//!                                                                         └─ admit ─▶ Center ─▶ coverage, your app
//!                                                                                       └─▶ draft again, to edit
//! ```
//!
//! - A **draft** holds whatever came: each [`Field`](field::Field) is missing, malformed or given.
//! - A **rule** comes to one of four outcomes: met, violated, undecided, not applicable. What is missing or malformed
//!   makes a rule undecided; it is never taken for a fault twice.
//! - A **report** holds every violation with a stable rule id, a JSON Pointer and typed facts, everything that could not be
//!   judged and why, and a ledger that shows what was looked at.
//! - A **model** ([`Center`](records::Center), [`District`](records::District)) can only be made from a draft to which no
//!   rule of the record objects. Rules of policy never refuse.
//!
//! ```
//! # #[cfg(feature = "json")] {
//! use neighborhood_center::records::CenterDraft;
//! use neighborhood_center::vocab::Lang;
//! use neighborhood_center::{Context, Options, json};
//!
//! let text = r#"{
//!     "id": "5a0c3f5e-0000-4000-8000-000000000001",
//!     "name": "石油社区邻里中心",
//!     "services": [{ "key": "gym", "name": "健身", "functions": ["sprots"] }]
//! }"#;
//! let reading = json::read_str::<CenterDraft>(text, &Context::default(), &Options::default());
//! let fault = &reading.report().violations()[0];
//! assert_eq!(fault.path().as_str(), "/services/0/functions/0");
//! assert_eq!(fault.rule(), "malformed-value");
//! assert!(fault.message(Lang::En).contains("did you mean `sports`?"));
//! # }
//! ```
//!
//! # Pure
//!
//! Nothing here reads a clock, a file or a random number. The date that a check speaks of and the policy are arguments:
//! the same input gives the same bytes.
//!
//! # Features
//!
//! - `json` (default): [`json`], the reader for documents and NDJSON streams.
//! - `parallel`: `json::par_lines` and `json::par_check_lines`, for streams on all cores.
//! - `proptest`: `strategies`, for property tests of programs that embed this crate.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(all(doctest, feature = "json"), doc = include_str!("../README.md"))]

pub mod vocab;

pub mod path;

mod limits;

mod label;

pub mod field;

mod record;

pub mod records;

pub mod calendar;

mod offer;

pub mod hours;

mod occasions;

pub mod policy;

pub mod finding;

mod context;

mod ruling;

mod rule;

pub mod rules;

mod wording;

mod judge;

pub mod report;

pub mod explain;

mod check;

pub mod simulate;

mod scene;

pub mod lint;

pub mod advise;

pub mod coverage;

pub mod schedule;

pub mod rollup;

pub mod eligibility;

pub mod twice;

#[cfg(feature = "json")]
pub mod json;

#[cfg(feature = "proptest")]
pub mod strategies;

pub use check::{Check, Options, admit, admit_with, check, check_with, explain};
pub use context::Context;
pub use limits::Limits;
pub use offer::Offer;
pub use report::Report;
