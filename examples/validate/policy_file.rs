//! A policy in a file: a set of layers, or one layer.

use std::fs::File;
use std::io;
use std::path::Path;

use neighborhood_center::policy::Layer;
use neighborhood_center::{Context, Options, admit};

use crate::input::{self, Checked, Content};

/// A policy file, read and checked.
pub(crate) struct PolicyFile {
    pub(crate) checked: Checked,
    /// Its layers, unless something is wrong with any of them.
    pub(crate) layers: Option<Vec<Layer>>,
}

impl PolicyFile {
    /// Reads a file that is meant to be a policy.
    ///
    /// # Errors
    /// Those of the file: what stands in it is never an error here.
    pub(crate) fn read(path: &Path, context: &Context, options: &Options) -> io::Result<Self> {
        let checked = input::check_policy(File::open(path)?, context, options)?;
        // An error of a rule of policy, such as a contradiction, does not keep a record from being admitted.
        let sound = checked.report.counts().error == 0;
        let layers = if sound { layers(&checked.content, context) } else { None };
        Ok(Self { checked, layers })
    }

    /// Whether it is something else than a policy: it holds no layers, and is none.
    pub(crate) fn is_no_policy(&self) -> bool {
        matches!(&self.checked.content, Content::PolicySet(Some(draft)) if draft.layers.is_missing())
    }
}

fn layers(content: &Content, context: &Context) -> Option<Vec<Layer>> {
    match content {
        // Without any, it may well be a document of another kind.
        Content::PolicySet(Some(draft)) if !draft.layers.is_missing() => {
            let (_, set) = admit(draft.as_ref().clone(), context);
            Some(set?.layers().iter().map(Layer::from).collect())
        }
        Content::PolicyLayer(Some(draft)) => {
            let (_, layer) = admit(draft.as_ref().clone(), context);
            Some(vec![Layer::from(&layer?)])
        }
        _ => None,
    }
}
