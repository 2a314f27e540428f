//! What is wrong, where, and who asks for what is missing: by severity, then by rule; what is waived comes last.

use neighborhood_center::finding::{Severity, Violation};
use neighborhood_center::path::Pointer;
use neighborhood_center::rules;
use neighborhood_center::vocab::{Lang, Phrase};
use serde::Serialize;

use crate::document::Document;
use crate::names;
use crate::words::{both, said};

/// How many findings of a rule are told; the others are counted.
const SHOWN: usize = 40;

/// What one rule found, of one severity.
#[derive(Serialize)]
pub(crate) struct Found {
    severity: &'static str,
    rule: &'static str,
    title: Phrase,
    count: usize,
    more: usize,
    items: Vec<Item>,
    /// What all items share; else it stands in each.
    by: Option<Phrase>,
    help: Option<Phrase>,
}

/// One finding.
#[derive(Serialize)]
struct Item {
    place: Phrase,
    /// The number of the center that it is about.
    center: Option<usize>,
    message: Phrase,
    by: Option<Phrase>,
    help: Option<Phrase>,
    waived: Option<Waived>,
}

/// Why something is waived, and by whom.
#[derive(Serialize)]
struct Waived {
    reason: String,
    by: Phrase,
    until: Phrase,
}

/// All findings.
pub(crate) fn findings(document: &Document) -> Vec<Found> {
    let (waived, counted): (Vec<&Violation>, Vec<&Violation>) =
        document.report.violations().iter().partition(|violation| violation.waived().is_some());
    let mut all = Vec::new();
    for severity in Severity::ALL {
        let of = |violation: &&&Violation| violation.severity() == severity;
        let of_severity: Vec<&Violation> = counted.iter().filter(of).copied().collect();
        by_rule(document, severity.as_str(), &of_severity, &mut all);
    }
    by_rule(document, "waived", &waived, &mut all);
    all
}

fn by_rule(document: &Document, severity: &'static str, found: &[&Violation], to: &mut Vec<Found>) {
    for card in rules::all() {
        let of_rule: Vec<&Violation> = found.iter().copied().filter(|found| found.rule() == card.id).collect();
        if of_rule.is_empty() {
            continue;
        }
        let (by, help) = (shared(&of_rule, by), shared(&of_rule, help));
        to.push(Found {
            severity,
            rule: card.id,
            title: card.title.clone(),
            count: of_rule.len(),
            more: of_rule.len().saturating_sub(SHOWN),
            items: of_rule.iter().take(SHOWN).map(|it| item(document, it, by.is_some(), help.is_some())).collect(),
            by,
            help,
        });
    }
}

fn item(document: &Document, violation: &Violation, by_is_shared: bool, help_is_shared: bool) -> Item {
    Item {
        place: place(document, violation.path()),
        center: center_of(violation.path()),
        message: both(|lang| violation.message(lang)),
        by: by(violation).filter(|_| !by_is_shared),
        help: help(violation).filter(|_| !help_is_shared),
        waived: violation.waived().map(|waived| Waived {
            reason: waived.reason().to_string(),
            by: said(waived.by()),
            until: said(&waived.until()),
        }),
    }
}

fn by(violation: &Violation) -> Option<Phrase> {
    violation.demanded_by().map(said)
}

fn help(violation: &Violation) -> Option<Phrase> {
    let help = both(|lang| violation.help(lang));
    (!help.text(Lang::Zh).is_empty()).then_some(help)
}

/// What something comes to for all the findings, if that is the same.
fn shared(found: &[&Violation], of: impl Fn(&Violation) -> Option<Phrase>) -> Option<Phrase> {
    let (first, others) = found.split_first()?;
    let first = of(first);
    others.iter().all(|other| of(other) == first).then_some(first).flatten()
}

/// Where something stands, by the names of the record and its part.
pub(crate) fn place(document: &Document, place: &Pointer) -> Phrase {
    let steps: Vec<&str> = place.as_str().split('/').skip(1).collect();
    both(|lang| {
        let mut words = Vec::new();
        names::in_district(&document.district, &steps, lang, &mut words);
        match words.is_empty() {
            true => Phrase::new("全区资料", "the district's own data").text(lang).to_owned(),
            false => words.join(" · "),
        }
    })
}

/// The number of the center in which something stands.
fn center_of(place: &Pointer) -> Option<usize> {
    let place = place.as_str().strip_prefix("/centers/")?.split('/').next()?;
    place.parse::<usize>().ok().map(|place| place + 1)
}
