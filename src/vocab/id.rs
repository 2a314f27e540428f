use std::fmt;

use uuid::Uuid;

use super::flaw::Flaw;
use super::lang::{Lang, Phrase, Say};
use super::reading::misfit;
use super::word::{Word, WordError, read_as_word, write_as_text};

/// Characters of the hyphenated form.
const LENGTH: usize = 36;

/// Reads the hyphenated form and no other that the crate `uuid` knows.
fn read(text: &str) -> Result<Uuid, Flaw> {
    if text.len() != LENGTH {
        return Err(misfit(text));
    }
    Uuid::try_parse_ascii(text.as_bytes()).map_err(|_| Flaw::Malformed).and_then(unreserved)
}

/// Refuses the two ids that stand for "no id".
fn unreserved(uuid: Uuid) -> Result<Uuid, Flaw> {
    if uuid.is_nil() || uuid.is_max() { Err(Flaw::ReservedId) } else { Ok(uuid) }
}

macro_rules! ids {
    ($( $(#[$about:meta])* $id:ident )+) => { $(
        $(#[$about])*
        ///
        /// A UUID, given by whoever keeps the records; this crate never mints one. It is read in the hyphenated form of 36
        /// characters, in either case, and written in lower case. Nil and max are refused. Ids sort as 128-bit numbers.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $id(Uuid);

        impl $id {
            /// The same id as a `Uuid`.
            #[must_use]
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl TryFrom<Uuid> for $id {
            type Error = WordError;

            fn try_from(uuid: Uuid) -> Result<Self, Self::Error> {
                unreserved(uuid).map(Self).map_err(WordError::of::<Self>)
            }
        }

        impl From<$id> for Uuid {
            fn from(id: $id) -> Self {
                id.0
            }
        }

        impl Word for $id {
            const EXPECTED: Phrase = Phrase::new("编号（UUID）", "an id (UUID)");

            fn from_text(text: &str) -> Result<Self, Flaw> {
                read(text).map(Self)
            }
        }

        impl fmt::Display for $id {
            fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(to, "{}", self.0.as_hyphenated())
            }
        }

        impl Say for $id {
            fn say(&self, _: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(to, "{self}")
            }
        }

        read_as_word!($id);
        write_as_text!($id);
    )+ };
}

ids! {
    /// The id of a center (邻里中心编号).
    CenterId

    /// The id of a person who works in centers (人员编号), the same in each of them.
    PersonId

    /// The id of a community (社区编号).
    CommunityId

    /// The id of an idle resource (闲置资源编号).
    AssetId

    /// The id of a task of the annual plan (建设任务编号).
    ProjectId

    /// The id of a culture site (文化阵地编号).
    CultureSiteId

    /// The id of a survey of needs (需求调研编号).
    SurveyId
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SAMPLE: &str = "018f3c4e-7a5b-7c1d-9e2f-0a1b2c3d4e5f";

    #[test]
    fn only_the_hyphenated_form_is_read_and_lower_case_written() {
        assert_eq!(CenterId::from_text(&SAMPLE.to_uppercase()).unwrap().to_string(), SAMPLE);
        let others = [
            SAMPLE.replace('-', ""),
            format!("{{{SAMPLE}}}"),
            format!("urn:uuid:{SAMPLE}"),
            format!(" {SAMPLE}"),
            SAMPLE.replace('f', "g"),
            SAMPLE.replace('-', "_"),
            "编".repeat(12),
        ];
        for text in others {
            assert_eq!(CenterId::from_text(&text), Err(Flaw::Malformed), "{text}");
        }
        assert_eq!(CenterId::from_text(""), Err(Flaw::Empty));
    }

    #[test]
    fn nil_and_max_stand_for_no_record() {
        assert_eq!(CommunityId::from_text(&Uuid::nil().to_string()), Err(Flaw::ReservedId));
        assert_eq!(CommunityId::from_text(&Uuid::max().to_string()), Err(Flaw::ReservedId));
        assert!(CommunityId::try_from(Uuid::nil()).is_err());
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back_and_sorts_as_a_number(left in 1..u128::MAX, right in 1..u128::MAX) {
            let id = |number| CenterId::try_from(Uuid::from_u128(number)).unwrap();
            prop_assert_eq!(id(left).to_string().parse(), Ok(id(left)));
            prop_assert_eq!(id(left).cmp(&id(right)), left.cmp(&right));
        }
    }
}
