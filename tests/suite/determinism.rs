//! The same input gives the same bytes: whatever the number of threads, the order a folder is read in, the place it
//! lies in, the time zone or the language of the system.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use rolebook::disk::{Disk, Entry, MemoryDisk, RealDisk};
use std::io;

use super::pictures;
use super::support::{self, Built, files_below, package};

/// Every file of every audience.
type Bytes = BTreeMap<String, Vec<u8>>;

fn bytes(built: &Built) -> Bytes {
    let files = built.outputs.iter().flat_map(|(audience, files)| {
        files.iter().map(move |file| (format!("{audience}/{}", file.path.as_str()), file.bytes.clone()))
    });
    files.collect()
}

#[track_caller]
fn check_same(what: &str, first: &Bytes, second: &Bytes) {
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>(), "{what}: other files");
    for (path, bytes) in first {
        assert!(bytes == &second[path], "{what}: `{path}` differs");
    }
}

fn with_threads(threads: usize, disk: &dyn Disk) -> Built {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool of threads");
    pool.install(|| support::build(disk))
}

/// A disk that lists what it holds in another order than it should.
struct Shuffled<'d>(&'d dyn Disk, u64);

impl Disk for Shuffled<'_> {
    fn walk(&self, folder: &str, skip: &(dyn Fn(&str) -> bool + Sync)) -> Vec<Entry> {
        let mut entries = self.0.walk(folder, skip);
        // A hash of the path with a seed is an order that nothing in the site knows.
        entries.sort_by_key(|entry| {
            blake3::hash(format!("{} {}", self.1, entry.path).as_bytes()).as_bytes()[..8].to_vec()
        });
        entries
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.0.read(path)
    }
}

/// A site with some of everything, and something wrong on many pages, so that the findings have an order too.
fn many_pages() -> MemoryDisk {
    let mut disk = MemoryDisk::default();
    disk.insert(
        "rolebook.toml",
        "title = \"Many\"\nbase_url = \"https://example.org/\"\naudiences = [\"public\", \"internal\"]\n",
    );
    for section in 0..6 {
        let audience = if section % 3 == 2 { "internal" } else { "public" };
        disk.insert(format!("content/s{section}/_index.md"), format!("+++\ntitle = \"Section {section}\"\naudience = \"{audience}\"\n[cascade]\naudience = \"{audience}\"\n+++\nText.\n"));
        for page in 0..20 {
            let text = format!(
                "+++\ntitle = \"Page {page}\"\ntags = [\"t{}\", \"u{}\"]\nweight = {}\naliases = [\"/old-{section}-{page}/\"]\n+++\n\
                 [next](p{}.md#one) ![](pic.png)\n\n## One\n\n:::note\nRead this.\n:::\n\n```rust\nfn main() {{}}\n```\n\nText[^1].\n\n[^1]: Note.\n",
                page % 3,
                page % 5,
                page % 4,
                (page + 1) % 20,
            );
            disk.insert(format!("content/s{section}/p{page}.md"), text);
        }
        disk.insert(format!("content/s{section}/pic.png"), pictures::png(&format!("picture {section}")));
    }
    disk
}

#[test]
fn threads_and_walk_order_do_not_show() {
    let disk = many_pages();
    let first = support::build(&disk);
    let expected = bytes(&first);
    assert!(expected.len() > 100, "the site is built: {}", first.short());
    assert!(first.short().lines().count() >= 120, "each page has its finding");
    for threads in [1, 2, 16] {
        for seed in [1, 2] {
            let again = with_threads(threads, &Shuffled(&disk, seed));
            check_same(&format!("{threads} threads, order {seed}"), &expected, &bytes(&again));
            assert_eq!(first.short(), again.short(), "{threads} threads, order {seed}: other findings");
        }
    }
}

#[test]
fn line_ends_do_not_show() {
    let disk = many_pages();
    let mut windows = MemoryDisk::default();
    for path in disk.paths() {
        let bytes = disk.read(path).expect("it is listed");
        if path.ends_with(".png") {
            windows.insert(path, bytes);
            continue;
        }
        let text = String::from_utf8(bytes).expect("the rest of the site is text");
        windows.insert(path, text.replace('\n', "\r\n"));
    }
    let (first, second) = (support::build(&disk), support::build(&windows));
    check_same("line ends", &bytes(&first), &bytes(&second));
    assert_eq!(first.short(), second.short());
}

#[test]
fn the_sample_gives_the_same_bytes_every_time() {
    let disk = RealDisk::new(package()).expect("the repository is a site");
    let first = bytes(&with_threads(1, &disk));
    assert!(first.contains_key("public/index.html"), "the sample site builds");
    for threads in [1, 2, 16] {
        check_same(&format!("{threads} threads"), &first, &bytes(&with_threads(threads, &disk)));
    }
}

/// Copies what belongs to the sample site, in the order of the names or against it.
fn copy_sample(to: &Path, backwards: bool) {
    let folders = ["content", "static"];
    let mut files: Vec<_> = folders.iter().flat_map(|folder| files_below(&package().join(folder), "")).collect();
    if backwards {
        files.reverse();
    }
    for file in files.iter().chain([&package().join("rolebook.toml")]) {
        let target = to.join(file.strip_prefix(package()).expect("it was found there"));
        std::fs::create_dir_all(target.parent().expect("a file lies in a folder")).expect("a folder of our own");
        std::fs::copy(file, target).expect("a folder of our own");
    }
}

fn written(folder: &Path) -> Bytes {
    let read = |path: &std::path::PathBuf| {
        let name = path.strip_prefix(folder).expect("it was found there").to_string_lossy().into_owned();
        (name, std::fs::read(path).expect("it was just written"))
    };
    files_below(folder, "").iter().map(read).collect()
}

#[test]
fn place_time_zone_and_language_do_not_show() {
    let mut expected: Option<Bytes> = None;
    let systems = [
        ("UTC", "C", "a", "1"),
        ("Pacific/Kiritimati", "tr_TR.UTF-8", "a longer place with spaces", "2"),
        ("America/St_Johns", "de_DE", "ü", "16"),
    ];
    for (zone, language, place, threads) in systems {
        let folder = tempfile::tempdir().expect("a folder of our own");
        let root = folder.path().join(place);
        copy_sample(&root, threads == "2");
        let output = Command::new(env!("CARGO_BIN_EXE_rolebook"))
            .args(["build", "--quiet", "--root"])
            .arg(&root)
            .env_remove("SOURCE_DATE_EPOCH")
            .args(["--today", "2026-11-21"])
            .envs([("TZ", zone), ("LANG", language), ("LC_ALL", language), ("RAYON_NUM_THREADS", threads)])
            .output()
            .expect("the command was built");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let files = written(&root.join("dist"));
        let published: Bytes = files
            .into_iter()
            .filter(|(path, _)| path.starts_with("public/") || path.starts_with("internal/"))
            .collect();
        assert!(published.contains_key("public/index.html"));
        match &expected {
            None => expected = Some(published),
            Some(expected) => check_same(&format!("{zone} {language} {place}"), expected, &published),
        }
    }
}

/// A number of the variable `name`; `usual` where it is not set.
fn asked_for(name: &str, usual: usize) -> usize {
    std::env::var(name).map_or(usual, |count| count.parse().expect("a number"))
}

/// Threads, time zones, languages, places and the order in which files were made: each joined with each other.
#[test]
fn ninety_six_builds_have_one_hash() {
    let disk = many_pages();
    let mut systems = Vec::new();
    for threads in ["1", "2", "16"] {
        for zone in ["UTC", "Pacific/Kiritimati", "America/St_Johns", "Asia/Kathmandu"] {
            for language in ["C", "tr_TR.UTF-8"] {
                for place in ["a", "a longer place/\u{fc} with spaces"] {
                    systems.extend([false, true].map(|backwards| (threads, zone, language, place, backwards)));
                }
            }
        }
    }
    assert_eq!(systems.len(), 96);
    // An odd step meets every value of every kind.
    let step = (96 / asked_for("ROLEBOOK_BUILDS", 6).clamp(1, 96)) | 1;
    let mut hashes = BTreeMap::new();
    for (threads, zone, language, place, backwards) in systems.into_iter().step_by(step) {
        let folder = tempfile::tempdir().expect("a folder of our own");
        let root = folder.path().join(place);
        let mut paths: Vec<&str> = disk.paths().collect();
        if backwards {
            paths.reverse();
        }
        for path in paths {
            let target = root.join(path);
            std::fs::create_dir_all(target.parent().expect("a file lies in a folder")).expect("a folder of our own");
            std::fs::write(target, disk.read(path).expect("it is listed")).expect("a folder of our own");
        }
        let output = Command::new(env!("CARGO_BIN_EXE_rolebook"))
            .args(["build", "--quiet", "--today", "2026-11-21", "--root"])
            .arg(&root)
            .env_remove("SOURCE_DATE_EPOCH")
            .envs([("TZ", zone), ("LANG", language), ("LC_ALL", language), ("RAYON_NUM_THREADS", threads)])
            .output()
            .expect("the command was built");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let mut hash = blake3::Hasher::new();
        for (path, bytes) in written(&root.join("dist")).into_iter().filter(|(path, _)| !path.starts_with(".rolebook"))
        {
            hash.update(path.as_bytes()).update(&[0]).update(&bytes);
        }
        hashes.insert(hash.finalize().to_hex().to_string(), (threads, zone, language, place, backwards));
    }
    assert_eq!(hashes.len(), 1, "{hashes:?}");
}
