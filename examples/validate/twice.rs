//! Centers that stand twice in a stream. A file is read a second time, where names may be the same.

use std::collections::hash_map::RandomState;
use std::fs::File;
use std::hash::BuildHasher;
use std::io::{self, BufReader};

use neighborhood_center::records::CenterDraft;
use neighborhood_center::twice::{Keys, Trial};
use neighborhood_center::{Context, Options, Report, json};

use crate::args::Source;

/// No keys yet, with a seed that nobody can know who writes the stream. What is found does not depend on it.
pub(crate) fn keys() -> Keys {
    Keys::new(RandomState::new().hash_one(()))
}

/// What stands twice. Of what cannot be read again, as standard input and a pipe, names that may be the same are left open.
pub(crate) fn judge(keys: Keys, source: &Source, context: &Context, options: &Options) -> io::Result<Report> {
    let suspects = keys.into_suspects(&options.limits);
    let mut trial = Trial::of(&suspects);
    let again = match source {
        // Whoever opens a pipe again waits for ever.
        Source::File(path) if !suspects.is_empty() && path.metadata()?.is_file() => Some(path),
        Source::File(_) | Source::Standard => None,
    };
    if let Some(path) = again {
        let mut lines = json::lines::<CenterDraft, _>(BufReader::new(File::open(path)?), context, options);
        for suspect in suspects.lines() {
            if let Some(center) = lines.draft_at(suspect)? {
                trial.look(suspect, &center);
            }
        }
    }
    Ok(trial.into_found().report())
}
