//! What is asked of the centers: presets and files, together.

use std::ffi::OsStr;
use std::fs;

use neighborhood_center::policy::{Communities, Layer, Resolver};
use neighborhood_center::records::PolicySetDraft;
use neighborhood_center::vocab::{Date, Lang, Say};
use neighborhood_center::{Context, Options, json};

use crate::presets;

/// The context of a check under these policies on this day.
pub(crate) fn context(policies: &[std::ffi::OsString], date: Option<Date>) -> Result<Context, String> {
    let mut layers = Vec::new();
    for named in policies {
        layers.extend(of_name(named)?);
    }
    if policies.is_empty() {
        let [(_, first), ..] = presets::NAMED;
        layers = first();
    }
    let resolver = Resolver::new(layers, Communities::default(), date);
    resolver.map(Context::layered).map_err(|contradictions| contradictions.in_lang(Lang::Zh).to_string())
}

fn of_name(named: &OsStr) -> Result<Vec<Layer>, String> {
    if let Some((_, preset)) = presets::NAMED.into_iter().find(|(name, _)| named == *name) {
        return Ok(preset());
    }
    let name = named.to_string_lossy();
    let known = presets::names(", ");
    let text = fs::read(named).map_err(|error| format!("--policy {name} ({known}): {error}"))?;
    let (report, set) = json::read_slice::<PolicySetDraft>(&text, &Context::default(), &Options::default()).admit();
    let set = set.ok_or_else(|| format!("{name}: {}", report.in_lang(Lang::Zh)))?;
    Ok(set.layers().iter().map(Layer::from).collect())
}
