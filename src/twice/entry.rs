//! What is kept of an id or a name: bytes in an order in which equal ones stand together, the earlier line first.

use crate::vocab::CenterId;

/// A line of a stream: the last five bytes of its number.
pub(super) type LineBytes = [u8; 5];

/// The greatest line that five bytes can tell.
pub(super) const LAST_LINE: u64 = (1 << 40) - 1;

/// An id and its line.
pub(super) type IdEntry = [u8; 21];

/// The hash of a name in its community, and its line.
pub(super) type NameEntry = [u8; 13];

/// The hashes of a name, in three bytes, and of the community, in five. Where none is known, that of the community is 0.
///
/// Many centers have one name, each in a community of its own: of a million, a hundred thousand. Were the hash of the community no
/// longer than four bytes, some of them would be taken for one every time. That of the name need only tell most names apart.
pub(super) type Mark = [u8; 8];

/// The last bytes of the number of a line, which is no greater than [`LAST_LINE`].
pub(super) fn line_bytes(line: u64) -> LineBytes {
    let [_, _, _, bytes @ ..] = line.to_be_bytes();
    bytes
}

pub(super) fn line_of([a, b, c, d, e]: LineBytes) -> u64 {
    u64::from_be_bytes([0, 0, 0, a, b, c, d, e])
}

pub(super) fn id_entry(id: CenterId, line: u64) -> IdEntry {
    let mut entry = [0; 21];
    join(&mut entry, uuid::Uuid::from(id).as_bytes(), line);
    entry
}

pub(super) fn name_entry(mark: Mark, line: u64) -> NameEntry {
    let mut entry = [0; 13];
    join(&mut entry, &mark, line);
    entry
}

fn join(entry: &mut [u8], key: &[u8], line: u64) {
    for (to, from) in entry.iter_mut().zip(key.iter().chain(&line_bytes(line))) {
        *to = *from;
    }
}

/// The id and the line of an entry. No id is `None`: only what was an id became an entry.
pub(super) fn id_of(entry: &IdEntry) -> (Option<CenterId>, u64) {
    let Some((id, line)) = entry.split_first_chunk::<16>() else { return (None, 0) };
    let id = CenterId::try_from(uuid::Uuid::from_bytes(*id)).ok();
    (id, line.try_into().map_or(0, line_of))
}

/// The mark and the line of an entry.
pub(super) fn name_of(entry: &NameEntry) -> (Mark, u64) {
    let [a, b, c, d, e, f, g, h, line @ ..] = *entry;
    ([a, b, c, d, e, f, g, h], line_of(line))
}

/// Whether the community of a name is not known.
pub(super) fn is_anywhere(mark: Mark) -> bool {
    matches!(mark, [_, _, _, 0, 0, 0, 0, 0])
}

/// The part of a mark that is the same for a name in every community.
pub(super) fn name_alone([a, b, c, ..]: Mark) -> [u8; 3] {
    [a, b, c]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_gives_back_what_was_put_into_it() {
        let id: CenterId = "5a0c3f5e-0000-4000-8000-00000000000a".parse().unwrap();
        for line in [1, 255, 256, 70_000, LAST_LINE] {
            assert_eq!(id_of(&id_entry(id, line)), (Some(id), line));
            assert_eq!(name_of(&name_entry([1, 2, 3, 4, 5, 6, 7, 8], line)), ([1, 2, 3, 4, 5, 6, 7, 8], line));
        }
    }

    #[test]
    fn entries_of_one_key_are_in_the_order_of_their_lines() {
        let mut entries: Vec<NameEntry> = [LAST_LINE, 1, 256, 255].map(|line| name_entry([7; 8], line)).into();
        entries.sort_unstable();
        let lines: Vec<u64> = entries.iter().map(|entry| name_of(entry).1).collect();
        assert_eq!(lines, [1, 255, 256, LAST_LINE]);
    }
}
