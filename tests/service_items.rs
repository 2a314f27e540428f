//! The codes of government-service items that are in use: each is kept as it is, and each gets a verdict.
//!
//! The corpus is not part of this crate: 568 items with their codes. To run it, set `NEIGHBORHOOD_CENTER_CORPORA` to a
//! directory that holds `service-items/items.json`; without the variable the tests say so and pass.

#![cfg(feature = "json")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise, and says when it is skipped"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use neighborhood_center::records::CenterDraft;
use neighborhood_center::vocab::{
    Answer, CheckDigit, Lang, PartVerdict, Say, ServiceItemCode, ServiceItemFlaw, ServiceItemOrganization,
    ServiceItemPart,
};
use neighborhood_center::{Context, Options, json};

/// The items of the corpus; `None` where it was not asked for.
fn items() -> Option<Vec<serde_json::Value>> {
    let Some(corpora) = std::env::var_os("NEIGHBORHOOD_CENTER_CORPORA").map(PathBuf::from) else {
        println!("skipped: NEIGHBORHOOD_CENTER_CORPORA is not set, so the codes of service items are not read");
        return None;
    };
    let file = corpora.join("service-items").join("items.json");
    let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    Some(serde_json::from_str(&text).unwrap())
}

fn codes() -> Option<Vec<String>> {
    Some(items()?.iter().map(|item| item["itemCode"].as_str().unwrap().to_owned()).collect())
}

/// The organization of a code without its hyphen, by counting hyphens alone: what is left once `n-nn` at the end and as
/// many segments at the beginning are gone as the catalog's first one tells.
fn organization_by_counting(code: &str) -> String {
    let segments: Vec<&str> = code.split('-').collect();
    let (before, after) = match segments[0].len() {
        12 | 14 => (3, 2),
        1 if segments.len() == 4 => (3, 0),
        1 | 2 => (5, 2),
        other => panic!("{code} begins with {other} characters"),
    };
    segments[before..segments.len() - after].concat()
}

/// Whether a credit code's last character makes the sum of all eighteen, each times a power of three, a multiple of 31:
/// another form of the same law.
fn adds_up(code: &str) -> bool {
    let alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    let value = |character: char| alphabet.find(character).unwrap() as u64;
    let powers = (0..17).map(|place| 3_u64.pow(place));
    let sum: u64 = code.chars().map(value).zip(powers.chain([1])).map(|(value, power)| value * power).sum();
    sum % 31 == 0
}

#[test]
fn each_code_is_read_and_written_as_it_is() {
    let Some(codes) = codes() else { return };
    assert_eq!(codes.len(), 568);
    for text in codes {
        let code: ServiceItemCode = text.parse().unwrap();
        assert_eq!(code.to_string(), text);
        let written = serde_json::to_string(&code).unwrap();
        assert_eq!(serde_json::from_str::<ServiceItemCode>(&written).unwrap(), code);
        let parts = code.parts().unwrap_or_else(|| panic!("{text} is not explained"));
        let joined: Vec<&str> = ServiceItemPart::ALL.iter().filter_map(|part| parts.text(*part)).collect();
        assert_eq!(joined.join("-"), text);
        assert_eq!(joined.concat().len(), text.len() - text.matches('-').count() + parts_hyphens(&joined));
    }
}

/// The hyphens within the parts.
fn parts_hyphens(parts: &[&str]) -> usize {
    parts.iter().map(|part| part.matches('-').count()).sum()
}

#[test]
fn the_organizations_are_as_many_of_each_form_as_were_counted_by_hand() {
    let Some(codes) = codes() else { return };
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for text in &codes {
        let code: ServiceItemCode = text.parse().unwrap();
        let parts = code.parts().unwrap();
        let written = parts.text(ServiceItemPart::Organization).unwrap();
        assert_eq!(written.replace('-', ""), organization_by_counting(text), "{text}");
        let form = match parts.organization() {
            ServiceItemOrganization::CreditCode(code) => match code.check_digit() {
                CheckDigit::Holds => "credit code, holds".to_owned(),
                CheckDigit::Fails { .. } => "credit code, fails".to_owned(),
            },
            ServiceItemOrganization::OrganizationCode(code) => {
                assert_eq!(code.check_character(), CheckDigit::Holds, "{text}");
                format!("organization code, {} characters", written.len())
            }
            ServiceItemOrganization::Placeholder => format!("placeholder, {}", written.len()),
            ServiceItemOrganization::Other => format!("other, {}", written.len()),
        };
        *counts.entry(form).or_default() += 1;
    }
    let expected = [
        ("credit code, fails", 4),
        ("credit code, holds", 490),
        ("organization code, 10 characters", 6),
        ("organization code, 9 characters", 9),
        ("other, 10", 7),
        ("other, 17", 47),
        ("placeholder, 13", 4),
        ("placeholder, 16", 1),
    ];
    assert_eq!(counts.values().sum::<u32>(), 568);
    assert_eq!(counts.iter().map(|(form, count)| (form.as_str(), *count)).collect::<Vec<_>>(), expected);
}

#[test]
fn each_code_gets_a_verdict_and_the_part_that_is_off_is_named() {
    let Some(codes) = codes() else { return };
    let mut in_order = 0;
    for text in &codes {
        let code: ServiceItemCode = text.parse().unwrap();
        let verdicts: Vec<_> = code.parts().unwrap().verdicts().collect();
        assert_eq!(verdicts.len(), if text.starts_with("E-") { 2 } else { 6 }, "{text}");
        let organization = organization_by_counting(text);
        let expected = match organization.len() {
            18 if adds_up(&organization) => None,
            9 => None,
            18 => Some("check digit"),
            _ if organization.chars().min() == organization.chars().max() => Some("placeholder"),
            length => Some(if length == 17 { "17" } else { "10" }),
        };
        let off: Vec<_> = verdicts.iter().filter(|(_, verdict)| *verdict != PartVerdict::InOrder).collect();
        let found = match off.as_slice() {
            [] => None,
            [(ServiceItemPart::Organization, PartVerdict::Off(flaw))] => Some(match flaw {
                ServiceItemFlaw::CheckDigit { .. } => "check digit",
                ServiceItemFlaw::Placeholder => "placeholder",
                ServiceItemFlaw::Length { found: 17 } => "17",
                ServiceItemFlaw::Length { found: 10 } => "10",
                other => panic!("{text}: {}", other.in_lang(Lang::En)),
            }),
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(found, expected, "{text}");
        assert_eq!(code.is_in_order(), Answer::from(expected.is_none()), "{text}");
        in_order += u32::from(expected.is_none());
    }
    assert_eq!(in_order, 490 + 9 + 6);
}

#[test]
fn a_desk_that_handles_them_all_is_admitted_with_a_warning_for_each_code_that_is_off() {
    let Some(items) = items() else { return };
    let items: Vec<_> = items
        .iter()
        .map(|item| {
            serde_json::json!({
                "name": item["name"], "code": item["itemCode"], "department": { "name": item["department"] }
            })
        })
        .collect();
    let center = serde_json::json!({
        "id": "6f1b2c00-4103-4110-8000-000000000299", "name": "示例社区邻里中心",
        "services": [{ "key": "desk", "name": "政务服务", "kind": "government-desk", "items": items }]
    });
    let reading = json::read_str::<CenterDraft>(&center.to_string(), &Context::default(), &Options::default());
    let (report, center) = reading.admit();
    let (_, tally) = report.ledger().iter().find(|(card, _)| card.id == "service-item-code-part").unwrap();
    assert_eq!((tally.met, tally.violated, tally.undecided, tally.not_applicable), (505, 63, 0, 0));
    assert_eq!(center.unwrap_or_else(|| panic!("{report}")).services()[0].items().len(), 568);
}
