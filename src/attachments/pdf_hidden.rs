//! What a PDF carries and does not show: files and scripts within, names beside comments, what is hidden, addresses of
//! somebody's disk.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Object};

/// Parts that nobody reads on a page: files, scripts, and what happens of itself.
const CARRIED: [&[u8]; 5] = [b"EmbeddedFiles", b"JavaScript", b"AF", b"AA", b"JS"];
/// What an annotation says, and how that looks.
const SAID: [&[u8]; 7] = [b"Contents", b"RC", b"T", b"Subj", b"AP", b"V", b"DV"];
/// Who signed, why and where.
const SIGNED: [&[u8]; 4] = [b"Name", b"Reason", b"Location", b"ContactInfo"];
/// Annotations that readers open to read.
const COMMENTS: [&[u8]; 10] =
    [b"Text", b"Popup", b"Highlight", b"Underline", b"Squiggly", b"StrikeOut", b"Stamp", b"Caret", b"Ink", b"Redact"];
/// `Hidden` and `NoView` among the flags of an annotation.
const UNSEEN: i64 = 2 | 32;
/// Nothing is nested deeper in a document that some program made.
const MAX_DEPTH: usize = 60;

/// Takes out of an object what nobody sees, and notes what is kept that readers may not expect.
pub(super) fn clear(object: &mut Object, kept: &mut BTreeSet<&'static str>, depth: usize) {
    if depth > MAX_DEPTH {
        return;
    }
    match object {
        Object::Dictionary(dictionary) => clear_dictionary(dictionary, kept, depth),
        Object::Stream(stream) => clear_dictionary(&mut stream.dict, kept, depth),
        Object::Array(items) => items.iter_mut().for_each(|item| clear(item, kept, depth + 1)),
        _ => {}
    }
}

fn clear_dictionary(dictionary: &mut Dictionary, kept: &mut BTreeSet<&'static str>, depth: usize) {
    forget(dictionary, &CARRIED);
    let is_local = |uri: &[u8]| uri.get(..5).is_some_and(|start| start.eq_ignore_ascii_case(b"file:"));
    if dictionary.get(b"URI").and_then(Object::as_str).is_ok_and(is_local) {
        dictionary.remove(b"URI");
    }
    if dictionary.has(b"ByteRange") || dictionary.has_type(b"Sig") {
        forget(dictionary, &SIGNED);
    }
    if dictionary.get(b"OFF").and_then(Object::as_array).is_ok_and(|layers| !layers.is_empty()) {
        kept.insert("layers that are switched off");
    }
    if dictionary.has(b"Rect") || dictionary.has(b"FT") {
        clear_annotation(dictionary, kept);
    }
    dictionary.iter_mut().for_each(|(_, value)| clear(value, kept, depth + 1));
}

fn clear_annotation(annotation: &mut Dictionary, kept: &mut BTreeSet<&'static str>) {
    let kind = annotation.get(b"Subtype").and_then(Object::as_name).unwrap_or_default().to_vec();
    let is_field = kind == b"Widget" || annotation.has(b"FT");
    if annotation.get(b"F").and_then(Object::as_i64).is_ok_and(|flags| flags & UNSEEN != 0) {
        forget(annotation, &SAID);
    } else if !is_field {
        // Who wrote a comment; of a field it is the name.
        annotation.remove(b"T");
    }
    if kind == b"FileAttachment" {
        annotation.remove(b"FS");
    }
    if COMMENTS.contains(&kind.as_slice()) && annotation.has(b"Contents") {
        kept.insert("comments");
    }
}

fn forget(dictionary: &mut Dictionary, keys: &[&[u8]]) {
    for key in keys {
        dictionary.remove(key);
    }
}
