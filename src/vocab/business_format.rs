use super::word::words;

words! {
    /// The kind of business (业态) that a tenant of a center carries on.
    ///
    /// Open: every city adds its own, so matches need a wildcard arm, and what has no word yet is
    /// [`BusinessFormat::Other`]. The words are those that sources name: the article's four centers (衣物修补、快递驿站、
    /// 理发店、水果店、小超市; People's Daily Online, 2023-08-11), the Complete Residential Community standard (理发店、药店、
    /// 维修点、餐饮店、邮件快件寄递), the fifteen-minute living circle (便利店、早餐、菜市场、超市、洗染) and Suzhou's centers
    /// (银行). Commerce is outside the six functions.
    #[non_exhaustive]
    pub enum BusinessFormat: "业态" / "a kind of business" {
        /// Mending and altering clothes.
        ClothingRepair = "clothing-repair" / "衣物修补" | "裁缝铺",
        /// Where parcels are fetched and left.
        ParcelStation = "parcel-station" / "快递驿站",
        /// Cutting hair.
        Barber = "barber" / "理发店",
        /// Fruit.
        FruitShop = "fruit-shop" / "水果店",
        /// A small shop for daily goods inside a compound.
        MiniSupermarket = "mini-supermarket" / "小超市",
        /// A full supermarket.
        Supermarket = "supermarket" / "超市",
        /// Long hours, small choice.
        ConvenienceStore = "convenience-store" / "便利店",
        /// Medicines.
        Pharmacy = "pharmacy" / "药店",
        /// Washing and cleaning clothes.
        Laundry = "laundry" / "洗衣店",
        /// Meals.
        Restaurant = "restaurant" / "餐饮店",
        /// Breakfast, the second half of 一店一早.
        Breakfast = "breakfast" / "早餐店",
        /// Fresh food from many stalls.
        WetMarket = "wet-market" / "菜市场" | "菜场",
        /// Mending household things.
        RepairShop = "repair-shop" / "维修点",
        /// A bank's branch or counter.
        Bank = "bank" / "银行",
        /// The post.
        PostOffice = "post-office" / "邮政",
        /// Any other business.
        Other = "other" / "其他",
    }
}
