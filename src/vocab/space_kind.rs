use super::word::words;

words! {
    /// The kind of a space (空间类型): a room or a ground of a center.
    ///
    /// Open: cities fit out centers as they see fit, so matches need a wildcard arm, and what has no word yet is
    /// [`SpaceKind::Other`]. Most words are the article's (People's Daily Online, 2023-08-11); 阅览室 and 居民活动用房 are
    /// rooms of Hubei's draft standard for complete communities, 邻里大食堂 is in a report of Luoyang Daily.
    #[non_exhaustive]
    pub enum SpaceKind: "空间类型" / "a kind of space" {
        /// Where residents are received and business is handled.
        ServiceHall = "service-hall" / "服务大厅" | "社区服务大厅",
        /// For reading.
        ReadingRoom = "reading-room" / "阅览室",
        /// For children together with their parents.
        ParentChildArea = "parent-child-area" / "亲子服务区域",
        /// For lessons, music among them.
        Classroom = "classroom" / "教室",
        /// For children's play.
        Playground = "playground" / "儿童乐园",
        /// An open square for exercise.
        FitnessSquare = "fitness-square" / "健身广场" | "全民健身广场",
        /// A hall for sports and exercise.
        SportsHall = "sports-hall" / "健身场馆",
        /// A room for government services.
        GovernmentRoom = "government-room" / "政务服务室",
        /// Let to a business.
        Shop = "shop" / "商铺",
        /// For communal meals.
        DiningHall = "dining-hall" / "食堂" | "邻里食堂" | "邻里大食堂",
        /// For residents' activities of any kind.
        ActivityRoom = "activity-room" / "活动室" | "居民活动用房",
        /// Any other space.
        Other = "other" / "其他",
    }
}
