//! Bytes that once broke something, and changes of them, given to each target: nothing panics and everything ends.
//!
//! `ROLEBOOK_FUZZ_SECONDS=600 cargo test --test suite changed_bytes` goes on for so long at each target, from another
//! beginning each time; `ROLEBOOK_FUZZ_TARGET` names one alone. `fuzz/` drives the same targets by coverage.

mod targets;

use std::panic::catch_unwind;
use std::time::{Duration, Instant};

use targets::TARGETS;

/// What texts of each kind are made of.
const PIECES: [&str; 40] = [
    "+++\n",
    "---\n",
    "audience = \"internal\"\n",
    "audience: internal\n",
    "[cascade]\n",
    "[[band]]\n",
    "id = \"a\"\n",
    "- [a](b.md)\n",
    ":::internal\n",
    ":::\n",
    "::pay-table{role=\"lead\"}\n",
    ":pay[a]",
    ":money[$1,000]",
    "{#a .b c=\"d\"}",
    "> [!NOTE]\n",
    "| a | b |\n|---|---|\n",
    "```\n",
    "<details>",
    "<!--",
    "-->",
    "[^a]",
    "[^a]: b\n",
    "[a]: b\n",
    "&amp;",
    "&#x41;",
    "\\",
    "\"",
    "'",
    "=",
    "[",
    "]",
    "\t",
    "\r\n",
    "\0",
    "\u{feff}",
    "\u{200b}",
    "\u{202e}",
    "é",
    "2026-11-21",
    "187,500",
];

/// A small generator of numbers that looks random.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }

    /// One of the texts, changed in up to four places.
    fn changed(&mut self, texts: &[Vec<u8>]) -> Vec<u8> {
        let mut text = texts[self.below(texts.len())].clone();
        for _ in 0..=self.below(4) {
            let at = self.below(text.len() + 1);
            let end = (at + self.below(40)).min(text.len());
            match self.below(6) {
                0 => drop(text.drain(at..end)),
                1 => text.splice(at..at, text[at..end].to_vec()).for_each(drop),
                2 => text.splice(at..at, PIECES[self.below(PIECES.len())].bytes()).for_each(drop),
                3 => text.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << (self.0 % 8)),
                4 => {
                    let other = &texts[self.below(texts.len())];
                    let from = self.below(other.len() + 1);
                    text.splice(at..end, other[from..(from + 60).min(other.len())].iter().copied()).for_each(drop);
                }
                _ => text.splice(at..end, [0xff, b'\n', b'-', b'0'][self.below(4)..].iter().copied()).for_each(drop),
            }
        }
        text.truncate(8_000);
        text
    }
}

/// The texts that are kept for a target, with their names.
fn kept(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = super::support::package().join("tests/suite/fuzzing/corpus").join(target);
    let mut kept: Vec<_> = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("the folder can be listed").path())
        .map(|path| (path.display().to_string(), std::fs::read(&path).expect("it can be read")))
        .collect();
    kept.sort();
    assert!(!kept.is_empty(), "{target} has nothing to begin with");
    kept
}

#[test]
fn kept_bytes_break_nothing() {
    for (name, target) in TARGETS {
        for (path, bytes) in kept(name) {
            assert!(catch_unwind(|| target(&bytes)).is_ok(), "{name} breaks on {path}");
        }
    }
}

#[test]
fn changed_bytes_break_nothing() {
    let variable = |name: &str| std::env::var(name).ok();
    let seconds = variable("ROLEBOOK_FUZZ_SECONDS").map(|text| text.parse().expect("a number of seconds"));
    let only = variable("ROLEBOOK_FUZZ_TARGET");
    let is_known = |only: &String| TARGETS.iter().any(|(name, _)| only == name);
    assert!(only.as_ref().is_none_or(is_known), "there is no target {only:?}");
    for (name, target) in TARGETS.into_iter().filter(|(name, _)| only.as_ref().is_none_or(|only| only == name)) {
        let texts: Vec<Vec<u8>> = kept(name).into_iter().map(|(_, bytes)| bytes).collect();
        let start = Instant::now();
        // The same in every run, unless somebody has time.
        let mut dice = Dice(seconds.map_or(11, |_: u64| u64::from(std::process::id())));
        let mut tried = 0;
        let goes_on = |tried| seconds.map_or(tried < 8, |seconds| start.elapsed() < Duration::from_secs(seconds));
        while goes_on(tried) {
            let bytes = dice.changed(&texts);
            let before = Instant::now();
            let held = catch_unwind(|| target(&bytes)).is_ok();
            assert!(held, "{name} breaks on {:?}", String::from_utf8_lossy(&bytes));
            // The other tests of the suite share the threads.
            assert!(before.elapsed() < Duration::from_secs(60), "{name} takes {:?} for {bytes:?}", before.elapsed());
            tried += 1;
        }
        eprintln!("{name}: {tried} texts in {:.0} s, all held", start.elapsed().as_secs_f64());
    }
}
