//! What is given any bytes, and what must hold of each: no panic, which a build tells as an `internal` finding, and an end.
//!
//! `tests/suite/fuzzing.rs` drives them on every compiler, and `fuzz/` with cargo-fuzz.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::LazyLock;
use std::sync::mpsc::channel;
use std::time::Duration;

use rolebook::config::Config;
use rolebook::diag::{self, Diagnostics, Findings};
use rolebook::disk::{Disk, MemoryDisk};
use rolebook::import::pay::Flags;
use rolebook::serve::{Notice, Options, serve};
use rolebook::{date, pipeline, search};

/// A target by its name.
pub(crate) type Target = (&'static str, fn(&[u8]));

/// Every target.
pub(crate) const TARGETS: [Target; 9] = [
    ("front-matter", front_matter),
    ("directives", directives),
    ("markdown", markdown),
    ("records-toml", records_toml),
    ("records-csv", records_csv),
    ("spreadsheets", spreadsheets),
    ("queries", queries),
    ("shards", shards),
    ("request-paths", request_paths),
];

const SETTINGS: &str = "title = \"Test\"\naudiences = [\"public\", \"internal\"]\ndefault_audience = \"public\"\n\
    [markdown]\nhtml = \"sanitize\"\n[check]\nunknown-block = \"warning\"\nraw-html = \"warning\"\n";

fn disk(path: &str, bytes: &[u8]) -> MemoryDisk {
    let mut disk = MemoryDisk::new([("rolebook.toml", SETTINGS), ("content/other.md", "# Other\n\nA page.\n")]);
    disk.insert(path, bytes);
    disk
}

fn config(disk: &MemoryDisk) -> Config {
    Config::load(disk, date(2026, 11, 21), &mut Diagnostics::default()).expect("the settings are sound")
}

/// No panic was caught, and what is said about the text can be printed.
fn hold(findings: &Findings) {
    let caught = findings.iter().find(|finding| finding.diagnostic.rule.id == "internal");
    assert!(caught.is_none(), "{}", diag::short(findings));
    diag::human(findings, false);
    diag::json(findings);
}

/// Checks a site with these bytes in a file; every page is rendered.
fn check(path: &str, bytes: &[u8]) {
    let disk = disk(path, bytes);
    let config = config(&disk);
    hold(&pipeline::check(&disk, &config, &config.audiences.iter().collect::<Vec<_>>()));
}

pub(crate) fn front_matter(bytes: &[u8]) {
    let fence = if bytes.first().is_some_and(|byte| byte % 2 == 0) { "---" } else { "+++" };
    let page = [fence.as_bytes(), b"\n", bytes, b"\n", fence.as_bytes(), b"\n# Page\n"].concat();
    check("content/page.md", &page);
}

pub(crate) fn directives(bytes: &[u8]) {
    check("content/page.md", &[b"# Page\n\n:::", bytes, b"\n:::\n\n::", bytes, b"\n\nA word :", bytes, b"\n"].concat());
}

pub(crate) fn markdown(bytes: &[u8]) {
    check("content/page.md", bytes);
}

pub(crate) fn records_toml(bytes: &[u8]) {
    check("content/data/records.toml", bytes);
}

pub(crate) fn records_csv(bytes: &[u8]) {
    // The first byte says whether they are records or a table that is shown.
    let name = ["bands.csv", "observations.csv", "table.csv"][usize::from(bytes.first().copied().unwrap_or(0)) % 3];
    check(&format!("content/data/{name}"), bytes);
}

pub(crate) fn spreadsheets(bytes: &[u8]) {
    let disk = disk("content/data/none.toml", b"");
    let config = config(&disk);
    for name in ["pay.xlsx", "pay.ods", "pay.csv"] {
        let request = (name, bytes);
        let (_, findings) = pipeline::import_pay(&disk, &config, request, "content/data/pay.toml", &Flags::default());
        hold(&findings);
    }
}

/// The index of a small site.
static INDEX: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let text = "# Interviews\n\nThe panel asks four questions about pay, 187,500 a year.\n\n## Größe\n\nWe answer in ten days.\n";
    let disk = disk("content/page.md", text.as_bytes());
    let config = config(&disk);
    let (files, _) = pipeline::search_index(&disk, &config, config.audiences.lowest());
    files.iter().map(|file| (file.path.as_str().to_owned(), file.bytes.clone())).collect()
});

fn ask(files: &[(String, Vec<u8>)], query: &str) {
    let fetch = |path: &str| files.iter().find(|(known, _)| known == path).map(|(_, bytes)| bytes.clone());
    if let Ok(engine) = search::Engine::open(&fetch) {
        let _ = engine.search(query, 10);
    }
}

pub(crate) fn queries(bytes: &[u8]) {
    ask(&INDEX, &String::from_utf8_lossy(bytes));
}

/// One file of an index is another one, or has other bytes at its end.
pub(crate) fn shards(bytes: &[u8]) {
    let Some((at, rest)) = bytes.split_first() else { return };
    let mut files = INDEX.clone();
    let at = usize::from(*at) % (2 * files.len());
    let file = &mut files[at / 2].1;
    if at.is_multiple_of(2) {
        *file = rest.to_vec();
    } else {
        file.truncate(6);
        file.extend_from_slice(rest);
    }
    search::text_of(file);
    search::passages_of(file);
    ask(&files, "panel pay 187,500");
}

/// What stands in the settings of the site that is served, and on no page.
const KEPT: &str = "zqxvault";

/// The port at which a small site is served, for as long as the program runs.
static PORT: LazyLock<u16> = LazyLock::new(|| {
    let root = std::env::temp_dir().join(format!("rolebook-fuzzing-{}", std::process::id()));
    std::fs::create_dir_all(root.join("content")).expect("the folder can be made");
    let settings = format!("title = \"Test\"\naudiences = [\"public\"]\n# {KEPT}\n");
    std::fs::write(root.join("rolebook.toml"), settings).expect("it can be written");
    std::fs::write(root.join("content/page.md"), "# Page\n").expect("it can be written");
    let audience = Some("public".to_owned());
    let options = Options { root, host: None, audience, port: Some(0), open: false };
    let (sender, receiver) = channel();
    let tell = move |notice: Notice<'_>| {
        if let Notice::Serving(addresses) = notice {
            let host = addresses[0].url.split('/').nth(2);
            let port = host.and_then(|host| host.rsplit(':').next()?.parse().ok());
            // They are told again when they change.
            let _ = sender.send(port.expect("an address has a port"));
        }
    };
    let load = |disk: &dyn Disk, diags: &mut Diagnostics| Config::load(disk, date(2026, 11, 21), diags);
    std::thread::spawn(move || serve(&options, load, tell).unwrap_or_else(|error| panic!("{}", error.message)));
    receiver.recv().expect("it serves")
});

pub(crate) fn request_paths(bytes: &[u8]) {
    let mut stream = TcpStream::connect(("127.0.0.1", *PORT)).expect("it listens");
    stream.set_read_timeout(Some(Duration::from_secs(2))).expect("a socket takes a limit");
    let request =
        [b"GET ", bytes, format!(" HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n", *PORT).as_bytes()]
            .concat();
    // It may hang up before it has read all of what makes no sense.
    let _ = stream.write_all(&request);
    let mut answer = Vec::new();
    let _ = stream.take(1 << 20).read_to_end(&mut answer);
    let answer = String::from_utf8_lossy(&answer);
    assert!(answer.is_empty() || answer.starts_with("HTTP/1."), "{answer}");
    assert!(!answer.contains(KEPT), "{answer}");
}
