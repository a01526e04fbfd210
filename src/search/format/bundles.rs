//! Bundles: files that hold several shards of a kind one after the other, and where each of them lies.
//!
//! A host that knows ranges sends a shard alone; any other sends the file, which is small, and the reader cuts the shard
//! out of it.

use super::bytes::{Bad, Reader, Writer};

/// A shard takes a whole number of as many bytes, with zeros before it. That keeps the sizes in the manifest small.
const UNIT_BYTES: usize = 128;

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
    /// How many units a file holds at most; a shard that is larger alone has a file alone.
    most: usize,
    /// The units of each shard.
    sizes: Vec<usize>,
}

impl Bundles {
    /// Puts shards into files of about `most` bytes; gives the files too.
    pub(in crate::search) fn pack(shards: &[Vec<u8>], most: usize) -> (Bundles, Vec<Vec<u8>>) {
        let sizes = shards.iter().map(|shard| shard.len().div_ceil(UNIT_BYTES)).collect();
        let bundles = Bundles { most: most.div_ceil(UNIT_BYTES), sizes };
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
            Slot { file, bytes: start * UNIT_BYTES..at * UNIT_BYTES }
        };
        self.sizes.iter().map(slot).collect()
    }

    pub(in crate::search) fn write(&self, writer: &mut Writer) {
        writer.size(self.most);
        writer.size(self.sizes.len());
        self.sizes.iter().for_each(|size| writer.size(*size));
    }

    pub(in crate::search) fn read(reader: &mut Reader<'_>) -> Result<Bundles, Bad> {
        let most = reader.varint()? as usize;
        let count = reader.size()?;
        let sizes = (0..count).map(|_| reader.varint().map(|size| size as usize)).collect::<Result<Vec<_>, _>>()?;
        // Nothing here adds up to more than a file can be.
        let sum = sizes.iter().try_fold(most, |sum, size| sum.checked_add(*size)).ok_or(Bad)?;
        if sum < usize::MAX / UNIT_BYTES / 2 { Ok(Bundles { most, sizes }) } else { Err(Bad) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shards_are_found_where_they_were_put() {
        let shards: Vec<Vec<u8>> = [10, 64, 65, 300, 1, 64].map(|length| vec![length as u8; length]).to_vec();
        let (bundles, files) = Bundles::pack(&shards, 256);
        assert_eq!(bundles.len(), 6);
        assert_eq!(files.iter().map(Vec::len).collect::<Vec<_>>(), [256, 128, 384, 256], "300 bytes stand alone");
        for (shard, slot) in shards.iter().zip(bundles.slots()) {
            let here = &files[slot.file][slot.bytes.clone()];
            assert!(
                here.ends_with(shard) && here[..here.len() - shard.len()].iter().all(|byte| *byte == 0),
                "{slot:?}"
            );
        }
        let mut writer = Writer::default();
        bundles.write(&mut writer);
        assert_eq!(Bundles::read(&mut Reader::new(&writer.0)), Ok(bundles));
        assert_eq!(Bundles::read(&mut Reader::new(&writer.0[..4])), Err(Bad));
    }
}
