//! One sentence and one amount in the forms that programs write: documents, archives, character sets, escapes, markup.

use std::io::{Cursor, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lopdf::{Dictionary, Document, Object, Stream, StringFormat, dictionary};

use super::{File, Hidden, Needles, Scanned};
use crate::diag::Source;

const ENGLISH: &str = "the board walks away above this sum";
const GERMAN: &str = "die Obergrenze für den größten Posten";

fn needles() -> Needles {
    let source = Source::new("content/offers.md", format!("{ENGLISH}\n\n{GERMAN}\n\nAt most 187,500.\n"));
    let mut hidden = Hidden::default();
    hidden.text(&source, 0..source.text.len());
    hidden.without(&[], None)
}

fn scan(path: &str, bytes: &[u8]) -> Scanned {
    super::scan(&File { path, bytes, index: None }, &needles())
}

/// Asserts that a file gives away one thing, in this form.
fn check(path: &str, bytes: &[u8], how: &str) {
    let scanned = scan(path, bytes);
    let found: Vec<_> = scanned.hits.iter().map(|hit| hit.how).collect();
    assert_eq!((found, scanned.closed), (vec![how], None), "{path}: {:?}", String::from_utf8_lossy(bytes));
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(bytes).expect("memory takes it");
    packed.finish().expect("memory takes it")
}

fn archive(name: &str, text: &str) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file(name, zip::write::SimpleFileOptions::default()).expect("memory takes it");
    archive.write_all(text.as_bytes()).expect("memory takes it");
    archive.finish().expect("memory takes it").into_inner()
}

fn utf_16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn a_text_is_read_in_the_character_set_that_it_has() {
    let latin: Vec<u8> = GERMAN.chars().map(|c| u8::try_from(u32::from(c)).expect("it is Latin-1")).collect();
    check("a", &latin, "windows-1252");
    check("a", &utf_16(GERMAN), "UTF-16");
    check("a", &[b"\xff\xfe", &utf_16(GERMAN)[..]].concat(), "UTF-16");
    let big: Vec<u8> = GERMAN.encode_utf16().flat_map(u16::to_be_bytes).collect();
    check("a", &[b"\xfe\xff", &big[..]].concat(), "UTF-16");
    check("a", &[&b"\x01\x02\x03\xff"[..], &latin, b"\x00\x01"].concat(), "letters in a binary file");
    check("a", &[&b"\x01\x02\x03\xff"[..], &utf_16(GERMAN), b"\x01\x00"].concat(), "letters in a binary file");
    check("a", STANDARD.encode(&latin).as_bytes(), "base64");
    check("a", STANDARD.encode(utf_16(GERMAN)).as_bytes(), "base64");
}

#[test]
fn a_letter_and_its_mark_are_one_letter() {
    check("a", "die Obergrenze fu\u{308}r den gro\u{308}ßten Posten".as_bytes(), "");
    check("a", "the board walks away \u{ff41}bove this sum".as_bytes(), "");
}

#[test]
fn escapes_are_read_however_they_are_written() {
    let each = |write: &dyn Fn(u32) -> String| ENGLISH.chars().map(|c| write(u32::from(c))).collect::<String>();
    check("a", each(&|c| format!("\\{c:06x}")).as_bytes(), "escapes");
    check("a", each(&|c| format!("\\{c:x} ")).as_bytes(), "escapes");
    check("a", each(&|c| format!("\\u{{{c:x}}}")).as_bytes(), "escapes");
    check("a", each(&|c| format!("\\{c:03o}")).as_bytes(), "escapes");
    check("a", each(&|c| format!("%u{c:04x}")).as_bytes(), "percent encoding");
    check("a", each(&|c| format!("&#{c:09};")).as_bytes(), "entities");
    check("a", each(&|c| format!("&#{c}")).as_bytes(), "entities");
    check("a", GERMAN.replace('ü', "=C3=BC").replace("Posten", "Post=\nen").as_bytes(), "quoted-printable");
    check("a", ENGLISH.replace(' ', "=20").as_bytes(), "quoted-printable");
}

#[test]
fn base64_is_read_with_what_stands_in_it() {
    check("a", STANDARD.encode(zlib(ENGLISH.as_bytes())).as_bytes(), "a packed part");
    let marked = STANDARD.encode(format!("??? {ENGLISH} ~~~???"));
    assert!(marked.contains('/'));
    check("a", format!("{{\"d\":\"{}\"}}", marked.replace('/', "\\/")).as_bytes(), "base64");
    let letter = STANDARD.encode(zlib(format!("{ENGLISH}, said nobody who was not there on the day").as_bytes()));
    let (first, second) = letter.split_at(60);
    check("a", format!("{first}\r\n{second}\r\n").as_bytes(), "a packed part");
    let chunk = [b"\x00\x00\x00\x01tEXtComment\x00", ENGLISH.as_bytes()].concat();
    let picture = STANDARD.encode([b"\x89PNG\r\n\x1a\n", &chunk[..]].concat());
    check("a", format!("<img src=\"data:image/png;base64,{picture}\">").as_bytes(), "base64");
}

#[test]
fn tags_within_words_hide_nothing() {
    check("a", b"t<i>he</i> b<i>oard</i> w<i>alks</i> a<i>way</i> a<i>bove</i>", "tags within words");
    let letters = ENGLISH.chars().enumerate().map(|(x, c)| format!("<tspan x=\"{x}\">{c}</tspan>")).collect::<String>();
    check("a.svg", format!("<svg><text>{letters}</text></svg>").as_bytes(), "tags within words");
    check("a", b"<b>187</b>,500", "tags within words");
    check("a", b"<w:t>the bo</w:t></w:r><w:r><w:t>ard walks away above</w:t>", "tags within words");
    assert_eq!(scan("a", b"<li>the bo</li><li>ard walks away above</li>").hits.len(), 0);
}

#[test]
fn amounts_are_read_in_every_spelling() {
    let spellings = [
        "187 500",
        "12 187,500",
        "187\u{66c}500",
        "١٨٧٥٠٠",
        "١٨٧٬٥٠٠",
        "１８７，５００",
        "1,87,500",
        "187,5 Tsd.",
        "187.5 thousand",
        "187\u{2007}500",
    ];
    for written in spellings {
        check("a", written.as_bytes(), "");
    }
    for other in ["187 5000", "187.500.000", "2 1,87,5000", "187 500k", "x١٨٧٥٠٠"] {
        assert_eq!(scan("a", other.as_bytes()).hits.len(), 0, "{other}");
    }
}

#[test]
fn what_is_packed_is_unpacked() {
    check("a.zip", &archive("a.txt", ENGLISH), "an archive");
    check(
        "a.docx",
        &archive("word/document.xml", "<w:t>the board walks aw</w:t><w:t>ay above</w:t>"),
        "tags within words",
    );
    check("a.bin", &[b"HEAD\xff", &zlib(ENGLISH.as_bytes())[..]].concat(), "a packed part");
    // The sentence as Brotli without compression: the header, its length, its bytes, the end.
    let mut brotli = vec![0x20, 0x02, 0x10];
    brotli.extend(ENGLISH.as_bytes());
    brotli.push(3);
    assert_eq!(ENGLISH.len(), 35, "the length stands in the header above");
    check("index.html.br", &brotli, "Brotli");
}

#[test]
fn what_cannot_be_unpacked_is_told() {
    let closed = |bytes: &[u8]| scan("a", bytes).closed;
    assert_eq!(closed(b"\x28\xb5\x2f\xfd\x24\xff"), Some("it is packed with Zstandard"));
    assert_eq!(closed(&archive("a/b.zst", "\u{0}")), None);
    assert_eq!(closed(b"7z\xbc\xaf\x27\x1c\x00"), Some("it is a 7z archive"));
    assert_eq!(closed(b"PK\x03\x04\x00\xff"), Some("the archive is damaged"));
    assert_eq!(closed(b"BZh is how a word may begin"), None);
}

/// A document with one page that draws `content` in the font `F1`.
fn pdf(font: Dictionary, table: Option<&str>, content: &str, filter: bool) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let mut font = font;
    if let Some(table) = table {
        let id = document.add_object(Stream::new(Dictionary::new(), table.as_bytes().to_vec()));
        font.set("ToUnicode", id);
    }
    let font = document.add_object(font);
    let mut stream = Stream::new(Dictionary::new(), content.as_bytes().to_vec());
    if filter {
        stream.compress().expect("memory takes it");
    }
    let content = document.add_object(stream);
    let pages = document.new_object_id();
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
    });
    document.objects.insert(pages, dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_modern(&mut bytes).expect("memory takes it");
    bytes
}

fn type_1() -> Dictionary {
    dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Courier" }
}

#[test]
fn pages_of_a_pdf_are_read_as_programs_write_them() {
    let how = "the text of a PDF";
    let words = ENGLISH.replace(' ', ") -333 (");
    check("a.pdf", &pdf(type_1(), None, &format!("BT /F1 12 Tf [({words})] TJ ET"), true), how);
    let moved = ENGLISH.replace(' ', ") Tj 30 0 Td (");
    check("a.pdf", &pdf(type_1(), None, &format!("BT /F1 12 Tf ({moved}) Tj ET"), true), how);
    let cut = "BT /F1 12 Tf [(the bo) -20 (ard w)] TJ 3 0 Td (alks a-) Tj 0 -12 Td (way above this) Tj ET";
    check("a.pdf", &pdf(type_1(), None, cut, true), how);
    let hex = ENGLISH.bytes().map(|byte| format!("{byte:02X}")).collect::<String>();
    check("a.pdf", &pdf(type_1(), None, &format!("BT /F1 12 Tf <{hex}> Tj ET"), false), how);
}

#[test]
fn letters_that_a_font_counts_are_read_by_its_table() {
    let font = || dictionary! { "Type" => "Font", "Subtype" => "Type0", "Encoding" => "Identity-H" };
    let table = "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n1 beginbfchar\n<0003> <0020>\nendbfchar\n\
                 1 beginbfrange\n<0044> <005D> <0061>\nendbfrange";
    let table = format!(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 \
         def\n{table}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    );
    let code = |c: char| if c == ' ' { 3 } else { u32::from(c) - u32::from('a') + 0x44 };
    let codes = ENGLISH.chars().map(|c| format!("{:04X}", code(c))).collect::<String>();
    let content = format!("BT /F1 12 Tf <{codes}> Tj ET");
    check("a.pdf", &pdf(font(), Some(&table), &content, true), "the text of a PDF");
    let unnamed = scan("a.pdf", &pdf(font(), None, &content, true));
    assert_eq!(unnamed.closed, Some("a font in it does not say which letters it draws"));
}

#[test]
fn titles_and_damaged_parts_of_a_pdf_are_read() {
    let how = "the text of a PDF";
    let mut document = Document::with_version("1.5");
    let title: Vec<u8> = [0xfe, 0xff].into_iter().chain(GERMAN.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    let pages = document.add_object(dictionary! { "Type" => "Pages", "Kids" => Vec::<Object>::new(), "Count" => 0 });
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    let info = document.add_object(dictionary! { "Title" => Object::String(title, StringFormat::Hexadecimal) });
    document.trailer.set("Root", catalog);
    document.trailer.set("Info", info);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("memory takes it");
    check("a.pdf", &bytes, how);

    let octal = ENGLISH.bytes().map(|byte| format!("\\{byte:03o}")).collect::<String>();
    check("a.pdf", format!("%PDF-1.4\n2 0 obj<</Title ({octal})>>endobj\n%%EOF").as_bytes(), how);
    let drawn = zlib(format!("BT ({ENGLISH}) Tj ET").as_bytes());
    let damaged = [&b"%PDF-1.4\n1 0 obj<</Filter /FlateDecode>>stream\n"[..], &drawn, b"\nendstream endobj"].concat();
    check("a.pdf", &damaged, how);
    let hex = drawn.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let chained = format!("%PDF-1.4\n1 0 obj<</Filter [/AHx /Fl]>>stream\n{hex}>\nendstream endobj");
    check("a.pdf", chained.as_bytes(), how);
}
