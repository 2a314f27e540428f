//! What stands twice in a stream is what stands twice in a document that holds all of it, whatever parts the stream came in.

#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use std::collections::BTreeSet;

use neighborhood_center::field::Field;
use neighborhood_center::policy::Policy;
use neighborhood_center::records::{CenterDraft, DistrictDraft};
use neighborhood_center::twice::{Found, Keys, Suspects, Trial};
use neighborhood_center::vocab::Lang;
use neighborhood_center::{Context, Limits, Options, Report, check, json};
use proptest::prelude::*;
use serde_json::{Value, json};

fn id(nth: u64) -> String {
    format!("5a0c3f5e-0000-4000-8000-{nth:012}")
}

fn drafts(centers: &[Value]) -> Vec<CenterDraft> {
    centers.iter().map(|center| serde_json::from_value(center.clone()).unwrap()).collect()
}

fn keys(keys: Keys, centers: &[CenterDraft], mine: impl Fn(usize) -> bool) -> Keys {
    let mut keys = keys;
    for (nth, center) in centers.iter().enumerate().filter(|(nth, _)| mine(*nth)) {
        keys.add(nth as u64 + 1, center).unwrap();
    }
    keys
}

fn try_all(suspects: &Suspects, centers: &[CenterDraft]) -> Found {
    let mut trial = Trial::of(suspects);
    for line in suspects.lines() {
        trial.look(line, &centers[line as usize - 1]);
    }
    trial.into_found()
}

fn found(centers: &[CenterDraft], limits: &Limits) -> Found {
    try_all(&keys(Keys::new(7), centers, |_| true).into_suspects(limits), centers)
}

/// A violation: the rule, the line, the place in the record, what is said, and where the first is.
type Told = (String, u64, String, String, u64, String);

/// `/centers/4/name` is `/name` on line 5.
fn on_a_line(path: &str) -> (u64, String) {
    let rest = path.strip_prefix("/centers/").unwrap();
    let (nth, rest) = rest.split_once('/').unwrap();
    (nth.parse::<u64>().unwrap() + 1, format!("/{rest}"))
}

const RULES: [&str; 2] = ["duplicate-center-id", "same-center-twice"];

/// What the document says of its centers, and the lines whose community leaves it open.
fn told_of_a_document(centers: &[Value]) -> (BTreeSet<Told>, BTreeSet<u64>, Report) {
    let district: DistrictDraft = serde_json::from_value(json!({ "centers": centers })).unwrap();
    let report = check(&district, &Context::new(Policy::none()));
    let told = report.violations().iter().filter(|found| RULES.contains(&found.rule())).map(|found| {
        let ((line, place), (first, first_place)) =
            (on_a_line(found.path().as_str()), on_a_line(found.related()[0].as_str()));
        (found.rule().to_owned(), line, place, found.message(Lang::En), first, first_place)
    });
    let open = report.undecided().iter().filter(|open| open.rule() == RULES[1]).flat_map(|open| open.because());
    let open = open.map(|place| on_a_line(place.as_str()).0).collect();
    (told.collect(), open, report)
}

fn told_of_a_stream(report: &Report) -> (BTreeSet<Told>, BTreeSet<u64>) {
    let told = report.violations().iter().map(|found| {
        let (place, first_place) = (found.path().to_string(), found.related()[0].to_string());
        let first = found.related_line().unwrap();
        (found.rule().to_owned(), found.line().unwrap(), place, found.message(Lang::En), first, first_place)
    });
    (told.collect(), report.undecided().iter().map(|open| open.line().unwrap()).collect())
}

/// A center out of so few ids, names and communities that much stands twice.
fn center() -> impl Strategy<Value = Value> {
    let name = || prop_oneof![Just("甲"), Just("乙"), Just("丙"), Just("丁"), Just("戊"), Just("己")];
    let names = proptest::collection::vec(name(), 0..4);
    let community = prop_oneof![1 => Just(None), 6 => (0_u64..4).prop_map(Some)];
    let id_or_not = prop_oneof![1 => Just(None), 1 => Just(Some("5a0c".to_owned())), 4 => (1_u64..12).prop_map(|nth| Some(id(nth)))];
    (id_or_not, community, proptest::option::weighted(0.8, name()), names).prop_map(|(own, community, name, aliases)| {
        json!({ "id": own, "community": community.map(|nth| id(nth + 100)), "name": name, "aliases": aliases })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_stream_says_what_a_document_says(centers in proptest::collection::vec(center(), 0..14)) {
        let report = found(&drafts(&centers), &Limits::default()).report();
        let (told, open, of_the_document) = told_of_a_document(&centers);
        prop_assert_eq!(told_of_a_stream(&report), (told, open));
        for rule in RULES {
            let tally = |report: &Report| report.ledger().iter().find(|(card, _)| card.id == rule).unwrap().1;
            let (stream, document) = (tally(&report), tally(&of_the_document));
            prop_assert_eq!(stream.violated, document.violated);
            prop_assert_eq!(stream.not_applicable, document.not_applicable);
            prop_assert_eq!(stream.met, document.met);
            prop_assert_eq!(stream.undecided > 0, document.undecided > 0);
        }
        prop_assert!(!report.truncated());
        let again: Report = serde_json::from_str(&serde_json::to_string(&report).unwrap()).unwrap();
        prop_assert_eq!(again, report);
    }

    #[test]
    fn any_partition_of_a_stream_merged_in_any_order_says_the_same(
        centers in proptest::collection::vec(center(), 0..14),
        owners in proptest::collection::vec(0_usize..4, 14),
        order in Just([0_usize, 1, 2, 3]).prop_shuffle(),
    ) {
        let centers = drafts(&centers);
        let limits = Limits::default();
        let mut merged = Keys::new(7);
        for owner in order {
            merged.merge(keys(Keys::new(7), &centers, |nth| owners[nth] == owner)).unwrap();
        }
        prop_assert_eq!(try_all(&merged.into_suspects(&limits), &centers), found(&centers, &limits));
    }

    #[test]
    fn keys_that_came_as_json_say_what_those_say_that_stayed(
        centers in proptest::collection::vec(center(), 0..14), owners in proptest::collection::vec(0_usize..3, 14),
        part in (0_u32..3, 1_u32..4),
    ) {
        let centers = drafts(&centers);
        let limits = Limits::default();
        let own = || Keys::new(7).part(part.0, part.1);
        let mut merged = own();
        for owner in 0..3 {
            let sent = serde_json::to_string(&keys(own(), &centers, |nth| owners[nth] == owner)).unwrap();
            let came: Keys = serde_json::from_str(&sent).unwrap();
            prop_assert_eq!(&serde_json::to_string(&came).unwrap(), &sent);
            merged.merge(came).unwrap();
        }
        let whole = try_all(&keys(own(), &centers, |_| true).into_suspects(&limits), &centers);
        prop_assert_eq!(try_all(&merged.into_suspects(&limits), &centers), whole);
    }

    #[test]
    fn several_passes_over_parts_of_the_keys_say_what_one_says(
        centers in proptest::collection::vec(center(), 0..14), of in 1_u32..5, limit in 0_usize..4, backwards in any::<bool>(),
    ) {
        let centers = drafts(&centers);
        let limits = Limits { findings: limit, ..Limits::default() };
        let mut passes: Vec<Found> = (0..of)
            .map(|nth| try_all(&keys(Keys::new(7).part(nth, of), &centers, |_| true).into_suspects(&limits), &centers))
            .collect();
        if backwards {
            passes.reverse();
        }
        let merged = passes.into_iter().reduce(|mut all, next| { all.merge(next); all }).unwrap();
        prop_assert_eq!(&merged, &found(&centers, &limits));
        prop_assert_eq!(merged.report(), found(&centers, &limits).report());
    }

    #[test]
    fn the_seed_changes_nothing(centers in proptest::collection::vec(center(), 0..14), seed in any::<u64>()) {
        let centers = drafts(&centers);
        let limits = Limits::default();
        let other = try_all(&keys(Keys::new(seed), &centers, |_| true).into_suspects(&limits), &centers);
        prop_assert_eq!(other, found(&centers, &limits));
    }
}

#[test]
fn of_a_million_centers_with_one_id_all_are_counted_and_a_thousand_told() {
    const CENTERS: u64 = 1_000_000;
    let center = drafts(&[json!({ "id": id(1), "name": "甲", "community": id(101) })]).remove(0);
    let mut report = Report::default();
    let memory = allocation_counter::measure(|| {
        let mut keys = Keys::new(7);
        for line in 1..=CENTERS {
            keys.add(line, &center).unwrap();
        }
        assert_eq!(keys.len() as u64, 2 * CENTERS);
        let suspects = keys.into_suspects(&Limits::default());
        let mut trial = Trial::of(&suspects);
        for line in 1..=CENTERS {
            trial.look(line, &center);
        }
        report = trial.into_found().report();
    });
    // The keys, and as much again for suspects that are growing.
    assert!(memory.bytes_max < 2 * 34 * CENTERS, "{}", memory.bytes_max);
    assert_eq!((report.violations().len(), report.counts().error), (2_000, 2 * (CENTERS - 1)));
    assert!(report.truncated() && !report.admits());
    for rule in RULES {
        let kept: Vec<u64> =
            report.violations().iter().filter(|found| found.rule() == rule).filter_map(|found| found.line()).collect();
        assert_eq!(kept, (2..=1_001).collect::<Vec<_>>(), "{rule}");
        assert!(report.violations().iter().all(|found| found.related_line() == Some(1)));
    }
}

/// Every center with an id and a community of its own, a name and an alias, as the records of the example `generate`.
fn province(centers: u64) -> impl Iterator<Item = (u64, CenterDraft)> {
    let one = json!({ "id": id(0), "name": "青云社区邻里中心", "aliases": ["青云家园"], "community": id(0) });
    let one = drafts(&[one]).remove(0);
    (1..=centers).map(move |line| {
        let own = uuid::Uuid::from_u128(u128::from(line) << 64 | 0x8000 << 48);
        let (id, community) = (own.try_into().unwrap(), own.try_into().unwrap());
        (line, CenterDraft { id: Field::Given(id), community: Field::Given(community), ..one.clone() })
    })
}

#[test]
fn a_center_of_a_million_takes_no_more_than_48_bytes() {
    const CENTERS: u64 = 1_000_000;
    let mut found = None;
    let memory = allocation_counter::measure(|| {
        let mut keys = Keys::new(7);
        province(CENTERS).for_each(|(line, center)| keys.add(line, &center).unwrap());
        let suspects = keys.into_suspects(&Limits::default());
        found = Some((suspects.lines().len(), Trial::of(&suspects).into_found().report()));
    });
    let each = memory.bytes_max as f64 / CENTERS as f64;
    assert!((47.0..=48.0).contains(&each), "{each}");
    // Of hashes that differ by chance in all but a millionth of cases, next to none are the same.
    let (suspects, report) = found.unwrap();
    assert!(suspects <= 4, "{suspects}");
    assert_eq!(report.counts().error, 0);
}

#[test]
fn a_part_of_the_keys_takes_a_part_of_the_memory() {
    const CENTERS: u64 = 200_000;
    let whole = allocation_counter::measure(|| {
        let mut keys = Keys::new(7);
        province(CENTERS).for_each(|(line, center)| keys.add(line, &center).unwrap());
    });
    let quarter = allocation_counter::measure(|| {
        let mut keys = Keys::new(7).part(2, 4);
        province(CENTERS).for_each(|(line, center)| keys.add(line, &center).unwrap());
    });
    assert!(quarter.bytes_max * 3 < whole.bytes_max, "{} of {}", quarter.bytes_max, whole.bytes_max);
}

#[test]
fn many_keys_come_as_they_were_sent() {
    let mut keys = Keys::new(7);
    // More than one run.
    province(20_000).for_each(|(line, center)| keys.add(line, &center).unwrap());
    let sent = serde_json::to_vec(&keys).unwrap();
    // Two digits a byte, of two names and an id, and next to nothing besides.
    assert!(sent.len() < 20_000 * 2 * (21 + 2 * 13) * 102 / 100, "{}", sent.len());
    let mut came: Keys = serde_json::from_slice(&sent).unwrap();
    assert_eq!(came.len(), 60_000);
    assert_eq!(
        came.clone().merge(keys).unwrap_err().to_string().split(';').next(),
        Some("there are keys of line 1 already")
    );
    province(1).for_each(|(_, center)| came.add(20_001, &center).unwrap());
    let report = Trial::of(&came.into_suspects(&Limits::default())).into_found().report();
    assert_eq!((report.counts().error, report.violations()[0].related_line()), (1, Some(1)));
}

#[test]
fn a_part_of_a_stream_is_numbered_from_where_it_begins() {
    let text =
        [json!({ "id": id(1), "name": "甲" }), json!({ "id": id(1), "name": "乙" })].map(|center| center.to_string());
    let (context, options) = (Context::new(Policy::none()), Options::default());
    let read = |nth: usize, first: u64| {
        let mut keys = Keys::new(7);
        for line in json::lines::<CenterDraft, _>(text[nth].as_bytes(), &context, &options).numbered_from(first) {
            let line = line.unwrap();
            keys.add(line.number(), line.reading().draft().unwrap()).unwrap();
        }
        keys
    };
    let mut keys = read(0, 1);
    assert!(keys.merge(read(1, 1)).is_err());
    keys.merge(read(1, 2)).unwrap();
    let report = Trial::of(&keys.into_suspects(&options.limits)).into_found().report();
    let told = &report.violations()[0];
    assert_eq!((told.rule(), told.line(), told.related_line()), (RULES[0], Some(2), Some(1)));
    // Every finding, and the break of a reader, tell the same number.
    let broken =
        json::lines::<CenterDraft, _>("{".as_bytes(), &context, &options).numbered_from(9).next().unwrap().unwrap();
    assert_eq!(broken.reading().report().violations()[0].line(), Some(9));
    let mut past = json::lines::<CenterDraft, _>("\n{}\n{}".as_bytes(), &context, &options).numbered_from(9);
    past.advance_to(11).unwrap();
    assert_eq!(past.next().unwrap().unwrap().number(), 11);
}

#[test]
fn lines_that_nobody_looked_at_again_are_left_open() {
    let twice = json!({ "name": "甲", "community": id(101) });
    let suspects = keys(Keys::new(7), &drafts(&[twice.clone(), twice]), |_| true).into_suspects(&Limits::default());
    assert_eq!(suspects.lines().collect::<Vec<_>>(), [1, 2]);
    let report = Trial::of(&suspects).into_found().report();
    assert_eq!((report.counts().error, report.counts().undecided, report.truncated()), (0, 2, false));
    let told: Vec<_> = report.undecided().iter().map(|open| (open.line(), open.because()[0].as_str())).collect();
    assert_eq!(told, [(Some(1), "/name"), (Some(2), "/name")]);
}

#[test]
fn a_line_that_comes_late_is_not_looked_at() {
    let same = json!({ "name": "甲", "community": id(101) });
    let centers = drafts(&[same.clone(), same]);
    let suspects = keys(Keys::new(7), &centers, |_| true).into_suspects(&Limits::default());
    let mut trial = Trial::of(&suspects);
    for line in [2, 1, 2] {
        trial.look(line, &centers[0]);
    }
    let report = trial.into_found().report();
    assert_eq!((report.counts().error, report.counts().undecided), (0, 1));
    assert_eq!(report.undecided()[0].line(), Some(1));
}

#[test]
fn what_two_passes_leave_open_is_told_once_a_line() {
    // The second center has a name that it may share if it is in the community of the first.
    let centers = drafts(&[json!({ "name": "甲", "community": id(101) }), json!({ "name": "甲" })]);
    let suspects = |nth| keys(Keys::new(7).part(nth, 2), &centers, |_| true).into_suspects(&Limits::default());
    let looked_at = [0, 1].map(suspects).map(|suspects| try_all(&suspects, &centers));
    let missed = [0, 1].map(suspects).map(|suspects| Trial::of(&suspects).into_found());
    let merged = looked_at.into_iter().chain(missed).reduce(|mut all, next| {
        all.merge(next);
        all
    });
    let report = merged.unwrap().report();
    assert_eq!((report.counts().error, report.counts().undecided, report.truncated()), (0, 2, false));
    let told = |open: &neighborhood_center::finding::Undecided| {
        open.because().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(report.undecided().iter().map(told).collect::<Vec<_>>(), [vec!["/name"], vec!["/community", "/name"]]);
}

#[test]
fn what_stands_twice_is_added_to_what_was_found_line_by_line() {
    let text = [
        json!({ "id": id(1), "name": "", "community": id(101) }),
        json!({ "id": id(2), "name": "甲", "community": id(101) }),
        json!({ "id": id(1), "name": "乙", "aliases": ["甲"], "community": id(101) }),
    ]
    .map(|center| center.to_string())
    .join("\n");
    let (context, options) = (Context::new(Policy::none()), Options::default());
    let mut total = json::check_lines::<CenterDraft>(text.as_bytes(), &context, &options).unwrap();
    let centers: Vec<CenterDraft> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    total.absorb(found(&centers, &options.limits).report(), options.limits.findings);
    let told: Vec<_> =
        total.violations().iter().map(|found| (found.line(), found.rule(), found.path().as_str())).collect();
    assert_eq!(
        told,
        [
            (Some(1), "malformed-value", "/name"),
            (Some(3), "same-center-twice", "/aliases/0"),
            (Some(3), "duplicate-center-id", "/id"),
        ]
    );
    assert_eq!((total.counts().records, total.counts().error), (3, 3));
}

#[test]
fn a_reader_passes_over_lines_that_nobody_asks_for() {
    let text = "{\n{\"name\":\"甲\"}\n\n{\n{\"name\":\"乙\"}\n";
    let (context, options) = (Context::new(Policy::none()), Options::default());
    let mut lines = json::lines::<CenterDraft, _>(text.as_bytes(), &context, &options);
    let mut number = |line| {
        lines.advance_to(line).unwrap();
        lines.next().map(|line| line.unwrap().number())
    };
    assert_eq!(number(2), Some(2));
    // What was given out does not come again, and an empty line is no record.
    assert_eq!(number(1), Some(4));
    assert_eq!(number(5), Some(5));
    assert_eq!(number(5), None);
    assert_eq!(number(500), None);
}

#[test]
fn what_is_read_without_a_check_is_what_is_read_with_one() {
    let long = format!("{{\"name\":\"{}\"}}", "长".repeat(200));
    let lines: [&[u8]; 9] = [
        b"\xEF\xBB\xBF{\"name\":\"\xE7\x94\xB2\"}",
        b"{\"name\":7,\"statsu\":1,\"aliases\":[1,\"\xE4\xB9\x99\"]}",
        b"",
        b"{\"name\":\"\xCC\xEC\xD4\xAA\"}",
        b"{ broken",
        b"[]",
        b"\xEF\xBB\xBF{}",
        long.as_bytes(),
        b"{} {}",
    ];
    let text = lines.join(&b'\n');
    let limits = Limits { record_bytes: 500, ..Limits::default() };
    let (context, options) = (Context::new(Policy::none()), Options { limits, ..Options::default() });
    let mut checked = vec![None; lines.len()];
    for line in json::lines::<CenterDraft, _>(text.as_slice(), &context, &options) {
        let line = line.unwrap();
        checked[line.number() as usize - 1] = line.reading().draft().cloned();
    }
    assert_eq!(checked.iter().filter(|draft| draft.is_some()).count(), 2);
    let mut all = json::lines::<CenterDraft, _>(text.as_slice(), &context, &options);
    let drafts: Vec<_> = (1..=lines.len() as u64).map(|line| all.draft_at(line).unwrap()).collect();
    assert_eq!(drafts, checked);
    let mut some = json::lines::<CenterDraft, _>(text.as_slice(), &context, &options);
    assert_eq!(some.draft_at(2).unwrap(), checked[1]);
    // What was given out does not come again, and nothing stands past the end.
    assert_eq!(
        (some.draft_at(1).unwrap(), some.draft_at(99).unwrap(), some.draft_at(100).unwrap()),
        (None, None, None)
    );
}
