//! Why a text is not JSON, in both languages.

use crate::vocab::{Lang, Phrase};

/// A reason with the mark that a Chinese keyboard gives in place of the one that JSON knows, if that is what stands there.
pub(super) fn suspecting(found: Option<char>, reason: Phrase) -> Phrase {
    let (zh, en) = match found {
        Some('“' | '”' | '‘' | '’' | '＂' | '＇') => {
            ("可能误用了中文引号", "perhaps a Chinese quotation mark")
        }
        Some('：' | '，' | '、' | '；' | '｛' | '｝' | '［' | '］' | '【' | '】') => {
            ("可能误用了中文标点", "perhaps a Chinese punctuation mark")
        }
        _ => return reason,
    };
    let [said_zh, said_en] = [Lang::Zh, Lang::En].map(|lang| reason.text(lang));
    Phrase::from_texts(format!("{said_zh}（{zh}）"), format!("{said_en} ({en})"))
}

/// What the JSON parser says, in both languages.
pub(super) fn reason(error: &serde_json::Error) -> Phrase {
    let full = error.to_string();
    let en = full.split(" at line ").next().unwrap_or_default();
    let zh = match en {
        _ if error.is_eof() => "文本在此中断，未写完",
        "expected value" => "此处应为一个值",
        "expected ident" => "此处应为 true、false 或 null",
        "key must be a string" => "键应为带双引号的字符串",
        "trailing comma" => "末尾多了一个逗号",
        "trailing characters" => "文档结束后还有多余的字符",
        "expected `:`" => "键后应有冒号",
        "expected `,` or `}`" => "此处应为逗号或右花括号",
        "expected `,` or `]`" => "此处应为逗号或右方括号",
        "invalid escape" => "无效的转义",
        "invalid number" => "无效的数字",
        "number out of range" => "数字超出范围",
        "control character (\\u0000-\\u001F) found while parsing a string" => "字符串中有未转义的控制字符",
        "lone leading surrogate in hex escape" | "unexpected end of hex escape" => "转义的字符不完整",
        "recursion limit exceeded" => "嵌套过深",
        _ => return Phrase::from_texts(format!("JSON 语法错误（{en}）"), en.to_owned()),
    };
    Phrase::from_texts(zh.to_owned(), en.to_owned())
}
