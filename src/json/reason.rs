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
        Some('\u{FEFF}') => ("此处有看不见的字节顺序标记", "there is a byte-order mark, which cannot be seen"),
        Some('\u{A0}' | '\u{2003}' | '\u{3000}') => {
            ("此处是全角空格或不换行空格", "there is a space that is not an ordinary one")
        }
        _ => return reason,
    };
    let [said_zh, said_en] = [Lang::Zh, Lang::En].map(|lang| reason.text(lang));
    Phrase::from_texts(format!("{said_zh}（{zh}）"), format!("{said_en} ({en})"))
}
