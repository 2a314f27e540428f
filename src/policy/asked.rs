use super::demand::Demand;
use crate::vocab::{AgeBoundaries, AreaKind, CellSet, EmbeddedFunctionSet, FunctionSet, GroupSet, SquareMeters};

/// What is asked of one center, each demand with its authority.
///
/// A policy asks for nothing by itself: start from [`Policy::none`] or from a preset and add demands. Every demand is
/// judged by one rule, which reports who made it.
///
/// ```
/// use neighborhood_center::policy::Policy;
///
/// assert!(Policy::none().functions().is_empty());
/// assert_eq!(Policy::luolong_2023().functions()[0].value().len(), 6);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Policy {
    boundaries: AgeBoundaries,
    functions: Vec<Demand<FunctionSet>>,
    groups: Vec<Demand<GroupSet>>,
    cells: Vec<Demand<CellSet>>,
    features: Vec<Demand<u32>>,
    functions_at_least: Vec<Demand<FunctionsAtLeast>>,
    alternatives: Vec<Demand<Alternative>>,
    areas: Vec<Demand<MinimumArea>>,
}

/// So many different functions, counted as one scheme counts them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FunctionsAtLeast {
    /// Of the six functions.
    Six(u32),
    /// Of the functions of the embedded-facility guideline.
    Embedded(u32),
}

/// At least so many of these functions of the embedded-facility guideline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Alternative {
    /// The functions to choose from.
    pub of: EmbeddedFunctionSet,
    /// How many of them.
    pub at_least: u32,
}

/// A least area of one kind: that of the center, or that of its sites taken together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MinimumArea {
    /// What is measured.
    pub kind: AreaKind,
    /// How large it must be.
    pub least: SquareMeters,
    /// How large it had better be.
    pub advised: Option<SquareMeters>,
}

macro_rules! demands {
    ($( $(#[$doc:meta])* $field:ident / $ask:ident: $Type:ty ),+ $(,)?) => {
        $(
            $(#[$doc])*
            #[must_use]
            pub fn $field(&self) -> &[Demand<$Type>] {
                &self.$field
            }

            #[doc = concat!("The same policy, with one more of [`Policy::", stringify!($field), "`]; none twice.")]
            #[must_use]
            pub fn $ask(mut self, demand: Demand<$Type>) -> Self {
                if !self.$field.contains(&demand) {
                    self.$field.push(demand);
                }
                self
            }
        )+
    };
}

impl Policy {
    /// The policy that asks for nothing, and divides ages at the legal boundaries (18 and 60).
    #[must_use]
    pub fn none() -> Self {
        Self {
            boundaries: AgeBoundaries::LEGAL,
            functions: Vec::new(),
            groups: Vec::new(),
            cells: Vec::new(),
            features: Vec::new(),
            functions_at_least: Vec::new(),
            alternatives: Vec::new(),
            areas: Vec::new(),
        }
    }

    /// Where the three age groups divide.
    #[must_use]
    pub fn boundaries(&self) -> AgeBoundaries {
        self.boundaries
    }

    /// The same policy with other age boundaries.
    #[must_use]
    pub fn with_boundaries(mut self, boundaries: AgeBoundaries) -> Self {
        self.boundaries = boundaries;
        self
    }

    demands! {
        /// Functions that every one of must be offered.
        functions / ask_functions: FunctionSet,
        /// Age groups that every one of must be served.
        groups / ask_groups: GroupSet,
        /// Pairs of a function and an age group that must be served.
        cells / ask_cells: CellSet,
        /// How many features the center must declare.
        features / ask_features: u32,
        /// How many different functions must be offered.
        functions_at_least / ask_functions_at_least: FunctionsAtLeast,
        /// Choices of which some must be offered.
        alternatives / ask_alternative: Alternative,
        /// How large the center must be.
        areas / ask_area: MinimumArea,
    }
}

impl Default for Policy {
    /// [`Policy::luolong_2023`], where this model comes from.
    fn default() -> Self {
        Self::luolong_2023()
    }
}
