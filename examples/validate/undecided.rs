//! What could not be judged, and for lack of what: condensed to a line or two a rule, since missing is normal.

use std::io::{self, Write};

use neighborhood_center::Report;
use neighborhood_center::vocab::Lang;

use crate::lacking::Lacking;
use crate::{authority, labelled};

/// How many who ask are named for one rule.
const ASKING: usize = 10;

/// Writes, for each rule that could not judge something, how often and why.
pub(crate) fn write(report: &Report, lang: Lang, to: &mut impl Write) -> io::Result<()> {
    if report.undecided().is_empty() {
        return Ok(());
    }
    match lang {
        Lang::Zh => writeln!(to, "【不能断定】不算错误；补上所缺的资料，就能判断")?,
        Lang::En => writeln!(to, "== undecided == no errors; with what is lacking, they can be judged")?,
    }
    let lacking = Lacking::of(report);
    for (card, tally) in report.ledger().iter().filter(|(_, tally)| tally.undecided > 0) {
        let title = card.title.text(lang);
        match lang {
            Lang::Zh => writeln!(to, "  有无“{title}” [{}] {} 处", card.id, tally.undecided)?,
            Lang::En => writeln!(to, "  whether {title} [{}] {}", card.id, tally.undecided)?,
        }
        let of_rule = report.undecided().iter().filter(|undecided| undecided.rule() == card.id);
        for (reason, times) in lacking.count(of_rule, None, lang) {
            match lang {
                Lang::Zh => writeln!(to, "    - {reason}：{times} 处")?,
                Lang::En => writeln!(to, "    - {reason}: {times}")?,
            }
        }
        let mut asking: Vec<String> = Vec::new();
        for by in report.undecided().iter().filter(|undecided| undecided.rule() == card.id) {
            let by = by.demanded_by().map(|by| authority::full(by, lang));
            asking.extend(by.filter(|by| !asking.contains(by)).filter(|_| asking.len() < ASKING));
        }
        for by in asking {
            labelled::write("    ", authority::label(card.id), &by, lang, to)?;
        }
    }
    writeln!(to)
}
