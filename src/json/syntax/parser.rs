//! The parts of JSON that hold the others: spaces, literals, lists and objects.

use super::fault::{
    ENDS_EARLY, Fault, LIST_GOES_ON, MORE_AFTER_THE_END, NO_COLON, NO_KEY, NO_LITERAL, NO_VALUE, OBJECT_GOES_ON,
    TRAILING_COMMA,
};
use crate::vocab::Phrase;

/// How many lists and objects may be open at once, since every one of them takes a piece of the stack.
const DEEPEST: u8 = 127;

/// A text, and how far it has been read.
pub(crate) struct Parser<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    /// How many more lists and objects may be opened within those that are open.
    pub(super) depth: u8,
    /// The last string that has escapes, with what they stand for.
    pub(super) plain: String,
}

/// What is missing where a list or an object neither goes on nor ends.
#[cold]
pub(super) fn goes_on(close: u8) -> &'static Phrase {
    if close == b']' { &LIST_GOES_ON } else { &OBJECT_GOES_ON }
}

/// What a value begins with.
pub(super) enum Start {
    String,
    Number,
    True,
    False,
    Null,
    List,
    Object,
}

impl<'t> Parser<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, at: 0, depth: DEEPEST, plain: String::new() }
    }

    /// Refuses anything after the value but spaces.
    pub(crate) fn end(&mut self) -> Result<(), Fault> {
        if self.peek().is_none() { Ok(()) } else { self.fault(&MORE_AFTER_THE_END) }
    }

    #[inline(always)]
    pub(super) fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is no space; it stays to be read.
    #[inline(always)]
    pub(super) fn peek(&mut self) -> Option<u8> {
        match self.byte() {
            byte @ Some(b'!'..) => byte,
            _ => self.peek_past_spaces(),
        }
    }

    fn peek_past_spaces(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.byte() {
            self.at += 1;
        }
        self.byte()
    }

    /// Takes the beginning of a value: of a text, a list and an object its first byte, of a literal all of it.
    #[inline(always)]
    pub(super) fn start(&mut self) -> Result<Start, Fault> {
        let start = match self.peek() {
            Some(b'"') => Start::String,
            Some(b'[') => Start::List,
            Some(b'{') => Start::Object,
            Some(b'-' | b'0'..=b'9') => return Ok(Start::Number),
            Some(b't') => return self.literal("true", Start::True),
            Some(b'f') => return self.literal("false", Start::False),
            Some(b'n') => return self.literal("null", Start::Null),
            _ => return self.fault(&NO_VALUE),
        };
        self.at += 1;
        Ok(start)
    }

    fn literal(&mut self, word: &str, start: Start) -> Result<Start, Fault> {
        for expected in word.bytes() {
            if self.byte() != Some(expected) {
                return self.fault(&NO_LITERAL);
            }
            self.at += 1;
        }
        Ok(start)
    }

    /// Whether one more item stands in a list or an object that ends with `close`, which is taken.
    #[inline(always)]
    pub(super) fn another(&mut self, close: u8, first: bool) -> Result<bool, Fault> {
        match self.peek() {
            Some(b',') if !first => {
                self.at += 1;
                if close == b']' && self.peek() == Some(close) { self.fault(&TRAILING_COMMA) } else { Ok(true) }
            }
            Some(byte) if byte == close => {
                self.at += 1;
                Ok(false)
            }
            Some(_) if first => Ok(true),
            _ => self.fault(goes_on(close)),
        }
    }

    /// Takes the mark with which a key begins, where one more stands in an object.
    #[inline(always)]
    pub(super) fn key(&mut self) -> Result<(), Fault> {
        if self.mark(b'"') {
            return Ok(());
        }
        // The end of the object would have been seen before, but for a comma.
        self.fault(if self.byte() == Some(b'}') { &TRAILING_COMMA } else { &NO_KEY })
    }

    /// Takes the mark between a key and its value.
    #[inline(always)]
    pub(super) fn colon(&mut self) -> Result<(), Fault> {
        if self.mark(b':') { Ok(()) } else { self.fault(&NO_COLON) }
    }

    /// Takes this mark, if it comes next.
    #[inline(always)]
    fn mark(&mut self, mark: u8) -> bool {
        let is_next = self.byte() == Some(mark) || self.peek_past_spaces() == Some(mark);
        self.at += usize::from(is_next);
        is_next
    }

    /// Passes over a value however deep it is: what is open is kept in a list, not on the stack.
    pub(super) fn pass_over(&mut self) -> Result<(), Fault> {
        let mut open: Vec<u8> = Vec::new();
        'values: loop {
            let mut first = false;
            match self.start()? {
                Start::List => {
                    open.push(b']');
                    first = true;
                }
                Start::Object => {
                    open.push(b'}');
                    first = true;
                }
                Start::String => _ = self.string()?,
                Start::Number => _ = self.number()?,
                Start::True | Start::False | Start::Null => {}
            }
            while let Some(close) = open.last().copied() {
                if self.another(close, first)? {
                    if close == b'}' {
                        self.key()?;
                        self.string()?;
                        self.colon()?;
                    }
                    continue 'values;
                }
                open.pop();
                first = false;
            }
            return Ok(());
        }
    }

    /// What is wrong at the place that has been reached.
    #[cold]
    #[inline(never)]
    pub(super) fn fault<T>(&self, reason: &Phrase) -> Result<T, Fault> {
        let ended = self.at >= self.text.len();
        Err(Fault::new(self.at, if ended { &ENDS_EARLY } else { reason }))
    }
}
