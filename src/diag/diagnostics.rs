//! Findings on their way to the author: gathered, counted where one file breaks one rule without end, then judged.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::{Diagnostic, Finding, Findings, Place, Rule, Severities, gather, rules};

/// Past this number, findings of one rule in one file are counted and not kept: fewer are shown, and the first of them by
/// their place are among these as far as a check goes through its file from top to bottom.
const MOST_KEPT: usize = 1_000;

/// Findings gathered on the way; stages add to it and never stop at the first.
#[derive(Debug, Default, Clone)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
    /// Of each rule, file and badness, by the hash of the three.
    kinds: FxHashMap<u64, Kind>,
}

/// Findings of one rule in one file, each as bad at most as the others.
#[derive(Debug, Default, Clone)]
struct Kind {
    /// How many are kept.
    kept: usize,
    /// All of them, each by its hash, so that what is said twice counts once.
    known: FxHashSet<u64>,
    /// How many are not kept.
    others: usize,
    /// One of those.
    example: Option<Box<Diagnostic>>,
}

impl Diagnostics {
    /// Adds one finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let kind = self.kinds.entry(key(&diagnostic)).or_default();
        let at = diagnostic.place.as_ref().map(|place| place.at);
        let is_new = kind.known.insert(hash(&(at, &diagnostic.message)));
        if kind.kept < MOST_KEPT {
            kind.kept += 1;
            self.found.push(diagnostic);
        } else if is_new {
            kind.others += 1;
            kind.example.get_or_insert_with(|| Box::new(diagnostic));
        }
    }

    /// Adds these findings.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        for diagnostic in diagnostics {
            self.push(diagnostic);
        }
    }

    /// Adds the findings of a part that was worked on apart.
    pub fn append(&mut self, other: Diagnostics) {
        if self.kinds.is_empty() {
            *self = other;
            return;
        }
        self.extend(other.found);
        for (key, theirs) in other.kinds {
            if theirs.others > 0 {
                let ours = self.kinds.entry(key).or_default();
                ours.others += theirs.known.into_iter().filter(|one| ours.known.insert(*one)).count();
                ours.example = ours.example.take().or(theirs.example);
            }
        }
    }

    /// What becomes of each finding: itself, another one, or nothing. Those that are only counted share the fate of one of
    /// them.
    pub fn sifted(self, mut becomes: impl FnMut(Diagnostic) -> Option<Diagnostic>) -> Diagnostics {
        let mut sifted = Diagnostics::default();
        sifted.extend(self.found.into_iter().filter_map(&mut becomes));
        for kind in self.kinds.into_values() {
            if let Some(example) = kind.example.and_then(|example| becomes(*example)) {
                let counted = sifted.kinds.entry(key(&example)).or_default();
                counted.others += kind.others;
                counted.known.extend(kind.known);
                counted.example.get_or_insert_with(|| Box::new(example));
            }
        }
        sifted
    }

    /// The findings in the order they were added, but for those that are only counted.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Diagnostic> {
        self.found.iter()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Gives each finding its severity, drops what is switched off and what was said before, and sorts by place.
    pub fn judge(self, severities: &Severities) -> Findings {
        // What is wrong with a file of two versions follows from that.
        let in_conflict = Ranges::of(&self.found, &rules::MERGE_CONFLICT);
        // What was meant to hide something is no HTML and no code either.
        let unread = Ranges::of(&self.found, &rules::UNREAD_INSTRUCTION);
        let follows = |found: &Diagnostic| {
            let Some(place) = &found.place else { return false };
            let is_shape = [&rules::RAW_HTML, &rules::CODE_FENCE].contains(&found.rule);
            (*found.rule != rules::MERGE_CONFLICT && in_conflict.has_file(place))
                || (is_shape && place.range().is_some_and(|range| unread.touch(place, &range)))
        };
        let more = self.kinds.into_values().filter_map(|kind| {
            let example = kind.example.filter(|example| !follows(example))?;
            Some((Finding { severity: severities.of_finding(&example)?, diagnostic: *example }, kind.others))
        });
        let more = more.collect();
        let mut list: Vec<Finding> = self
            .found
            .into_iter()
            .filter(|found| !follows(found))
            .filter_map(|diagnostic| Some(Finding { severity: severities.of_finding(&diagnostic)?, diagnostic }))
            .collect();
        list.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
        list.dedup();
        Findings { list: gather::shortened(gather::gathered(list), more) }
    }
}

/// Of what kind a finding is.
fn key(found: &Diagnostic) -> u64 {
    hash(&(found.rule.id, found.place.as_ref().map(Place::path), found.at_most))
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Where the findings of a rule are, by file.
#[derive(Default)]
struct Ranges(BTreeMap<String, Vec<Range<usize>>>);

impl Ranges {
    fn of(found: &[Diagnostic], rule: &Rule) -> Ranges {
        let mut ranges = Ranges::default();
        for place in found.iter().filter(|found| found.rule == rule).filter_map(|found| found.place.as_ref()) {
            ranges.0.entry(place.path().to_owned()).or_default().extend(place.range());
        }
        ranges
    }

    fn has_file(&self, place: &Place) -> bool {
        self.0.contains_key(place.path())
    }

    /// Whether one of them and a range in the file of `place` have a byte in common or next to each other.
    fn touch(&self, place: &Place, range: &Range<usize>) -> bool {
        let own = self.0.get(place.path()).map_or(&[][..], Vec::as_slice);
        own.iter().any(|own| own.start < range.end && range.start <= own.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Severity, Source};

    fn finding(source: &std::sync::Arc<Source>, at: usize) -> Diagnostic {
        Diagnostic::new(&rules::BROKEN_LINK, Place::new(source, at..at + 1), "it leads nowhere")
    }

    #[test]
    fn what_one_file_does_again_and_again_is_counted_to_the_last() {
        let source = Source::new("content/a.md", "x".repeat(5_000));
        let (mut all, mut part) = (Diagnostics::default(), Diagnostics::default());
        for at in 0..3_000 {
            all.push(finding(&source, at));
            // The same page, read for somebody else.
            part.push(finding(&source, at + 500));
        }
        let last = finding(&source, 4_000).mild();
        all.push(last.clone());
        all.append(part);
        assert!(all.iter().len() <= 2 * MOST_KEPT + 1, "{}", all.iter().len());
        let findings = all.judge(&Severities::default());
        let told: Vec<&Finding> = findings.iter().collect();
        assert!(
            told.iter().any(|told| told.diagnostic.message == "3401 more findings of this kind in this file"),
            "{told:?}"
        );
        assert_eq!(findings.count(Severity::Error), 101);
    }
}
