use super::word::words;

words! {
    /// What people come together for (活动类型).
    ///
    /// Open: cities add others, so matches need a wildcard arm, and what has no word yet is [`ActivityKind::Other`]. The words are
    /// those of the article (People's Daily Online, 2023-08-11: 专业化文艺课程培训、定期举办文化体育赛事、绘本阅读交流、手工制作、
    /// 亲子运动会).
    #[non_exhaustive]
    pub enum ActivityKind: "活动类型" / "a kind of activity" {
        /// Lessons that build on each other, in classes.
        Course = "course" / "课程" | "培训" | "培训班",
        /// A group that meets to do what its members like.
        Club = "club" / "社团" | "兴趣小组",
        /// Something that takes place for all who come.
        Event = "event" / "集体活动" | "活动",
        /// Something in which people compete.
        Competition = "competition" / "赛事" | "比赛",
        /// Reading together.
        Reading = "reading" / "阅读交流" | "绘本阅读交流",
        /// Making things by hand.
        Handicraft = "handicraft" / "手工制作",
        /// Something for children together with their parents.
        ParentChild = "parent-child" / "亲子活动",
        /// Any other.
        Other = "other" / "其他",
    }
}
