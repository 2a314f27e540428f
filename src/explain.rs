//! What is asked of a center, by whom, and what became of it: every demand with its outcome and the evidence.
//!
//! [`explain`](crate::explain()) makes it. A report tells what is wrong; an explanation tells all that was asked, met or not.

use std::fmt;
use std::sync::Arc;

use crate::finding::{Card, Evidence, Fact, Tally, Undecided, Violation};
use crate::path::Pointer;
use crate::policy::{Demand, Policy};
use crate::rules::policy::area_below_minimum::ADVISED;
use crate::vocab::{Area, CenterId, Lang, Name, Outcome, Percent, Qualifier, Say};

/// What is asked of one center, and what became of each demand.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    pub(crate) at: Pointer,
    pub(crate) id: Option<CenterId>,
    pub(crate) name: Option<Name>,
    pub(crate) policy: Arc<Policy>,
    pub(crate) items: Vec<Item>,
}

impl Explanation {
    /// The place of the center in the document.
    #[must_use]
    pub fn at(&self) -> &Pointer {
        &self.at
    }

    /// The center's id, if it has one.
    #[must_use]
    pub fn id(&self) -> Option<CenterId> {
        self.id
    }

    /// The center's name, if it has one.
    #[must_use]
    pub fn name(&self) -> Option<&Name> {
        self.name.as_ref()
    }

    /// All that its policy says: levels of rules, waivers and declared features besides the demands.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Every demand that is made of the center, in the order of the policy.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }
}

/// One demand, and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub(crate) demand: Demand,
    pub(crate) card: Option<&'static Card>,
    pub(crate) outcome: Outcome,
    pub(crate) violations: Vec<Violation>,
    pub(crate) undecided: Vec<Undecided>,
    pub(crate) evidence: Vec<Evidence>,
    pub(crate) measure: Option<Measure>,
}

impl Item {
    /// What is asked, how strongly, by whom and why.
    #[must_use]
    pub fn demand(&self) -> &Demand {
        &self.demand
    }

    /// The rule that judges it; none for what is only reported.
    #[must_use]
    pub fn card(&self) -> Option<&'static Card> {
        self.card
    }

    /// What became of it. One that falls short only of what is advised is met, and has the violation that tells so.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// What is missing, where it is not met, or where it falls short of what is advised.
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }

    /// What could not be judged, and what leaves it open.
    #[must_use]
    pub fn undecided(&self) -> &[Undecided] {
        &self.undecided
    }

    /// What meets it, and the places that prove it.
    #[must_use]
    pub fn evidence(&self) -> &[Evidence] {
        &self.evidence
    }

    /// The figure that was asked for, where one was and the record has it.
    #[must_use]
    pub fn measure(&self) -> Option<Measure> {
        self.measure
    }
}

/// What the judgments of one demand come to.
pub(crate) fn outcome_of(tally: Tally, violations: &[Violation]) -> Outcome {
    let all = |are: fn(&Violation) -> bool| !violations.is_empty() && violations.iter().all(are);
    if tally.violated > 0 {
        if all(is_of_advice) {
            Outcome::Met
        } else if all(|violation| violation.waived().is_some()) {
            Outcome::Waived
        } else {
            Outcome::Violated
        }
    } else if tally.undecided > 0 {
        Outcome::Undecided
    } else if tally.met > 0 {
        Outcome::Met
    } else {
        Outcome::NotApplicable
    }
}

/// Whether it falls short only of what is advised.
///
/// Its severity would not tell: a policy may have whatever the rule finds told for information.
fn is_of_advice(violation: &Violation) -> bool {
    violation.facts().any(|(_, fact)| *fact == Fact::Phrase(ADVISED))
}

/// The share that one area has of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Measure {
    part: Area,
    whole: Area,
}

impl Measure {
    /// The share of `part` in `whole`; `None` where the whole is nothing.
    #[must_use]
    pub fn new(part: Area, whole: Area) -> Option<Self> {
        (whole.amount().hundredths() > 0).then_some(Self { part, whole })
    }

    /// The area whose share it is.
    #[must_use]
    pub fn part(self) -> Area {
        self.part
    }

    /// The area that it is a share of.
    #[must_use]
    pub fn whole(self) -> Area {
        self.whole
    }

    /// The share of the amounts as they are stated, rounded to 0.01 %; `None` where the part is larger than the whole.
    #[must_use]
    pub fn share(self) -> Option<Percent> {
        let (part, whole) = (self.part.amount().hundredths(), self.whole.amount().hundredths());
        let hundredths =
            (u128::from(part) * u128::from(Percent::WHOLE) * 2 + u128::from(whole)) / (2 * u128::from(whole));
        u16::try_from(hundredths).ok().and_then(Percent::from_hundredths)
    }

    /// Whether both areas are known exactly.
    #[must_use]
    pub fn is_exact(self) -> bool {
        [self.part, self.whole].iter().all(|area| area.qualifier() == Qualifier::Exactly)
    }
}

impl Say for Measure {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (part, whole) = (self.part.in_lang(lang), self.whole.in_lang(lang));
        match (self.share(), lang) {
            (Some(share), Lang::Zh) => {
                let about = if self.is_exact() { "占" } else { "约占" };
                write!(to, "{part}，{about}{whole}的{}", share.in_lang(lang))
            }
            (Some(share), Lang::En) => {
                let about = if self.is_exact() { "" } else { "about " };
                write!(to, "the {part} is {about}{} of the {whole}", share.in_lang(lang))
            }
            (None, Lang::Zh) => write!(to, "{part}，大于{whole}"),
            (None, Lang::En) => write!(to, "the {part} is more than the {whole}"),
        }
    }
}
