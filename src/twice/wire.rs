//! Keys as they are written and read back, so that machines that saw different parts of a stream can put theirs together.

use std::fmt::{self, Write};
use std::marker::PhantomData;

use serde::de::{self, Deserializer, SeqAccess, Visitor};
use serde::ser::{SerializeSeq, Serializer};
use serde::{Deserialize, Serialize};

use super::census::Census;
use super::entry::{id_of, name_of};
use super::hashing::Hashing;
use super::keys::Keys;
use super::line_set::LineSet;
use super::part::Part;
use super::runs::Runs;
use crate::vocab::Visible;

/// The version of the form in which keys are written.
const FORMAT: u32 = 1;
/// How names and communities are hashed.
const HASH: &str = "siphash-1-3";

#[derive(Serialize, Deserialize)]
struct Wire<L, I, N> {
    format: u32,
    hash: String,
    /// Sixteen hexadecimal digits, since not all that reads JSON can read so long a number.
    seed: String,
    part: u32,
    of: u32,
    census: Census,
    /// The lines that the keys are of: a bit for each, in pages.
    lines: L,
    /// The bytes of entries in hexadecimal digits, many entries in one text.
    ids: I,
    names: N,
}

impl Serialize for Keys {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let (part, of) = self.part.numbers();
        Wire {
            format: FORMAT,
            hash: HASH.to_owned(),
            seed: format!("{:016x}", self.hashing.seed()),
            part,
            of,
            census: self.census,
            lines: &self.lines,
            ids: &self.ids,
            names: &self.names,
        }
        .serialize(to)
    }
}

/// Reads keys back. A bound that was set on how many are kept is not part of them.
impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let read = Wire::<LineSet, Runs<21>, Runs<13>>::deserialize(from)?;
        let wrong = |why: fmt::Arguments<'_>| Err(de::Error::custom(why));
        if read.format != FORMAT || read.hash != HASH {
            let (format, hash) = (read.format, Visible(&read.hash));
            return wrong(format_args!(
                "the keys are written in form {format} by `{hash}`, this version reads {FORMAT} by `{HASH}`"
            ));
        }
        let Some(seed) = hexadecimal(&read.seed).map(u64::from_be_bytes) else {
            return wrong(format_args!("the seed has to be 16 hexadecimal digits"));
        };
        if read.part >= read.of {
            return wrong(format_args!("there is no part {} of {}", read.part, read.of));
        }
        let lines = read.ids.iter().map(|entry| id_of(entry).1);
        let lines = lines.chain(read.names.iter().map(|entry| name_of(entry).1));
        if let Some(line) = lines.into_iter().find(|line| !read.lines.has(*line)) {
            return wrong(format_args!("there is a key of line {line}, which is not among the lines"));
        }
        Ok(Self {
            hashing: Hashing::new(seed),
            part: Part::new(read.part, read.of),
            at_most: usize::MAX,
            lines: read.lines,
            ids: read.ids,
            names: read.names,
            census: read.census,
        })
    }
}

/// So many bytes from twice as many digits.
fn hexadecimal<const N: usize>(digits: &str) -> Option<[u8; N]> {
    let (mut bytes, mut rest) = ([0; N], digits.as_bytes());
    for byte in &mut bytes {
        let [high, low, after @ ..] = rest else { return None };
        let digit = |digit: u8| char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        *byte = digit(*high)? << 4 | digit(*low)?;
        rest = after;
    }
    rest.is_empty().then_some(bytes)
}

/// Bytes as digits.
struct Digits<I>(I);

impl<I: Iterator<Item = u8> + Clone> fmt::Display for Digits<I> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.clone().try_for_each(|byte| {
            [byte >> 4, byte & 15]
                .into_iter()
                .filter_map(|digit| char::from_digit(digit.into(), 16))
                .try_for_each(|digit| to.write_char(digit))
        })
    }
}

impl<I: Iterator<Item = u8> + Clone> Serialize for Digits<I> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<const N: usize> Serialize for Runs<N> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut list = to.serialize_seq(None)?;
        for run in self.runs() {
            list.serialize_element(&Digits(run.iter().flatten().copied()))?;
        }
        list.end()
    }
}

impl<'de, const N: usize> Deserialize<'de> for Runs<N> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Each<const N: usize>(PhantomData<[u8; N]>);

        impl<'de, const N: usize> Visitor<'de> for Each<N> {
            type Value = Runs<N>;

            fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(to, "a list of texts with {} hexadecimal digits for each key", 2 * N)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Runs<N>, A::Error> {
                let mut runs = Runs::default();
                while let Some(digits) = list.next_element::<String>()? {
                    let mut rest = digits.as_str();
                    while !rest.is_empty() {
                        let read =
                            rest.split_at_checked(2 * N).and_then(|(key, after)| Some((hexadecimal(key)?, after)));
                        let Some((entry, after)) = read else {
                            return Err(de::Error::invalid_value(de::Unexpected::Other("something else"), &self));
                        };
                        runs.push(entry);
                        rest = after;
                    }
                }
                Ok(runs)
            }
        }

        from.deserialize_seq(Each(PhantomData))
    }
}

/// A page of lines, with the bit of its first line first.
#[derive(Serialize, Deserialize)]
struct PageWire<B> {
    page: u64,
    bits: B,
}

impl Serialize for LineSet {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.pages().map(|(page, bits)| {
            let bits = Digits(bits.iter().flat_map(|word| word.reverse_bits().to_be_bytes()));
            PageWire { page, bits }
        }))
    }
}

impl<'de> Deserialize<'de> for LineSet {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Each;

        impl<'de> Visitor<'de> for Each {
            type Value = LineSet;

            fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str("a list of pages with 1,024 hexadecimal digits each")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<LineSet, A::Error> {
                let mut set = LineSet::default();
                while let Some(PageWire { page, bits }) = list.next_element::<PageWire<String>>()? {
                    let Some(bytes) = hexadecimal::<512>(&bits) else {
                        return Err(de::Error::invalid_value(de::Unexpected::Other("something else"), &self));
                    };
                    let mut words = Box::new([0; 64]);
                    for (word, eight) in words.iter_mut().zip(bytes.chunks_exact(8)) {
                        *word = eight.iter().fold(0_u64, |word, byte| word << 8 | u64::from(*byte)).reverse_bits();
                    }
                    set.add_page(page, words);
                }
                Ok(set)
            }
        }

        from.deserialize_seq(Each)
    }
}
