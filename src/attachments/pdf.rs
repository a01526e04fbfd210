//! PDF: the document is written anew without its properties, its XMP, and the versions that were saved before.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Dictionary, Document, LoadOptions, Object};

use super::{Note, jpeg, pdf_hidden};

/// A stream may not unpack to more: real tables of contents and fonts are far smaller.
const MAX_UNPACKED: usize = 64 << 20;
/// Entries that tell who made a document or a part of it, when and with what.
const TELLING: [&[u8]; 4] = [b"Metadata", b"PieceInfo", b"LastModified", b"Thumb"];

/// The document without metadata; as it is, with a note, where that cannot be done.
pub(super) fn strip<'f>(file: &'f [u8], notes: &mut Vec<Note>) -> Cow<'f, [u8]> {
    // A document that somebody sent must not end a build, whatever is wrong with it.
    match catch_unwind(AssertUnwindSafe(|| rewritten(file))) {
        Ok(Some((stripped, kept))) => {
            notes.extend(kept.into_iter().map(|what| Note::Kept(what.to_owned())));
            stripped.into()
        }
        _ => {
            let why = if find(file, b"/Encrypt") { "it is encrypted" } else { "it cannot be read well enough" };
            notes.push(Note::Kept(format!("its author, title and history: {why}")));
            file.into()
        }
    }
}

/// The document anew, and what it keeps that its readers may not expect.
fn rewritten(file: &[u8]) -> Option<(Vec<u8>, Vec<&'static str>)> {
    let options = LoadOptions { max_decompressed_size: Some(MAX_UNPACKED), ..LoadOptions::default() };
    let mut document = Document::load_mem_with_options(file, options).ok()?;
    if document.is_encrypted() || document.was_encrypted() || document.trailer.has(b"Encrypt") {
        return None;
    }
    let pages = document.get_pages().len();
    if pages == 0 {
        return None;
    }
    if let Ok(info) = document.trailer.get(b"Info").and_then(Object::as_reference) {
        document.delete_object(info);
    }
    document.trailer.remove(b"Info");
    for object in document.objects.values_mut() {
        match object {
            Object::Dictionary(dictionary) => forget(dictionary),
            Object::Stream(stream) if stream.dict.has_type(b"Metadata") => {
                stream.dict = Dictionary::new();
                stream.set_content(Vec::new());
            }
            Object::Stream(stream) => {
                forget(&mut stream.dict);
                let is_photograph =
                    stream.dict.get(b"Filter").and_then(Object::as_name).is_ok_and(|name| name == b"DCTDecode");
                if is_photograph && let Ok(photograph) = jpeg::strip(&stream.content) {
                    stream.set_content(photograph.bytes);
                }
            }
            _ => {}
        }
    }
    let kept = pdf_hidden::take_out(&mut document);
    document.prune_objects();
    document.max_id = document.objects.keys().map(|id| id.0).max()?;
    let mut stripped = Vec::with_capacity(file.len());
    document.save_to(&mut stripped).ok()?;
    // What cannot be read again was not written well.
    let again = Document::load_mem(&stripped).ok()?;
    (again.get_pages().len() == pages && !again.trailer.has(b"Info")).then_some((stripped, kept))
}

fn forget(dictionary: &mut Dictionary) {
    for key in TELLING {
        dictionary.remove(key);
    }
}

fn find(file: &[u8], word: &[u8]) -> bool {
    file.windows(word.len()).any(|part| part == word)
}
