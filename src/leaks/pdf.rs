//! What a PDF says: what its pages draw, in the letters of their fonts, and every text beside them.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Dictionary, Document, Encoding, LoadOptions, Object, ObjectId, Stream};
use memchr::memmem;

use super::packed::Closed;
use super::pdf_text::{self, Token, Tokens};

/// A stream is not unpacked further.
const MAX_UNPACKED: usize = 64 << 20;
/// Values are not followed deeper.
const MAX_DEPTH: usize = 64;
/// What parts texts that stand in several places.
const BETWEEN: &str = "\n\u{1}\n";

/// What a document says.
#[derive(Default)]
pub(super) struct Pdf {
    pub(super) texts: Vec<String>,
    /// What is no content of a page: files within, properties in XML.
    pub(super) parts: Vec<Vec<u8>>,
    pub(super) closed: Option<Closed>,
}

/// Fonts by the names that contents give them.
type Fonts<'d> = BTreeMap<Vec<u8>, Encoding<'d>>;

/// Reads a document; `None` for any other file.
pub(super) fn read(bytes: &[u8]) -> Option<Pdf> {
    // A few bytes may stand before it.
    memmem::find(&bytes[..bytes.len().min(1024)], b"%PDF-")?;
    // A document that somebody sent must not end a build, whatever is wrong with it.
    let whole = catch_unwind(AssertUnwindSafe(|| of_document(bytes))).ok().flatten();
    let is_saved_once = memmem::find_iter(bytes, b"%%EOF").count() < 2;
    match whole {
        Some(pdf) if is_saved_once || pdf.closed.is_some() => Some(pdf),
        whole => {
            // Versions that were saved before, and what is damaged.
            let mut pdf = whole.unwrap_or_default();
            pdf.texts.extend(catch_unwind(AssertUnwindSafe(|| of_bytes(bytes))).unwrap_or_default());
            Some(pdf)
        }
    }
}

fn of_document(bytes: &[u8]) -> Option<Pdf> {
    let options = LoadOptions { max_decompressed_size: Some(MAX_UNPACKED), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).ok()?;
    if document.is_encrypted() {
        return Some(Pdf { closed: Some("it is encrypted"), ..Pdf::default() });
    }
    let mut pdf = Pdf::default();
    let mut said = Vec::new();
    document.objects.values().for_each(|object| letters_in(object, &mut said, 0));
    pdf.texts.push(said.join(BETWEEN));
    let all = all_fonts(&document);
    let mut of_pages: BTreeSet<ObjectId> = BTreeSet::new();
    for page in document.page_iter() {
        of_pages.extend(document.get_page_contents(page));
        let fonts = document.get_page_fonts(page).unwrap_or_default();
        let fonts = fonts.into_iter().filter_map(|(name, font)| Some((name, letters_of(font, &document)?))).collect();
        match document.get_page_content_with_limit(page, MAX_UNPACKED) {
            Ok(content) => pdf.texts.extend(drawn(&content, &fonts, &all)),
            Err(_) => pdf.closed = Some("a page of it cannot be unpacked"),
        }
    }
    for (_, object) in document.objects.iter().filter(|(id, _)| !of_pages.contains(id)) {
        if let Ok(stream) = object.as_stream() {
            of_stream(stream, &document, &all, &mut pdf);
        }
    }
    if has_unnamed_letters(&document) {
        pdf.closed = Some("a font in it does not say which letters it draws");
    }
    (!pdf.texts.iter().all(String::is_empty) || document.page_iter().next().is_some()).then_some(pdf)
}

/// Reads a stream that is no page's: a drawing that pages share or an annotation shows, a file, properties.
fn of_stream<'d>(stream: &'d Stream, document: &'d Document, all: &Fonts<'d>, pdf: &mut Pdf) {
    let dict = &stream.dict;
    let is_named = |key: &[u8], name: &[u8]| dict.get(key).and_then(Object::as_name).is_ok_and(|found| found == name);
    let is_font = [&b"Length1"[..], b"Length2", b"Length3"].iter().any(|key| dict.has(key));
    if is_named(b"Subtype", b"Image") || is_font || is_named(b"Type", b"ObjStm") || is_named(b"Type", b"XRef") {
        return;
    }
    let Ok(content) = stream.get_plain_content_with_limit(MAX_UNPACKED) else { return };
    let is_content = is_named(b"Subtype", b"Form") || dict.has(b"PatternType") || dict.has(b"Resources");
    if is_content {
        let resources = dict.get_deref(b"Resources", document).and_then(Object::as_dict);
        let fonts = resources.map(|resources| fonts_of(resources, document)).unwrap_or_default();
        pdf.texts.extend(drawn(&content, &fonts, all));
    } else {
        pdf.parts.push(content);
    }
}

fn drawn<'d>(content: &[u8], fonts: &Fonts<'d>, all: &Fonts<'d>) -> Vec<String> {
    pdf_text::read(content, |name| fonts.get(name).or_else(|| all.get(name)))
}

fn fonts_of<'d>(resources: &'d Dictionary, document: &'d Document) -> Fonts<'d> {
    let Ok(fonts) = resources.get_deref(b"Font", document).and_then(Object::as_dict) else { return Fonts::new() };
    let font = |(name, font): (&Vec<u8>, &'d Object)| {
        let (_, font) = document.dereference(font).ok()?;
        Some((name.clone(), letters_of(font.as_dict().ok()?, document)?))
    };
    fonts.iter().filter_map(font).collect()
}

/// The fonts of the whole document, for contents that do not say where their own are.
fn all_fonts(document: &Document) -> Fonts<'_> {
    let dictionaries = document.objects.values().filter_map(|object| match object {
        Object::Dictionary(dictionary) => Some(dictionary),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    });
    let resources = dictionaries.flat_map(|dictionary| {
        let inner = dictionary.get_deref(b"Resources", document).and_then(Object::as_dict).ok();
        [inner, Some(dictionary).filter(|dictionary| dictionary.has(b"Font"))].into_iter().flatten()
    });
    resources.flat_map(|resources| fonts_of(resources, document)).collect()
}

/// How the letters of a font are read: by the table that it has for this, else by the names of what it draws.
fn letters_of<'d>(font: &'d Dictionary, document: &'d Document) -> Option<Encoding<'d>> {
    if let Ok(table) = font.get_deref(b"ToUnicode", document).and_then(Object::as_stream) {
        let mut named = Dictionary::new();
        named.set("Type", Object::Name(b"Font".to_vec()));
        named.set("ToUnicode", Object::Stream(table.clone()));
        // It borrows nothing of this dictionary: the table is read into one of its own.
        if let Ok(Encoding::UnicodeMapEncoding(table)) = named.get_font_encoding_with_limit(document, MAX_UNPACKED) {
            return Some(Encoding::UnicodeMapEncoding(table));
        }
    }
    font.get_font_encoding_with_limit(document, MAX_UNPACKED).ok()
}

/// Whether a font counts what it draws, and has no table that tells which letters those are.
fn has_unnamed_letters(document: &Document) -> bool {
    document.objects.values().filter_map(|object| object.as_dict().ok()).any(|font| {
        let is = |key: &[u8], name: &[u8]| font.get(key).and_then(Object::as_name).is_ok_and(|found| found == name);
        is(b"Type", b"Font")
            && is(b"Subtype", b"Type0")
            && (is(b"Encoding", b"Identity-H") || is(b"Encoding", b"Identity-V"))
            && !font.has(b"ToUnicode")
    })
}

/// Every text in a value.
fn letters_in(object: &Object, said: &mut Vec<String>, depth: usize) {
    if depth > MAX_DEPTH {
        return;
    }
    match object {
        Object::String(letters, _) if letters.len() > 1 => said.push(pdf_text::of_letters(letters)),
        Object::Array(items) => items.iter().for_each(|item| letters_in(item, said, depth + 1)),
        Object::Dictionary(dictionary) => dictionary.iter().for_each(|(_, item)| letters_in(item, said, depth + 1)),
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, item)| letters_in(item, said, depth + 1)),
        _ => {}
    }
}

/// What the bytes of a document say without the table of where its parts are.
fn of_bytes(bytes: &[u8]) -> Vec<String> {
    let (mut texts, mut said, mut from) = (Vec::new(), Vec::new(), 0);
    while from < bytes.len() {
        let rest = &bytes[from..];
        let start = memmem::find(rest, b"stream");
        let head = &rest[..start.unwrap_or(rest.len())];
        let of_head = Tokens::of(head).filter_map(|token| match token {
            Token::Letters(letters) => Some(pdf_text::of_letters(&letters)),
            _ => None,
        });
        said.extend(of_head);
        let Some(start) = start else { break };
        let behind = start + b"stream".len();
        let behind = behind + rest[behind..].iter().take(2).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let length = memmem::find(&rest[behind..], b"endstream").unwrap_or(rest.len() - behind);
        let content = unpacked(head, &rest[behind..behind + length]);
        texts.extend(pdf_text::read(&content, |_| None));
        from += (behind + length + b"endstream".len()).min(rest.len());
    }
    texts.push(said.join(BETWEEN));
    texts
}

/// A stream behind what stands before it, unpacked as that says.
fn unpacked(head: &[u8], packed: &[u8]) -> Vec<u8> {
    let own = &head[memmem::rfind(head, b"obj").unwrap_or(0)..];
    let filters = Tokens::of(own).filter_map(|token| match token {
        Token::Name(name @ (b"ASCII85Decode" | b"A85" | b"ASCIIHexDecode" | b"AHx")) => Some(name),
        Token::Name(name @ (b"FlateDecode" | b"Fl" | b"LZWDecode" | b"LZW" | b"RunLengthDecode" | b"RL")) => Some(name),
        _ => None,
    });
    let filters: Vec<Object> = filters.map(|name| Object::Name(whole_name(name).to_vec())).collect();
    let mut dictionary = Dictionary::new();
    dictionary.set("Filter", Object::Array(filters));
    Stream::new(dictionary, packed.to_vec()).get_plain_content_with_limit(MAX_UNPACKED).unwrap_or_default()
}

fn whole_name(short: &[u8]) -> &[u8] {
    match short {
        b"A85" => b"ASCII85Decode",
        b"AHx" => b"ASCIIHexDecode",
        b"Fl" => b"FlateDecode",
        b"LZW" => b"LZWDecode",
        b"RL" => b"RunLengthDecode",
        whole => whole,
    }
}
