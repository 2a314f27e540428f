use std::fmt;

use super::age_group::{AgeGroup, GroupSet};
use super::flaw::Flaw;
use super::function::{FunctionSet, ServiceFunction};
use super::lang::{Lang, Phrase, Say};
use super::set::{Member, Set};
use super::word::{Word, read_as_word, write_as_text};

/// One cell of the coverage table: a service function for an age group.
///
/// There are 18, six functions by three groups; closed because both are. On the wire a cell is the two words with a
/// slash between, such as `culture/young`; `文化/少` and `文化·少` are read too.
///
/// ```
/// use neighborhood_center::vocab::{AgeGroup, Cell, Lang, Say, ServiceFunction};
///
/// let cell: Cell = "文化/老".parse()?;
/// assert_eq!(cell, Cell::new(ServiceFunction::Culture, AgeGroup::Old));
/// assert_eq!(cell.to_string(), "culture/old");
/// assert_eq!(cell.in_lang(Lang::Zh).to_string(), "文化·老");
/// assert_eq!(cell.in_lang(Lang::En).to_string(), "culture for the old");
/// # Ok::<(), neighborhood_center::vocab::WordError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cell {
    function: ServiceFunction,
    group: AgeGroup,
}

/// A set of cells.
pub type CellSet = Set<Cell>;

/// The cells of these functions, each with every group in turn.
macro_rules! cells_of {
    ($($function:ident),+) => {
        &[$(
            Cell::new(ServiceFunction::$function, AgeGroup::Young),
            Cell::new(ServiceFunction::$function, AgeGroup::Middle),
            Cell::new(ServiceFunction::$function, AgeGroup::Old),
        )+]
    };
}

impl Cell {
    /// Every cell, function by function, and in each by age.
    pub const ALL: &'static [Self] = cells_of![Culture, Sports, ElderlyCare, Health, Education, Government];

    /// The cell of a function and a group.
    #[must_use]
    pub const fn new(function: ServiceFunction, group: AgeGroup) -> Self {
        Self { function, group }
    }

    /// The function.
    #[must_use]
    pub const fn function(self) -> ServiceFunction {
        self.function
    }

    /// The group it is for.
    #[must_use]
    pub const fn group(self) -> AgeGroup {
        self.group
    }

    /// The cells of each of the functions with each of the groups.
    ///
    /// ```
    /// use neighborhood_center::vocab::{AgeGroup, Cell, FunctionSet, GroupSet};
    ///
    /// let young = Cell::product(FunctionSet::all(), GroupSet::of(&[AgeGroup::Young]));
    /// assert_eq!(young.len(), 6);
    /// ```
    #[must_use]
    pub fn product(functions: FunctionSet, groups: GroupSet) -> CellSet {
        // The groups of each function stand side by side, one function after the other.
        let (functions, groups) = (functions.bits(), groups.bits());
        CellSet::of_bits((0..6).fold(0, |cells, nth| cells | (((functions >> nth) & 1) * groups) << (3 * nth)))
    }
}

impl Word for Cell {
    const EXPECTED: Phrase = Phrase::new(
        "服务功能与年龄群体（如 culture/young）",
        "a service function and an age group, as in culture/young",
    );

    fn from_text(text: &str) -> Result<Self, Flaw> {
        const FUNCTION: Phrase = Phrase::new("服务功能", "the service function");
        const GROUP: Phrase = Phrase::new("年龄群体", "the age group");

        let (function, group) = text.split_once(['/', '·']).ok_or(Flaw::Malformed)?;
        Ok(Self {
            function: ServiceFunction::from_text(function).map_err(|_| Flaw::Part { part: FUNCTION })?,
            group: AgeGroup::from_text(group).map_err(|_| Flaw::Part { part: GROUP })?,
        })
    }
}

impl Member for Cell {
    const ALL: &'static [Self] = Self::ALL;

    fn index(self) -> u32 {
        self.function.index() * 3 + self.group.index()
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}/{}", self.function, self.group)
    }
}

impl Say for Cell {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.function.say(lang, to)?;
        match lang {
            Lang::Zh => write!(to, "·{}", self.group.label_zh()),
            Lang::En => to.write_str(match self.group {
                AgeGroup::Young => " for the young",
                // 青壮 spans young adults and the middle-aged, for whom English has no one word.
                AgeGroup::Middle => " for the middle group",
                AgeGroup::Old => " for the old",
            }),
        }
    }
}

read_as_word!(Cell);
write_as_text!(Cell);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_each_of_the_18_cells_at_its_index() {
        assert_eq!(Cell::ALL.len(), ServiceFunction::ALL.len() * AgeGroup::ALL.len());
        for (index, cell) in Cell::ALL.iter().enumerate() {
            assert_eq!(cell.index() as usize, index, "{cell}");
        }
        assert_eq!(CellSet::all().len(), 18);
    }

    #[test]
    fn every_cell_reads_back_from_what_it_writes_and_from_what_it_says_in_chinese() {
        for cell in Cell::ALL {
            assert_eq!(Cell::from_text(&cell.to_string()), Ok(*cell));
            assert_eq!(Cell::from_text(&cell.in_lang(Lang::Zh).to_string()), Ok(*cell));
            let json = serde_json::to_string(cell).unwrap();
            assert_eq!(json, format!("\"{cell}\""));
            assert_eq!(serde_json::from_str::<Cell>(&json).unwrap(), *cell);
        }
    }

    #[test]
    fn the_part_that_is_wrong_is_named() {
        let part = |text| match Cell::from_text(text) {
            Err(Flaw::Part { part }) => part.text(Lang::En).to_owned(),
            other => panic!("{other:?}"),
        };
        assert_eq!(part("cooking/young"), "the service function");
        assert_eq!(part("culture/tall"), "the age group");
        assert_eq!(part("culture/young/old"), "the age group");
        assert_eq!(Cell::from_text("culture"), Err(Flaw::Malformed));
    }

    #[test]
    fn a_product_has_the_cells_of_both_sets_and_no_other() {
        let functions = FunctionSet::of(&[ServiceFunction::Sports, ServiceFunction::Health]);
        let groups = GroupSet::of(&[AgeGroup::Young, AgeGroup::Old]);
        let product = Cell::product(functions, groups);
        for &cell in Cell::ALL {
            let both = functions.contains(cell.function()) && groups.contains(cell.group());
            assert_eq!(product.contains(cell), both, "{cell}");
        }
        assert!(Cell::product(FunctionSet::EMPTY, GroupSet::all()).is_empty());
        assert_eq!(Cell::product(FunctionSet::all(), GroupSet::all()), CellSet::all());
    }
}
