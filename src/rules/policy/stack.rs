//! The layers of a document, as the rules that judge them against each other see them.

use crate::field::{Draft, Field, Limit, ShapeFault, ShapeSink, StrayKeys};
use crate::finding::Fact;
use crate::path::{Path, Pointer, first_step};
use crate::policy::{Layer, Pairs, Source};
use crate::records::{PolicyLayerDraft, PolicySetDraft};
use crate::rule::{Breach, Probe};

/// Layers, and what is not known of them.
#[derive(Debug, Default)]
pub(crate) struct Stack {
    pub(crate) layers: Vec<Layer>,
    /// Where each of them stands.
    bases: Vec<Pointer>,
    /// The places that leave open what is claimed, or for whom. A layer of which nobody can tell who speaks, or for which
    /// centers, is not among the layers: it would seem to disagree with others that are made for other places.
    doubt: Vec<Pointer>,
}

/// How many places of doubt are kept: one more than a finding names.
const DOUBTS: usize = 101;

impl Stack {
    /// A layer by itself, whose requirements may disagree among themselves.
    pub(crate) fn of_layer(layer: &PolicyLayerDraft) -> Self {
        let mut stack = Self::default();
        stack.add(layer, &Path::ROOT);
        stack
    }

    /// The layers of a policy set.
    pub(crate) fn of_set(set: &PolicySetDraft) -> Self {
        let mut stack = Self::default();
        let list = Path::ROOT.key("layers");
        match &set.layers {
            Field::Malformed(_) => stack.doubt(&list),
            layers => {
                for (nth, item) in layers.given().into_iter().flat_map(|list| list.items.iter().enumerate()) {
                    match item {
                        Field::Given(layer) => stack.add(layer, &list.index(nth)),
                        _ => stack.doubt(&list.index(nth)),
                    }
                }
                if layers.given().is_some_and(|list| list.omitted > 0) {
                    stack.doubt(&list);
                }
            }
        }
        stack
    }

    fn add(&mut self, draft: &PolicyLayerDraft, at: &Path<'_>) {
        let base = at.to_pointer();
        let mut unread = Unread { base: base.as_str(), claims: Vec::new(), scope: Vec::new(), speaker: Vec::new() };
        draft.shape(at, &mut unread);
        let Unread { claims, scope, speaker, .. } = unread;
        let layer = Layer::of_draft(draft);
        let places = claims.into_iter().chain(scope.iter().cloned());
        // Who speaks is known all the same where only a link, say, is malformed.
        let places = places.chain(speaker.into_iter().filter(|_| layer.is_none()));
        self.doubt.extend(places.take(DOUBTS.saturating_sub(self.doubt.len())));
        if let Some(layer) = layer.filter(|_| scope.is_empty()) {
            self.layers.push(layer);
            self.bases.push(base);
        }
    }

    fn doubt(&mut self, at: &Path<'_>) {
        if self.doubt.len() < DOUBTS {
            self.doubt.push(at.to_pointer());
        }
    }

    /// Tells each pair at the later claim, or the lower one, and names the other.
    pub(crate) fn tell(&self, pairs: Pairs, at: &Path<'_>, probe: &mut Probe<'_>) {
        let claims = |layer: &Layer| !layer.stated.is_empty() || !layer.levels.is_empty();
        if self.doubt.is_empty() && !self.layers.iter().any(claims) {
            return probe.not_applicable();
        }
        if pairs.too_many {
            probe.truncated();
        }
        match (pairs.found.is_empty(), pairs.too_many) {
            (true, false) if self.doubt.is_empty() => return probe.met(),
            (true, false) => return probe.undecided(at, self.doubt.clone()),
            (true, true) => return probe.undecided(at, vec![at.to_pointer()]),
            (false, _) => {}
        }
        for pair in pairs.found {
            let place = |source: &Source| {
                let base = self.bases.get(source.layer).map_or("", Pointer::as_str);
                Pointer::below(base, &source.place())
            };
            let (here, there) = (place(&pair.second), place(&pair.first));
            let facts = [Fact::Claim(pair.second.claim), Fact::Claim(pair.first.claim)];
            probe.violated(Breach::at_pointer(here, facts).by(&pair.first.by).related_pointer(there));
        }
    }
}

/// Collects the places of a layer where something cannot be read, by what they leave open.
struct Unread<'b> {
    base: &'b str,
    claims: Vec<Pointer>,
    scope: Vec<Pointer>,
    speaker: Vec<Pointer>,
}

impl ShapeSink for Unread<'_> {
    fn record(&mut self, _: u32, _: u32, _: &StrayKeys) {}

    fn fault(&mut self, at: &Path<'_>, fault: ShapeFault<'_>) {
        if !matches!(
            fault,
            ShapeFault::Malformed(_) | ShapeFault::Missing { .. } | ShapeFault::Limit(Limit::ListItems { .. }, _)
        ) {
            return;
        }
        let place = at.to_pointer();
        let places = match place.as_str().strip_prefix(self.base).and_then(first_step) {
            Some(("requirements" | "levels", _)) => &mut self.claims,
            Some(("applies_to" | "valid_from" | "valid_until", _)) => &mut self.scope,
            Some(("level" | "citation", _)) => &mut self.speaker,
            _ => return,
        };
        if places.len() < DOUBTS {
            places.push(place);
        }
    }
}
