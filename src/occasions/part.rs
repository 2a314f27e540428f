use super::on::On;
use super::times::{Setting, Times};
use super::whom::{Level, Whom};
use crate::offer::Known;
use crate::vocab::{Answer, FunctionSet, Key, ServiceFunction};

/// A service as far as occasions come from it.
#[derive(Debug)]
pub(crate) struct ServicePart<'r> {
    pub(crate) place: usize,
    pub(crate) key: Option<&'r Key>,
    pub(crate) functions: Known<FunctionSet>,
    pub(crate) whom: Option<Whom>,
    pub(crate) times: Option<Times>,
}

/// An activity.
#[derive(Debug)]
pub(crate) struct ActivityPart<'r> {
    pub(crate) place: usize,
    pub(crate) service: Option<&'r Key>,
    pub(crate) whom: Option<Whom>,
    pub(crate) times: Option<Times>,
    pub(crate) sections: Vec<SectionPart>,
    /// Whether it may have further classes.
    pub(crate) open: bool,
}

/// A class of an activity.
#[derive(Debug)]
pub(crate) struct SectionPart {
    pub(crate) place: usize,
    pub(crate) whom: Option<Whom>,
    pub(crate) times: Option<Times>,
}

/// Where in the record something comes from: places in the lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Origin {
    pub(crate) service: Option<usize>,
    pub(crate) activity: Option<usize>,
    pub(crate) section: Option<usize>,
}

/// Some functions, offered to some people at some times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Occasion {
    /// Where it comes from; nowhere, if it stands for services that the record does not hold.
    pub(crate) origin: Origin,
    pub(crate) functions: Known<FunctionSet>,
    pub(crate) whom: Whom,
    /// When it is on: the place among the times of all.
    pub(crate) times: usize,
    /// Which part of the record states the times.
    pub(crate) timed_by: Level,
}

impl Occasion {
    /// Whether it fulfills a function.
    pub(crate) fn fulfills(&self, function: ServiceFunction) -> Answer {
        match (self.functions.what.contains(function), self.functions.open) {
            (true, _) => Answer::Yes,
            (false, true) => Answer::CannotSay,
            (false, false) => Answer::No,
        }
    }
}

/// The occasions of a center.
///
/// Many classes may be on whenever their activity is: the times of all are kept apart, so that each is looked at once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Occasions {
    pub(crate) list: Vec<Occasion>,
    pub(crate) times: Vec<Times>,
}

impl Occasions {
    /// Keeps times, for occasions that are on then.
    pub(crate) fn keep(&mut self, times: Times) -> usize {
        self.times.push(times);
        self.times.len() - 1
    }

    /// When each of the times is on, on a day.
    pub(crate) fn on(&self, setting: &Setting) -> Vec<On> {
        self.times.iter().map(|times| times.on(setting)).collect()
    }
}
