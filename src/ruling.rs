//! What a policy makes of what the rules find.

use std::borrow::Cow;
use std::sync::Arc;

use crate::finding::{Card, Scope, Severity};
use crate::path::{Path, Pointer};
use crate::policy::{Policy, Waived};
use crate::vocab::{CenterId, Circumstance, CircumstanceSet, Date, RuleLevel};

/// Under what policy the rules look at a record: how loud they are, what is waived, and where the facts stand that decide
/// whether a layer applies.
#[derive(Clone, Debug)]
pub(crate) struct Ruling {
    pub(crate) turn: Turn,
    /// What the record is.
    pub(crate) of: Judged,
    /// The record's place in the document, as a pointer.
    pub(crate) within: String,
    pub(crate) date: Option<Date>,
    /// In a document, by what its centers are judged, in their order; nothing for what is no center.
    pub(crate) centers: Vec<Option<Turn>>,
    /// The same of its communities.
    pub(crate) communities: Vec<Option<Turn>>,
}

/// By what the record of a center is judged.
#[derive(Clone, Debug)]
pub(crate) struct Turn {
    pub(crate) policy: Arc<Policy>,
    pub(crate) center: Option<CenterId>,
    /// The place of its community among those of the document.
    pub(crate) community: Option<usize>,
}

/// What the record is that is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Judged {
    #[default]
    Center,
    Community,
    District,
}

impl Ruling {
    /// For a record by itself.
    pub(crate) fn new(policy: Arc<Policy>, center: Option<CenterId>, date: Option<Date>) -> Self {
        let turn = Turn { policy, center, community: None };
        Self { turn, of: Judged::Center, within: String::new(), date, centers: Vec::new(), communities: Vec::new() }
    }

    /// By what the finding at a place is judged. What is found at a center or a community while the document is looked at as a
    /// whole is judged as it is when that is looked at by itself.
    pub(crate) fn at(&self, place: &Pointer) -> Cow<'_, Self> {
        if self.of != Judged::District {
            return Cow::Borrowed(self);
        }
        let within = |list: &str, turns: &[Option<Turn>], of| {
            let nth = place.as_str().strip_prefix(list)?.split('/').next()?;
            let turn = turns.get(nth.parse::<usize>().ok()?)?.clone()?;
            let within = place.as_str().get(..list.len() + nth.len())?.to_owned();
            Some(Self { turn, of, within, date: self.date, centers: Vec::new(), communities: Vec::new() })
        };
        within("/centers/", &self.centers, Judged::Center)
            .or_else(|| within("/communities/", &self.communities, Judged::Community))
            .map_or(Cow::Borrowed(self), Cow::Owned)
    }

    /// Where what is not known should stand.
    pub(crate) fn places_of(&self, unknown: CircumstanceSet) -> Vec<Pointer> {
        let record = |key: &str| Pointer::below(&self.within, key);
        let of_community = |key: &str| match (self.of, self.turn.community) {
            (Judged::Center, Some(nth)) => Path::ROOT.key("communities").index(nth).key(key).to_pointer(),
            (Judged::Center, None) => record("community"),
            (Judged::Community | Judged::District, _) => record(key),
        };
        let place = |circumstance| match (circumstance, self.of) {
            (Circumstance::Community, Judged::Center) => record("community"),
            (Circumstance::Community, Judged::Community) => record("id"),
            (Circumstance::Division, _) => of_community("divisions"),
            (Circumstance::Tier, Judged::Center) => record("tier"),
            (Circumstance::Setting, Judged::Center | Judged::Community) => of_community("setting"),
            // What is not in the record: it is the record as a whole that cannot be judged without it.
            (Circumstance::Date, _)
            | (Circumstance::Tier, Judged::Community | Judged::District)
            | (Circumstance::Community | Circumstance::Setting, Judged::District) => record(""),
        };
        let mut places: Vec<Pointer> = unknown.iter().map(place).collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    /// Whether the policy wants the rule to be silent.
    pub(crate) fn silences(&self, card: &Card) -> bool {
        let may_be_silent = card.scope == Scope::Policy || card.severity != Severity::Error;
        let mut said =
            self.turn.policy.levels().iter().filter(|loudness| loudness.rule().as_str() == card.id).peekable();
        may_be_silent
            && said.peek().is_some()
            && said.all(|loudness| loudness.level() == RuleLevel::Off && loudness.left_open().is_empty())
    }

    /// What the policy makes of a violation.
    pub(crate) fn of(&self, card: &Card, severity: Severity, advised: bool, at: &Pointer) -> Verdict {
        let policy = &self.turn.policy;
        // What the record is, no policy can change.
        if card.scope == Scope::Record && severity == Severity::Error {
            return Verdict::Stands(severity);
        }
        let mut severity = severity;
        let said = || policy.levels().iter().filter(|loudness| loudness.rule().as_str() == card.id);
        if let Some(open) = said().find(|loudness| !loudness.left_open().is_empty()) {
            return Verdict::Open(open.left_open());
        }
        for loudness in said() {
            let level = match loudness.level() {
                RuleLevel::Off => return Verdict::Silent,
                RuleLevel::Error if card.scope == Scope::Record => Severity::Warning,
                RuleLevel::Error => Severity::Error,
                RuleLevel::Warning => Severity::Warning,
                RuleLevel::Info => Severity::Info,
            };
            // What is only advised is never made louder.
            severity = if advised { severity.max(level) } else { level };
        }
        // That it is at fault is certain. Where nobody can say whether a waiver holds, it is not accepted.
        let holds = |waiver: &Waived| self.date.is_some_and(|date| date <= waiver.until());
        let surely = |waiver: &&Arc<Waived>| waiver.left_open().is_empty() && holds(waiver);
        let holding: Vec<_> = self.waivers_of(card, at).into_iter().filter(surely).cloned().collect();
        if holding.is_empty() { Verdict::Stands(severity) } else { Verdict::Waived(severity, holding) }
    }

    /// The waivers that speak of what a rule finds at a place.
    pub(crate) fn waivers_of(&self, card: &Card, at: &Pointer) -> Vec<&Arc<Waived>> {
        let place = at.as_str().strip_prefix(self.within.as_str());
        place.map(|place| self.turn.policy.waivers_at(card.id, self.turn.center, place)).unwrap_or_default()
    }

    /// The waivers that a rule may have a finding for at a place, if it could be judged there.
    pub(crate) fn waivers_about(&self, card: &Card, at: &Pointer) -> Vec<&Arc<Waived>> {
        let Some(place) = at.as_str().strip_prefix(self.within.as_str()) else { return Vec::new() };
        let (policy, center) = (&self.turn.policy, self.turn.center);
        let mut waivers = policy.waivers_at(card.id, center, place);
        waivers.extend(policy.waivers_below(card.id, center, place));
        waivers
    }
}

/// What becomes of a violation under a policy.
pub(crate) enum Verdict {
    /// It counts.
    Stands(Severity),
    /// It stays, and is counted apart: by each of these waivers.
    Waived(Severity, Vec<Arc<Waived>>),
    /// It is not told.
    Silent,
    /// These circumstances, not being known, leave open how loud it is, if it is told at all.
    Open(CircumstanceSet),
}
