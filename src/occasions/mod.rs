//! Occasions: what the services of a center amount to in time. Each is a time at which some functions are offered to some people.
//!
//! Rules read them from a draft, and answers about a checked center from the model; which sessions count, and for whom, is
//! known in one place.

mod assemble;
mod months;
mod of_center;
mod of_draft;
mod on;
mod part;
mod times;
mod whom;

pub(crate) use months::Months;
pub(crate) use of_center::occasions_of;
pub(crate) use of_draft::occasions_of_draft;
pub(crate) use on::On;
pub(crate) use part::{Occasion, Occasions, Origin};
pub(crate) use times::{Besides, Setting, Weekly};
pub(crate) use whom::Level;
