//! The command line.

use std::ops::Range;

use lexopt::{Arg, Parser, ValueExt};

use crate::corpus::Recipe;

/// What the arguments ask for.
pub(crate) enum Wish {
    Help,
    Make(Args),
}

/// What to make.
pub(crate) struct Args {
    records: u64,
    first: u64,
    pub(crate) recipe: Recipe,
}

impl Args {
    /// The numbers of the records.
    pub(crate) fn numbers(&self) -> Range<u64> {
        self.first..self.first.saturating_add(self.records)
    }
}

/// Reads the arguments to the end.
pub(crate) fn read(mut from: Parser) -> Result<Wish, lexopt::Error> {
    let recipe = Recipe { seed: 20_230_811, faults_per_hundred: 5, twice_per_hundred: 0, escaped: false };
    let mut args = Args { records: 3, first: 0, recipe };
    while let Some(arg) = from.next()? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Ok(Wish::Help),
            Arg::Long("records") => args.records = from.value()?.parse()?,
            Arg::Long("first") => args.first = from.value()?.parse()?,
            Arg::Long("fault-rate") => args.recipe.faults_per_hundred = from.value()?.parse_with(hundredths)?,
            Arg::Long("twice-rate") => args.recipe.twice_per_hundred = from.value()?.parse_with(hundredths)?,
            Arg::Long("seed") => args.recipe.seed = from.value()?.parse()?,
            Arg::Long("escaped") => args.recipe.escaped = true,
            other => return Err(other.unexpected()),
        }
    }
    Ok(Wish::Make(args))
}

/// A share from 0 to 1 as hundredths, of which nothing may be left over: `0`, `0.05`, `0.5`, `1`.
fn hundredths(text: &str) -> Result<u64, &'static str> {
    const EXPECTED: &str = "it is a number from 0 to 1 with at most two decimals";

    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() != 1 || decimals.len() > 2 || !digits(whole) || !digits(decimals) {
        return Err(EXPECTED);
    }
    let hundredths = format!("{whole}{decimals:0<2}").parse().map_err(|_| EXPECTED)?;
    if hundredths <= 100 { Ok(hundredths) } else { Err(EXPECTED) }
}
