//! Word shards: the words of the site as they are written, forwards and backwards, for misspelt and unfinished ones.

use super::bytes::{Bad, Reader, Writer, shared};

/// A word and how often the site has it, in eight steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::search) struct Word {
    pub(in crate::search) word: String,
    /// 0 to 7: each step is twice as often.
    pub(in crate::search) step: u8,
}

/// The step of a word that the site has `count` times.
pub(in crate::search) fn step(count: u32) -> u8 {
    u8::try_from(count.max(1).ilog2().min(7)).unwrap_or(7)
}

/// The payload of a word shard; the words are sorted.
pub(in crate::search) fn write(words: &[Word]) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.size(words.len());
    let mut before = "";
    for Word { word, step } in words {
        writer.size(shared(before, word).0 << 3 | usize::from(*step));
        writer.rest(before, word);
        before = word;
    }
    writer.0
}

/// The words of a shard.
pub(in crate::search) fn read(payload: &[u8]) -> Result<Vec<Word>, Bad> {
    let mut reader = Reader::new(payload);
    let count = reader.size()?;
    let mut words: Vec<Word> = Vec::with_capacity(count);
    for _ in 0..count {
        let head = reader.varint()?;
        let before = words.last().map_or("", |word| word.word.as_str());
        let word = reader.after(before, (head >> 3) as usize)?;
        words.push(Word { word, step: (head & 7) as u8 });
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_with_their_steps() {
        let word = |word: &str, count| Word { word: word.to_owned(), step: step(count) };
        let words = [word("offer", 1), word("offers", 5), word("öffnung", 1_000)];
        let payload = write(&words);
        assert_eq!(read(&payload).unwrap(), words);
        assert_eq!(words.each_ref().map(|word| word.step), [0, 2, 7]);
        assert!((0..payload.len()).all(|cut| read(&payload[..cut]).is_err()));
    }
}
