use compact_str::{CompactString, format_compact};

use super::draft::Draft;
use super::malformed::Found;
use crate::vocab::{Flaw, Word, from_unsigned, is_invisible};

/// The flaw of a text or a whole number that is not its word: where it is the word once it stands without quotation marks, or with
/// them, the flaw says how to write it.
#[cold]
pub(super) fn flaw_of_word<W: Word>(found: &Found, flaw: Flaw) -> Flaw {
    let otherwise = match found {
        Found::Text(text) => bare(text.trim()),
        Found::Number(number) => Some(Found::Text(number.clone())),
        _ => None,
    };
    let right = otherwise.filter(|otherwise| flaw == Flaw::WrongType && is_word::<W>(otherwise));
    right.and_then(|right| in_json(&right)).map_or(flaw, |json| Flaw::WrittenOtherwise { json })
}

/// The flaw of what stands where a list is expected: where it is an item of the list, how to write a list of it.
#[cold]
pub(super) fn flaw_of_list<T: Draft>(found: &Found) -> Flaw {
    let item = in_json(found).filter(|_| T::is_one(found));
    item.map_or(Flaw::WrongType, |item| Flaw::WrittenOtherwise { json: format_compact!("[{item}]") })
}

/// Whether the word reads from this as it stands.
pub(super) fn is_word<W: Word>(found: &Found) -> bool {
    match found {
        Found::Text(text) => W::from_text(text).is_ok(),
        Found::Number(number) => {
            if let Ok(number) = number.parse::<i64>() {
                W::from_integer(number).is_ok()
            } else if let Ok(number) = number.parse::<u64>() {
                from_unsigned::<W>(number).is_ok()
            } else {
                number.parse::<f64>().is_ok_and(|number| W::from_decimal(number).is_ok())
            }
        }
        Found::Bool(truth) => W::from_bool(*truth).is_ok(),
        _ => false,
    }
}

/// What a text says without its quotation marks, if it says anything in JSON.
fn bare(text: &str) -> Option<Found> {
    match text {
        "true" => Some(Found::Bool(true)),
        "false" => Some(Found::Bool(false)),
        _ => is_decimal(text).then(|| Found::Number(text.into())),
    }
}

/// Whether this is a number of JSON, other than one with an exponent.
fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let are_digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    are_digits(whole) && are_digits(decimals) && (whole == "0" || !whole.starts_with('0'))
}

/// A value as JSON; `None` if not all of it was kept, or it cannot be shown as it is.
fn in_json(found: &Found) -> Option<CompactString> {
    match found {
        Found::Text(text) if found.is_cut() || text.chars().any(is_invisible) => None,
        Found::Text(text) => Some(format_compact!(r#""{}""#, text.replace('\\', r"\\").replace('"', r#"\""#))),
        Found::Number(number) => Some(number.clone()),
        Found::Bool(truth) => Some(format_compact!("{truth}")),
        Found::Object => Some("{ … }".into()),
        Found::List | Found::Null | Found::Other => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::field::{Field, Malformed};
    use crate::records::{AreaDraft, CenterDraft, CommunityDraft, DecisionDraft, ServiceDraft};
    use crate::vocab::{Lang, Say};

    #[track_caller]
    fn says<T>(field: &Field<T>, zh: &str, en: &str) {
        let Field::Malformed(fault) = field else { panic!("the value was read") };
        let Malformed { flaw, .. } = &**fault;
        assert_eq!([Lang::Zh, Lang::En].map(|lang| flaw.in_lang(lang).to_string()), [zh, en]);
    }

    #[track_caller]
    fn says_only_that_it_is_of_another_type<T>(field: &Field<T>) {
        says(field, "类型不对", "it is of another type");
    }

    fn center(text: &str) -> CenterDraft {
        serde_json::from_str(text).unwrap()
    }

    fn service(text: &str) -> ServiceDraft {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn one_item_where_a_list_of_such_is_expected_is_told_to_stand_in_brackets() {
        let alone = center(r#"{ "aliases": "翰林苑\"甲\"\\邻里中心", "features": { "name": "剪纸" } }"#);
        says(
            &alone.aliases,
            r#"类型不对，请写成 ["翰林苑\"甲\"\\邻里中心"]（放在方括号里）"#,
            r#"it is of another type; write `["翰林苑\"甲\"\\邻里中心"]`, in square brackets"#,
        );
        says(
            &alone.features,
            "类型不对，请写成 [{ … }]（放在方括号里）",
            "it is of another type; write `[{ … }]`, in square brackets",
        );
        let functions = service(r#"{ "functions": "养老" }"#).functions;
        says(
            &functions,
            r#"类型不对，请写成 ["养老"]（放在方括号里）"#,
            r#"it is of another type; write `["养老"]`, in square brackets"#,
        );
    }

    #[test]
    fn what_is_no_item_of_the_list_is_only_of_another_type() {
        // A text with several words, an object among words, a word among objects, a list is wanted and is not there.
        says_only_that_it_is_of_another_type(&service(r#"{ "functions": "养老、健身" }"#).functions);
        says_only_that_it_is_of_another_type(&service(r#"{ "functions": {} }"#).functions);
        says_only_that_it_is_of_another_type(&service(r#"{ "functions": 5 }"#).functions);
        says_only_that_it_is_of_another_type(&center(r#"{ "features": "剪纸" }"#).features);
        says_only_that_it_is_of_another_type(&center(r#"{ "aliases": true }"#).aliases);
        says_only_that_it_is_of_another_type(&center(r#"{ "aliases": "" }"#).aliases);
    }

    #[test]
    fn a_number_in_quotation_marks_is_told_to_stand_without_them() {
        for (found, written) in [(r#""1200""#, "1200"), (r#"" 1200 ""#, "1200"), (r#""0""#, "0")] {
            let community: CommunityDraft = serde_json::from_str(&format!(r#"{{ "households": {found} }}"#)).unwrap();
            let (zh, en) = (
                format!("类型不对，请写成 {written}（不加引号）"),
                format!("it is of another type; write `{written}`, without quotation marks"),
            );
            says(&community.households, &zh, &en);
        }
        let area: AreaDraft = serde_json::from_str(r#"{ "square_meters": "29.5" }"#).unwrap();
        says(
            &area.square_meters,
            "类型不对，请写成 29.5（不加引号）",
            "it is of another type; write `29.5`, without quotation marks",
        );
        let decision: DecisionDraft = serde_json::from_str(r#"{ "adopted": "true" }"#).unwrap();
        says(
            &decision.adopted,
            "类型不对，请写成 true（不加引号）",
            "it is of another type; write `true`, without quotation marks",
        );
    }

    #[test]
    fn a_text_that_is_no_number_of_json_or_none_that_is_wanted_is_only_of_another_type() {
        for found in ["012", "1e3", "+5", "-", "1.", ".5", "１２", "1200 户", "-5", "1.5", "5000000000", "true", ""]
        {
            let community: CommunityDraft = serde_json::from_str(&format!(r#"{{ "households": "{found}" }}"#)).unwrap();
            says_only_that_it_is_of_another_type(&community.households);
        }
    }

    #[test]
    fn a_whole_number_where_a_text_is_wanted_is_told_to_stand_in_quotation_marks() {
        says(
            &center(r#"{ "name": 108 }"#).name,
            r#"类型不对，请写成 "108"（加引号）"#,
            r#"it is of another type; write `"108"`, in quotation marks"#,
        );
        // A number with decimals may have lost a zero, and one past 64 bits more.
        says_only_that_it_is_of_another_type(&center(r#"{ "name": 1.10 }"#).name);
        says_only_that_it_is_of_another_type(&center(r#"{ "name": 1.0 }"#).name);
        says_only_that_it_is_of_another_type(&center(r#"{ "name": 108108108108108108108108 }"#).name);
        says_only_that_it_is_of_another_type(&center(r#"{ "tier": 5 }"#).tier);
    }

    #[test]
    fn what_is_told_to_write_is_never_long_nor_invisible() {
        says_only_that_it_is_of_another_type(&center(&format!(r#"{{ "aliases": "{}" }}"#, "苑".repeat(41))).aliases);
        says_only_that_it_is_of_another_type(&center(r#"{ "aliases": "翰林\u202E苑" }"#).aliases);
        let longest = "苑".repeat(40);
        let written = format!(r#"["{longest}"]"#);
        let zh = format!("类型不对，请写成 {written}（放在方括号里）");
        let en = format!("it is of another type; write `{written}`, in square brackets");
        says(&center(&format!(r#"{{ "aliases": "{longest}" }}"#)).aliases, &zh, &en);
    }
}
