//! What a PDF carries and does not show: files and scripts within, names beside comments, what is hidden, addresses of
//! somebody's disk.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

/// Entries that no page is drawn from.
const UNSEEN: [&[u8]; 10] =
    [b"AA", b"AF", b"EF", b"JS", b"EmbeddedFiles", b"JavaScript", b"Collection", b"SpiderInfo", b"Perms", b"DSS"];
/// Entries of an annotation that tell who wrote it and when.
const OF_WRITERS: [&[u8]; 5] = [b"T", b"Subj", b"M", b"CreationDate", b"NM"];
/// Annotations that readers open to read.
const COMMENTS: [&[u8]; 10] =
    [b"Text", b"Popup", b"Highlight", b"Underline", b"Squiggly", b"StrikeOut", b"Stamp", b"Caret", b"Ink", b"Redact"];
/// Actions that run something, or name a file of somebody's disk.
const ACTIONS: [&[u8]; 5] = [b"JavaScript", b"Launch", b"GoToR", b"GoToE", b"ImportData"];
/// The flag of an annotation that is neither shown nor printed.
const HIDDEN: i64 = 2;
/// Values may not be nested deeper: what lies deeper is left out.
const MAX_DEPTH: usize = 100;
/// Fields lie in one another; more rounds than this find no more of them in a document that somebody made.
const MAX_ROUNDS: usize = 16;

/// Takes out what is not seen, and gives what had to stay.
pub(super) fn take_out(document: &mut Document) -> Vec<&'static str> {
    let mut gone: BTreeSet<ObjectId> = BTreeSet::new();
    for _ in 0..MAX_ROUNDS {
        let before = gone.len();
        let goes = |object: &Object| object.as_dict().is_ok_and(|dictionary| is_gone(dictionary, &gone));
        let more: Vec<ObjectId> = document.objects.iter().filter(|(_, o)| goes(o)).map(|(id, _)| *id).collect();
        gone.extend(more);
        if gone.len() == before {
            break;
        }
    }
    let mut stays = BTreeSet::new();
    for (_, object) in document.objects.iter_mut().filter(|(id, _)| !gone.contains(id)) {
        clean(object, &gone, &mut stays, 0);
    }
    stays.into_iter().collect()
}

fn clean(object: &mut Object, gone: &BTreeSet<ObjectId>, stays: &mut BTreeSet<&'static str>, depth: usize) {
    if depth > MAX_DEPTH {
        *object = Object::Null;
        return;
    }
    match object {
        Object::Array(items) => {
            items.retain(|item| !goes(item, gone));
            items.iter_mut().for_each(|item| clean(item, gone, stays, depth + 1));
        }
        Object::Dictionary(dictionary) => clean_dictionary(dictionary, gone, stays, depth),
        Object::Stream(stream) => clean_dictionary(&mut stream.dict, gone, stays, depth),
        _ => {}
    }
}

fn clean_dictionary(
    dictionary: &mut Dictionary,
    gone: &BTreeSet<ObjectId>,
    stays: &mut BTreeSet<&'static str>,
    depth: usize,
) {
    let leaves = |(key, value): (&Vec<u8>, &Object)| {
        let is_unseen = UNSEEN.contains(&key.as_slice()) && !is_a_name(value);
        (is_unseen || goes(value, gone)).then(|| key.clone())
    };
    let keys: Vec<Vec<u8>> = dictionary.iter().filter_map(leaves).collect();
    keys.iter().for_each(|key| drop(dictionary.remove(key)));
    let subtype = name_of(dictionary, b"Subtype").unwrap_or_default();
    if dictionary.has(b"Rect") && subtype != b"Widget" {
        if COMMENTS.contains(&subtype) && (dictionary.has(b"Contents") || dictionary.has(b"RC")) {
            stays.insert("comments");
        }
        // Of a field the first of them is its name.
        OF_WRITERS.iter().for_each(|key| drop(dictionary.remove(key)));
    }
    if name_of(dictionary, b"FT") == Some(b"Sig") {
        dictionary.remove(b"V");
    }
    if dictionary.get(b"Base").is_ok_and(is_on_a_disk) {
        dictionary.remove(b"Base");
    }
    if dictionary.has(b"XFA") {
        stays.insert("a form in XML (XFA) with its values");
    }
    let is_off = dictionary.get(b"OFF").and_then(Object::as_array).is_ok_and(|layers| !layers.is_empty());
    if is_off || name_of(dictionary, b"BaseState") == Some(b"OFF") {
        stays.insert("layers that are switched off");
    }
    dictionary.iter_mut().for_each(|(_, value)| clean(value, gone, stays, depth + 1));
}

/// Whether a value, or what it refers to, is left out.
fn goes(value: &Object, gone: &BTreeSet<ObjectId>) -> bool {
    match value {
        Object::Reference(id) => gone.contains(id),
        Object::Dictionary(dictionary) => is_gone(dictionary, gone),
        _ => false,
    }
}

fn is_gone(dictionary: &Dictionary, gone: &BTreeSet<ObjectId>) -> bool {
    let is_action = name_of(dictionary, b"S").is_some_and(|action| {
        ACTIONS.contains(&action) || action == b"URI" && dictionary.get(b"URI").is_ok_and(is_on_a_disk)
    });
    if is_action || matches!(name_of(dictionary, b"Type"), Some(b"Sig" | b"DocTimeStamp" | b"EmbeddedFile")) {
        return true;
    }
    let is_hidden = dictionary.get(b"F").and_then(Object::as_i64).is_ok_and(|flags| flags & HIDDEN != 0);
    let subtype = name_of(dictionary, b"Subtype");
    let is_annotation = dictionary.has(b"Rect") && subtype.is_some();
    if is_annotation && (is_hidden || subtype == Some(b"FileAttachment")) {
        return true;
    }
    // A field that no page shows.
    let is_field = dictionary.has(b"FT") || dictionary.has(b"T") && dictionary.has(b"Kids");
    let kids = dictionary.get(b"Kids").and_then(Object::as_array).map(Vec::as_slice).unwrap_or_default();
    is_field && subtype != Some(b"Widget") && kids.iter().all(|kid| goes(kid, gone))
        || subtype == Some(b"Widget") && is_hidden
}

fn name_of<'d>(dictionary: &'d Dictionary, key: &[u8]) -> Option<&'d [u8]> {
    dictionary.get(key).and_then(Object::as_name).ok()
}

/// A name under a key of ours is a value of something else: `/JS` in a list of fonts.
fn is_a_name(value: &Object) -> bool {
    matches!(value, Object::Name(_))
}

fn is_on_a_disk(address: &Object) -> bool {
    let Ok(address) = address.as_str() else { return false };
    let start: Vec<u8> = address.iter().take(5).map(u8::to_ascii_lowercase).collect();
    start == b"file:" || start.starts_with(b"\\\\") || start.get(1..3) == Some(b":\\")
}
