//! “One community, one policy” (一社区一策) for the four communities of the article that this crate began with: what is asked
//! of each center, by whom, what becomes of it, and what would change if the communities' own policies held.
//!
//! ```text
//! cargo run --example one_community_one_policy          # 中文
//! cargo run --example one_community_one_policy -- en
//! ```
//!
//! The communities' policies in `data/policies` are made for this example from what the article says each center is known
//! for, and ask for nothing else. What the communities themselves have decided is not known.
#![allow(clippy::print_stdout, reason = "an example talks to its user")]

use std::error::Error;

use neighborhood_center::advise::advise;
use neighborhood_center::field::Field;
use neighborhood_center::policy::{Communities, Layer, Resolver, presets};
use neighborhood_center::records::{Center, CenterDraft, District, PolicySet};
use neighborhood_center::simulate::Simulation;
use neighborhood_center::vocab::{KindSet, Lang, Phrase, Say, ServiceKind, Strength};
use neighborhood_center::{Context, Options, check, explain};

const DISTRICT: &str = include_str!("data/luolong-2023.json");
const POLICIES: &str = include_str!("data/policies/luolong-communities-2023.json");

fn main() -> Result<(), Box<dyn Error>> {
    let lang = match std::env::args().nth(1).as_deref() {
        Some("en") => Lang::En,
        _ => Lang::Zh,
    };
    let district: District = serde_json::from_str(DISTRICT)?;
    // Reading a policy with a fault in it would be an error here, with the whole report.
    let policies: PolicySet = serde_json::from_str(POLICIES)?;

    // What the district asks of every center; its “4+N” is for old towns, and nobody but the user can say what the four are.
    let four = KindSet::of(&[
        ServiceKind::GovernmentDesk,
        ServiceKind::ElderlyCare,
        ServiceKind::SportsGround,
        ServiceKind::ReadingRoom,
    ]);
    let of_the_district = vec![presets::luolong_2023(), presets::luolong_old_town(four, 1, KindSet::EMPTY)];
    let all: Vec<Layer> = of_the_district.iter().cloned().chain(policies.layers().iter().map(Layer::from)).collect();

    // Resolved once for all places. Layers that contradict each other would be an error here, with every reason.
    let communities: Communities = district.communities().iter().collect();
    let now = Context::layered(Resolver::new(of_the_district, communities.clone(), None)?);
    let next = Context::layered(Resolver::new(all, communities, None)?);

    for center in district.centers() {
        one_community(center, &now, &next, lang);
    }
    simulate(district.centers(), &now, &next, lang);
    Ok(())
}

/// Says the same in the language that is asked for.
fn say(lang: Lang, zh: &'static str, en: &'static str) -> String {
    Phrase::new(zh, en).text(lang).to_owned()
}

fn one_community(center: &Center, now: &Context, next: &Context, lang: Lang) {
    println!("## {}", center.name());
    let (community, tier) = (center.community().copied(), center.tier().copied());
    let policy = next.policy_of(community, tier);
    for declared in policy.features() {
        println!("{}: {}", say(lang, "特色", "known for"), declared.name());
    }

    println!("\n{}", say(lang, "# 本社区的政策改变了什么", "# what the community's own policy changes"));
    for change in now.policy_of(community, tier).diff(policy) {
        println!("- {}", change.in_lang(lang));
    }

    println!("\n{}", say(lang, "# 要求了什么，由谁要求，结果如何", "# what is asked, by whom, and what becomes of it"));
    let draft = CenterDraft::from(center.clone());
    for item in explain(&draft, next, &Options::default()).iter().flat_map(|explained| explained.items()) {
        let demand = item.demand();
        println!(
            "- [{}] {} ({}; {})",
            item.outcome().in_lang(lang),
            demand.ask().in_lang(lang),
            demand.strength().in_lang(lang),
            demand.by().in_lang(lang),
        );
        for proof in item.evidence().iter().flat_map(|evidence| evidence.proof()) {
            println!("    {} {proof}", say(lang, "依据", "proved by"));
        }
        for undecided in item.undecided() {
            println!("    {}", undecided.message(lang));
        }
    }
    let counts = check(&draft, next).counts();
    let [errors, warnings, open] = [counts.error, counts.warning, counts.undecided];
    match lang {
        Lang::Zh => println!("\n错误 {errors}，警告 {warnings}，不能断定 {open}\n"),
        Lang::En => println!("\n{errors} errors, {warnings} warnings, {open} undecided\n"),
    }
}

/// A record that claims to be all there is, to see what would then be missing. The article claims no such thing.
fn if_that_were_all(center: &Center) -> CenterDraft {
    CenterDraft { partial: Field::Missing, ..CenterDraft::from(center.clone()) }
}

fn simulate(centers: &[Center], now: &Context, next: &Context, lang: Lang) {
    println!("## {}", say(lang, "如果各社区的政策生效", "if the communities' policies held"));
    let mut as_recorded = Simulation::new(now, next, Options::default());
    let mut complete = Simulation::new(now, next, Options::default());
    for center in centers {
        as_recorded.add(&CenterDraft::from(center.clone()));
        complete.add(&if_that_were_all(center));
    }
    println!(
        "\n{}",
        say(
            lang,
            "# 按现有资料（资料未写全，缺少不等于没有）",
            "# as recorded (the record is partial: absence proves nothing)"
        )
    );
    write_turns(&as_recorded, lang);
    println!("\n{}", say(lang, "# 假设资料已经写全", "# supposing that the records were complete"));
    write_turns(&complete, lang);
    for shift in complete.shifts().iter().filter(|shift| shift.is_newly_failing()) {
        let name = centers.get(shift.record() as usize).map(Center::name).map(ToString::to_string).unwrap_or_default();
        println!("- {name}: {}", shift.card().title.text(lang));
    }

    println!("\n{}", say(lang, "# 最少要增加什么", "# the least that would have to be added"));
    for center in centers {
        let advice = advise(&if_that_were_all(center), next, Strength::Must);
        let additions: Vec<String> =
            advice.additions().iter().map(|addition| addition.in_lang(lang).to_string()).collect();
        println!("- {}: {}", center.name(), additions.join(&say(lang, "；", "; ")));
    }
}

fn write_turns(simulation: &Simulation<'_>, lang: Lang) {
    let mut any = false;
    for (card, turn) in simulation.by_rule() {
        any = true;
        let title = card.title.text(lang);
        let (failing, passing, still) = (turn.newly_failing, turn.newly_passing, turn.still_failing);
        match lang {
            Lang::Zh => println!("- {title}：新增不符合 {failing}，不再不符合 {passing}，仍不符合 {still}"),
            Lang::En => println!("- {title}: newly failing {failing}, newly passing {passing}, still failing {still}"),
        }
    }
    if !any {
        println!("- {}: {}", say(lang, "结果", "outcome"), say(lang, "没有变化", "nothing changes"));
    }
}
