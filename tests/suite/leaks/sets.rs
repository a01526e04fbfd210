//! Audiences that do not see each other: what is for one of them leaves no trace with the other.

use super::{UNSEEN, exported, files, fill_as, numbers, shown, word};
use crate::support;
use rolebook::disk::MemoryDisk;

/// The site of `site.txt` where what was internal is for `owner`, who is one of two that do not see each other.
fn set_of(owner: &str, word: impl Fn(usize) -> String, keep: bool) -> MemoryDisk {
    fill_as(
        word,
        |_| keep,
        |text| {
            // A list is a ladder until `sees` says otherwise: the first of the two sees the public alone by its place.
            let settings = "audiences = [\"public\", \"agency\", \"managers\", \"all\"]";
            let text = text
                .replace("audiences = [\"public\", \"internal\"]", settings)
                .replace("[audience.internal]", &format!("[audience.{owner}]\n@sees@"))
                .replace("audience = \"internal\"", &format!("audience = \"{owner}\""))
                .replace(":::internal", &format!(":::{owner}"))
                .replace("static/internal/", &format!("static/{owner}/"));
            if !text.contains(settings) {
                return text;
            }
            let sees = "sees = [\"public\"]";
            match (owner, text.contains("@sees@")) {
                ("managers", true) => text.replace("@sees@", sees),
                _ => format!("{}\n[audience.managers]\n{sees}\n", text.replace("@sees@", "")),
            }
        },
    )
}

const PAIRS: [(&str, &str); 2] = [("agency", "managers"), ("managers", "agency")];

#[test]
fn no_word_for_one_of_a_set_reaches_another() {
    for (owner, other) in PAIRS {
        let built = support::build(&set_of(owner, word, true));
        // Some records are by their type for those alone who see everything.
        let found = built.short();
        let mut errors = found.lines().filter(|line| line.contains("error["));
        assert!(errors.all(|line| line.contains(" is for `all`, ")), "{found}");
        for reader in [other, "public"] {
            let leaked = shown(&files(&built, reader));
            assert!(leaked.is_empty(), "for {owner}, shown to {reader}: {leaked:?}");
            let export = exported(&set_of(owner, word, true), reader);
            assert!(numbers().into_iter().all(|number| !export.contains(&word(number))), "{reader}");
        }
        let own = shown(&files(&built, owner)).len();
        assert!(own > 30, "{owner} reads what is for {owner}: {own}");
        let all = shown(&files(&built, "all"));
        let missing: Vec<usize> =
            numbers().into_iter().filter(|number| *number < super::NOWHERE && !all.contains_key(number)).collect();
        // The title of a site is for those whose site it is.
        assert!(missing.iter().all(|number| UNSEEN.contains(number) || [1, 71].contains(number)), "{missing:?}");
    }
}

#[test]
fn what_is_for_one_of_a_set_moves_no_byte_of_another() {
    for (owner, other) in PAIRS {
        let built = support::build(&set_of(owner, word, true));
        let longer = support::build(&set_of(owner, |number| format!("another{number:02}thing-much-longer"), true));
        let without = support::build(&set_of(owner, word, false));
        assert_eq!(without.short(), "", "without what is for {owner}");
        for reader in [other, "public"] {
            let expected = files(&built, reader);
            assert!(expected.len() > 8);
            assert!(files(&longer, reader) == expected, "other words for {owner} change a byte of {reader}");
            let alone = files(&without, reader);
            assert_eq!(alone.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>(), "{reader}");
            let changed: Vec<&String> =
                expected.iter().filter(|(path, bytes)| alone[*path] != **bytes).map(|(path, _)| path).collect();
            assert!(changed.is_empty(), "what is for {owner} changes {changed:?} of {reader}");
        }
    }
}
