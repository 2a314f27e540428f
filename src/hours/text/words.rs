use super::clock::DayPart;
use super::token::{DayWord, Kind, Parts};
use crate::vocab::Season;

/// The words that are known, by what they are. Of several that begin a text the longest counts.
#[rustfmt::skip]
const WORDS: &[(Kind, &[&str])] = &[
    (Kind::Days(DayWord::EveryDay), &["每天", "每日", "天天", "日日", "全周", "整周", "一周七天"]),
    (Kind::Days(DayWord::Weekend), &["周末", "每周末"]),
    (Kind::Days(DayWord::Workdays), &["工作日", "上班日", "法定工作日"]),
    (Kind::Days(DayWord::RestDays), &["双休日", "休息日", "双休"]),
    (Kind::Days(DayWord::Unsettled), &["星期未定", "星期不定"]),
    (Kind::PublicHolidays, &[
        "法定节假日", "国家法定节假日", "国家法定假日", "国家法定假期", "法定假日", "法定假期", "法定节日",
        "国定节假日", "国定假日", "国家节假日", "国家规定的节假日", "节假日", "公众假期", "公众假日", "公共假期",
        "公共假日",
    ]),
    (Kind::MakeUpWorkdays, &["调休上班日", "调休工作日", "调休补班日", "调休上班", "调休补班", "补班日", "补班"]),
    (Kind::Season(Parts::All), &["全年"]),
    (Kind::Season(Parts::One(Season::SummerTimetable)), &[
        "夏令", "夏令时", "夏令时间", "夏时令", "夏季", "夏天", "夏时制", "春夏", "春夏季", "春夏两季",
    ]),
    (Kind::Season(Parts::One(Season::WinterTimetable)), &[
        "冬令", "冬令时", "冬令时间", "冬时令", "冬季", "冬天", "冬时制", "秋冬", "秋冬季", "秋冬两季",
    ]),
    (Kind::Season(Parts::One(Season::SchoolTerm)), &[
        "学期", "学期中", "学期内", "学期期间", "开学期间", "上学期间", "在校期间",
    ]),
    (Kind::Season(Parts::One(Season::SummerVacation)), &["暑期", "暑假"]),
    (Kind::Season(Parts::One(Season::WinterVacation)), &["寒假", "寒期"]),
    (Kind::Season(Parts::Vacations), &["寒暑假", "寒暑期", "暑寒假"]),
    (Kind::Part(DayPart::SmallHours), &["凌晨"]),
    (Kind::Part(DayPart::Morning), &["上午", "早上", "早晨", "清晨", "早间"]),
    (Kind::Part(DayPart::Noon), &["中午", "午间", "正午"]),
    (Kind::Part(DayPart::Afternoon), &["下午", "午后"]),
    (Kind::Part(DayPart::Evening), &["晚上", "晚间", "夜间", "夜晚", "傍晚"]),
    (Kind::Always, &["全天", "全天候", "全日", "全天24小时", "全天候24小时"]),
    (Kind::Since, &["起"]),
    (Kind::Until, &["截至", "截止到", "截止至"]),
    (Kind::To, &["至", "到"]),
    (Kind::And, &["和", "及", "与", "以及"]),
    (Kind::Closed, &[
        "闭馆", "休馆", "闭园", "休园", "闭站", "休息", "不开", "不开放", "不对外开放", "不对外", "不开馆", "不开门",
        "不营业", "不办公", "不上班", "不服务", "停止开放", "停止服务", "停止营业", "暂停开放", "暂停服务",
        "暂停营业", "暂不开放", "关闭", "关门", "停业", "停馆", "公休", "打烊", "歇业", "休业", "放假", "闭馆休息",
        "休息闭馆", "全天闭馆", "全天休息", "全天不开放", "全日闭馆", "整天闭馆", "整日闭馆", "例行闭馆",
        "定期闭馆", "固定闭馆",
    ]),
    (Kind::Excepted, &["除外"]),
    (Kind::Excepting, &["除", "除了"]),
    (Kind::Outside, &["外", "以外", "之外"]),
    (Kind::Without, &["不含", "不包括", "不包含"]),
    (Kind::With, &["含", "包括", "包含"]),
    (Kind::Only, &["仅", "仅限", "只限"]),
    (Kind::AsUsual, &[
        "照常", "照常开放", "照常营业", "照常服务", "照常开馆", "正常", "正常开放", "正常营业", "正常开馆",
        "正常服务", "不休息", "不休", "无休", "不闭馆", "不打烊", "不放假",
    ]),
    (Kind::AsItsName, &["按原星期", "按原星期开放"]),
    (Kind::Also, &["也开放", "亦开放"]),
    (Kind::NoRest, &["全年无休", "全年不休", "全年无休息", "全年不打烊", "终年无休"]),
    (Kind::Later, &[
        "另行通知", "另行公告", "另行公布", "另行安排", "开放时间另行通知", "开放时间另行公告", "另定", "待定",
        "未定",
    ]),
    (Kind::Besides, &["另", "另有", "另外", "加开", "增开"]),
    (Kind::Rest, &[
        "午休", "午休时间", "午间休息", "午间闭馆", "中午休息", "中午闭馆", "休息时间", "闭馆时间", "休馆时间",
        "闭馆日", "休馆日", "公休日",
    ]),
    (Kind::LastEntry, &[
        "停止入馆", "停止入场", "停止进馆", "停止进场", "停止入园", "停止进园", "后停止入馆", "后停止入场",
        "后停止进馆", "后停止进场", "后停止入园", "后停止进园",
    ]),
    (Kind::NextDay, &["次日", "翌日", "第二天", "隔天"]),
    (Kind::Narrow, &[
        "每月", "每季度", "每季", "每年", "隔周", "单周", "双周", "上周", "下周", "本周", "这周", "首周", "隔日",
        "单日", "双日", "单号", "双号", "逢单", "逢双", "第一个", "第二个", "第三个", "第四个", "第一周", "第二周",
        "第三周", "第四周", "最后一周", "最后一个", "首个", "农历", "月初", "月末", "月底", "年底", "春季", "秋季",
        "春天", "秋天",
    ]),
    (Kind::Occasion, &[
        "非", "除夕", "春节", "元旦", "国庆", "国庆节", "中秋", "中秋节", "端午", "端午节", "清明", "清明节",
        "劳动节", "大年", "正月", "平日", "平时", "其他", "其余", "其它", "部分", "个别", "调休", "调休日",
        "重大节假日", "重要节假日", "传统节假日", "小长假", "长假",
    ]),
    (Kind::Opens, &[
        "开放", "营业", "服务", "办公", "开馆", "开门", "上班", "对外开放", "对外服务", "免费开放", "均开放",
    ]),
    (Kind::Label, &[
        "开放时间", "营业时间", "服务时间", "办公时间", "开馆时间", "工作时间", "上班时间", "接待时间", "作息时间",
        "对外开放时间", "对外服务时间", "免费开放时间", "开放时段", "服务时段", "时间", "时间段", "时段", "期间",
        "为", "是", "均", "都", "也", "每", "逢", "每逢", "每周", "自", "从", "止", "的",
    ]),
    // Not 非 and then something else.
    (Kind::Unknown, &["非遗", "非物质文化遗产"]),
];

/// The longest word that a text begins with, and its length in bytes.
pub(super) fn longest(text: &str) -> Option<(Kind, usize)> {
    let known = WORDS.iter().flat_map(|(kind, words)| words.iter().map(move |word| (*kind, *word)));
    known
        .filter(|(_, word)| text.starts_with(word))
        .map(|(kind, word)| (kind, word.len()))
        .max_by_key(|(_, length)| *length)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_word_is_two_things() {
        let mut seen = BTreeSet::new();
        for word in WORDS.iter().flat_map(|(_, words)| *words) {
            assert!(seen.insert(word), "{word}");
        }
    }

    #[test]
    fn every_word_for_a_part_of_the_year_is_the_one_that_the_records_know() {
        for (kind, words) in WORDS {
            if let Kind::Season(Parts::One(season)) = kind {
                for word in *words {
                    assert!(word.parse::<Season>().map_or(true, |found| found == *season), "{word}");
                }
                assert!(words.contains(&season.label_zh()));
            }
        }
    }

    #[test]
    fn the_longest_word_counts() {
        assert_eq!(longest("夏令时周一"), Some((Kind::Season(Parts::One(Season::SummerTimetable)), "夏令时".len())));
        assert_eq!(longest("全天闭馆"), Some((Kind::Closed, "全天闭馆".len())));
        assert_eq!(longest("图书馆"), None);
    }
}
