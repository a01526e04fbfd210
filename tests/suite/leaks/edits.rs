//! Five hundred random edits of internal material, and not one public byte that changes.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rolebook::config::Config;
use rolebook::diag::{self, Diagnostics, Severity};
use rolebook::disk::MemoryDisk;
use rolebook::pipeline;

use super::super::case_file::CaseFile;
use super::super::{diff, pictures, support};

const RUNS: u64 = 10;
const EDITS: usize = 50;
/// Where internal pages may lie: beside public ones, above them, and in folders of their own.
const FOLDERS: [&str; 8] = ["", "roles/", "guides/", "pay/", "team/", "aaa/", "zzz/deep/", "tags/"];
/// Folders in which every page is internal, so that their `_index.md` can be.
const OWN_FOLDERS: [&str; 3] = ["team", "aaa", "zzz"];
const TITLES: [&str; 6] = ["Lead", "Roles", "Aardvark", "Zed", "Home", "Probes & notes"];

struct Random(u64);

impl Random {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % count
    }

    fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len())]
    }

    fn often(&mut self, text: impl FnOnce(&mut Random) -> String) -> String {
        if self.below(2) == 0 { String::new() } else { text(self) }
    }
}

/// The internal part of a site.
#[derive(Default)]
struct Internal {
    files: BTreeMap<String, String>,
    /// What stands at each mark in the public files.
    blocks: BTreeMap<usize, String>,
    /// A number for what has to have a name of its own.
    next: usize,
}

impl Internal {
    fn edit(&mut self, random: &mut Random) -> String {
        self.next += 1;
        let number = self.next;
        match random.below(12) {
            0..=2 => {
                let path = format!("content/{}x{number}.md", random.one(&FOLDERS));
                self.put(path, page(random, number))
            }
            3 => {
                let folder = random.one(&OWN_FOLDERS);
                let rest = random.often(|_| format!("slug = \"s{number}\"\n"));
                let cascade =
                    format!("[cascade]\naudience = \"internal\"\nowner = \"Owner {number}\"\nkind = \"role\"\n");
                let text = format!(
                    "+++\ntitle = \"{}\"\naudience = \"internal\"\n{rest}{cascade}+++\nText.\n",
                    random.one(&TITLES)
                );
                self.put(format!("content/{folder}/_index.md"), text)
            }
            4 => {
                let name = random.one(&["a", "n", "z"]);
                self.put(format!("content/data/{name}{number}.toml"), records(random, number))
            }
            5 => self.put("content/data/stages.csv".to_owned(), stages(random)),
            6 => self.put(
                format!("static/internal/{}{number}.txt", random.one(&["", "assets/", "zz/"])),
                format!("File {number}\n"),
            ),
            7 | 8 => {
                let (mark, text) = (random.below(MARKS), block(random, number));
                self.blocks.insert(mark, text);
                format!("a block at mark {mark}")
            }
            9 => {
                let mark = random.below(MARKS);
                self.blocks.remove(&mark);
                format!("no block at mark {mark}")
            }
            10 => {
                // What is public but not shown yet is no more to be seen.
                let text =
                    page(random, number).replace("audience = \"internal\"", "audience = \"public\"\ndraft = true");
                self.put(format!("content/{}d{number}.md", random.one(&FOLDERS[..4])), text)
            }
            _ => {
                let paths: Vec<String> = self.files.keys().cloned().collect();
                if paths.is_empty() {
                    return "nothing".to_owned();
                }
                let path = &paths[random.below(paths.len())];
                self.files.remove(path);
                format!("{path} goes")
            }
        }
    }

    fn put(&mut self, path: String, text: String) -> String {
        let done = format!("{path}:\n{text}");
        self.files.insert(path, text);
        done
    }
}

fn page(random: &mut Random, number: usize) -> String {
    let title = random.one(&TITLES);
    let mut front = format!("title = \"{title}\"\naudience = \"internal\"\n");
    front += &random.often(|random| format!("weight = {}\n", random.below(40)));
    front += &random.often(|_| format!("summary = \"Summary {number}\"\n"));
    front += &random
        .often(|random| format!("tags = [\"{}\", \"t{number}\"]\n", random.one(&["shared", "Shared", "SHARED"])));
    front += &random.often(|_| format!("aliases = [\"/old-{number}/\"]\n"));
    front += &random.often(|random| format!("kind = \"{}\"\n", random.one(&["role", "faq", "pay", "guide"])));
    front += &random.often(|random| format!("reviewed_on = 2026-11-{:02}\n", random.below(20) + 1));
    front += &random.often(|_| format!("slug = \"slug-{number}\"\n"));
    format!("+++\n{front}+++\n{}", text(random, number))
}

fn text(random: &mut Random, number: usize) -> String {
    let pieces = [
        format!("## What it pays\n\nWords {number}.\n"),
        "See [the lead](/roles/lead/#what-it-pays) and [a guide](/guides/a/).\n".to_owned(),
        format!("A mark.[^a]\n\n[^a]: Note {number}.\n"),
        format!("[survey]: https://example.org/{number} \"Other\"\n\nA [survey].\n"),
        format!(":::note\nRemark {number}.\n:::\n"),
        format!(":::faq\n### Why {number}?\n\nSo.\n:::\n"),
        format!("```rust\nlet number = {number};\n```\n"),
        format!("| A | B |\n|---|---|\n| {number} | b |\n"),
        "![A map](/roles/map.png)\n".to_owned(),
        "::pay-table{role=\"lead\"}\n".to_owned(),
        "::table{file=\"data/stages.csv\"}\n".to_owned(),
        "<!-- a comment\nof two lines -->\n".to_owned(),
    ];
    let count = random.below(4) + 1;
    (0..count).map(|_| format!("{}\n", pieces[random.below(pieces.len())])).collect()
}

fn block(random: &mut Random, number: usize) -> String {
    let label = random.often(|_| format!("[Label {number}]"));
    format!("::::internal{label}\n{}::::\n", text(random, number))
}

/// Records about the public role, with a source and a place of their own.
fn records(random: &mut Random, number: usize) -> String {
    let min = 50_000 + random.below(900) * 100;
    let place = if random.below(2) == 0 { "london".to_owned() } else { format!("p{number}") };
    let figure = |list: &str, place: &str, rest: &str| {
        format!(
            "[[{list}]]\nid = \"{list}-{number}\"\nrole = \"lead\"\nplace = \"{place}\"\nmeasure = \"base\"\nmin = {min}\nmax = {}\n\
             currency = \"GBP\"\nperiod = \"year\"\nas_of = 2026-06-01\n{rest}\n",
            min + 10_000
        )
    };
    format!(
        "audience = \"internal\"\n[source.s{number}]\npublisher = \"Desk {number}\"\ntitle = \"Notes\"\nkind = \"example\"\n\
         published = 2026-06-01\n[place.p{number}]\ntitle = \"Place {number}\"\ncountry = \"GB\"\ncurrency = \"GBP\"\n\
         [level.l{number}]\ntitle = \"Level {number}\"\norder = {min}\n[role.r{number}]\ntitle = \"Role {number}\"\n\
         aliases = [\"Other {number}\"]\n{}{}",
        figure("observation", &place, &format!("source = \"s{number}\"")),
        figure("band", &format!("p{number}"), &format!("source = \"s{number}\"")),
    )
}

/// The public rows with other probes, and rows of probes alone between them.
fn stages(random: &mut Random) -> String {
    let mut text = "stage,minutes,probe\n".to_owned();
    for row in ["Talk,30", "Work,60", "Team,45"] {
        text += &format!("{row},{}\n", random.often(|random| format!("probe {}", random.below(1_000))));
        text += &random.often(|random| format!(",,more {}\n", random.below(1_000)));
    }
    text
}

/// How many marks for blocks the public files have.
const MARKS: usize = 9;

/// The public files: a mark is a line `<<`.
fn public() -> BTreeMap<String, String> {
    let case = CaseFile::parse(include_str!("edited.txt"));
    let mut mark = 0;
    let mut files = BTreeMap::new();
    for section in case.sections {
        let numbered = section.body.split_inclusive('\n').map(|line| match line {
            "<<\n" => {
                mark += 1;
                format!("<<{}>>\n", mark - 1)
            }
            line => line.to_owned(),
        });
        files.insert(section.header, numbered.collect());
    }
    assert_eq!(mark, MARKS);
    files
}

/// The public files of the site, and every error and warning but that of an unused footnote or an old figure.
fn build(public: &BTreeMap<String, String>, internal: &Internal) -> (BTreeMap<String, Vec<u8>>, String) {
    let mut disk = MemoryDisk::default();
    for (path, text) in public {
        let mut text = text.clone();
        for mark in 0..MARKS {
            text = text.replace(&format!("<<{mark}>>\n"), internal.blocks.get(&mark).map_or("", String::as_str));
        }
        disk.insert(path, pictures::file(path, text));
    }
    for (path, text) in &internal.files {
        disk.insert(path, pictures::file(path, text.as_str()));
    }
    let mut diagnostics = Diagnostics::default();
    let config = Config::load(&disk, support::TODAY, &mut diagnostics).expect("the settings are in order");
    let build = pipeline::build(&disk, &config, &[config.audiences.lowest()]);
    let found = if build.findings.any(Severity::Error) { diag::short(&build.findings) } else { String::new() };
    let outputs = &build.outputs[0].1;
    (outputs.iter().map(|file| (file.path.as_str().to_owned(), file.bytes.clone())).collect(), found)
}

#[test]
fn five_hundred_internal_edits_change_no_public_byte() {
    let public = public();
    let (expected, errors) = build(&public, &Internal::default());
    assert_eq!(errors, "");
    assert!(expected.len() > 15, "{:?}", expected.keys());
    (0..RUNS).into_par_iter().for_each(|seed| {
        let mut random = Random(seed * 7919 + 3);
        let mut internal = Internal::default();
        for number in 0..EDITS {
            let edit = internal.edit(&mut random);
            let (files, errors) = build(&public, &internal);
            assert_eq!(errors, "", "seed {seed}, edit {number}: {edit}");
            assert!(
                files.keys().eq(expected.keys()),
                "seed {seed}, edit {number}: {edit}\nother files: {:?}",
                files.keys()
            );
            for (path, bytes) in &files {
                let (then, now) = (String::from_utf8_lossy(&expected[path]), String::from_utf8_lossy(bytes));
                assert!(
                    then == now,
                    "seed {seed}, edit {number}: {edit}\n`{path}` differs:\n{}",
                    diff::lines(&then, &now)
                );
            }
        }
    });
}
