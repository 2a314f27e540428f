//! “One community, one policy” (一社区一策) for the four communities of the article that this crate began with: what is asked
//! of each center, by whom, what becomes of it, and what would change if the communities' own policies held.
//!
//! ```text
//! cargo run --example one_community_one_policy          # 中文
//! cargo run --example one_community_one_policy -- en
//! ```
//!
//! The communities' policies in `data/policies` are written for this example after what the article says of each center, and
//! cite themselves as that. What the communities themselves have decided is not known.
#![allow(clippy::print_stdout, reason = "an example talks to its user")]

use std::error::Error;

use neighborhood_center::advise::advise;
use neighborhood_center::field::Field;
use neighborhood_center::path::Pointer;
use neighborhood_center::policy::{Communities, Demand, Layer, Resolver, presets};
use neighborhood_center::records::{Center, CenterDraft, District, PolicySet};
use neighborhood_center::simulate::Simulation;
use neighborhood_center::vocab::{KindSet, Lang, Phrase, Say, ServiceKind, Strength, Tier};
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

    // What the district asks of every center; its “4+N” is for old towns. No source says what the four are: whoever uses the
    // standard has to, and these are made up for this example.
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
    let next = Context::layered(Resolver::new(all.clone(), communities.clone(), None)?);
    let with_the_guideline = all.into_iter().chain([presets::embedded_facilities()]).collect();
    let national = Context::layered(Resolver::new(with_the_guideline, communities, None)?);

    println!(
        "{}",
        say(
            lang,
            "“4+N”的四项由本示例假定：来源没有说是哪四项。",
            "The four of “4+N” are made up for this example: no source says what they are."
        )
    );
    println!(
        "{}",
        say(
            lang,
            "各社区的政策为本示例据报道编写，不是社区的正式文件。",
            "The communities' policies are written for this example after the article: they are no documents of theirs."
        )
    );
    println!();
    for center in district.centers() {
        one_community(center, &now, &next, lang);
    }
    simulate(district.centers(), &next, &national, lang);
    advise_each(district.centers(), &next, lang);
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
        println!("{}{}", say(lang, "特色：", "known for: "), declared.name());
    }

    println!("\n{}", say(lang, "# 本社区的政策改变了什么", "# what the community's own policy changes"));
    for change in now.policy_of(community, tier).diff(policy) {
        println!("- {}", change.in_lang(lang));
    }

    println!("\n{}", say(lang, "# 要求了什么，由谁要求，结果如何", "# what is asked, by whom, and what becomes of it"));
    let draft = CenterDraft::from(center.clone());
    for item in explain(&draft, next, &Options::default()).iter().flat_map(|explained| explained.items()) {
        let demand = item.demand();
        let asked = demand.ask().in_lang(lang);
        let [outcome, strength] =
            [item.outcome().in_lang(lang).to_string(), demand.strength().in_lang(lang).to_string()];
        match lang {
            Lang::Zh => println!("- [{outcome}] {asked}（{strength}）"),
            Lang::En => println!("- [{outcome}] {asked} ({strength})"),
        }
        println!("    {}{}", say(lang, "要求出自", "asked for by "), by(demand, lang));
        if !demand.left_open().is_empty() {
            let unknown = demand.left_open().in_lang(lang).to_string();
            println!("    {}{unknown}", say(lang, "是否适用，须先知道：", "whether it applies depends on: "));
        }
        let proof: Vec<String> =
            item.evidence().iter().flat_map(|evidence| evidence.proof()).map(|place| called(center, place)).collect();
        if !proof.is_empty() {
            println!("    {}{}", say(lang, "依据：", "proved by: "), proof.join(&say(lang, "、", ", ")));
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

/// Who asks, in short: by the layer and the words that it cites.
fn by(demand: &Demand, lang: Lang) -> String {
    let by = demand.by();
    let level = by.level().in_lang(lang).to_string();
    let layer = by.layer().map(ToString::to_string).unwrap_or_default();
    let clause = by.citation().clause().unwrap_or(by.citation().document());
    match lang {
        Lang::Zh => format!("{level}（{layer}）：{clause}"),
        Lang::En => format!("{level} ({layer}): {clause}"),
    }
}

/// What stands at a place of the center, by its name.
fn called(center: &Center, place: &Pointer) -> String {
    let nth = place.as_str().strip_prefix("/services/").and_then(|nth| nth.parse::<usize>().ok());
    let service = nth.and_then(|nth| center.services().get(nth));
    service.map_or_else(|| place.to_string(), |service| service.name().to_string())
}

/// A record that claims to be all there is, of a center for its community, to see what would then be missing. The article claims
/// no such thing.
fn if_that_were_all(center: &Center) -> CenterDraft {
    CenterDraft { partial: Field::Missing, tier: Field::Given(Tier::Community), ..CenterDraft::from(center.clone()) }
}

fn simulate(centers: &[Center], now: &Context, next: &Context, lang: Lang) {
    println!(
        "## {}",
        say(
            lang,
            "如果再按国家的嵌入式服务设施导则要求",
            "if the national guideline for embedded facilities were asked as well"
        )
    );
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
    write_balances(&as_recorded, lang);
    println!(
        "\n{}",
        say(
            lang,
            "# 假设资料已经写全，各是社区级中心",
            "# supposing that the records were complete, and the centers of the community tier"
        )
    );
    write_balances(&complete, lang);
    for shift in complete.shifts().iter().filter(|shift| shift.is_newly_failing()) {
        let name = centers.get(shift.record() as usize).map(Center::name).map(ToString::to_string).unwrap_or_default();
        println!("- {name}{}{}", say(lang, "：", ": "), shift.card().title.text(lang));
    }
}

fn advise_each(centers: &[Center], context: &Context, lang: Lang) {
    println!(
        "\n## {}",
        say(
            lang,
            "同样假设，最少要增加什么（必配和宜配）",
            "the least that would have to be added, on the same supposition (what must and what should be)"
        )
    );
    for center in centers {
        let advice = advise(&if_that_were_all(center), context, Strength::Should);
        let additions: Vec<String> =
            advice.additions().iter().map(|addition| addition.in_lang(lang).to_string()).collect();
        println!("- {}{}{}", center.name(), say(lang, "：", ": "), additions.join(&say(lang, "；", "; ")));
    }
}

fn write_balances(simulation: &Simulation<'_>, lang: Lang) {
    let mut any = false;
    for (card, balance) in simulation.by_rule() {
        any = true;
        let title = card.title.text(lang);
        println!("- {title}{}{}", say(lang, "：", ": "), balance.in_lang(lang));
    }
    if !any {
        println!("- {}", say(lang, "没有变化", "nothing changes"));
    }
}
