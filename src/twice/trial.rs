//! The second pass: the names themselves, of those whose keys are the same.

use std::collections::{BTreeMap, HashMap};

use super::found::{Found, NamePlace, NameTwice};
use super::suspects::Suspects;
use crate::records::CenterDraft;
use crate::vocab::{CommunityId, Name};

/// Looks at the lines of [`Suspects`] again, and compares the names themselves.
#[derive(Clone, Debug)]
pub struct Trial<'s> {
    suspects: &'s Suspects,
    found: Found,
    /// Where a name of a community was first.
    first: HashMap<(CommunityId, Name), (u64, NamePlace)>,
    /// The names that a center of no known community may have.
    anywhere: HashMap<Name, Anywhere>,
    /// How many of the suspected lines are behind, looked at or not.
    behind: usize,
}

/// What was seen of a name that a center of no known community may have.
#[derive(Clone, Copy, Debug)]
enum Anywhere {
    /// One line has it, whose community is not known.
    Waiting(u64),
    /// A line has it, and all lines of no known community before are told.
    Seen,
}

impl<'s> Trial<'s> {
    /// The second pass, which has looked at no line yet.
    #[must_use]
    pub fn of(suspects: &'s Suspects) -> Self {
        Self { suspects, found: suspects.found().clone(), first: HashMap::new(), anywhere: HashMap::new(), behind: 0 }
    }

    /// Looks at the center on a line. Lines must come in their order; one that comes late, or comes again, is not looked at. A line that
    /// nobody suspects is passed over.
    pub fn look(&mut self, line: u64, center: &CenterDraft) {
        let Some(nth) = self.suspects.place_of(line).filter(|nth| *nth >= self.behind) else { return };
        self.found.without(self.suspects.some_lines(self.behind, nth - self.behind));
        self.behind = nth + 1;
        let community = center.community.given().copied();
        let marks = self.suspects.marks_in(community);
        let official = center.name.given().into_iter().map(|name| (NamePlace::Official, name));
        let aliases = center.aliases.items().map(|(nth, alias)| (NamePlace::Alias(nth), alias));
        let mut own: BTreeMap<&Name, NamePlace> = BTreeMap::new();
        for (place, name) in official.chain(aliases) {
            own.entry(name).or_insert(place);
        }
        let mut own: Vec<(NamePlace, &Name)> = own.into_iter().map(|(name, place)| (place, name)).collect();
        own.sort_unstable_by_key(|(place, _)| *place);
        let mut told = false;
        let mut open = false;
        for (place, name) in own {
            let Some(suspicion) = self.suspects.suspicion(marks, name, line) else { continue };
            if let Some(community) = community.filter(|_| suspicion.same) {
                match self.first.get(&(community, name.clone())) {
                    // A center is told once, however many names it shares.
                    Some(_) if told => {}
                    Some(first) => {
                        told = true;
                        self.found.name_again(line, NameTwice { place, name: name.clone(), first: *first });
                    }
                    None => {
                        self.first.insert((community, name.clone()), (line, place));
                    }
                }
            }
            if suspicion.anywhere {
                match self.anywhere.get_mut(name) {
                    Some(seen) => {
                        if let Anywhere::Waiting(before) = *seen {
                            self.found.left_open(before);
                        }
                        *seen = Anywhere::Seen;
                        open |= community.is_none();
                    }
                    None => {
                        let state = if community.is_none() { Anywhere::Waiting(line) } else { Anywhere::Seen };
                        self.anywhere.insert(name.clone(), state);
                    }
                }
            }
        }
        if open {
            self.found.left_open(line);
        }
    }

    /// What was found. Lines that were not looked at, though they are suspected, are left out: the rule is undecided for them.
    #[must_use]
    pub fn into_found(self) -> Found {
        let Self { suspects, mut found, behind, .. } = self;
        found.without(suspects.some_lines(behind, usize::MAX));
        found.settled()
    }
}
