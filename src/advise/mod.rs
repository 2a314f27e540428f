//! What a center lacks: the smallest set of additions with which it meets what is asked of it.
//!
//! The rules that check a center are the ones that are asked here too, before and after: what they find violated is advised
//! on, what they leave undecided is not.

mod addition;
mod advice;
mod apply;
mod bench;
mod cover;
mod plan;
mod times;

pub use addition::Addition;
pub use advice::{Advice, LeftOpen};
pub use plan::advise;
