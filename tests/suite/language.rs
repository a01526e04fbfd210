//! A site in German has no English word of ours on any page and in any script's words.

use std::collections::BTreeMap;

use rolebook::disk::MemoryDisk;

use super::support;

/// A site that shows every block, with no English word of its author's.
const SITE: &[(&str, &str)] = &[
    (
        "rolebook.toml",
        r#"
title = "Handbuch"
base_url = "https://handbuch.test/"
language = "de"
audiences = ["public", "internal"]
[repository]
url = "https://git.test/handbuch"
branch = "main"
"#,
    ),
    (
        "content/_index.md",
        "+++\ntitle = \"Willkommen\"\n[cascade]\naudience = \"public\"\n+++\n\n# Willkommen\n\nEin Satz mit [Verweis](seite.md) und Fußnote.[^a]\n\n[^a]: Dort.\n",
    ),
    (
        "content/seite.md",
        r#"+++
title = "Seite"
summary = "Kurz gesagt."
owner = "Anna"
reviewed_on = 2026-11-01
review_every = "6 months"
tags = ["Gehalt"]
+++

::toc

## Erstes

> [!NOTE]
> Merke.

> [!TIP]
> Merke.

> [!WARNING]
> Merke.

> [!IMPORTANT]
> Merke.

> [!CAUTION]
> Merke.

:::note
Merke.
:::

:::tip
Merke.
:::

:::warning
Merke.
:::

:::red-flags
- Nein
:::

:::signals
- Ja
:::

:::faq
### Warum?

Darum.
:::

:::tabs
### Eins

A

### Zwei

B
:::

:::internal
Geheim.
:::

## Zweites

- [x] Fertig
- [ ] Offen

| A | B |
|---|---|
| 1 | 2 |

```rust
fn main() {}
```

Das Band ist :pay[wien], eine Quelle sagt :pay[q1], dazu :pay[bon], :pay[ant] und :pay[auf]. Es dauert :claim[dauer].

## Drittes

::pay-table{role="leitung"}

::pay-chart{role="leitung"}

::pay-explorer{role="leitung"}

::compare{roles="leitung,bau"}

::compare{roles="all"}

::skills{roles="leitung"}

::ladder{ladder="stufen"}

::interview-kit{role="leitung"}

::role-fit{for="candidate"}
"#,
    ),
    (
        "content/team/_index.md",
        "+++\ntitle = \"Intern\"\naudience = \"internal\"\n+++\n\n# Intern\n\n::scorecard{stage=\"erstes\"}\n\n::interview-kit{role=\"leitung\" view=\"whole\"}\n\n::debrief{role=\"leitung\"}\n\n::walk-away{role=\"leitung\"}\n\n::posting-builder{role=\"leitung\"}\n",
    ),
    (
        "content/data/alles.toml",
        r#"
audience = "public"
[source.eins]
publisher = "Institut"
title = "Erhebung"
published = 2026-05-01
[source.zwei]
publisher = "Verlag"
title = "Bericht"
retrieved = 2026-06-01
[source.example]
publisher = "Haus"
title = "Beispiel"
kind = "example"
published = 2026-01-01
[place.wien]
title = "Wien"
currency = "EUR"
[place.graz]
title = "Graz"
currency = "EUR"
[level.lead]
title = "Stufe L"
order = 1
[skill.code]
title = "Programmieren"
description = "Schreibt Code."
working = "Schreibt mit."
[skill.rede]
title = "Rede"
[family.technik]
title = "Technik"
[role.leitung]
title = "Leitung Technik"
aliases = ["Chefin"]
mission = "Richtung geben"
owns = "Das System"
code_share = "ein Drittel"
team = "acht"
time_split = "halb"
work_mode = "vor Ort"
family = "technik"
needs = { code = "working" }
nice = { rede = "expert" }
responsibilities = ["Entscheiden"]
outcomes = ["Ein System"]
looks_for = ["Geduld"]
experience = ["Jahre"]
education = ["Studium"]
certifications = ["Schein"]
kpis = ["Ruhe"]
next = ["bau"]
lateral = ["bau"]
[role.bau]
title = "Bau"
mission = "Bauen"
owns = "Teile"
family = "technik"
needs = { code = "expert" }
from = ["leitung"]
[comparison.beide]
roles = ["leitung", "bau"]
[ladder.stufen]
title = "Stufen"
[ladder.stufen.steps.lead]
summary = "Erste"
needs = { code = "working" }
[ladder.stufen.steps.lead.expects]
"Umfang" = "Ein Teil"
[[observation]]
id = "q1"
role = "leitung"
place = "wien"
measure = "base"
min = 70000
max = 90000
currency = "EUR"
period = "year"
source = "eins"
[[observation]]
id = "q2"
role = "leitung"
place = "wien"
measure = "base"
min = 75000
max = 99000
open_ended = true
currency = "EUR"
period = "year"
source = "zwei"
[[observation]]
id = "q3"
role = "bau"
place = "graz"
measure = "total"
min = 5000
max = 6000
currency = "EUR"
period = "month"
source = "eins"
[[band]]
id = "wien"
role = "leitung"
place = "wien"
measure = "base"
min = 70000
max = 99000
open_ended = true
currency = "EUR"
period = "year"
method = "envelope"
from = ["q1", "q2"]
[[walk_away]]
id = "grenze"
band = "wien"
amount = 105000
budget = 90000
approver = "Anna"
as_of = 2026-06-01
[[bonus]]
id = "bon"
role = "leitung"
min = 10
max = 20
source = "eins"
[[equity]]
id = "ant"
role = "leitung"
stage = "seed"
min = 0.1
max = 0.5
basis = "unknown"
vesting_months = 48
cliff_months = 12
source = "eins"
[[premium]]
id = "auf"
role = "leitung"
over = "bau"
min = 10
max = 20
source = "eins"
[claim.dauer]
title = "Dauer"
unit = "month"
start = "Anfang"
stop = "Ende"
seen = [{ source = "eins", min = 4, max = 9 }, { source = "zwei", min = 3, max = 5 }]
[fit.candidate]
title = "Welche Rolle?"
version = 1
margin = 2
roles = ["leitung", "bau"]
[[fit.candidate.question]]
id = "stunden"
ask = "Wie viele Stunden?"
type = "number"
min = 0
max = 40
[[fit.candidate.gate]]
when = "stunden < 12"
rules_out = ["leitung"]
say = "Leitung heißt reden."
source = "eins"
[[fit.candidate.question]]
id = "woche"
ask = "Welche Woche?"
options = [
  { id = "reden", say = "Reden", points = { leitung = 3 }, source = "eins" },
  { id = "bauen", say = "Bauen", points = { bau = 3 }, source = "eins" },
]
[[question]]
id = "wo"
ask = "Wo?"
answer = "Hier."
roles = ["leitung"]
[[red_flag]]
id = "rot"
look_for = "Eile"
roles = ["leitung"]
[[stage]]
id = "erstes"
role = "leitung"
title = "Erstes Treffen"
order = 1
minutes = 45
about = "Wir reden."
panel = "Anna"
format = "Vor Ort"
prepare = "Nichts"
panel_audience = "internal"
questions = ["Wie?"]
probes = ["Und?"]
not_evidence = ["Akzent"]
[[stage.criterion]]
title = "Klarheit"
look_for = "Klar"
anchors = ["a", "b", "c", "d"]
"#,
    ),
];

/// The words of a language file by key, each cut at its gaps into pieces of text.
fn words(language: &str) -> BTreeMap<String, Vec<String>> {
    let path = support::package().join(format!("themes/default/strings/{language}.toml"));
    let text = std::fs::read_to_string(path).expect("the file is there");
    let table: toml::Table = text.parse().expect("the file is TOML");
    let mut words = BTreeMap::new();
    gather("", &toml::Value::Table(table), &mut words);
    words
}

fn gather(key: &str, value: &toml::Value, words: &mut BTreeMap<String, Vec<String>>) {
    match value {
        toml::Value::Table(table) => {
            for (name, value) in table {
                gather(&format!("{key}.{name}"), value, words);
            }
        }
        toml::Value::String(text) => {
            let pieces = text.split(['{', '}']).step_by(2).map(|piece| piece.trim().to_owned());
            words.insert(key.to_owned(), pieces.filter(|piece| piece.chars().count() > 3).collect());
        }
        other => panic!("{key} is {other}"),
    }
}

/// Whether `word` stands in `text` with no letter on either side of it.
fn stands_in(word: &str, text: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// The attributes that are read aloud or shown.
const SPOKEN: [&str; 6] = ["aria-label=\"", "placeholder=\"", " title=\"", " label=\"", "data-open=\"", "data-dark=\""];

/// What a reader sees or hears of a page: its text, what attributes say, and the words of its scripts.
fn shown(html: &str) -> String {
    let mut shown = String::new();
    for part in html.split('<') {
        let (tag, text) = part.split_once('>').unwrap_or(("", part));
        let value = |name: &str| Some(tag.split(name).nth(1)?.split('"').next()?.to_owned());
        let description = if tag.contains("description") { value("content=\"") } else { None };
        let words = value("data-words=\"").map(|words| said(&words.replace("&quot;", "\"")));
        for spoken in SPOKEN.iter().filter_map(|name| value(name)).chain(description).chain(words) {
            shown.push_str(&spoken);
            shown.push('\n');
        }
        if !tag.starts_with("script") && !tag.starts_with("style") {
            shown.push_str(text);
            shown.push('\n');
        }
    }
    shown
}

/// The texts of a script's words, without their keys.
fn said(json: &str) -> String {
    fn values(value: &serde_json::Value, text: &mut String) {
        match value {
            serde_json::Value::Object(map) => map.values().for_each(|value| values(value, text)),
            serde_json::Value::String(said) => text.extend([said, "\n"]),
            _ => {}
        }
    }
    let mut text = String::new();
    if let Ok(value) = serde_json::from_str(json) {
        values(&value, &mut text);
    }
    // The names of arguments are English; readers never see them.
    text.split(['{', '}']).step_by(2).collect::<Vec<_>>().join("{}")
}

#[test]
fn a_site_in_german_has_no_english_word_of_ours() {
    let built = support::build(&MemoryDisk::new(SITE.iter().map(|(path, text)| (*path, *text))));
    assert_eq!(built.short(), "");
    let (english, german) = (words("en"), words("de"));
    let foreign: Vec<(&String, &String)> = english
        .iter()
        .flat_map(|(key, pieces)| pieces.iter().map(move |piece| (key, piece)))
        .filter(|(_, piece)| !german.values().flatten().any(|own| stands_in(piece, own)))
        .collect();
    assert!(foreign.len() > 300, "{} English pieces are looked for", foreign.len());
    let mut found = Vec::new();
    for (audience, files) in &built.outputs {
        for file in files.iter() {
            let path = file.path.as_str();
            let text = String::from_utf8_lossy(&file.bytes);
            let text = match path.rsplit('.').next() {
                Some("html") => shown(&text),
                Some("json") if path.starts_with("assets/") => said(&text),
                Some("md" | "xml" | "txt") => text.into_owned(),
                _ => continue,
            };
            let of_file = foreign.iter().filter(|(_, piece)| stands_in(piece, &text));
            found.extend(of_file.map(|(key, piece)| format!("{audience}/{path}: `{piece}` ({key})")));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    // The German ones are there.
    let page = |path: &str| {
        let files = built.audience("internal").expect("it is built");
        let file = files.iter().find(|file| file.path.as_str() == path).expect("the page is there");
        String::from_utf8_lossy(&file.bytes).into_owned()
    };
    let shows = page("seite/index.html");
    for word in ["Nur Intern", "Geprüft am", "1. November 2026", "Auf dieser Seite", "70.000", "im Jahr", "Warnzeichen"]
    {
        assert!(shows.contains(word), "{word}");
    }
}
