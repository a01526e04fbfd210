//! The index: tantivy reads every section, and what it wrote is walked back out, stem by stem.
//!
//! Pages are dealt to a fixed number of segments, whatever the number of cores, so that the same site always gives the
//! same index. It must not know the shard format.

mod tokenizer;
mod walk;

use std::collections::BTreeMap;

use rayon::prelude::*;
use tantivy::directory::RamDirectory;
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::TokenizerManager;
use tantivy::{Index, TantivyDocument};

use super::analysis::Analyzer;
use super::sections::SearchPage;
pub(super) use tantivy::Result;
use tokenizer::{Lexicon, SectionTokenizer};
pub(super) use walk::{Segments, StemHits};

/// How many segments a large site is dealt to.
const MOST_SEGMENTS: usize = 4;
/// Another segment is worth its trouble for as many pages.
const PAGES_A_SEGMENT: usize = 100;
/// What a writer plans with; it makes one segment however much it takes.
const WRITER_BYTES: usize = 2 << 20;
const TOKENIZER: &str = "rolebook";

/// The fields of a section, in tantivy's schema.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    pub(super) title: Field,
    pub(super) heading: Field,
    pub(super) body: Field,
}

/// What the index came to.
pub(super) struct Indexed {
    /// Every stem, with its hits where tantivy keeps them.
    pub(super) segments: Segments,
    /// Every word as it is written, folded, and how often.
    pub(super) vocabulary: BTreeMap<String, u32>,
}

/// Indexes the pages.
///
/// # Errors
/// Whatever tantivy says; nothing is known that makes it fail in memory.
pub(super) fn build(pages: &[SearchPage], analyzer: Analyzer) -> Result<Indexed> {
    let segments = pages.len().div_ceil(PAGES_A_SEGMENT).clamp(1, MOST_SEGMENTS);
    let parts = (0..segments)
        .into_par_iter()
        .map(|part| segment(&pages[pages.len() * part / segments..pages.len() * (part + 1) / segments], analyzer));
    let (indexes, words): (Vec<Index>, Vec<_>) = parts.collect::<Result<Vec<_>>>()?.into_iter().unzip();
    let mut vocabulary = BTreeMap::new();
    for (word, count) in words.into_iter().flatten() {
        *vocabulary.entry(word).or_default() += count;
    }
    Ok(Indexed { segments: Segments::open(&indexes, fields(&schema()))?, vocabulary })
}

/// One segment of these pages in memory, and the words that were seen.
pub(super) fn segment(pages: &[SearchPage], analyzer: Analyzer) -> Result<(Index, Vec<(String, u32)>)> {
    let tokenizer = SectionTokenizer::new(analyzer);
    let lexicon = tokenizer.lexicon();
    let tokenizers = TokenizerManager::new();
    tokenizers.register(TOKENIZER, tokenizer);
    let schema = schema();
    let fields = fields(&schema);
    let builder = Index::builder().schema(schema).tokenizers(tokenizers);
    let mut writer = builder.single_segment_index_writer(RamDirectory::create(), WRITER_BYTES)?;
    for page in pages {
        for section in &page.sections {
            let mut document = TantivyDocument::new();
            document.add_text(fields.title, &page.title);
            document.add_text(fields.heading, section.heading.as_ref().unwrap_or(&page.title));
            if !section.path.is_empty() {
                document.add_text(fields.body, &section.path);
            }
            document.add_text(fields.body, &section.text);
            writer.add_document(document)?;
        }
    }
    let index = writer.finalize()?;
    Ok((index, Lexicon::into_words(&lexicon)))
}

fn schema() -> Schema {
    let mut schema = Schema::builder();
    let indexing = |record, lengths| {
        let indexing = TextFieldIndexing::default().set_tokenizer(TOKENIZER).set_index_option(record);
        TextOptions::default().set_indexing_options(indexing.set_fieldnorms(lengths))
    };
    // The length of titles and headings counts in another way: by how much of them a query covers.
    schema.add_text_field("title", indexing(IndexRecordOption::WithFreqs, false));
    schema.add_text_field("heading", indexing(IndexRecordOption::WithFreqsAndPositions, false));
    schema.add_text_field("body", indexing(IndexRecordOption::WithFreqsAndPositions, true));
    schema.build()
}

/// The fields of a schema made here.
pub(super) fn fields(schema: &Schema) -> Fields {
    let field = |name| schema.get_field(name).expect("the schema has it");
    Fields { title: field("title"), heading: field("heading"), body: field("body") }
}
