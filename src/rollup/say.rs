//! The main figures of a summary, as a person reads them.

use std::collections::BTreeMap;
use std::fmt;

use super::standing::Standing;
use super::summary::DistrictSummary;
use crate::vocab::{AgeGroup, Answer, Cell, Lang, Say, ServiceFunction};

impl Say for DistrictSummary {
    /// A line for every figure, and one for every rule that found something, by who demands it.
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let zh = lang == Lang::Zh;
        let inputs = self.inputs();
        let (total, admitted, refused, unread) = (inputs.total(), inputs.admitted, inputs.refused, inputs.unread);
        match lang {
            Lang::Zh => write!(to, "资料 {total} 份：采纳 {admitted}，不采纳 {refused}，未能读出 {unread}")?,
            Lang::En => {
                write!(to, "inputs: {total}; admitted: {admitted}, refused: {refused}, not readable: {unread}")?
            }
        }
        if let Some(days) = self.as_of() {
            let [first, last] = [days.least(), days.most()].map(|day| day.in_lang(lang).to_string());
            match (lang, days.only().is_some()) {
                (Lang::Zh, true) => write!(to, "\n核对日期：{first}")?,
                (Lang::Zh, false) => write!(to, "\n核对日期：{first} 至 {last}")?,
                (Lang::En, true) => write!(to, "\nas of {first}")?,
                (Lang::En, false) => write!(to, "\nas of {first} to {last}")?,
            }
            match (inputs.undated, lang) {
                (0, _) => {}
                (undated, Lang::Zh) => write!(to, "；没有核对日期的资料：{undated} 份")?,
                (undated, Lang::En) => write!(to, "; without a day: {undated}")?,
            }
        }
        let centers = self.center_count();
        to.write_str("\n")?;
        if zh {
            write!(to, "中心 {centers} 个")?
        } else {
            write!(to, "centers: {centers}")?
        }
        if centers > 0 {
            let of = |what: &str| format!("\n  {what}");
            let (mut by_status, mut by_tier, mut by_setting) = (Tally::default(), Tally::default(), Tally::default());
            for count in self.centers() {
                by_status.add(count.status, count.count);
                by_tier.add(count.tier, count.count);
                by_setting.add(count.setting, count.count);
            }
            by_status.write(&of(if zh { "状态：" } else { "by state: " }), lang, to)?;
            by_tier.write(&of(if zh { "层级：" } else { "by tier: " }), lang, to)?;
            by_setting.write(&of(if zh { "城区：" } else { "by part of town: " }), lang, to)?;
        }
        self.say_gaps(lang, to)?;
        self.say_communities(lang, to)?;
        self.say_plans(lang, to)?;
        to.write_str("\n")?;
        self.counts().say(lang, to)?;
        for standing in self.standings() {
            to.write_str("\n  ")?;
            standing.say(lang, to)?;
        }
        if self.is_truncated() {
            to.write_str(if zh {
                "\n有的输入没有读完，或者只计了数，没有逐项列出"
            } else {
                "\nsome input was not read to its end, or was only counted and is not told one by one"
            })?;
        }
        Ok(())
    }
}

impl DistrictSummary {
    /// What may be missing, before what is counted.
    fn say_gaps(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let gaps = self.gaps();
        let lists = [
            (self.inputs().unread, 0, "未能读出的资料", "inputs that could not be read"),
            (gaps.center_lists, gaps.lost_centers, "中心清单不全的资料", "documents that may not list all centers"),
            (
                gaps.community_lists,
                gaps.lost_communities,
                "社区清单不全的资料",
                "documents that may not list all communities",
            ),
        ];
        let mut is_first = true;
        for (documents, lost, zh, en) in lists.into_iter().filter(|(documents, ..)| *documents > 0) {
            match (lang, std::mem::take(&mut is_first)) {
                (Lang::Zh, true) => to.write_str("\n可能有遗漏，未计入的不等于没有：")?,
                (Lang::Zh, false) => to.write_str("，")?,
                (Lang::En, true) => {
                    to.write_str("\nsome may be missing, and what is not counted may be there all the same: ")?
                }
                (Lang::En, false) => to.write_str(", ")?,
            }
            match (lang, lost) {
                (Lang::Zh, 0) => write!(to, "{zh} {documents} 份")?,
                (Lang::Zh, _) => write!(to, "{zh} {documents} 份（有 {lost} 项未能读出）")?,
                (Lang::En, 0) => write!(to, "{en}: {documents}")?,
                (Lang::En, _) => write!(to, "{en}: {documents} (not readable: {lost})")?,
            }
        }
        Ok(())
    }

    fn say_communities(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let communities = self.community_count();
        let served = self.communities().filter(|(_, figures)| figures.served_by() > 0).count();
        match (lang, self.may_lack_centers() || self.adrift() > 0) {
            (Lang::Zh, false) => write!(to, "\n社区 {communities} 个，其中有在用中心服务的 {served} 个")?,
            (Lang::Zh, true) => write!(to, "\n社区 {communities} 个，其中有在用中心服务的至少 {served} 个")?,
            (Lang::En, false) => write!(to, "\ncommunities: {communities}; served by a center in use: {served}")?,
            (Lang::En, true) => {
                write!(to, "\ncommunities: {communities}; served by a center in use: {served} or more")?
            }
        }
        match (lang, self.adrift()) {
            (_, 0) => {}
            (Lang::Zh, adrift) => write!(to, "；另有 {adrift} 个中心未说明服务哪些社区")?,
            (Lang::En, adrift) => write!(to, "; centers that do not say whom they serve: {adrift}")?,
        }
        if communities == 0 {
            return Ok(());
        }
        to.write_str(match lang {
            Lang::Zh => "\n各项功能覆盖的社区数（括号内为另外不能断定的）：",
            Lang::En => "\ncommunities that are covered (in parentheses others of which it cannot be told):",
        })?;
        let mut covered: BTreeMap<Cell, (u64, u64)> = BTreeMap::new();
        for (id, _) in self.communities() {
            for cell in Cell::ALL {
                let (sure, open) = covered.entry(*cell).or_default();
                match self.covers(id, *cell) {
                    Answer::Yes => *sure += 1,
                    Answer::CannotSay => *open += 1,
                    Answer::No => {}
                }
            }
        }
        for function in ServiceFunction::ALL {
            write!(to, "\n  {}{}", function.in_lang(lang), if lang == Lang::Zh { "：" } else { ":" })?;
            for (place, group) in AgeGroup::ALL.iter().enumerate() {
                let (sure, open) = covered.get(&Cell::new(*function, *group)).copied().unwrap_or_default();
                match (lang, place) {
                    (Lang::Zh, 0) => {}
                    (Lang::Zh, _) => to.write_str("，")?,
                    (Lang::En, 0) => to.write_str(" ")?,
                    (Lang::En, _) => to.write_str(", ")?,
                }
                let group = group.in_lang(lang);
                match (lang, open) {
                    (_, 0) => write!(to, "{group} {sure}")?,
                    (Lang::Zh, _) => write!(to, "{group} {sure}（{open}）")?,
                    (Lang::En, _) => write!(to, "{group} {sure} ({open})")?,
                }
            }
        }
        match (lang, self.area_per_100_households()) {
            (Lang::Zh, Some(ratio)) => write!(to, "\n每百户建筑面积：{}", ratio.in_lang(lang)),
            (Lang::Zh, None) => to.write_str("\n每百户建筑面积：不能断定"),
            (Lang::En, Some(ratio)) => write!(to, "\nfloor area for every 100 households: {}", ratio.in_lang(lang)),
            (Lang::En, None) => to.write_str("\nfloor area for every 100 households: cannot be told"),
        }
    }
}

impl DistrictSummary {
    fn say_plans(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (year, figures) in self.plans() {
            match (year, lang) {
                (Some(year), Lang::Zh) => write!(to, "\n{year} 年计划：")?,
                (Some(year), Lang::En) => write!(to, "\ntasks of {year}: ")?,
                (None, Lang::Zh) => to.write_str("\n未说明年份的计划任务：")?,
                (None, Lang::En) => to.write_str("\nplans and tasks of no year: ")?,
            }
            let (target, tasks) = (figures.target(), figures.projects());
            match (lang, figures.plans() > figures.without_target()) {
                (Lang::Zh, true) => write!(to, "{target} 项")?,
                (Lang::Zh, false) => to.write_str("未说明项数")?,
                (Lang::En, true) => write!(to, "{target} planned")?,
                (Lang::En, false) => to.write_str("number of tasks not said")?,
            }
            match (lang, tasks) {
                (Lang::Zh, 0) => to.write_str("；没有列出任务")?,
                (Lang::Zh, _) => write!(to, "；列出 {tasks} 项，按期完成 {} 项", figures.delivered())?,
                (Lang::En, 0) => to.write_str("; none is listed")?,
                (Lang::En, _) => write!(to, "; listed: {tasks}, delivered in time: {}", figures.delivered())?,
            }
            match (lang, figures.open()) {
                (_, 0) => {}
                (Lang::Zh, open) => write!(to, "，不能断定 {open} 项")?,
                (Lang::En, open) => write!(to, ", cannot be told: {open}")?,
            }
            if figures.unlisted() > 0 && tasks > 0 {
                to.write_str(if lang == Lang::Zh { "（清单不全）" } else { " (the list is not complete)" })?;
            }
            let Some(year) = year.filter(|_| figures.plans() > 0) else { continue };
            to.write_str(match (self.is_plan_met(year), lang) {
                (Answer::Yes, Lang::Zh) => "；已按计划完成",
                (Answer::Yes, Lang::En) => "; the plan is fulfilled",
                (Answer::No, Lang::Zh) => "；尚未按计划完成",
                (Answer::No, Lang::En) => "; the plan is not fulfilled",
                (Answer::CannotSay, Lang::Zh) => "；不能断定是否按计划完成",
                (Answer::CannotSay, Lang::En) => "; it cannot be told whether the plan is fulfilled",
            })?;
            if figures.running() > 0 && self.is_plan_met(year) == Answer::CannotSay {
                to.write_str(match lang {
                    Lang::Zh => "（没有表明这一年已经结束）",
                    Lang::En => " (nothing says that the year is over)",
                })?;
            }
            let mut by_state = Tally::default();
            for (state, count) in figures.projects_by() {
                by_state.add(state, count);
            }
            if tasks > 0 {
                by_state.write(if lang == Lang::Zh { "\n  状态：" } else { "\n  by state: " }, lang, to)?;
            }
        }
        Ok(())
    }
}

impl Say for Standing {
    /// The rule, how often it found what, and who demands it.
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let title = self.card.title.text(lang);
        match lang {
            Lang::Zh => write!(to, "[{}] {title}：", self.card.id)?,
            Lang::En => write!(to, "[{}] {title}: ", self.card.id)?,
        }
        let counts = [
            (self.error, "错误", "errors"),
            (self.warning, "警告", "warnings"),
            (self.info, "提示", "information"),
            (self.undecided, "不能断定", "undecided"),
            (self.waived, "已豁免", "waived"),
        ];
        for (place, (count, zh, en)) in counts.into_iter().filter(|(count, ..)| *count > 0).enumerate() {
            match lang {
                Lang::Zh => write!(to, "{}{zh} {count}", if place > 0 { "，" } else { "" })?,
                Lang::En => write!(to, "{}{en}: {count}", if place > 0 { ", " } else { "" })?,
            }
        }
        match (&self.demanded_by, lang) {
            (None, _) => Ok(()),
            (Some(by), Lang::Zh) => write!(to, "（依据：{}）", by.in_lang(lang)),
            (Some(by), Lang::En) => write!(to, " (demanded by {})", by.in_lang(lang)),
        }
    }
}

/// How often each word comes, those that are not said last.
struct Tally<W> {
    said: BTreeMap<W, u64>,
    unsaid: u64,
}

impl<W> Default for Tally<W> {
    fn default() -> Self {
        Self { said: BTreeMap::new(), unsaid: 0 }
    }
}

impl<W: Ord + Say> Tally<W> {
    fn add(&mut self, word: Option<W>, more: u64) {
        let count = match word {
            Some(word) => self.said.entry(word).or_default(),
            None => &mut self.unsaid,
        };
        *count = count.saturating_add(more);
    }

    fn write(&self, label: &str, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (gap, unsaid) = match lang {
            Lang::Zh => ("，", "未说明"),
            Lang::En => (", ", "not said"),
        };
        let said = self.said.iter().map(|(word, count)| format!("{} {count}", word.in_lang(lang)));
        let unsaid = (self.unsaid > 0).then(|| format!("{unsaid} {}", self.unsaid));
        let parts: Vec<String> = said.chain(unsaid).collect();
        write!(to, "{label}{}", parts.join(gap))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::Context;
    use crate::records::DistrictDraft;
    use crate::report::Report;

    /// What is said of the plans of a document, in both languages.
    fn plans(text: &str) -> [String; 2] {
        let district: DistrictDraft = serde_json::from_str(text).unwrap();
        let summary = DistrictSummary::of_district(&district, &Report::default(), &Context::default());
        [Lang::Zh, Lang::En].map(|lang| {
            let said = summary.in_lang(lang).to_string();
            let lines = said.lines().skip_while(|line| !line.contains("计划") && !line.contains("tasks"));
            let lines: Vec<&str> = lines.take_while(|line| !line.starts_with(['记', 'r'])).collect();
            lines.join("\n")
        })
    }

    #[test]
    fn what_may_be_missing_is_told_before_what_is_counted() {
        let said = |text: &str| {
            let district: DistrictDraft = serde_json::from_str(text).unwrap();
            let mut summary = DistrictSummary::of_district(&district, &Report::default(), &Context::default());
            let whole = summary.in_lang(Lang::Zh).to_string();
            summary.add_unread(&Report::default());
            [Lang::Zh, Lang::En]
                .map(|lang| summary.in_lang(lang).to_string())
                .into_iter()
                .chain([whole])
                .collect::<Vec<_>>()
        };
        let told = said(r#"{ "communities": [{ "name": "甲社区" }], "centers": [5, 6], "partial": ["centers"] }"#);
        let zh = "\n可能有遗漏，未计入的不等于没有：未能读出的资料 1 份，中心清单不全的资料 1 份（有 2 项未能读出），\
                  社区清单不全的资料 1 份（有 1 项未能读出）\n社区 0 个，其中有在用中心服务的至少 0 个";
        let en = "\nsome may be missing, and what is not counted may be there all the same: inputs that could not be read: 1, \
                  documents that may not list all centers: 1 (not readable: 2), \
                  documents that may not list all communities: 1 (not readable: 1)\ncommunities: 0; served by a center in use: 0 or more";
        for (told, expected) in told.iter().zip([zh, en]) {
            assert!(told.contains(expected), "{told}");
        }
        let whole = said(r#"{ "communities": [], "centers": [] }"#).pop().unwrap();
        assert!(whole.contains("\n中心 0 个\n社区 0 个，其中有在用中心服务的 0 个"), "{whole}");
    }

    #[test]
    fn a_plan_is_told_with_what_became_of_its_tasks() {
        let tasks = r#"
            { "id": "5a0c3f5e-0000-4000-8000-000000000001", "plan_year": 2023, "state": "in-use",
              "history": [{ "state": "in-use", "on": "2023-08" }] },
            { "id": "5a0c3f5e-0000-4000-8000-000000000002", "plan_year": 2023 }"#;
        let with = |target: &str, rest: &str| {
            plans(&format!(
                r#"{{ "edition": "2024", "plans": [{{ "year": 2023{target} }}], "projects": [{tasks}]{rest} }}"#
            ))
        };
        let by_state = ["  状态：投用 1，未说明 1", "  by state: in use 1, not said 1"];
        for (said, expected) in [
            (
                with(r#", "target": 1"#, ""),
                [
                    "2023 年计划：1 项；列出 2 项，按期完成 1 项，不能断定 1 项；已按计划完成",
                    "tasks of 2023: 1 planned; listed: 2, delivered in time: 1, cannot be told: 1; the plan is fulfilled",
                ],
            ),
            (
                with(r#", "target": 3"#, ""),
                [
                    "2023 年计划：3 项；列出 2 项，按期完成 1 项，不能断定 1 项；尚未按计划完成",
                    "tasks of 2023: 3 planned; listed: 2, delivered in time: 1, cannot be told: 1; the plan is not fulfilled",
                ],
            ),
            (
                with("", r#", "partial": ["projects"]"#),
                [
                    "2023 年计划：未说明项数；列出 2 项，按期完成 1 项，不能断定 1 项（清单不全）；不能断定是否按计划完成",
                    "tasks of 2023: number of tasks not said; listed: 2, delivered in time: 1, cannot be told: 1 (the list is not complete); \
                 it cannot be told whether the plan is fulfilled",
                ],
            ),
        ] {
            assert_eq!(said, [0, 1].map(|lang| format!("{}\n{}", expected[lang], by_state[lang])));
        }
        let [zh, en] = plans(r#"{ "plans": [{ "year": 2023, "target": 35 }], "partial": ["projects"] }"#);
        assert_eq!(zh, "2023 年计划：35 项；没有列出任务；不能断定是否按计划完成（没有表明这一年已经结束）");
        let expected = "tasks of 2023: 35 planned; none is listed; it cannot be told whether the plan is fulfilled (nothing says that the year is over)";
        assert_eq!(en, expected);
        assert_eq!(plans("{}"), ["", ""]);
    }
}
