//! What changes from one policy to another, in words: above the rules, whose titles a reader knows better than their ids.

use std::fmt;

use crate::policy::{Ask, Authority, Change, Claim, Term, Turn, Waived};
use crate::rules;
use crate::vocab::{Lang, RuleId, Say, Strength, Text};

impl Say for Term {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Boundaries { at, .. } => {
                Claim::Ask { what: Ask::AgeBoundaries(*at), strength: Strength::Must }.say(lang, to)
            }
            Self::Demand(demand) => {
                Claim::Ask { what: demand.ask().clone(), strength: demand.strength() }.say(lang, to)
            }
            Self::Level(level) => {
                let (rule, level) = (title(level.rule(), lang), level.level());
                match lang {
                    Lang::Zh => write!(to, "规则“{rule}”的等级为“{}”", level.in_lang(lang)),
                    Lang::En => write!(to, "the level of the rule “{rule}” is {}", level.in_lang(lang)),
                }
            }
            Self::Waiver(waiver) => {
                say_what_is_waived(waiver, lang, to)?;
                to.write_str(match lang {
                    Lang::Zh => "，",
                    Lang::En => " ",
                })?;
                say_how_long(waiver, lang, to)
            }
            Self::Feature(feature) => match lang {
                Lang::Zh => write!(to, "特色“{}”", feature.name()),
                Lang::En => write!(to, "the feature “{}”", feature.name()),
            },
        }
    }
}

/// What a rule is called; one that is not known, by its id.
fn title(rule: &RuleId, lang: Lang) -> &str {
    rules::by_id(rule.as_str()).map_or(rule.as_str(), |card| card.title.text(lang))
}

fn say_what_is_waived(waiver: &Waived, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
    let rule = title(waiver.rule(), lang);
    match lang {
        Lang::Zh => write!(to, "豁免“{rule}”")?,
        Lang::En => write!(to, "the waiver of “{rule}”")?,
    }
    match (waiver.center(), lang) {
        (None, _) => {}
        (Some(center), Lang::Zh) => write!(to, "（中心 {center}）")?,
        (Some(center), Lang::En) => write!(to, " for center {center}")?,
    }
    match (waiver.path().as_str(), lang) {
        ("", _) => Ok(()),
        (place, Lang::Zh) => write!(to, "（位置 {place}）"),
        (place, Lang::En) => write!(to, " at {place}"),
    }
}

fn say_how_long(waiver: &Waived, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (until, approved_by) = (waiver.until(), waiver.approved_by());
    match lang {
        Lang::Zh => write!(to, "至{}（批准：{approved_by}）", until.in_lang(lang)),
        Lang::En => write!(to, "until {} (approved by {approved_by})", until.in_lang(lang)),
    }
}

/// Says a term, and what becomes of it.
fn say_both(before: &Term, after: &Term, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
    before.say(lang, to)?;
    to.write_str(" → ")?;
    match after {
        Term::Level(level) if lang == Lang::Zh => write!(to, "“{}”", level.level().in_lang(lang)),
        Term::Level(level) => level.level().say(lang, to),
        // That it is the same finding was said.
        Term::Waiver(waiver) => say_how_long(waiver, lang, to),
        other => other.say(lang, to),
    }
}

fn say_by(by: Option<&Authority>, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
    match (by, lang) {
        (Some(by), _) => by.say(lang, to),
        (None, Lang::Zh) => to.write_str("默认"),
        (None, Lang::En) => to.write_str("default"),
    }
}

fn say_reason(reason: Option<&Text>, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
    match (reason, lang) {
        (Some(reason), _) => write!(to, "“{reason}”"),
        (None, Lang::Zh) => to.write_str("未说明"),
        (None, Lang::En) => to.write_str("none given"),
    }
}

impl Change {
    fn say_what(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Some(before), Some(after)) = (self.before(), self.after()) else { return self.latest().say(lang, to) };
        if let Turn::Tightened | Turn::Loosened | Turn::Altered = self.turn() {
            return say_both(before, after, lang, to);
        }
        after.say(lang, to)?;
        let (also, depends, depended) = match lang {
            Lang::Zh => ("，", "取决于", "原取决于"),
            Lang::En => ("; ", "depends on: ", "depended on: "),
        };
        to.write_str(also)?;
        let (was, is) = (before.left_open(), after.left_open());
        match self.turn() {
            Turn::Reattributed => {
                say_by(before.by(), lang, to)?;
                to.write_str(" → ")?;
                say_by(after.by(), lang, to)
            }
            Turn::Reasoned => {
                say_reason(before.reason(), lang, to)?;
                to.write_str(" → ")?;
                say_reason(after.reason(), lang, to)
            }
            Turn::LeftOpen => write!(to, "{depends}{}", is.in_lang(lang)),
            Turn::Settled => write!(to, "{depended}{}", was.in_lang(lang)),
            _ => write!(to, "{depends}{} → {}", was.in_lang(lang), is.in_lang(lang)),
        }
    }

    /// Who says so, and why, as far as that is not what changes.
    fn say_grounds(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let latest = self.latest();
        if self.turn() != Turn::Reattributed {
            to.write_str(match (self.turn(), lang) {
                (Turn::Dropped, Lang::Zh) => "，原依据：",
                (Turn::Dropped, Lang::En) => "; by, before: ",
                (_, Lang::Zh) => "，依据：",
                (_, Lang::En) => "; by: ",
            })?;
            say_by(latest.by(), lang, to)?;
        }
        if let (Turn::Added | Turn::Tightened | Turn::Loosened | Turn::Altered | Turn::Reattributed, Some(reason)) =
            (self.turn(), latest.reason())
        {
            match lang {
                Lang::Zh => write!(to, "，理由：{reason}")?,
                Lang::En => write!(to, "; reason: {reason}")?,
            }
        }
        match (self.turn(), lang) {
            (Turn::Added, _) if latest.left_open().is_empty() => Ok(()),
            (Turn::Added, Lang::Zh) => write!(to, "，是否适用取决于{}", latest.left_open().in_lang(lang)),
            (Turn::Added, Lang::En) => write!(to, "; left open, depends on: {}", latest.left_open().in_lang(lang)),
            _ => Ok(()),
        }
    }
}

impl Say for Change {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.turn().say(lang, to)?;
        to.write_str(match lang {
            Lang::Zh => "：",
            Lang::En => ": ",
        })?;
        self.say_what(lang, to)?;
        self.say_grounds(lang, to)
    }
}
