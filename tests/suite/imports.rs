//! Handbooks of other tools, brought in: `imports/README.md` says how they are written.

mod closed;

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use base64::Engine as _;
use jiff::civil::date;
use rolebook::config::Config;
use rolebook::diag::{self, Diagnostics};
use rolebook::disk::MemoryDisk;
use rolebook::import::handbook::{Input, unpacked};
use rolebook::pipeline;

use super::case_file::CaseFile;
use super::support::{files_below, package};

const SETTINGS: &str = "title = \"Test\"\naudiences = [\"public\", \"internal\"]\n";

fn site() -> (MemoryDisk, Config) {
    let disk = MemoryDisk::new([("rolebook.toml", SETTINGS)]);
    let config = Config::load(&disk, date(2026, 11, 21), &mut Diagnostics::default()).expect("sound settings");
    (disk, config)
}

/// What an import makes, as files in path order, and what it says.
fn brought_in(name: &str, files: Vec<Input>, with_pay: bool) -> (Vec<(String, Vec<u8>)>, String) {
    let (disk, config) = site();
    let brought = pipeline::import_handbook(&disk, &config, (name, files), "handbook", with_pay);
    let handbook = &brought.handbook;
    let mut report = format!("{}\n", handbook.tool.expect("every handbook is of some tool"));
    for file in &handbook.files {
        let _ = writeln!(report, "file {} from {}", file.path, file.from);
    }
    let mut say = |line: String| {
        let _ = writeln!(report, "{line}");
    };
    brought.records.keys().for_each(|path| say(format!("records {path}")));
    brought.unread.iter().for_each(|(name, why)| say(format!("no records {name}: {why}")));
    handbook.hidden.iter().for_each(|(path, why)| say(format!("draft {path}: {why}")));
    handbook.notes.iter().for_each(|note| say(format!("note {note}")));
    handbook.left.iter().for_each(|(path, why)| say(format!("left {path}: {why}")));
    handbook.keys.iter().for_each(|(key, count)| say(format!("key {key} {count}")));
    let made = handbook.files.iter().map(|file| (file.path.clone(), file.bytes.clone()));
    let records = brought.records.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes()));
    let all: Vec<(String, Vec<u8>)> = made.chain(records).collect();
    let findings = pipeline::check_with(&disk, &config, &all);
    for line in diag::short(&findings).lines() {
        let _ = writeln!(report, "finds {line}");
    }
    (all, report)
}

fn input(case: &CaseFile) -> Vec<Input> {
    let files =
        case.sections.iter().filter(|section| !section.header.starts_with("expect: ") && section.header != "options");
    let one = |section: &super::case_file::Section| match section.header.strip_suffix(" base64") {
        Some(path) => {
            let bytes = base64::engine::general_purpose::STANDARD.decode(section.body.trim()).expect("it is base64");
            Input { path: path.to_owned(), bytes }
        }
        None => Input { path: section.header.clone(), bytes: section.body.clone().into_bytes() },
    };
    files.map(one).collect()
}

#[test]
fn every_handbook_comes_in_as_it_should() {
    let folder = package().join("tests/suite/imports");
    let mut failed = String::new();
    let cases = files_below(&folder, ".txt");
    assert!(cases.len() > 10, "the handbooks are where this test looks for them");
    for path in cases {
        let text = std::fs::read_to_string(&path).expect("it is text");
        let mut case = CaseFile::parse(&text);
        let with_pay = case.section("options").is_some_and(|section| section.body.contains("pay"));
        let name = path.file_stem().expect("it has a name").to_string_lossy().into_owned();
        let (files, report) = brought_in(&name, input(&case), with_pay);
        assert_eq!(brought_in(&name, input(&case), with_pay).0, files, "{name}: the same the second time");
        case.sections.retain(|section| !section.header.starts_with("expect: "));
        case.set("expect: report", &report);
        for (path, bytes) in &files {
            if let Ok(text) = std::str::from_utf8(bytes) {
                case.set(&format!("expect: {path}"), text);
            }
        }
        let now = case.print();
        if now == text {
            continue;
        }
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(&path, now).expect("it can be written");
        } else {
            let differs = now.lines().zip(text.lines()).find(|(new, old)| new != old);
            let _ = writeln!(failed, "{name}: {differs:?}");
        }
    }
    assert!(failed.is_empty(), "\n{failed}");
}

/// What kept a page from readers there keeps it back here, whatever the tool.
#[test]
fn what_was_hidden_there_is_a_draft_here() {
    for front in [
        "draft: true",
        "published: false",
        "unlisted: true",
        "private: true",
        "hidden: true",
        "visibility: private",
        "status: draft",
        "publish: no",
        "publishDate: 2030-01-01",
        "nav_exclude: true",
        "robots: noindex",
        "sitemap: false",
        "password: x",
        "headless: true",
        "expiryDate: soon",
        "internal: true",
        "draft: maybe",
    ] {
        let page = format!("---\ntitle: T\n{front}\n---\nCanary words.\n");
        for (settings, folder) in
            [("hugo.toml", "content/"), ("mkdocs.yml", "docs/"), ("_config.yml", ""), ("x.txt", "")]
        {
            let file = |path: &str, text: &str| Input { path: path.to_owned(), bytes: text.as_bytes().to_vec() };
            let files = vec![
                file(settings, "title: x\n"),
                file(&format!("{folder}a.md"), &page),
                file(&format!("{folder}b.md"), "# B\n"),
            ];
            let (files, _) = brought_in("x", files, false);
            let text = |end: &str| {
                let found = files.iter().find(|(path, _)| path.ends_with(end)).expect("the page came in");
                String::from_utf8(found.1.clone()).expect("it is text")
            };
            let stays_back = text("a.md").contains("draft = true") || text("a.md").contains("publish_on = 2030-01-01");
            assert!(stays_back, "{settings}: {front}\n{}", text("a.md"));
            assert!(!text("b.md").contains("draft"), "only what was hidden stays back");
        }
    }
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files {
        archive.start_file(*path, zip::write::SimpleFileOptions::default()).expect("it can be written to memory");
        archive.write_all(bytes).expect("it can be written to memory");
    }
    archive.finish().expect("it can be written to memory").into_inner()
}

#[test]
fn archives_are_unpacked_and_never_leave_their_folder() {
    let inner = zipped(&[("b.md", b"# B\n")]);
    let bytes = zipped(&[("top/a.md", b"# A\n"), ("../../evil.md", b"# E\n"), ("part-1.zip", &inner)]);
    let files = unpacked(&bytes).expect("a sound archive");
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    assert!(
        paths.contains(&"top/a.md") && paths.contains(&"b.md") && !paths.iter().any(|path| path.contains("..")),
        "{paths:?}"
    );
    assert!(unpacked(b"PK nothing").is_err());
}

const WORD: &str = r#"<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><w:body>
<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Offers</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">Call </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>first</w:t></w:r><w:r><w:t>.</w:t></w:r><w:del><w:r><w:delText>Canary deleted</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>Canary hidden</w:t></w:r><w:hyperlink r:id="r1"><w:r><w:t> the policy</w:t></w:r></w:hyperlink></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>One</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>Inner</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>Two</w:t></w:r></w:p>
<w:p><w:r><w:drawing><a:docPr descr="A line"/><a:blip r:embed="r2"/></w:drawing></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Level</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Days</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>Mid</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>5</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
</w:body></w:document>"#;

const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Target="https://example.org/policy"/><Relationship Id="r2" Target="media/image1.png"/></Relationships>"#;

const NUMBERS: &str = r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;

#[test]
fn documents_of_word_give_what_word_shows() {
    let bytes = zipped(&[
        ("word/document.xml", WORD.as_bytes()),
        ("word/_rels/document.xml.rels", RELATIONS.as_bytes()),
        ("word/numbering.xml", NUMBERS.as_bytes()),
        ("word/media/image1.png", b"\x89PNG"),
    ]);
    let (files, report) = brought_in("x", vec![Input { path: "Offers 2026.docx".to_owned(), bytes }], false);
    let page = String::from_utf8(files.iter().find(|(path, _)| path.ends_with(".md")).expect("a page").1.clone())
        .expect("text");
    let expected = "+++\ntitle = \"Offers\"\n+++\n\nCall **first**.[the policy](https://example.org/policy)\n\n1. One\n   - Inner\n2. Two\n\n\
        ![A line](offers-2026-1.png)\n\n| Level | Days |\n| ----- | ---- |\n| Mid   | 5    |\n";
    assert_eq!(page, expected);
    assert!(!page.contains("Canary"));
    assert!(report.contains("text that Word does not show was left out"), "{report}");
    assert!(files.iter().any(|(path, bytes)| path == "content/handbook/offers-2026-1.png" && bytes == b"\x89PNG"));
}
