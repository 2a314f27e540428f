use super::basis::Basis;
use super::division::Division;
use super::feature::Feature;
use super::requirement::Requirement;
use crate::path::Pointer;
use crate::record::record;
use crate::vocab::{CenterId, CommunityId, Date, Key, Name, PolicyLevel, RuleId, RuleLevel, SettingSet, Text, TierSet};

record! {
    /// What one authority asks of centers (政策), for some of them and for some time: “one community, one policy”
    /// (一社区一策) is a layer of the community's own over those of the district, the city, the province and the nation.
    pub struct PolicyLayer, PolicyLayerDraft, PolicyLayerField {
        /// What reports call it.
        required key: Key,
        /// Its name.
        required name: Name,
        /// Who speaks.
        required level: PolicyLevel,
        /// For which centers; without it, for all.
        optional applies_to: Applicability,
        /// The first day it holds; without it, since ever.
        optional valid_from: Date,
        /// The last day it holds; without it, until further notice.
        optional valid_until: Date,
        /// The document that it rests on.
        required citation: Basis,
        /// What it asks for.
        list requirements: Requirement,
        /// How loud it wants rules to be.
        list levels: RuleSetting,
        /// Findings that it waives.
        list waivers: Waiver,
        /// What it declares the community to be known for.
        list features: Feature,
    }
}

record! {
    /// For which centers a layer is made (适用范围). Every field that is given has to fit.
    pub struct Applicability, ApplicabilityDraft, ApplicabilityField {
        /// Centers of these communities.
        list communities: CommunityId,
        /// Centers of communities in any of these divisions.
        list divisions: Division,
        /// Centers of these tiers.
        optional tiers: TierSet,
        /// Centers in new towns, in old towns, or in both.
        optional settings: SettingSet,
    }
}

record! {
    /// How loud a rule is to be (规则等级).
    ///
    /// Rules of policy may be set to any level. What the record is, no policy can change: rules of the record that are
    /// errors stay errors, and the others may be warnings, information or off.
    pub struct RuleSetting, RuleSettingDraft, RuleSettingField {
        /// The rule.
        required rule: RuleId,
        /// How loud it is to be.
        required level: RuleLevel,
        /// Why; needed where a higher layer wants it louder.
        optional reason: Text,
    }
}

record! {
    /// A finding that is accepted for some time (豁免), by somebody who answers for it.
    ///
    /// What it waives stays in the report and is counted apart. It names a center, a place in the record, or both;
    /// without a center it is for every center of the layer.
    pub struct Waiver, WaiverDraft, WaiverField {
        /// The rule whose findings it waives.
        required rule: RuleId,
        /// The center.
        optional center: CenterId,
        /// The place, from the center's record down, and everything below it; without it, the whole record.
        optional path: Pointer,
        /// Why.
        required reason: Text,
        /// Who answers for it.
        required approved_by: Name,
        /// The last day it holds.
        required until: Date,
    }
}
