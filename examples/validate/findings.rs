//! What is wrong, where, and what to do about it: by severity, then by rule.

use std::io::{self, Write};

use neighborhood_center::finding::{Card, Severity, Violation};
use neighborhood_center::rules;
use neighborhood_center::vocab::{Lang, Phrase, Say};

use crate::input::{Checked, Content};
use crate::place;

/// How many findings of a rule are written; the others are counted.
const SHOWN: usize = 100;

/// Writes all findings.
pub(crate) fn write(checked: &Checked, lang: Lang, to: &mut impl Write) -> io::Result<()> {
    let violations = checked.report.violations();
    for severity in Severity::ALL {
        let of_severity: Vec<&Violation> = violations.iter().filter(|found| found.severity() == severity).collect();
        if of_severity.is_empty() {
            continue;
        }
        writeln!(to, "{}", heading(severity).text(lang))?;
        for card in rules::all() {
            let of_rule: Vec<&Violation> =
                of_severity.iter().copied().filter(|found| found.rule() == card.id).collect();
            if !of_rule.is_empty() {
                write_rule(card, &of_rule, &checked.content, lang, to)?;
            }
        }
        writeln!(to)?;
    }
    Ok(())
}

const fn heading(severity: Severity) -> Phrase {
    match severity {
        Severity::Error => Phrase::new("【错误】", "== errors =="),
        Severity::Warning => Phrase::new("【警告】", "== warnings =="),
        Severity::Info => Phrase::new("【提示】", "== for information =="),
    }
}

fn write_rule(card: &Card, found: &[&Violation], content: &Content, lang: Lang, to: &mut impl Write) -> io::Result<()> {
    let (title, id, count) = (card.title.text(lang), card.id, found.len());
    match lang {
        Lang::Zh => writeln!(to, "  {title} [{id}] {count} 处")?,
        Lang::En => writeln!(to, "  {title} [{id}] {count}")?,
    }
    // What all of them share is said once, at the end.
    let help = shared(found, |violation| violation.help(lang));
    let demand = shared(found, |violation| demand(violation, lang));
    let mut before = None;
    for violation in found.iter().take(SHOWN) {
        let place = place::describe(content, violation.line(), violation.path(), lang);
        if before.as_ref() != Some(&place) {
            writeln!(to, "    - {place}")?;
        }
        writeln!(to, "      {}", violation.message(lang))?;
        for related in violation.related() {
            let related = place::describe(content, violation.line(), related, lang);
            let related = if related.names == place.names { related.exact } else { related.to_string() };
            write_labelled("      ", ("另见", "see also"), &related, lang, to)?;
        }
        before = Some(place);
        if demand.is_none() {
            write_demand("      ", &self::demand(violation, lang), lang, to)?;
        }
        if help.is_none() {
            write_help("      ", &violation.help(lang), lang, to)?;
        }
    }
    let beyond = count.saturating_sub(SHOWN);
    match lang {
        _ if beyond == 0 => {}
        Lang::Zh => writeln!(to, "    - 另有 {beyond} 处，用 --format json 可见")?,
        Lang::En => writeln!(to, "    - and {beyond} more, to be seen with --format json")?,
    }
    if let Some(demand) = demand {
        write_demand("    ", &demand, lang, to)?;
    }
    help.map_or(Ok(()), |help| write_help("    ", &help, lang, to))
}

/// What something comes to for all the findings, if that is the same.
fn shared(found: &[&Violation], of: impl Fn(&Violation) -> String) -> Option<String> {
    let (first, others) = found.split_first()?;
    let first = of(first);
    others.iter().all(|other| of(other) == first).then_some(first)
}

/// Who asks for what is missing; empty if it is the data standard itself.
fn demand(violation: &Violation, lang: Lang) -> String {
    violation.demanded_by().map(|authority| authority.in_lang(lang).to_string()).unwrap_or_default()
}

fn write_demand(indent: &str, demand: &str, lang: Lang, to: &mut impl Write) -> io::Result<()> {
    if demand.is_empty() { Ok(()) } else { write_labelled(indent, ("要求出自", "asked for by"), demand, lang, to) }
}

fn write_help(indent: &str, help: &str, lang: Lang, to: &mut impl Write) -> io::Result<()> {
    write_labelled(indent, ("办法", "what to do"), help, lang, to)
}

fn write_labelled(indent: &str, (zh, en): (&str, &str), text: &str, lang: Lang, to: &mut impl Write) -> io::Result<()> {
    match lang {
        Lang::Zh => writeln!(to, "{indent}{zh}\u{FF1A}{text}"),
        Lang::En => writeln!(to, "{indent}{en}: {text}"),
    }
}
