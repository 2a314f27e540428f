//! Hashes with a seed, so that nobody who writes a stream can choose which of its names have the same.
//!
//! SipHash-1-3 (Aumasson and Bernstein, 2012), whose first key is the seed: the same on every machine and in every release, so that
//! keys can be merged wherever they were made.

use siphasher::sip::SipHasher13;

use super::entry::Mark;
use crate::vocab::{CenterId, CommunityId, Name};

/// The second key, which is that of the published test vectors.
const SECOND: u64 = 0x0F0E_0D0C_0B0A_0908;
/// The bits of the hash of a community that are kept.
const COMMUNITY: u64 = (1 << 40) - 1;

/// What ids and names are hashed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hashing {
    seed: u64,
    /// The bits of a hash that count; all but in tests, which make everything collide.
    bits: u64,
}

impl Hashing {
    pub(super) fn new(seed: u64) -> Self {
        Self { seed, bits: u64::MAX }
    }

    #[cfg(test)]
    pub(super) fn weak(seed: u64, bits: u64) -> Self {
        Self { seed, bits }
    }

    pub(super) fn seed(self) -> u64 {
        self.seed
    }

    fn of(self, bytes: &[u8]) -> u64 {
        SipHasher13::new_with_keys(self.seed, SECOND).hash(bytes) & self.bits
    }

    /// By what the ids are parted.
    pub(super) fn of_id(self, id: CenterId) -> u64 {
        self.of(uuid::Uuid::from(id).as_bytes())
    }

    /// Marks for the names of a center in this community, or in one that is not known.
    pub(super) fn marks_in(self, community: Option<CommunityId>) -> Marks {
        let hash = community.map_or(0, |id| (self.of(uuid::Uuid::from(id).as_bytes()) & COMMUNITY).max(1));
        let [_, _, _, community @ ..] = hash.to_be_bytes();
        Marks { hashing: self, community }
    }
}

/// What makes the marks of names in one community.
#[derive(Clone, Copy, Debug)]
pub(super) struct Marks {
    hashing: Hashing,
    community: [u8; 5],
}

impl Marks {
    /// The mark of a name, and by what names are parted: all marks of one name are in one part.
    pub(super) fn of(self, name: &Name) -> (Mark, u64) {
        let hash = self.hashing.of(name.as_str().as_bytes());
        let ([.., a, b, c], [d, e, f, g, h]) = (hash.to_be_bytes(), self.community);
        ([a, b, c, d, e, f, g, h], hash >> 32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_the_published_vectors_of_siphash_1_3() {
        let hashing = Hashing::new(0x0706_0504_0302_0100);
        for (length, expected) in [
            (0, [0xDC, 0xC4, 0x0F, 0x05, 0x58, 0x01, 0xAC, 0xAB]),
            (1, [0x93, 0xCA, 0x57, 0x7D, 0xF3, 0x9B, 0xF4, 0xC9]),
        ] {
            let bytes: Vec<u8> = (0..length).collect();
            assert_eq!(hashing.of(&bytes).to_le_bytes(), expected, "{length}");
        }
    }
}
