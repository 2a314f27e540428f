//! `repeated-field`: no object has the same key twice.
//!
//! **Demands** that a field is given once. Of several values the first is read; the others are told and not read.
//! **Basis**: the data standard; RFC 8259 §4 says that the names of an object should be unique.
//! *Met* once for every object without a repeated field; *violated* by a field that is there again; never *undecided* or
//! *not applicable*.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::Phrase;

pub(crate) static CARD: Card = Card {
    id: "repeated-field",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("字段重复", "a field is given more than once"),
    facts: &["field", "times"],
    says: Phrase::new(
        "{field}出现了 {times} 次，只读取第一次",
        "{field} is given {times} times; only the first is read",
    ),
    help: Phrase::new("请只保留一个{field}", "keep one {field}"),
};

pub(crate) fn check(field: &'static str, times: u64, at: &Path<'_>, probe: &mut Probe<'_>) {
    probe.violated(Breach::at(at, [Fact::Field(field.into()), Fact::Count(times)]));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::rule::judge;
    use crate::vocab::Lang;

    #[test]
    fn a_field_that_is_there_again_is_an_error_with_how_often_it_is_there() {
        let (tally, findings) = judge(&CARD, |probe| check("name", 3, &Path::ROOT.key("name"), probe));
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/name");
        assert_eq!(violation.related(), []);
        assert!(violation.refuses_admission());
        assert_eq!(violation.message(Lang::Zh), "“名称”（name）出现了 3 次，只读取第一次");
        assert_eq!(violation.message(Lang::En), "`name` is given 3 times; only the first is read");
        assert_eq!(violation.help(Lang::Zh), "请只保留一个“名称”（name）");
        assert_eq!(violation.help(Lang::En), "keep one `name`");
    }
}
