//! The files of a search index, written and read side by side. `docs/content/reference/search-format.md` describes them
//! byte by byte.
//!
//! It must not know where the content comes from nor how results are ranked.

pub(super) mod bundles;
pub(super) mod bytes;
pub(super) mod facets;
pub(super) mod manifest;
pub(super) mod pieces;
pub(super) mod terms;
pub(super) mod words;

use std::cmp::Ordering;

/// The path of a file of the index below the audience's root; `number` is of its kind.
pub(super) fn path_of(folder: &str, kind: char, number: usize) -> String {
    format!("search/{folder}/{kind}{number}.bin")
}

/// The order of everything sorted in a shard: by UTF-16 units, which is how JavaScript compares texts.
pub(super) fn order(a: &str, b: &str) -> Ordering {
    if a.is_ascii() && b.is_ascii() { a.cmp(b) } else { a.encode_utf16().cmp(b.encode_utf16()) }
}

/// The shard that holds `key`, where `starts` are the keys that shards begin with, cut as short as they may be.
pub(super) fn shard_of(starts: &[String], key: &str) -> Option<usize> {
    starts.partition_point(|start| order(start, key) != Ordering::Greater).checked_sub(1)
}

/// The shards that may hold keys that begin with `prefix`.
pub(super) fn shards_of_prefix(starts: &[String], prefix: &str) -> std::ops::Range<usize> {
    let first = starts.partition_point(|start| order(start, prefix) != Ordering::Greater).saturating_sub(1);
    let beyond = |start: &&String| order(start, prefix) == Ordering::Greater && !start.starts_with(prefix);
    let end = starts.iter().skip(first).position(|start| beyond(&start)).map_or(starts.len(), |at| first + at);
    first.min(end)..end
}

/// The shortest beginning of `key` that is greater than `before`.
pub(super) fn separator<'k>(before: &str, key: &'k str) -> &'k str {
    let ends = key.char_indices().map(|(at, c)| &key[..at + c.len_utf8()]);
    let mut beginnings = ends.filter(|start| order(before, start) == Ordering::Less);
    beginnings.next().unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_in_the_shards_they_were_put_in() {
        let starts: Vec<String> = ["", "b", "ca", "cal"].map(str::to_owned).to_vec();
        assert_eq!(shard_of(&starts, "apple"), Some(0));
        assert_eq!(shard_of(&starts, "c"), Some(1));
        assert_eq!(shard_of(&starts, "cake"), Some(2));
        assert_eq!(shard_of(&starts, "zebra"), Some(3));
        assert_eq!(shards_of_prefix(&starts, "c"), 1..4);
        assert_eq!(shards_of_prefix(&starts, "a"), 0..1);
        assert_eq!(shards_of_prefix(&starts, "cak"), 2..3);
        assert_eq!(shards_of_prefix(&[], "c"), 0..0);
        assert_eq!(separator("cake", "call"), "cal");
        assert_eq!(separator("", "call"), "c");
        assert_eq!(order("\u{ffee}", "\u{1f600}"), Ordering::Greater);
    }
}
