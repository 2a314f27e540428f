//! A seeded corpus of centers as a district might publish them: about 4.3 KB each, Chinese text, some with a fault.
//!
//! The centers are made up, and each record says so: 虚构 stands in its names, its address and its source, which is not verified. It
//! lies in the ocean where both coordinates are nearly 0, and its telephone is mostly zeros.

use serde_json::{Value, json};

/// What records are made of.
pub(crate) struct Recipe {
    pub(crate) seed: u64,
    /// Records with one fault in each.
    pub(crate) faults_per_hundred: u64,
    /// Records that have the id, or the name and the community, of one before.
    pub(crate) twice_per_hundred: u64,
    /// Whether characters outside ASCII are written as `\uXXXX`.
    pub(crate) escaped: bool,
}

/// One record of the stream. It depends on the recipe and its number only.
pub(crate) fn record(number: u64, recipe: &Recipe) -> String {
    let mut dice = recipe.dice(number);
    let drawn = Identity::draw(&mut dice, number);
    let mut record = center(&mut dice, &recipe.again(number, drawn));
    if dice.u64(0..100) < recipe.faults_per_hundred {
        break_something(&mut record, &mut dice);
    }
    let text = record.to_string();
    if recipe.escaped { escape(&text) } else { text }
}

/// What tells a center from others.
struct Identity {
    place: &'static str,
    team: &'static str,
    id: String,
    community: String,
}

impl Identity {
    fn draw(dice: &mut fastrand::Rng, number: u64) -> Self {
        let place = COMMUNITIES[dice.usize(..COMMUNITIES.len())];
        let team = SURNAMES[dice.usize(..SURNAMES.len())];
        let id = format!(
            "{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}",
            dice.u32(1..),
            dice.u16(..),
            number & 0xFFF,
            0,
            number + 1
        );
        let community = format!("{:08x}-{:04x}-4000-8000-{:012x}", dice.u32(1..), dice.u16(..), number + 1);
        Self { place, team, id, community }
    }
}

impl Recipe {
    fn dice(&self, number: u64) -> fastrand::Rng {
        fastrand::Rng::with_seed(self.seed ^ number.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    /// The identity of a record, of which some is that of one before, if it is one of those that repeat. What else it says is drawn
    /// as if it were not.
    fn again(&self, number: u64, drawn: Identity) -> Identity {
        let mut dice = fastrand::Rng::with_seed(!self.seed ^ number.wrapping_mul(0xD1B5_4A32_D192_ED03));
        if number == 0 || dice.u64(0..100) >= self.twice_per_hundred {
            return drawn;
        }
        let before = dice.u64(..number);
        let first = self.again(before, Identity::draw(&mut self.dice(before), before));
        if dice.bool() {
            Identity { id: first.id, ..drawn }
        } else {
            Identity { place: first.place, community: first.community, ..drawn }
        }
    }
}

/// Every character outside ASCII as `\uXXXX`, which is what Python's `json` writes by default.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() * 2);
    for unit in text.encode_utf16() {
        match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii() => escaped.push(char::from(byte)),
            _ => escaped.push_str(&format!("\\u{unit:04x}")),
        }
    }
    escaped
}

const COMMUNITIES: [&str; 8] = ["青云", "临河", "望春", "石桥", "梧桐", "槐树街", "南苑", "和平里"];
const SURNAMES: [&str; 6] = ["芳华", "同心", "和睦", "银龄", "晨光", "四季"];

fn center(dice: &mut fastrand::Rng, identity: &Identity) -> Value {
    let Identity { place, team, id, community } = identity;
    let floor = dice.u32(600..3000);
    let month = dice.u32(1..=12);
    json!({
        "id": id,
        "name": format!("{place}虚构邻里中心"),
        "aliases": [format!("虚构{place}")],
        "tier": "community",
        "community": community,
        "status": "open",
        "opened": format!("2023-{month:02}-mid"),
        "areas": [
            { "kind": "floor", "square_meters": floor },
            { "kind": "site", "square_meters": f64::from(floor * 4 + 2) / 4.0, "qualifier": "about" }
        ],
        "sites": [{
            "key": "main",
            "address": format!("{place}路{}号院虚构的二层小楼", dice.u32(1..300)),
            "location": { "datum": "gcj-02", "latitude": 0.01, "longitude": 0.001 }
        }],
        "spaces": [
            { "key": "hall", "name": "一站式服务大厅", "kind": "service-hall", "floor": 1, "exposure": "indoor", "capacity": 60 },
            { "key": "reading", "name": format!("{place}悦读空间"), "kind": "reading-room", "floor": 2, "capacity": 40,
              "areas": [{ "kind": "floor", "square_meters": 120 }] },
            { "key": "gym", "name": "全民健身馆", "kind": "sports-hall", "floor": 1, "former_use": "废旧厂房" },
            { "key": "dining", "name": "邻里大食堂", "kind": "dining-hall", "floor": 1, "capacity": 80 }
        ],
        "services": [
            { "key": "homework", "name": "放学后作业辅导", "kind": "after-school-care", "functions": ["education"],
              "audience": { "groups": ["young"], "ages": [{ "from": 6, "below": 12 }] },
              "delivered_by": ["staff", "volunteer"], "charge": "free", "capacity": dice.u32(10..60),
              "sessions": [{ "weekdays": ["monday", "tuesday", "wednesday", "thursday", "friday"], "opens": "16:00", "closes": "18:30",
                             "public_holidays": "except", "season": "school-term" }],
              "spaces": ["reading"] },
            { "key": "guzheng", "name": format!("{team}古筝培训班"), "kind": "music-training", "functions": ["culture", "education"],
              "audience": { "ages": [{ "from": 14, "below": 36 }] },
              "delivered_by": ["professional-teacher"], "charge": "low-cost",
              "sessions": [{ "weekdays": ["saturday"], "opens": "09:00", "closes": "11:00", "valid_from": "2023-09-01", "valid_until": "2024-01-15" }],
              "spaces": ["reading"] },
            { "key": "badminton", "name": "羽毛球场地开放", "kind": "sports-ground", "functions": ["sports"],
              "audience": { "groups": ["middle", "old"] }, "charge": "free", "capacity": 24, "spaces": ["gym"] },
            { "key": "daycare", "name": "老年人日间照料", "kind": "day-care", "functions": ["elderly-care"],
              "audience": { "ages": [{ "from": 60 }] },
              "provider": { "name": format!("{team}虚构养老中心"), "kind": "social-enterprise", "credit_code": "91350100M000100Y43" },
              "delivered_by": ["staff"], "charge": "low-cost", "capacity": 30,
              "sessions": [
                { "weekdays": ["monday", "tuesday", "wednesday", "thursday", "friday"], "opens": "08:30", "closes": "11:30" },
                { "weekdays": ["monday", "tuesday", "wednesday", "thursday", "friday"], "opens": "13:30", "closes": "17:30" }
              ] },
            { "key": "clinic", "name": "家庭医生健康问诊", "kind": "clinic", "functions": ["health"],
              "audience": { "groups": ["young", "middle", "old"] }, "delivered_by": ["staff"], "charge": "free", "spaces": ["hall"] },
            { "key": "government", "name": "政务服务代办窗口", "kind": "government-desk", "functions": ["government"],
              "audience": { "groups": ["middle", "old"] }, "delivered_by": ["staff"], "charge": "free", "spaces": ["hall"] }
        ],
        "tenants": [
            { "format": "clothing-repair", "name": "便民裁缝铺" },
            { "format": "parcel-station", "name": "快递驿站", "space": "hall" },
            { "format": "barber", "name": format!("{team}理发店") }
        ],
        "operator": { "name": format!("{place}虚构居民委员会"), "kind": "community-committee" },
        "hours": [
            { "weekdays": ["monday", "tuesday", "wednesday", "thursday", "friday"], "opens": "08:30", "closes": "21:00",
              "public_holidays": "except", "make_up_workdays": "also" },
            { "weekdays": ["saturday", "sunday"], "opens": "09:00", "closes": "18:00", "make_up_workdays": "except" }
        ],
        "closures": [{ "begins": "2024-02-09", "ends": "2024-02-17", "reason": "春节闭馆", "announced": "2024-01-26" }],
        "people": [
            { "key": "teacher", "name": format!("{}老师", ["王", "李", "赵", "陈"][dice.usize(..4)]), "roles": ["professional-teacher"] },
            { "key": "coach", "roles": ["coach"] }
        ],
        "activities": [
            { "key": "guzheng-course", "name": format!("{team}古筝课程"), "kind": "course", "service": "guzheng", "spaces": ["reading"],
              "sections": [
                { "key": "beginners", "name": "零基础班", "progress": "beginner", "teacher": "teacher",
                  "sessions": [{ "weekdays": ["saturday"], "opens": "09:00", "closes": "10:00" }],
                  "capacity": 20, "enrolled": dice.u32(5..=20) },
                { "key": "advanced", "name": "提高班", "progress": "advanced", "teacher": "teacher",
                  "sessions": [{ "weekdays": ["saturday"], "opens": "10:00", "closes": "11:00" }],
                  "capacity": 12, "enrolled": dice.u32(2..=12) }
              ] }
        ],
        "features": [{ "name": format!("{place}虚构书香"), "functions": ["culture"] }],
        "contact": { "phones": ["0300-20000000"], "emails": ["center@example.org"], "links": ["https://example.org/centers"] },
        "sources": [{ "title": format!("{place}虚构资料（程序生成，并非实情）"), "published": "2023-08", "confidence": "unverified" }]
    })
}

/// One fault, of one of the kinds that such data has.
fn break_something(record: &mut Value, dice: &mut fastrand::Rng) {
    match dice.u32(..8) {
        0 => record["services"][0]["functions"] = json!(["educaton"]),
        1 => record["opened"] = json!("2023-13-45"),
        2 => record["services"][3]["sessions"][0]["closes"] = json!("25:99"),
        3 => record["name"] = json!(""),
        4 => record["services"][0]["audience"]["ages"][0] = json!({ "from": 12, "below": 6 }),
        5 => record["statsu"] = json!("open"),
        6 => record["services"][5]["spaces"] = json!(["nowhere"]),
        _ => record["areas"][0]["square_meters"] = json!("很大"),
    }
}
