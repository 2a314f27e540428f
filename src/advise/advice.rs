use std::fmt;

use super::addition::Addition;
use super::apply::add;
use crate::path::Pointer;
use crate::policy::Demand;
use crate::records::CenterDraft;
use crate::vocab::{Lang, Say};

/// What a center can add to meet what is asked of it; made by [`advise`](super::advise).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Advice {
    pub(super) additions: Vec<Addition>,
    pub(super) open: Vec<LeftOpen>,
    pub(super) beyond: Vec<Demand>,
    pub(super) is_greedy: bool,
}

/// A demand of which nobody can say whether it is met, and why not.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LeftOpen {
    pub(super) demand: Demand,
    pub(super) because: Vec<Pointer>,
}

impl LeftOpen {
    /// The demand.
    #[must_use]
    pub fn demand(&self) -> &Demand {
        &self.demand
    }

    /// The places that leave it open.
    #[must_use]
    pub fn because(&self) -> &[Pointer] {
        &self.because
    }
}

impl Say for LeftOpen {
    /// What is asked, and where to look for what leaves it open.
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ask = self.demand.ask().in_lang(lang);
        let places = self.because.iter().map(|place| place.in_lang(lang).to_string());
        let places: Vec<String> = places.map(|place| place.trim_end().to_owned()).collect();
        match lang {
            Lang::Zh => write!(to, "不能断定：{ask}，须看 {}", places.join("、")),
            Lang::En => write!(to, "cannot say: {ask}; see {}", places.join(", ")),
        }
    }
}

impl Advice {
    /// What to add: services in the order of their vocabulary, then times of services, features, areas by kind, and hours.
    #[must_use]
    pub fn additions(&self) -> &[Addition] {
        &self.additions
    }

    /// The demands that the record leaves open. Nothing is advised on them: what is not known may well be there.
    #[must_use]
    pub fn open(&self) -> &[LeftOpen] {
        &self.open
    }

    /// The demands that are not met and that no addition meets, each single thing by itself: a center that is too far away,
    /// three of two services, a service of no known kind, an area for every 100 households in the spaces of one function
    /// only.
    #[must_use]
    pub fn beyond(&self) -> &[Demand] {
        &self.beyond
    }

    /// Whether it is known that fewer additions would not do.
    ///
    /// The search for the fewest services is given up after a fixed number of steps, so that no policy can make it last. What is
    /// advised then meets the demands as well, but may hold a service more than is needed. No preset comes near that.
    #[must_use]
    pub fn is_proved_minimal(&self) -> bool {
        !self.is_greedy
    }

    /// The draft with the additions made in it, as a plan to be filled in. It is meant for the draft that the advice is on; in
    /// any other, what is there already stays.
    ///
    /// - A new service has its kind for its key (with a number where that is taken) and its kind's Chinese label for its name, and
    ///   is for all three age groups.
    /// - Times are added to a service as sessions, where none of its own is on, in whatever season; what becomes of them on holidays is
    ///   for the center to say.
    /// - A new feature is called 待命名的特色 (feature to be named) with a number: its name is for the community to give.
    /// - An area is set to exactly what it has to become.
    /// - New hours lie where the center is never open so far, as evenly over the seven days as that goes, and from eight in
    ///   the morning on as long as there is room: when the center opens is for the center to say.
    #[must_use]
    pub fn apply(&self, mut draft: CenterDraft) -> CenterDraft {
        for addition in &self.additions {
            add(&mut draft, *addition);
        }
        draft
    }
}
