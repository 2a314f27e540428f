//! Files of records that are made up.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::args::Args;
use crate::corpus::{self, Recipe};

const RECIPE: Recipe = Recipe { seed: 20_230_811, faults_per_hundred: 5, twice_per_hundred: 0, escaped: false };

/// Makes the records of the example `generate`, of which one in twenty has a fault, in files that follow one another.
pub(crate) fn files(args: &Args, place: &Path) -> io::Result<Vec<PathBuf>> {
    let first = |file: u64| (u128::from(args.records) * u128::from(file) / u128::from(args.files)) as u64;
    let make = |file: u64| {
        let path = place.join(format!("{file:04}.ndjson"));
        let mut to = BufWriter::new(File::create(&path)?);
        for number in first(file)..first(file + 1) {
            to.write_all(corpus::record(number, &RECIPE).as_bytes())?;
            to.write_all(b"\n")?;
        }
        to.flush()?;
        Ok(path)
    };
    (0..args.files).map(make).collect()
}
