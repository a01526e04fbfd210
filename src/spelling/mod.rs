//! Which words are known, and which known word somebody meant who wrote another one.
//!
//! Owns the words of English, with British and American spelling, and the reading of Hunspell dictionaries and of lists of
//! words. It must not know pages, records or findings.

mod built;
mod own;
mod slips;

use std::collections::HashSet;
use std::sync::{Arc, LazyLock};

use spellbook::Dictionary;

pub use own::OwnWords;

/// What both spellings of English share, what one has alone, how words take endings, and words of work that are younger
/// than those lists. `words/LICENSE` says whose they are.
const SHARED: &str = include_str!("words/en.dic");
const BRITISH: &str = include_str!("words/en-GB.dic");
const AMERICAN: &str = include_str!("words/en-US.dic");
const ENDINGS: &str = include_str!("words/en.aff");
const OF_WORK: &str = include_str!("words/work.dic");

static ENGLISH: LazyLock<Arc<Dictionary>> = LazyLock::new(|| english(&[BRITISH, AMERICAN]));
static ENGLISH_BRITISH: LazyLock<Arc<Dictionary>> = LazyLock::new(|| english(&[BRITISH]));
static ENGLISH_AMERICAN: LazyLock<Arc<Dictionary>> = LazyLock::new(|| english(&[AMERICAN]));

fn english(spellings: &[&str]) -> Arc<Dictionary> {
    let lists = [SHARED, OF_WORK].into_iter().chain(spellings.iter().copied());
    let words: Vec<&str> = lists.flat_map(str::lines).collect();
    let list = format!("{}\n{}\n", words.len(), words.join("\n"));
    Arc::new(Dictionary::new(ENDINGS, &list).expect("the lists are sound, which a test holds"))
}

/// A question about a word.
type Asks<'a> = &'a dyn Fn(&str) -> bool;

/// The known words of a language and of a site.
pub struct Speller {
    dictionary: Arc<Dictionary>,
    own: OwnWords,
    /// In lower case.
    names: HashSet<String>,
    is_english: bool,
    /// Whether a capital letter in the middle of a sentence says nothing: as in German, where nouns have one.
    has_capital_nouns: bool,
    /// Letters that may be missing in a word.
    letters: Vec<char>,
}

/// What there is to say of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judged {
    /// It is known, or nothing that could be told.
    Fine,
    /// The site's own list says that it is not to be used.
    Forbidden,
    /// No list has it.
    Unknown,
}

impl Speller {
    /// English with the spelling of `en-GB` or `en-US`, and with both for any other tag.
    pub fn english(tag: &str) -> Speller {
        let dictionary = match tag.to_ascii_lowercase().as_str() {
            "en-us" => &ENGLISH_AMERICAN,
            "en-gb" => &ENGLISH_BRITISH,
            _ => &ENGLISH,
        };
        Speller::over(Arc::clone(dictionary), tag)
    }

    /// A Hunspell dictionary: what stands in its `.aff` and its `.dic` file.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn hunspell(tag: &str, aff: &[u8], dic: &[u8]) -> Result<Speller, String> {
        let (aff, dic) = own::decoded(aff, dic);
        let dictionary = Dictionary::new(&aff, &dic).map_err(|error| error.to_string())?;
        Ok(Speller::over(Arc::new(dictionary), tag))
    }

    fn over(dictionary: Arc<Dictionary>, tag: &str) -> Speller {
        let language = tag.split('-').next().unwrap_or(tag).to_ascii_lowercase();
        let is_english = language == "en";
        let others = if is_english {
            ""
        } else {
            "äöüßéèêëàâáãåçñíìîïóòôõøúùûýžščřěůłąęśćńżź"
        };
        Speller {
            dictionary,
            own: OwnWords::default(),
            names: HashSet::new(),
            is_english,
            has_capital_nouns: language == "de",
            letters: ('a'..='z').chain(others.chars()).collect(),
        }
    }

    /// Adds the site's own list.
    pub fn with_own(self, own: OwnWords) -> Speller {
        Speller { own, ..self }
    }

    /// Adds names that the site's data and pages have: each word of them is known.
    pub fn add_names<'n>(&mut self, names: impl IntoIterator<Item = &'n str>) {
        let words = names.into_iter().flat_map(|name| name.split(|c: char| !c.is_alphanumeric() && !"'’".contains(c)));
        self.names.extend(words.filter(|word| !word.is_empty()).map(|word| folded(word).to_lowercase()));
    }

    /// Whether a word with a capital letter in the middle of a sentence may be looked up as any other.
    pub fn looks_at_capitals(&self) -> bool {
        self.has_capital_nouns
    }

    /// What there is to say of a word as it stands in a text.
    pub fn judge(&self, word: &str) -> Judged {
        let word = folded(word);
        let bare = word.strip_suffix("'s").or_else(|| word.strip_suffix('\'')).unwrap_or(&word);
        let lower = bare.to_lowercase();
        if self.own.forbids(&lower) {
            return Judged::Forbidden;
        }
        let is_foreign = self.is_english && !bare.is_ascii();
        if is_foreign || self.names.contains(&lower) || self.knows(bare) || self.knows(&lower) {
            return Judged::Fine;
        }
        let is_plural_of_name = self.is_english && lower.strip_suffix('s').is_some_and(|one| self.names.contains(one));
        if is_plural_of_name || (!self.has_capital_nouns && self.knows(&capital(&lower))) {
            return Judged::Fine;
        }
        Judged::Unknown
    }

    fn knows(&self, word: &str) -> bool {
        self.dictionary.check(word) || self.own.knows(word, &|word| self.dictionary.check(word))
    }

    /// The word that somebody most likely meant who wrote an unknown one; nothing where that one may well be right.
    pub fn meant(&self, word: &str) -> Option<String> {
        let word = folded(word);
        let bare = word.strip_suffix("'s").or_else(|| word.strip_suffix('\'')).unwrap_or(&word);
        let lower = bare.to_lowercase();
        let may_stand = |word: &str| self.knows(word) || self.names.contains(word) || self.knows(&capital(word));
        // A suggestion is a word of the language alone: whoever reads it need not know the site's own.
        let is_word = |near: &str| self.dictionary.check(near);
        let is_noun = |near: &str| self.dictionary.check(&capital(near));
        let is_capital = self.has_capital_nouns && bare.chars().next().is_some_and(char::is_uppercase);
        if is_capital {
            let found = slips::meant(&lower, &self.letters, self.is_english, (&may_stand, &is_noun));
            return found.map(|found| capital(&found));
        }
        slips::meant(&lower, &self.letters, self.is_english, (&may_stand, &is_word))
    }
}

/// A word with plain apostrophes.
fn folded(word: &str) -> String {
    word.replace('’', "'")
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(word: &str) -> Option<String> {
        Speller::english("en").meant(word)
    }

    #[test]
    fn slips_have_the_word_that_was_meant() {
        let slips = [
            ("recieve", "receive"),
            ("occured", "occurred"),
            ("seperate", "separate"),
            ("definately", "definitely"),
            ("managment", "management"),
            ("hirring", "hiring"),
            ("untill", "until"),
            ("begining", "beginning"),
            ("accomodate", "accommodate"),
            ("enviroment", "environment"),
            ("candiate", "candidate"),
            ("interveiw", "interview"),
            ("resposibility", "responsibility"),
            ("companys", "companies"),
            ("hopeing", "hoping"),
            ("teh", "the"),
            ("wich", "which"),
        ];
        for (slip, right) in slips {
            assert_eq!(Speller::english("en").judge(slip), Judged::Unknown, "{slip}");
            assert_eq!(meant(slip).as_deref(), Some(right), "{slip}");
        }
    }

    #[test]
    fn new_words_made_of_known_ones_are_no_slips() {
        for word in
            ["rebookable", "skillset", "uncited", "restaged", "approver", "payrolled", "hotspots", "prehire", "stemmer"]
        {
            assert_eq!(meant(word), None, "{word}");
        }
    }

    #[test]
    fn both_spellings_of_english_are_known_unless_one_is_chosen() {
        let judge = |tag, word| Speller::english(tag).judge(word);
        for word in ["organise", "organize", "colour", "color", "Color", "programme's", "don’t", "reskilled", "London"]
        {
            assert_eq!(judge("en", word), Judged::Fine, "{word}");
        }
        assert_eq!(judge("en-GB", "color"), Judged::Unknown);
        assert_eq!(Speller::english("en-GB").meant("colorful").as_deref(), Some("colourful"));
        assert_eq!(judge("en-US", "color"), Judged::Fine);
        assert_eq!(Speller::english("en-US").meant("organise"), None, "not one slip but a choice");
    }

    #[test]
    fn a_site_has_words_of_its_own_and_words_it_does_not_use() {
        let (own, wrong) = OwnWords::read("# ours\nfrobnicate/separate\nGizmoo # a name\n*utilise\nno word\n");
        assert_eq!((wrong.len(), wrong[0].clone()), (1, 52..59));
        let mut speller = Speller::english("en-GB").with_own(own);
        speller.add_names(["Tel Aviv", "k8s"]);
        for word in ["frobnicate", "frobnicated", "Frobnicates", "Gizmoo", "aviv", "Avivs"] {
            assert_eq!(speller.judge(word), Judged::Fine, "{word}");
        }
        assert_eq!(speller.judge("Utilise"), Judged::Forbidden);
        assert_eq!(speller.judge("frobnikate"), Judged::Unknown);
    }

    #[test]
    fn a_hunspell_dictionary_brings_another_language() {
        let aff = "SET ISO8859-1\nSFX N Y 1\nSFX N 0 en .\n".as_bytes();
        let mut dic = b"3\nGespr".to_vec();
        dic.extend([0xE4]);
        dic.extend(b"ch\nBewerbung/N\nbewerben\n");
        let speller = Speller::hunspell("de", aff, &dic).expect("it is sound");
        assert_eq!(speller.judge("Gespräch"), Judged::Fine);
        assert_eq!(speller.judge("Bewerbungen"), Judged::Fine);
        assert_eq!(speller.judge("bewerbungen"), Judged::Unknown);
        assert_eq!(speller.meant("Bewerbugen").as_deref(), Some("Bewerbungen"));
        assert!(Speller::hunspell("de", b"SFX N Y", b"1\nx\n").is_err());
    }
}
