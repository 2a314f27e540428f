use std::fmt;

use serde::{Serialize, Serializer};

use super::flaw::Flaw;
use super::lang::{Lang, Phrase, Say};
use super::reading::{misfit, two_digits, whole};
use super::word::{Word, read_as_word};

/// The deepest story: an engineering bound.
const LEAST: i32 = -10;
/// The highest story: an engineering bound, above the 128 of the tallest building in China.
const MOST: i32 = 200;

/// A story of a building (楼层), counted as in China: the ground floor is 1, the first below it is −1, and none is 0.
///
/// From −10 to 200. On the wire it is a whole number; `二楼`, `2层`, `2F`, `地下1层`, `负一层` and `B1` are read too.
///
/// ```
/// use neighborhood_center::vocab::Floor;
///
/// let zither_room: Floor = "二楼".parse()?;
/// assert_eq!(zither_room.number(), 2);
/// assert_eq!(serde_json::to_string(&zither_room).ok().as_deref(), Some("2"));
/// # Ok::<(), neighborhood_center::vocab::WordError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Floor(i16);

impl Floor {
    /// The story of this number, if there is one within bounds.
    #[must_use]
    pub fn new(number: i16) -> Option<Self> {
        Self::from_integer(number.into()).ok()
    }

    /// The number of the story, never 0.
    #[must_use]
    pub const fn number(self) -> i16 {
        self.0
    }
}

impl Word for Floor {
    const EXPECTED: Phrase =
        Phrase::new("楼层（整数，无 0 层，如 2、-1）", "a floor (a whole number but 0, such as 2 or -1)");

    fn from_text(text: &str) -> Result<Self, Flaw> {
        let number = story(text).ok_or_else(|| misfit(text))?;
        Self::from_integer(number)
    }

    fn from_integer(number: i64) -> Result<Self, Flaw> {
        match i16::try_from(number) {
            Ok(story) if story != 0 && (LEAST..=MOST).contains(&story.into()) => Ok(Self(story)),
            _ => Err(Flaw::OutOfRange { least: LEAST.into(), most: MOST.into() }),
        }
    }

    fn from_decimal(number: f64) -> Result<Self, Flaw> {
        whole(number, LEAST, MOST).and_then(Self::from_integer)
    }
}

/// Reads the number of a story as people write it.
fn story(text: &str) -> Option<i64> {
    let (sign, rest) = ["地下", "负", "-", "−", "B", "b"]
        .iter()
        .find_map(|below| text.strip_prefix(*below))
        .map_or((1, text), |rest| (-1, rest));
    let number = ["楼", "层", "F", "f"].iter().find_map(|suffix| rest.strip_suffix(*suffix)).unwrap_or(rest);
    if number.len() == 3 {
        if let Some(hundreds) = super::reading::digits(number.as_bytes()) {
            return Some(sign * i64::from(hundreds));
        }
    }
    two_digits(number.as_bytes()).or_else(|| chinese_number(number)).map(|number| sign * i64::from(number))
}

/// Reads 一 to 九十九.
fn chinese_number(text: &str) -> Option<u8> {
    match text.split_once('十') {
        None => chinese_digit(text),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { chinese_digit(tens)? };
            let ones = if ones.is_empty() { 0 } else { chinese_digit(ones)? };
            Some(tens * 10 + ones)
        }
    }
}

fn chinese_digit(text: &str) -> Option<u8> {
    Some(match text {
        "一" => 1,
        "二" => 2,
        "三" => 3,
        "四" => 4,
        "五" => 5,
        "六" => 6,
        "七" => 7,
        "八" => 8,
        "九" => 9,
        _ => return None,
    })
}

impl fmt::Display for Floor {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}", self.0)
    }
}

impl Say for Floor {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let story = self.0.unsigned_abs();
        match (lang, self.0 < 0) {
            (Lang::Zh, false) => write!(to, "{story} 楼"),
            (Lang::Zh, true) => write!(to, "地下 {story} 层"),
            (Lang::En, false) => write!(to, "floor {story}"),
            (Lang::En, true) => write!(to, "basement {story}"),
        }
    }
}

impl Serialize for Floor {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_i16(self.0)
    }
}

read_as_word!(Floor);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_floor_is_read_as_people_write_it() {
        for (text, number) in [
            ("二楼", 2),
            ("2层", 2),
            ("2F", 2),
            ("十二层", 12),
            ("二十层", 20),
            ("二十一楼", 21),
            ("128层", 128),
            ("地下1层", -1),
            ("地下二层", -2),
            ("负一层", -1),
            ("B1", -1),
            ("-1", -1),
            ("7", 7),
        ] {
            assert_eq!(Floor::from_text(text).map(Floor::number), Ok(number), "{text}");
        }
        for text in ["楼", "顶楼", "二三楼", "2楼3室", "十十", "+2", "2-3"] {
            assert_eq!(Floor::from_text(text), Err(Flaw::Malformed), "{text}");
        }
    }

    #[test]
    fn there_is_no_floor_zero() {
        let out = Err(Flaw::OutOfRange { least: -10, most: 200 });
        for number in [0, -11, 201, i64::MAX] {
            assert_eq!(Floor::from_integer(number), out);
        }
        assert_eq!(Floor::from_text("0层"), out);
        assert_eq!(Floor::from_decimal(0.0), out);
        assert_eq!(Floor::from_decimal(1.5), Err(Flaw::TooPrecise { decimals: 0 }));
    }

    #[test]
    fn every_floor_reads_back_as_written() {
        for number in (-10..=200).filter(|number| *number != 0) {
            let floor = Floor::new(number).unwrap();
            assert_eq!(floor.to_string().parse(), Ok(floor));
            assert_eq!(serde_json::from_str::<Floor>(&serde_json::to_string(&floor).unwrap()).unwrap(), floor);
        }
    }

    #[test]
    fn a_floor_is_said_in_both_languages() {
        assert_eq!(Floor(2).in_lang(Lang::Zh).to_string(), "2 楼");
        assert_eq!(Floor(-1).in_lang(Lang::Zh).to_string(), "地下 1 层");
        assert_eq!(Floor(2).in_lang(Lang::En).to_string(), "floor 2");
    }
}
