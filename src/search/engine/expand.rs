//! What a word of a query stands for: itself, its synonyms, the words it begins, and the words it may be a slip of.

use super::query::{Clause, QueryWord};
use super::shards::Shards;
use crate::search::analysis::Analyzer;
use crate::search::format::bytes::ShardError;
use crate::search::format::order;
use crate::search::format::words::Word;
use crate::search::ranking::Ranking;

/// One thing a word stands for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Alternative {
    /// Stems that a section has to hold, all of them.
    pub(super) stems: Vec<String>,
    /// How like it is to what was typed, above 0, at most 1.
    pub(super) likeness: f32,
}

/// What a word stands for, the likeliest first, and the word that was most likely meant when it is misspelt.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Meaning {
    pub(super) alternatives: Vec<Alternative>,
    pub(super) corrected: Option<String>,
}

impl Meaning {
    fn add(&mut self, stems: Vec<String>, likeness: f32) {
        if self.alternatives.iter().all(|known| known.stems != stems) {
            self.alternatives.push(Alternative { stems, likeness });
        }
    }
}

/// What the word at `at` stands for. Phrases and unwanted words stand for themselves alone and are none of its business.
pub(super) fn expand(
    clauses: &[Clause],
    at: usize,
    shards: &Shards<'_>,
    analyzer: Analyzer,
) -> Result<Meaning, ShardError> {
    let word = &clauses[at].words[0];
    let mut meaning = Meaning::default();
    if shards.term(&word.stem)?.is_some() {
        meaning.add(vec![word.stem.clone()], 1.0);
    }
    for stems in synonyms(clauses, at, &shards.manifest.synonyms) {
        let mut is_known = true;
        for stem in stems {
            is_known &= shards.term(stem)?.is_some();
        }
        if is_known {
            meaning.add(stems.clone(), shards.manifest.ranking.synonym);
        }
    }
    if clauses[at].is_unfinished {
        begun(word, shards, analyzer, &mut meaning)?;
    }
    if meaning.alternatives.is_empty() {
        unknown(word, clauses[at].is_unfinished, shards, analyzer, &mut meaning)?;
    }
    Ok(meaning)
}

/// The other members of every group that has a member which stands in the query around `at`.
fn synonyms<'g>(clauses: &[Clause], at: usize, groups: &'g [Vec<Vec<String>>]) -> Vec<&'g Vec<String>> {
    let is_plain = |clause: &Clause| !clause.is_phrase && !clause.is_unwanted;
    let stands = |member: &[String]| {
        let first = (at + 1).saturating_sub(member.len());
        (first..=at).any(|first| {
            clauses.get(first..first + member.len()).is_some_and(|here| {
                here.iter().zip(member).all(|(clause, stem)| is_plain(clause) && clause.words[0].stem == *stem)
            })
        })
    };
    let mut found = Vec::new();
    for group in groups {
        if group.iter().any(|member| stands(member)) {
            found.extend(group.iter().filter(|member| !stands(member)));
        }
    }
    found
}

/// Adds the stems that the word begins, and those of the words that it begins: "relati" is no beginning of `relat`, the stem of
/// "relation".
fn begun(word: &QueryWord, shards: &Shards<'_>, analyzer: Analyzer, meaning: &mut Meaning) -> Result<(), ShardError> {
    let ranking = &shards.manifest.ranking;
    let letters = count(&word.surface);
    // One character of a script without spaces says as much as several letters.
    if (letters as f32) < ranking.prefix_letters && word.surface.as_str() <= "\u{e00}" {
        return Ok(());
    }
    // Three letters reach every word; fewer would ask for too many.
    let most = if letters > 2 { usize::MAX } else { ranking.prefix_words as usize };
    let mut stems = shards.stems_with_prefix(&word.surface)?;
    stems.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| order(&a.0, &b.0)));
    for (stem, _) in stems.into_iter().take(most) {
        let likeness = begun_likeness(ranking, letters, &stem);
        meaning.add(vec![stem], likeness);
    }
    let longer = if letters > 2 { shards.words_with_head(&word.surface)? } else { Vec::new() };
    for Word { word, .. } in longer {
        meaning.add(vec![analyzer.stem(&word)], begun_likeness(ranking, letters, &word));
    }
    Ok(())
}

/// How like a word is to its first `letters`. A few letters may begin a long word just as well as a short one, so that the
/// share of the letters typed is only what a part of it depends on.
fn begun_likeness(ranking: &Ranking, letters: usize, word: &str) -> f32 {
    ranking.prefix + (1.0 - ranking.prefix) * (letters as f32 / count(word) as f32)
}

/// A word of fewer letters has its first one right.
const SURE_LETTERS: usize = 5;

/// A word of the site that an unknown one may stand for.
struct Candidate {
    word: Word,
    likeness: f32,
}

/// Adds what a word may stand for that the site does not have: longer words that it begins, else words a slip or two away.
fn unknown(
    word: &QueryWord,
    is_unfinished: bool,
    shards: &Shards<'_>,
    analyzer: Analyzer,
    meaning: &mut Meaning,
) -> Result<(), ShardError> {
    let ranking = &shards.manifest.ranking;
    let letters: Vec<char> = word.surface.chars().collect();
    let length = letters.len();
    let may_slip = |most: f32| length as f32 >= most;
    if !may_slip(ranking.one_slip_letters) {
        return Ok(());
    }
    let head = |letters: &[char], most: usize| letters[..most.min(letters.len())].iter().collect::<String>();
    let tail = |most: usize| letters[length - most.min(length)..].iter().collect::<String>();
    let near = shards.words_with_head(&head(&letters, (length / 2).max(2)))?;
    for longer in near.iter().filter(|longer| longer.word.starts_with(&word.surface)) {
        meaning.add(vec![analyzer.stem(&longer.word)], begun_likeness(ranking, length, &longer.word));
    }
    if !meaning.alternatives.is_empty() {
        return Ok(());
    }
    let slips = Slips { letters: &letters, is_unfinished, shards };
    let mut found = Vec::new();
    slips.among(near, 1, &mut found);
    slips.among(shards.words_with_tail(&tail((length.div_ceil(2) - 1).max(2)))?, 1, &mut found);
    if found.is_empty() && may_slip(ranking.two_slips_letters) {
        slips.among(shards.words_with_head(&head(&letters, 2))?, 2, &mut found);
        slips.among(shards.words_with_tail(&tail(2))?, 2, &mut found);
    }
    found.sort_by(|a, b| {
        let by_likeness = b.likeness.total_cmp(&a.likeness).then_with(|| b.word.step.cmp(&a.word.step));
        by_likeness.then_with(|| order(&a.word.word, &b.word.word))
    });
    meaning.corrected = found.first().map(|best| best.word.word.clone());
    for best in found {
        if meaning.alternatives.len() < ranking.slip_words as usize {
            meaning.add(vec![analyzer.stem(&best.word.word)], best.likeness);
        }
    }
    Ok(())
}

/// Looks for words that are a slip or two away from one.
struct Slips<'a> {
    letters: &'a [char],
    is_unfinished: bool,
    shards: &'a Shards<'a>,
}

impl Slips<'_> {
    /// Whether a short word begins with another letter: "talk" is no slip of "walk". Two letters may have changed places.
    fn is_another(&self, word: &[char]) -> bool {
        self.letters.len() < SURE_LETTERS && !word.iter().take(2).any(|letter| *letter == self.letters[0])
    }

    fn among(&self, words: Vec<Word>, most: usize, found: &mut Vec<Candidate>) {
        let ranking = &self.shards.manifest.ranking;
        let worth = |slips: usize| if slips <= 1 { ranking.one_slip } else { ranking.two_slips };
        for word in words {
            let other: Vec<char> = word.word.chars().collect();
            if self.is_another(&other) {
                continue;
            }
            let (whole, beginning) = slips(self.letters, &other);
            let likeness = if whole <= most {
                worth(whole)
            } else if self.is_unfinished && beginning <= most {
                worth(beginning) * ranking.slip_prefix
            } else {
                continue;
            };
            found.push(Candidate { word, likeness });
        }
    }
}

/// How many letters are added, left out, exchanged or swapped with their neighbour between what was typed and a word, and
/// between it and the likest beginning of the word.
fn slips(typed: &[char], word: &[char]) -> (usize, usize) {
    let width = typed.len() + 1;
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..width).collect();
    let mut beginning = last[width - 1];
    for row in 1..=word.len() {
        let mut line = vec![row; width];
        for column in 1..width {
            let differs = usize::from(typed[column - 1] != word[row - 1]);
            let mut least = (last[column] + 1).min(line[column - 1] + 1).min(last[column - 1] + differs);
            let is_swap =
                row > 1 && column > 1 && typed[column - 1] == word[row - 2] && typed[column - 2] == word[row - 1];
            if is_swap {
                least = least.min(before[column - 2] + 1);
            }
            line[column] = least;
        }
        beginning = beginning.min(line[width - 1]);
        before = std::mem::replace(&mut last, line);
    }
    (last[width - 1], beginning)
}

fn count(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted_as_people_make_them() {
        let check = |typed: &str, word: &str, expected| {
            let letters = |text: &str| text.chars().collect::<Vec<char>>();
            assert_eq!(slips(&letters(typed), &letters(word)), expected, "{typed} {word}");
        };
        check("offer", "offer", (0, 0));
        check("ofer", "offer", (1, 1));
        check("offfer", "offer", (1, 1));
        check("ofefr", "offer", (1, 1));
        check("ogfer", "offer", (1, 1));
        check("compesn", "compensation", (5, 1));
        check("abcd", "", (4, 4));
        check("größe", "große", (1, 1));
    }
}
