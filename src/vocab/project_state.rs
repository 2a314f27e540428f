use super::word::words;

words! {
    /// Where a task of the annual plan (建设任务) stands.
    ///
    /// Closed: the rules have to judge every state. 谋划, 建设 and 投用 are the article's words (People's Daily Online, 2023-08-11),
    /// 施工中 and 完工 those of a report on the center of 八里社区; that a task may be halted, canceled or merged with another is
    /// what has to be told apart for a plan of 35 tasks to be counted.
    pub enum ProjectState: "任务状态" / "a state of a task" {
        /// Decided on, with nothing done yet.
        Planned = "planned" / "计划" | "谋划" | "谋划中",
        /// Being built, converted or fitted out.
        UnderConstruction = "under-construction" / "建设中" | "施工中",
        /// The premises are complete, and not in use yet.
        Completed = "completed" / "完工",
        /// What was to be made is there for residents.
        InUse = "in-use" / "投用" | "已投用",
        /// Work is halted, and is to go on.
        Suspended = "suspended" / "停工",
        /// Given up.
        Canceled = "canceled" / "取消",
        /// Taken over by another task.
        Merged = "merged" / "合并" | "并入",
    }
}
