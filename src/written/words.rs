//! Words that people write for one of ours: `annual` for `year`, `salary` for `base`, `yes` for `true`.

/// Each of our words with what people write for it, in small letters.
const WORDS: [(&str, &str); 21] = [
    ("true", "yes y on ja oui si sí wahr"),
    ("false", "no n off nein non falsch"),
    ("year", "annual annually yearly years annum p.a. pa p.a yr jahr jährlich"),
    ("month", "monthly months mo p.m. monat monatlich"),
    ("day", "daily days tag täglich"),
    ("hour", "hourly hours hr stunde stündlich"),
    ("base", "salary basic fixed grundgehalt gehalt wage wages"),
    ("total", "ote tc gesamt package"),
    ("bonus", "variable commission incentive"),
    ("equity", "stock options shares rsu rsus"),
    ("comparison", "compare versus vs"),
    ("guide", "how-to howto handbook manual article"),
    ("faq", "faqs questions"),
    ("interview", "interviews kit"),
    ("posting", "job jobs advert vacancy"),
    ("role", "roles position"),
    ("page", "blog post"),
    ("pay", "compensation salaries"),
    ("warning", "warn warnings"),
    ("off", "none ignore disabled disable false never"),
    ("error", "errors deny fatal"),
];

/// Words that say nothing beside those.
const BESIDE: [&str; 8] = ["per", "a", "an", "pro", "par", "gross", "pay", "cash"];

/// Which of `ours` somebody means who wrote `word`.
pub fn meant<'o>(word: &str, mut ours: impl Iterator<Item = &'o str>) -> Option<&'o str> {
    let small = word.trim().to_lowercase();
    let parts: Vec<&str> = small.split_whitespace().filter(|part| !BESIDE.contains(part)).collect();
    let stands_for = |own: &str| {
        let known = WORDS.iter().filter(|(name, _)| *name == own).flat_map(|(_, words)| words.split(' '));
        known.chain([own]).any(|known| known == small || parts.contains(&known))
    };
    ours.find(|own| stands_for(own))
}

/// Whether a word says yes or no, in a language or as a number.
pub fn truth(word: &str) -> Option<bool> {
    match word.trim() {
        "1" => Some(true),
        "0" => Some(false),
        word => meant(word, ["true", "false"].into_iter()).map(|word| word == "true"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_everyday_stand_for_ours() {
        let periods = || ["year", "month", "day", "hour"].into_iter();
        for (word, ours) in
            [("annual", "year"), ("per year", "year"), ("Yearly", "year"), ("p.a.", "year"), ("hourly", "hour")]
        {
            assert_eq!(meant(word, periods()), Some(ours), "{word}");
        }
        assert_eq!(meant("base salary", ["base", "total"].into_iter()), Some("base"));
        assert_eq!(
            (meant("week", periods()), truth("Yes"), truth("no"), truth("maybe")),
            (None, Some(true), Some(false), None)
        );
    }
}
