//! What probably led to text that is not JSON, in both languages.

use crate::vocab::{Lang, Phrase};

/// A reason with what probably led to it: the mark that a Chinese keyboard gives in place of the one that JSON knows, a character that cannot
/// be seen, or a list or an object over several lines where every line is to be a record.
pub(super) fn suspecting(text: &str, at: usize, in_stream: bool, reason: Phrase) -> Phrase {
    let rest = text.get(at..).unwrap_or_default();
    let (zh, en) = match rest.chars().next() {
        Some('“' | '”' | '‘' | '’' | '＂' | '＇') => {
            ("可能误用了中文引号", "perhaps a Chinese quotation mark")
        }
        Some('：' | '，' | '、' | '；' | '｛' | '｝' | '［' | '］' | '【' | '】') => {
            ("可能误用了中文标点", "perhaps a Chinese punctuation mark")
        }
        Some('\u{FEFF}') => ("此处有看不见的字节顺序标记", "there is a byte-order mark, which cannot be seen"),
        Some('\u{A0}' | '\u{2003}' | '\u{3000}') => {
            ("此处是全角空格或不换行空格", "there is a space that is not an ordinary one")
        }
        _ if in_stream && (rest.trim() == "," || matches!(text.trim(), "[" | "]" | "{" | "}")) => (
            "数据流的每一行应是一条完整的记录，行间不加逗号，外面不加方括号",
            "each line of a stream has to be a whole record, with no comma after it and no brackets around them all",
        ),
        _ => return reason,
    };
    let [said_zh, said_en] = [Lang::Zh, Lang::En].map(|lang| reason.text(lang));
    Phrase::from_texts(format!("{said_zh}（{zh}）"), format!("{said_en} ({en})"))
}
