//! What could not be judged, and for lack of what: condensed to a line or two a rule, since missing is normal.

use std::collections::HashSet;
use std::io::{self, Write};

use neighborhood_center::Report;
use neighborhood_center::finding::Undecided;
use neighborhood_center::path::Pointer;
use neighborhood_center::vocab::{Lang, Phrase};

use crate::visible::visible;

/// What is lacking, by its place in the record of a center with `*` for any item: in words that say what to add.
const LACKING: [(&str, Phrase); 12] = [
    ("partial", Phrase::new("清单注明为不全（partial）", "the list is called partial (`partial`)")),
    ("services", Phrase::new("没有服务清单（services）", "there is no list of services (`services`)")),
    ("services/*/functions", Phrase::new("服务未写功能（functions）", "the functions of a service (`functions`)")),
    ("services/*/kind", Phrase::new("服务未写类别（kind）", "the kind of a service (`kind`)")),
    ("services/*/audience", Phrase::new("服务未写对象（audience）", "whom a service is for (`audience`)")),
    ("features", Phrase::new("没有特色清单（features）", "there is no list of features (`features`)")),
    ("areas", Phrase::new("没有面积（areas）", "there is no area (`areas`)")),
    (
        "areas/*",
        Phrase::new("所写面积口径不同或不够准确（areas）", "the area is of another kind or too inexact (`areas`)"),
    ),
    ("opened", Phrase::new("投用时间不够准确（opened）", "the date of opening is too inexact (`opened`)")),
    ("closed", Phrase::new("关闭时间不够准确（closed）", "the date of closing is too inexact (`closed`)")),
    (
        "communities",
        Phrase::new("社区清单不全（communities）", "the list of communities is not complete (`communities`)"),
    ),
    ("spaces", Phrase::new("空间清单不全（spaces）", "the list of spaces is not complete (`spaces`)")),
];
const FAULTY: Phrase = Phrase::new("上面所列的错误尚未改正", "what stands there is faulty, see above");
const NO_DATE: Phrase = Phrase::new("未指定核对日期（--as-of）", "the day that the check speaks of (--as-of)");

/// The rule that asks for the date of the check.
const NEEDS_DATE: &str = "status-contradicts-date";

/// Writes, for each rule that could not judge something, how often and why.
pub(crate) fn write(report: &Report, lang: Lang, to: &mut impl Write) -> io::Result<()> {
    if report.undecided().is_empty() {
        return Ok(());
    }
    match lang {
        Lang::Zh => writeln!(to, "【不能断定】不算错误；补上所缺的资料，就能判断")?,
        Lang::En => writeln!(to, "== undecided == no errors; with what is lacking, they can be judged")?,
    }
    let faulty = Faulty::of(report);
    for (card, tally) in report.ledger().iter().filter(|(_, tally)| tally.undecided > 0) {
        let of_rule = report.undecided().iter().filter(|undecided| undecided.rule() == card.id);
        let title = card.title.text(lang);
        match lang {
            Lang::Zh => writeln!(to, "  是否{title} [{}] {} 处", card.id, tally.undecided)?,
            Lang::En => writeln!(to, "  whether {title} [{}] {}", card.id, tally.undecided)?,
        }
        let no_date = report.as_of().is_none() && card.id == NEEDS_DATE;
        for (reason, times) in count(of_rule, no_date, &faulty, lang) {
            match lang {
                Lang::Zh => writeln!(to, "    - {reason}：{times} 处")?,
                Lang::En => writeln!(to, "    - {reason}: {times}")?,
            }
        }
    }
    writeln!(to)
}

/// The places where something is wrong, and all that hold them, each with its line.
struct Faulty<'r>(HashSet<(Option<u64>, &'r str)>);

impl<'r> Faulty<'r> {
    fn of(report: &'r Report) -> Self {
        let mut places = HashSet::new();
        for violation in report.violations() {
            let place = violation.path().as_str();
            let ends = place.match_indices('/').map(|(end, _)| end).chain([place.len()]);
            places.extend(ends.filter_map(|end| Some((violation.line(), place.get(..end)?))));
        }
        Self(places)
    }

    fn holds(&self, line: Option<u64>, place: &Pointer) -> bool {
        self.0.contains(&(line, place.as_str()))
    }
}

/// The reasons in the order in which they come, each with how often it comes.
fn count<'r>(
    undecided: impl Iterator<Item = &'r Undecided>,
    no_date: bool,
    faulty: &Faulty<'_>,
    lang: Lang,
) -> Vec<(String, usize)> {
    let mut reasons: Vec<(String, usize)> = Vec::new();
    for undecided in undecided {
        for place in undecided.because() {
            let reason = if faulty.holds(undecided.line(), place) {
                FAULTY.text(lang).to_owned()
            } else if no_date {
                NO_DATE.text(lang).to_owned()
            } else {
                reason(place, lang)
            };
            match reasons.iter_mut().find(|(known, _)| *known == reason) {
                Some((_, times)) => *times += 1,
                None => reasons.push((reason, 1)),
            }
        }
    }
    reasons
}

fn reason(place: &Pointer, lang: Lang) -> String {
    let pattern = pattern(place);
    match LACKING.iter().find(|(known, _)| *known == pattern) {
        Some((_, words)) => words.text(lang).to_owned(),
        None => visible(&pattern),
    }
}

/// A place within its record, with `*` for the places of lists.
fn pattern(place: &Pointer) -> String {
    let mut steps: Vec<&str> = place.as_str().split('/').skip(1).collect();
    if let ["centers" | "communities", _, _, ..] = steps.as_slice() {
        steps.drain(..2);
    }
    let number = |step: &str| !step.is_empty() && step.bytes().all(|byte| byte.is_ascii_digit());
    let steps: Vec<&str> = steps.into_iter().map(|step| if number(step) { "*" } else { step }).collect();
    steps.join("/")
}
