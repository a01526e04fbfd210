//! When the search index is made: in a build, when a preview is asked for it, and not for a check.

use rolebook::config::Config;
use rolebook::diag::{self, Diagnostics};
use rolebook::disk::{Disk, MemoryDisk, RealDisk};
use rolebook::output::{OutputFile, Outputs};
use rolebook::pipeline;

use super::support::{TODAY, package};

fn settings(disk: &dyn Disk) -> Config {
    Config::load(disk, TODAY, &mut Diagnostics::default()).expect("the settings can be read")
}

fn is_of_index(file: &&OutputFile) -> bool {
    // Each language has an index of its own, below its start.
    let is_folder = file.path.as_str().split('/').take(2).any(|folder| folder == "search");
    is_folder && file.path.as_str().ends_with(".bin")
}

fn bytes<'f>(files: impl Iterator<Item = &'f OutputFile>) -> Vec<(&'f str, &'f [u8])> {
    files.map(|file| (file.path.as_str(), file.bytes.as_slice())).collect()
}

#[test]
fn a_preview_has_the_index_of_a_build_once_it_is_asked_for() {
    let disk = RealDisk::new(package()).expect("the sample is there");
    let config = settings(&disk);
    let audiences: Vec<_> = config.audiences.iter().collect();
    let built = pipeline::build(&disk, &config, &audiences);
    let (preview, indexes) = pipeline::preview(&disk, &config, &audiences);
    assert_eq!(preview.pages, built.pages);
    for (((name, whole), (_, pages)), index) in built.outputs.iter().zip(&preview.outputs).zip(indexes) {
        assert!(index.made().is_none(), "nobody asked for the index of {name}");
        let no_index = |files: &'_ Outputs| files.iter().filter(|file| !is_of_index(file)).count();
        assert_eq!(no_index(whole), no_index(pages), "{name}");
        let of_build: Vec<_> = whole.iter().filter(is_of_index).collect();
        assert!(of_build.len() > 10, "{name} has no index");
        assert!(index.make().iter().all(|file| index.holds(file.path.as_str())), "{name}");
        assert_eq!(bytes(index.make().iter()), bytes(of_build.into_iter()), "{name}");
        let left: Vec<_> = pages.iter().filter(is_of_index).map(|file| file.bytes.len()).collect();
        assert_eq!(left, [0], "{name}: one empty file keeps the address");
    }
}

#[test]
fn a_check_finds_what_a_build_finds() {
    let mut disk = MemoryDisk::default();
    disk.insert("rolebook.toml", "title = \"T\"\n");
    disk.insert("content/index.md", "# Home\n\nSee [nothing](gone.md).\n");
    disk.insert("static/search/manifest.bin", "in the way");
    let config = settings(&disk);
    let audiences: Vec<_> = config.audiences.iter().collect();
    let checked = diag::short(&pipeline::check(&disk, &config, &audiences));
    assert_eq!(checked, diag::short(&pipeline::build(&disk, &config, &audiences).findings));
    assert_eq!(checked, diag::short(&pipeline::preview(&disk, &config, &audiences).0.findings));
    assert!(checked.contains("error[broken-link]") && checked.contains("the search index"), "{checked}");
}
