use super::word::words;

words! {
    /// What an area is the area of (面积类别).
    ///
    /// Areas of different kinds say nothing about each other: a site of 1500㎡ may carry a house of any floor area.
    #[non_exhaustive]
    pub enum AreaKind: "面积类别" / "a kind of area" {
        /// The ground that is taken.
        Site = "site" / "占地" | "占地面积" | "用地" | "用地面积",
        /// The sum of the floors, walls included.
        Floor = "floor" / "建筑" | "建筑面积",
        /// What can be used of the floors.
        Usable = "usable" / "使用" | "使用面积",
        /// What lies indoors.
        Indoor = "indoor" / "室内" | "室内面积",
        /// What lies outdoors.
        Outdoor = "outdoor" / "室外" | "室外面积",
        /// What the staff's offices take.
        Office = "office" / "办公" | "办公面积",
        /// What residents have for their activities.
        Activity = "activity" / "居民活动" | "居民活动区域" | "居民活动区域面积",
    }
}
