use super::addition::Addition;
use super::advice::{Advice, LeftOpen};
use super::apply::{add, set_area};
use super::bench::{Bench, Outcome};
use super::cover::{self, Need, Offered};
use super::times;
use crate::context::Context;
use crate::field::Field;
use crate::limits::Limits;
use crate::path::Pointer;
use crate::policy::{Ask, Demand, MinimumArea};
use crate::records::CenterDraft;
use crate::rules::policy::subject::Subject;
use crate::vocab::{AreaKind, SquareMeters, Strength, WeeklyMinutes};

/// The smallest set of additions with which a center meets the demands of its policy that are at least so strong.
///
/// What counts is how many additions there are, whatever each costs; of several smallest sets it is the first in the order of
/// the vocabularies. An addition is advised only for what is violated: what the record leaves open is told apart, and what
/// is waived, or not owed by a center that is planned or closed, needs none. What had better be larger than it must be is
/// looked at with [`Strength::May`] only.
///
/// ```
/// # #[cfg(feature = "json")] {
/// use neighborhood_center::advise::advise;
/// use neighborhood_center::policy::Policy;
/// use neighborhood_center::records::CenterDraft;
/// use neighborhood_center::vocab::{Lang, Say, Strength};
/// use neighborhood_center::{Context, check};
///
/// let center: CenterDraft = serde_json::from_str(r#"{
///     "id": "5a0c3f5e-0000-4000-8000-000000000001",
///     "name": "石油社区邻里中心",
///     "services": [
///         { "key": "reading", "name": "阅览", "kind": "reading-room", "audience": { "groups": ["young", "old"] } },
///         { "key": "clinic", "name": "健康问诊", "kind": "clinic", "audience": { "groups": ["old"] } },
///         { "key": "desk", "name": "政务服务", "kind": "government-desk", "audience": { "groups": ["middle"] } }
///     ]
/// }"#)?;
/// let context = Context::new(Policy::luolong_2023());
/// let advice = advise(&center, &context, Strength::Should);
/// let said: Vec<String> = advice.additions().iter().map(|addition| addition.in_lang(Lang::Zh).to_string()).collect();
/// assert_eq!(said, ["增设服务：课余辅导", "增设服务：日间照料", "增设服务：亲子运动会"]);
/// assert_eq!(advice.open().len(), 1); // the record says nothing of features: it may well have one
/// assert_eq!(check(&advice.apply(center), &context).counts().error, 0);
/// # }
/// # Ok::<(), serde_json::Error>(())
/// ```
#[must_use]
pub fn advise(center: &CenterDraft, context: &Context, strength: Strength) -> Advice {
    let bench = Bench::of(center, context);
    let mut plan = Plan::of(center, &bench, strength);
    plan.add_services();
    plan.add_times();
    plan.add_features();
    for kind in AreaKind::ALL {
        plan.enlarge(*kind);
    }
    plan.lengthen_hours();
    plan.finish()
}

/// The greatest area there is a number for.
const LARGEST: SquareMeters = SquareMeters::whole(u32::MAX);

/// The center as it grows.
struct Plan<'c> {
    draft: CenterDraft,
    bench: &'c Bench<'c>,
    asked: Vec<Asked>,
    advice: Advice,
}

/// A demand, and what became of it so far.
struct Asked {
    demand: Demand,
    /// The places that leave it open in the record.
    open: Option<Vec<Pointer>>,
    /// Whether it was violated at any time, in the record or in the plan.
    was_violated: bool,
}

impl<'c> Plan<'c> {
    fn of(center: &CenterDraft, bench: &'c Bench<'c>, strength: Strength) -> Self {
        let subject = bench.subject(center);
        let demands = bench.demands().iter().filter(|demand| demand.strength() <= strength);
        let asked = demands.flat_map(|demand| parts(in_strength(demand, strength), bench, &subject)).map(|demand| {
            let (was_violated, open) = match bench.judge(&demand, &subject) {
                Outcome::Violated => (true, None),
                Outcome::Open(because) => (false, Some(because)),
                Outcome::Met | Outcome::Idle => (false, None),
            };
            Asked { demand, open, was_violated }
        });
        Self { asked: asked.collect(), draft: center.clone(), bench, advice: Advice::default() }
    }

    /// The demands of some sort that are violated as the plan stands. One that the record left open may be among them, once
    /// an addition has settled what it depends on: an area of which a share is asked, for one.
    fn violated(&mut self, is_of_the_sort: impl Fn(&Ask) -> bool) -> Vec<Demand> {
        let subject = self.bench.subject(&self.draft);
        let mut violated = Vec::new();
        for asked in self.asked.iter_mut().filter(|asked| is_of_the_sort(asked.demand.ask())) {
            if self.bench.judge(&asked.demand, &subject) == Outcome::Violated {
                asked.was_violated = true;
                violated.push(asked.demand.clone());
            }
        }
        violated
    }

    fn add(&mut self, addition: Addition) {
        add(&mut self.draft, addition);
        self.advice.additions.push(addition);
    }

    fn add_services(&mut self) {
        let violated = self.violated(|ask| Need::of(ask).is_some());
        let singles = violated.iter().flat_map(|demand| demand.ask().singles());
        let needs: Vec<Need> = singles.filter_map(|ask| Need::of(&ask)).collect();
        let offered = Offered::of(&self.bench.subject(&self.draft).offer);
        let cover = cover::smallest(offered, &needs, cover::PATIENCE);
        self.advice.is_greedy = !cover.is_proved_minimal;
        for kind in cover.kinds {
            self.add(Addition::Service { kind });
        }
    }

    /// Adds times to services, as few as it takes; and further services for what none of them is free at.
    fn add_times(&mut self) {
        let unmet = self.without_times();
        self.add_times_for(&unmet);
        let left = self.without_times();
        let needs: Vec<Need> = left.iter().filter_map(|demand| Need::of(demand.ask())).collect();
        let cover = cover::smallest(Offered::default(), &needs, cover::PATIENCE);
        self.advice.is_greedy |= !cover.is_proved_minimal;
        for kind in cover.kinds {
            self.add(Addition::Service { kind });
        }
        self.add_times_for(&left);
    }

    fn add_times_for(&mut self, demands: &[Demand]) {
        let times = times::fewest(&self.draft, demands, self.bench);
        self.advice.is_greedy |= !times.is_proved_minimal;
        for addition in times.additions {
            self.add(addition);
        }
    }

    /// What was violated and is asked at certain times, and is not met. A service that was added says nothing of when it is on:
    /// what was violated is open then.
    fn without_times(&mut self) -> Vec<Demand> {
        self.violated(|ask| matches!(ask, Ask::AtTimes(_)));
        let subject = self.bench.subject(&self.draft);
        let is_unmet = |asked: &&Asked| {
            asked.was_violated
                && matches!(asked.demand.ask(), Ask::AtTimes(_))
                && self.bench.judge(&asked.demand, &subject) != Outcome::Met
        };
        self.asked.iter().filter(is_unmet).map(|asked| asked.demand.clone()).collect()
    }

    fn add_features(&mut self) {
        let most = |ask: &Ask| match ask {
            // More than a list may hold could not be checked.
            Ask::Features(asked) => Some(u64::from(*asked).min(Limits::default().list_items as u64)),
            _ => None,
        };
        let more = self.enough(most, |trial, plan, more| {
            trial.features.clone_from(&plan.features);
            add(trial, Addition::Feature { more: more as u32 });
        });
        if let Some(more) = more {
            self.add(Addition::Feature { more: more as u32 });
        }
    }

    fn enlarge(&mut self, kind: AreaKind) {
        let most = |ask: &Ask| (measured(ask)? == kind).then_some(LARGEST.hundredths());
        let at_least = self.enough(most, |trial, _, hundredths| {
            let amount = SquareMeters::from_hundredths(hundredths).unwrap_or(LARGEST);
            set_area(&mut trial.areas, kind, amount);
        });
        if let Some(at_least) = at_least.and_then(SquareMeters::from_hundredths) {
            self.add(Addition::Area { kind, at_least });
        }
    }

    fn lengthen_hours(&mut self) {
        let most = |ask: &Ask| match ask {
            Ask::WeeklyMinutes(asked) => Some(asked.get().into()),
            _ => None,
        };
        let longer = |minutes: u64| WeeklyMinutes::new(minutes as u16).map(|more| Addition::Hours { more });
        let more = self.enough(most, |trial, plan, minutes| {
            trial.hours.clone_from(&plan.hours);
            longer(minutes).into_iter().for_each(|addition| add(trial, addition));
        });
        if let Some(addition) = more.and_then(longer) {
            self.add(addition);
        }
    }

    /// The least amount with which all demands of some sort are met that are violated and that some amount meets: as the rules
    /// themselves judge it, once `put` has put the amount into the plan. `most` tells the greatest amount that is of use to a
    /// demand of this sort.
    fn enough(
        &mut self,
        most: impl Fn(&Ask) -> Option<u64>,
        put: impl Fn(&mut CenterDraft, &CenterDraft, u64),
    ) -> Option<u64> {
        let demands = self.violated(|ask| most(ask).is_some());
        let mut trial = demands.first().map(|_| self.draft.clone())?;
        // What is measured here does not depend on services, which may be many.
        trial.services = Field::Missing;
        let mut is_met_by = |demand: &Demand, amount| {
            put(&mut trial, &self.draft, amount);
            self.bench.judge(demand, &self.bench.subject(&trial)) == Outcome::Met
        };
        demands.iter().filter_map(|demand| least(most(demand.ask())?, |amount| is_met_by(demand, amount))).max()
    }

    fn finish(mut self) -> Advice {
        // Nothing that an addition breaks is passed over in silence.
        self.violated(|_| true);
        let subject = self.bench.subject(&self.draft);
        for Asked { demand, open, was_violated } in self.asked {
            match open {
                _ if was_violated => self.advice.beyond.extend(unmet(&demand, self.bench, &subject)),
                Some(because) => self.advice.open.push(LeftOpen { demand, because }),
                None => {}
            }
        }
        self.advice
    }
}

/// What of a demand that was violated is not met, or not known to be met, in spite of all additions.
fn unmet(demand: &Demand, bench: &Bench<'_>, subject: &Subject<'_>) -> Vec<Demand> {
    let singles = demand.ask().singles().into_iter().map(|ask| demand.clone().with_ask(ask));
    singles.filter(|single| matches!(bench.judge(single, subject), Outcome::Violated | Outcome::Open(_))).collect()
}

/// A demand, or the single things that it asks where some are missing and others left open.
fn parts(demand: Demand, bench: &Bench<'_>, subject: &Subject<'_>) -> Vec<Demand> {
    match demand.ask() {
        cells @ Ask::Cells(_) if bench.judge(&demand, subject) == Outcome::Violated => {
            cells.singles().into_iter().map(|ask| demand.clone().with_ask(ask)).collect()
        }
        _ => vec![demand],
    }
}

/// What a demand asks in this strength: what only had better be is asked in the weakest.
fn in_strength(demand: &Demand, strength: Strength) -> Demand {
    match demand.ask() {
        Ask::Area(area) if strength < Strength::May => {
            demand.clone().with_ask(Ask::Area(MinimumArea { advised: None, ..*area }))
        }
        _ => demand.clone(),
    }
}

/// The kind of area, of the center as a whole, that a demand is met by.
fn measured(ask: &Ask) -> Option<AreaKind> {
    match ask {
        Ask::Area(area) => Some(area.kind),
        Ask::ResidentShare(_) => Some(AreaKind::Activity),
        _ => None,
    }
}

/// The least number up to `most` from which on something holds, if it holds for `most`.
fn least(most: u64, mut holds: impl FnMut(u64) -> bool) -> Option<u64> {
    if !holds(most) {
        return None;
    }
    let (mut from, mut to) = (0, most);
    while from < to {
        let middle = from + (to - from) / 2;
        if holds(middle) { to = middle } else { from = middle + 1 }
    }
    Some(to)
}
