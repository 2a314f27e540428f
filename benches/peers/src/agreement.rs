//! Whether the contenders say the same: of every break of every rule, and of every record of the corpus.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufReader, Read};
use std::path::Path;

use neighborhood_center::records::CenterDraft;
use neighborhood_center::{Context, Options, json};

use crate::rules::RULES;
use crate::trials;

/// The peers, and the place of each in [`Rule::how`](crate::rules::Rule::how).
const PEERS: [(&str, usize); 6] =
    [("garde", 0), ("validator", 1), ("jsonschema", 2), ("pydantic", 3), ("pydantic-by-pattern", 3), ("ajv", 4)];

/// One of them.
type Peer = (&'static str, usize);

/// What was found at odds with what is claimed.
type Surprises = Vec<String>;

/// Compares the verdicts that the contenders left in a folder, prints how they agree, and gives whether all is as claimed.
pub fn report(folder: &Path) -> bool {
    let there: Vec<Peer> =
        PEERS.into_iter().filter(|(name, _)| folder.join(format!("corpus.{name}")).exists()).collect();
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

fn matrix(folder: &Path, there: &[Peer], surprises: &mut Surprises) {
    println!("{} rules, {} records that break one each", RULES.len(), trials::lines().len());
    println!("{:<20}{:>10}{:>14}{:>9}  not at all", "", "declared", "own function", "not");
    for (name, place) in PEERS {
        let expressed = |how: u8| RULES.iter().filter(move |rule| rule.how.as_bytes()[place] == how);
        let lacking: Vec<&str> = expressed(b'-').map(|rule| rule.name).collect();
        let counts = [b'd', b'f', b'-'].map(|how| expressed(how).count());
        println!("{name:<20}{:>10}{:>14}{:>9}  {}", counts[0], counts[1], counts[2], lacking.join(", "));
    }
    for (name, place) in there {
        let verdicts = verdicts(folder, "trials", name);
        let mut verdicts = verdicts.iter();
        for rule in RULES {
            let told: Vec<bool> = verdicts.by_ref().take(rule.breaks.len()).copied().collect();
            let claim = rule.how.as_bytes()[*place] != b'-';
            if told.len() != rule.breaks.len() || told.iter().any(|told| *told != claim) {
                surprises.push(format!("{name}: `{}` should be told: {claim}; was told: {told:?}", rule.name));
            }
        }
    }
}

fn corpus(folder: &Path, there: &[Peer], surprises: &mut Surprises) {
    let ours = verdicts(folder, "corpus", "ours");
    println!("\n{} records, {} of them at fault", ours.len(), ours.iter().filter(|told| **told).count());
    for (name, _) in there.iter().chain(&[("ours-on-all-threads", 0)]) {
        let theirs = verdicts(folder, "corpus", name);
        assert_eq!(ours.len(), theirs.len(), "{name} judged another number of records");
        let at_odds: Vec<usize> = (0..ours.len()).filter(|record| ours[*record] != theirs[*record]).collect();
        println!("{name:<20} {} verdicts differ", at_odds.len());
        let mut why = BTreeMap::new();
        for record in &at_odds {
            let reason =
                if theirs[*record] { vec!["nothing".to_owned()] } else { told(&trials::record(*record as u64)) };
            *why.entry(reason.join(" + ")).or_insert(0) += 1;
        }
        for (rules, records) in &why {
            println!("{:<20} {records} where ours tells {rules}", "");
        }
        if let Some(first) = at_odds.first() {
            surprises.push(format!("{name} and ours differ on the corpus, the first time in line {}", first + 1));
        }
    }
}

fn verdicts(folder: &Path, of: &str, name: &str) -> Vec<bool> {
    let mut text = String::new();
    let file = fs::File::open(folder.join(format!("{of}.{name}"))).expect("the verdicts were left there");
    BufReader::new(file).read_to_string(&mut text).expect("verdicts are text");
    text.lines().map(|verdict| verdict == "1").collect()
}
