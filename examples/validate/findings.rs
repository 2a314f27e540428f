//! What is wrong, where, and what to do about it: by severity, then by rule; what is waived comes last.

use std::io::{self, Write};

use neighborhood_center::finding::{Card, Severity, Violation};
use neighborhood_center::rules;
use neighborhood_center::vocab::{Lang, Phrase};

use crate::input::{Checked, Content};
use crate::{
    authority,
    labelled::{self, Label},
    place,
};

/// How many findings of a rule are written; the others are counted.
const SHOWN: usize = 100;

/// Writes all findings.
pub(crate) fn write(checked: &Checked, lang: Lang, to: &mut impl Write) -> io::Result<()> {
    let (waived, counted): (Vec<&Violation>, Vec<&Violation>) =
        checked.report.violations().iter().partition(|found| found.waived().is_some());
    for severity in Severity::ALL {
        let of_severity: Vec<&Violation> =
            counted.iter().copied().filter(|found| found.severity() == severity).collect();
        write_section(&heading(severity), &of_severity, &checked.content, lang, to)?;
    }
    write_section(&WAIVED, &waived, &checked.content, lang, to)
}

fn write_section(
    heading: &Phrase,
    found: &[&Violation],
    content: &Content,
    lang: Lang,
    to: &mut impl Write,
) -> io::Result<()> {
    if found.is_empty() {
        return Ok(());
    }
    writeln!(to, "{}", heading.text(lang))?;
    for card in rules::all() {
        let of_rule: Vec<&Violation> = found.iter().copied().filter(|found| found.rule() == card.id).collect();
        if !of_rule.is_empty() {
            write_rule(card, &of_rule, content, lang, to)?;
        }
    }
    writeln!(to)
}

const WAIVED: Phrase = Phrase::new(
    "【已豁免】不计入错误、警告、提示，期满须重新核对",
    "== waived == counted apart from errors, warnings and information, until the waiver ends",
);

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
    let notes = NOTES.map(|(label, of)| (label, of, shared(found, |violation| of(violation, lang))));
    let mut before = None;
    for violation in found.iter().take(SHOWN) {
        let place = place::describe(content, violation.line(), violation.path(), lang);
        if before.as_ref() != Some(&place) {
            writeln!(to, "    - {place}")?;
        }
        writeln!(to, "      {}", violation.message(lang))?;
        for related in violation.related() {
            let line = violation.related_line().or(violation.line());
            let related = place::describe(content, line, related, lang);
            let related = if related.names == place.names { related.exact } else { related.to_string() };
            labelled::write("      ", ("另见", "see also"), &related, lang, to)?;
        }
        before = Some(place);
        for (label, of, _) in notes.iter().filter(|(_, _, shared)| shared.is_none()) {
            labelled::write("      ", *label, &of(violation, lang), lang, to)?;
        }
    }
    let beyond = count.saturating_sub(SHOWN);
    match lang {
        _ if beyond == 0 => {}
        Lang::Zh => writeln!(to, "    - 另有 {beyond} 处，用 --format json 可见")?,
        Lang::En => writeln!(to, "    - and {beyond} more, to be seen with --format json")?,
    }
    for (label, _, shared) in &notes {
        labelled::write("    ", *label, shared.as_deref().unwrap_or_default(), lang, to)?;
    }
    Ok(())
}

/// What is told besides the place and the message.
type Note = (Label, fn(&Violation, Lang) -> String);

const NOTES: [Note; 5] = [
    (authority::ASKED_FOR_BY, |violation, lang| behind(violation, authority::ASKED_FOR_BY, lang)),
    (authority::WAIVED_BY, |violation, lang| behind(violation, authority::WAIVED_BY, lang)),
    (("豁免理由", "waived because"), |violation, lang| {
        violation.waived().map(|waived| authority::waiver(waived, lang)).unwrap_or_default()
    }),
    (authority::WAIVED_BY, |violation, lang| {
        violation.waived().map(|waived| authority::full(waived.by(), lang)).unwrap_or_default()
    }),
    (("办法", "what to do"), |violation, lang| violation.help(lang)),
];

/// Who is behind a finding, where that is to be called so; nobody, if it is the data standard itself.
fn behind(violation: &Violation, label: Label, lang: Lang) -> String {
    let by = violation.demanded_by().filter(|_| authority::label(violation.rule()) == label);
    by.map(|by| authority::full(by, lang)).unwrap_or_default()
}

/// What something comes to for all the findings, if that is the same.
fn shared(found: &[&Violation], of: impl Fn(&Violation) -> String) -> Option<String> {
    let (first, others) = found.split_first()?;
    let first = of(first);
    others.iter().all(|other| of(other) == first).then_some(first)
}
