use std::fmt;

use super::lang::{Lang, Say};
use super::set::{Member, Set};

/// Why a center or a task cannot come to stand so: from where it stands no move leads there.
///
/// It says in either language what would be legal.
///
/// ```
/// use neighborhood_center::vocab::{Lang, Lifecycle, Say};
///
/// let refused = Lifecycle::Suspended.try_move(Lifecycle::Planned).unwrap_err();
/// assert_eq!(refused.in_lang(Lang::Zh).to_string(), "“暂停”之后不能是“谋划”，可以是：提升中、投用、关闭");
/// assert_eq!(refused.to_string(), "suspended cannot be followed by planned; what can follow: upgrading, open, closed");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct IllegalMove<S: Member> {
    from: S,
    to: S,
    legal: Set<S>,
}

impl<S: Member> IllegalMove<S> {
    pub(super) const fn new(from: S, to: S, legal: Set<S>) -> Self {
        Self { from, to, legal }
    }

    /// Where it stands.
    #[must_use]
    pub const fn from(&self) -> S {
        self.from
    }

    /// Where it cannot come to stand.
    #[must_use]
    pub const fn to(&self) -> S {
        self.to
    }

    /// Where it could; empty where the state is an end.
    #[must_use]
    pub const fn legal(&self) -> Set<S> {
        self.legal
    }
}

impl<S: Member + Say> Say for IllegalMove<S> {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (before, after, legal) = (self.from.in_lang(lang), self.to.in_lang(lang), self.legal.in_lang(lang));
        match lang {
            Lang::Zh => write!(to, "“{before}”之后不能是“{after}”，可以是：{legal}"),
            Lang::En => write!(to, "{before} cannot be followed by {after}; what can follow: {legal}"),
        }
    }
}

impl<S: Member + Say> fmt::Display for IllegalMove<S> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.say(Lang::En, to)
    }
}

impl<S: Member + Say> std::error::Error for IllegalMove<S> {}
