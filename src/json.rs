//! Reading JSON: one document, or a stream of records with one on each line (NDJSON).
//!
//! Content never stops the reading; only text that is not JSON does, and then the report says where: line, column in
//! characters, byte offset. In a stream one broken line never costs the next.

use std::io::{self, BufRead, Read};

use crate::check::{Check, Options, Walk};
use crate::context::Context;
use crate::field::Field;
use crate::finding::Fact;
use crate::limits::Budget;
use crate::record::Model;
use crate::report::Report;
use crate::rule::Findings;
use crate::rules::Ledger;
use crate::vocab::{Lang, Phrase};

/// What became of one text: the report, and the draft if there was one to read.
#[derive(Clone, Debug)]
pub struct Reading<D> {
    report: Report,
    draft: Option<D>,
}

impl<D: Check> Reading<D> {
    /// Everything that was found.
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// What was read, faults and all; `None` if the text is broken or holds no object.
    #[must_use]
    pub fn draft(&self) -> Option<&D> {
        self.draft.as_ref()
    }

    /// The report and the draft.
    #[must_use]
    pub fn into_parts(self) -> (Report, Option<D>) {
        (self.report, self.draft)
    }

    /// The report, and the checked record unless a rule of the record objects.
    #[must_use]
    pub fn admit(self) -> (Report, Option<D::Checked>) {
        let checked = if self.report.admits() { self.draft.and_then(D::Checked::admit) } else { None };
        (self.report, checked)
    }
}

/// Reads and checks one document.
///
/// ```
/// use neighborhood_center::records::CenterDraft;
/// use neighborhood_center::{Context, Options, json};
///
/// let text = r#"{ "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "", "statsu": "open" }"#;
/// let reading = json::read_str::<CenterDraft>(text, &Context::default(), &Options::default());
/// let rules: Vec<_> = reading.report().violations().iter().map(|found| found.rule()).collect();
/// assert_eq!(rules, ["malformed-value", "unknown-field"]);
/// ```
#[must_use]
pub fn read_str<D: Check>(text: &str, context: &Context, options: &Options) -> Reading<D> {
    read_at(text, Place::START, context, options)
}

/// Reads and checks one document from bytes, which must be UTF-8.
#[must_use]
pub fn read_slice<D: Check>(bytes: &[u8], context: &Context, options: &Options) -> Reading<D> {
    read_bytes_at(bytes, Place::START, context, options)
}

/// Reads and checks one document from a reader.
///
/// No more than [`Limits::record_bytes`](crate::Limits) are kept.
///
/// # Errors
/// Only those of the reader.
pub fn read_from<D: Check>(mut from: impl Read, context: &Context, options: &Options) -> io::Result<Reading<D>> {
    let limit = options.limits.record_bytes as u64;
    let mut bytes = Vec::new();
    from.by_ref().take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        let beyond = 1 + io::copy(&mut from, &mut io::sink())?;
        return Ok(oversized(beyond, context, options));
    }
    Ok(read_slice(&bytes, context, options))
}

/// Reads and checks a stream of records, one on each line.
///
/// Each record is judged by itself. Rules that compare records (`duplicate-center-id`, `duplicate-community-id`,
/// `same-center-twice`) look only inside a [`District`](crate::records::District); in a stream their ledger stays empty.
///
/// ```
/// use neighborhood_center::records::CenterDraft;
/// use neighborhood_center::{Context, Options, json};
///
/// let text = "{\"name\":\"甲\"}\n{ broken\n\n{\"name\":\"乙\"}\n";
/// let context = Context::default();
/// let options = Options::default();
/// let lines = json::lines::<CenterDraft, _>(text.as_bytes(), &context, &options);
/// let numbers: Vec<u64> = lines.map(|line| line.map(|line| line.number())).collect::<Result<_, _>>()?;
/// assert_eq!(numbers, [1, 2, 4]);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn lines<'c, D: Check, R: BufRead>(from: R, context: &'c Context, options: &'c Options) -> Lines<'c, D, R> {
    Lines {
        from,
        context,
        options,
        carry: Vec::new(),
        number: 0,
        offset: 0,
        ended: false,
        records: std::marker::PhantomData,
    }
}

/// Checks a whole stream and adds everything up, with the line in every finding.
///
/// # Errors
/// Only those of the reader; what was found before is lost with them. Use [`lines`] to keep it.
pub fn check_lines<D: Check>(from: impl BufRead, context: &Context, options: &Options) -> io::Result<Report> {
    let mut total = Report::new(context.date(), Ledger::default(), Findings::default());
    for line in lines::<D, _>(from, context, options) {
        total.absorb(line?.into_reading().report, options.limits.findings);
    }
    Ok(total)
}

/// One line of a stream.
#[derive(Clone, Debug)]
pub struct Line<D> {
    number: u64,
    reading: Reading<D>,
}

impl<D: Check> Line<D> {
    /// The line's number, from 1. Empty lines are counted and skipped.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }

    /// What became of it. Every finding carries the number of the line.
    #[must_use]
    pub fn reading(&self) -> &Reading<D> {
        &self.reading
    }

    /// What became of it, by itself.
    #[must_use]
    pub fn into_reading(self) -> Reading<D> {
        self.reading
    }
}

/// The lines of a stream, made by [`lines`]. Memory stays within one line, whatever the stream.
///
/// An error of the reader is told once, and ends the stream.
#[derive(Debug)]
pub struct Lines<'c, D, R> {
    from: R,
    context: &'c Context,
    options: &'c Options,
    /// The beginning of a line that the reader has handed over in pieces.
    carry: Vec<u8>,
    number: u64,
    offset: u64,
    ended: bool,
    records: std::marker::PhantomData<fn() -> D>,
}

impl<D: Check, R: BufRead> Lines<'_, D, R> {
    /// Reads one line. `None` inside is an empty line, outside the end.
    fn step(&mut self) -> io::Result<Option<Option<Line<D>>>> {
        let place = Place { line: self.number + 1, offset: self.offset, in_stream: true };
        let mut length = 0_u64;
        let limit = self.options.limits.record_bytes;
        self.carry.clear();
        loop {
            let piece = match self.from.fill_buf() {
                Ok(piece) => piece,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if piece.is_empty() {
                if length == 0 {
                    return Ok(None);
                }
                break;
            }
            let end = memchr::memchr(b'\n', piece);
            let (line, used) = match end.and_then(|end| piece.split_at_checked(end)) {
                Some((line, _)) => (line, line.len() + 1),
                None => (piece, piece.len()),
            };
            length += line.len() as u64;
            let whole = end.is_some() && self.carry.is_empty() && length == line.len() as u64;
            if whole && line.len() <= limit {
                let read = read_line(line, place, self.context, self.options);
                self.from.consume(used);
                return Ok(Some(self.finish(used as u64, read)));
            }
            let room = limit.saturating_add(1).saturating_sub(self.carry.len());
            self.carry.extend(line.iter().take(room));
            self.from.consume(used);
            if end.is_some() {
                let read = self.carried(length, place);
                return Ok(Some(self.finish(length + 1, read)));
            }
        }
        let read = self.carried(length, place);
        Ok(Some(self.finish(length, read)))
    }

    fn carried(&self, length: u64, place: Place) -> Option<Reading<D>> {
        let limit = self.options.limits.record_bytes as u64;
        if length > limit {
            Some(oversized(length - limit, self.context, self.options))
        } else {
            read_line(&self.carry, place, self.context, self.options)
        }
    }

    fn finish(&mut self, used: u64, read: Option<Reading<D>>) -> Option<Line<D>> {
        self.number += 1;
        self.offset += used;
        read.map(|reading| {
            let reading = Reading { report: reading.report.on_line(self.number), draft: reading.draft };
            Line { number: self.number, reading }
        })
    }
}

impl<D: Check, R: BufRead> Iterator for Lines<'_, D, R> {
    type Item = io::Result<Line<D>>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            match self.step() {
                Ok(Some(Some(line))) => return Some(Ok(line)),
                Ok(Some(None)) => {}
                Ok(None) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(error));
                }
            }
        }
        None
    }
}

/// Where a text begins in what it is a part of.
#[derive(Clone, Copy, Debug)]
struct Place {
    line: u64,
    offset: u64,
    in_stream: bool,
}

impl Place {
    const START: Self = Self { line: 1, offset: 0, in_stream: false };
}

/// U+FEFF in UTF-8. Some programs begin a file with it; it is no part of the text.
const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();

fn read_line<D: Check>(line: &[u8], place: Place, context: &Context, options: &Options) -> Option<Reading<D>> {
    let text = if place.offset == 0 { line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line) } else { line };
    let blank = text.iter().all(u8::is_ascii_whitespace);
    (!blank).then(|| read_bytes_at(line, place, context, options))
}

fn read_bytes_at<D: Check>(bytes: &[u8], place: Place, context: &Context, options: &Options) -> Reading<D> {
    // Before the bytes are looked at, so that a long text is told the same way however it comes.
    if let Some(beyond) = bytes.len().checked_sub(options.limits.record_bytes).filter(|beyond| *beyond > 0) {
        return oversized(beyond as u64, context, options);
    }
    // Before the bytes are looked at, so that a fault is counted from the same character either way.
    let (bytes, place) = match bytes.strip_prefix(BYTE_ORDER_MARK) {
        Some(rest) if place.offset == 0 => (rest, Place { offset: 3, ..place }),
        _ => (bytes, place),
    };
    match simdutf8::compat::from_utf8(bytes) {
        Ok(text) => read_at(text, place, context, options),
        Err(error) => not_utf8(bytes, error.valid_up_to(), place, context, options),
    }
}

fn read_at<D: Check>(text: &str, place: Place, context: &Context, options: &Options) -> Reading<D> {
    let limit = options.limits.record_bytes;
    if text.len() > limit {
        return oversized((text.len() - limit) as u64, context, options);
    }
    let (text, place) = match text.strip_prefix('\u{FEFF}') {
        Some(rest) if place.offset == 0 => (rest, Place { offset: 3, ..place }),
        _ => (text, place),
    };
    let mut field = Field::Missing;
    let mut json = serde_json::Deserializer::from_str(text);
    let budget = Budget::new(&options.limits);
    match D::read(&mut field, &mut json, &budget).and_then(|()| json.end()) {
        Ok(()) => {
            let mut walk = Walk::new(context, options);
            walk.readable(budget.sound());
            walk.root(&field);
            Reading { report: walk.into_report(), draft: field.into_given() }
        }
        Err(error) => broken(text, &error, place, context, options),
    }
}

#[cold]
fn oversized<D>(beyond: u64, context: &Context, options: &Options) -> Reading<D> {
    let mut walk = Walk::new(context, options);
    walk.oversized(beyond);
    Reading { report: walk.into_report(), draft: None }
}

#[cold]
fn not_utf8<D>(bytes: &[u8], at: usize, place: Place, context: &Context, options: &Options) -> Reading<D> {
    let valid = bytes.get(..at).and_then(|valid| std::str::from_utf8(valid).ok()).unwrap_or_default();
    let reason = Phrase::new(
        "不是 UTF-8 编码（中文文件常为 GBK，请转为 UTF-8）",
        "it is not UTF-8 (Chinese files are often GBK; convert it to UTF-8)",
    );
    unreadable(reason, position(valid, at, place), context, options)
}

#[cold]
fn broken<D>(text: &str, error: &serde_json::Error, place: Place, context: &Context, options: &Options) -> Reading<D> {
    let at = if error.is_eof() {
        text.len()
    } else {
        // The parser points past the byte that it could not take; past a line feed, that is before the next line.
        let past = line_start(text, error.line()) + error.column();
        past.saturating_sub(1).min(text.len())
    };
    let reason = suspecting(text.get(at..).and_then(|rest| rest.chars().next()), reason(error));
    unreadable(reason, position(text, at, place), context, options)
}

fn unreadable<D>(reason: Phrase, position: Fact, context: &Context, options: &Options) -> Reading<D> {
    let mut walk = Walk::new(context, options);
    walk.unreadable(reason, position);
    Reading { report: walk.into_report(), draft: None }
}

/// The byte at which a line begins, lines counted from 1.
fn line_start(text: &str, line: usize) -> usize {
    match line.checked_sub(2) {
        None => 0,
        Some(nth) => memchr::memchr_iter(b'\n', text.as_bytes()).nth(nth).map_or(0, |end| end + 1),
    }
}

/// The position of a byte of `text`, in what the text is a part of.
fn position(text: &str, at: usize, place: Place) -> Fact {
    let before = text.as_bytes().get(..at).unwrap_or(text.as_bytes());
    let newlines = memchr::memchr_iter(b'\n', before).count() as u64;
    let line = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    // A continuation byte belongs to the character that began before it.
    let column = line.iter().filter(|byte| (**byte & 0xC0) != 0x80).count() as u64 + 1;
    let line = if place.in_stream { place.line } else { place.line + newlines };
    Fact::Position { line, column, offset: place.offset + at as u64 }
}

/// A reason with the mark that a Chinese keyboard gives in place of the one that JSON knows, if that is what stands there.
fn suspecting(found: Option<char>, reason: Phrase) -> Phrase {
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
fn reason(error: &serde_json::Error) -> Phrase {
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
