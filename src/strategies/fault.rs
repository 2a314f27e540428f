//! A record with one fault, and how one is made.

use proptest::prelude::*;
use serde_json::Value;

use super::districts::district_draft;
use super::junk::written;
use super::records::{Fill, center_draft, conforming_draft};
use crate::check::Options;
use crate::context::Context;
use crate::json::read_str;
use crate::path::Pointer;
use crate::policy::{Ask, Authority, Citation, Demand, Policy};
use crate::record::Model;
use crate::records::{
    Center, CenterDraft, District, DistrictDraft, HolidayYearDraft, PolicyLayerDraft, PolicySetDraft, SeasonTableDraft,
};
use crate::report::Report;
use crate::vocab::{Confidence, Date, PolicyLevel, Strength, Word};

/// What a text is meant to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// One center.
    Center,
    /// A document.
    District,
    /// A layer of policy.
    PolicyLayer,
    /// A policy set.
    PolicySet,
    /// A notice of holidays.
    HolidayYear,
    /// A table of seasons.
    SeasonTable,
}

/// A record in order but for one fault.
#[derive(Clone, Debug)]
pub struct OneFault {
    /// The rule that it breaks.
    pub rule: &'static str,
    /// The place where it breaks it.
    pub path: Pointer,
    /// What the text is meant to hold.
    pub input: Input,
    /// The record as JSON text.
    pub text: String,
    /// The context in which it is a fault, and the only one.
    pub context: Context,
    /// The options that go with it.
    pub options: Options,
}

impl OneFault {
    /// What a check says of it.
    #[must_use]
    pub fn report(&self) -> Report {
        match self.input {
            Input::Center => read_str::<CenterDraft>(&self.text, &self.context, &self.options).into_parts().0,
            Input::District => read_str::<DistrictDraft>(&self.text, &self.context, &self.options).into_parts().0,
            Input::PolicyLayer => read_str::<PolicyLayerDraft>(&self.text, &self.context, &self.options).into_parts().0,
            Input::PolicySet => read_str::<PolicySetDraft>(&self.text, &self.context, &self.options).into_parts().0,
            Input::HolidayYear => read_str::<HolidayYearDraft>(&self.text, &self.context, &self.options).into_parts().0,
            Input::SeasonTable => read_str::<SeasonTableDraft>(&self.text, &self.context, &self.options).into_parts().0,
        }
    }
}

/// A center with something in every place.
pub(super) fn center() -> Base {
    Base {
        input: Input::Center,
        record: center_draft(Fill::All).prop_filter_map("", |it| written(Center::admit(it)?)).boxed(),
    }
}

/// A document with something in every place.
pub(super) fn district() -> Base {
    let record = district_draft(Fill::All).prop_filter_map("", |it| written(District::admit(it)?));
    Base { input: Input::District, record: record.boxed() }
}

/// What a fault is put into.
pub(super) struct Base {
    pub(super) input: Input,
    pub(super) record: BoxedStrategy<Value>,
}

/// The context in which records of [`Base`] are in order: nothing is asked of them, and it is 2024.
pub(super) fn quiet() -> Context {
    let context = Context::new(Policy::none());
    match Date::new(2024, 6, 1) {
        Some(date) => context.as_of(date),
        None => context,
    }
}

/// Changes a record by a fault that `change` puts in; it tells the place.
pub(super) fn changed<T: std::fmt::Debug + 'static>(
    rule: &'static str,
    base: Base,
    fault: impl Strategy<Value = T> + 'static,
    change: impl Fn(&mut Value, T) -> Option<String> + 'static,
) -> BoxedStrategy<OneFault> {
    let input = base.input;
    (base.record, fault)
        .prop_filter_map("the fault has no place here", move |(mut record, fault)| {
            let place = change(&mut record, fault)?;
            let path = Pointer::from_text(&place).ok()?;
            Some(OneFault {
                rule,
                path,
                input,
                text: record.to_string(),
                context: quiet(),
                options: Options::default(),
            })
        })
        .boxed()
}

/// The same for a center that does everything which the presets ask for, under a policy.
pub(super) fn asked<T: std::fmt::Debug + 'static>(
    rule: &'static str,
    fault: impl Strategy<Value = T> + 'static,
    policy: impl Fn(&T) -> Policy + 'static,
    change: impl Fn(&mut Value, T) -> Option<String> + 'static,
) -> BoxedStrategy<OneFault> {
    (conforming_draft(), fault)
        .prop_filter_map("the fault has no place here", move |(draft, fault)| {
            let mut record = written(Center::admit(draft)?)?;
            let context = Context::new(policy(&fault));
            let place = change(&mut record, fault)?;
            let path = Pointer::from_text(&place).ok()?;
            let text = record.to_string();
            Some(OneFault { rule, path, input: Input::Center, text, context, options: Options::default() })
        })
        .boxed()
}

pub(super) fn demand(ask: Ask) -> Demand {
    let citation = Citation::new("a demand made up for a test", Confidence::Stated);
    Demand::new(ask, Strength::Must, Authority::new(PolicyLevel::Community, citation))
}

/// Puts a value at a place, whose parent must be there, and tells the place.
pub(super) fn put(record: &mut Value, place: &str, value: Value) -> Option<String> {
    let (parent, key) = place.rsplit_once('/')?;
    match record.pointer_mut(parent)? {
        Value::Object(fields) => {
            fields.insert(key.to_owned(), value);
        }
        Value::Array(items) => *items.get_mut(key.parse::<usize>().ok()?)? = value,
        _ => return None,
    }
    Some(place.to_owned())
}

/// Leaves open when services are on.
pub(super) fn no_sessions(record: &mut Value) -> Option<()> {
    for service in services(record)? {
        service.as_object_mut()?.remove("sessions");
    }
    Some(())
}

pub(super) fn services(record: &mut Value) -> Option<&mut Vec<Value>> {
    record.get_mut("services")?.as_array_mut()
}
