//! Rules about wording: their tables are sound, examples and vectors come out, and known false alarms are none.

use rolebook::lint::{Block, BlockIs, Kind, check, export, may_break, rules};

#[derive(serde::Deserialize)]
struct Vector {
    kind: Kind,
    language: String,
    blocks: Vec<Block>,
    hits: Vec<Expected>,
}

#[derive(serde::Deserialize, Debug, PartialEq)]
struct Expected {
    rule: String,
    level: String,
    block: Option<usize>,
    words: String,
    message: String,
}

/// A text whose lines are blocks: `# ` begins a heading, `- ` an item.
fn blocks(text: &str) -> Vec<Block> {
    let block = |line: &str| match (line.strip_prefix("# "), line.strip_prefix("- ")) {
        (Some(text), _) => Block { is: BlockIs::Heading, text: text.to_owned() },
        (_, Some(text)) => Block { is: BlockIs::Item, text: text.to_owned() },
        _ => Block { is: BlockIs::Text, text: line.to_owned() },
    };
    text.lines().map(block).collect()
}

/// The rules that a text of a posting breaks, without those about the whole of it.
fn broken(text: &str) -> Vec<String> {
    let whole = ["eeo-line", "posting-length"];
    let hits = check(Kind::Posting, "en", &blocks(text));
    let hits = hits.into_iter().filter(|hit| !whole.contains(&hit.rule.id.as_str()));
    hits.map(|hit| format!("{} {}", hit.rule.id, hit.words())).collect()
}

#[test]
fn rules_find_their_bad_example_and_pass_the_good_one() {
    for rule in rules() {
        let kind = [Kind::Posting, Kind::Kit].into_iter().find(|kind| rule.level(*kind).is_some());
        let kind = kind.unwrap_or_else(|| panic!("{} is about no kind of text", rule.id));
        let breaks = |text: &str| check(kind, "en", &blocks(text)).iter().any(|hit| hit.rule.id == rule.id);
        assert!(rule.bad.as_deref().is_none_or(breaks), "{} should find its bad example", rule.id);
        assert!(!rule.good.as_deref().is_some_and(breaks), "{} should pass its good example", rule.id);
        assert!(!rule.why.is_empty() && !rule.sources.is_empty(), "{} says what it rests on", rule.id);
        for source in &rule.sources {
            assert!(source.url.as_ref().is_none_or(|url| url.starts_with("https://")), "{}", source.title);
        }
    }
}

#[test]
fn every_message_can_be_filled_in() {
    for vector in vectors() {
        for hit in check(vector.kind, &vector.language, &vector.blocks) {
            for text in [hit.message("en"), hit.message("de"), hit.hint("en"), hit.hint("de")] {
                let gaps = ["{words}", "{count}", "{most}", "{least}", "{over}", "{other}"];
                assert!(!text.is_empty() && !gaps.iter().any(|gap| text.contains(gap)), "{}: {text}", hit.rule.id);
            }
        }
    }
}

#[test]
fn phrases_of_the_tables_are_words_as_texts_have_them() {
    let written: serde_json::Value =
        serde_json::from_str(include_str!("../../src/lint/rules.json")).expect("the tables are JSON");
    let mut phrases = Vec::new();
    gather(&written["money"], &mut phrases);
    // Such words are told apart at their hyphens where phrases are looked for.
    phrases.iter_mut().for_each(|word: &mut String| *word = word.replace('-', " "));
    for rule in written["rules"].as_array().expect("a list") {
        for list in ["phrases", "unless", "unless_block"] {
            gather(&rule[list], &mut phrases);
        }
    }
    assert!(phrases.len() > 300);
    for phrase in phrases {
        let words: Vec<&str> = phrase.split(' ').map(|word| word.trim_end_matches('*')).collect();
        let sound =
            |word: &&str| *word == "#" || *word == "_" || word.chars().all(|c| c.is_alphanumeric() || c == '\'');
        assert!(words.iter().all(sound) && phrase.to_lowercase() == phrase, "{phrase}");
        assert!(words.iter().all(|word| !word.is_empty()), "{phrase}");
    }
}

fn gather(value: &serde_json::Value, phrases: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => phrases.push(text.clone()),
        serde_json::Value::Array(list) => list.iter().for_each(|value| gather(value, phrases)),
        serde_json::Value::Object(map) => map.values().for_each(|value| gather(value, phrases)),
        _ => {}
    }
}

#[test]
fn known_false_alarms_are_none() {
    for text in [
        "The chairperson plans the week.",
        "We welcome applications from everyone, regardless of age, marital status, religion or disability.",
        "We do not ask for your date of birth. Please leave out your age.",
        "We do not ask about your salary history.",
        "Words such as “rockstar” tell nothing.",
        "You keep race conditions out of a service for 200 million requests.",
        "We founded the company 12 years ago, and shares vest over 4 years.",
        "We pay $150,000 to $180,000, and up to $2,000 a year for learning.",
        "We pay $150,000–180,000 a year.",
        "We pay from £90,000 to £110,000.",
        "The team spent over $20 million on hardware.",
        "You own a budget of over $200,000 a year.",
        "Purchases of more than £10,000 need a second signature.",
        "The team uses names such as he/him/his and she/her.",
        "Ninja build files are generated.",
        "The footnote [1] and the remark [sic] stand in brackets.",
        "A mandate, a manager, a human and a woman.",
        "A degree is not required. You may have a degree in physics, or equivalent experience.",
        "Strong typing, brute force search, competitor analysis and a task force.",
    ] {
        assert_eq!(broken(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn pay_without_an_end_is_found_however_it_is_written() {
    for (text, words) in [
        ("We pay up to $180,000 a year.", "up to $180,000"),
        ("From £90k a year", "From £90k"),
        ("$500k+ in total", "$500k+"),
        ("$280,000–$500,000+", "$500,000+"),
        ("We pay 120.000 € or more.", "120.000 € or more"),
        ("Starting at CAD 120,000", "Starting at CAD 120,000"),
        ("Pay: $120,000 and up.", "$120,000 and up"),
        ("The salary is over $120,000, and you own a budget.", "over $120,000"),
        ("You own a budget. Over $120,000 a year.", "Over $120,000"),
    ] {
        assert_eq!(broken(text), [format!("pay-open-ended {words}")], "{text}");
    }
}

#[test]
fn placeholders_are_found_however_they_are_written() {
    for (text, words) in [
        ("In [city] from May.", vec!["[city]"]),
        ("{add the system here} and more", vec!["{add the system here}"]),
        ("Pay of $X to $YY", vec!["$X", "$YY"]),
        ("Starts TBD.", vec!["TBD"]),
        ("<company> is hiring", vec!["<company>"]),
    ] {
        let expected: Vec<String> = words.into_iter().map(|word| format!("placeholder {word}")).collect();
        assert_eq!(broken(text), expected, "{text}");
    }
}

#[test]
fn what_is_exported_is_what_a_browser_needs() {
    let exported: serde_json::Value = serde_json::from_str(&export(Kind::Posting, "en-GB", "de")).expect("it is JSON");
    let rules = exported["rules"].as_array().expect("a list");
    assert!(rules.len() > 10);
    for rule in rules {
        assert!(rule["level"].is_string() && rule["hint"].is_string());
        assert!(rule["bad"].is_null() && rule["sources"].is_null() && rule["severity"].is_null());
    }
    assert!(exported["numbers"]["two"] == 2);
    let years = rules.iter().find(|rule| rule["id"] == "years-stacked").expect("a rule of postings");
    assert!(years["phrases"]["words"].as_array().is_some_and(|list| list.len() > 2));
    assert!(years["say"].as_str().is_some_and(|say| say.contains("Jahre")), "{years}");
}

#[test]
fn a_quick_look_misses_nothing() {
    assert!(may_break(Kind::Page, "en-GB", "A Salesman, or he/she"));
    assert!(!may_break(Kind::Page, "en", "The other shell helps them there"));
    assert!(!may_break(Kind::Page, "en", "A quiet page"));
    assert!(may_break(Kind::Posting, "en", "A quiet page"));
    for rule in rules().iter().filter(|rule| rule.level(Kind::Page).is_some()) {
        let bad = rule.bad.as_deref().expect("a rule about words has an example");
        assert!(may_break(Kind::Page, "en", bad), "{}", rule.id);
    }
}

fn vectors() -> Vec<Vector> {
    serde_json::from_str(include_str!("../vectors/lint.json")).expect("the vectors are sound")
}

#[test]
fn texts_give_what_the_vectors_say() {
    let vectors = vectors();
    assert!(vectors.len() >= 20);
    for vector in &vectors {
        let found: Vec<Expected> = check(vector.kind, &vector.language, &vector.blocks)
            .into_iter()
            .map(|hit| Expected {
                message: hit.message(&vector.language),
                words: hit.words().to_owned(),
                level: hit.level.name().to_owned(),
                block: hit.block,
                rule: hit.rule.id.clone(),
            })
            .collect();
        assert_eq!(found, vector.hits, "{:?}", vector.blocks);
    }
}
