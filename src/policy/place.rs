use std::fmt;

use crate::records::{CenterDraft, Community, CommunityDraft, DistrictDraft, DivisionDraft};
use crate::vocab::{
    Circumstance, CircumstanceSet, CommunityId, Count, Date, DivisionCode, DivisionScheme, Lang, Say, Setting,
    SettingSet, Tier, TierSet,
};

/// What is known of a center that layers of policy ask about: its tier, its community, when.
///
/// What is not known leaves open whether a layer that depends on it applies.
///
/// ```
/// use neighborhood_center::policy::Place;
/// use neighborhood_center::vocab::{Setting, Tier};
///
/// let place = Place { tier: Some(Tier::Community), setting: Some(Setting::OldTown), ..Place::default() };
/// assert!(place.community.is_none());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// Its community.
    pub community: Option<CommunityId>,
    /// The codes of the divisions that its community lies in, each with whose it is.
    pub divisions: Vec<(DivisionScheme, DivisionCode)>,
    /// Its tier.
    pub tier: Option<Tier>,
    /// Whether its community is new or old town.
    pub setting: Option<Setting>,
    /// The day that the check speaks of.
    pub date: Option<Date>,
}

impl Place {
    /// The place of a center in a community of which this is known.
    #[must_use]
    pub fn of(center: &CenterDraft, community: Option<&CommunityFacts>, date: Option<Date>) -> Self {
        Self {
            community: center.community.given().copied(),
            divisions: community.map(|facts| facts.divisions.clone()).unwrap_or_default(),
            tier: center.tier.given().copied(),
            setting: community.and_then(|facts| facts.setting),
            date,
        }
    }
}

impl Say for Place {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let label = |zh: &'static str, en: &'static str| match lang {
            Lang::Zh => zh,
            Lang::En => en,
        };
        let mut parts = Vec::new();
        parts.extend(self.community.map(|id| format!("{} {id}", label("社区", "community"))));
        parts.extend(self.divisions.iter().map(|(scheme, code)| {
            format!(
                "{} {code}{}{}{}",
                label("区划", "division"),
                label("（", " ("),
                scheme.in_lang(lang),
                label("）", ")")
            )
        }));
        parts.extend(self.tier.map(|tier| format!("{}{}", tier.in_lang(lang), label("级中心", " center"))));
        parts.extend(self.setting.map(|setting| setting.in_lang(lang).to_string()));
        parts.extend(self.date.map(|date| date.in_lang(lang).to_string()));
        if parts.is_empty() {
            return to.write_str(label("任何地方", "any place"));
        }
        to.write_str(&parts.join(label("，", ", ")))
    }
}

/// What is known of a community that a policy may depend on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CommunityFacts {
    pub(crate) id: CommunityId,
    pub(crate) divisions: Vec<(DivisionScheme, DivisionCode)>,
    pub(crate) setting: Option<Setting>,
    pub(crate) households: Option<Count>,
    /// Its place among the communities of a document, if it is one of them.
    pub(crate) nth: Option<usize>,
}

/// How many codes of a community count: more than any community has, and a bound on what one with thousands of them may cost.
const CODES: usize = 16;

impl CommunityFacts {
    /// A community of which nothing else is known.
    ///
    /// ```
    /// use neighborhood_center::policy::{Communities, CommunityFacts};
    /// use neighborhood_center::vocab::{Count, Setting};
    ///
    /// let id = "5a0c3f5e-0000-4000-8000-000000000001".parse()?;
    /// let facts = CommunityFacts::new(id).in_setting(Setting::OldTown).with_households(Count::new(1_200).unwrap());
    /// let known: Communities = [facts].into_iter().collect();
    /// assert_eq!(known.get(id).and_then(|facts| facts.setting()), Some(Setting::OldTown));
    /// # Ok::<(), neighborhood_center::vocab::WordError>(())
    /// ```
    #[must_use]
    pub fn new(id: CommunityId) -> Self {
        Self { id, divisions: Vec::new(), setting: None, households: None, nth: None }
    }

    /// The same community, in new or old town.
    #[must_use]
    pub fn in_setting(mut self, setting: Setting) -> Self {
        self.setting = Some(setting);
        self
    }

    /// The same community, with so many households.
    #[must_use]
    pub fn with_households(mut self, households: Count) -> Self {
        self.households = Some(households);
        self
    }

    /// The same community, in one more division.
    #[must_use]
    pub fn in_division(mut self, scheme: DivisionScheme, code: DivisionCode) -> Self {
        self.divisions.push((scheme, code));
        self
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> CommunityId {
        self.id
    }

    /// Whether it is new or old town, if that is known.
    #[must_use]
    pub fn setting(&self) -> Option<Setting> {
        self.setting
    }

    /// How many households it has, if that is known.
    #[must_use]
    pub fn households(&self) -> Option<Count> {
        self.households
    }

    /// The codes of the divisions that it lies in, each with whose it is.
    #[must_use]
    pub fn divisions(&self) -> &[(DivisionScheme, DivisionCode)] {
        &self.divisions
    }

    /// What a draft says; `None` without an id.
    pub(crate) fn of_draft(community: &CommunityDraft) -> Option<Self> {
        Some(Self {
            id: *community.id.given()?,
            divisions: community.divisions.items().filter_map(|(_, division)| code_of(division)).take(CODES).collect(),
            setting: community.setting.given().copied(),
            households: community.households.given().copied(),
            nth: None,
        })
    }

    /// The same facts, and of what is not known another's.
    fn or(mut self, other: Option<&Self>) -> Self {
        if let Some(other) = other {
            if self.divisions.is_empty() {
                self.divisions.clone_from(&other.divisions);
            }
            self.setting = self.setting.or(other.setting);
            self.households = self.households.or(other.households);
        }
        self
    }
}

impl From<&Community> for CommunityFacts {
    fn from(community: &Community) -> Self {
        let codes = community.divisions().iter().map(|division| (*division.scheme(), *division.code()));
        Self {
            id: *community.id(),
            divisions: codes.take(CODES).collect(),
            setting: community.setting().copied(),
            households: community.households().copied(),
            nth: None,
        }
    }
}

pub(crate) fn code_of(division: &DivisionDraft) -> Option<(DivisionScheme, DivisionCode)> {
    Some((*division.scheme.given()?, *division.code.given()?))
}

/// Communities of which something is known, found by their ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Communities {
    sorted: Vec<CommunityFacts>,
}

impl Communities {
    /// The communities of a document, each with its place in it. What the document does not say of them may be known besides.
    pub(crate) fn of_district(district: &DistrictDraft, besides: &Self) -> Self {
        let facts = district.communities.items().filter_map(|(place, community)| {
            let facts = CommunityFacts::of_draft(community)?;
            let known = besides.get(facts.id);
            Some(CommunityFacts { nth: Some(place), ..facts.or(known) })
        });
        facts.collect()
    }

    /// What is known here and, where that says nothing, elsewhere.
    #[must_use]
    pub(crate) fn or(self, others: &Self) -> Self {
        let more = others.iter().filter(|facts| self.get(facts.id).is_none()).cloned().collect::<Vec<_>>();
        self.sorted
            .into_iter()
            .map(|facts| {
                let known = others.get(facts.id);
                facts.or(known)
            })
            .chain(more)
            .collect()
    }

    /// What is known of a community.
    #[must_use]
    pub fn get(&self, id: CommunityId) -> Option<&CommunityFacts> {
        self.sorted.binary_search_by_key(&id, |facts| facts.id).ok().and_then(|place| self.sorted.get(place))
    }

    /// Every community of which something is known, by id.
    pub fn iter(&self) -> impl Iterator<Item = &CommunityFacts> {
        self.sorted.iter()
    }
}

impl FromIterator<CommunityFacts> for Communities {
    fn from_iter<I: IntoIterator<Item = CommunityFacts>>(communities: I) -> Self {
        let mut sorted: Vec<_> = communities.into_iter().collect();
        // Of two with one id the first counts, as in a document.
        sorted.sort_by_key(|facts| facts.id);
        sorted.dedup_by_key(|facts| facts.id);
        Self { sorted }
    }
}

impl<'c> FromIterator<&'c Community> for Communities {
    fn from_iter<I: IntoIterator<Item = &'c Community>>(communities: I) -> Self {
        communities.into_iter().map(CommunityFacts::from).collect()
    }
}

/// For which places a layer is made; a condition that is not given lets every place in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Scope {
    pub(crate) communities: Option<Vec<CommunityId>>,
    pub(crate) divisions: Option<Vec<(DivisionScheme, DivisionCode)>>,
    pub(crate) tiers: Option<TierSet>,
    pub(crate) settings: Option<SettingSet>,
    pub(crate) from: Option<Date>,
    pub(crate) until: Option<Date>,
}

impl Scope {
    /// Nothing where the layer does not apply; else which circumstances may still not be as it wants them, none where all are
    /// known.
    pub(crate) fn applies_to(&self, place: &Place) -> Option<CircumstanceSet> {
        if self.is_void() {
            return None;
        }
        let mut unknown = CircumstanceSet::EMPTY;
        let mut fits = true;
        let mut judge = |of: Circumstance, fit: Option<bool>| match fit {
            Some(fit) => fits &= fit,
            None => unknown.insert(of),
        };
        if let Some(communities) = &self.communities {
            judge(Circumstance::Community, place.community.map(|id| communities.binary_search(&id).is_ok()));
        }
        if let Some(divisions) = &self.divisions {
            judge(Circumstance::Division, lies_in(&place.divisions, divisions));
        }
        if let Some(tiers) = self.tiers {
            judge(Circumstance::Tier, place.tier.map(|tier| tiers.contains(tier)));
        }
        if let Some(settings) = self.settings {
            judge(Circumstance::Setting, place.setting.map(|setting| settings.contains(setting)));
        }
        if self.from.is_some() || self.until.is_some() {
            judge(Circumstance::Date, place.date.map(|date| self.holds_on(date)));
        }
        fits.then_some(unknown)
    }

    fn holds_on(&self, date: Date) -> bool {
        self.from.is_none_or(|from| from <= date) && self.until.is_none_or(|until| date <= until)
    }

    /// How many items a comparison with another scope may have to look at.
    pub(crate) fn size(&self) -> usize {
        let communities = self.communities.as_ref().map_or(0, Vec::len);
        1 + communities + self.divisions.as_ref().map_or(0, Vec::len)
    }

    /// Whether there is no place at all to which the layer applies: a list of it is empty, or it ends before it begins.
    pub(crate) fn is_void(&self) -> bool {
        self.voided_by().is_some()
    }

    /// The field that leaves no place to which the layer applies.
    pub(crate) fn voided_by(&self) -> Option<&'static str> {
        let ends_before = matches!((self.from, self.until), (Some(from), Some(until)) if until < from);
        let empty = [
            ("communities", self.communities.as_ref().is_some_and(Vec::is_empty)),
            ("divisions", self.divisions.as_ref().is_some_and(Vec::is_empty)),
            ("tiers", self.tiers.is_some_and(TierSet::is_empty)),
            ("settings", self.settings.is_some_and(SettingSet::is_empty)),
            ("valid_until", ends_before),
        ];
        empty.into_iter().find(|(_, empty)| *empty).map(|(field, _)| field)
    }

    /// Whether there can be a place to which both apply: `false` only where there certainly is none.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        fn both<T>(a: &Option<T>, b: &Option<T>, meet: impl Fn(&T, &T) -> bool) -> bool {
            match (a, b) {
                (Some(a), Some(b)) => meet(a, b),
                _ => true,
            }
        }
        let until = [self.until, other.until].into_iter().flatten().min();
        let times = both(&self.from.max(other.from), &until, |from, until| from <= until);
        times
            && !self.is_void()
            && !other.is_void()
            && both(&self.tiers, &other.tiers, |a, b| a.meets(*b))
            && both(&self.settings, &other.settings, |a, b| a.meets(*b))
            && both(&self.communities, &other.communities, |a, b| {
                let (few, many) = if a.len() < b.len() { (a, b) } else { (b, a) };
                few.iter().any(|id| many.binary_search(id).is_ok())
            })
            && both(&self.divisions, &other.divisions, |a, b| may_overlap(a, b))
    }

    /// Whether this applies wherever the other does, as far as that can be told without looking at places.
    pub(crate) fn covers(&self, other: &Self) -> bool {
        fn wider<T>(a: &Option<T>, b: &Option<T>, holds: impl Fn(&T, &T) -> bool) -> bool {
            match (a, b) {
                (None, _) => true,
                (Some(_), None) => false,
                (Some(a), Some(b)) => holds(a, b),
            }
        }
        wider(&self.tiers, &other.tiers, |a, b| a.contains_all(*b))
            && wider(&self.settings, &other.settings, |a, b| a.contains_all(*b))
            && wider(&self.from, &other.from, |a, b| a <= b)
            && wider(&self.until, &other.until, |a, b| a >= b)
            && wider(&self.communities, &other.communities, |a, b| b.iter().all(|id| a.binary_search(id).is_ok()))
            && wider(&self.divisions, &other.divisions, |a, b| {
                b.iter().all(|(scheme, code)| lies_in_one_of(a, *scheme, *code))
            })
    }

    /// A place to which both apply, as small as there is one; `None` where there is none.
    pub(crate) fn place_in_both(&self, other: &Self) -> Option<Place> {
        if !self.meets(other) {
            return None;
        }
        let communities = [&self.communities, &other.communities].into_iter().flatten();
        let shared = |id: &CommunityId| communities.clone().all(|list| list.binary_search(id).is_ok());
        let community = match (&self.communities, &other.communities) {
            (Some(list), _) | (None, Some(list)) => Some(list.iter().copied().find(shared)?),
            (None, None) => None,
        };
        // The narrower of two divisions lies in both; codes of different schemes are both kept.
        let mut divisions = Vec::new();
        match (&self.divisions, &other.divisions) {
            (Some(one), Some(two)) => {
                let pairs = one.iter().flat_map(|a| two.iter().map(move |b| (*a, *b)));
                divisions = pairs.into_iter().find_map(|(a, b)| {
                    if a.0 != b.0 {
                        Some(vec![a, b])
                    } else if a.1.is_within(b.1) {
                        Some(vec![a])
                    } else {
                        b.1.is_within(a.1).then(|| vec![b])
                    }
                })?;
            }
            (Some(list), None) | (None, Some(list)) => divisions.extend(list.first()),
            (None, None) => {}
        }
        fn word<W: crate::vocab::Member>(
            a: Option<crate::vocab::Set<W>>,
            b: Option<crate::vocab::Set<W>>,
        ) -> Option<W> {
            let both = match (a, b) {
                (Some(a), Some(b)) => a.and(b),
                (Some(one), None) | (None, Some(one)) => one,
                (None, None) => return None,
            };
            both.iter().next()
        }
        Some(Place {
            community,
            divisions,
            tier: word(self.tiers, other.tiers),
            setting: word(self.settings, other.settings),
            date: self.from.max(other.from).or(self.until.min(other.until)).or(self.until).or(other.until),
        })
    }
}

/// Whether divisions may have ground in common; both lists are in order.
fn may_overlap(a: &[(DivisionScheme, DivisionCode)], b: &[(DivisionScheme, DivisionCode)]) -> bool {
    let schemes_of = |list: &[(DivisionScheme, DivisionCode)]| {
        list.first().zip(list.last()).map(|((first, _), (last, _))| (*first, *last))
    };
    // Divisions of different schemes may well be the same ground.
    if schemes_of(a) != schemes_of(b) || schemes_of(a).is_some_and(|(first, last)| first != last) {
        return true;
    }
    // Codes sort as a tree: of two that have nothing in common, the earlier has nothing in common with what follows the later.
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    while let (Some((_, one)), Some((_, other))) = (a.peek(), b.peek()) {
        if one.is_within(*other) || other.is_within(*one) {
            return true;
        }
        if one < other {
            a.next()
        } else {
            b.next()
        };
    }
    false
}

/// Whether a division lies in one of a list that is in order: it, or what it belongs to, is one of them.
fn lies_in_one_of(list: &[(DivisionScheme, DivisionCode)], scheme: DivisionScheme, code: DivisionCode) -> bool {
    /// In how many lengths the code of one place can be written.
    const FORMS: usize = 3;
    /// How many are looked through faster than they are looked up.
    const FEW: usize = 8;
    if list.len() <= FEW {
        return list.iter().any(|(of, known)| *of == scheme && code.is_within(*known));
    }
    let is_listed = |place: DivisionCode| {
        let from = list.partition_point(|known| *known < (scheme, place)).saturating_sub(FORMS - 1);
        let forms = list.iter().skip(from).take(2 * FORMS - 1);
        forms.into_iter().any(|(of, known)| *of == scheme && known.is_same_place(place))
    };
    std::iter::successors(Some(code), |place| place.parent()).any(is_listed)
}

/// Whether a place with these codes lies in one of the divisions, which are in order; codes of other schemes cannot say.
fn lies_in(codes: &[(DivisionScheme, DivisionCode)], divisions: &[(DivisionScheme, DivisionCode)]) -> Option<bool> {
    if codes.iter().any(|(scheme, code)| lies_in_one_of(divisions, *scheme, *code)) {
        return Some(true);
    }
    // Only a place that is outside each of them is outside.
    let outside_all = !divisions.is_empty()
        && divisions.chunk_by(|(a, _), (b, _)| a == b).all(|of_scheme| {
            let scheme = of_scheme.first().map(|(scheme, _)| scheme);
            let codes = || codes.iter().filter(|(of, _)| Some(of) == scheme).map(|(_, code)| *code);
            // A wider code, such as that of the district, does not say in which part of it the place lies: a division is left
            // open that belongs to all that the codes name, and so to the narrowest.
            codes().max_by_key(|code| code.level()).is_some_and(|narrowest| {
                let from =
                    of_scheme.partition_point(|(_, division)| *division < narrowest && !division.is_within(narrowest));
                let in_it = of_scheme.get(from).is_some_and(|(_, division)| division.is_within(narrowest));
                !(in_it && codes().all(|code| narrowest.is_within(code)))
            })
        });
    outside_all.then_some(false)
}

/// Items in order, none twice: what a [`Scope`] names is looked up by halves.
pub(crate) fn in_order<T: Ord>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.into_iter().collect();
    items.sort_unstable();
    items.dedup();
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(codes: &[&str]) -> Vec<(DivisionScheme, DivisionCode)> {
        codes.iter().map(|code| (DivisionScheme::Nbs, code.parse().unwrap())).collect()
    }

    #[test]
    fn a_place_is_said_in_both_languages() {
        assert_eq!(Place::default().in_lang(Lang::Zh).to_string(), "任何地方");
        assert_eq!(Place::default().in_lang(Lang::En).to_string(), "any place");
        let place = Place {
            community: None,
            divisions: vec![(DivisionScheme::Nbs, "410311010".parse().unwrap())],
            tier: Some(Tier::Community),
            setting: Some(Setting::OldTown),
            date: Date::new(2026, 6, 1),
        };
        assert_eq!(place.in_lang(Lang::Zh).to_string(), "区划 410311010（国家统计局），社区级中心，旧城，2026年6月1日");
        assert_eq!(
            place.in_lang(Lang::En).to_string(),
            "division 410311010 (nbs), community center, old town, 2026-06-01"
        );
    }

    #[test]
    fn a_place_lies_in_a_division_outside_of_it_or_nobody_can_say() {
        let scope = |divisions: &[&str]| Scope { divisions: Some(in_order(codes(divisions))), ..Scope::default() };
        let open = Some(CircumstanceSet::of(&[Circumstance::Division]));
        let sure = Some(CircumstanceSet::EMPTY);
        for (divisions, place, expected) in [
            (&["410311"][..], &["410311010003"][..], sure),
            (&["410311"], &["410311000000"], sure),
            (&["410305"], &["410311010003"], None),
            (&["410305", "410311010"], &["410311010003"], sure),
            // The district does not say which of its subdistricts it is.
            (&["410311010"], &["410311"], open),
            (&["410305", "410311010"], &["410311"], open),
            // The narrower of two codes does.
            (&["410311001"], &["410311", "410311010003"], None),
            (&["410311"], &[], open),
        ] {
            let place = Place { divisions: codes(place), ..Place::default() };
            assert_eq!(scope(divisions).applies_to(&place), expected, "{divisions:?} {place:?}");
        }
        let of_another =
            Place { divisions: vec![(DivisionScheme::Mca, "410311010003".parse().unwrap())], ..Place::default() };
        assert_eq!(scope(&["410305"]).applies_to(&of_another), open);
    }

    #[test]
    fn a_place_is_looked_up_among_many_divisions_as_it_is_among_few() {
        // What lies far away only makes the list longer.
        let far: Vec<String> = (1..=60).map(|nth| format!("1101{nth:02}")).collect();
        let scope = |divisions: &[&str]| {
            let all = far.iter().map(String::as_str).chain(divisions.iter().copied());
            Scope { divisions: Some(in_order(codes(&all.collect::<Vec<_>>()))), ..Scope::default() }
        };
        let open = Some(CircumstanceSet::of(&[Circumstance::Division]));
        let sure = Some(CircumstanceSet::EMPTY);
        for (divisions, place, expected) in [
            (&["410311"][..], &["410311010003"][..], sure),
            (&["410311000000"], &["410311"], sure),
            (&["410311010"], &["410311"], open),
            (&["410311010"], &["410300", "410311"], open),
            (&["410311001"], &["410311", "410311010003"], None),
            // One of two codes that lie apart is outside.
            (&["410311010"], &["410311", "410305"], None),
            (&["410305"], &["410311010003"], None),
            (&["410305"], &[], open),
        ] {
            let place = Place { divisions: codes(place), ..Place::default() };
            assert_eq!(scope(divisions).applies_to(&place), expected, "{divisions:?} {place:?}");
        }
    }

    #[test]
    fn only_the_first_codes_of_a_community_count() {
        let codes: Vec<String> =
            (10..99).map(|nth| format!(r#"{{ "scheme": "nbs", "code": "4103{nth}", "as_of": "2023" }}"#)).collect();
        let community =
            format!(r#"{{ "id": "5a0c3f5e-0000-4000-9000-000000000002", "divisions": [{}] }}"#, codes.join(","));
        let draft: CommunityDraft = serde_json::from_str(&community).unwrap();
        assert_eq!(CommunityFacts::of_draft(&draft).unwrap().divisions.len(), CODES);
    }

    #[test]
    fn a_layer_holds_from_its_first_day_to_its_last() {
        let day = |day| Date::new(2024, 6, day);
        let scope = Scope { from: day(2), until: day(3), ..Scope::default() };
        let applies = |date| scope.applies_to(&Place { date, ..Place::default() });
        assert_eq!([1, 2, 3, 4].map(|nth| applies(day(nth)).is_some()), [false, true, true, false]);
        assert_eq!(applies(None), Some(CircumstanceSet::of(&[Circumstance::Date])));
    }

    #[test]
    fn of_two_communities_with_one_id_the_first_counts() {
        let facts = |setting| CommunityFacts {
            id: CommunityId::try_from(uuid::Uuid::from_u128(1)).unwrap(),
            divisions: Vec::new(),
            setting: Some(setting),
            households: None,
            nth: None,
        };
        let known: Communities = [facts(Setting::OldTown), facts(Setting::NewTown)].into_iter().collect();
        assert_eq!(known.iter().count(), 1);
        assert_eq!(known.get(facts(Setting::OldTown).id).and_then(|facts| facts.setting), Some(Setting::OldTown));
    }
}
