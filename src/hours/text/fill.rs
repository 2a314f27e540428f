use super::read_hours::ReadHours;
use super::stated::Stated;
use crate::field::Field;
use crate::records::{CenterDraft, CenterField, SessionDraft};
use crate::vocab::{Set, Text};

impl ReadHours {
    /// Puts into a record what a text says, so that what was not understood does not look like a center that is closed.
    ///
    /// `text` is the one that was read, and goes into `hours_text`. The sessions of which the text names the days go into `hours`,
    /// in place of those that it has; where there are none, `hours` is left as it is, and a schedule reads the text. Where they are
    /// not all that the text says, `hours` is called `partial`: outside of these sessions it is unknown whether the center is open.
    ///
    /// ```
    /// use neighborhood_center::hours;
    /// use neighborhood_center::records::{CenterDraft, CenterField};
    ///
    /// let mut center = CenterDraft::default();
    /// for (text, sessions, is_partial) in [
    ///     ("预约开放", 0, false),
    ///     ("周一至周五 9:00-17:00，周六看情况", 1, true),
    /// ] {
    ///     hours::read(text).fill(text.parse().unwrap(), &mut center);
    ///     assert_eq!(center.hours.items().count(), sessions);
    ///     assert_eq!(center.partial.given().is_some_and(|partial| partial.words.contains(CenterField::hours)), is_partial);
    /// }
    /// ```
    pub fn fill(&self, text: Text, center: &mut CenterDraft) {
        center.hours_text = Field::Given(text);
        let named = self.sessions.iter().copied().filter(|stated| stated.weekdays.is_some());
        let sessions: Vec<SessionDraft> = named.map(Stated::into).collect();
        if sessions.is_empty() {
            return;
        }
        let is_all = self.is_whole() && self.same_as.is_none() && sessions.len() == self.sessions.len();
        center.hours = sessions.into();
        if is_all {
            return;
        }
        match &mut center.partial {
            Field::Given(partial) => partial.words.insert(CenterField::hours),
            partial => *partial = Set::of(&[CenterField::hours]).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hours::text::read::read;

    fn filled(text: &str, mut center: CenterDraft) -> CenterDraft {
        read(text).fill(text.parse().unwrap(), &mut center);
        assert_eq!(center.hours_text.given().map(Text::as_str), Some(text));
        center
    }

    fn is_partial(center: &CenterDraft) -> bool {
        center.partial.given().is_some_and(|partial| partial.words.contains(CenterField::hours))
    }

    #[test]
    fn a_text_that_is_understood_is_the_hours_of_the_record() {
        let center = filled("周二至周日 9:00-12:00，13:00-17:00（周一闭馆）", CenterDraft::default());
        assert_eq!(center.hours.items().count(), 2);
        assert!(center.partial.is_missing());
    }

    #[test]
    fn a_text_of_which_nothing_is_read_lists_no_hours_not_even_an_empty_list() {
        for text in ["预约开放", "9:00-17:00", "与地铁站开放时间一致"] {
            let center = filled(text, CenterDraft::default());
            assert!(center.hours.is_missing() && center.partial.is_missing(), "{text}");
        }
    }

    #[test]
    fn hours_that_are_not_all_the_text_says_are_partial() {
        for text in ["周一至周五 9:00-17:00，周六看情况", "9:00-17:00；周六 10:00-16:00"] {
            let center = filled(text, CenterDraft::default());
            assert_eq!(center.hours.items().count(), 1, "{text}");
            assert!(is_partial(&center), "{text}");
        }
        let areas = CenterDraft { partial: Set::of(&[CenterField::areas]).into(), ..CenterDraft::default() };
        let center = filled("周一 9:00-17:00，周六看情况", areas);
        assert!(is_partial(&center));
        assert!(center.partial.given().is_some_and(|partial| partial.words.contains(CenterField::areas)));
    }
}
