//! Bundles: files that hold several shards of a kind one after the other, and where each of them lies.
//!
//! A host that knows ranges sends a shard alone; any other sends the file, which is small, and the reader cuts the shard
//! out of it.

use std::collections::BTreeMap;
use std::f64::consts::LN_2;

use super::bytes::{Bad, Reader, Writer};
use crate::search::number::ln;

/// A shard takes a whole number of units of as many bytes, with zeros before it. Large units fill up more of what is fetched,
/// small ones make sizes of shards, which stand in the manifest, take more bits.
const UNITS: [usize; 6] = [16, 32, 64, 128, 256, 512];
/// No index has units of more bytes; a damaged one must not ask for more than a file can be.
const MOST_UNIT: usize = 1 << 16;

/// Where a shard lies.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::search) struct Slot {
    /// The number of the file, of its kind.
    pub(in crate::search) file: usize,
    /// The first byte, and one past the last.
    pub(in crate::search) bytes: std::ops::Range<usize>,
}

/// Where all shards of a kind lie.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::search) struct Bundles {
    /// The bytes of a unit.
    unit: usize,
    /// How many units a file holds at most; a shard that is larger alone has a file alone.
    most: usize,
    /// The units of each shard.
    sizes: Vec<usize>,
}

impl Bundles {
    /// Puts shards into files of about `most` bytes; gives the files too. A first search fetches about `fetched` of the shards;
    /// with none, where they lie is not for the manifest, and no byte is filled up.
    pub(in crate::search) fn pack(shards: &[Vec<u8>], most: usize, fetched: usize) -> (Bundles, Vec<Vec<u8>>) {
        let unit = if fetched == 0 { 1 } else { cheapest_unit(shards, fetched) };
        let sizes = shards.iter().map(|shard| shard.len().div_ceil(unit)).collect();
        let bundles = Bundles { unit, most: most.div_ceil(unit), sizes };
        let mut files: Vec<Vec<u8>> = Vec::new();
        for (shard, slot) in shards.iter().zip(bundles.slots()) {
            files.resize_with(slot.file + 1, Vec::new);
            let file = &mut files[slot.file];
            file.resize(slot.bytes.end - shard.len(), 0);
            file.extend_from_slice(shard);
        }
        (bundles, files)
    }

    /// How many shards there are.
    pub(in crate::search) fn len(&self) -> usize {
        self.sizes.len()
    }

    /// Where each shard lies.
    pub(in crate::search) fn slots(&self) -> Vec<Slot> {
        let (mut file, mut at) = (0, 0);
        let slot = |size: &usize| {
            if at > 0 && at + size > self.most {
                (file, at) = (file + 1, 0);
            }
            let start = at;
            at += size;
            Slot { file, bytes: start * self.unit..at * self.unit }
        };
        self.sizes.iter().map(slot).collect()
    }

    pub(in crate::search) fn write(&self, writer: &mut Writer) {
        writer.size(self.unit);
        writer.size(self.most);
        writer.size(self.sizes.len());
        self.sizes.iter().for_each(|size| writer.size(*size));
    }

    pub(in crate::search) fn read(reader: &mut Reader<'_>) -> Result<Bundles, Bad> {
        let unit = reader.varint()? as usize;
        if unit > MOST_UNIT {
            return Err(Bad);
        }
        let most = reader.varint()? as usize;
        let count = reader.size()?;
        let sizes = (0..count).map(|_| reader.varint().map(|size| size as usize)).collect::<Result<Vec<_>, _>>()?;
        // Nothing here adds up to more than a file can be.
        let sum = sizes.iter().try_fold(most, |sum, size| sum.checked_add(*size)).ok_or(Bad)?;
        if sum < usize::MAX / MOST_UNIT / 2 { Ok(Bundles { unit, most, sizes }) } else { Err(Bad) }
    }
}

/// The unit with which a first search costs the least: what is filled up in `fetched` shards, and the bits that the sizes of
/// all of them take.
fn cheapest_unit(shards: &[Vec<u8>], fetched: usize) -> usize {
    let count = shards.len().max(1) as f64;
    let cost = |unit: usize| {
        let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
        let mut filled = 0;
        for shard in shards {
            let size = shard.len().div_ceil(unit);
            filled += size * unit - shard.len();
            *sizes.entry(size).or_default() += 1;
        }
        let bits: f64 = sizes.values().map(|times| *times as f64 * ln(count / *times as f64) / LN_2).sum();
        fetched as f64 * filled as f64 / count + bits / 8.0
    };
    let cheapest = UNITS.into_iter().map(|unit| (cost(unit), unit)).min_by(|a, b| a.0.total_cmp(&b.0));
    cheapest.map_or(1, |(_, unit)| unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shards_are_found_where_they_were_put() {
        let shards: Vec<Vec<u8>> = [10, 64, 65, 300, 1, 64].map(|length| vec![length as u8; length]).to_vec();
        let (bundles, files) = Bundles::pack(&shards, 256, 3);
        assert_eq!(bundles.len(), 6);
        let lengths = |files: &[Vec<u8>]| files.iter().map(Vec::len).collect::<Vec<_>>();
        assert_eq!(lengths(&files), [160, 304, 80], "300 bytes stand alone, and what is filled up costs the most");
        for (shard, slot) in shards.iter().zip(bundles.slots()) {
            let here = &files[slot.file][slot.bytes.clone()];
            assert!(
                here.ends_with(shard) && here[..here.len() - shard.len()].iter().all(|byte| *byte == 0),
                "{slot:?}"
            );
        }
        assert_eq!(lengths(&Bundles::pack(&shards, 256, 0).1), [139, 300, 65], "nothing is filled up");
        let many: Vec<Vec<u8>> = (0..5_000).map(|n| vec![1; 300 + n * 7919 % 500]).collect();
        assert_eq!(Bundles::pack(&many, 4_096, 5).0.unit, 256, "the sizes of many shards cost the most");
        let mut writer = Writer::default();
        bundles.write(&mut writer);
        assert_eq!(Bundles::read(&mut Reader::new(&writer.0)), Ok(bundles));
        assert_eq!(Bundles::read(&mut Reader::new(&writer.0[..4])), Err(Bad));
    }
}
