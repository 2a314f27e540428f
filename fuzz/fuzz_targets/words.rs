//! Any text as every word: what is read is written and read back as the same, and what is refused is refused in words.
#![no_main]

use std::fmt::{Debug, Display};

use libfuzzer_sys::fuzz_target;
use neighborhood_center::path::Pointer;
use neighborhood_center::vocab::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// What can be read from a text, from a number or from both.
fn word<W>(text: &str)
where
    W: Word + Display + Say + Clone + Debug + Ord + Serialize + DeserializeOwned,
{
    match W::from_text(text) {
        Ok(word) => written_and_read_back(&word),
        Err(flaw) => said(&flaw),
    }
    if let Ok(word) = serde_json::from_str::<W>(text) {
        written_and_read_back(&word);
    }
}

fn written_and_read_back<W>(word: &W)
where
    W: Word + Display + Say + Clone + Debug + Ord + Serialize + DeserializeOwned,
{
    let written = serde_json::to_value(word).unwrap();
    assert_eq!(serde_json::from_value::<W>(written.clone()).as_ref().ok(), Some(word), "{written}");
    let text = serde_json::to_string(word).unwrap();
    assert_eq!(serde_json::from_str::<W>(&text).as_ref().ok(), Some(word), "{text}");
    if let Value::String(wire) = written {
        assert_eq!(word.to_string(), wire, "`Display` writes what the wire has");
        assert_eq!(W::from_text(&wire).as_ref().ok(), Some(word), "{wire}");
        if !wire.is_empty() {
            said(word);
        }
    } else {
        said(word);
    }
}

fn said(what: &impl Say) {
    for lang in [Lang::Zh, Lang::En] {
        assert!(!what.in_lang(lang).to_string().is_empty(), "nothing is said");
    }
}

/// The words of a vocabulary come from a text and nothing else; a list of them is a set.
fn member<W>(text: &str)
where
    W: Member + Display + Say + Ord + DeserializeOwned,
{
    word::<W>(text);
    if let Ok(set) = serde_json::from_str::<Set<W>>(text) {
        let written = serde_json::to_string(&set).unwrap();
        assert_eq!(serde_json::from_str::<Set<W>>(&written).unwrap(), set);
        assert_eq!(set.iter().count(), set.len());
        assert!(Set::<W>::all().contains_all(set));
    }
}

macro_rules! each {
    ($check:ident($text:ident): $($word:ident),+ $(,)?) => { $( $check::<$word>($text); )+ };
}

fuzz_target!(|text: &str| {
    each!(member(text):
        AcquisitionMode, AssetKind, IntegratedFacility, ProjectState,
        AgeGroup, AreaKind, BusinessFormat, Cell, Charge, Confidence, Datum, DeliveryRole, DivisionLevel, DivisionScheme,
        EmbeddedFunction, Exposure, Lifecycle, MonthPart, OrganizationKind, PhoneKind, PolicyLevel, Qualifier,
        RuralFunction, Scheme, ServiceFunction, ServiceItemPart, ServiceKind, Setting, SpaceKind, Strength, Tier, TownshipBand,
        VillageBand, Weekday,
    );
    each!(word(text):
        AssetId, CultureSiteId, ProjectId, SurveyId, Yuan,
        Age, CenterId, CommunityId, Count, CreditCode, Date, DivisionCode, Email, Floor, FormatVersion, Key, Latitude,
        Link, Longitude, Name, OrganizationCode, PartialDate, Phone, Pointer, ServiceItemCode, SquareMeters, Text, TimeOfDay,
    );
});
