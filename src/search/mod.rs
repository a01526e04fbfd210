//! Search: what a page's text is made of, and how it is found.
//!
//! Sees an `AudienceView` and never a `Site`, so that nothing internal can reach a public index.

pub mod analysis;
mod common;
mod documents;
mod engine;
mod export;
mod format;
mod index;
mod number;
mod ranking;
mod sections;

use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::output::{OutPath, OutputFile};
use crate::site::AudienceView;
use analysis::Analyzer;
pub use documents::{SectionDocument, documents};
pub use engine::{Answer, Engine, Fetch, Found, SnippetPart};
use export::Export;
pub use format::bytes::ShardError;
pub use format::facets::FACETS;
pub use format::manifest::MANIFEST;
use format::terms::TermShard;
use format::words;
pub use ranking::Ranking;

/// What a collision's message calls the index.
const ORIGIN: &str = "the search index";

/// What a file of an index says in plain text, whatever its kind; nothing when it is none. For whoever looks for words that
/// must not be there.
pub fn text_of(file: &[u8]) -> String {
    let text = |(kind, payload): (u8, Vec<u8>)| {
        let listed: Vec<String> = match kind {
            b't' => TermShard::read(&payload)
                .map(|shard| shard.stems.into_iter().map(|(stem, _)| stem).collect())
                .unwrap_or_default(),
            b'v' | b'w' => {
                words::read(&payload).map(|words| words.into_iter().map(|word| word.word).collect()).unwrap_or_default()
            }
            _ => Vec::new(),
        };
        format!("{}\n{}", listed.join("\n"), String::from_utf8_lossy(&payload))
    };
    format::bytes::unpack_all(file).into_iter().map(text).collect::<Vec<_>>().join("\n")
}

/// The passages in a file of an index, as they stand on pages; nothing where it holds single words or numbers, and `None`
/// where it is no file of an index. For whoever looks for passages that must not be there.
pub fn passages_of(file: &[u8]) -> Option<String> {
    let kind = format::bytes::kind(file)?;
    if matches!(kind, b't' | b'v' | b'w' | b'p') {
        return Some(String::new());
    }
    Some(String::from_utf8_lossy(&format::bytes::held(file)).into_owned())
}

/// Whether a path below the audience's root is that of a file of an index.
pub fn is_of_index(path: &str) -> bool {
    let is_folder = path.split('/').take(2).any(|folder| folder == "search");
    is_folder && path.ends_with(".bin")
}

/// What stands for an index that is not made: its manifest, empty. All other files of it have names that nobody can have
/// thought of, so that whatever collides with an index collides with this.
pub fn unmade() -> OutputFile {
    let path = OutPath::new(MANIFEST).expect("its own names are sound");
    OutputFile { path, bytes: Vec::new(), origin: ORIGIN.to_owned() }
}

/// The files of a view's search index, and of one for each other language: the manifest, and the shards in a folder named
/// after what they hold. It takes the view, whose bodies go as soon as their texts are read: the index needs the room that
/// they take.
pub fn files(mut view: AudienceView, diagnostics: &mut Diagnostics) -> Vec<OutputFile> {
    let translated = view.take_translated();
    let all = std::iter::once(view).chain(translated);
    all.flat_map(|view| of_language(view, diagnostics)).collect()
}

fn of_language(mut view: AudienceView, diagnostics: &mut Diagnostics) -> Vec<OutputFile> {
    let analyzer = Analyzer::new(view.language());
    let (pages, facets) = (sections::of(&view), sections::facets(&view));
    view.drop_bodies();
    let export = Export {
        pages: &pages,
        facets,
        synonyms: view.synonyms(),
        language: view.language(),
        analyzer,
        ranking: Ranking::default(),
    };
    let files = match index::build(&pages, analyzer).and_then(|indexed| export.files(indexed)) {
        Ok(files) => files,
        Err(error) => {
            let message = format!("the search index cannot be made: {}", error.to_string().to_lowercase());
            diagnostics.push(Diagnostic::without_place(&rules::INTERNAL, message).hint("report this"));
            return Vec::new();
        }
    };
    let file = |(path, bytes)| OutputFile {
        path: OutPath::new(format!("{}{path}", view.start().trim_start_matches('/'))).expect("its own names are sound"),
        bytes,
        origin: ORIGIN.to_owned(),
    };
    files.into_iter().map(file).collect()
}

#[cfg(test)]
mod tests;
