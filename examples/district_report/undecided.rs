//! What could not be judged, and for lack of what: a rule at a time, since missing is normal.

use neighborhood_center::vocab::{Lang, Phrase};
use serde::Serialize;

use crate::document::Document;
use crate::lacking::Lacking;
use crate::words::{plain, said};

/// How many who ask are named for one rule.
const ASKING: usize = 5;

/// What one rule could not judge.
#[derive(Serialize)]
pub(crate) struct Open {
    title: Phrase,
    rule: &'static str,
    count: u64,
    because: Vec<Reason>,
    by: Vec<Phrase>,
}

/// What is lacking, and how often.
#[derive(Serialize)]
struct Reason {
    text: Phrase,
    times: usize,
}

pub(crate) fn undecided(document: &Document) -> Vec<Open> {
    let report = &document.report;
    let lacking = Lacking::of(report);
    let open = report.ledger().iter().filter(|(_, tally)| tally.undecided > 0);
    open.map(|(card, tally)| {
        let of_rule = || report.undecided().iter().filter(|undecided| undecided.rule() == card.id);
        let [zh, en] = [Lang::Zh, Lang::En].map(|lang| lacking.count(of_rule(), None, lang));
        let because = zh.into_iter().zip(en).map(|((zh, times), (en, _))| Reason {
            text: Phrase::from_texts(plain(&zh).to_owned(), plain(&en).to_owned()),
            times,
        });
        let mut by: Vec<Phrase> = Vec::new();
        for authority in of_rule().filter_map(|undecided| undecided.demanded_by()) {
            let authority = said(authority);
            if by.len() < ASKING && !by.contains(&authority) {
                by.push(authority);
            }
        }
        Open { title: card.title.clone(), rule: card.id, count: tally.undecided, because: because.collect(), by }
    })
    .collect()
}
