//! `overlapping-sessions`: no two sessions of one list are on at the same time.
//!
//! **Demands** that two sessions which share a weekday and a day of their periods do not share a minute. Sessions that
//! touch (11:30 and 11:30) do not overlap.
//! **Basis**: the data standard; hours that overlap would be counted twice.
//! *Met* once for every list without an overlap; *violated* by every session that an earlier-beginning one overlaps;
//! *undecided* where there is none among the well-formed sessions and others are malformed; *not applicable* to fewer
//! than two sessions.

use crate::field::{Field, List};
use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::records::SessionDraft;
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::{Date, Phrase, TimeOfDay, Weekday, WeekdaySet};

pub(crate) static CARD: Card = Card {
    id: "overlapping-sessions",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("时段重叠", "two sessions overlap"),
    facts: &["days", "opens", "closes"],
    says: Phrase::new(
        "{days} {opens}–{closes} 与同一列表中的另一时段重叠",
        "on {days} from {opens} to {closes}, another session of the list is on as well",
    ),
    help: Phrase::new("请合并或错开这两个时段", "join the two sessions or set them apart"),
};

/// Up to this many sessions, comparing every two costs less than sorting them.
const FEW: usize = 16;

#[derive(Clone, Copy)]
struct Span {
    place: usize,
    days: WeekdaySet,
    opens: TimeOfDay,
    closes: TimeOfDay,
    valid_from: Option<Date>,
    valid_until: Option<Date>,
}

impl Span {
    fn of(place: usize, session: &SessionDraft) -> Option<Self> {
        let date = |field: &Field<Date>| match field {
            Field::Missing => Some(None),
            Field::Malformed(_) => None,
            Field::Given(date) => Some(Some(*date)),
        };
        let weekdays = session.weekdays.given()?;
        let span = Self {
            place,
            days: weekdays.words,
            opens: *session.opens.given()?,
            closes: *session.closes.given()?,
            valid_from: date(&session.valid_from)?,
            valid_until: date(&session.valid_until)?,
        };
        (span.opens < span.closes).then_some(span)
    }

    fn overlaps(&self, other: &Self) -> bool {
        let ends_before = |a: &Self, b: &Self| matches!((a.valid_until, b.valid_from), (Some(a), Some(b)) if a < b);
        self.days.meets(other.days)
            && self.opens < other.closes
            && other.opens < self.closes
            && !ends_before(self, other)
            && !ends_before(other, self)
    }
}

pub(crate) fn check(sessions: &List<SessionDraft>, at: &Path<'_>, probe: &mut Probe<'_>) {
    if sessions.items.len() < 2 {
        return probe.not_applicable();
    }
    let spans = sessions.given().filter_map(|(place, session)| Span::of(place, session));
    let any = if sessions.items.len() <= FEW {
        compare_every_two(spans.clone(), at, probe)
    } else {
        sweep(spans.clone().collect(), at, probe)
    };
    if any {
    } else if spans.count() < sessions.items.len() {
        probe.undecided(at, vec![at.to_pointer()]);
    } else {
        probe.met();
    }
}

fn compare_every_two(spans: impl Iterator<Item = Span> + Clone, at: &Path<'_>, probe: &mut Probe<'_>) -> bool {
    let mut any = false;
    for (nth, span) in spans.clone().enumerate() {
        if let Some(other) = spans.clone().take(nth).find(|other| other.overlaps(&span)) {
            any = true;
            tell(&span, &other, at, probe);
        }
    }
    any
}

/// Compares every span with those of its weekday that are still on when it opens.
///
/// A span is told once, with the first of those. Spans whose periods are apart may pile up on a weekday; of those, only
/// so many are compared that the time stays proportional to n log n.
fn sweep(mut spans: Vec<Span>, at: &Path<'_>, probe: &mut Probe<'_>) -> bool {
    spans.sort_unstable_by_key(|span| (span.opens, span.closes, span.place));
    let mut any = false;
    let mut open: [Vec<Span>; 7] = Default::default();
    for span in spans {
        let mut clash: Option<Span> = None;
        for (day, open) in Weekday::ALL.iter().zip(&mut open) {
            if span.days.contains(*day) {
                open.retain(|other| other.closes > span.opens);
                let other = open.iter().rev().take(FEW).find(|other| other.overlaps(&span)).copied();
                clash = clash.or(other);
                open.push(span);
            }
        }
        if let Some(other) = clash {
            any = true;
            tell(&span, &other, at, probe);
        }
    }
    any
}

fn tell(span: &Span, other: &Span, at: &Path<'_>, probe: &mut Probe<'_>) {
    let days = span.days.and(other.days);
    let opens = span.opens.max(other.opens);
    let closes = span.closes.min(other.closes);
    let (later, earlier) = (span.place.max(other.place), span.place.min(other.place));
    probe.violated(
        Breach::at(&at.index(later), [Fact::Weekdays(days), Fact::Time(opens), Fact::Time(closes)])
            .related(&at.index(earlier)),
    );
}
