//! A table that stays aligned where characters are two columns wide.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

/// What stands between two columns.
const GAP: usize = 2;
/// The least width of the columns after the first.
const LEAST: usize = 4;

/// Writes rows of as many cells each: the first column begins at the left, the others end at the right, so that every
/// row is as wide as every other and none ends in blanks.
///
/// Cells should hold no character whose width depends on the terminal, such as `●` or `─`.
pub(crate) fn write<const N: usize>(rows: &[[String; N]], indent: &str, to: &mut impl Write) -> io::Result<()> {
    let mut widths = [LEAST; N];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    for row in rows {
        write!(to, "{indent}")?;
        for (place, (cell, width)) in row.iter().zip(widths).enumerate() {
            let blank = width - cell.width();
            if place == 0 {
                write!(to, "{cell}{:blank$}", "")?;
            } else {
                write!(to, "{:1$}{cell}", "", GAP + blank)?;
            }
        }
        writeln!(to)?;
    }
    Ok(())
}
