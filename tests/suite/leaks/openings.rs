//! Openings: who is hiring, the band behind a range and openings for the talent team leave no trace in public.

use super::interference::check;
use super::{files, readings};
use crate::support;
use rolebook::disk::MemoryDisk;

const PUBLIC: &str = r#"
audience = "public"
[place.london]
title = "London"
country = "GB"
currency = "GBP"
[role.lead]
title = "Lead"
[posting.lead-london]
role = "lead"
places = ["london"]
min = 100000
max = 120000
opened = 2026-11-01
closes = 2027-01-31
apply = "jobs@example.org"
equal_opportunity = "We hire regardless of age."
waive = ["posting-length: a test"]
"#;

/// A band and an opening for the talent team.
const VAULT: &str = r#"
[[band]]
id = "vault-band"
role = "lead"
place = "london"
measure = "base"
min = 91919
max = 141414
currency = "GBP"
period = "year"
method = "manual"
[posting.vault]
role = "lead"
title = "Vault"
places = ["london"]
opened = 2026-11-05
closes = 2027-02-01
min = 95959
max = 131313
apply = "vault@example.org"
equal_opportunity = "We hire regardless of age."
waive = ["posting-length: a test"]
"#;

#[test]
fn openings_and_bands_for_the_talent_team_change_nothing_in_public() {
    check(&[("content/data/a.toml", PUBLIC)], &[("content/data/vault.toml", VAULT)]);
}

fn with_manager(name: &str) -> MemoryDisk {
    let mut disk = MemoryDisk::default();
    disk.insert(
        "rolebook.toml",
        "title = \"Jobs\"\nbase_url = \"https://x.example/\"\naudiences = [\"public\", \"internal\"]\n[employer]\nname = \"Works\"\n\
         [employer.headcount]\nas_of = 2026-11-01\ntotal = 5151\n[employer.headcount.at]\nGB = 4141\n",
    );
    disk.insert("content/_index.md", "+++\ntitle = \"Home\"\naudience = \"public\"\n+++\nText.\n");
    disk.insert("content/data/a.toml", format!("{PUBLIC}manager = \"{name}\"\n"));
    disk.insert(
        "content/jobs/lead-london.md",
        "+++\ntitle = \"Lead\"\naudience = \"public\"\n+++\nWords.\n\n:::internal\nzqxwalkaway 147147\n:::\n",
    );
    disk
}

#[test]
fn who_is_hiring_shows_to_the_highest_audience_alone() {
    let (one, other) = (support::build(&with_manager("Zqxmarisol Vault")), support::build(&with_manager("Zqxbert")));
    let public = files(&one, "public");
    assert_eq!(public, files(&other, "public"));
    assert!(public.contains_key("jobs/lead-london/index.html") && public.contains_key("jobs/jobs.xml"));
    for (path, bytes) in &public {
        for word in ["zqxmarisol", "5151", "4141", "147147", "zqxwalkaway"] {
            assert!(!readings(path, bytes).contains(word), "`{word}` in {path}");
        }
    }
    let internal = files(&one, "internal");
    let page = String::from_utf8_lossy(&internal["jobs/lead-london/index.html"]).into_owned();
    assert!(page.contains("Zqxmarisol Vault") && page.contains("147147"));
}

#[test]
fn on_a_site_with_one_audience_nobody_sees_who_is_hiring() {
    let mut disk = with_manager("Zqxmarisol");
    disk.insert("rolebook.toml", "title = \"Jobs\"\nbase_url = \"https://x.example/\"\n");
    disk.insert("content/jobs/lead-london.md", "+++\ntitle = \"Lead\"\n+++\nWords.\n");
    let public = files(&support::build(&disk), "public");
    assert!(public.contains_key("jobs/lead-london/index.html"));
    for (path, bytes) in &public {
        assert!(!readings(path, bytes).contains("zqxmarisol"), "{path}");
    }
}

#[test]
fn a_range_outside_an_internal_band_says_nothing_of_its_figures_to_the_public() {
    let mut disk = with_manager("Bert");
    let band = "[[band]]\nid = \"hidden\"\nrole = \"lead\"\nplace = \"london\"\nmeasure = \"base\"\nmin = 111222\nmax = 115333\n\
                currency = \"GBP\"\nperiod = \"year\"\nmethod = \"manual\"\n";
    disk.insert("content/data/b.toml", band);
    let built = support::build(&disk);
    let found: Vec<_> = built.findings.iter().filter(|found| found.diagnostic.rule.id == "outside-band").collect();
    assert_eq!(found.len(), 1);
    let told = format!("{} {:?}", found[0].diagnostic.message, found[0].diagnostic.hint);
    assert!(!told.contains("111,222") && !told.contains("115,333"), "{told}");
}

#[test]
fn a_form_for_postings_tells_nothing_of_bands_places_and_headcount() {
    let page = ("content/form.md", "+++\ntitle = \"Form\"\n+++\n::posting-builder{role=\"lead\"}\n");
    let law = "[law.gb]\nplace = \"GB\"\nname = \"Britain\"\nstatus = \"in-force\"\nsince = 2020-01-01\n\
         min_employees = 5000\ncounted = \"anywhere\"\nneeds = [\"apply_by\"]\nurl = \"https://example.org/gb\"\n\
         checked = 2026-11-01\n";
    let public = format!("{PUBLIC}{law}");
    let internal = format!(
        "[place.vault]\ntitle = \"Vault\"\ncountry = \"GB\"\ncurrency = \"GBP\"\n[level.vault]\ntitle = \"Vault\"{VAULT}"
    );
    let with = |total: &str, internal: Option<&str>| {
        let mut disk = with_manager("Nobody");
        let settings = format!(
            "title = \"Jobs\"\nbase_url = \"https://x.example/\"\naudiences = [\"public\", \"internal\"]\n[employer]\n\
             name = \"Works\"\n[employer.headcount]\nas_of = 2026-11-01\ntotal = {total}\n"
        );
        disk.insert("rolebook.toml", settings);
        disk.insert("content/data/a.toml", public.clone());
        disk.insert("content/form.md", page.1.replace("title", "audience = \"public\"\ntitle"));
        if let Some(internal) = internal {
            disk.insert("content/data/vault.toml", internal);
        }
        support::build(&disk)
    };
    let (few, many, more) = (with("12", None), with("9000", None), with("12", Some(&internal)));
    let public = files(&few, "public");
    assert!(public == files(&many, "public"), "how many people work there is told to those who see everything");
    assert!(public == files(&more, "public"), "bands, places and openings for them move nothing");
    let inside = |built| readings("", &files(built, "internal")["form/index.html"]);
    assert!(inside(&few) != inside(&many), "those who see everything are told which laws count");
    assert!(inside(&more).contains("91919") && inside(&more).contains("vault-band"), "and where the band ends");
}
