/// What a field is called in Chinese, by its key; `None` if no record has such a field.
///
/// A key means the same in every record that has it, so that there is one label for each.
///
/// ```
/// use neighborhood_center::records::label_zh;
///
/// assert_eq!(label_zh("weekdays"), Some("星期"));
/// assert_eq!(label_zh("nmae"), None);
/// ```
#[must_use]
pub fn label_zh(key: &str) -> Option<&'static str> {
    Some(match key {
        "address" => "地址",
        "ages" => "年龄范围",
        "aliases" => "别名",
        "areas" => "面积",
        "as_of" => "版本日期",
        "audience" => "服务对象",
        "below" => "年龄上限",
        "capacity" => "容纳人数",
        "centers" => "中心",
        "charge" => "收费方式",
        "closed" => "关闭时间",
        "closes" => "结束时间",
        "code" => "代码",
        "communities" => "社区",
        "community" => "所属社区",
        "compounds" => "小区",
        "confidence" => "可信程度",
        "contact" => "联系方式",
        "credit_code" => "统一社会信用代码",
        "datum" => "坐标系",
        "delivered_by" => "服务人员",
        "description" => "说明",
        "divisions" => "区划代码",
        "edition" => "资料时间",
        "emails" => "电子邮箱",
        "exposure" => "室内或室外",
        "features" => "特色",
        "floor" => "楼层",
        "format" => "种类或版本",
        "former_use" => "原用途",
        "from" => "年龄下限",
        "functions" => "服务功能",
        "groups" => "服务人群",
        "hours" => "开放时间",
        "households" => "户数",
        "id" => "编号",
        "key" => "键",
        "kind" => "类别",
        "latitude" => "纬度",
        "link" | "links" => "链接",
        "location" => "坐标",
        "longitude" => "经度",
        "name" => "名称",
        "opened" => "投用时间",
        "opens" => "开始时间",
        "operator" => "运营方",
        "partial" => "不完整的清单",
        "phones" => "电话",
        "population" => "人口",
        "provider" => "提供方",
        "published" => "发布时间",
        "publisher" => "发布机构",
        "qualifier" => "数量限定",
        "quote" => "原文",
        "retrieved" => "查阅日期",
        "scheme" => "发码机构",
        "serves" => "服务的社区",
        "services" => "服务",
        "sessions" => "时段",
        "setting" => "新城或老城",
        "site" => "所在点位",
        "sites" => "点位",
        "sources" => "来源",
        "space" => "所在空间",
        "spaces" => "空间",
        "square_meters" => "平方米数",
        "status" => "状态",
        "subdistrict" => "街道",
        "supports" => "支持的内容",
        "tenant" => "经营者",
        "tenants" => "入驻业态",
        "tier" => "层级",
        "title" => "标题",
        "valid_from" => "生效日期",
        "valid_until" => "截止日期",
        "weekdays" => "星期",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::{
        AgesField, AreaField, AudienceField, CenterField, CommunityField, CompoundField, ContactField, DistrictField,
        DivisionField, FeatureField, LocationField, OrganizationField, ServiceField, SessionField, SiteField,
        SourceField, SpaceField, TenancyField,
    };
    use super::*;

    #[test]
    fn every_field_of_every_record_has_a_label() {
        let records = [
            AgesField::KEYS,
            AreaField::KEYS,
            AudienceField::KEYS,
            CenterField::KEYS,
            CommunityField::KEYS,
            CompoundField::KEYS,
            ContactField::KEYS,
            DistrictField::KEYS,
            DivisionField::KEYS,
            FeatureField::KEYS,
            LocationField::KEYS,
            OrganizationField::KEYS,
            ServiceField::KEYS,
            SessionField::KEYS,
            SiteField::KEYS,
            SourceField::KEYS,
            SpaceField::KEYS,
            TenancyField::KEYS,
        ];
        for key in records.into_iter().flatten() {
            assert!(label_zh(key).is_some(), "{key}");
        }
    }
}
