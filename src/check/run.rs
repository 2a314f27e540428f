//! The engine: a draft and a context go in, a report comes out.

use super::options::Options;
use super::walk::{Check, Walk};
use crate::context::Context;
use crate::explain::Explanation;
use crate::field::{Draft, Field};
use crate::limits::{Budget, Limits};
use crate::policy::Policy;
use crate::record::Model;
use crate::records::{
    Center, CenterDraft, District, DistrictDraft, HolidayYear, HolidayYearDraft, PolicyLayer, PolicyLayerDraft,
    PolicySet, PolicySetDraft, SeasonTable, SeasonTableDraft,
};
use crate::report::Report;

/// Checks a draft, and keeps it.
///
/// ```
/// use neighborhood_center::records::CenterDraft;
/// use neighborhood_center::{Context, check};
///
/// let report = check(&CenterDraft::default(), &Context::default());
/// assert_eq!(report.counts().error, 2); // neither id nor name
/// ```
#[must_use]
pub fn check<D: Check>(draft: &D, context: &Context) -> Report {
    check_with(draft, context, &Options::default())
}

/// Checks a draft with options, and keeps it.
#[must_use]
pub fn check_with<D: Check>(draft: &D, context: &Context, options: &Options) -> Report {
    let mut walk = Walk::new(context, options);
    draft.walk(&mut walk);
    walk.into_report()
}

/// What is asked of each center of a record, by whom, and what became of it: of a center itself, or of every center of a
/// document.
///
/// ```
/// use neighborhood_center::records::CenterDraft;
/// use neighborhood_center::vocab::Outcome;
/// use neighborhood_center::{Context, Options, explain};
///
/// let center: CenterDraft = serde_json::from_str(r#"{ "name": "示例社区邻里中心", "features": [] }"#)?;
/// let explained = explain(&center, &Context::default(), &Options::default());
/// let outcomes: Vec<_> = explained[0].items().iter().map(|item| item.outcome()).collect();
/// assert_eq!(outcomes, [Outcome::Undecided, Outcome::Undecided, Outcome::Violated]);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[must_use]
pub fn explain<D: Check>(draft: &D, context: &Context, options: &Options) -> Vec<Explanation> {
    // An explanation is of each center by itself: how much was found in others does not cut it short.
    let limits = Limits { findings: usize::MAX, ..options.limits };
    let options = Options { evidence: true, limits };
    let mut walk = Walk::new(context, &options);
    walk.explained = Some(Vec::new());
    draft.walk(&mut walk);
    walk.explained.unwrap_or_default()
}

/// Checks what was read where a document should be.
pub(crate) fn check_field<D: Check>(field: &Field<D>, context: &Context, options: &Options) -> Report {
    let mut walk = Walk::new(context, options);
    walk.root(field);
    walk.into_report()
}

/// Checks a draft and admits it, if no rule of the record objects.
///
/// The report comes in either case: an admitted center may well miss what a policy asks for.
pub fn admit<D: Check>(draft: D, context: &Context) -> (Report, Option<D::Checked>) {
    admit_with(draft, context, &Options::default())
}

/// Checks a draft with options and admits it, if no rule of the record objects.
pub fn admit_with<D: Check>(draft: D, context: &Context, options: &Options) -> (Report, Option<D::Checked>) {
    let report = check_with(&draft, context, options);
    let checked = if report.admits() { D::Checked::admit(draft) } else { None };
    (report, checked)
}

macro_rules! door {
    ($Model:ident, $Draft:ident) => {
        /// The one door into the model, in a context without a date and with nothing asked: no policy ever refuses.
        ///
        /// The error is the whole report.
        impl TryFrom<$Draft> for $Model {
            type Error = Report;

            fn try_from(draft: $Draft) -> Result<Self, Report> {
                let (report, checked) = admit(draft, &Context::new(Policy::none()));
                checked.ok_or(report)
            }
        }

        /// Strict: the error holds every violation, in English.
        impl<'de> serde::Deserialize<'de> for $Model {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let mut field = Field::Missing;
                let limits = Limits::default();
                <$Draft as Draft>::read(&mut field, from, &Budget::new(&limits))?;
                let report = match field {
                    Field::Given(draft) => match <$Model>::try_from(draft) {
                        Ok(checked) => return Ok(checked),
                        Err(report) => report,
                    },
                    other => check_field(&other, &Context::new(Policy::none()), &Options::default()),
                };
                Err(serde::de::Error::custom(report))
            }
        }
    };
}

door!(Center, CenterDraft);
door!(District, DistrictDraft);
door!(PolicyLayer, PolicyLayerDraft);
door!(PolicySet, PolicySetDraft);
door!(HolidayYear, HolidayYearDraft);
door!(SeasonTable, SeasonTableDraft);
