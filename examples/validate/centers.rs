//! What each center offers, to whom.

use std::io::{self, Write};

use neighborhood_center::coverage::Coverage;
use neighborhood_center::explain::Explanation;
use neighborhood_center::field::Field;
use neighborhood_center::policy::Policy;
use neighborhood_center::records::{Center, CenterDraft, CenterField, Service};
use neighborhood_center::vocab::{AgeBoundaries, AgeGroup, Answer, Date, Lang, Name, Phrase, Say, ServiceFunction};
use neighborhood_center::{Context, Offer, admit};

use crate::table;

/// Below a center's name.
const INDENT: &str = "   ";

/// Where services that do not say whom they are for are counted.
const NO_GROUP: Phrase = Phrase::new("未写明对象", "for whom not said");
const NO_FUNCTION: Phrase = Phrase::new("未写明功能", "function not said");
const FUNCTION: Phrase = Phrase::new("功能", "function");
const UNKNOWN: &str = "?";
const NOTHING: &str = "-";
const HOLE: Phrase = Phrase::new("无", "none");
const LEGEND: Phrase = Phrase::new(
    "\
表中  数字  提供该功能、面向该人群的服务有几项
      ?     资料没有写全，不能断定有没有
      无    资料已经写全，确实没有
",
    "\
in the tables  a number  so many services offer the function to the group
               ?         not known: the record does not claim to be complete
               none      known not to be there: the record is complete
",
);

/// Explains the marks of the tables.
pub(crate) fn write_legend(lang: Lang, to: &mut impl Write) -> io::Result<()> {
    to.write_all(LEGEND.text(lang).as_bytes())
}

/// Writes a center, and its coverage if no rule objects to its record. Tells whether there was a table.
pub(crate) fn write(
    number: usize,
    center: &Field<CenterDraft>,
    explanation: Option<&Explanation>,
    as_of: Option<Date>,
    lang: Lang,
    to: &mut impl Write,
) -> io::Result<bool> {
    let Field::Given(draft) = center else {
        writeln!(
            to,
            "{number}. {}",
            match lang {
                Lang::Zh => "不是一个中心的记录",
                Lang::En => "is not the record of a center",
            }
        )?;
        writeln!(to)?;
        return Ok(false);
    };
    write_headline(number, draft, lang, to)?;
    let policy = explanation.map_or_else(Policy::none, |explanation| explanation.policy().clone());
    let boundaries = policy.boundaries();
    let context = Context::new(policy);
    let (_, center) = admit(draft.clone(), &as_of.map_or(context.clone(), |date| context.as_of(date)));
    let center = center.filter(|center| center.lists_all(CenterField::services) || !center.services().is_empty());
    match &center {
        Some(center) => write_coverage(center, boundaries, lang, to)?,
        None if draft.services.is_missing() => writeln!(
            to,
            "{INDENT}{}",
            match lang {
                Lang::Zh => "没有服务清单（services），无从列出服务覆盖表",
                Lang::En => "there is no list of services (`services`), and so no coverage to show",
            }
        )?,
        None => writeln!(
            to,
            "{INDENT}{}",
            match lang {
                Lang::Zh => "记录有错误（见下），改正后才能列出服务覆盖表",
                Lang::En => "the record has errors (see below); its coverage is shown once they are mended",
            }
        )?,
    }
    writeln!(to)?;
    Ok(center.is_some())
}

/// What a center is called.
pub(crate) fn name_of(draft: &CenterDraft, lang: Lang) -> String {
    draft.name.given().map_or_else(
        || match lang {
            Lang::Zh => "（没有名称的中心）".to_owned(),
            Lang::En => "(a center without a name)".to_owned(),
        },
        Name::to_string,
    )
}

fn write_headline(number: usize, draft: &CenterDraft, lang: Lang, to: &mut impl Write) -> io::Result<()> {
    let name = name_of(draft, lang);
    write!(to, "{number}. {name}")?;
    let aliases: Vec<&str> = draft.aliases.items().map(|(_, alias)| alias.as_str()).collect();
    match (aliases.is_empty(), lang) {
        (true, _) => writeln!(to)?,
        (false, Lang::Zh) => writeln!(to, "（又名 {}）", aliases.join("、"))?,
        (false, Lang::En) => writeln!(to, " (also {})", aliases.join(", "))?,
    }
    let status = said(&draft.status, lang);
    let opened = said(&draft.opened, lang);
    match lang {
        Lang::Zh => writeln!(to, "{INDENT}状态：{status}；投用时间：{opened}"),
        Lang::En => writeln!(to, "{INDENT}status: {status}; opened: {opened}"),
    }
}

/// A value in words, or what became of it.
fn said<T: Say>(field: &Field<T>, lang: Lang) -> String {
    match (field, lang) {
        (Field::Given(value), _) => value.in_lang(lang).to_string(),
        (Field::Missing, Lang::Zh) => "未写明".to_owned(),
        (Field::Missing, Lang::En) => "not said".to_owned(),
        (Field::Malformed(_), Lang::Zh) => "写法有误".to_owned(),
        (Field::Malformed(_), Lang::En) => "malformed".to_owned(),
    }
}

fn write_coverage(center: &Center, boundaries: AgeBoundaries, lang: Lang, to: &mut impl Write) -> io::Result<()> {
    let coverage = Coverage::of(center, boundaries);
    let offers: Vec<(&Service, Offer)> =
        center.services().iter().map(|service| (service, Offer::of(service, boundaries))).collect();

    let [young, middle, old] =
        [AgeGroup::Young, AgeGroup::Middle, AgeGroup::Old].map(|group| group.in_lang(lang).to_string());
    let mut rows = vec![[FUNCTION.text(lang).to_owned(), young, middle, old, NO_GROUP.text(lang).to_owned()]];
    for function in ServiceFunction::ALL {
        let cell = |group| mark(&coverage, *function, group, lang);
        let open = offers.iter().filter(|(_, offer)| offer.functions.contains(*function) && offer.groups.is_empty());
        let open = match open.count() {
            0 => NOTHING.to_owned(),
            some => some.to_string(),
        };
        rows.push([
            function.in_lang(lang).to_string(),
            cell(AgeGroup::Young),
            cell(AgeGroup::Middle),
            cell(AgeGroup::Old),
            open,
        ]);
    }
    table::write(&rows, INDENT, to)?;

    for function in ServiceFunction::ALL {
        write_proof(&coverage, *function, lang, to)?;
    }
    let without = |lacks: fn(&Offer) -> bool| -> Vec<&Service> {
        offers.iter().filter(|(_, offer)| lacks(offer)).map(|(service, _)| *service).collect()
    };
    write_services(NO_GROUP.text(lang), &without(|offer| offer.groups.is_empty()), lang, to)?;
    write_services(NO_FUNCTION.text(lang), &without(|offer| offer.functions_open), lang, to)
}

/// Names the services that prove that a function is offered, group by group.
fn write_proof(coverage: &Coverage<'_>, function: ServiceFunction, lang: Lang, to: &mut impl Write) -> io::Result<()> {
    let mut groups = Vec::new();
    for group in AgeGroup::ALL {
        let services: Vec<&Service> = coverage.proof(function, *group).collect();
        if !services.is_empty() {
            let (group, names) = (group.in_lang(lang), names(&services, lang));
            groups.push(match lang {
                Lang::Zh => format!("{group}\u{FF08}{names}\u{FF09}"),
                Lang::En => format!("{group} ({names})"),
            });
        }
    }
    let function = function.in_lang(lang);
    match lang {
        _ if groups.is_empty() => Ok(()),
        Lang::Zh => writeln!(to, "{INDENT}{function}\u{FF1A}{}", groups.join("\u{FF0C}")),
        Lang::En => writeln!(to, "{INDENT}{function}: {}", groups.join(", ")),
    }
}

fn mark(coverage: &Coverage<'_>, function: ServiceFunction, group: AgeGroup, lang: Lang) -> String {
    match coverage.covers(function, group) {
        Answer::Yes => coverage.proof(function, group).count().to_string(),
        Answer::No => HOLE.text(lang).to_owned(),
        Answer::CannotSay => UNKNOWN.to_owned(),
    }
}

/// Names some services, if there are any.
fn write_services(what: &str, services: &[&Service], lang: Lang, to: &mut impl Write) -> io::Result<()> {
    let names = names(services, lang);
    match lang {
        _ if services.is_empty() => Ok(()),
        Lang::Zh => writeln!(to, "{INDENT}{what}\u{FF1A}{names}"),
        Lang::En => writeln!(to, "{INDENT}{what}: {names}"),
    }
}

/// Names with a semicolon between, since a name may have a comma in it.
fn names(services: &[&Service], lang: Lang) -> String {
    let names: Vec<&str> = services.iter().map(|service| service.name().as_str()).collect();
    names.join(match lang {
        Lang::Zh => "\u{FF1B}",
        Lang::En => "; ",
    })
}
