//! The fewest services that are on at further times, so that what is asked at certain times is met.
//!
//! A candidate is a service together with the times of one of the demands. It meets a demand if the rule says so once the times are
//! added. Of services that have the same cells of those that are asked, the first that is free at the times stands for all.

use std::collections::BTreeMap;

use super::addition::Addition;
use super::apply::add;
use super::bench::{Bench, Outcome};
use crate::offer::Offer;
use crate::policy::{Ask, AtTimes, Demand};
use crate::records::CenterDraft;
use crate::vocab::CellSet;

/// How many demands the search for the fewest looks at; of more, it takes what is good enough.
const FEW: usize = 16;
/// How many services with the same cells are tried at one time.
const TRIED: usize = 8;
/// How many different sets of cells are looked at.
const SETS: usize = 64;
/// How many candidates are tried in all.
const TRIALS: usize = 256;
/// How many sets of candidates are looked at before what is good enough is taken.
const PATIENCE: usize = 100_000;

/// Additions with which all demands are met that times can meet.
#[derive(Debug)]
pub(crate) struct Times {
    pub(crate) additions: Vec<Addition>,
    /// Whether it is known that no fewer would do.
    pub(crate) is_proved_minimal: bool,
}

/// An addition, and the demands that it meets: a bit for each.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    addition: Addition,
    meets: u64,
}

/// The fewest times to add to the services of a draft, so that these demands are met; and of several the first, by services and
/// then by demands.
pub(crate) fn fewest(draft: &CenterDraft, demands: &[Demand], bench: &Bench<'_>) -> Times {
    let asked: Vec<(&Demand, &AtTimes)> =
        demands.iter().filter_map(|demand| Some((demand, at_times(demand)?))).collect();
    let asked = asked.get(..asked.len().min(u64::BITS as usize)).unwrap_or_default();
    let (candidates, are_all) = candidates(draft, asked, bench);
    let all = candidates.iter().fold(0, |all, candidate| all | candidate.meets);
    let greedy = greedy(&candidates, all);
    let mut patience = PATIENCE;
    let is_small = are_all && all.count_ones() as usize <= FEW && asked.len() == demands.len();
    for size in 0..greedy.len() {
        if !is_small {
            break;
        }
        match exactly(&candidates, all, size, &mut patience) {
            Some(Some(additions)) => return Times { additions, is_proved_minimal: true },
            Some(None) => {}
            None => return Times { additions: greedy, is_proved_minimal: false },
        }
    }
    let is_proved_minimal = is_small || (greedy.len() <= 1 && asked.len() == demands.len());
    Times { additions: greedy, is_proved_minimal }
}

fn at_times(demand: &Demand) -> Option<&AtTimes> {
    match demand.ask() {
        Ask::AtTimes(times) => Some(times),
        _ => None,
    }
}

/// The candidates in order of their services, and whether they are all that there are.
fn candidates(draft: &CenterDraft, asked: &[(&Demand, &AtTimes)], bench: &Bench<'_>) -> (Vec<Candidate>, bool) {
    let wanted: CellSet = asked.iter().map(|(_, times)| times.cell).collect();
    let mut alike: BTreeMap<CellSet, Vec<usize>> = BTreeMap::new();
    let boundaries = bench.subject(draft).boundaries;
    for (place, service) in draft.services.items() {
        let cells = Offer::of_draft(service, boundaries).cells.and(wanted);
        if !cells.is_empty() && (alike.len() < SETS || alike.contains_key(&cells)) {
            let services = alike.entry(cells).or_default();
            if services.len() < TRIED {
                services.push(place);
            }
        }
    }
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut seen: Vec<AtTimes> = Vec::new();
    let mut trials = 0;
    for (_, times) in asked {
        let key = AtTimes { cell: wanted.iter().next().unwrap_or(times.cell), ..**times };
        if seen.contains(&key) {
            continue;
        }
        seen.push(key);
        for (cells, services) in &alike {
            trials += services.len();
            if trials > TRIALS {
                continue;
            }
            let best = services.iter().map(|service| candidate(draft, *service, times, *cells, asked, bench));
            // The first of those that meet most.
            let best =
                best.reduce(|best, next| if next.meets.count_ones() > best.meets.count_ones() { next } else { best });
            candidates.extend(best.filter(|best| best.meets != 0));
        }
    }
    let place = |candidate: &Candidate| match candidate.addition {
        Addition::Times { service, .. } => service,
        _ => usize::MAX,
    };
    candidates.sort_by_key(place);
    (candidates, trials <= TRIALS)
}

fn candidate(
    draft: &CenterDraft,
    service: usize,
    times: &AtTimes,
    cells: CellSet,
    asked: &[(&Demand, &AtTimes)],
    bench: &Bench<'_>,
) -> Candidate {
    let AtTimes { weekdays, opens, closes, season, .. } = *times;
    let addition = Addition::Times { service, weekdays, opens, closes, season };
    let mut trial = draft.clone();
    add(&mut trial, addition);
    let subject = bench.subject(&trial);
    let mut meets = 0;
    for (place, (demand, times)) in asked.iter().enumerate() {
        if cells.contains(times.cell) && bench.judge(demand, &subject) == Outcome::Met {
            meets |= 1_u64.checked_shl(place as u32).unwrap_or(0);
        }
    }
    Candidate { addition, meets }
}

/// At each step the candidate that meets most of what is left.
fn greedy(candidates: &[Candidate], all: u64) -> Vec<Addition> {
    let mut left = all;
    let mut additions = Vec::new();
    while left != 0 {
        let best = candidates.iter().rev().max_by_key(|candidate| (candidate.meets & left).count_ones());
        let Some(best) = best.filter(|best| best.meets & left != 0) else { break };
        left &= !best.meets;
        additions.push(best.addition);
    }
    additions
}

/// The first so many candidates that meet everything; `None` outside where patience runs out.
#[allow(clippy::option_option, reason = "outside: did it come to an end; inside: what it found")]
fn exactly(candidates: &[Candidate], left: u64, size: usize, patience: &mut usize) -> Option<Option<Vec<Addition>>> {
    *patience = patience.checked_sub(1)?;
    if left == 0 {
        return Some(Some(Vec::new()));
    }
    if size == 0 {
        return Some(None);
    }
    for candidate in candidates.iter().filter(|candidate| candidate.meets & left & left.wrapping_neg() != 0) {
        if let Some(mut rest) = exactly(candidates, left & !candidate.meets, size - 1, patience)? {
            rest.insert(0, candidate.addition);
            return Some(Some(rest));
        }
    }
    Some(None)
}
