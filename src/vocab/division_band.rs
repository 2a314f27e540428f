use super::word::words;

words! {
    /// What the last three digits of a township-level code should stand for, by the coding rules of the National Bureau of
    /// Statistics.
    ///
    /// Real codes break the rules (59 subdistricts in the edition of 2023-06-30, beside 9,007 that keep them), so this is a hint for
    /// a lint and never a fact.
    pub enum TownshipBand: "乡级代码段" / "a band of township-level codes" {
        /// 001–099.
        Subdistrict = "subdistrict" / "街道",
        /// 100–199.
        Town = "town" / "镇",
        /// 200–399.
        Township = "township" / "乡",
        /// 400–599.
        SimilarToTownship = "similar-to-township" / "类似乡级单位",
        /// Any other number.
        Unknown = "unknown" / "未知",
    }
}

words! {
    /// What the last three digits of a village-level code should stand for, by the coding rules of the National Bureau of
    /// Statistics.
    ///
    /// Real codes break the rules (2,549 residents' communities are numbered as villages in the edition of 2023-06-30), so
    /// this is a hint for a lint and never a fact.
    pub enum VillageBand: "村级代码段" / "a band of village-level codes" {
        /// 001–199.
        ResidentsCommittee = "residents-committee" / "居委会",
        /// 200–399.
        VillagersCommittee = "villagers-committee" / "村委会",
        /// 400–497 and 499.
        SimilarToResidentsCommittee = "similar-to-residents-committee" / "类似居委会",
        /// 498.
        VirtualCommunity = "virtual-community" / "虚拟社区",
        /// 500–597 and 599.
        SimilarToVillagersCommittee = "similar-to-villagers-committee" / "类似村委会",
        /// 598.
        VirtualLivingArea = "virtual-living-area" / "虚拟生活区",
        /// Any other number.
        Unknown = "unknown" / "未知",
    }
}

impl TownshipBand {
    /// The band of the three township digits.
    pub(crate) fn of(digits: u64) -> Self {
        match digits {
            1..=99 => Self::Subdistrict,
            100..=199 => Self::Town,
            200..=399 => Self::Township,
            400..=599 => Self::SimilarToTownship,
            _ => Self::Unknown,
        }
    }
}

impl VillageBand {
    /// The band of the three village digits.
    pub(crate) fn of(digits: u64) -> Self {
        match digits {
            1..=199 => Self::ResidentsCommittee,
            200..=399 => Self::VillagersCommittee,
            498 => Self::VirtualCommunity,
            400..=499 => Self::SimilarToResidentsCommittee,
            598 => Self::VirtualLivingArea,
            500..=599 => Self::SimilarToVillagersCommittee,
            _ => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_single_numbers_inside_a_band_are_told_from_it() {
        assert_eq!(VillageBand::of(497), VillageBand::SimilarToResidentsCommittee);
        assert_eq!(VillageBand::of(498), VillageBand::VirtualCommunity);
        assert_eq!(VillageBand::of(499), VillageBand::SimilarToResidentsCommittee);
        assert_eq!(VillageBand::of(597), VillageBand::SimilarToVillagersCommittee);
        assert_eq!(VillageBand::of(598), VillageBand::VirtualLivingArea);
        assert_eq!(VillageBand::of(599), VillageBand::SimilarToVillagersCommittee);
        assert_eq!(VillageBand::of(600), VillageBand::Unknown);
    }
}
