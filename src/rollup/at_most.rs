use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserializer, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

/// A list that is refused as soon as it has more items than a summary ever writes, so that no text makes it longer in memory.
#[derive(Serialize)]
#[serde(transparent)]
pub(super) struct AtMost<T, const MOST: usize>(Vec<T>);

impl<T, const MOST: usize> AtMost<T, MOST> {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T, const MOST: usize> Default for AtMost<T, MOST> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T, const MOST: usize> FromIterator<T> for AtMost<T, MOST> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(items.into_iter().collect())
    }
}

impl<T, const MOST: usize> IntoIterator for AtMost<T, MOST> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'de, T: Deserialize<'de>, const MOST: usize> Deserialize<'de> for AtMost<T, MOST> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Each<T, const MOST: usize>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>, const MOST: usize> Visitor<'de> for Each<T, MOST> {
            type Value = AtMost<T, MOST>;

            fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(to, "a list of no more than {MOST} items")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = list.next_element()? {
                    if items.len() >= MOST {
                        return Err(de::Error::invalid_length(items.len() + 1, &self));
                    }
                    items.push(item);
                }
                Ok(AtMost(items))
            }
        }

        from.deserialize_seq(Each(PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::super::summary::DistrictSummary;

    /// A text that never ends.
    struct Endless {
        begin: &'static [u8],
        again: &'static [u8],
        at: usize,
        read: usize,
    }

    impl Read for Endless {
        fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
            assert!(self.read < 20 << 20, "it is read without end");
            let rest = &self.begin[self.at..];
            let length = to.len().min(rest.len());
            to[..length].copy_from_slice(&rest[..length]);
            (self.at, self.read) = (self.at + length, self.read + length);
            if self.at == self.begin.len() {
                (self.begin, self.at) = (self.again, 0);
            }
            Ok(length)
        }
    }

    #[test]
    fn a_list_that_never_ends_is_not_read_without_end() {
        for (begin, again) in [
            (r#"{"unplaced":[{"count":1}"#, r#",{"count":1}"#),
            (
                r#"{"plans":[{"year":null"#,
                r#","projects":[],"plans":0,"target":0,"without_target":0,"unlisted":0,"running":0,"delivered":0,"open":0},{"year":null"#,
            ),
            (
                r#"{"findings":[{"rule":"missing-field","error":1,"warning":0,"info":0,"waived":0,"undecided":0}"#,
                r#",{"rule":"missing-field","error":1,"warning":0,"info":0,"waived":0,"undecided":0}"#,
            ),
            (
                r#"{"communities":[{"id":"5a0c3f5e-0000-4000-8000-000000000001","centers":[],"served_by":0,"offered":[],"perhaps":[],"floor_area":{"known":0,"unknown":0,"stated_hundredths":0,"least_hundredths":0,"most_hundredths":0,"unbounded":0,"shared":0}}"#,
                r#",{"id":"5a0c3f5e-0000-4000-8000-000000000001","centers":[],"served_by":0,"offered":[],"perhaps":[],"floor_area":{"known":0,"unknown":0,"stated_hundredths":0,"least_hundredths":0,"most_hundredths":0,"unbounded":0,"shared":0}}"#,
            ),
        ] {
            let text = Endless { begin: begin.as_bytes(), again: again.as_bytes(), at: 0, read: 0 };
            let text = std::io::BufReader::new(text);
            let error = serde_json::from_reader::<_, DistrictSummary>(text).unwrap_err().to_string();
            assert!(error.contains("a list of no more than"), "{error}");
        }
    }
}
