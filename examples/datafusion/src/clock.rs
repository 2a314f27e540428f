//! What a way takes.

use std::fs;
use std::io::{self, Write};
use std::time::{Duration, Instant};

/// A clock that is read once for every way.
pub(crate) struct Clock {
    began: Instant,
    before: Option<Duration>,
}

impl Clock {
    pub(crate) fn start() -> Self {
        Self { began: Instant::now(), before: processor_time() }
    }

    /// Tells what it took since the clock was last read: seconds, seconds of all processors together, records a second.
    pub(crate) fn tell(&mut self, to: &mut impl Write, way: &str, records: u64, outcome: &str) -> io::Result<()> {
        let seconds = self.began.elapsed().as_secs_f64();
        let processor = processor_time().zip(self.before).map(|(now, before)| now.saturating_sub(before));
        let processor = processor.map_or_else(|| "-".to_owned(), |time| format!("{:.2}", time.as_secs_f64()));
        writeln!(to, "{way:<44}{seconds:>9.2}{processor:>12}{:>13.0}  {outcome}", records as f64 / seconds)?;
        *self = Self::start();
        Ok(())
    }
}

/// What all threads of this process have taken so far, if the system is Linux and says so. It counts in hundredths of a second.
fn processor_time() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program, in brackets, may hold spaces.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let (user, system) = (fields.next()?.parse::<u64>().ok()?, fields.next()?.parse::<u64>().ok()?);
    Some(Duration::from_millis((user + system) * 10))
}
