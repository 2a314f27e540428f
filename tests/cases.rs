//! Cases: small inputs with the whole of what the rules must say of them, one file each, in a directory per rule.
//!
//! A case names every violation that its report must have, whatever the rule, so that a rule which speaks up where it has
//! no business is seen in the cases of all the others.
//!
//! ```text
//! { "about":   a sentence,
//!   "record":  "center" (default), "district", "policy-layer", "policy-set", "holiday-year" or
//!              "season-table",
//!   "as_of":   the date of the check, if there is one,
//!   "policy":  "none" (default), "luolong-2023", "embedded-facilities", or
//!              { "boundaries": "census" or "nbs-annual", "ask": [{ "functions": [..], "strength": "should" }, ..] }, or
//!              { "layers": [those of a policy set], "communities": [what is known of them besides the record] },
//!   "limits":  { "list_items": 2, .. }, those that are not the default,
//!   "input":   the record, or "text": the text of it where JSON cannot say it,
//!   "expect":  [{ "rule", "path", "severity", "waived": true if it is }], all violations, in any order,
//!   "ledger":  { rule: how often it came to each outcome }, of the directory's rule at least,
//!   "undecided": [{ "rule", "path", "because": [..] }], all of the directory's rule }
//! ```
#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use neighborhood_center::finding::{Severity, Tally};
use neighborhood_center::json;
use neighborhood_center::policy::{
    Ask as Asks, Authority, Choice, Citation, Demand, Layer, MinimumArea, Policy as Asked, Resolver,
};
use neighborhood_center::records::{
    CenterDraft, Community, District, DistrictDraft, HolidayYearDraft, PolicyLayerDraft, PolicySet, PolicySetDraft,
    SeasonTableDraft,
};
use neighborhood_center::vocab::{
    AgeBoundaries, AreaKind, CellSet, Confidence, Date, EmbeddedFunctionSet, FunctionSet, GroupSet, PolicyLevel,
    Scheme, SquareMeters, Strength,
};
use neighborhood_center::{Context, Limits, Options, Report, rules};
use serde::Deserialize;

/// The outcomes that a rule never comes to, by its own description, and why. Each of the others has a case.
const NEVER: [(&str, Outcome, &str); 29] = [
    ("unreadable-text", Outcome::Undecided, "a text is JSON or it is not"),
    ("unreadable-text", Outcome::NotApplicable, "there is always a text"),
    ("unsupported-format", Outcome::NotApplicable, "every document has a version, or should have one"),
    ("limit-exceeded", Outcome::Met, "staying within a bound is not counted"),
    ("limit-exceeded", Outcome::Undecided, "what lies beyond a bound is counted, and so is known"),
    ("limit-exceeded", Outcome::NotApplicable, "staying within a bound is not counted"),
    ("malformed-value", Outcome::Undecided, "a value is what its field says or it is not"),
    ("malformed-value", Outcome::NotApplicable, "a field that is missing is not counted"),
    ("missing-field", Outcome::NotApplicable, "only required fields are counted"),
    ("unknown-field", Outcome::Undecided, "a key is a field or it is not"),
    ("unknown-field", Outcome::NotApplicable, "every object is counted"),
    ("repeated-field", Outcome::Undecided, "a key is there once or more often"),
    ("repeated-field", Outcome::NotApplicable, "every object is counted"),
    ("duplicate-key", Outcome::Undecided, "malformed keys are left to other rules"),
    ("unknown-reference", Outcome::NotApplicable, "what refers to nothing is not counted"),
    ("reversed-session", Outcome::NotApplicable, "only sessions are counted, and each has two ends"),
    ("session-without-days", Outcome::NotApplicable, "only sessions are counted, and each has days"),
    ("swapped-coordinates", Outcome::NotApplicable, "only points are counted, and each has two numbers"),
    ("duplicate-alias", Outcome::Undecided, "malformed names are left to other rules"),
    ("repeated-reference", Outcome::Undecided, "malformed references are left to other rules"),
    ("suspicious-text", Outcome::Undecided, "malformed names are left to other rules"),
    ("suspicious-text", Outcome::NotApplicable, "only names are counted"),
    ("duplicate-center-id", Outcome::Undecided, "malformed ids are left to other rules"),
    ("duplicate-community-id", Outcome::Undecided, "malformed ids are left to other rules"),
    ("duplicate-record-id", Outcome::Undecided, "malformed ids are left to other rules"),
    ("circular-merge", Outcome::Undecided, "what leads out of the document comes to an end there"),
    ("unusable-requirement", Outcome::NotApplicable, "only requirements are counted"),
    ("unknown-rule", Outcome::Undecided, "what is no id is left to other rules"),
    ("unknown-rule", Outcome::NotApplicable, "only rules that are named are counted"),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Met,
    Violated,
    Undecided,
    NotApplicable,
}

impl Outcome {
    const ALL: [Self; 4] = [Self::Met, Self::Violated, Self::Undecided, Self::NotApplicable];

    fn count(self, tally: Tally) -> u64 {
        match self {
            Self::Met => tally.met,
            Self::Violated => tally.violated,
            Self::Undecided => tally.undecided,
            Self::NotApplicable => tally.not_applicable,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    about: String,
    #[serde(default)]
    record: Record,
    as_of: Option<Date>,
    #[serde(default)]
    policy: Policy,
    #[serde(default)]
    limits: Bounds,
    input: Option<serde_json::Value>,
    text: Option<String>,
    expect: Vec<Expected>,
    ledger: BTreeMap<String, Tally>,
    undecided: Option<Vec<Undecided>>,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Record {
    #[default]
    Center,
    District,
    PolicyLayer,
    PolicySet,
    HolidayYear,
    SeasonTable,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Policy {
    Preset(Preset),
    Own(Own),
    Layered(Layered),
}

/// Layers as a policy set holds them, and communities that the context knows of.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Layered {
    layers: Vec<serde_json::Value>,
    #[serde(default)]
    communities: Vec<serde_json::Value>,
}

impl Default for Policy {
    fn default() -> Self {
        Self::Preset(Preset::None)
    }
}

#[derive(Clone, Copy, Deserialize)]
enum Preset {
    #[serde(rename = "none")]
    None,
    #[serde(rename = "luolong-2023")]
    Luolong,
    #[serde(rename = "embedded-facilities")]
    Embedded,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Own {
    boundaries: Option<Boundaries>,
    #[serde(default)]
    ask: Vec<Ask>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Boundaries {
    Census,
    NbsAnnual,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ask {
    strength: Option<Strength>,
    functions: Option<FunctionSet>,
    groups: Option<GroupSet>,
    cells: Option<CellSet>,
    features: Option<u32>,
    six_functions_at_least: Option<u32>,
    embedded_functions_at_least: Option<u32>,
    alternative: Option<AskAlternative>,
    area: Option<AskArea>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AskAlternative {
    of: EmbeddedFunctionSet,
    at_least: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AskArea {
    kind: AreaKind,
    least: SquareMeters,
    advised: Option<SquareMeters>,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Bounds {
    record_bytes: Option<usize>,
    list_items: Option<usize>,
    depth: Option<usize>,
    findings: Option<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    rule: String,
    path: String,
    severity: Severity,
    #[serde(default)]
    waived: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
struct Undecided {
    rule: String,
    path: String,
    because: Vec<String>,
}

impl Policy {
    fn into_context(self, date: Option<Date>) -> Context {
        match self {
            Self::Layered(layered) => layered.into_context(date),
            Self::Preset(Preset::None) => Context::new(Asked::none()),
            Self::Preset(Preset::Luolong) => Context::new(Asked::luolong_2023()),
            Self::Preset(Preset::Embedded) => Context::new(Asked::embedded_facilities()),
            Self::Own(own) => Context::new(own.into_asked()),
        }
    }
}

impl Layered {
    fn into_context(self, date: Option<Date>) -> Context {
        let set = serde_json::json!({ "format": 1, "layers": self.layers });
        let set: PolicySet = serde_json::from_value(set).unwrap();
        let communities: Vec<Community> = self.communities.into_iter().map(community).collect();
        let layers = set.layers().iter().map(Layer::from).collect();
        Context::layered(Resolver::new(layers, communities.iter().collect(), date).unwrap())
    }
}

impl Own {
    fn into_asked(self) -> Asked {
        let boundaries = match self.boundaries {
            None => AgeBoundaries::LEGAL,
            Some(Boundaries::Census) => AgeBoundaries::CENSUS,
            Some(Boundaries::NbsAnnual) => AgeBoundaries::NBS_ANNUAL,
        };
        self.ask.into_iter().fold(Asked::none().with_boundaries(boundaries), |asked, ask| ask.add_to(asked))
    }
}

/// A community as a document holds it.
fn community(record: serde_json::Value) -> Community {
    let district = serde_json::json!({ "format": 1, "name": "示例区", "communities": [record] });
    let district: District = serde_json::from_value(district).unwrap();
    district.communities()[0].clone()
}

impl Ask {
    fn add_to(self, mut asked: Asked) -> Asked {
        let strength = self.strength.unwrap_or(Strength::Must);
        let plan = || Citation::new("a plan made for this case", Confidence::Unverified);
        let asks = [
            self.functions.map(Asks::Functions),
            self.groups.map(Asks::Groups),
            self.cells.map(Asks::Cells),
            self.features.map(Asks::Features),
            self.six_functions_at_least
                .map(|at_least| Asks::FunctionsAtLeast { scheme: Scheme::SixFunctions, at_least }),
            self.embedded_functions_at_least
                .map(|at_least| Asks::FunctionsAtLeast { scheme: Scheme::EmbeddedFacilities, at_least }),
            self.alternative.map(|AskAlternative { of, at_least }| Asks::AnyOf { of: Choice::Embedded(of), at_least }),
            self.area.map(|AskArea { kind, least, advised }| Asks::Area(MinimumArea { kind, least, advised })),
        ];
        for ask in asks.into_iter().flatten() {
            asked = asked.ask(Demand::new(ask, strength, Authority::new(PolicyLevel::Community, plan())));
        }
        asked
    }
}

/// A case, and what became of it.
struct Judged {
    /// The directory's name.
    rule: String,
    file: PathBuf,
    about: String,
    text: String,
    expect: Vec<Expected>,
    ledger: BTreeMap<String, Tally>,
    undecided: Option<Vec<Undecided>>,
    report: Report,
}

impl Judged {
    fn of(rule: &str, file: PathBuf) -> Self {
        let content = fs::read_to_string(&file).unwrap();
        let case: Case = serde_json::from_str(&content).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let text = match (&case.input, case.text) {
            (Some(input), None) => input.to_string(),
            (None, Some(text)) => text,
            _ => panic!("{}: a case has either an input or a text", file.display()),
        };
        let mut context = case.policy.into_context(case.as_of);
        if let Some(date) = case.as_of {
            context = context.as_of(date);
        }
        let bounds = Limits::default();
        let limits = Limits {
            record_bytes: case.limits.record_bytes.unwrap_or(bounds.record_bytes),
            list_items: case.limits.list_items.unwrap_or(bounds.list_items),
            items: bounds.items,
            depth: case.limits.depth.unwrap_or(bounds.depth),
            findings: case.limits.findings.unwrap_or(bounds.findings),
        };
        let options = Options { limits, ..Options::default() };
        let report = match case.record {
            Record::Center => json::read_str::<CenterDraft>(&text, &context, &options).report().clone(),
            Record::District => json::read_str::<DistrictDraft>(&text, &context, &options).report().clone(),
            Record::PolicyLayer => json::read_str::<PolicyLayerDraft>(&text, &context, &options).report().clone(),
            Record::PolicySet => json::read_str::<PolicySetDraft>(&text, &context, &options).report().clone(),
            Record::HolidayYear => json::read_str::<HolidayYearDraft>(&text, &context, &options).report().clone(),
            Record::SeasonTable => json::read_str::<SeasonTableDraft>(&text, &context, &options).report().clone(),
        };
        Self {
            rule: rule.to_owned(),
            file,
            about: case.about,
            text,
            expect: case.expect,
            ledger: case.ledger,
            undecided: case.undecided,
            report,
        }
    }

    /// A fault of the case, with its file and what it is about.
    fn fault(&self, what: impl std::fmt::Display) -> String {
        format!("{} ({})\n    {what}", self.file.display(), self.about)
    }

    fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let mut expected = self.expect.clone();
        expected.sort();
        let mut found: Vec<Expected> = self
            .report
            .violations()
            .iter()
            .map(|found| Expected {
                rule: found.rule().to_owned(),
                path: found.path().to_string(),
                severity: found.severity(),
                waived: found.waived().is_some(),
            })
            .collect();
        found.sort();
        if found != expected {
            faults.push(self.fault(format_args!("expected {expected:?}\n    found    {found:?}")));
        }
        for (rule, expected) in &self.ledger {
            let found = tally(&self.report, rule);
            if found != Some(*expected) {
                faults
                    .push(self.fault(format_args!("ledger of {rule}: expected {expected:?}\n    found    {found:?}")));
            }
        }
        if let Some(expected) = &self.undecided {
            let found: Vec<Undecided> = self
                .report
                .undecided()
                .iter()
                .filter(|found| found.rule() == self.rule)
                .map(|found| Undecided {
                    rule: found.rule().to_owned(),
                    path: found.path().to_string(),
                    because: found.because().iter().map(ToString::to_string).collect(),
                })
                .collect();
            if found != *expected {
                faults.push(self.fault(format_args!("undecided: expected {expected:?}\n    found    {found:?}")));
            }
        }
        faults
    }

    /// Every place that the report names, with what it is to the finding.
    fn places(&self) -> Vec<(&'static str, String)> {
        let violations = self.report.violations().iter().flat_map(|found| {
            let related = found.related().iter().map(|place| ("a related place", place.to_string()));
            std::iter::once(("a violation", found.path().to_string())).chain(related)
        });
        let undecided = self.report.undecided().iter().flat_map(|found| {
            let because = found.because().iter().map(|place| ("a reason", place.to_string()));
            std::iter::once(("something undecided", found.path().to_string())).chain(because)
        });
        violations.chain(undecided).collect()
    }
}

fn tally(report: &Report, rule: &str) -> Option<Tally> {
    report.ledger().iter().find(|(card, _)| card.id == rule).map(|(_, tally)| tally)
}

fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

fn directories() -> BTreeSet<String> {
    let entries = fs::read_dir(home()).unwrap().map(|entry| entry.unwrap());
    entries.map(|entry| entry.file_name().into_string().unwrap()).collect()
}

fn judged() -> Vec<Judged> {
    let mut judged = Vec::new();
    for rule in directories() {
        let mut files: Vec<PathBuf> =
            fs::read_dir(home().join(&rule)).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        judged.extend(files.into_iter().map(|file| Judged::of(&rule, file)));
    }
    assert!(judged.len() > 300, "only {} cases were found", judged.len());
    judged
}

fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_case_comes_to_what_its_file_says() {
    assert_none(&judged().iter().flat_map(Judged::faults).collect::<Vec<_>>());
}

#[test]
fn every_case_speaks_of_the_rule_of_its_directory() {
    let mut faults = Vec::new();
    for case in judged() {
        let violated = case.expect.iter().filter(|expected| expected.rule == case.rule).count() as u64;
        match case.ledger.get(&case.rule) {
            None => faults.push(case.fault("the ledger lacks the rule of the directory")),
            Some(tally) if tally.violated != violated => {
                faults.push(case.fault("ledger and expected violations contradict each other"));
            }
            Some(_) => {}
        }
        if case.undecided.iter().flatten().any(|undecided| undecided.rule != case.rule) {
            faults.push(case.fault("something undecided belongs to another rule"));
        }
    }
    assert_none(&faults);
}

#[test]
fn every_rule_has_its_directory_and_every_directory_its_rule() {
    let rules: BTreeSet<String> = rules::all().iter().map(|card| card.id.to_owned()).collect();
    assert_eq!(directories(), rules);
}

#[test]
fn every_rule_has_a_case_of_every_outcome_that_it_can_have() {
    let mut seen = BTreeSet::new();
    for case in judged() {
        for outcome in Outcome::ALL {
            if tally(&case.report, &case.rule).is_some_and(|tally| outcome.count(tally) > 0) {
                seen.insert((case.rule.clone(), outcome));
            }
        }
    }
    for card in rules::all() {
        for outcome in Outcome::ALL {
            let never = NEVER.iter().find(|(rule, never, _)| (*rule, *never) == (card.id, outcome));
            match (seen.contains(&(card.id.to_owned(), outcome)), never) {
                (true, None) | (false, Some(_)) => {}
                (false, None) => panic!("no case of {} is {outcome:?}", card.id),
                (true, Some((.., why))) => panic!("a case of {} is {outcome:?}, though {why}", card.id),
            }
        }
    }
}

#[test]
fn every_place_that_a_report_names_or_what_holds_it_is_in_the_input() {
    let mut faults = Vec::new();
    for case in judged() {
        let Ok(input) = serde_json::from_str::<serde_json::Value>(&case.text) else {
            // Of a broken text only the whole is known.
            assert!(case.places().iter().all(|(_, place)| place.is_empty()), "{}", case.file.display());
            continue;
        };
        for (what, place) in case.places() {
            let holder = place.rsplit_once('/').map_or("", |(holder, _)| holder);
            if input.pointer(&place).is_none() && input.pointer(holder).is_none() {
                faults.push(case.fault(format_args!("{what} is at {place}, where nothing is")));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn every_report_of_a_case_reads_back_as_it_was() {
    for case in judged() {
        let text = serde_json::to_string(&case.report).unwrap();
        let read: Report = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}", case.fault(error)));
        assert_eq!(read, case.report, "{}", case.file.display());
    }
}
