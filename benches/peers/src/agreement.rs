//! Whether the contenders say the same: of every break of every rule, and of every record of the corpus.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufReader, Read};
use std::path::Path;

use neighborhood_center::records::CenterDraft;
use neighborhood_center::{Context, Options, json};

use crate::rules::RULES;
use crate::trials;

/// The peers, in the order of [`Rule::how`](crate::rules::Rule::how).
const PEERS: [&str; 5] = ["garde", "validator", "jsonschema", "pydantic", "ajv"];

/// What was found at odds with what is claimed.
type Surprises = Vec<String>;

/// Compares the verdicts that the contenders left in a folder, prints how they agree, and gives whether all is as claimed.
pub fn report(folder: &Path) -> bool {
    let there: Vec<usize> =
        (0..PEERS.len()).filter(|peer| folder.join(format!("corpus.{}", PEERS[*peer])).exists()).collect();
    let mut surprises = Surprises::new();
    ours_tells_every_rule(&mut surprises);
    matrix(folder, &there, &mut surprises);
    corpus(folder, &there, &mut surprises);
    for surprise in &surprises {
        println!("NOT AS CLAIMED: {surprise}");
    }
    surprises.is_empty()
}

fn ours_tells_every_rule(surprises: &mut Surprises) {
    if !told(&trials::sound()).is_empty() {
        surprises.push(format!("the record in order has {:?}", told(&trials::sound())));
    }
    let breaks = RULES.iter().flat_map(|rule| rule.breaks.iter().map(move |_| rule));
    for (rule, line) in breaks.zip(trials::lines()) {
        if !told(&line).iter().any(|told| told == rule.ours) {
            surprises.push(format!("ours: `{}` tells {:?} and not {}", rule.name, told(&line), rule.ours));
        }
    }
}

/// The rules by which the crate tells that a record is at fault.
fn told(line: &str) -> Vec<String> {
    let reading = json::read_str::<CenterDraft>(line, &Context::default(), &Options::default());
    reading.report().violations().iter().map(|found| found.rule().to_string()).collect()
}

fn matrix(folder: &Path, there: &[usize], surprises: &mut Surprises) {
    let claimed = |peer: usize, how: u8| RULES.iter().filter(|rule| rule.how.as_bytes()[peer] == how).count();
    println!("{} rules, {} records that break one each", RULES.len(), trials::lines().len());
    println!("{:<12}{:>10}{:>14}{:>9}  not at all", "", "declared", "own function", "not");
    for peer in 0..PEERS.len() {
        let lacking: Vec<&str> =
            RULES.iter().filter(|rule| rule.how.as_bytes()[peer] == b'-').map(|rule| rule.name).collect();
        let counts = [b'd', b'f', b'-'].map(|how| claimed(peer, how));
        println!("{:<12}{:>10}{:>14}{:>9}  {}", PEERS[peer], counts[0], counts[1], counts[2], lacking.join(", "));
    }
    for peer in there {
        let verdicts = verdicts(folder, "trials", PEERS[*peer]);
        let mut verdicts = verdicts.iter();
        for rule in RULES {
            let own: Vec<bool> = verdicts.by_ref().take(rule.breaks.len()).copied().collect();
            let claim = rule.how.as_bytes()[*peer] != b'-';
            if own.len() != rule.breaks.len() || own.iter().any(|told| *told != claim) {
                surprises.push(format!("{}: `{}` is {} but told {own:?}", PEERS[*peer], rule.name, rule.how));
            }
        }
    }
}

fn corpus(folder: &Path, there: &[usize], surprises: &mut Surprises) {
    let ours = verdicts(folder, "corpus", "ours");
    println!("\n{} records, {} of them at fault", ours.len(), ours.iter().filter(|told| **told).count());
    for peer in there {
        let theirs = verdicts(folder, "corpus", PEERS[*peer]);
        assert_eq!(ours.len(), theirs.len(), "{} judged another number of records", PEERS[*peer]);
        let at_odds: Vec<usize> = (0..ours.len()).filter(|record| ours[*record] != theirs[*record]).collect();
        println!("{:<12}{} verdicts differ", PEERS[*peer], at_odds.len());
        let mut why = BTreeMap::new();
        for record in &at_odds {
            let reason =
                if theirs[*record] { vec!["nothing".to_owned()] } else { told(&trials::record(*record as u64)) };
            *why.entry(reason.join(" + ")).or_insert(0) += 1;
        }
        for (rules, records) in &why {
            println!("            {records} where ours tells {rules}");
        }
        if !at_odds.is_empty() {
            surprises.push(format!(
                "{} and ours differ on the corpus, the first time at record {}",
                PEERS[*peer], at_odds[0]
            ));
        }
    }
}

fn verdicts(folder: &Path, of: &str, name: &str) -> Vec<bool> {
    let mut text = String::new();
    let file = fs::File::open(folder.join(format!("{of}.{name}"))).expect("the verdicts were left there");
    BufReader::new(file).read_to_string(&mut text).expect("verdicts are text");
    text.lines().map(|verdict| verdict == "1").collect()
}
