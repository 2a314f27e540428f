//! What the functions check a record with.

use std::hash::{Hash, Hasher};

use neighborhood_center::json::{self, Reading};
use neighborhood_center::records::CenterDraft;
use neighborhood_center::rollup::DistrictSummary;
use neighborhood_center::{Context, Options};

/// What the functions check a record with: the day that is spoken of, the policy, the bounds.
///
/// An engine sends functions to its machines by their names only. Each machine has to have registered them with the same checker, or
/// parts of one result would speak of different days or policies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checker {
    context: Context,
    options: Options,
}

impl Checker {
    /// One that checks in this context, within these bounds.
    #[must_use]
    pub fn new(context: Context, options: Options) -> Self {
        Self { context, options }
    }

    /// The context of every check.
    #[must_use]
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// The bounds of every check.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Reads and checks what stands in one row. `None` is a blank row, which holds no record, as an empty line of a stream does not.
    #[must_use]
    pub fn read(&self, row: &[u8]) -> Option<Reading<CenterDraft>> {
        let text = row.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(row);
        let is_blank = text.iter().all(u8::is_ascii_whitespace);
        (!is_blank).then(|| json::read_slice(row, &self.context, &self.options))
    }

    /// Adds what was read to a summary.
    pub fn add(&self, reading: &Reading<CenterDraft>, to: &mut DistrictSummary) {
        match reading.draft() {
            Some(center) => to.add_center(center, reading.report(), &self.context),
            None => to.add_unread(reading.report()),
        }
    }
}

/// The engine asks for it, to tell expressions apart. A policy has no hash; equality looks at all of it.
impl Hash for Checker {
    fn hash<H: Hasher>(&self, to: &mut H) {
        self.context.date().hash(to);
        self.options.limits.hash(to);
    }
}

#[cfg(test)]
mod tests {
    use neighborhood_center::vocab::Date;

    use super::*;

    fn checker() -> Checker {
        Checker::new(Context::default(), Options::default())
    }

    #[test]
    fn a_blank_row_holds_no_record_and_a_broken_one_has_a_report() {
        for blank in [&b""[..], b" \t\r", b"\xEF\xBB\xBF", b"\xEF\xBB\xBF "] {
            assert!(checker().read(blank).is_none(), "{blank:?}");
        }
        for broken in [&b"{"[..], b"\xFF", b"null", b"\0"] {
            assert!(!checker().read(broken).unwrap().report().admits(), "{broken:?}");
        }
    }

    #[test]
    fn checkers_of_different_days_differ() {
        let later = Checker::new(Context::default().as_of(Date::new(2023, 8, 11).unwrap()), Options::default());
        assert_eq!(checker(), checker());
        assert_ne!(checker(), later);
    }
}
