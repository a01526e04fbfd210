//! One figure, everywhere: a band changed in one file changes in every place that shows it, and the old one is gone.

use std::collections::BTreeMap;

use rolebook::disk::MemoryDisk;

use super::support;

const SETTINGS: &str = "title = \"Test\"\nbase_url = \"https://x.example/\"\naudiences = [\"public\", \"internal\"]\n";
const RECORDS: &str = "audience = \"public\"\n[source.one]\npublisher = \"One\"\ntitle = \"First\"\npublished = 2026-03-01\n\
     [place.london]\ntitle = \"London\"\n[role.lead]\ntitle = \"Lead\"\n";
const PAGE: &str = "+++\ntitle = \"Lead\"\naudience = \"public\"\nkind = \"role\"\nrole = \"lead\"\n+++\n\
     London pays :pay[band] a year.\n\n::pay-table{role=\"lead\"}\n\n::pay-chart{role=\"lead\"}\n\n::pay-explorer{role=\"lead\"}\n";

/// The public files of a site whose one band ends at `max`.
fn files(max: i64) -> BTreeMap<String, String> {
    let band = format!(
        "[[band]]\nid = \"band\"\nrole = \"lead\"\nplace = \"london\"\nmeasure = \"base\"\nmin = 130000\nmax = {max}\n\
         currency = \"GBP\"\nperiod = \"year\"\nsource = \"one\"\nmethod = \"manual\"\naudience = \"public\"\n"
    );
    let mut disk = MemoryDisk::default();
    disk.insert("rolebook.toml", SETTINGS);
    disk.insert("content/data/records.toml", RECORDS);
    disk.insert("content/data/band.toml", band);
    disk.insert("content/roles/lead.md", PAGE);
    let built = support::build(&disk);
    assert_eq!(built.short(), "");
    let public = built.audience("public").expect("it is built");
    public
        .iter()
        .map(|file| (file.path.as_str().to_owned(), String::from_utf8_lossy(&file.bytes).into_owned()))
        .collect()
}

/// What each of the six places says of the band.
fn told(files: &BTreeMap<String, String>) -> BTreeMap<&'static str, String> {
    let page = &files["roles/lead/index.html"];
    let json = |path: &str| -> serde_json::Value { serde_json::from_str(&files[path]).expect("it is JSON") };
    let row = |json: &serde_json::Value| json["figures"][0].to_string();
    let structured: Vec<&str> = between(page, "<script type=\"application/ld+json\">", "</script>");
    let salary = structured.iter().find_map(|text| {
        let all: serde_json::Value = serde_json::from_str(text).expect("it is JSON");
        found(&all, "estimatedSalary").map(serde_json::Value::to_string)
    });
    BTreeMap::from([
        ("sentence", between(page, "London pays ", " a year").concat()),
        ("table", between(page, "<td><strong>", "</td>").concat()),
        (
            "chart",
            between(page, "<pay-chart", "</pay-chart>").concat() + &between(page, "<figure", "</figure>").concat(),
        ),
        ("widget", row(&json("data/pay-explorer.json"))),
        ("download", files["data/pay.csv"].lines().skip(1).collect::<String>() + &row(&json("data/pay.json"))),
        ("structured data", salary.expect("the role has a salary")),
    ])
}

/// What stands between each `from` and the next `to`.
fn between<'t>(text: &'t str, from: &str, to: &str) -> Vec<&'t str> {
    text.split(from).skip(1).filter_map(|rest| rest.split_once(to)).map(|(inside, _)| inside).collect()
}

/// The first value under this key, however deep it lies.
fn found<'v>(value: &'v serde_json::Value, key: &str) -> Option<&'v serde_json::Value> {
    match value {
        serde_json::Value::Object(map) => map.get(key).or_else(|| map.values().find_map(|inside| found(inside, key))),
        serde_json::Value::Array(list) => list.iter().find_map(|inside| found(inside, key)),
        _ => None,
    }
}

#[test]
fn a_changed_band_changes_in_all_six_places_and_in_nothing_else() {
    let (before, after) = (files(185_000), files(186_000));
    let (told_before, told_after) = (told(&before), told(&after));
    assert_eq!(told_before.len(), 6);
    for (place, old) in &told_before {
        let new = &told_after[place];
        assert!(old.contains("185,000") || old.contains("185000"), "the {place} lacks the figure: {old}");
        // Bars are drawn to scale, so the chart's figures are compared and its positions are not.
        if *place == "chart" {
            assert!(new.contains("186,000") && !new.contains("185,000"), "the {place} still says {new}");
            continue;
        }
        assert_eq!(*new, old.replace("185,000", "186,000").replace("185000", "186000"), "the {place}");
    }
    for (path, bytes) in after.iter().filter(|(path, _)| !path.starts_with("assets/")) {
        assert!(!bytes.contains("185,000") && !bytes.contains("185000"), "`{path}` still holds the old figure");
    }
    let mut changed: Vec<&str> = Vec::new();
    for (path, bytes) in &before {
        if after.get(path) != Some(bytes) && !path.starts_with("search/") {
            changed.push(path);
        }
    }
    for path in
        ["data/pay-explorer.json", "data/pay.csv", "data/pay.json", "roles/lead/index.html", "roles/lead/index.md"]
    {
        assert!(changed.contains(&path), "`{path}` is among what changed: {changed:?}");
    }
    // The first page and that of the roles show the figure on the card of its role.
    for path in ["index.html", "roles/index.html"] {
        assert!(changed.contains(&path) && after[path].contains("186,000"), "{changed:?}");
    }
    for path in ["404.html", "search/index.html"] {
        assert!(before.contains_key(path) && !changed.contains(&path), "pages without it stay: {changed:?}");
    }
}
