//! `area-below-minimum`: the center is as large as is asked.
//!
//! **Demands** an area of the demanded kind that is at least the minimum. The areas of a scattered center's sites are
//! added up where the center itself states none. Areas of another kind are never compared: a site of 1,500 m² says
//! nothing about floor area.
//! **Basis**: the guideline for embedded service facilities: floor area generally at least 600 m², better 800 m².
//! *Met* by an area at or above the minimum and the advised value; *violated* by one below the minimum, and, for
//! information, by one below the advised value only; *undecided* where no area of that kind is known, or it is known only
//! as about, at least or below and that leaves it open; *not applicable* to a center that is closed.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::policy::{Citation, Demand, MinimumArea};
use crate::rule::{Breach, Probe};
use crate::rules::policy::subject::Subject;
use crate::vocab::{Answer, Confidence, Phrase, SquareMeters};

pub(crate) static CARD: Card = Card {
    id: "area-below-minimum",
    scope: Scope::Policy,
    severity: Severity::Error,
    basis: Citation::new("城市社区嵌入式服务设施建设导则(试行)", Confidence::Secondary),
    title: Phrase::new("面积不足", "the center is too small"),
    facts: &["area", "minimum"],
    says: Phrase::new("{area},低于 {minimum}", "the {area} is below {minimum}"),
    help: Phrase::new(
        "请核对面积;确实不足时可分点设置",
        "check the area; where it is right, further sites can add to it",
    ),
};

pub(crate) fn check(demand: &Demand<MinimumArea>, subject: &Subject<'_>, at: &Path<'_>, probe: &mut Probe<'_>) {
    if subject.is_closed() {
        return probe.not_applicable();
    }
    let MinimumArea { kind, least, advised } = *demand.value();
    let areas = at.key("areas");
    let Some((area, place)) = subject.area_of(kind, at) else {
        let because = if subject.center.areas.is_missing() {
            vec![areas.to_pointer()]
        } else {
            subject.center.areas.given().map_or_else(
                || vec![areas.to_pointer()],
                |list| (0..list.items.len().max(1)).map(|place| areas.index(place).to_pointer()).collect(),
            )
        };
        return probe.undecided(&areas, because);
    };
    let below = |minimum: SquareMeters, severity: Severity| {
        Breach::at_pointer(place.clone(), [Fact::Area(area), Fact::SquareMeters(minimum)])
            .severity(severity)
            .demanded_by(demand.by())
    };
    match (area.is_at_least(kind, least), advised.map(|advised| (advised, area.is_at_least(kind, advised)))) {
        (Answer::No, _) => probe.violated(below(least, demand.strength().into())),
        (Answer::Yes, Some((advised, Answer::No))) => probe.violated(below(advised, Severity::Info)),
        (Answer::CannotSay, _) | (Answer::Yes, Some((_, Answer::CannotSay))) => probe.undecided(&areas, vec![place]),
        (Answer::Yes, None | Some((_, Answer::Yes))) => probe.met_by(&areas, || vec![place]),
    }
}
