//! Fifteen kinds of nonsense that the schemas of comparable data standards let pass. Each is one clear finding at the
//! right place, and all of them together are fifteen in one pass.
#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use neighborhood_center::finding::Severity;
use neighborhood_center::policy::Policy;
use neighborhood_center::records::CenterDraft;
use neighborhood_center::vocab::{Date, Lang};
use neighborhood_center::{Context, Options, Report, json};
use serde_json::{Value, json};

/// What is done to a good center.
#[derive(Clone, Copy)]
enum Change {
    /// The value at a place becomes another.
    Set(&'static str, fn() -> Value),
    /// A key of the center becomes another.
    Rename(&'static str, &'static str),
}

/// One kind of nonsense, and what must be said of it.
struct Nonsense {
    what: &'static str,
    change: Change,
    rule: &'static str,
    severity: Severity,
    path: &'static str,
    zh: &'static str,
    en: &'static str,
}

/// Each stands at a place of its own, so that they can be told all at once.
const FIFTEEN: [Nonsense; 15] = [
    Nonsense {
        what: "youngest age above the oldest",
        change: Change::Set("/services/0/audience/ages/0", || json!({ "from": 12, "below": 6 })),
        rule: "reversed-age-range",
        severity: Severity::Error,
        path: "/services/0/audience/ages/0",
        zh: "年龄下限（12 岁）不小于上限（6 岁）",
        en: "the range begins at 12 years and must end above that, not at 6 years",
    },
    Nonsense {
        what: "negative age",
        change: Change::Set("/services/1/audience/ages/0/from", || json!(-1)),
        rule: "malformed-value",
        severity: Severity::Error,
        path: "/services/1/audience/ages/0/from",
        zh: "-1 不是年龄（整岁数，或如 \"30m\" 的月数）：应在 0 到 150 之间",
        en: "-1 is not an age (whole years, or months as in \"30m\"): it must be from 0 to 150",
    },
    Nonsense {
        what: "age 999",
        change: Change::Set("/services/2/audience/ages/0/below", || json!(999)),
        rule: "malformed-value",
        severity: Severity::Error,
        path: "/services/2/audience/ages/0/below",
        zh: "999 不是年龄（整岁数，或如 \"30m\" 的月数）：应在 0 到 150 之间",
        en: "999 is not an age (whole years, or months as in \"30m\"): it must be from 0 to 150",
    },
    Nonsense {
        what: "date 2999-13-45",
        change: Change::Set("/opened", || json!("2999-13-45")),
        rule: "malformed-value",
        severity: Severity::Error,
        path: "/opened",
        zh: "“2999-13-45”不是日期（年、年月、旬或日，如 2023-05-mid）：没有这个时间",
        en: "`2999-13-45` is not a year, a month, a third of a month or a day (such as 2023-05-mid): there is no such time",
    },
    Nonsense {
        what: "opening at 25:99",
        change: Change::Set("/hours/0/opens", || json!("25:99")),
        rule: "malformed-value",
        severity: Severity::Error,
        path: "/hours/0/opens",
        zh: "“25:99”不是时刻（如 08:30）：没有这个时间",
        en: "`25:99` is not a time of day (such as 08:30): there is no such time",
    },
    Nonsense {
        what: "weekday ZZ",
        change: Change::Set("/services/0/sessions/0/weekdays/0", || json!("ZZ")),
        rule: "malformed-value",
        severity: Severity::Error,
        path: "/services/0/sessions/0/weekdays/0",
        zh: "“ZZ”不是星期（周一、周二、周三、周四、周五、周六、周日）：词表中没有这个词",
        en: "`ZZ` is not a day of the week (monday, tuesday, wednesday, thursday, friday, saturday or sunday): \
             the vocabulary has no such word",
    },
    Nonsense {
        what: "valid-from after valid-until",
        change: Change::Set("/services/1/sessions/0/valid_until", || json!("2023-06-30")),
        rule: "reversed-period",
        severity: Severity::Error,
        path: "/services/1/sessions/0/valid_until",
        zh: "自2023年7月1日起，却至2023年6月30日止",
        en: "its beginning is 2023-07-01 and its end 2023-06-30, which is earlier",
    },
    Nonsense {
        what: "overlapping sessions",
        change: Change::Set("/services/2/sessions/1/opens", || json!("11:00")),
        rule: "overlapping-sessions",
        severity: Severity::Error,
        path: "/services/2/sessions/1",
        zh: "周一、周二 11:00–11:30 与同一列表中的另一时段重叠",
        en: "on Monday, Tuesday from 11:00 to 11:30, another session of the list is on as well",
    },
    Nonsense {
        what: "bad e-mail",
        change: Change::Set("/contact/emails/0", || json!("office.example.com")),
        rule: "malformed-value",
        severity: Severity::Error,
        path: "/contact/emails/0",
        zh: "“office.example.com”不是电子邮箱地址：写法不对",
        en: "`office.example.com` is not an e-mail address: it is not in that form",
    },
    Nonsense {
        what: "unknown status",
        change: Change::Set("/status", || json!("opne")),
        rule: "malformed-value",
        severity: Severity::Error,
        path: "/status",
        zh: "“opne”不是中心状态（谋划、建设中、提升中、投用、暂停、关闭）：词表中没有这个词，是否想写“open”",
        en: "`opne` is not a state of a center (planned, under-construction, upgrading, open, suspended or closed): \
             the vocabulary has no such word; did you mean `open`?",
    },
    Nonsense {
        what: "empty name",
        change: Change::Set("/operator/name", || json!("")),
        rule: "malformed-value",
        severity: Severity::Error,
        path: "/operator/name",
        zh: "空文本不是名称：内容为空",
        en: "an empty text is not a name: it is empty",
    },
    Nonsense {
        what: "a name of 100,000 characters",
        change: Change::Set("/name", || json!("邻".repeat(100_000))),
        rule: "malformed-value",
        severity: Severity::Error,
        path: "/name",
        // Of the name, 40 characters are told.
        zh: "“邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻…”不是名称：\
             共 100000 个字符，最多 100 个",
        en: "`邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻邻…` is not a name: \
             it has 100000 characters, at most 100 are allowed",
    },
    Nonsense {
        what: "a bidi override in a name",
        change: Change::Set("/spaces/0/name", || json!("悦读\u{202E}坊")),
        rule: "malformed-value",
        severity: Severity::Error,
        path: "/spaces/0/name",
        zh: "“悦读\\u{202E}坊”不是名称：第 3 个字符是不可见、控制或损坏的字符 U+202E",
        en: "`悦读\\u{202E}坊` is not a name: \
             character 3 is U+202E, which is invisible, a control or a sign of lost data",
    },
    Nonsense {
        what: "a javascript: link",
        change: Change::Set("/contact/links/0", || json!("javascript:alert(1)")),
        rule: "malformed-value",
        severity: Severity::Error,
        path: "/contact/links/0",
        zh: "“javascript:alert(1)”不是链接（http 或 https）：链接应以 http:// 或 https:// 开头",
        en: "`javascript:alert(1)` is not a link (http or https): a link must begin with http:// or https://",
    },
    Nonsense {
        what: "a misspelled key",
        change: Change::Rename("tier", "teir"),
        rule: "unknown-field",
        severity: Severity::Warning,
        path: "/teir",
        zh: "没有 teir 这个字段，是否想写“层级”（tier）",
        en: "there is no field `teir`; did you mean `tier`?",
    },
];

/// A center of which every rule of the record approves.
fn good() -> Value {
    json!({
        "id": "5a0c3f5e-0000-4000-8000-000000000001",
        "name": "示例社区邻里中心",
        "tier": "community",
        "status": "open",
        "opened": "2023-05-mid",
        "spaces": [{ "key": "reading", "name": "悦读坊" }],
        "services": [
            {
                "key": "homework",
                "name": "课余辅导",
                "audience": { "ages": [{ "from": 6, "below": 12 }] },
                "sessions": [{ "weekdays": ["monday"], "opens": "16:30", "closes": "18:00" }],
                "spaces": ["reading"]
            },
            {
                "key": "summer",
                "name": "暑期托管",
                "audience": { "ages": [{ "from": 6, "below": 12 }] },
                "sessions": [
                    {
                        "weekdays": ["monday"], "opens": "08:30", "closes": "11:30",
                        "valid_from": "2023-07-01", "valid_until": "2023-08-31"
                    }
                ]
            },
            {
                "key": "day-care",
                "name": "日间照料",
                "audience": { "groups": ["old"], "ages": [{ "from": 60, "below": 100 }] },
                "sessions": [
                    { "weekdays": ["monday", "tuesday"], "opens": "08:30", "closes": "11:30" },
                    { "weekdays": ["monday", "tuesday"], "opens": "13:30", "closes": "17:30" }
                ]
            }
        ],
        "operator": { "name": "示例公司" },
        "hours": [
            { "weekdays": ["monday", "tuesday"], "opens": "08:30", "closes": "12:00" },
            { "weekdays": ["monday", "tuesday"], "opens": "12:00", "closes": "18:00" }
        ],
        "contact": { "emails": ["office@example.com"], "links": ["https://example.com/"] }
    })
}

impl Nonsense {
    fn make(&self, center: &mut Value) {
        match self.change {
            Change::Set(place, value) => {
                *center.pointer_mut(place).unwrap_or_else(|| panic!("the good center has no {place}")) = value();
            }
            Change::Rename(from, to) => {
                let center = center.as_object_mut().unwrap();
                let value = center.remove(from).unwrap();
                center.insert(to.to_owned(), value);
            }
        }
    }

    /// The one finding that it must be, in a form that can be compared.
    fn finding(&self) -> (String, &'static str, Severity, String, String) {
        (self.path.to_owned(), self.rule, self.severity, self.zh.to_owned(), self.en.to_owned())
    }
}

fn check(center: &Value) -> Report {
    let context = Context::new(Policy::none()).as_of(Date::new(2023, 8, 11).unwrap());
    json::read_str::<CenterDraft>(&center.to_string(), &context, &Options::default()).report().clone()
}

fn findings(report: &Report) -> Vec<(String, &'static str, Severity, String, String)> {
    let violations = report.violations().iter();
    violations
        .map(|found| {
            let (zh, en) = (found.message(Lang::Zh), found.message(Lang::En));
            (found.path().to_string(), found.rule(), found.severity(), zh, en)
        })
        .collect()
}

#[test]
fn the_good_center_is_good() {
    let report = check(&good());
    assert_eq!(findings(&report), []);
    assert!(report.is_clean());
    assert!(report.undecided().is_empty());
}

#[test]
fn each_kind_of_nonsense_is_one_clear_finding_at_its_place() {
    for nonsense in &FIFTEEN {
        let mut center = good();
        nonsense.make(&mut center);
        let report = check(&center);
        assert_eq!(findings(&report), [nonsense.finding()], "{}", nonsense.what);
        assert_eq!(report.admits(), nonsense.severity != Severity::Error, "{}", nonsense.what);
    }
}

#[test]
fn all_fifteen_are_told_in_one_pass() {
    let mut center = good();
    for nonsense in &FIFTEEN {
        nonsense.make(&mut center);
    }
    let report = check(&center);
    let mut expected: Vec<_> = FIFTEEN.iter().map(Nonsense::finding).collect();
    let mut found = findings(&report);
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
    assert_eq!((report.counts().error, report.counts().warning, report.counts().info), (14, 1, 0));
    assert!(!report.admits());
    assert!(!report.truncated());
}

#[test]
fn a_key_in_chinese_is_told_which_key_it_stands_for() {
    let mut center = good();
    center["服务"] = json!([]);
    let report = check(&center);
    let said: Vec<_> = report.violations().iter().map(|found| found.message(Lang::Zh)).collect();
    assert!(said.len() == 1 && said[0].contains("services"), "{said:?}");
}

#[test]
fn a_name_of_a_hundred_thousand_characters_takes_no_room_in_the_report() {
    let mut center = good();
    center["name"] = json!("邻".repeat(100_000));
    let report = check(&center);
    for lang in [Lang::Zh, Lang::En] {
        let message = report.violations()[0].message(lang);
        assert!(message.len() < 300, "{} bytes", message.len());
    }
    let whole = serde_json::to_string(&report).unwrap();
    assert!(whole.len() < 10_000, "{} bytes", whole.len());
}

#[test]
fn no_message_turns_the_reading_direction() {
    let mut center = good();
    for nonsense in &FIFTEEN {
        nonsense.make(&mut center);
    }
    for found in check(&center).violations() {
        for text in [Lang::Zh, Lang::En].map(|lang| found.message(lang) + &found.help(lang)) {
            assert!(!text.contains('\u{202E}'), "{}", found.path());
        }
    }
}
