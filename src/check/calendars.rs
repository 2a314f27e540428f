//! Notices of holidays and tables of seasons, as records.

use super::walk::{Check, Walk, run};
use crate::path::Path;
use crate::records::{HolidayYear, HolidayYearDraft, SeasonTable, SeasonTableDraft};
use crate::rules::record::reversed_period::Period;
use crate::rules::{Rule, record};

impl Check for HolidayYearDraft {
    type Checked = HolidayYear;

    fn walk(&self, walk: &mut Walk<'_>) {
        let at = &Path::ROOT;
        walk.findings.counts.records += 1;
        walk.shape(self, at);
        let days = at.key("days");
        for (place, day) in self.days.items() {
            walk.name(&day.name, &days.index(place).key("name"));
        }
        run!(walk, record::contradictory_calendar, self, at);
    }
}

impl Check for SeasonTableDraft {
    type Checked = SeasonTable;

    fn walk(&self, walk: &mut Walk<'_>) {
        let at = &Path::ROOT;
        walk.findings.counts.records += 1;
        walk.shape(self, at);
        let valid = Period { begins: ("valid_from", &self.valid_from), ends: ("valid_until", &self.valid_until) };
        run!(walk, record::reversed_period, &valid, at);
        let periods = at.key("periods");
        for (place, period) in self.periods.items() {
            let days = Period { begins: ("begins", &period.begins), ends: ("ends", &period.ends) };
            run!(walk, record::reversed_period, &days, &periods.index(place));
        }
        record::contradictory_calendar::check_seasons(self, at, &mut walk.probe(Rule::contradictory_calendar));
        walk.sources(&self.sources, self, at);
    }
}
