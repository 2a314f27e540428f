//! What has to hold between values, which neither `garde` nor `validator` declares.

use std::collections::HashSet;

use crate::shape::{Ages, Center, Closure, Section, Session};
use crate::words::AreaKind;

impl Session {
    pub fn in_order(&self) -> bool {
        // As texts: `HH:MM` sorts as the time does. What is malformed is told by the pattern.
        self.opens < self.closes && self.valid_from.zip(self.valid_until).is_none_or(|(from, until)| from <= until)
    }
}

impl Ages {
    pub fn in_order(&self) -> bool {
        self.below.is_none_or(|below| self.from < below)
    }
}

impl Closure {
    pub fn in_order(&self) -> bool {
        self.ends.is_none_or(|ends| self.begins <= ends)
    }
}

impl Section {
    pub fn has_room(&self) -> bool {
        self.enrolled.zip(self.capacity).is_none_or(|(enrolled, capacity)| enrolled <= capacity)
    }
}

impl Center {
    pub fn holds_together(&self) -> bool {
        self.has_other_names() && self.holds_its_spaces() && self.has_keys_that_differ() && self.has_what_it_refers_to()
    }

    fn has_other_names(&self) -> bool {
        let mut names = HashSet::from([self.name.as_str()]);
        self.aliases.iter().all(|alias| names.insert(alias))
    }

    fn holds_its_spaces(&self) -> bool {
        let most = |kind: AreaKind| {
            self.areas.iter().filter(|area| area.kind == kind).map(|area| area.square_meters).reduce(f64::max)
        };
        let parts = || self.spaces.iter().flat_map(|space| &space.areas);
        parts().all(|part| most(part.kind).is_none_or(|most| part.square_meters <= most))
    }

    fn has_keys_that_differ(&self) -> bool {
        differ(self.sites.iter().map(|site| &site.key))
            && differ(self.spaces.iter().map(|space| &space.key))
            && differ(self.services.iter().map(|service| &service.key))
            && differ(self.people.iter().map(|person| &person.key))
            && differ(self.activities.iter().map(|activity| &activity.key))
            && self.activities.iter().all(|activity| differ(activity.sections.iter().map(|section| &section.key)))
    }

    fn has_what_it_refers_to(&self) -> bool {
        let spaces: HashSet<&str> = self.spaces.iter().map(|space| space.key.as_str()).collect();
        let services: HashSet<&str> = self.services.iter().map(|service| service.key.as_str()).collect();
        let people: HashSet<&str> = self.people.iter().map(|person| person.key.as_str()).collect();
        let has = |among: &HashSet<&str>, key: &Option<String>| key.as_deref().is_none_or(|key| among.contains(key));
        let has_all = |keys: &Vec<String>| keys.iter().all(|key| spaces.contains(key.as_str()));
        self.services.iter().all(|service| has_all(&service.spaces))
            && self.tenants.iter().all(|tenant| has(&spaces, &tenant.space))
            && self.activities.iter().all(|activity| {
                has_all(&activity.spaces)
                    && has(&services, &activity.service)
                    && activity.sections.iter().all(|section| has(&people, &section.teacher))
            })
    }
}

fn differ<'k>(keys: impl Iterator<Item = &'k String>) -> bool {
    let mut seen = HashSet::new();
    keys.into_iter().all(|key| seen.insert(key.as_str()))
}
