//! Notices of holidays and tables of seasons to which no rule of the record objects, and the faults that they can have.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use super::fault::{Base, Input, OneFault, changed, put};
use super::junk::written;
use super::words::{date, name};
use crate::field::Field;
use crate::record::Model;
use crate::records::{
    HolidayDayDraft, HolidayYear, HolidayYearDraft, SeasonPeriodDraft, SeasonTable, SeasonTableDraft,
};
use crate::vocab::{Date, Season, Year};

/// A checked notice of one year's holidays, with days off and make-up workdays in that year and in the December before. The days are
/// made up.
pub fn holiday_year() -> impl Strategy<Value = HolidayYear> {
    year_draft(0).prop_filter_map("not in order", HolidayYear::admit)
}

/// A checked table of the seasons of one year, whose periods do not overlap. The dates are made up.
pub fn season_table() -> impl Strategy<Value = SeasonTable> {
    table_draft().prop_filter_map("not in order", SeasonTable::admit)
}

fn year_draft(least: usize) -> impl Strategy<Value = HolidayYearDraft> {
    (2007_u16..2040).prop_flat_map(move |year| {
        let days = proptest::collection::btree_map(date(year..year + 1), (name(), any::<bool>()), least..40);
        let december = proptest::option::of((1_u8..=31, name(), any::<bool>()));
        (days, december).prop_map(move |(days, december)| {
            let before = december.and_then(|(day, name, off)| Some((Date::new(year - 1, 12, day)?, (name, off))));
            let days = before.into_iter().chain(days).map(|(date, (name, off))| HolidayDayDraft {
                name: name.into(),
                date: Field::Given(date),
                is_off_day: Field::Given(off),
                ..HolidayDayDraft::default()
            });
            HolidayYearDraft {
                year: Year::new(year).map_or(Field::Missing, Field::Given),
                days: Field::Given(days.collect()),
                ..HolidayYearDraft::default()
            }
        })
    })
}

fn table_draft() -> impl Strategy<Value = SeasonTableDraft> {
    let seasons = select(&[
        [Season::SummerTimetable, Season::WinterTimetable],
        [Season::SchoolTerm, Season::SummerVacation],
        [Season::WinterVacation, Season::SchoolTerm],
    ]);
    (2007_u16..2040, seasons, 1_u8..=28, 1_u8..=28).prop_map(|(year, [first, second], last, next)| {
        let period = |season, (begins, ends): (Option<Date>, Option<Date>)| SeasonPeriodDraft {
            season: Field::Given(season),
            begins: begins.map_or(Field::Missing, Field::Given),
            ends: ends.map_or(Field::Missing, Field::Given),
            ..SeasonPeriodDraft::default()
        };
        let day = |month, day| Date::new(year, month, day);
        let periods = vec![period(first, (day(2, 1), day(6, last))), period(second, (day(7, next), day(11, 30)))];
        SeasonTableDraft {
            valid_from: day(1, 1).map_or(Field::Missing, Field::Given),
            valid_until: day(12, 31).map_or(Field::Missing, Field::Given),
            periods: periods.into(),
            ..SeasonTableDraft::default()
        }
    })
}

pub(super) fn calendar_fault(rule: &'static str) -> Option<BoxedStrategy<OneFault>> {
    if rule != "contradictory-calendar" {
        return None;
    }
    let twice = changed(rule, notice(), any::<proptest::sample::Index>(), |record, nth| {
        let days = record.get_mut("days")?.as_array_mut()?;
        let mut again = days.get(nth.index(days.len()))?.clone();
        let off = again.get("isOffDay")?.as_bool()?;
        put(&mut again, "/isOffDay", json!(!off))?;
        days.push(again);
        Some(format!("/days/{}", days.len() - 1))
    });
    let elsewhere = changed(rule, notice(), (2_u64..30, 1_u8..=12), |record, (years, month)| {
        let year = record.get("year")?.as_u64()?;
        put(record, "/days/0/date", json!(format!("{}-{month:02}-15", year + years)))?;
        Some("/days/0/date".to_owned())
    });
    let overlapping = changed(rule, table(), Just(()), |record, ()| {
        let ends = record.pointer("/periods/1/ends")?.clone();
        put(record, "/periods/0/ends", ends)?;
        Some("/periods/1".to_owned())
    });
    Some(prop_oneof![twice, elsewhere, overlapping].boxed())
}

/// A notice with some days.
fn notice() -> Base {
    base(Input::HolidayYear, year_draft(3).prop_filter_map("", |draft| written(HolidayYear::admit(draft)?)))
}

fn table() -> Base {
    base(Input::SeasonTable, table_draft().prop_filter_map("", |draft| written(SeasonTable::admit(draft)?)))
}

fn base(input: Input, record: impl Strategy<Value = Value> + 'static) -> Base {
    Base { input, record: record.boxed() }
}
