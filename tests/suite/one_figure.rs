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

#[test]
fn a_changed_band_changes_wherever_it_shows() {
    for (max, text, other) in [(185_000, "185,000", "186"), (186_000, "186,000", "185")] {
        let files = files(max);
        let page = &files["roles/lead/index.html"];
        let json = format!("\"maxValue\":{max}");
        for (place, expected) in [
            ("sentence", format!("London pays £130,000 to £{text}<button")),
            ("table", format!("<td><strong>£130,000 to £{text}</strong> a year</td>")),
            ("chart", format!("<strong>£130,000 to £{text}</strong> <em>published here</em>")),
            ("structured data", json),
        ] {
            assert!(page.contains(&expected), "the {place} lacks {expected}:\n{page}");
        }
        for download in ["data/pay.csv", "data/pay.json"] {
            assert!(files[download].contains(&max.to_string()), "{download}: {}", files[download]);
        }
        let old = [format!("{other},000"), format!("{other}000")];
        for (path, bytes) in files.iter().filter(|(path, _)| !path.starts_with("assets/")) {
            assert!(!old.iter().any(|old| bytes.contains(old)), "`{path}` still holds {old:?}");
        }
    }
}
