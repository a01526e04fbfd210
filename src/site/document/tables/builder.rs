//! What the form for a posting shows: plain values for one audience, ready to print.

use serde::Serialize;

use super::RecordName;

/// `::posting-builder{role=}`
#[derive(Debug, Clone, Serialize)]
pub struct PostingBuilder {
    /// What stands above it.
    pub caption: String,
    /// The role.
    pub role: RecordName,
    /// The fields in the order in which they are filled in.
    pub groups: Vec<FieldGroup>,
    /// The posting in the order in which it is read.
    pub parts: Vec<PreviewPart>,
    /// What the form's script has to know, as JSON.
    pub data: String,
    /// What the laws of each place want, as JSON.
    pub laws: String,
    /// The rules about wording, as JSON.
    pub rules: String,
}

/// Fields that belong together.
#[derive(Debug, Clone, Serialize)]
pub struct FieldGroup {
    /// What they are about.
    pub title: String,
    /// The fields.
    pub fields: Vec<BuilderField>,
}

/// A field of the form.
#[derive(Debug, Clone, Serialize)]
pub struct BuilderField {
    /// The key of the record that it fills in.
    pub key: &'static str,
    /// What it holds: `text`, `long`, `lines`, `whole`, `date`, `yes`, `choice` or `several`.
    pub holds: &'static str,
    /// Its name.
    pub label: String,
    /// What to write.
    pub hint: String,
    /// Whether no posting can do without it.
    pub needed: bool,
    /// What can be chosen.
    pub options: Vec<RecordName>,
}

/// A part of the posting.
#[derive(Debug, Clone, Serialize)]
pub struct PreviewPart {
    /// Its heading; none above the first parts.
    pub heading: Option<String>,
    /// What stands in it.
    pub slots: Vec<PreviewSlot>,
}

/// A line or a list of the posting that fields fill in.
#[derive(Debug, Clone, Serialize)]
pub struct PreviewSlot {
    /// What the script calls it.
    pub key: &'static str,
    /// What it is: `fact`, `item`, `text` or `stage`.
    pub is: &'static str,
    /// The key of the field that fills it in.
    pub field: &'static str,
    /// The name of a fact; empty elsewhere.
    pub label: String,
    /// What will stand there, in a few words.
    pub gap: String,
    /// What stands there as long as nothing is filled in.
    pub lines: Vec<String>,
}
