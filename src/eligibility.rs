//! Who may use something: whom it is meant for and who is entitled, decided by what a program knows of a person.
//!
//! The crate knows nobody. A program supplies [`Facts`]; what it does not say is unknown, and an answer that depends on it is open.
//! How much one person gets in some time is told by [`Quota::left`](crate::records::Quota::left), and which days that time has by
//! [`QuotaPeriod::around`](crate::vocab::QuotaPeriod::around).

use std::collections::BTreeSet;
use std::fmt;

use crate::records::{Ages, Audience, Entitlement};
use crate::vocab::{Age, AgeBoundaries, Answer, Condition, ConditionSet, Lang, Say};

/// What is known of a person. Nothing is assumed: whoever is not said to be disabled is not said to be anything.
///
/// ```
/// use neighborhood_center::eligibility::Facts;
/// use neighborhood_center::vocab::{Age, Answer, Condition, Date};
///
/// let (born, today): (Date, Date) = ("1963-08-11".parse()?, "2023-08-11".parse()?);
/// let facts = Facts::none().aged(Age::on(born.into(), today.into())).with(Condition::LowIncome).without(Condition::Disabled);
/// assert_eq!(facts.age(), Age::years(60)); // on the sixtieth birthday
/// assert_eq!(facts.holds(Condition::LowIncome), Answer::Yes);
/// assert_eq!(facts.holds(Condition::Disabled), Answer::No);
/// assert_eq!(facts.holds(Condition::SanitationWorker), Answer::CannotSay);
/// # Ok::<(), neighborhood_center::vocab::WordError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Facts {
    age: Option<Age>,
    holds: ConditionSet,
    fails: ConditionSet,
}

impl Facts {
    /// Nothing is known.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// The same person, of this completed age on the day that is asked about; `None` if it is not known.
    ///
    /// [`Age::on`] completes a year on the birthday itself: whoever turns 60 on a day is 60 on it.
    #[must_use]
    pub fn aged(self, age: impl Into<Option<Age>>) -> Self {
        Self { age: age.into(), ..self }
    }

    /// The same person, of whom this is true.
    #[must_use]
    pub fn with(mut self, condition: Condition) -> Self {
        self.holds.insert(condition);
        self.fails = self.fails.without(ConditionSet::of(&[condition]));
        self
    }

    /// The same person, of whom this is not true.
    #[must_use]
    pub fn without(mut self, condition: Condition) -> Self {
        self.fails.insert(condition);
        self.holds = self.holds.without(ConditionSet::of(&[condition]));
        self
    }

    /// The age, if it is known.
    #[must_use]
    pub fn age(&self) -> Option<Age> {
        self.age
    }

    /// Whether this is true of the person.
    #[must_use]
    pub fn holds(&self, condition: Condition) -> Answer {
        match (self.holds.contains(condition), self.fails.contains(condition)) {
            (true, _) => Answer::Yes,
            (false, true) => Answer::No,
            (false, false) => Answer::CannotSay,
        }
    }
}

/// Whether somebody may use something, and what is missing where that cannot be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Eligibility {
    answer: Answer,
    missing: MissingFacts,
}

impl Eligibility {
    /// Whether the person may use it.
    #[must_use]
    pub fn answer(&self) -> Answer {
        self.answer
    }

    /// The facts that decide it, none where it is decided. Each of them may change the answer, and all of them together give it.
    /// Where it is open and none is missing, the record does not say whom it is for.
    #[must_use]
    pub fn missing(&self) -> MissingFacts {
        self.missing
    }
}

/// Facts about a person that nobody has told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct MissingFacts {
    /// Whether the age is one.
    pub age: bool,
    /// Which conditions are.
    pub conditions: ConditionSet,
}

impl MissingFacts {
    /// Whether no fact is missing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.age && self.conditions.is_empty()
    }
}

impl Say for MissingFacts {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.age, self.conditions.is_empty(), lang) {
            (false, ..) => return self.conditions.say(lang, to),
            (true, true, Lang::Zh) => to.write_str("年龄")?,
            (true, false, Lang::Zh) => to.write_str("年龄、")?,
            (true, true, Lang::En) => to.write_str("age")?,
            (true, false, Lang::En) => to.write_str("age, ")?,
        }
        if self.conditions.is_empty() { Ok(()) } else { self.conditions.say(lang, to) }
    }
}

/// Whether a person may use what is meant for an audience: it is meant for somebody of that age, and where it says who is entitled,
/// the person is.
///
/// Ages that the audience names decide; where it names none, its groups do, as the boundaries divide them. One that names neither,
/// but says who is entitled, is meant for all who are. One that says nothing, or is not there, leaves it open.
///
/// ```
/// use neighborhood_center::eligibility::{Facts, eligible};
/// use neighborhood_center::records::Service;
/// use neighborhood_center::vocab::{Age, AgeBoundaries, Answer, Condition, Lang, Say};
///
/// let canteen: neighborhood_center::records::Center = serde_json::from_str(r#"{
///     "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "广利社区邻里中心",
///     "services": [{ "key": "canteen", "name": "邻里食堂", "kind": "communal-dining", "audience": { "entitled": [
///         { "ages": [{ "from": 60 }] }, { "conditions": ["低保户"] }
///     ] } }]
/// }"#)?;
/// let may_eat = |facts: Facts| eligible(canteen.services()[0].audience(), &facts, AgeBoundaries::LEGAL);
/// assert_eq!(may_eat(Facts::none().aged(Age::years(60))).answer(), Answer::Yes);
/// let young = may_eat(Facts::none().aged(Age::years(30)));
/// assert_eq!(young.answer(), Answer::CannotSay);
/// assert_eq!(young.missing().in_lang(Lang::Zh).to_string(), "低保户");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[must_use]
pub fn eligible<'a>(
    audience: impl Into<Option<&'a Audience>>,
    facts: &Facts,
    boundaries: AgeBoundaries,
) -> Eligibility {
    audience
        .into()
        .and_then(|audience| Terms::of(audience, facts, boundaries))
        .map_or(Eligibility { answer: Answer::CannotSay, missing: MissingFacts::default() }, |terms| {
            terms.judge(facts.age)
        })
}

/// Whether a person fulfills one way of being entitled, all that it states. One that states nothing entitles everybody.
///
/// ```
/// use neighborhood_center::eligibility::{Facts, entitled};
/// use neighborhood_center::vocab::{Age, Answer, Condition};
/// # let center: neighborhood_center::records::Center = serde_json::from_str(r#"{
/// #     "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "示例社区邻里中心",
/// #     "services": [{ "key": "care", "name": "日间照料", "audience": { "entitled": [
/// #         { "ages": [{ "from": 60 }], "conditions": ["半失能"] }
/// #     ] } }]
/// # }"#)?;
/// # let partly_dependent_and_old = &center.services()[0].audience().unwrap().entitled()[0];
///
/// let old = Facts::none().aged(Age::years(75));
/// assert_eq!(entitled(partly_dependent_and_old, &old).answer(), Answer::CannotSay);
/// assert_eq!(entitled(partly_dependent_and_old, &old.with(Condition::PartlyDependent)).answer(), Answer::Yes);
/// assert_eq!(entitled(partly_dependent_and_old, &Facts::none().aged(Age::years(59))).answer(), Answer::No);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[must_use]
pub fn entitled(entitlement: &Entitlement, facts: &Facts) -> Eligibility {
    let ways = Way::of(entitlement, facts).into_iter().collect();
    Terms { meant: Meant::Everybody, boundaries: AgeBoundaries::LEGAL, ways: Some(ways) }.judge(facts.age)
}

/// Of what age something is meant for.
#[derive(Clone, Copy, Debug)]
enum Meant<'a> {
    Ages(&'a [Ages]),
    Groups(crate::vocab::GroupSet),
    Everybody,
}

/// What is asked of a person, as far as the facts leave it open.
#[derive(Clone, Debug)]
struct Terms<'a> {
    meant: Meant<'a>,
    boundaries: AgeBoundaries,
    /// The ways of being entitled that the facts do not rule out; `None` where everybody whom it is meant for is.
    ways: Option<Vec<Way<'a>>>,
}

/// A way of being entitled.
#[derive(Clone, Copy, Debug)]
struct Way<'a> {
    ages: &'a [Ages],
    /// What has to be true besides what is known to be.
    open: ConditionSet,
}

/// What makes somebody of some age eligible: all of one of these sets. The empty set alone is in it for whoever is so already, and
/// none for whoever never is. No set is part of another, so that each condition in it counts.
type Rest = BTreeSet<ConditionSet>;

impl<'a> Terms<'a> {
    fn of(audience: &'a Audience, facts: &Facts, boundaries: AgeBoundaries) -> Option<Self> {
        let groups = audience.groups().copied().unwrap_or_default();
        let entitled = audience.entitled();
        let meant = if !audience.ages().is_empty() {
            Meant::Ages(audience.ages())
        } else if !groups.is_empty() {
            Meant::Groups(groups)
        } else if !entitled.is_empty() {
            Meant::Everybody
        } else {
            return None;
        };
        let ways = || entitled.iter().filter_map(|entitled| Way::of(entitled, facts)).collect();
        Some(Self { meant, boundaries, ways: (!entitled.is_empty()).then(ways) })
    }

    fn judge(&self, age: Option<Age>) -> Eligibility {
        let rests: BTreeSet<Rest> = match age {
            Some(age) => [self.rest(age)].into(),
            None => self.ages().into_iter().map(|age| self.rest(age)).collect(),
        };
        let answer = match (rests.len(), rests.first()) {
            (1, Some(rest)) if rest.is_empty() => Answer::No,
            (1, Some(rest)) if rest.contains(&ConditionSet::EMPTY) => Answer::Yes,
            _ => Answer::CannotSay,
        };
        let conditions = rests.iter().flatten().fold(ConditionSet::EMPTY, |all, some| all.or(*some));
        Eligibility { answer, missing: MissingFacts { age: rests.len() > 1, conditions } }
    }

    /// What is left to be true of somebody of this age.
    fn rest(&self, age: Age) -> Rest {
        let is_meant = match self.meant {
            Meant::Ages(ages) => within(ages, age),
            Meant::Groups(groups) => groups.contains(self.boundaries.group_of(age)),
            Meant::Everybody => true,
        };
        if !is_meant {
            return Rest::new();
        }
        let Some(ways) = &self.ways else { return [ConditionSet::EMPTY].into() };
        let all: Rest =
            ways.iter().filter(|way| way.ages.is_empty() || within(way.ages, age)).map(|way| way.open).collect();
        // There are few sets of conditions, however many ways a record lists.
        let is_least = |set: &&ConditionSet| !all.iter().any(|other| other != *set && set.contains_all(*other));
        all.iter().filter(is_least).copied().collect()
    }

    /// An age of each kind that is treated alike: birth, and every age at which something begins or ends.
    fn ages(&self) -> BTreeSet<Age> {
        let edges =
            |ages: &'a [Ages]| ages.iter().flat_map(|ages| [Some(*ages.from()), ages.below().copied()]).flatten();
        let mut found = BTreeSet::from([Age::BIRTH]);
        match self.meant {
            Meant::Ages(ages) => found.extend(edges(ages)),
            Meant::Groups(_) => found.extend([self.boundaries.middle_from(), self.boundaries.old_from()]),
            Meant::Everybody => {}
        }
        found.extend(self.ways.iter().flatten().flat_map(|way| edges(way.ages)));
        found
    }
}

impl<'a> Way<'a> {
    fn of(entitlement: &'a Entitlement, facts: &Facts) -> Option<Self> {
        let conditions = entitlement.conditions().copied().unwrap_or_default();
        (!conditions.meets(facts.fails))
            .then(|| Self { ages: entitlement.ages(), open: conditions.without(facts.holds) })
    }
}

fn within(ages: &[Ages], age: Age) -> bool {
    ages.iter().filter_map(Ages::range).any(|range| range.contains(age))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::{select, subsequence};

    use super::*;
    use crate::records::{Center, Service};
    use crate::vocab::{AgeGroup, GroupSet, QuotaPeriod};

    fn service(more: &str) -> Service {
        let text = format!(
            r#"{{ "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "广利社区邻里中心",
                  "services": [{{ "key": "canteen", "name": "邻里食堂"{more} }}] }}"#
        );
        serde_json::from_str::<Center>(&text).unwrap().services()[0].clone()
    }

    fn audience(text: &str) -> Audience {
        service(&format!(r#", "audience": {text}"#)).audience().unwrap().clone()
    }

    fn of(text: &str, facts: Facts) -> Eligibility {
        eligible(&audience(text), &facts, AgeBoundaries::LEGAL)
    }

    fn aged(years: u8) -> Facts {
        Facts::none().aged(Age::years(years))
    }

    /// 广利社区邻里食堂: 60岁以上老人、低保户、残疾人、服务社区的环卫工人, one bowl a month, free of charge.
    fn canteen() -> Service {
        service(
            r#", "kind": "communal-dining", "charge": "free",
            "quota": { "amount": 1, "per": "month", "unit": "碗" },
            "audience": { "entitled": [
                { "ages": [{ "from": 60 }] },
                { "conditions": ["低保户"] },
                { "conditions": ["残疾人"] },
                { "conditions": ["环卫工人", "服务社区"] }
            ] }"#,
        )
    }

    #[test]
    fn the_canteen_of_guangli_serves_the_old_the_poor_the_disabled_and_its_street_sweepers() {
        let canteen = canteen();
        let may_eat = |facts: Facts| eligible(canteen.audience(), &facts, AgeBoundaries::LEGAL);
        let healthy = aged(30).without(Condition::LowIncome).without(Condition::Disabled);
        for (facts, answer, missing) in [
            (aged(60), Answer::Yes, ""),
            (aged(59), Answer::CannotSay, "低保户、残疾人、环卫工人、服务本社区"),
            (aged(30).with(Condition::LowIncome), Answer::Yes, ""),
            (Facts::none().with(Condition::Disabled), Answer::Yes, ""),
            (healthy, Answer::CannotSay, "环卫工人、服务本社区"),
            (healthy.with(Condition::SanitationWorker), Answer::CannotSay, "服务本社区"),
            (healthy.with(Condition::SanitationWorker).with(Condition::ServesTheCommunity), Answer::Yes, ""),
            (healthy.with(Condition::SanitationWorker).without(Condition::ServesTheCommunity), Answer::No, ""),
            (healthy.without(Condition::SanitationWorker), Answer::No, ""),
            (healthy.without(Condition::SanitationWorker).aged(None), Answer::CannotSay, "年龄"),
            (Facts::none(), Answer::CannotSay, "年龄、低保户、残疾人、环卫工人、服务本社区"),
        ] {
            let found = may_eat(facts);
            assert_eq!(found.answer(), answer, "{facts:?}");
            let said = if missing.is_empty() { "无" } else { missing };
            assert_eq!(found.missing().in_lang(Lang::Zh).to_string(), said, "{facts:?}");
        }
    }

    #[test]
    fn whoever_turns_60_on_a_day_may_eat_on_it() {
        let canteen = canteen();
        let born = "1963-08-11".parse::<crate::vocab::Date>().unwrap();
        for (day, answer) in [("2023-08-10", Answer::No), ("2023-08-11", Answer::Yes)] {
            let age = Age::on(born.into(), day.parse::<crate::vocab::Date>().unwrap().into());
            let facts = Condition::ALL.iter().fold(Facts::none().aged(age), |facts, other| facts.without(*other));
            assert_eq!(eligible(canteen.audience(), &facts, AgeBoundaries::LEGAL).answer(), answer, "{day}");
        }
    }

    #[test]
    fn one_bowl_a_month_is_one_bowl_and_a_new_month_brings_another() {
        let canteen = canteen();
        let quota = canteen.quota().unwrap();
        assert_eq!(quota.left(Some(0)), Some(1));
        assert_eq!((quota.left(Some(1)), quota.allows(Some(1))), (Some(0), Answer::No));
        // More bowls than there should have been are no debt.
        assert_eq!(quota.left(Some(3)), Some(0));
        assert_eq!((quota.left(None), quota.allows(None)), (None, Answer::CannotSay));
        let nothing = service(r#", "quota": { "amount": 0, "per": "day" }"#);
        assert_eq!(nothing.quota().unwrap().left(None), Some(0));
        assert_eq!(*quota.per(), QuotaPeriod::Month);
        let month = |date: &str| quota.per().around(date.parse().unwrap());
        assert_eq!(month("2025-09-15"), month("2025-09-01"));
        assert_ne!(month("2025-09-30"), month("2025-10-01"));
    }

    #[test]
    fn both_whom_it_is_meant_for_and_who_is_entitled_count() {
        let old_and_poor = r#"{ "groups": ["old"], "entitled": [{ "conditions": ["低保户"] }] }"#;
        assert_eq!(of(old_and_poor, aged(60).with(Condition::LowIncome)).answer(), Answer::Yes);
        assert_eq!(of(old_and_poor, aged(59).with(Condition::LowIncome)).answer(), Answer::No);
        assert_eq!(of(old_and_poor, aged(60).without(Condition::LowIncome)).answer(), Answer::No);
        // Whatever the age may be.
        assert_eq!(of(old_and_poor, Facts::none().without(Condition::LowIncome)).answer(), Answer::No);
        let open = of(old_and_poor, Facts::none());
        assert_eq!(
            (open.answer(), open.missing().in_lang(Lang::En).to_string()),
            (Answer::CannotSay, "age, low income".into())
        );
    }

    #[test]
    fn ages_decide_before_groups_and_groups_by_the_boundaries() {
        let ages = r#"{ "groups": ["young"], "ages": [{ "from": 6, "below": 13 }] }"#;
        assert_eq!(of(ages, aged(14)).answer(), Answer::No);
        assert_eq!(of(ages, aged(6)).answer(), Answer::Yes);
        let young = audience(r#"{ "groups": ["young"] }"#);
        for (boundaries, answer) in [(AgeBoundaries::LEGAL, Answer::Yes), (AgeBoundaries::CENSUS, Answer::No)] {
            assert_eq!(eligible(&young, &aged(16), boundaries).answer(), answer);
        }
        // Whatever the age may be.
        assert_eq!(of(r#"{ "groups": ["young", "middle", "old"] }"#, Facts::none()).answer(), Answer::Yes);
        assert_eq!(
            of(r#"{ "ages": [{ "from": 3 }, { "from": 0, "below": 3 }] }"#, Facts::none()).answer(),
            Answer::Yes
        );
    }

    #[test]
    fn what_the_record_does_not_say_no_fact_decides() {
        let everything = Condition::ALL.iter().fold(aged(70), |facts, condition| facts.with(*condition));
        for silent in [r#"{}"#, r#"{ "groups": [], "ages": [], "entitled": [] }"#] {
            let found = of(silent, everything);
            assert_eq!((found.answer(), found.missing()), (Answer::CannotSay, MissingFacts::default()), "{silent}");
        }
        assert_eq!(eligible(None, &everything, AgeBoundaries::LEGAL).answer(), Answer::CannotSay);
    }

    #[test]
    fn the_last_word_about_a_condition_counts() {
        let facts = Facts::none().with(Condition::Disabled).without(Condition::Disabled);
        assert_eq!(facts.holds(Condition::Disabled), Answer::No);
        assert_eq!(facts.with(Condition::Disabled).holds(Condition::Disabled), Answer::Yes);
    }

    // --- Against every person that the facts may mean -----------------------------------------------------------------

    const SOME: [Condition; 4] =
        [Condition::LowIncome, Condition::Disabled, Condition::SanitationWorker, Condition::Resident];

    fn ages() -> impl Strategy<Value = String> {
        let one = (0_u8..100, proptest::option::of(1_u8..50)).prop_map(|(from, more)| match more {
            Some(more) => format!(r#"{{ "from": {from}, "below": {} }}"#, from + more),
            None => format!(r#"{{ "from": {from} }}"#),
        });
        proptest::collection::vec(one, 0..3).prop_map(|ages| ages.join(","))
    }

    fn entitlement() -> impl Strategy<Value = String> {
        (ages(), subsequence(SOME.to_vec(), 0..4)).prop_map(|(ages, conditions)| {
            let conditions: Vec<String> = conditions.iter().map(|condition| format!("\"{condition}\"")).collect();
            format!(r#"{{ "ages": [{ages}], "conditions": [{}] }}"#, conditions.join(","))
        })
    }

    fn any_audience() -> impl Strategy<Value = Audience> {
        let groups = subsequence(AgeGroup::ALL.to_vec(), 0..=3).prop_map(GroupSet::from_iter);
        (groups, ages(), proptest::collection::vec(entitlement(), 0..4)).prop_map(|(groups, ages, entitled)| {
            let groups = serde_json::to_string(&groups).unwrap();
            audience(&format!(r#"{{ "groups": {groups}, "ages": [{ages}], "entitled": [{}] }}"#, entitled.join(",")))
        })
    }

    fn facts() -> impl Strategy<Value = Facts> {
        let age = proptest::option::of((0_u8..130).prop_map(|years| Age::years(years).unwrap()));
        (age, proptest::collection::vec(select(vec![None, Some(true), Some(false)]), 4)).prop_map(|(age, known)| {
            SOME.iter().zip(known).fold(Facts::none().aged(age), |facts, (condition, known)| match known {
                None => facts,
                Some(true) => facts.with(*condition),
                Some(false) => facts.without(*condition),
            })
        })
    }

    /// Whether a person of whom everything is known may use it, told by the words of the records alone.
    fn plainly(audience: &Audience, age: Age, is_true: impl Fn(Condition) -> bool) -> bool {
        let of_age = |ages: &[Ages]| {
            ages.iter().any(|ages| *ages.from() <= age && ages.below().is_none_or(|below| age < *below))
        };
        let groups = audience.groups().copied().unwrap_or_default();
        let group = AgeBoundaries::LEGAL.group_of(age);
        let meant = if audience.ages().is_empty() {
            groups.is_empty() || groups.contains(group)
        } else {
            of_age(audience.ages())
        };
        let entitles = |entitled: &Entitlement| {
            (entitled.ages().is_empty() || of_age(entitled.ages()))
                && entitled.conditions().is_none_or(|conditions| conditions.iter().all(&is_true))
        };
        meant && (audience.entitled().is_empty() || audience.entitled().iter().any(entitles))
    }

    /// Every person whom the facts may mean: of each age in years, with each condition that is open true or not.
    fn persons(facts: Facts) -> impl Iterator<Item = Facts> {
        let ages: Vec<Age> = facts.age.map_or_else(|| (0..=150).filter_map(Age::years).collect(), |age| vec![age]);
        ages.into_iter().flat_map(move |age| {
            (0..16_u8).filter_map(move |bits| {
                let mut person = facts.aged(age);
                for (place, condition) in SOME.iter().enumerate() {
                    let is_true = bits >> place & 1 == 1;
                    if facts.holds(*condition).known().is_some_and(|known| known != is_true) {
                        return None;
                    }
                    person = if is_true { person.with(*condition) } else { person.without(*condition) };
                }
                Some(person)
            })
        })
    }

    fn is_silent(audience: &Audience) -> bool {
        audience.ages().is_empty()
            && audience.entitled().is_empty()
            && audience.groups().is_none_or(|groups| groups.is_empty())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn an_answer_is_that_of_every_person_whom_the_facts_may_mean(audience in any_audience(), facts in facts()) {
            prop_assume!(!is_silent(&audience));
            let may = |person: &Facts| {
                plainly(&audience, person.age.unwrap(), |condition| person.holds(condition) == Answer::Yes)
            };
            let (mut some, mut all) = (false, true);
            for person in persons(facts) {
                let may = may(&person);
                (some, all) = (some | may, all & may);
                prop_assert_eq!(eligible(&audience, &person, AgeBoundaries::LEGAL).answer(), Answer::from(may));
            }
            let expected = match (some, all) {
                (_, true) => Answer::Yes,
                (false, _) => Answer::No,
                _ => Answer::CannotSay,
            };
            prop_assert_eq!(eligible(&audience, &facts, AgeBoundaries::LEGAL).answer(), expected);
        }

        #[test]
        fn the_missing_facts_decide_and_no_other_fact_counts(audience in any_audience(), facts in facts()) {
            prop_assume!(!is_silent(&audience));
            let missing = eligible(&audience, &facts, AgeBoundaries::LEGAL).missing();
            let of = |facts: &Facts| eligible(&audience, facts, AgeBoundaries::LEGAL).answer();
            for person in persons(facts) {
                // What is missing, told of this person, decides as all that is true of the person does.
                let mut told = facts;
                if missing.age {
                    told = told.aged(person.age);
                }
                for condition in missing.conditions.iter() {
                    told = if person.holds(condition) == Answer::Yes { told.with(condition) } else { told.without(condition) };
                }
                prop_assert_eq!(of(&told), of(&person));
            }
            // Each may change the answer: two persons whom nothing else tells apart are answered differently.
            let told_apart_by = |alike: &dyn Fn(Facts) -> Facts| {
                let mut answers: std::collections::HashMap<Facts, Answer> = std::collections::HashMap::new();
                persons(facts).any(|person| {
                    let answer = of(&person);
                    *answers.entry(alike(person)).or_insert(answer) != answer
                })
            };
            if missing.age {
                prop_assert!(told_apart_by(&|person| person.aged(None)));
            }
            for condition in missing.conditions.iter() {
                prop_assert!(told_apart_by(&|person| person.with(condition)));
            }
        }
    }
}
