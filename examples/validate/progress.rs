//! A bar on the terminal while a long file is read.

use std::fs::File;
use std::io::{self, IsTerminal, Read};

use indicatif::{ProgressBar, ProgressStyle};

/// Shorter files are done before anybody could look.
const LONG: u64 = 4 << 20;

/// The file, to be read; behind a bar if it is long and somebody may be watching. The bar goes when reading ends.
pub(crate) fn watch(file: File) -> io::Result<Box<dyn Read + Send>> {
    let size = file.metadata()?.len();
    if size <= LONG || !io::stderr().is_terminal() {
        return Ok(Box::new(file));
    }
    let bar = ProgressBar::new(size);
    // A template that does not parse would only cost the looks.
    if let Ok(style) = ProgressStyle::with_template("{bytes} / {total_bytes} [{bar:40}] {eta}") {
        bar.set_style(style.progress_chars("=> "));
    }
    Ok(Box::new(Watched { file, bar }))
}

struct Watched {
    file: File,
    bar: ProgressBar,
}

impl Read for Watched {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(into)?;
        self.bar.inc(read as u64);
        Ok(read)
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
