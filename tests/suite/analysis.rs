//! What Rust makes of the words and texts of `tests/fixtures/analysis`; the same files hold the script of the search box.

use std::path::PathBuf;

use rolebook::search::analysis::Analyzer;
use serde_json::{Value, json};

use super::support::package;

const ENDINGS: &str = "s 's es ed ing ly er ers ment ments ness ful fulness ation ations ational ization izer ize ized \
     izing ive iveness able ability ably al ality ally ism ist ogist ous ousness ously ic ical icate ence ance ied ies \
     eed eedly ingly edly y yed ying ion sses l ll e ogi li fully lessly entli tional iciti ative ate ator ement ant";
const BEGINNINGS: &str = "re un y pre co over inter gener past univers commun arsen ' out";

const TEXTS: &[&str] = &[
    "",
    "   \u{1f600}\u{fe0f} -- \u{201c}\u{201d} ...",
    "The candidate's notes aren\u{2019}t the interviewers\u{2019} notes; 'quoted' rock 'n' roll.",
    "Follow-up e-mails, x-ray, on\u{2010}call, non\u{2011}profit, state-of-the-art, one-two-three-four-five-six.",
    "C++, C#, F#, C++17, Notepad++ and C+++; .NET, ASP.NET, Node.js, C#/.NET, (.env) ...then v1.2.3 .5",
    "R&D, Q&A, AT&T, M&A&B, salt&pepper, R & D, U.S., U.S.A., e.g. i.e. Ph.D. A/B CI/CD UI/UX/QA and/or he/him hiring/firing 24/7",
    "\u{a3}187,500\u{2013}\u{a3}210,000, 1,000,000.50, 12,34, 1.5, 2026-11-21, 10.0.0.1, 130 000, 20%, L4-L5, 2nd, 1990s",
    "https://example.com/roles/ml-engineer/?q=a_b#top me@example.org snake_case_name camelCase",
    "R\u{c9}SUM\u{c9} re\u{301}sume\u{301} na\u{ef}ve \u{141}\u{f3}d\u{17a} Stra\u{df}e STRASSE \u{c6}r\u{f8} c\u{153}ur \u{de}\u{f3}r \u{110}\u{1eb7}ng Vi\u{1ec7}t \u{fb01}t \u{2460} \u{bd} x\u{b2} \u{2163}",
    "\u{3a3}\u{38a}\u{3a3}\u{3a5}\u{3a6}\u{39f}\u{3a3} \u{3c4}\u{3ad}\u{3bb}\u{3bf}\u{3c2}; \u{41c}\u{43e}\u{439} \u{451}\u{436}, \u{438}\u{306}\u{43e}\u{434} \u{438}\u{301}\u{306}; \u{130}stanbul I\u{131}",
    "\u{9762}\u{63a5}\u{306e}\u{6e96}\u{5099}\u{3092}\u{3059}\u{308b}\u{3002}Python\u{5165}\u{9580}\u{3001}\u{4eba}\u{3001}\u{ff30}\u{ff59}\u{ff54}\u{ff48}\u{ff4f}\u{ff4e}\u{3001}\u{ff76}\u{ff9e}\u{ff72}\u{ff84}\u{ff9e}\u{3001}\u{30b3}\u{30fc}\u{30d2}\u{30fc}\u{3001}\u{304b}\u{3099}",
    "\u{6c42}\u{4eba}\u{7968} \u{20bb7}\u{91ce}\u{5bb6} \u{cc44}\u{c6a9} \u{b2f4}\u{b2f9}\u{c790}\u{b294} \u{1112}\u{1161}\u{11ab} 3\u{4eba}",
    "\u{e01}\u{e32}\u{e23}\u{e2a}\u{e31}\u{e21}\u{e20}\u{e32}\u{e29}\u{e13}\u{e4c}\u{e07}\u{e32}\u{e19} \u{e3f}500 \u{e81}\u{eb2}\u{e99} \u{1781}\u{17d2}\u{1798}\u{17c2}\u{179a} \u{1019}\u{103c}\u{1014}\u{103a}\u{1019}\u{102c}",
    "\u{5e9}\u{5b8}\u{5c1}\u{5dc}\u{5d5}\u{5b9}\u{5dd} \u{645}\u{64f}\u{642}\u{627}\u{628}\u{64e}\u{644}\u{640}\u{640}\u{629} \u{623}\u{62d}\u{645}\u{62f} \u{645}\u{6cc}\u{200c}\u{62e}\u{648}\u{627}\u{647}\u{645} \u{663}\u{664}",
    "\u{939}\u{93f}\u{928}\u{94d}\u{926}\u{940} \u{93e}\u{915} \u{bb4}\u{ba4}\u{bae}\u{bbf}\u{bb4}\u{bcd}",
    "soft\u{ad}hyphen zero\u{200b}width 1\u{fe0f}\u{20e3} a\u{300}\u{301}\u{302} \u{1d400}\u{1d401}ing \u{10428}s __proto__ constructor toString",
    "\u{640}\u{640} \u{640}.\u{640} \u{640}-1 ''a'' a''b o'clock' l\u{2019}entretien d'embauche \u{2bc}a\u{2bc}b",
    "401(k) 403(b), engineer(s) f(x)y R&D(s) e-mail(s) (k) 401 (k) 401(kk) \u{a3}95,000 95k 95K 1000k 0000 000 12000k 1234567000 95.5k 1,000",
    "l'\u{e9}quipe L\u{2019}\u{c9}quipe qu'elle jusqu'ici d'un n'a aujourd'hui t'other we'll don't l'e-mail l'\u{4eba}",
];

fn fixture(name: &str) -> PathBuf {
    package().join("tests/fixtures/analysis").join(name)
}

fn read(name: &str) -> String {
    std::fs::read_to_string(fixture(name)).expect("the fixture is there")
}

/// Compares with a file of the fixture, or writes it.
fn check(name: &str, made: &str) {
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(fixture(name), made).expect("the fixture can be written");
        return;
    }
    for (at, (made, expected)) in made.lines().zip(read(name).lines()).enumerate() {
        assert_eq!(made, expected, "{name}:{}", at + 1);
    }
    assert_eq!(made.lines().count(), read(name).lines().count(), "{name}");
}

/// The twelve variants of a word; `at` is its line, from 0.
fn variants(word: &str, at: usize) -> Vec<String> {
    let endings: Vec<&str> = ENDINGS.split_whitespace().collect();
    let beginnings: Vec<&str> = BEGINNINGS.split_whitespace().collect();
    let mut variants = vec![word.to_owned()];
    for number in 0..8 {
        let ending = endings[(at * 8 + number) * 7 % endings.len()];
        let before = if number % 2 == 1 { word.strip_suffix('e').unwrap_or(word) } else { word };
        variants.push(format!("{before}{ending}"));
    }
    variants.push(format!("{}{word}", beginnings[at % beginnings.len()]));
    let accents = [('e', "e\u{301}"), ('a', "\u{e4}"), ('o', "\u{f8}"), ('i', "\u{130}"), ('u', "\u{16f}")];
    let (plain, accented) = accents[at % accents.len()];
    variants.push(word.replace(plain, accented));
    variants.push(word.to_uppercase().replace("SS", "\u{1e9e}").replace("AE", "\u{c6}"));
    variants
}

fn fnv1a(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[test]
fn the_words_of_the_fixture_have_their_stems() {
    let analyzer = Analyzer::new("en");
    let (words, mut count) = (read("words.txt"), 0);
    let words: Vec<&str> = words.lines().collect();
    let mut hashes = String::new();
    for (block, words) in words.chunks(64).enumerate() {
        let mut lines = String::new();
        for variant in words.iter().enumerate().flat_map(|(at, word)| variants(word, block * 64 + at)) {
            for token in analyzer.tokens(&variant) {
                lines.push_str(&format!("{} {}\n", token.surface, token.stem));
            }
            count += 1;
        }
        hashes.push_str(&format!("{}\n", fnv1a(&lines)));
    }
    assert!(count >= 20_000, "{count} words are too few to show anything");
    check("words.hash", &hashes);
}

#[test]
fn the_texts_of_the_fixture_have_their_words() {
    let analyzer = Analyzer::new("en");
    let texts: Vec<Value> = TEXTS
        .iter()
        .map(|text| {
            let tokens: Vec<Value> = analyzer
                .tokens(text)
                .into_iter()
                .map(|token| json!([token.surface, token.stem, token.position, token.start, token.end, token.extra]))
                .collect();
            json!({ "text": text, "tokens": tokens })
        })
        .collect();
    let lines: Vec<String> = texts.iter().map(Value::to_string).collect();
    check("texts.json", &format!("[\n{}\n]\n", lines.join(",\n")));
}
