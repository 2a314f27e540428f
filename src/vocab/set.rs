use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, SerializeSeq, Serializer};

use super::lang::{Lang, Say};
use super::word::Word;

/// A word of a small closed vocabulary (at most 64 words), which can be a member of a [`Set`].
pub trait Member: Word + Copy + Eq + fmt::Debug + Serialize + 'static {
    /// Every member, in order of [`Member::index`].
    const ALL: &'static [Self];

    /// The member's place in [`Member::ALL`], below 64.
    fn index(self) -> u32;
}

/// A set of words, kept as bits: `Copy`, and as cheap to join and compare as a number.
///
/// On the wire it is a list of words; it is written in the order of the vocabulary.
///
/// ```
/// use neighborhood_center::vocab::{FunctionSet, ServiceFunction};
///
/// let offered = FunctionSet::of(&[ServiceFunction::Sports, ServiceFunction::Culture]);
/// assert_eq!(serde_json::to_string(&offered)?, r#"["culture","sports"]"#);
/// assert_eq!(FunctionSet::all().without(offered).len(), 4);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub struct Set<W> {
    bits: u64,
    of: PhantomData<W>,
}

impl<W: Member> Set<W> {
    /// The set with no member.
    pub const EMPTY: Self = Self { bits: 0, of: PhantomData };

    /// The set of every word of the vocabulary.
    #[must_use]
    pub fn all() -> Self {
        Self::of(W::ALL)
    }

    /// The set of these words.
    #[must_use]
    pub fn of(words: &[W]) -> Self {
        words.iter().copied().collect()
    }

    /// Adds a word.
    pub fn insert(&mut self, word: W) {
        self.bits |= Self::bit(word);
    }

    /// Whether the word is in the set.
    #[must_use]
    pub fn contains(self, word: W) -> bool {
        self.bits & Self::bit(word) != 0
    }

    /// Whether every member of `other` is in this set.
    #[must_use]
    pub fn contains_all(self, other: Self) -> bool {
        other.bits & !self.bits == 0
    }

    /// Whether the two sets have a member in common.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.bits & other.bits != 0
    }

    /// The members of either set.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { bits: self.bits | other.bits, of: PhantomData }
    }

    /// The members of both sets.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { bits: self.bits & other.bits, of: PhantomData }
    }

    /// The members that are not in `other`.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self { bits: self.bits & !other.bits, of: PhantomData }
    }

    /// Whether there is no member.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.bits == 0
    }

    /// How many members there are.
    #[must_use]
    pub fn len(self) -> usize {
        self.bits.count_ones() as usize
    }

    /// The members, in the order of the vocabulary.
    pub fn iter(self) -> impl Iterator<Item = W> {
        W::ALL.iter().copied().filter(move |word| self.contains(*word))
    }

    /// The members as bits, each at its index, for sets of what has two words.
    pub(super) const fn bits(self) -> u64 {
        self.bits
    }

    /// The set of these bits, each of which has to be the index of a word.
    pub(super) const fn of_bits(bits: u64) -> Self {
        Self { bits, of: PhantomData }
    }

    fn bit(word: W) -> u64 {
        1_u64.checked_shl(word.index()).unwrap_or(0)
    }
}

impl<W> Clone for Set<W> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<W> Copy for Set<W> {}

impl<W> PartialEq for Set<W> {
    fn eq(&self, other: &Self) -> bool {
        self.bits == other.bits
    }
}

impl<W> Eq for Set<W> {}

impl<W> std::hash::Hash for Set<W> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.bits.hash(state);
    }
}

impl<W> PartialOrd for Set<W> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<W> Ord for Set<W> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.bits.cmp(&other.bits)
    }
}

impl<W: Member> Default for Set<W> {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl<W: Member> fmt::Debug for Set<W> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_set().entries(self.iter()).finish()
    }
}

impl<W: Member> FromIterator<W> for Set<W> {
    fn from_iter<I: IntoIterator<Item = W>>(words: I) -> Self {
        let mut set = Self::EMPTY;
        for word in words {
            set.insert(word);
        }
        set
    }
}

impl<W: Member + Say> Say for Set<W> {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return to.write_str(match lang {
                Lang::Zh => "无",
                Lang::En => "none",
            });
        }
        for (place, word) in self.iter().enumerate() {
            if place > 0 {
                to.write_str(match lang {
                    Lang::Zh => "、",
                    Lang::En => ", ",
                })?;
            }
            word.say(lang, to)?;
        }
        Ok(())
    }
}

impl<W: Member> Serialize for Set<W> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut list = to.serialize_seq(Some(self.len()))?;
        for word in self.iter() {
            list.serialize_element(&word)?;
        }
        list.end()
    }
}

impl<'de, W: Member + Deserialize<'de>> Deserialize<'de> for Set<W> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Vec::<W>::deserialize(from).map(|words| words.into_iter().collect())
    }
}
