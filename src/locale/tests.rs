//! Holds the words and the habits of languages.

use jiff::civil::date;

use super::*;
use crate::disk::MemoryDisk;

fn settings() -> Place {
    Place::file("rolebook.toml")
}

fn locale(language: &str) -> Locale {
    Locale::load(&MemoryDisk::default(), "default", language, settings(), &mut Diagnostics::default())
}

#[test]
fn days_numbers_and_lists_are_written_as_the_language_writes_them() {
    let all = ["en", "en-US", "de", "fr", "es", "ar"].map(|language| {
        let locale = locale(language);
        [locale.day(date(2026, 3, 23)), locale.number(1_234_567), locale.and(&["a", "b", "c"]), locale.or(&["a", "b"])]
    });
    let expected = [
        ["23 March 2026", "1,234,567", "a, b, and c", "a or b"],
        ["March 23, 2026", "1,234,567", "a, b, and c", "a or b"],
        ["23. März 2026", "1.234.567", "a, b und c", "a oder b"],
        ["23 mars 2026", "1\u{202f}234\u{202f}567", "a, b et c", "a ou b"],
        ["23 de marzo de 2026", "1.234.567", "a, b y c", "a o b"],
        ["23 مارس 2026", "1,234,567", "a وb وc", "a أو b"],
    ];
    assert_eq!(all, expected.map(|row| row.map(str::to_owned)));
}

#[test]
fn a_count_picks_the_plural_form() {
    let one = locale("en").say("count.pages", &[("count", 1usize.into())]);
    let many = locale("en").say("count.pages", &[("count", 1200usize.into())]);
    assert_eq!([one.as_str(), many.as_str()], ["1 page", "1,200 pages"]);
    assert_eq!(locale("de").say("count.pages", &[("count", 1200usize.into())]), "1.200 Seiten");
    assert_eq!(locale("fr").say("count.pages", &[("count", 0usize.into())]), "0 page");
    let arabic = [0usize, 1, 2, 3, 11, 100].map(|count| locale("ar").say("count.pages", &[("count", count.into())]));
    assert_eq!(arabic, ["لا صفحات", "صفحة واحدة", "صفحتان", "3 صفحات", "11 صفحة", "100 صفحة"]);
}

#[test]
fn every_language_that_comes_with_the_program_has_every_message_and_every_argument() {
    let english = Strings::embedded("en").expect("English is embedded");
    let languages: Vec<&str> = strings::EMBEDDED.files().filter_map(|file| file.path().file_stem()?.to_str()).collect();
    assert!(languages.contains(&"en") && languages.contains(&"de"), "{languages:?}");
    for language in languages {
        let own = Strings::embedded(language).expect("it is embedded");
        let keys = |strings: &Strings| strings.iter().map(|(key, _)| key.to_owned()).collect::<Vec<_>>();
        assert_eq!(keys(&own), keys(&english), "{language}");
        for (key, message) in english.iter() {
            let mut gaps = [message.gaps(), own.get(key).expect("the same keys").gaps()];
            gaps.iter_mut().for_each(|gaps| gaps.sort_unstable());
            assert_eq!(gaps[0], gaps[1], "{language}: {key}");
        }
    }
}

#[test]
fn a_theme_replaces_single_messages_and_is_told_of_those_that_do_not_exist() {
    let mut disk = MemoryDisk::default();
    let file = "themes/plain/strings/en.toml";
    disk.insert(file, "[search]\nlabel = \"Find\"\nlable = \"x\"\n[count]\npages = { one = \"{count} leaf {of}\" }\n");
    let mut diags = Diagnostics::default();
    let locale = Locale::load(&disk, "plain", "en", settings(), &mut diags);
    assert_eq!(locale.text("search.label"), "Find");
    let found: Vec<String> =
        diags.judge(&Default::default()).iter().map(|found| found.diagnostic.message.clone()).collect();
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains("`search.lable`") && found[1].contains("`count.pages`"), "{found:?}");
}

#[test]
fn a_language_without_words_says_so() {
    let mut diags = Diagnostics::default();
    let locale = Locale::load(&MemoryDisk::default(), "default", "fi", settings(), &mut diags);
    assert_eq!(locale.text("search.label"), Locale::default().text("search.label"));
    let found = diags.judge(&Default::default());
    assert!(found.iter().any(|found| found.diagnostic.message.contains("`fi`")));
}

#[test]
fn an_audience_has_a_name_in_words() {
    assert_eq!(
        ["public", "internal", "agency"].map(|name| locale("de").audience(name)),
        ["Öffentlich", "Intern", "Agency"]
    );
}
