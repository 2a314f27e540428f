//! What a check says as a whole: findings in order, true counts, and a ledger of every rule.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};

use crate::finding::{Card, Counts, Evidence, Fact, Severity, Tally, Undecided, Violation};
use crate::path::Pointer;
use crate::policy::{Authority, Waived};
use crate::rule::Findings;
use crate::rules::{self, Ledger};
use crate::vocab::{Date, Lang, Say};

/// The version of the form in which a report is written.
const FORMAT: u32 = 1;

/// Everything that a check found, in a fixed order: by line, place, severity and rule.
///
/// A report can be merged with others, written as JSON, read back, and rendered in either language. As an error it says
/// its violations in English.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    as_of: Option<Date>,
    ledger: Ledger,
    findings: Findings,
}

impl Report {
    /// What was found in one record.
    pub(crate) fn new(as_of: Option<Date>, ledger: Ledger, mut findings: Findings) -> Self {
        findings.sort();
        Self { as_of, ledger, findings }
    }

    /// The date that the check spoke of.
    #[must_use]
    pub fn as_of(&self) -> Option<Date> {
        self.as_of
    }

    /// How many there are of everything, kept or not.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.findings.counts
    }

    /// Whether something was counted that is not told: findings past the limits, or input that was not read.
    #[must_use]
    pub fn truncated(&self) -> bool {
        self.findings.truncated
    }

    /// The violations, in order.
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        &self.findings.violations
    }

    /// What could not be judged, in order.
    #[must_use]
    pub fn undecided(&self) -> &[Undecided] {
        &self.findings.undecided
    }

    /// What is in order, and what proves it; empty unless it was asked for.
    #[must_use]
    pub fn evidence(&self) -> &[Evidence] {
        &self.findings.evidence
    }

    /// How often every rule came to each of its outcomes.
    #[must_use]
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Whether no rule of the record objects, so that the record may be admitted.
    #[must_use]
    pub fn admits(&self) -> bool {
        !self.findings.refused
    }

    /// Says of every finding that it belongs to the record on this line of a stream.
    #[cfg_attr(not(feature = "json"), allow(dead_code, reason = "only a reader of text finds it"))]
    pub(crate) fn set_line(&mut self, line: u64) {
        self.findings.violations.iter_mut().for_each(|violation| violation.line = Some(line));
        self.findings.undecided.iter_mut().for_each(|undecided| undecided.line = Some(line));
        self.findings.evidence.iter_mut().for_each(|evidence| evidence.line = Some(line));
    }

    /// Adds what was found in another record or stream. Of each rule at most `findings` findings are kept.
    ///
    /// Counts and ledger always stay true.
    pub fn absorb(&mut self, other: Report, findings: usize) {
        self.as_of = self.as_of.or(other.as_of);
        if other.findings.is_empty() {
            self.findings.counts.add(other.findings.counts);
        } else {
            self.findings.absorb(other.findings, self.ledger.clone(), findings);
        }
        self.ledger.add(&other.ledger);
    }

    /// Whether there is nothing to tell: no violation, and everything was read.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        let counts = self.counts();
        counts.error == 0 && counts.warning == 0 && counts.info == 0 && !self.truncated()
    }
}

impl Findings {
    fn is_empty(&self) -> bool {
        self.violations.is_empty() && self.undecided.is_empty() && self.evidence.is_empty() && !self.truncated
    }

    fn sort(&mut self) {
        self.violations.sort_by(|a, b| a.order().cmp(&b.order()));
        self.undecided.sort_by(|a, b| a.order().cmp(&b.order()));
        self.evidence.sort_by(|a, b| a.order().cmp(&b.order()));
    }

    /// `before` is the ledger of what was counted before; it tells how many findings of a rule are kept already.
    fn absorb(&mut self, other: Self, mut before: Ledger, limit: usize) {
        let limit = limit as u64;
        let (violations, undecided, evidence) = (self.violations.len(), self.undecided.len(), self.evidence.len());
        self.counts.add(other.counts);
        self.refused |= other.refused;
        self.truncated |= other.truncated;
        for violation in other.violations {
            let tally = before.of(violation.card);
            if tally.violated < limit {
                tally.violated += 1;
                self.violations.push(violation);
            } else {
                self.truncated = true;
            }
        }
        for undecided in other.undecided {
            let tally = before.of(undecided.card);
            if tally.undecided < limit {
                tally.undecided += 1;
                self.undecided.push(undecided);
            } else {
                self.truncated = true;
            }
        }
        for evidence in other.evidence {
            let tally = before.of(evidence.card);
            if tally.met < limit {
                tally.met += 1;
                self.evidence.push(evidence);
            }
        }
        // The lines of a stream come in order; nothing has to be sorted again.
        let in_order = is_in_order_at(&self.violations, violations, Violation::order)
            && is_in_order_at(&self.undecided, undecided, Undecided::order)
            && is_in_order_at(&self.evidence, evidence, Evidence::order);
        if !in_order {
            self.sort();
        }
    }
}

/// Whether the items from `place` on, which are in order among themselves, come after those before it.
fn is_in_order_at<'f, T, K: Ord>(items: &'f [T], place: usize, order: impl Fn(&'f T) -> K) -> bool {
    match (place.checked_sub(1).and_then(|last| items.get(last)), items.get(place)) {
        (Some(last), Some(next)) => order(last) <= order(next),
        _ => true,
    }
}

impl fmt::Display for Report {
    /// A line for every violation, in English.
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = self.counts();
        write!(to, "errors: {}, warnings: {}", counts.error, counts.warning)?;
        for violation in self.violations() {
            write!(to, "\n{violation}")?;
        }
        Ok(())
    }
}

impl Say for Report {
    /// What there is of everything, and a line for every violation.
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.counts().say(lang, to)?;
        for violation in self.violations() {
            let (path, rule) = (violation.path().in_lang(lang).to_string(), violation.rule());
            let (severity, path) = (violation.severity(), path.trim_end());
            let severity = severity.in_lang(lang);
            let message = violation.message(lang);
            match (violation.line(), lang) {
                (None, _) => write!(to, "\n{severity} {path} [{rule}] {message}")?,
                (Some(line), Lang::Zh) => write!(to, "\n第 {line} 行 {severity} {path} [{rule}] {message}")?,
                (Some(line), Lang::En) => write!(to, "\nline {line}: {severity} {path} [{rule}] {message}")?,
            }
            to.write_str(match (violation.waived(), lang) {
                (None, _) => "",
                (Some(_), Lang::Zh) => "（已豁免）",
                (Some(_), Lang::En) => " (waived)",
            })?;
        }
        Ok(())
    }
}

impl std::error::Error for Report {}

#[derive(Serialize)]
struct Message {
    zh: String,
    en: String,
}

struct Facts<'v>(&'v Violation);

impl Serialize for Facts<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut facts = to.serialize_map(None)?;
        for (name, fact) in self.0.facts() {
            facts.serialize_entry(name, fact)?;
        }
        facts.end()
    }
}

impl Serialize for Violation {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut violation = to.serialize_map(None)?;
        violation.serialize_entry("rule", self.rule())?;
        violation.serialize_entry("severity", &self.severity)?;
        if let Some(line) = self.line {
            violation.serialize_entry("line", &line)?;
        }
        violation.serialize_entry("path", &self.path)?;
        violation.serialize_entry("facts", &Facts(self))?;
        let message = Message { zh: self.message(Lang::Zh), en: self.message(Lang::En) };
        violation.serialize_entry("message", &message)?;
        if let Some(authority) = &self.demanded_by {
            violation.serialize_entry("demanded_by", authority.as_ref())?;
        }
        if !self.related.is_empty() {
            violation.serialize_entry("related", &self.related)?;
        }
        if let Some(line) = self.related_line {
            violation.serialize_entry("related_line", &line)?;
        }
        if let Some(waiver) = &self.waived {
            violation.serialize_entry("waived", waiver.as_ref())?;
        }
        violation.end()
    }
}

/// The form of [`Undecided`] and [`Evidence`] on the wire.
#[derive(Serialize, Deserialize)]
struct Judgment<'j> {
    #[serde(borrow)]
    rule: std::borrow::Cow<'j, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    path: Pointer,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    because: Vec<Pointer>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    needs_date: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    demanded_by: Option<Authority>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    proof: Vec<Pointer>,
}

impl Serialize for Undecided {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Judgment {
            rule: self.rule().into(),
            line: self.line,
            path: self.path.clone(),
            because: self.because.clone(),
            needs_date: self.needs_date,
            demanded_by: self.demanded_by.as_deref().cloned(),
            proof: Vec::new(),
        }
        .serialize(to)
    }
}

impl Serialize for Evidence {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Judgment {
            rule: self.rule().into(),
            line: self.line,
            path: self.path.clone(),
            because: Vec::new(),
            needs_date: false,
            demanded_by: None,
            proof: self.proof.clone(),
        }
        .serialize(to)
    }
}

impl Serialize for Ledger {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut ledger = to.serialize_map(None)?;
        for (card, tally) in self.iter().filter(|(_, tally)| tally.total() > 0) {
            ledger.serialize_entry(card.id, &tally)?;
        }
        ledger.end()
    }
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut report = to.serialize_map(None)?;
        report.serialize_entry("format", &FORMAT)?;
        report.serialize_entry("as_of", &self.as_of)?;
        report.serialize_entry("counts", &self.counts())?;
        report.serialize_entry("truncated", &self.truncated())?;
        report.serialize_entry("violations", self.violations())?;
        report.serialize_entry("undecided", self.undecided())?;
        if !self.evidence().is_empty() {
            report.serialize_entry("evidence", self.evidence())?;
        }
        report.serialize_entry("ledger", &self.ledger)?;
        // Only where the violation that refuses was not kept: otherwise it says so itself.
        if self.findings.refused && !self.violations().iter().any(Violation::refuses_admission) {
            report.serialize_entry("refused", &true)?;
        }
        report.end()
    }
}

fn card<E: de::Error>(id: &str) -> Result<&'static Card, E> {
    rules::by_id(id).ok_or_else(|| E::custom(format_args!("this version knows no rule `{id}`")))
}

/// Facts as they were read, in any order.
struct ReadFacts(Vec<(String, Fact)>);

impl<'de> Deserialize<'de> for ReadFacts {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Entries;

        impl<'de> Visitor<'de> for Entries {
            type Value = ReadFacts;

            fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str("facts by name")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ReadFacts, A::Error> {
                let mut facts = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    facts.push(entry);
                }
                Ok(ReadFacts(facts))
            }
        }

        from.deserialize_map(Entries)
    }
}

#[derive(Deserialize)]
struct ReadViolation {
    rule: String,
    severity: Severity,
    #[serde(default)]
    line: Option<u64>,
    path: Pointer,
    facts: ReadFacts,
    #[serde(default)]
    demanded_by: Option<Authority>,
    #[serde(default)]
    related: Vec<Pointer>,
    #[serde(default)]
    related_line: Option<u64>,
    #[serde(default)]
    waived: Option<Waived>,
}

impl ReadViolation {
    fn into_violation<E: de::Error>(self) -> Result<Violation, E> {
        let card = card::<E>(&self.rule)?;
        let mut read = self.facts.0;
        let mut facts = Vec::with_capacity(card.facts.len());
        for name in card.facts {
            let place = read
                .iter()
                .position(|(known, _)| known == name)
                .ok_or_else(|| E::custom(format_args!("a violation of `{}` must have the fact `{name}`", card.id)))?;
            facts.push(read.swap_remove(place).1);
        }
        Ok(Violation {
            card,
            severity: self.severity,
            line: self.line,
            path: self.path,
            facts,
            demanded_by: self.demanded_by.map(Arc::new),
            related: self.related,
            related_line: self.related_line,
            waived: self.waived.map(Arc::new),
        })
    }
}

/// Rules that this version does not know are an error, since their counts would be lost.
impl<'de> Deserialize<'de> for Ledger {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Entries;

        impl<'de> Visitor<'de> for Entries {
            type Value = Ledger;

            fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str("tallies by rule")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Ledger, A::Error> {
                let mut ledger = Ledger::default();
                while let Some((id, tally)) = map.next_entry::<String, Tally>()? {
                    if !ledger.set(&id, tally) {
                        return Err(de::Error::custom(format_args!("this version knows no rule `{id}`")));
                    }
                }
                Ok(ledger)
            }
        }

        from.deserialize_map(Entries)
    }
}

#[derive(Deserialize)]
struct ReadReport<'r> {
    format: u32,
    as_of: Option<Date>,
    counts: Counts,
    truncated: bool,
    violations: Vec<ReadViolation>,
    #[serde(borrow)]
    undecided: Vec<Judgment<'r>>,
    #[serde(borrow, default)]
    evidence: Vec<Judgment<'r>>,
    ledger: Ledger,
    #[serde(default)]
    refused: bool,
}

/// Reads a report back, so that it can be rendered again in either language. Messages are not read: they are rendered
/// from the facts.
impl<'de> Deserialize<'de> for Report {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let read = ReadReport::deserialize(from)?;
        if read.format != FORMAT {
            return Err(de::Error::custom(format_args!(
                "the report is written in form {}, this version reads {FORMAT}",
                read.format
            )));
        }
        let violations = read
            .violations
            .into_iter()
            .map(ReadViolation::into_violation::<D::Error>)
            .collect::<Result<Vec<_>, _>>()?;
        let refused = read.refused || violations.iter().any(Violation::refuses_admission);
        let undecided = read
            .undecided
            .into_iter()
            .map(|read| {
                Ok(Undecided {
                    card: card(&read.rule)?,
                    line: read.line,
                    path: read.path,
                    because: read.because,
                    needs_date: read.needs_date,
                    demanded_by: read.demanded_by.map(Arc::new),
                })
            })
            .collect::<Result<Vec<_>, D::Error>>()?;
        let evidence = read
            .evidence
            .into_iter()
            .map(|read| Ok(Evidence { card: card(&read.rule)?, line: read.line, path: read.path, proof: read.proof }))
            .collect::<Result<Vec<_>, D::Error>>()?;
        let findings = Findings {
            violations,
            undecided,
            evidence,
            counts: read.counts,
            refused,
            truncated: read.truncated,
            used: BTreeSet::new(),
            perhaps: BTreeMap::new(),
            stood_for: BTreeMap::new(),
        };
        Ok(Self { as_of: read.as_of, ledger: read.ledger, findings })
    }
}
