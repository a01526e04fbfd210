//! What commands print for an audience: nothing that it may not see, in any format, however the site is broken.

use rolebook::config::Config;
use rolebook::diag::{self, Diagnostics};
use rolebook::disk::MemoryDisk;
use rolebook::pipeline;

use super::super::support;

const SETTINGS: &str = "title = \"Test\"\naudiences = [\"public\", \"team\", \"internal\"]\n# zqx01 zqx02\nzqx02 = 1\n";

/// Mistakes in places that readers of the public site do not see, each with a word of its own; and one that they do.
const SITE: [(&str, &str); 14] = [
    ("content/_index.md", "+++\ntitle = \"Home\"\n[cascade]\naudience = \"public\"\n+++\nWelcome.\n"),
    (
        "content/zqx03.md",
        "+++\naudience = \"internal\"\nzqx04 = 1\n+++\n# zqx05\n\n[zqx06](zqx07.md)\n\n![](zqx08.png)\n",
    ),
    ("content/a.md", "# Open\n\nOpen words.\n:::internal\n[zqx09](zqx10.md) zqx11\n:::\nMore [open](gone.md).\n"),
    ("content/b.md", "# Leads up\n\n[x](zqx03.md)\n\n:::team\nzqx12 [y](gone.md)\n:::\n"),
    ("content/c.md", "+++\ntitle = \"C\"\nowner = 3 # zqx13\nzqx14 = \"zqx15\"\n+++\nText.\n"),
    ("content/d.md", "+++\naudience = \"zqx16\"\n+++\nzqx17\n"),
    ("content/e.md", "# Never closed\n\n:::internal\nzqx18\n"),
    ("content/zqx19/_index.md", "+++\naudience = \"internal\"\n+++\nText.\n"),
    ("content/zqx19/f.md", "+++\naudience = \"public\"\n+++\nzqx20\n"),
    ("content/g.md", "+++\ntitle = \"G\"\naliases = [\"/zqx03/\"]\n+++\nText.\n"),
    (
        "content/data/zqx21.toml",
        "[role.zqx22]\ntitle = \"zqx23\"\naudience = \"internal\"\nnext = [\"zqx24\"]\n[[band]]\nid = \"zqx25\"\nmin = 9\n",
    ),
    ("content/data/band.csv", "id,zqx26\nzqx27,zqx28\n"),
    (
        "content/data/open.toml",
        "audience = \"public\"\n[[question]]\nid = \"q\"\nask = \"Open?\"\nroles = [\"zqx22\"]\n",
    ),
    ("static/internal/zqx29 .txt", "zqx30"),
];

/// Everything that a build for audiences prints, in every format.
fn printed(settings: &str, names: &[&str]) -> String {
    let mut disk = MemoryDisk::new(SITE);
    disk.insert("rolebook.toml", settings);
    let mut diagnostics = Diagnostics::default();
    let config = Config::load(&disk, support::TODAY, &mut diagnostics).expect("the settings can be read");
    let audiences: Vec<_> = config.audiences.iter().filter(|a| names.contains(&config.audiences.name(*a))).collect();
    let findings = pipeline::build(&disk, &config, &audiences).findings;
    let findings = findings.join(pipeline::told(&config, &audiences, diagnostics).judge(&config.severities));
    [diag::human(&findings, false), diag::human(&findings, true), diag::short(&findings), diag::json(&findings)]
        .concat()
}

fn words(text: &str) -> Vec<String> {
    let word = |number: usize| format!("zqx{number:02}");
    (1..=30).map(word).filter(|word| text.contains(word.as_str())).collect()
}

#[test]
fn what_is_printed_for_an_audience_holds_nothing_above_it() {
    let all = printed(SETTINGS, &["public", "team", "internal"]);
    assert!(words(&all).len() > 18, "the words are there to be printed: {:?}", words(&all));
    let public = printed(SETTINGS, &["public"]);
    assert_eq!(words(&public), [""; 0], "{public}");
    // What its readers see is told in full, without the lines around it.
    assert!(public.contains("content/a.md:7:6: error[broken-link]: `gone.md` leads nowhere"), "{public}");
    assert!(public.contains("content/b.md:3:1: error[audience-leak]: a page names something"), "{public}");
    assert!(!public.contains("Open words"), "{public}");
    // One audience up, what is for it is told.
    let team = printed(SETTINGS, &["public", "team"]);
    assert!(team.contains("content/b.md:6:7: error[broken-link]: `gone.md` leads nowhere"), "{team}");
    assert_eq!(words(&team), [""; 0], "{team}");
}

#[test]
fn a_setting_says_it_for_every_command() {
    let settings = format!("print_for = \"public\"\n{SETTINGS}");
    let all = printed(&settings, &["public", "team", "internal"]);
    assert_eq!(words(&all), [""; 0], "{all}");
    let misspelt = printed(&format!("print_for = \"pubic\"\n{SETTINGS}"), &["public", "team", "internal"]);
    assert_eq!(words(&misspelt), [""; 0], "{misspelt}");
}
