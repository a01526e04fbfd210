//! A build divided over machines: the parts together are the whole, and each finds what the whole would find.

use std::collections::{BTreeMap, BTreeSet};

use rolebook::config::Config;
use rolebook::diag::{self, Diagnostics};
use rolebook::disk::{Disk, MemoryDisk, RealDisk};
use rolebook::pipeline::{self, Build, BuildPart};

use super::support::{TODAY, package};

fn build(disk: &dyn Disk, part: &BuildPart) -> Build {
    let config = Config::load(disk, TODAY, &mut Diagnostics::default()).expect("the settings are in order");
    let audiences: Vec<_> = config.audiences.iter().collect();
    pipeline::build_part(disk, &config, &audiences, part)
}

fn one(section: &str) -> BuildPart {
    BuildPart::Sections(BTreeSet::from([section.to_owned()]))
}

/// Adds a build's files to those of others; two parts that hold the same file are a mistake.
fn gather(build: &Build, into: &mut BTreeMap<String, Vec<u8>>) {
    for (audience, files) in &build.outputs {
        for file in files.iter() {
            let path = format!("{audience}/{}", file.path.as_str());
            assert!(into.insert(path.clone(), file.bytes.clone()).is_none(), "`{path}` is in two parts");
        }
    }
}

#[test]
fn the_parts_of_the_sample_are_the_whole_byte_for_byte() {
    let disk = RealDisk::new(package()).expect("the package is a site");
    let whole_build = build(&disk, &BuildPart::Whole);
    let mut whole = BTreeMap::new();
    gather(&whole_build, &mut whole);
    assert!(whole_build.sections.len() >= 6, "{:?}", whole_build.sections);
    let mut parts = BTreeMap::new();
    for section in &whole_build.sections {
        let part = build(&disk, &one(section));
        assert!(part.pages.iter().sum::<usize>() > 0, "`{section}` has pages");
        gather(&part, &mut parts);
    }
    gather(&build(&disk, &BuildPart::Rest), &mut parts);
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&parts), names(&whole));
    assert!(parts == whole, "a part's file has other bytes");
}

#[test]
fn each_part_finds_what_the_whole_finds() {
    let disk = MemoryDisk::new([
        ("rolebook.toml", "title = \"Parts\"\n"),
        ("content/roles/a.md", "# A\n\n[Gone](gone.md)\n"),
        ("content/pay/b.md", "# B\n"),
        ("static/roles/a/index.html", "Another page at the same address"),
    ]);
    let found = |part: &BuildPart| diag::short(&build(&disk, part).findings);
    let whole = found(&BuildPart::Whole);
    assert!(whole.contains("[broken-link]") && whole.contains("[collision]"), "{whole}");
    assert_eq!(found(&BuildPart::Rest), whole);
    assert!(found(&one("pay")).contains("[broken-link]"), "a link of another section is checked too");
}
