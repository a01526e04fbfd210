//! What `rolebook.toml` may say, and what is said about the rest.

use jiff::civil::date;

use super::*;
use crate::disk::MemoryDisk;

fn load(text: &str) -> (Option<Config>, Vec<String>) {
    let disk = MemoryDisk::new([("rolebook.toml", text)]);
    let mut diags = Diagnostics::default();
    let config = Config::load(&disk, date(2026, 11, 21), &mut diags);
    let found = diags
        .iter()
        .map(|finding| {
            let at = finding.place.as_ref().and_then(Place::line_column);
            let (line, column) = at.unwrap_or_default();
            let hint = finding.hint.as_deref().expect("a hint");
            format!("{line}:{column} {}: {} ({hint})", finding.rule.id, finding.message)
        })
        .collect();
    (config, found)
}

/// One line after a title: what it makes of the settings, and what is said about it.
fn check(line: &str, expected: &[&str]) {
    let (config, found) = load(&format!("title = \"T\"\n{line}\n"));
    assert!(config.is_some());
    assert_eq!(found, expected, "{line}");
}

const FULL: &str = r#"
title = "Hiring playbook"
base_url = "https://careers.example.org/jobs"
language = "de-AT"
audiences = ["public", "managers", "internal"]
default_audience = "internal"
ignore = ["*.bak", "drafts/", "old/*/notes"]
theme = "plain"
[repository]
url = "https://github.com/example/playbook/"
[markdown]
html = "sanitize"
[check]
pay-stale = "error"
image-alt = "off"
[review]
every = "6 months"
[audience.public]
title = "Careers"
base_url = "http://localhost:8080/"
"#;

#[test]
fn every_setting_is_read() {
    let (config, found) = load(FULL);
    assert_eq!(found, [""; 0]);
    let config = config.expect("sound");
    assert_eq!(config.title, "Hiring playbook");
    assert_eq!(config.base_url.as_deref(), Some("https://careers.example.org/jobs/"));
    assert_eq!(config.language, "de-AT");
    assert_eq!(config.audiences.names(), ["public", "managers", "internal"]);
    assert_eq!(config.default_audience, config.audiences.highest());
    assert_eq!(config.raw_html, RawHtml::Sanitize);
    assert_eq!(config.severities.of(&rules::PAY_STALE), Some(Severity::Error));
    assert_eq!(config.severities.of(&rules::IMAGE_ALT), None);
    assert_eq!(config.review_every, ReviewInterval::parse("6 months"));
    let repository = config.repository.as_ref().expect("set");
    assert_eq!((repository.url.as_str(), repository.branch.as_str()), ("https://github.com/example/playbook", "main"));
    assert_eq!(config.theme, "plain");
    assert_eq!(config.title_for(config.audiences.lowest()), "Careers");
    assert_eq!(config.title_for(config.audiences.highest()), "Hiring playbook");
    assert_eq!(config.base_url_for(config.audiences.lowest()), Some("http://localhost:8080/"));
    let ignored = |path: &str| config.ignore.is_match(path);
    assert!(ignored("a.bak") && ignored("deep/a.bak") && ignored("drafts") && ignored("x/drafts"));
    assert!(ignored("old/2024/notes") && !ignored("old/2024/x/notes") && !ignored("a.md") && !ignored("draft"));
}

#[test]
fn a_title_is_enough() {
    let (config, found) = load("title = \"T\"");
    assert_eq!(found, [""; 0]);
    let config = config.expect("sound");
    assert_eq!((config.audiences.names(), config.language.as_str()), (&["public".to_owned()][..], "en"));
    assert_eq!((config.base_url, config.raw_html, config.drafts), (None, RawHtml::Forbid, false));
}

#[test]
fn a_byte_order_mark_and_windows_lines_are_fine() {
    let (config, found) = load("\u{feff}title = \"T\"\r\nlanguage = \"de\"\r\n");
    assert_eq!(found, [""; 0]);
    assert_eq!(config.expect("sound").language, "de");
}

#[test]
fn without_settings_there_is_no_site() {
    let mut diags = Diagnostics::default();
    assert!(Config::load(&MemoryDisk::default(), date(2026, 1, 1), &mut diags).is_none());
    let finding = diags.iter().next().expect("a finding");
    assert_eq!(finding.message, "there are no settings");
    assert_eq!(finding.place.as_ref().map(Place::path), Some("rolebook.toml"));
    let (config, found) = load("title = Hello");
    assert!(config.is_none());
    assert_eq!(found[0], "1:9 settings: `Hello` is text without quotes (write `title = \"Hello\"`)");
}

#[test]
fn text_that_is_not_utf8_is_unreadable() {
    let disk = MemoryDisk::new([("rolebook.toml", b"title = \"\xff\"".as_slice())]);
    let mut diags = Diagnostics::default();
    assert!(Config::load(&disk, date(2026, 1, 1), &mut diags).is_none());
    assert_eq!(diags.iter().next().map(|finding| finding.rule.id), Some("unreadable"));
}

#[test]
fn a_title_is_needed() {
    let (config, found) = load("langage = \"en\"\n[repository]\nbranch = \"x\"\n");
    assert_eq!(config.expect("goes on").title, "Untitled");
    assert_eq!(
        found,
        [
            "1:1 settings: `title` is missing (add a line `title = \"...\"`)",
            "2:1 settings: `url` is missing (add a line `url = \"...\"`)",
            "1:1 settings: there is no key `langage` here (did you mean `language`?)",
        ]
    );
}

#[test]
fn addresses_are_web_addresses() {
    let whole = "2:12 settings: `base_url` cannot be `careers.example.org` (write `base_url = \"https://careers.example.org/\"`)";
    check("base_url = \"careers.example.org\"", &[whole]);
    for address in [
        "ftp://x.org",
        "https://",
        "javascript://x",
        "https://x.org/?a",
        "https://x.org/#a",
        "https://me@x.org",
        "https://x.org/a b",
        "https://x.org/../a",
        "//x.org",
    ] {
        let hint = "write a web address such as `https://careers.example.org/`, without `?` and `#`";
        let expected = format!("2:12 settings: `base_url` cannot be `{address}` ({hint})");
        check(&format!("base_url = \"{address}\""), &[&expected]);
    }
}

#[test]
fn audiences_are_plain_words_that_no_block_has() {
    check(
        "audiences = [\"public\", \"Staff\", \"a b\", \"faq\", \"public\", \"x--y\"]",
        &[
            "2:24 settings: `Staff` cannot name an audience (use lower-case words of the letters a to z joined by `-`, such as `hiring-managers`)",
            "2:33 settings: `a b` cannot name an audience (use lower-case words of the letters a to z joined by `-`, such as `hiring-managers`)",
            "2:40 settings: `faq` is the name of a block, so it cannot name an audience (choose another word)",
            "2:47 settings: `public` is listed twice (name each audience once, least privileged first)",
            "2:57 settings: `x--y` cannot name an audience (use lower-case words of the letters a to z joined by `-`, such as `hiring-managers`)",
        ],
    );
    check(
        "audiences = []",
        &["2:13 settings: `audiences` is empty (name at least one, or remove the line for one audience, `public`)"],
    );
    let many: Vec<String> = (0..20).map(|n| format!("\"a{n}\"")).collect();
    let (config, found) = load(&format!("title = \"T\"\naudiences = [{}]", many.join(",")));
    assert_eq!(config.expect("goes on").audiences.names().len(), 16);
    assert!(found[0].contains("there are 20 audiences"), "{found:?}");
}

#[test]
fn a_misspelt_ladder_cannot_be_lowered_to_a_warning() {
    let (config, found) =
        load("title = \"T\"\naudinces = [\"public\", \"internal\"]\n[check]\nunknown-key = \"off\"\n");
    assert_eq!(found, ["2:1 settings: there is no key `audinces` here (did you mean `audiences`?)"]);
    assert!(config.expect("goes on").severities.is_error(&rules::SETTINGS));
}

#[test]
fn the_default_audience_is_the_highest_unless_said() {
    let two = "audiences = [\"public\", \"internal\"]\ndefault_audience = ";
    check(&format!("{two}\"internal\""), &[]);
    check(
        &format!("{two}\"public\""),
        &["3:20 default-audience: what says nothing is shown to `public`, not only to `internal` \
           (set `default_audience = \"internal\"` unless this is meant)"],
    );
    check(
        &format!("{two}\"intern\""),
        &["3:20 unknown-audience: there is no audience `intern` (did you mean `internal`?)"],
    );
    let (config, _) = load(&format!("title = \"T\"\n{two}\"public\""));
    let config = config.expect("sound");
    assert_eq!(config.default_audience, config.audiences.lowest());
}

#[test]
fn severities_have_rules_and_limits() {
    check(
        "[check]\nbroken-lnk = \"warning\"\naudience-leak = \"warning\"\nsettings = \"error\"\nraw-html = \"loud\"\nbroken-link = 1",
        &[
            "3:1 settings: there is no rule `broken-lnk` (did you mean `broken-link`?)",
            "4:17 settings: `audience-leak` is always an error (remove the line: no site can lower this rule)",
            "6:12 settings: this is no severity for `raw-html` (it is one of `\"off\"`, `\"info\"`, `\"warning\"`, `\"error\"`)",
            "7:15 settings: this is no severity for `broken-link` (it is one of `\"off\"`, `\"info\"`, `\"warning\"`, `\"error\"`)",
        ],
    );
}

#[test]
fn the_rest_is_checked_too() {
    let branch = "write the name of a branch, such as `main`";
    for (line, expected) in [
        (
            "language = \"english\"",
            "2:12 settings: `language` cannot be `english` (write a language tag such as `en` or `pt-BR`)",
        ),
        ("theme = \"../x\"", "2:9 settings: `theme` cannot be `../x` (write the name of a folder under `themes/`)"),
        ("[markdown]\nhtml = \"allow\"", "3:8 settings: `html` cannot be `allow` (it is one of `forbid`, `sanitize`)"),
        (
            "[review]\nevery = \"soon\"",
            "3:9 settings: `every` cannot be `soon` (write a number and a unit, such as `6 months`, `1 year`, `2 weeks` or `90 days`)",
        ),
        ("[audience.pubic]", "2:11 unknown-audience: there is no audience `pubic` (did you mean `public`?)"),
        (
            "[audience]\npublic = 1",
            "3:10 settings: `audience.public` must be a table, found a whole number \
             (write `[audience.public]` and its `title`, `label` or `base_url` below)",
        ),
        (
            "[audience.public]\nlogo = \"x\"",
            "3:1 settings: there is no key `logo` here (keys here are `title`, `label`, `base_url`, `sees`)",
        ),
        (
            "ignore = [\"a[\"]",
            "2:11 settings: `a[` is not a pattern: unclosed character class; missing ']' \
             (write paths from `content/`; `*` stands for a name, `**` for folders)",
        ),
        (
            "[repository]\nurl = \"https://x.org\"\nbranch = \"a b\"",
            &format!("4:10 settings: `branch` cannot be `a b` ({branch})"),
        ),
    ] {
        check(line, &[expected]);
    }
}
