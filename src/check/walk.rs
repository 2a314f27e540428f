//! The walk over a record, in which every rule looks at what it is about, once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::around::Around;
use super::options::Options;
use crate::context::Context;
use crate::explain::Explanation;
use crate::field::{Draft, Field, Found, Limit, List, Malformed, ShapeFault, ShapeSink, StrayKeys};
use crate::finding::Fact;
use crate::limits::Sound;
use crate::path::{Path, Pointer};
use crate::record::Model;
use crate::records::SourceDraft;
use crate::report::Report;
use crate::rule::{Findings, Probe};
use crate::rules::record::unknown_field::Stray;
use crate::rules::record::unknown_reference::Target;
use crate::rules::{Ledger, Rule, record};
use crate::ruling::Ruling;
use crate::vocab::{CircumstanceSet, Flaw, Key, Name, Phrase};

/// What can be checked by itself: a [`CenterDraft`], a [`DistrictDraft`], a [`PolicyLayerDraft`], a [`PolicySetDraft`], a
/// [`HolidayYearDraft`] or a [`SeasonTableDraft`].
///
/// [`HolidayYearDraft`]: crate::records::HolidayYearDraft
/// [`SeasonTableDraft`]: crate::records::SeasonTableDraft
///
/// [`CenterDraft`]: crate::records::CenterDraft
/// [`DistrictDraft`]: crate::records::DistrictDraft
/// [`PolicyLayerDraft`]: crate::records::PolicyLayerDraft
/// [`PolicySetDraft`]: crate::records::PolicySetDraft
pub trait Check: Draft + Default {
    /// What it is once it is checked.
    type Checked: Model<Draft = Self>;

    #[doc(hidden)]
    fn walk(&self, walk: &mut Walk<'_>);
}

/// One walk over one record: every rule looks at what it is about, once.
#[doc(hidden)]
#[derive(Debug)]
pub struct Walk<'c> {
    pub(super) context: &'c Context,
    pub(super) options: &'c Options,
    pub(super) ledger: Ledger,
    pub(super) findings: Findings,
    /// The document that is walked, if it is one.
    pub(super) district: Option<Around>,
    /// By what the record is judged that is looked at.
    pub(super) ruling: Ruling,
    /// Whether the record is a policy.
    pub(super) in_policy: bool,
    /// What the reader saw, where it saw nothing to tell: then nobody looks for faults of shape again.
    pub(super) sound: Option<Sound>,
    /// What is asked of the centers, where it is to be explained.
    pub(super) explained: Option<Vec<Explanation>>,
}

/// Runs a rule on something, with a probe of its own.
macro_rules! run {
    ($walk:ident, $family:ident::$rule:ident, $($argument:expr),+) => {
        $family::$rule::check($($argument,)+ &mut $walk.probe(Rule::$rule))
    };
}

pub(super) use run;

impl<'c> Walk<'c> {
    pub(crate) fn new(context: &'c Context, options: &'c Options) -> Self {
        Self {
            context,
            options,
            ledger: Ledger::default(),
            findings: Findings::default(),
            district: None,
            ruling: Ruling::new(Arc::clone(context.policy()), None, context.date()),
            in_policy: false,
            sound: None,
            explained: None,
        }
    }

    pub(crate) fn into_report(mut self) -> Report {
        // A report says with each finding what waives it; read back, it could not tell it again.
        self.findings.used = BTreeSet::new();
        self.findings.perhaps = BTreeMap::new();
        self.findings.stood_for = BTreeMap::new();
        Report::new(self.context.date(), self.ledger, self.findings)
    }

    /// What was read as a document: a record, or something else in its place.
    pub(crate) fn root<D: Check>(&mut self, field: &Field<D>) {
        match field {
            Field::Given(draft) => draft.walk(self),
            Field::Malformed(fault) => {
                self.findings.counts.records += 1;
                self.fault(&Path::ROOT, ShapeFault::Malformed(fault));
            }
            Field::Missing => {
                self.findings.counts.records += 1;
                self.fault(&Path::ROOT, ShapeFault::Malformed(&no_record()));
            }
        }
    }

    /// A text that could not be read at all.
    #[cfg_attr(not(feature = "json"), allow(dead_code, reason = "only a reader of text finds it"))]
    pub(crate) fn unreadable(&mut self, reason: Phrase, position: Fact) {
        self.findings.counts.records += 1;
        self.findings.truncated = true;
        run!(self, record::unreadable_text, reason, position);
    }

    /// A stream whose reader failed, maybe in the middle of a record.
    #[cfg_attr(not(feature = "json"), allow(dead_code, reason = "only a reader of text finds it"))]
    pub(crate) fn broken_off(&mut self, reason: Phrase, position: Fact, in_a_record: bool) {
        self.findings.counts.records += u64::from(in_a_record);
        self.findings.truncated = true;
        run!(self, record::unreadable_text, reason, position);
    }

    /// A text that is larger than is read.
    #[cfg_attr(not(feature = "json"), allow(dead_code, reason = "only a reader of text finds it"))]
    pub(crate) fn oversized(&mut self, beyond: u64) {
        self.findings.counts.records += 1;
        run!(self, record::limit_exceeded, Limit::RecordBytes, beyond, &Path::ROOT);
    }

    /// A text that is JSON, and what its reader saw if there was nothing to tell.
    #[cfg_attr(not(feature = "json"), allow(dead_code, reason = "only a reader of text finds it"))]
    pub(crate) fn readable(&mut self, sound: Option<Sound>) {
        self.probe(Rule::unreadable_text).met();
        self.sound = sound;
    }

    /// Tells every fault of shape in what is walked.
    pub(super) fn shape(&mut self, draft: &impl Draft, at: &Path<'_>) {
        match self.sound.take() {
            Some(sound) => {
                self.ledger.tally(Rule::malformed_value).met += sound.given;
                self.ledger.tally(Rule::missing_field).met += sound.required;
                self.ledger.tally(Rule::unknown_field).met += sound.records;
                self.ledger.tally(Rule::repeated_field).met += sound.records;
            }
            None => draft.shape(at, self),
        }
    }

    pub(super) fn probe(&mut self, rule: Rule) -> Probe<'_> {
        Probe {
            card: rule.card(),
            tally: self.ledger.tally(rule),
            findings: &mut self.findings,
            limits: &self.options.limits,
            keep_evidence: self.options.evidence,
            ruling: &self.ruling,
            open: CircumstanceSet::EMPTY,
            by: None,
        }
    }

    pub(super) fn names(&mut self, name: &Field<Name>, aliases: &Field<List<Name>>, record: &Path<'_>) {
        self.name(name, &record.key("name"));
        let list = record.key("aliases");
        for (place, alias) in aliases.items() {
            run!(self, record::suspicious_text, alias, &list.index(place));
        }
        run!(self, record::duplicate_alias, name, aliases, record);
    }

    pub(super) fn name(&mut self, name: &Field<Name>, at: &Path<'_>) {
        if let Some(name) = name.given() {
            run!(self, record::suspicious_text, name, at);
        }
    }

    pub(super) fn keys<'d>(&mut self, keys: impl Iterator<Item = (usize, &'d Key)> + Clone, list: &Path<'_>) {
        run!(self, record::duplicate_key, keys, list);
    }

    pub(super) fn sources(&mut self, sources: &Field<List<SourceDraft>>, holder: &impl Draft, record: &Path<'_>) {
        let list = record.key("sources");
        for (place, source) in sources.items() {
            let source_at = list.index(place);
            self.name(&source.publisher, &source_at.key("publisher"));
            let supports = source_at.key("supports");
            let fact = |part: &Pointer| Fact::text(part.as_str());
            run!(self, record::repeated_reference, source.supports.items(), fact, &supports);
            for (nth, part) in source.supports.items() {
                let found = holder.may_hold(part.as_str());
                let target = Target { list: record, complete: true, found };
                let reference = || Fact::text(part.as_str());
                run!(self, record::unknown_reference, reference, &target, &supports.index(nth));
            }
        }
    }
}

#[cold]
fn no_record() -> Malformed {
    Malformed { expected: Phrase::new("对象", "an object"), found: Found::Null, flaw: Flaw::WrongType }
}

impl ShapeSink for Walk<'_> {
    fn record(&mut self, given: u32, required: u32, stray: &StrayKeys) {
        self.ledger.tally(Rule::malformed_value).met += u64::from(given);
        self.ledger.tally(Rule::missing_field).met += u64::from(required);
        let clean = stray.is_empty();
        self.ledger.tally(Rule::unknown_field).met += u64::from(clean || stray.unknown().next().is_none());
        self.ledger.tally(Rule::repeated_field).met += u64::from(clean || stray.repeated().next().is_none());
    }

    #[cold]
    fn fault(&mut self, at: &Path<'_>, fault: ShapeFault<'_>) {
        match fault {
            ShapeFault::Malformed(fault) => run!(self, record::malformed_value, fault, at),
            ShapeFault::Missing { key, wanted, misspelled } => {
                run!(self, record::missing_field, (key, wanted), misspelled, at);
            }
            ShapeFault::Unknown { key, nearest, required } => {
                let stray = Stray { nearest, required, in_policy: self.in_policy };
                run!(self, record::unknown_field, key, stray, at);
            }
            ShapeFault::Repeated(key, times) => run!(self, record::repeated_field, key, times, at),
            ShapeFault::Limit(limit, omitted) => run!(self, record::limit_exceeded, limit, omitted, at),
        }
    }
}
