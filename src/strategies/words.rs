//! Words as records hold them.

use proptest::prelude::*;
use proptest::sample::select;

use crate::vocab::{
    CheckDigit, Count, CreditCode, Date, Latitude, Longitude, Member, MonthPart, Name, PartialDate, ServiceItemCode,
    Set, SquareMeters, Text, TimeOfDay, Word,
};

/// A word that a text is; texts that are none are drawn again.
pub(super) fn written<W: Word + std::fmt::Debug>(texts: impl Strategy<Value = String>) -> impl Strategy<Value = W> {
    texts.prop_filter_map("no such word", |text| W::from_text(&text).ok())
}

/// One word of a closed vocabulary.
pub(super) fn any_of<W: Member>() -> impl Strategy<Value = W> {
    select(W::ALL)
}

/// A set of words with at least one of them.
pub(super) fn some_of<W: Member>() -> impl Strategy<Value = Set<W>> {
    proptest::collection::vec(any_of::<W>(), 1..4).prop_map(|words| words.into_iter().collect())
}

/// A name that is in order: nothing in it looks like a placeholder, like damage or like markup.
pub(super) fn name() -> impl Strategy<Value = Name> {
    // Without 烫 and 锟, which are what damaged text is known by, and long enough to be no placeholder.
    written("[\u{4E00}-\u{70EA}\u{70EC}-\u{8FFF}]{4,12}([ (（·-]{0,1}[A-Za-z0-9]{1,6}[)）]{0,1}){0,1}")
}

/// A text of one or more lines.
pub(super) fn text() -> impl Strategy<Value = Text> {
    written("[\u{4E00}-\u{9FA5}A-Za-z0-9，。、 ]{1,40}(\n[\u{4E00}-\u{9FA5}]{1,20}){0,2}")
}

pub(super) fn count() -> impl Strategy<Value = Count> {
    (1_u32..100_000).prop_filter_map("no count", Count::new)
}

/// An amount between two, in square meters, often with decimals.
pub(super) fn square_meters(least: u64, most: u64) -> impl Strategy<Value = SquareMeters> {
    (least * 100..=most * 100).prop_filter_map("no amount", SquareMeters::from_hundredths)
}

/// A day of these years.
pub(super) fn date(years: std::ops::Range<u16>) -> impl Strategy<Value = Date> {
    (years, 1_u8..=12, 1_u8..=31).prop_filter_map("no such day", |(year, month, day)| Date::new(year, month, day))
}

/// A date of these years, of any precision.
pub(super) fn partial_date(years: std::ops::Range<u16>) -> impl Strategy<Value = PartialDate> {
    let part = select(&[MonthPart::Early, MonthPart::Mid, MonthPart::Late][..]);
    (date(years), 0..4_u8, part).prop_filter_map("no such date", |(day, precision, part)| match precision {
        0 => PartialDate::of_year(day.year()),
        1 => PartialDate::of_month(day.year(), day.month()),
        2 => PartialDate::of_month_part(day.year(), day.month(), part),
        _ => Some(PartialDate::from(day)),
    })
}

/// Four times of one day, each later than the one before.
pub(super) fn times() -> impl Strategy<Value = [TimeOfDay; 4]> {
    (0_u16..300, 1_u16..380, 1_u16..380, 1_u16..380).prop_filter_map("no such times", |(first, a, b, c)| {
        let time = TimeOfDay::from_minutes;
        Some([time(first)?, time(first + a)?, time(first + a + b)?, time(first + a + b + c)?])
    })
}

/// A place within China, in degrees.
pub(super) fn coordinates() -> impl Strategy<Value = (Latitude, Longitude)> {
    (180_000_000_i32..530_000_000, 740_000_000_i32..1_350_000_000).prop_filter_map("no such place", |(north, east)| {
        Some((Latitude::from_ten_millionths(north)?, Longitude::from_ten_millionths(east)?))
    })
}

/// A code whose check digit holds.
pub(super) fn credit_code() -> impl Strategy<Value = CreditCode> {
    written::<CreditCode>("91410311MA[0-9A-HJ-NPQRTUWXY]{7}0").prop_filter_map("no such code", |code| {
        match code.check_digit() {
            CheckDigit::Holds => Some(code),
            CheckDigit::Fails { expected } => {
                let body: String = code.as_str().chars().take(17).collect();
                CreditCode::from_text(&format!("{body}{expected}")).ok()
            }
        }
    })
}

/// A code of a known layout, every part in order.
pub(super) fn service_item_code() -> impl Strategy<Value = ServiceItemCode> {
    let catalog = "[0-9]{3}[A-Z][0-9]{8}([0-9]{2})?|[A-Z]-[0-9]{6}-[0-9]{3}|[0-9][A-Z]-[0-9]{4}-[0-9]{5}";
    let usual = (catalog, "410311[0-9]{6}-[0-9]{3}", credit_code(), "[0-9]-[0-9]{2}")
        .prop_map(|(catalog, area, organization, end)| format!("{catalog}-{area}-{organization}-{end}"));
    let short = ("[A-Z]-[0-9]{6}-[0-9]{3}", credit_code())
        .prop_map(|(catalog, organization)| format!("{catalog}-{organization}"));
    written(prop_oneof![3 => usual, 1 => short])
}
