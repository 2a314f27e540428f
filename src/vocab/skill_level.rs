use super::word::words;

words! {
    /// How far the members of a class have come (学习进度).
    ///
    /// Closed: the article says that classes differ by progress (学习进度) and not how; these three are the crate's own.
    pub enum SkillLevel: "学习进度" / "a level of skill" {
        /// For those who begin.
        Beginner = "beginner" / "初级" | "零基础" | "入门",
        /// For those who know the basics.
        Intermediate = "intermediate" / "中级" | "提高",
        /// For those who have come far.
        Advanced = "advanced" / "高级",
    }
}
