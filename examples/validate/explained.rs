//! Every demand on a center as a clerk reads it: who makes it, what became of it, what proves it, what is missing.

use std::io::{self, Write};

use neighborhood_center::Report;
use neighborhood_center::explain::{Explanation, Item};
use neighborhood_center::path::Pointer;
use neighborhood_center::policy::{Ask, Authority, Declared, Waived};
use neighborhood_center::records::CenterDraft;
use neighborhood_center::vocab::{Lang, Outcome, Phrase, RuleLevel, Say};

use crate::input::Content;
use crate::lacking::Lacking;
use crate::visible::one_line;
use crate::{authority, labelled, place};

/// Below a center's name.
const INDENT: &str = "   ";
/// Below a demand.
const DEEPER: &str = "       ";
/// How many proofs of one demand are named; the others are counted.
const NAMED: usize = 8;

const NO_SHARE: Phrase = Phrase::new("没有办公面积或建筑面积（areas）", "the office area or the floor area (`areas`)");
static SILENT: Phrase = Phrase::new("按政策不判断（规则等级：关闭）", "not judged: the policy turns the rule off");
static EXPIRED: Phrase = Phrase::new("（已过期）", " (expired)");

/// The record that is spoken of.
pub(crate) struct About<'r> {
    /// What it is a part of.
    pub(crate) content: &'r Content,
    pub(crate) center: &'r CenterDraft,
    /// The line of a stream that it stands on.
    pub(crate) line: Option<u64>,
    pub(crate) report: &'r Report,
    pub(crate) lacking: &'r Lacking<'r>,
}

/// Writes every demand on a center, and what else its policy says.
pub(crate) fn write(explanation: &Explanation, about: &About<'_>, lang: Lang, to: &mut impl Write) -> io::Result<()> {
    write_sum(explanation.items(), lang, to)?;
    // By document, so that each is named once; in the order of the policy.
    let mut documents: Vec<(String, Vec<&Item>)> = Vec::new();
    for item in explanation.items() {
        let document = authority::without_clause(item.demand().by(), lang);
        match documents.iter_mut().find(|(known, _)| *known == document) {
            Some((_, items)) => items.push(item),
            None => documents.push((document, vec![item])),
        }
    }
    for (document, items) in documents {
        writeln!(to, "{INDENT}{document}")?;
        for item in items {
            write_item(item, explanation, about, lang, to)?;
        }
    }
    write_rest(explanation, about, lang, to)?;
    writeln!(to)
}

fn write_sum(items: &[Item], lang: Lang, to: &mut impl Write) -> io::Result<()> {
    let count = |outcome: &Outcome| items.iter().filter(|item| item.outcome() == *outcome).count();
    let counts = Outcome::ALL.iter().map(|outcome| (outcome, count(outcome))).filter(|(_, count)| *count > 0);
    let counts: Vec<String> = match lang {
        Lang::Zh => counts.map(|(outcome, count)| format!("{} {count}", outcome.in_lang(lang))).collect(),
        Lang::En => counts.map(|(outcome, count)| format!("{count} {}", outcome.in_lang(lang))).collect(),
    };
    match (items.len(), lang) {
        (0, Lang::Zh) => writeln!(to, "{INDENT}没有对中心提出要求"),
        (0, Lang::En) => writeln!(to, "{INDENT}nothing is asked of it"),
        (some, Lang::Zh) => writeln!(to, "{INDENT}要求 {some} 条：{}", counts.join("；")),
        (some, Lang::En) => writeln!(to, "{INDENT}demands: {some}; {}", counts.join(", ")),
    }
}

fn write_item(
    item: &Item,
    explanation: &Explanation,
    about: &About<'_>,
    lang: Lang,
    to: &mut impl Write,
) -> io::Result<()> {
    let demand = item.demand();
    let (outcome, strength) = (item.outcome(), demand.strength());
    let (outcome, asks, strength) = (outcome.in_lang(lang), demand.ask().in_lang(lang), strength.in_lang(lang));
    match lang {
        Lang::Zh => writeln!(to, "{INDENT}  - [{outcome}] {asks}（{strength}）")?,
        Lang::En => writeln!(to, "{INDENT}  - [{outcome}] {asks} ({strength})")?,
    }
    let mut tell = |label, text: &str| labelled::write(DEEPER, label, text, lang, to);
    tell(("条文", "clause"), &one_line(demand.by().citation().clause().unwrap_or_default()))?;
    tell(("理由", "reason"), &demand.reason().map(|reason| one_line(reason.as_str())).unwrap_or_default())?;
    if !demand.left_open().is_empty() {
        tell(("是否适用取决于", "whether it applies depends on"), &demand.left_open().in_lang(lang).to_string())?;
    }
    if let Some(measure) = item.measure() {
        tell(("数值", "figure"), &measure.in_lang(lang).to_string())?;
    }
    tell(("依据", "shown by"), &evidence(item, explanation, about, lang))?;
    let mut waivers: Vec<&Waived> = Vec::new();
    for violation in item.violations() {
        tell(("问题", "problem"), &violation.message(lang))?;
        waivers.extend(violation.waived().filter(|waived| !waivers.contains(waived)));
    }
    for waived in waivers {
        tell(("豁免", "waived"), &authority::waiver(waived, lang))?;
    }
    tell(("待补", "lacking"), &lacking(item, about, lang))?;
    let silent = item.outcome() == Outcome::NotApplicable && is_off(item, explanation);
    tell(("说明", "note"), if silent { SILENT.text(lang) } else { "" })
}

/// The parts of the record that meet a demand, and of the policy, where it counts what that declares.
fn evidence(item: &Item, explanation: &Explanation, about: &About<'_>, lang: Lang) -> String {
    let said = |place: &Pointer| {
        let within = place.as_str().strip_prefix(explanation.at().as_str());
        match within.filter(|rest| rest.is_empty() || rest.starts_with('/')) {
            Some(within) => place::brief(about.center, within, lang),
            None => place::beyond(about.content, place, lang),
        }
    };
    let counts_declared = matches!(item.demand().ask(), Ask::Features(_)) && item.outcome() == Outcome::Met;
    let declared = explanation.policy().features().iter().filter(|_| counts_declared);
    let declared = declared.map(|declared: &Declared| match lang {
        Lang::Zh => format!("政策申报的特色“{}”", declared.name()),
        Lang::En => format!("feature “{}” declared by policy", declared.name()),
    });
    let proofs = item.evidence().iter().flat_map(|evidence| evidence.proof()).map(said);
    let proofs = proofs.chain(declared);
    let (all, names) = (proofs.clone().count(), proofs.take(NAMED).collect::<Vec<_>>());
    match lang {
        Lang::Zh if all > NAMED => format!("{}等 {all} 处", names.join("、")),
        Lang::Zh => names.join("、"),
        Lang::En if all > NAMED => format!("{} and {} more", names.join(", "), all - NAMED),
        Lang::En => names.join(", "),
    }
}

/// What leaves a demand open.
fn lacking(item: &Item, about: &About<'_>, lang: Lang) -> String {
    if *item.demand().ask() == Ask::OfficeShare && item.measure().is_none() {
        return NO_SHARE.text(lang).to_owned();
    }
    let mut told = Vec::new();
    for undecided in item.undecided() {
        for (reason, times) in about.lacking.count(std::iter::once(undecided), about.line, lang) {
            told.push(match (times, lang) {
                (1, _) => reason,
                (_, Lang::Zh) => format!("{reason}{times} 处"),
                (_, Lang::En) => format!("{reason} × {times}"),
            });
        }
    }
    told.join(match lang {
        Lang::Zh => "；",
        Lang::En => "; ",
    })
}

fn is_off(item: &Item, explanation: &Explanation) -> bool {
    let id = item.card().map(|card| card.id);
    let levels = explanation.policy().levels().iter();
    levels.filter(|level| level.level() == RuleLevel::Off).any(|level| Some(level.rule().as_str()) == id)
}

/// Writes what the policy says besides its demands.
fn write_rest(explanation: &Explanation, about: &About<'_>, lang: Lang, to: &mut impl Write) -> io::Result<()> {
    let policy = explanation.policy();
    let mut tell = |label, text: String| labelled::write(INDENT, label, &text, lang, to);
    for demand in policy.demands().iter().filter(|demand| demand.ask().is_of_the_district()) {
        let (asks, strength) = (demand.ask().in_lang(lang), demand.strength());
        let text = match lang {
            Lang::Zh => format!("{asks}（{}）", strength.in_lang(lang)),
            Lang::En => format!("{asks} ({})", strength.in_lang(lang)),
        };
        tell(("对全区的要求", "asked of the district"), said_by(&text, demand.by(), lang))?;
    }
    if let Some(by) = policy.boundaries_by() {
        tell(("年龄分界", "age groups"), said_by(&policy.boundaries().in_lang(lang).to_string(), by, lang))?;
    }
    for level in policy.levels() {
        let (rule, loud) = (level.rule(), level.level().in_lang(lang).to_string());
        let reason = level.reason().map(|reason| one_line(reason.as_str()));
        let text = match (lang, reason) {
            (Lang::Zh, Some(reason)) => format!("[{rule}] 定为“{loud}”，理由：{reason}"),
            (Lang::Zh, None) => format!("[{rule}] 定为“{loud}”"),
            (Lang::En, Some(reason)) => format!("[{rule}] is {loud}, because: {reason}"),
            (Lang::En, None) => format!("[{rule}] is {loud}"),
        };
        tell(("规则等级", "level of a rule"), said_by(&text, level.by(), lang))?;
    }
    let own = policy.waivers().filter(|waiver| waiver.center().is_none() || waiver.center() == explanation.id());
    for waiver in own {
        let expired = match about.report.as_of() {
            Some(date) if date > waiver.until() => EXPIRED.text(lang),
            _ => "",
        };
        let text = format!("[{}] {}{expired}", waiver.rule(), authority::waiver(waiver, lang));
        tell(("豁免", "waiver"), said_by(&text, waiver.by(), lang))?;
    }
    for feature in policy.features() {
        tell(("政策申报的特色", "feature declared by policy"), said_by(feature.name().as_str(), feature.by(), lang))?;
    }
    Ok(())
}

fn said_by(text: &str, by: &Authority, lang: Lang) -> String {
    let by = authority::short(by, lang);
    match lang {
        Lang::Zh => format!("{text}；出自 {by}"),
        Lang::En => format!("{text}; by {by}"),
    }
}
