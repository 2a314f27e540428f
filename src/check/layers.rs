//! Layers of policy, as records.

use super::walk::{Check, Walk, run};
use crate::path::Path;
use crate::policy::{Layer, StatedWaiver, Waived};
use crate::records::{PolicyLayer, PolicyLayerDraft, PolicySet, PolicySetDraft};
use crate::rules::policy::stack::Stack;
use crate::rules::record::reversed_period::Period;
use crate::rules::record::unchangeable_rule::Change;
use crate::rules::{self, Rule, policy, record};
use crate::vocab::CircumstanceSet;

impl Walk<'_> {
    fn layer(&mut self, layer: &PolicyLayerDraft, at: &Path<'_>) {
        self.findings.counts.records += 1;
        self.name(&layer.name, &at.key("name"));
        let valid = Period { begins: ("valid_from", &layer.valid_from), ends: ("valid_until", &layer.valid_until) };
        run!(self, record::reversed_period, &valid, at);
        if let Some(applies) = layer.applies_to.given() {
            self.repeated_ids(&applies.communities, &at.key("applies_to").key("communities"));
        }
        let requirements = at.key("requirements");
        for (place, requirement) in layer.requirements.items() {
            let requirement_at = requirements.index(place);
            run!(self, record::unusable_requirement, requirement, &requirement_at);
            if let Some(standard) = requirement.k_plus_n.given() {
                self.name(&standard.name, &requirement_at.key("k_plus_n").key("name"));
            }
            if let Some(reach) = requirement.reach.given() {
                let reach_at = requirement_at.key("reach");
                self.name(&reach.name, &reach_at.key("name"));
                if let Some(location) = reach.to.given() {
                    run!(self, record::swapped_coordinates, location, &reach_at.key("to"));
                }
            }
        }
        let known = rules::all();
        let levels = at.key("levels");
        for (place, setting) in layer.levels.items() {
            if let Some(rule) = setting.rule.given() {
                let rule_at = levels.index(place);
                run!(self, record::unknown_rule, rule, known, &rule_at.key("rule"));
                let change = Change::Set(&setting.level);
                run!(self, record::unchangeable_rule, rule, change, known, &rule_at.key("level"));
            }
        }
        let speaker = Layer::of_draft(layer);
        let waivers = at.key("waivers");
        for (place, waiver) in layer.waivers.items() {
            let waiver_at = waivers.index(place);
            self.name(&waiver.approved_by, &waiver_at.key("approved_by"));
            if let Some(rule) = waiver.rule.given() {
                run!(self, record::unknown_rule, rule, known, &waiver_at.key("rule"));
                run!(self, record::unchangeable_rule, rule, Change::Waive, known, &waiver_at.key("rule"));
            }
            let said = StatedWaiver::of_draft(waiver).zip(speaker.as_ref());
            if let (Some((said, layer)), Some(date)) = (said, self.context.date()) {
                let waived = Waived::new(&said, layer.authority(), CircumstanceSet::EMPTY);
                run!(self, policy::waiver_expired, &waived, Some(date), &waiver_at);
            }
        }
        let features = at.key("features");
        for (place, feature) in layer.features.items() {
            self.name(&feature.name, &features.index(place).key("name"));
        }
    }

    /// Judges layers against each other.
    fn stack(&mut self, stack: &Stack, at: &Path<'_>) {
        run!(self, policy::contradictory_policy, stack, at);
        run!(self, policy::policy_loosened_without_reason, stack, at);
    }
}

impl Check for PolicyLayerDraft {
    type Checked = PolicyLayer;

    fn walk(&self, walk: &mut Walk<'_>) {
        walk.in_policy = true;
        walk.shape(self, &Path::ROOT);
        walk.layer(self, &Path::ROOT);
        walk.stack(&Stack::of_layer(self), &Path::ROOT);
    }
}

impl Check for PolicySetDraft {
    type Checked = PolicySet;

    fn walk(&self, walk: &mut Walk<'_>) {
        let at = &Path::ROOT;
        if !run!(walk, record::unsupported_format, &self.format, at) {
            walk.findings.counts.records += 1;
            return;
        }
        walk.in_policy = true;
        walk.shape(self, at);
        walk.findings.counts.records += 1;
        let list = at.key("layers");
        walk.keys(self.layers.items().filter_map(|(place, layer)| Some((place, layer.key.given()?))), &list);
        for (place, layer) in self.layers.items() {
            walk.layer(layer, &list.index(place));
        }
        walk.stack(&Stack::of_set(self), &list);
    }
}
