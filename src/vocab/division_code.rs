use std::fmt;

use super::division_band::{TownshipBand, VillageBand};
use super::flaw::Flaw;
use super::lang::{Lang, Phrase, Say};
use super::reading::misfit;
use super::word::{Word, read_as_word, words, write_as_text};

words! {
    /// How deep in the administrative tree a division code reaches (区划级别).
    ///
    /// Ordered from the widest to the narrowest.
    pub enum DivisionLevel: "区划级别" / "a level of divisions" {
        /// A province, autonomous region or municipality: digits 1–2.
        Province = "province" / "省级",
        /// A prefecture or prefecture-level city: digits 3–4.
        Prefecture = "prefecture" / "地级",
        /// A county, a city of that level, or an urban district: digits 5–6.
        County = "county" / "县级",
        /// A subdistrict, town or township: digits 7–9.
        Township = "township" / "乡级",
        /// A village or residents' community: digits 10–12.
        Village = "village" / "村级",
    }
}

/// A division code (区划代码) of 6, 9 or 12 digits, each group of digits one level deeper.
///
/// A code alone names no place. 410311004 is 关林街道 to the National Bureau of Statistics (2023) and 太康东路街道 to the
/// Ministry of Civil Affairs (2026): only a code with its [`DivisionScheme`] and date may be compared, and a record carries
/// the three together. It is an attribute, never a key.
///
/// A longer code that ends in zeros names the same place as the shorter one, yet the two are unequal as written; ask
/// [`DivisionCode::is_same_place`].
///
/// ```
/// use neighborhood_center::vocab::{DivisionCode, DivisionLevel};
///
/// let community: DivisionCode = "410311010003".parse()?;
/// assert_eq!(community.level(), DivisionLevel::Village);
/// assert_eq!(community.parent(), Some("410311010".parse()?));
/// assert!(community.is_within("410311".parse()?));
/// # Ok::<(), neighborhood_center::vocab::WordError>(())
/// ```
///
/// [`DivisionScheme`]: super::DivisionScheme
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DivisionCode {
    /// Twelve digits, filled up with zeros at the end, so that codes sort as a tree.
    filled: u64,
    length: Length,
}

/// How many digits are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Length {
    Six,
    Nine,
    Twelve,
}

impl Length {
    /// What the number of the written digits is multiplied with to fill twelve.
    fn filling(self) -> u64 {
        match self {
            Self::Six => 1_000_000,
            Self::Nine => 1_000,
            Self::Twelve => 1,
        }
    }
}

impl DivisionLevel {
    /// Ten to the number of digits below this level.
    fn unit(self) -> u64 {
        match self {
            Self::Province => 10_000_000_000,
            Self::Prefecture => 100_000_000,
            Self::County => 1_000_000,
            Self::Township => 1_000,
            Self::Village => 1,
        }
    }
}

impl DivisionCode {
    /// The level of the place: that of the last group of digits that is not all zeros.
    #[must_use]
    pub fn level(self) -> DivisionLevel {
        [DivisionLevel::Province, DivisionLevel::Prefecture, DivisionLevel::County, DivisionLevel::Township]
            .into_iter()
            .find(|level| self.filled % level.unit() == 0)
            .unwrap_or(DivisionLevel::Village)
    }

    /// The code of the place that this one directly belongs to, in its shortest form; a province has none.
    ///
    /// Groups of zeros are skipped: 441900003, in a prefecture-level city without districts, belongs to 441900.
    #[must_use]
    pub fn parent(self) -> Option<Self> {
        let wider = match self.level() {
            DivisionLevel::Province => return None,
            DivisionLevel::Prefecture => DivisionLevel::Province,
            DivisionLevel::County => DivisionLevel::Prefecture,
            DivisionLevel::Township => DivisionLevel::County,
            DivisionLevel::Village => DivisionLevel::Township,
        };
        let filled = self.filled - self.filled % wider.unit();
        let parent = Self { filled, length: Length::Six };
        let length = if parent.level() == DivisionLevel::Township { Length::Nine } else { Length::Six };
        (filled != 0).then_some(Self { filled, length })
    }

    /// Whether this place is the other one or lies in it, as far as the digits tell.
    #[must_use]
    pub fn is_within(self, other: Self) -> bool {
        let unit = other.level().unit();
        self.filled / unit == other.filled / unit
    }

    /// Whether the two codes differ at most in zeros at the end.
    #[must_use]
    pub fn is_same_place(self, other: Self) -> bool {
        self.filled == other.filled
    }

    /// What the township digits should stand for; `None` if the code does not reach so deep.
    #[must_use]
    pub fn township_band(self) -> Option<TownshipBand> {
        (self.level() >= DivisionLevel::Township).then(|| TownshipBand::of(self.filled / 1_000 % 1_000))
    }

    /// What the village digits should stand for; `None` if the code does not reach so deep.
    #[must_use]
    pub fn village_band(self) -> Option<VillageBand> {
        (self.level() == DivisionLevel::Village).then(|| VillageBand::of(self.filled % 1_000))
    }
}

impl Word for DivisionCode {
    const EXPECTED: Phrase = Phrase::new("区划代码（6、9 或 12 位数字）", "a division code (6, 9 or 12 digits)");

    fn from_text(text: &str) -> Result<Self, Flaw> {
        let length = match text.len() {
            6 => Length::Six,
            9 => Length::Nine,
            12 => Length::Twelve,
            _ => return Err(misfit(text)),
        };
        let mut number = 0;
        for byte in text.bytes() {
            if !byte.is_ascii_digit() {
                return Err(misfit(text));
            }
            number = number * 10 + u64::from(byte - b'0');
        }
        if number == 0 {
            return Err(Flaw::Malformed);
        }
        Ok(Self { filled: number * length.filling(), length })
    }
}

impl fmt::Display for DivisionCode {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.filled / self.length.filling();
        match self.length {
            Length::Six => write!(to, "{digits:06}"),
            Length::Nine => write!(to, "{digits:09}"),
            Length::Twelve => write!(to, "{digits:012}"),
        }
    }
}

impl Say for DivisionCode {
    fn say(&self, _: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{self}")
    }
}

read_as_word!(DivisionCode);
write_as_text!(DivisionCode);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn code(text: &str) -> DivisionCode {
        text.parse().unwrap()
    }

    #[test]
    fn a_code_is_as_deep_as_its_last_group_that_is_not_zero() {
        for (text, level, parent) in [
            ("410000", DivisionLevel::Province, None),
            ("410300", DivisionLevel::Prefecture, Some("410000")),
            ("410311", DivisionLevel::County, Some("410300")),
            ("410311000000", DivisionLevel::County, Some("410300")),
            ("410311010", DivisionLevel::Township, Some("410311")),
            ("410311010000", DivisionLevel::Township, Some("410311")),
            ("410311010003", DivisionLevel::Village, Some("410311010")),
            ("441900003", DivisionLevel::Township, Some("441900")),
        ] {
            assert_eq!(code(text).level(), level, "{text}");
            assert_eq!(code(text).parent().map(|parent| parent.to_string()).as_deref(), parent, "{text}");
        }
    }

    #[test]
    fn places_lie_within_the_places_above_them() {
        let community = code("410311010003");
        for wider in ["410311010003", "410311010", "410311", "410300", "410000", "410311010000"] {
            assert!(community.is_within(code(wider)), "{wider}");
        }
        for other in ["410311013", "410305", "420000", "410311010004"] {
            assert!(!community.is_within(code(other)), "{other}");
        }
        assert!(!code("410311").is_within(community));
        assert!(code("410311010").is_same_place(code("410311010000")));
        assert_ne!(code("410311010"), code("410311010000"));
    }

    #[test]
    fn the_codes_of_the_article_lie_in_the_bands_of_streets_and_residents() {
        for text in ["410311002004", "410311004006", "410311010003", "410311013001"] {
            assert_eq!(code(text).township_band(), Some(TownshipBand::Subdistrict));
            assert_eq!(code(text).village_band(), Some(VillageBand::ResidentsCommittee));
        }
        assert_eq!(code("410311004400").village_band(), Some(VillageBand::SimilarToResidentsCommittee));
        assert_eq!(code("410311194").township_band(), Some(TownshipBand::Town));
        assert_eq!(code("410311194").village_band(), None);
        assert_eq!(code("410311").township_band(), None);
    }

    #[test]
    fn codes_sort_as_a_tree() {
        let sorted = ["410300", "410311", "410311002", "410311002004", "410311010", "410312"];
        let mut codes: Vec<_> = sorted.iter().rev().map(|text| code(text)).collect();
        codes.sort();
        assert_eq!(codes.iter().map(ToString::to_string).collect::<Vec<_>>(), sorted);
    }

    #[test]
    fn other_lengths_and_other_characters_are_refused() {
        for text in ["41031", "4103110", "41031101000", "4103110100031", "41031a", "+41031", "000000", "１１", " 41031"]
        {
            assert_eq!(DivisionCode::from_text(text), Err(Flaw::Malformed), "{text}");
        }
        assert_eq!(DivisionCode::from_text(""), Err(Flaw::Empty));
    }

    proptest! {
        #[test]
        fn digits_are_written_as_they_were_read(text in "[0-9]{6}|[0-9]{9}|[0-9]{12}") {
            if let Ok(code) = DivisionCode::from_text(&text) {
                prop_assert_eq!(code.to_string(), text);
                if let Some(parent) = code.parent() {
                    prop_assert!(code.is_within(parent));
                    prop_assert!(parent.level() < code.level());
                }
            }
        }
    }
}
