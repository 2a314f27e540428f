use super::digits::{number, number_within, numeral};
use super::unread::Reason;
use crate::vocab::TimeOfDay;

/// A time as it is written, whether or not a clock shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: u32,
    pub(super) minute: u32,
    /// Written with a full stop, as dates are too.
    pub(super) dotted: bool,
}

impl Clock {
    fn of(hour: u32, minute: u32) -> Self {
        Self { hour, minute, dotted: false }
    }

    /// Reads the time that a text begins with; gives what follows, too.
    pub(super) fn read(text: &str) -> Option<(Self, &str)> {
        let (hour, rest, arabic) = match number(text) {
            Some(hour) if hour.digits > 2 => return None,
            Some(hour) => (hour.value, hour.rest, true),
            None => numeral(text).map(|(hour, rest)| (hour, rest, false))?,
        };
        if let Some(rest) = after_hour_word(rest) {
            let (minute, rest) = minutes_in_words(rest);
            return Some((Self::of(hour, minute), rest));
        }
        let past_colon = rest.strip_prefix(is_colon).filter(|_| arabic);
        // Two digits and no more are minutes: what people glue together falls apart behind them.
        if let Some(minutes) = past_colon.and_then(|rest| number_within(rest, 2)).filter(|minutes| minutes.digits == 2)
        {
            let no_seconds = minutes.rest.strip_prefix(is_colon).and_then(|rest| rest.strip_prefix("00"));
            return Some((Self::of(hour, minutes.value), no_seconds.unwrap_or(minutes.rest)));
        }
        let past_dot = rest.strip_prefix(['.', '．']).filter(|_| arabic)?;
        let run = number(past_dot)?;
        let minutes = number_within(past_dot, 2).filter(|minutes| minutes.digits == 2)?;
        let goes_on = run.rest.starts_with(['.', '．']);
        let fits = match run.digits {
            2 => !goes_on,
            3 | 4 => goes_on,
            _ => false,
        };
        fits.then_some((Self { dotted: true, ..Self::of(hour, minutes.value) }, minutes.rest))
    }

    /// Whether it could be a month and a day of it.
    fn may_be_date(self) -> bool {
        self.dotted && (1..=12).contains(&self.hour) && (1..=31).contains(&self.minute)
    }

    /// Whether a clock shows it.
    pub(super) fn is_shown(self) -> bool {
        self.time().is_ok()
    }

    fn time(self) -> Result<TimeOfDay, Reason> {
        let minutes = self.hour.saturating_mul(60).saturating_add(self.minute);
        let minutes = u16::try_from(minutes).ok().filter(|_| self.minute < 60);
        minutes.and_then(TimeOfDay::from_minutes).ok_or(Reason::NoSuchTime)
    }
}

/// A colon of any make.
pub(super) fn is_colon(character: char) -> bool {
    matches!(character, ':' | '：' | '∶' | '︰' | '﹕')
}

/// Past 点 or 时 where they end an hour.
pub(super) fn after_hour_word(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(['点', '點', '时', '時'])?;
    let other_word = text.starts_with('时') && rest.starts_with(['间', '段', '候', '期']);
    (!other_word).then_some(rest.strip_prefix('钟').unwrap_or(rest))
}

/// The minutes after 点, if there are any.
fn minutes_in_words(text: &str) -> (u32, &str) {
    for (word, minutes) in [("整", 0), ("半", 30), ("一刻", 15), ("三刻", 45)] {
        if let Some(rest) = text.strip_prefix(word) {
            return (minutes, rest);
        }
    }
    let begins_hour =
        |rest: &str| rest.starts_with(is_colon) || rest.starts_with(['点', '时', '小', '.', '月', '年', '日', '号']);
    if let Some(found) = number(text) {
        if let Some(rest) = found.rest.strip_prefix('分').filter(|_| found.digits <= 2) {
            return (found.value, rest);
        }
        let stands_alone = found.digits == 2 && !begins_hour(found.rest);
        let is_glued = matches!(found.digits, 3 | 4) && begins_hour(found.rest);
        let minutes = number_within(text, 2).filter(|_| stands_alone || is_glued);
        return minutes.map_or((0, text), |minutes| (minutes.value, minutes.rest));
    }
    match numeral(text) {
        Some((minutes, rest)) => match rest.strip_prefix('分') {
            Some(rest) => (minutes, rest),
            None if minutes >= 10 && !begins_hour(rest) => (minutes, rest),
            None => (0, text),
        },
        None => (0, text),
    }
}

/// A part of the day, as a word before a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayPart {
    /// 凌晨.
    SmallHours,
    /// 上午, 早上.
    Morning,
    /// 中午.
    Noon,
    /// 下午.
    Afternoon,
    /// 晚上.
    Evening,
}

/// On which of the two rounds of a clock with twelve hours a time was said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Round {
    /// As written.
    Plain,
    /// Twelve hours later, so that what follows is so too unless it says otherwise.
    Second,
}

/// From a time with the part of the day before it to another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Between {
    pub(super) opens: (Option<DayPart>, Clock),
    pub(super) closes: (Option<DayPart>, Clock),
}

impl Between {
    /// Whether both could be days of the year.
    pub(super) fn may_be_dates(self) -> bool {
        self.opens.1.may_be_date() && self.closes.1.may_be_date()
    }

    /// The times meant.
    ///
    /// # Errors
    /// Why there are none.
    pub(super) fn times(self) -> Result<(TimeOfDay, TimeOfDay), Reason> {
        let (opens, round) = match self.opens {
            (None, clock) => (clock.time()?, Round::Plain),
            (Some(part), clock) => said(part, clock)?,
        };
        let closes = match self.closes {
            (Some(part), clock) => closing(part, clock)?,
            (None, clock) => match (self.opens.0, round) {
                (Some(part), Round::Second) => inherited(part, clock)?,
                (Some(part), Round::Plain) => within(part, clock.time()?)?,
                (None, _) => clock.time()?,
            },
        };
        if opens < closes { Ok((opens, closes)) } else { Err(Reason::EndsBeforeItBegins) }
    }
}

/// The time that is said with a part of the day, where hours begin.
fn said(part: DayPart, clock: Clock) -> Result<(TimeOfDay, Round), Reason> {
    let time = clock.time()?;
    let later = Clock { hour: clock.hour + 12, ..clock };
    let (plain, second) = match part {
        DayPart::SmallHours => (0..7, 0..0),
        DayPart::Morning => (4..12, 0..0),
        DayPart::Noon => (11..15, 1..3),
        DayPart::Afternoon => (12..20, 1..8),
        DayPart::Evening => (16..24, 4..12),
    };
    if second.contains(&clock.hour) {
        return Ok((later.time()?, Round::Second));
    }
    if !plain.contains(&clock.hour) {
        return Err(Reason::Contradiction);
    }
    // Twelve at noon is written alike on both rounds.
    Ok((time, if clock.hour == 12 { Round::Second } else { Round::Plain }))
}

/// The time that is said with a part of the day, where hours end.
fn closing(part: DayPart, clock: Clock) -> Result<TimeOfDay, Reason> {
    match (part, clock) {
        (DayPart::Evening, Clock { hour: 12 | 24, minute: 0, .. }) => Ok(TimeOfDay::END),
        (DayPart::Morning, Clock { hour: 12, minute: 0, .. }) => clock.time(),
        _ => said(part, clock).map(|(time, _)| time),
    }
}

/// The time at which hours end whose beginning was said on the second round.
fn inherited(part: DayPart, clock: Clock) -> Result<TimeOfDay, Reason> {
    match (part, clock.hour) {
        (DayPart::Evening, 12) => closing(part, clock),
        (_, 1..=11) => Clock { hour: clock.hour + 12, ..clock }.time(),
        _ => clock.time(),
    }
}

/// Whether hours that begin in a part of the day may end then: a morning does not last into the afternoon.
fn within(part: DayPart, closes: TimeOfDay) -> Result<TimeOfDay, Reason> {
    let last = match part {
        DayPart::Morning => 13 * 60,
        DayPart::Noon => 16 * 60,
        DayPart::SmallHours => 9 * 60,
        DayPart::Afternoon | DayPart::Evening => 24 * 60,
    };
    if closes.minutes() <= last { Ok(closes) } else { Err(Reason::Contradiction) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(text: &str) -> Option<(u32, u32, &str)> {
        Clock::read(text).map(|(clock, rest)| (clock.hour, clock.minute, rest))
    }

    #[test]
    fn a_time_is_read_in_every_form_and_ends_where_it_ends() {
        for (text, hour, minute, rest) in [
            ("8:30", 8, 30, ""),
            ("08：30-", 8, 30, "-"),
            ("11:3013:30", 11, 30, "13:30"),
            ("08:30:00-", 8, 30, "-"),
            ("8.30-11.30", 8, 30, "-11.30"),
            ("11.3013.30", 11, 30, "13.30"),
            ("8点", 8, 0, ""),
            ("8点半", 8, 30, ""),
            ("8点30分", 8, 30, ""),
            ("8点30", 8, 30, ""),
            ("8点13点", 8, 0, "13点"),
            ("8时30分", 8, 30, ""),
            ("17时", 17, 0, ""),
            ("九点", 9, 0, ""),
            ("九点半", 9, 30, ""),
            ("十二点三十分", 12, 30, ""),
            ("八点三十至", 8, 30, "至"),
            ("８：３０", 8, 30, ""),
            ("9点一刻", 9, 15, ""),
            ("9点钟", 9, 0, ""),
        ] {
            assert_eq!(clock(text), Some((hour, minute, rest)), "{text}");
        }
        for text in ["8", "8:3", "8.3", "3.50.1", "2024:00", "8小时", "3.505", "时", "8时间", "点"] {
            assert_eq!(clock(text), None, "{text}");
        }
    }

    fn times(opens: (Option<DayPart>, &str), closes: (Option<DayPart>, &str)) -> Result<(u16, u16), Reason> {
        let read = |text: &str| Clock::read(text).unwrap().0;
        let between = Between { opens: (opens.0, read(opens.1)), closes: (closes.0, read(closes.1)) };
        between.times().map(|(opens, closes)| (opens.minutes() / 60, closes.minutes() / 60))
    }

    #[test]
    fn a_part_of_the_day_agrees_with_its_times_or_there_are_none() {
        use DayPart::{Afternoon, Evening, Morning, Noon, SmallHours};
        let clash = Err(Reason::Contradiction);
        for (opens, closes, expected) in [
            ((Some(Afternoon), "2:00"), (None, "5:00"), Ok((14, 17))),
            ((Some(Afternoon), "14:00"), (None, "17:00"), Ok((14, 17))),
            ((Some(Afternoon), "2:00"), (None, "17:00"), Ok((14, 17))),
            ((Some(Afternoon), "12:00"), (None, "5:00"), Ok((12, 17))),
            ((Some(Afternoon), "2:00"), (None, "9:00"), Ok((14, 21))),
            ((Some(Afternoon), "14:00"), (None, "5:00"), Err(Reason::EndsBeforeItBegins)),
            ((Some(Morning), "9:00"), (Some(Afternoon), "5:00"), Ok((9, 17))),
            ((Some(Morning), "9:00"), (None, "12:00"), Ok((9, 12))),
            ((Some(Morning), "13:30"), (None, "15:00"), clash),
            ((Some(Morning), "8:30"), (None, "17:30"), clash),
            ((Some(Afternoon), "9:00"), (None, "11:00"), clash),
            ((Some(Evening), "7:00"), (None, "9:00"), Ok((19, 21))),
            ((Some(Evening), "6:00"), (None, "12:00"), Ok((18, 24))),
            ((Some(Evening), "18:00"), (None, "24:00"), Ok((18, 24))),
            ((Some(Evening), "2:00"), (None, "3:00"), clash),
            ((Some(Noon), "12:00"), (None, "1:00"), Ok((12, 13))),
            ((Some(Noon), "12:00"), (Some(Afternoon), "2:00"), Ok((12, 14))),
            ((Some(SmallHours), "5:00"), (Some(Evening), "12:00"), Ok((5, 24))),
            ((Some(SmallHours), "12:00"), (None, "13:00"), clash),
            ((None, "9:00"), (None, "17:00"), Ok((9, 17))),
            ((None, "9:00"), (Some(Evening), "9:00"), Ok((9, 21))),
            ((None, "17:00"), (None, "9:00"), Err(Reason::EndsBeforeItBegins)),
            ((None, "25:00"), (None, "26:00"), Err(Reason::NoSuchTime)),
            ((None, "8:60"), (None, "9:00"), Err(Reason::NoSuchTime)),
            ((None, "0:00"), (None, "24:00"), Ok((0, 24))),
            ((None, "8:00"), (None, "24:01"), Err(Reason::NoSuchTime)),
        ] {
            assert_eq!(times(opens, closes), expected, "{opens:?} {closes:?}");
        }
    }
}
