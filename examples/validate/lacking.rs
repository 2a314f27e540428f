//! What is lacking where something could not be judged: in words that say what to add.

use std::collections::HashMap;

use neighborhood_center::Report;
use neighborhood_center::finding::{Fact, Undecided};
use neighborhood_center::path::Pointer;
use neighborhood_center::vocab::{Lang, Phrase, Say};

/// What is lacking, by its place in its record with `*` for any item.
const LACKING: [(&str, Phrase); 29] = [
    ("partial", Phrase::new("清单注明为不全（partial）", "the list is called partial (`partial`)")),
    ("status", Phrase::new("状态未说明是否投用（status）", "the status does not say whether it is open (`status`)")),
    ("services", Phrase::new("没有服务清单（services）", "there is no list of services (`services`)")),
    ("services/*/functions", Phrase::new("服务未写功能（functions）", "the functions of a service (`functions`)")),
    ("services/*/kind", Phrase::new("服务未写类别（kind）", "the kind of a service (`kind`)")),
    ("services/*/audience", Phrase::new("服务未写对象（audience）", "whom a service is for (`audience`)")),
    ("services/*/spaces", Phrase::new("服务未写所在空间（spaces）", "the spaces of a service (`spaces`)")),
    (
        "services/*/items/*/code",
        Phrase::new(
            "事项编码的结构、目录或区划不在已知之列，无从核对（code）",
            "the layout, the catalog or the area of an item's code is none that is known (`code`)",
        ),
    ),
    ("features", Phrase::new("没有特色清单（features）", "there is no list of features (`features`)")),
    ("areas", Phrase::new("没有面积（areas）", "there is no area (`areas`)")),
    (
        "areas/*",
        Phrase::new("所写面积口径不同或不够准确（areas）", "the area is of another kind or too inexact (`areas`)"),
    ),
    ("opened", Phrase::new("投用时间不够准确（opened）", "the date of opening is too inexact (`opened`)")),
    ("closed", Phrase::new("关闭时间不够准确（closed）", "the date of closing is too inexact (`closed`)")),
    ("hours", Phrase::new("没有开放时间（hours）", "there are no opening hours (`hours`)")),
    (
        "community",
        Phrase::new(
            "未写所属社区，或没有该社区的资料（community）",
            "its community, or what is known of it (`community`)",
        ),
    ),
    ("serves", Phrase::new("未写服务哪些社区（serves）", "the communities that it serves (`serves`)")),
    (
        "serves/*",
        Phrase::new("没有所服务社区的资料（serves）", "what is known of a community that it serves (`serves`)"),
    ),
    ("projects", Phrase::new("没有建设任务清单（projects）", "there is no list of tasks (`projects`)")),
    ("tier", Phrase::new("未写层级（tier）", "the tier (`tier`)")),
    ("setting", Phrase::new("社区未写新城或旧城（setting）", "whether the community is new or old town (`setting`)")),
    ("divisions", Phrase::new("社区未写区划代码（divisions）", "the division code of the community (`divisions`)")),
    ("households", Phrase::new("社区未写户数（households）", "the households of the community (`households`)")),
    ("sites", Phrase::new("点位清单不全（sites）", "the list of sites is not complete (`sites`)")),
    ("sites/*/location", Phrase::new("点位未写坐标（location）", "the location of a site (`location`)")),
    ("sites/*/location/datum", Phrase::new("点位坐标系不同（datum）", "the datum of a site is another one (`datum`)")),
    (
        "communities",
        Phrase::new("社区清单不全（communities）", "the list of communities is not complete (`communities`)"),
    ),
    ("centers", Phrase::new("中心清单不全（centers）", "the list of centers is not complete (`centers`)")),
    ("spaces", Phrase::new("空间清单不全（spaces）", "the list of spaces is not complete (`spaces`)")),
    ("spaces/*/areas", Phrase::new("空间未写面积（areas）", "the area of a space (`areas`)")),
];
/// A rule that reads an input a second time, and what it lacks where that cannot be done.
const READS_AGAIN: (&str, &str) = ("same-center-twice", "name");
const NOT_AGAIN: Phrase = Phrase::new(
    "资料不能再读一遍，名称相同与否未能核对（请改用文件）",
    "the input cannot be read twice, so that its names were not compared (use a file)",
);
const NO_DATE: Phrase = Phrase::new("未指定核对日期（--as-of）", "the day that the check speaks of (--as-of)");

/// What is known of what is lacking in one input.
pub(crate) struct Lacking<'r> {
    /// The places where something is wrong, and all that hold them, each with its line; and whether it is the place itself
    /// that could not be read.
    faulty: HashMap<(Option<u64>, &'r str), bool>,
}

impl<'r> Lacking<'r> {
    pub(crate) fn of(report: &'r Report) -> Self {
        let mut faulty = HashMap::new();
        for violation in report.violations() {
            let place = violation.path().as_str();
            let holders = place.match_indices('/').filter_map(|(end, _)| place.get(..end));
            for holder in holders {
                faulty.entry((violation.line(), holder)).or_insert(false);
            }
            *faulty.entry((violation.line(), place)).or_insert(false) |= violation.rule() == "malformed-value";
        }
        Self { faulty }
    }

    /// The reasons in the order in which they come, each with how often it comes.
    ///
    /// `line` is that of the records in which something could not be judged, if that does not tell it itself.
    pub(crate) fn count<'u>(
        &self,
        undecided: impl Iterator<Item = &'u Undecided>,
        line: Option<u64>,
        lang: Lang,
    ) -> Vec<(String, usize)> {
        let mut reasons: Vec<(String, usize)> = Vec::new();
        for undecided in undecided {
            for place in undecided.because() {
                let reason = self.reason(undecided, undecided.line().or(line), place, lang);
                match reasons.iter_mut().find(|(known, _)| *known == reason) {
                    Some((_, times)) => *times += 1,
                    None => reasons.push((reason, 1)),
                }
            }
        }
        reasons
    }

    fn reason(&self, undecided: &Undecided, line: Option<u64>, place: &Pointer, lang: Lang) -> String {
        let pattern = pattern(place);
        let faulty = self.faulty.get(&(line, place.as_str()));
        // Where the day is lacking, it is not what stands there that does not tell.
        let judged = undecided.path().as_str().strip_prefix(place.as_str());
        let dateless = judged.is_some_and(|below| below.is_empty() || below.starts_with('/'))
            || (faulty.is_none() && ["valid_from", "valid_until"].iter().any(|key| pattern.ends_with(key)));
        if undecided.needs_date() && dateless {
            return NO_DATE.text(lang).to_owned();
        }
        if READS_AGAIN == (undecided.rule(), pattern.as_str()) {
            return NOT_AGAIN.text(lang).to_owned();
        }
        match LACKING.iter().find(|(known, _)| *known == pattern) {
            Some((_, words)) if faulty.is_none() => words.text(lang).to_owned(),
            _ => at_field(&pattern, faulty.is_some(), lang),
        }
    }
}

/// What stands there is wrong, as a finding tells, or does not say enough.
fn at_field(pattern: &str, faulty: bool, lang: Lang) -> String {
    let field = match (pattern.rsplit('/').find(|step| *step != "*"), lang) {
        (Some(field), _) if !field.is_empty() => Fact::Field(field.into()).in_lang(lang).to_string(),
        (_, Lang::Zh) => "记录".to_owned(),
        (_, Lang::En) => "the record".to_owned(),
    };
    match (faulty, lang) {
        (true, Lang::Zh) => format!("{field}有误，尚未改正"),
        (true, Lang::En) => format!("{field} is faulty"),
        (false, Lang::Zh) => format!("{field}未写明，或不足以判断"),
        (false, Lang::En) => format!("{field} is missing or does not tell"),
    }
}

/// A place within its record, with `*` for the places of lists.
fn pattern(place: &Pointer) -> String {
    let mut steps: Vec<&str> = place.as_str().split('/').skip(1).collect();
    if let ["centers" | "communities" | "projects" | "assets", _, ..] = steps.as_slice() {
        steps.drain(..2);
    }
    let number = |step: &str| !step.is_empty() && step.bytes().all(|byte| byte.is_ascii_digit());
    let steps: Vec<&str> = steps.into_iter().map(|step| if number(step) { "*" } else { step }).collect();
    steps.join("/")
}
