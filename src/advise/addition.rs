use std::fmt;

use serde::{Deserialize, Serialize};

use crate::vocab::{
    AreaKind, DayNames, Lang, Say, Season, ServiceKind, SquareMeters, TimeOfDay, WeekdaySet, WeeklyMinutes,
};

/// One thing that a center can add.
///
/// Open: what can be asked of a center may grow, and what it can add with it.
///
/// ```
/// use neighborhood_center::advise::Addition;
/// use neighborhood_center::vocab::{AreaKind, Lang, Say, SquareMeters};
///
/// let larger = Addition::Area { kind: AreaKind::Floor, at_least: SquareMeters::whole(600) };
/// assert_eq!(larger.in_lang(Lang::Zh).to_string(), "建筑面积增至600㎡");
/// assert_eq!(larger.in_lang(Lang::En).to_string(), "enlarge the floor area to 600 m²");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Addition {
    /// A new service for all three age groups, which counts as its kind counts.
    Service {
        /// Its kind.
        kind: ServiceKind,
    },
    /// Further features. What the community is known for, nobody else can say.
    Feature {
        /// How many.
        more: u32,
    },
    /// A larger area of one kind, that of the center as a whole.
    Area {
        /// What is measured.
        kind: AreaKind,
        /// How large it has to become.
        at_least: SquareMeters,
    },
    /// Further times at which a service is on, as far as it is not on anyway.
    Times {
        /// The place of the service in the list, from 0, services that were added before among them.
        service: usize,
        /// On which days of the week.
        weekdays: WeekdaySet,
        /// From when.
        opens: TimeOfDay,
        /// Until when.
        closes: TimeOfDay,
        /// In which part of the year; without it, all year.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        season: Option<Season>,
    },
    /// Longer opening hours.
    Hours {
        /// How much longer each week.
        more: WeeklyMinutes,
    },
}

impl Say for Addition {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self, lang) {
            (Self::Service { kind }, Lang::Zh) => write!(to, "增设服务：{}", kind.in_lang(lang)),
            (Self::Service { kind }, Lang::En) => write!(to, "add a service: {}", kind.in_lang(lang)),
            (Self::Feature { more }, Lang::Zh) => write!(to, "增加特色 {more} 项"),
            (Self::Feature { more }, Lang::En) => write!(to, "declare further features: {more}"),
            (Self::Area { kind, at_least }, Lang::Zh) => {
                write!(to, "{}面积增至{}", kind.in_lang(lang), at_least.in_lang(lang))
            }
            (Self::Area { kind, at_least }, Lang::En) => {
                write!(to, "enlarge the {} area to {}", kind.in_lang(lang), at_least.in_lang(lang))
            }
            (Self::Times { service, weekdays, opens, closes, season }, Lang::Zh) => {
                write!(to, "第 {} 项服务增加时段：", service + 1)?;
                season.map_or(Ok(()), |season| write!(to, "{}", season.in_lang(lang)))?;
                write!(to, "{} {opens}–{closes}", DayNames(*weekdays).in_lang(lang))
            }
            (Self::Times { service, weekdays, opens, closes, season }, Lang::En) => {
                let days = DayNames(*weekdays);
                write!(
                    to,
                    "offer service {} also at these times: {} {opens}–{closes}",
                    service + 1,
                    days.in_lang(lang)
                )?;
                season.map_or(Ok(()), |season| write!(to, ", {}", season.in_lang(lang)))
            }
            (Self::Hours { more }, Lang::Zh) => write!(to, "延长开放时间：{}", more.in_lang(lang)),
            (Self::Hours { more }, Lang::En) => write!(to, "open longer: {} more", more.in_lang(lang)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_addition_is_said_in_both_languages() {
        for (addition, zh, en) in [
            (Addition::Service { kind: ServiceKind::DayCare }, "增设服务：日间照料", "add a service: day care"),
            (Addition::Feature { more: 2 }, "增加特色 2 项", "declare further features: 2"),
            (
                Addition::Area { kind: AreaKind::Activity, at_least: SquareMeters::whole(360) },
                "居民活动面积增至360㎡",
                "enlarge the activity area to 360 m²",
            ),
            (
                Addition::Times {
                    service: 2,
                    weekdays: serde_json::from_str(r#"["mon", "tue", "wed"]"#).unwrap(),
                    opens: "16:00".parse().unwrap(),
                    closes: "18:00".parse().unwrap(),
                    season: Some(Season::SchoolTerm),
                },
                "第 3 项服务增加时段：学期周一至周三 16:00–18:00",
                "offer service 3 also at these times: Mon–Wed 16:00–18:00, school term",
            ),
            (
                Addition::Hours { more: WeeklyMinutes::hours(5) },
                "延长开放时间：每周5小时",
                "open longer: 5 hours a week more",
            ),
        ] {
            assert_eq!(addition.in_lang(Lang::Zh).to_string(), zh);
            assert_eq!(addition.in_lang(Lang::En).to_string(), en);
        }
    }

    #[test]
    fn an_addition_survives_json() {
        let addition = Addition::Area { kind: AreaKind::Floor, at_least: SquareMeters::whole(600) };
        let json = serde_json::to_string(&addition).unwrap();
        assert_eq!(json, r#"{"area":{"kind":"floor","at_least":600}}"#);
        assert_eq!(serde_json::from_str::<Addition>(&json).unwrap(), addition);
    }
}
