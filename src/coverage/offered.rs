use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::doubt::Doubt;
use crate::records::{Activity, Section, Service};
use crate::vocab::Answer;

/// Whether something is offered to somebody at some time, and what shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Offered<'c> {
    /// Yes if something surely is on; cannot say if something may be; no otherwise.
    pub answer: Answer,
    /// What is on, and then what may be. Of nothing else there is a proof.
    pub by: Vec<Proof<'c>>,
}

/// What is on, or may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof<'c> {
    /// The service. `None` for those that the record may not hold.
    pub service: Option<&'c Service>,
    /// The activity of the service that states the times, or whom it is for.
    pub activity: Option<&'c Activity>,
    /// The class of the activity.
    pub section: Option<&'c Section>,
    /// Yes if it is on, cannot say if it may be.
    pub answer: Answer,
    /// What leaves it open; nothing where it is on.
    pub because: Vec<Doubt>,
}

impl Serialize for Proof<'_> {
    /// Writes the keys of the service, the activity and the class, the answer, and what leaves it open.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut object = to.serialize_struct("Proof", 5)?;
        let keys = [
            ("service", self.service.map(Service::key)),
            ("activity", self.activity.map(Activity::key)),
            ("section", self.section.map(Section::key)),
        ];
        for (name, key) in keys {
            match key {
                Some(key) => object.serialize_field(name, key)?,
                None => object.skip_field(name)?,
            }
        }
        object.serialize_field("answer", &self.answer)?;
        if self.because.is_empty() {
            object.skip_field("because")?;
        } else {
            object.serialize_field("because", &self.because)?;
        }
        object.end()
    }
}
