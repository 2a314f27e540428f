//! The same without an engine: a stream on one thread, or a stream on each.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::Path;
use std::thread;

use neighborhood_center::json;
use neighborhood_center::records::CenterDraft;
use neighborhood_center::rollup::DistrictSummary;

use crate::checker::Checker;

/// What the lines of files come to, read one after the other.
///
/// # Errors
/// Those of reading.
pub fn summary_of_files<P: AsRef<Path>>(
    files: impl IntoIterator<Item = P>,
    checker: &Checker,
) -> io::Result<DistrictSummary> {
    let mut summary = DistrictSummary::default();
    for file in files {
        let from = BufReader::with_capacity(1 << 17, File::open(file)?);
        for line in json::lines::<CenterDraft, _>(from, checker.context(), checker.options()) {
            checker.add(line?.reading(), &mut summary);
        }
    }
    Ok(summary)
}

/// The same, with the files dealt out to so many threads, and what they come to merged. Threads share nothing, so that they might as well
/// be processes on many machines.
///
/// # Errors
/// Those of reading.
pub fn summary_in_shards(
    files: &[impl AsRef<Path> + Sync],
    threads: usize,
    checker: &Checker,
) -> io::Result<DistrictSummary> {
    let threads = threads.clamp(1, files.len().max(1));
    thread::scope(|scope| {
        let shard =
            |first: usize| scope.spawn(move || summary_of_files(files.iter().skip(first).step_by(threads), checker));
        let shards: Vec<_> = (0..threads).map(shard).collect();
        let mut all = DistrictSummary::default();
        for shard in shards {
            all.merge(shard.join().map_err(|_| io::Error::other("a thread has ended early"))??);
        }
        Ok(all)
    })
}
