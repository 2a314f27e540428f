use super::area::Area;
use crate::record::record;
use crate::vocab::{Datum, Key, Latitude, Longitude, Name, Text};

record! {
    /// A point on the earth (坐标), with the datum that its numbers are meant in.
    ///
    /// Chinese maps show GCJ-02, satellites WGS-84 and surveyors CGCS2000; the first is off by hundreds of meters.
    pub struct Location, LocationDraft, LocationField {
        /// The datum.
        required datum: Datum,
        /// Degrees north.
        required latitude: Latitude,
        /// Degrees east.
        required longitude: Longitude,
    }
}

record! {
    /// One of the places that a center consists of (点位); a scattered center (插花式) has several.
    pub struct Site, SiteDraft, SiteField {
        /// What the rest of the record calls it.
        required key: Key,
        /// Its name.
        optional name: Name,
        /// Its postal address.
        optional address: Text,
        /// Where it lies.
        optional location: Location,
        /// How large it is.
        list areas: Area,
    }
}
