//! A stream of any length that is made while it is read, so that nothing but the reader holds memory.

use std::io::Read;

use crate::corpus;

const RECIPE: corpus::Recipe =
    corpus::Recipe { seed: 20_230_811, faults_per_hundred: 5, twice_per_hundred: 0, escaped: false };
/// Records that are made once. The stream repeats them, each time as other centers of other communities.
const POOL: u64 = 1_000;
/// Digits at the end of an id, in which the number of the record stands.
const DIGITS: usize = 12;

/// The records of the example `generate`, over and over, with ids that are all different.
pub(crate) struct Stream {
    number: u64,
    records: u64,
    pool: Vec<Pooled>,
    line: Vec<u8>,
    at: usize,
}

/// A record, and where in it the number of the center and of its community stand.
struct Pooled {
    text: String,
    numbers: [usize; 2],
}

impl Pooled {
    fn new(number: u64) -> Self {
        let text = corpus::record(number, &RECIPE);
        let last_digits = |before: &str| {
            let id = text.find(before).unwrap() + before.len();
            id + text[id..].find('"').unwrap() - DIGITS
        };
        let numbers = [last_digits(r#","id":""#), last_digits(r#""community":""#)];
        Self { text, numbers }
    }
}

impl Stream {
    pub(crate) fn of(records: u64) -> Self {
        Self { number: 0, records, pool: (0..POOL).map(Pooled::new).collect(), line: Vec::new(), at: 0 }
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.at == self.line.len() {
            if self.number == self.records {
                return Ok(0);
            }
            let pooled = &self.pool[(self.number % POOL) as usize];
            self.number += 1;
            self.at = 0;
            self.line.clear();
            self.line.extend_from_slice(pooled.text.as_bytes());
            self.line.push(b'\n');
            let number = format!("{:012x}", self.number);
            for place in pooled.numbers {
                self.line[place..place + DIGITS].copy_from_slice(number.as_bytes());
            }
        }
        let length = buffer.len().min(self.line.len() - self.at);
        buffer[..length].copy_from_slice(&self.line[self.at..self.at + length]);
        self.at += length;
        Ok(length)
    }
}
