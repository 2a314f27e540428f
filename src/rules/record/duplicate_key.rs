//! `duplicate-key`: within a list, every key names one item.
//!
//! **Demands** that no two sites, spaces, services, activities, people or teams of a center, and no two classes of an activity,
//! have the same key.
//! **Basis**: the data standard; other items refer to these keys.
//! *Met* once for every list whose keys differ; *violated* by every item whose key an earlier item has; items without a
//! well-formed key are left to other rules; *not applicable* where no item has a key.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::rule::{Probe, STANDARD};
use crate::rules::repeats::all_differ;
use crate::vocab::{Key, Phrase};

pub(crate) static CARD: Card = Card {
    id: "duplicate-key",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("键重复", "two items have the same key"),
    facts: &["key"],
    says: Phrase::new("键 {key} 已用于前面的一项", "the key `{key}` is taken by an earlier item"),
    help: Phrase::new("请给每一项不同的键", "give each item a key of its own"),
};

/// `keys` are the keys of one list, each with the place of its item.
pub(crate) fn check<'d>(keys: impl Iterator<Item = (usize, &'d Key)> + Clone, list: &Path<'_>, probe: &mut Probe<'_>) {
    all_differ(keys, (list, "key"), |key| Fact::text(key.as_str()), probe);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::rule::{Findings, judge};
    use crate::vocab::Lang;

    /// The keys with their places; an item without a readable key leaves a gap in the places.
    fn look(keys: &[(usize, &str)]) -> (Tally, Findings) {
        let keys: Vec<(usize, Key)> = keys.iter().map(|(place, key)| (*place, key.parse().unwrap())).collect();
        let list = Path::ROOT.key("spaces");
        judge(&CARD, |probe| check(keys.iter().map(|(place, key)| (*place, key)), &list, probe))
    }

    #[test]
    fn keys_that_differ_are_in_order_once_a_list() {
        assert_eq!(look(&[(0, "yuedufang")]).0, Tally { met: 1, ..Tally::default() });
        assert_eq!(look(&[(0, "yuedufang"), (1, "taoleyuan")]).0, Tally { met: 1, ..Tally::default() });
    }

    #[test]
    fn every_item_with_an_earlier_key_points_at_the_first_that_has_it() {
        let (tally, findings) = look(&[(0, "hall"), (2, "yard"), (3, "hall"), (7, "hall")]);
        assert_eq!(tally, Tally { violated: 2, ..Tally::default() });
        let places: Vec<_> = findings.violations.iter().map(|violation| violation.path().as_str()).collect();
        assert_eq!(places, ["/spaces/3/key", "/spaces/7/key"]);
        for violation in &findings.violations {
            assert_eq!(violation.related(), ["/spaces/0/key".parse().unwrap()]);
        }
    }

    #[test]
    fn a_list_without_keys_is_not_judged() {
        assert_eq!(look(&[]).0, Tally { not_applicable: 1, ..Tally::default() });
    }

    #[test]
    fn a_violation_names_the_key() {
        let (_, findings) = look(&[(0, "yuedufang"), (1, "yuedufang")]);
        let violation = &findings.violations[0];
        assert!(violation.refuses_admission());
        assert_eq!(violation.message(Lang::Zh), "键 yuedufang 已用于前面的一项");
        assert_eq!(violation.message(Lang::En), "the key `yuedufang` is taken by an earlier item");
        assert_eq!(violation.help(Lang::Zh), "请给每一项不同的键");
        assert_eq!(violation.help(Lang::En), "give each item a key of its own");
    }
}
