//! Files that are published as files: attachments that visible pages link, and what lies below `static/`.
//!
//! Decides what may be one, and says what its author should know. It must not know how a format is taken apart.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::view::Viewing;
use crate::attachments::{self, ACTIVE, Kind, Note, PUBLISHED, Removal, Size};
use crate::config::Audience;
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::output::{OutPath, OutputFile};
use crate::site::Site;
use crate::site::signs::Signs;
use crate::site::source::addresses::StaticFile;
use crate::site::source::extension;
use crate::site::source::folders::folder_of_file;

/// Why a file below `content/` may not be linked, if its name says so.
pub(super) fn refusal(path: &str, place: &Place) -> Option<Diagnostic> {
    if Kind::of(path).is_some() {
        return None;
    }
    let ending = extension(path).to_ascii_lowercase();
    let as_it_is = "; what has to be published as it is goes below `static/`";
    let (message, hint) = if ACTIVE.contains(&ending.as_str()) {
        (
            format!("`{path}` would be published as it is, and browsers run what is inside"),
            format!("make it a page in Markdown{as_it_is}"),
        )
    } else if is_text_of_a_page(path) {
        (
            format!("`{path}` would be published as it is, hidden parts included"),
            "make it a page: its name has to end in `.md`".to_owned(),
        )
    } else {
        let what =
            if ending.is_empty() { "a file without an ending".to_owned() } else { format!("a `.{ending}` file") };
        (format!("`{path}` is {what}, which is not published"), format!("links may lead to {PUBLISHED}{as_it_is}"))
    };
    Some(Diagnostic::new(&rules::UNSAFE_ATTACHMENT, place.clone(), message).hint(hint))
}

/// Whether a name is that of a page, a copy of one, or of settings.
fn is_text_of_a_page(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    name.ends_with('~')
        || name.split('.').skip(1).any(|part| {
            ["md", "markdown", "mdx", "mdown", "mkd", "qmd", "rmd", "rst", "adoc", "toml", "yaml", "yml"]
                .contains(&part.trim_end_matches('~'))
        })
}

/// Attachments that visible pages link, and static files for this audience.
pub(super) fn of(
    Viewing { site, config, reader, .. }: Viewing<'_>,
    attachments: BTreeSet<&String>,
    diags: &mut Diagnostics,
) -> (Vec<OutputFile>, Sizes) {
    // Whoever sees everything may see what a file says about itself; where there is one audience, that is everybody.
    let audience = reader.audience();
    let is_above_others = audience == config.audiences.highest() && audience != config.audiences.lowest();
    let copying =
        Copying { site, signs: Signs::new(config), metadata: !is_above_others, highest: config.audiences.highest() };
    let (mut files, mut sizes) = (Vec::new(), Sizes::default());
    let mut add = |copied: Option<(OutputFile, Option<Size>)>| {
        let Some((file, size)) = copied else { return };
        sizes.extend(size.map(|size| (file.path.as_str().to_owned(), size)));
        files.push(file);
    };
    for path in attachments {
        add(copying.attachment(path, diags));
    }
    for file in site.addresses.statics().iter().filter(|file| reader.may_see(file.audience)) {
        add(copying.static_file(file, diags));
    }
    (files, sizes)
}

/// How large pictures are drawn, by their path in the output.
pub(super) type Sizes = BTreeMap<String, Size>;

/// How files get into the output of one audience.
struct Copying<'s> {
    site: &'s Site<'s>,
    signs: Signs,
    /// Whether what files say about themselves is taken out.
    metadata: bool,
    /// Those who see everything: what is for them alone may say so.
    highest: Audience,
}

impl Copying<'_> {
    /// Why a text may not be copied whole to those who are its `audience`.
    fn refused(&self, source: &str, text: &str, audience: Option<Audience>) -> Option<Diagnostic> {
        if self.signs.is_a_page(text) {
            return Some(page_in_disguise(source));
        }
        let seen = self.signs.seen_in(source, text).filter(|_| audience != Some(self.highest))?;
        let message = format!("{seen}, and the whole file would be published");
        let hint = "take it out, or move the file to a folder for those who may read it: its `_index.md`, or a folder of `static/` called as their audience, says so";
        Some(Diagnostic::new(&rules::UNSAFE_ATTACHMENT, Place::file(source), message).hint(hint))
    }

    /// Why a file may not be copied whole, where it is a text, or a drawing with texts in it.
    fn refused_by_text(&self, kind: Kind, file: &OutputFile, audience: Option<Audience>) -> Option<Diagnostic> {
        match kind {
            Kind::Text => self.refused(&file.origin, &text_of(&file.bytes), audience),
            // Each text of a drawing stands in a line of its own.
            Kind::Svg => {
                let texts = attachments::texts_of_drawing(&file.bytes);
                texts.iter().find_map(|text| self.refused(&file.origin, text, audience))
            }
            _ => None,
        }
    }

    /// A file that a page links, if it is what its name says.
    fn attachment(&self, path: &str, diags: &mut Diagnostics) -> Option<(OutputFile, Option<Size>)> {
        let file = self.read(format!("content/{path}"), path, diags)?;
        let kind = Kind::of(path)?;
        let audience = self.site.addresses.attachments.get(path).copied();
        // What the name of a folder with pages says was looked at there.
        let below = path.get(folder_of_file(path, &self.site.folders).path.len()..).unwrap_or(path);
        if let Some(finding) = self.signs.in_name(&file.origin, below).filter(|_| audience != Some(self.highest)) {
            diags.push(finding);
            return None;
        }
        if let Some(finding) = self.refused_by_text(kind, &file, audience) {
            diags.push(finding);
            return None;
        }
        match attachments::prepare(kind, &file.bytes, Removal { metadata: self.metadata, scripts: true }) {
            Ok(prepared) => {
                tell(&file.origin, &prepared.notes, diags);
                let size = prepared.size;
                Some((OutputFile { bytes: prepared.bytes.into_owned(), ..file }, size))
            }
            Err(damage) => {
                let message = format!("`{path}` {damage}");
                let finding = Diagnostic::new(&rules::UNSAFE_ATTACHMENT, Place::file(&file.origin), message);
                diags.push(finding.hint("save it again in the program that made it, under a name that fits its type"));
                None
            }
        }
    }

    /// A file that the site's owner has put below `static/`: as it is, but for what it says about itself.
    fn static_file(&self, found: &StaticFile, diags: &mut Diagnostics) -> Option<(OutputFile, Option<Size>)> {
        let StaticFile { path: source, url, audience, .. } = found;
        let file = self.read(source.clone(), url, diags)?;
        if let Some(finding) = self.signs.in_name(source, url).filter(|_| *audience != self.highest) {
            diags.push(finding);
            return None;
        }
        let kind = Kind::of(url);
        let text_kind = if is_text_of_a_page(url) { Some(Kind::Text) } else { kind };
        if let Some(finding) = text_kind.and_then(|kind| self.refused_by_text(kind, &file, Some(*audience))) {
            diags.push(finding);
            return None;
        }
        let Some(kind) = kind else { return Some((file, None)) };
        if !self.metadata {
            let as_it_is = Removal { metadata: false, scripts: false };
            let size = attachments::prepare(kind, &file.bytes, as_it_is).ok().and_then(|prepared| prepared.size);
            return Some((file, size));
        }
        match attachments::prepare(kind, &file.bytes, Removal { metadata: true, scripts: false }) {
            Ok(prepared) => {
                tell(source, &prepared.notes, diags);
                let size = prepared.size;
                Some((OutputFile { bytes: prepared.bytes.into_owned(), ..file }, size))
            }
            Err(damage) => {
                let message = format!("`{url}` {damage}; it is published with whatever it says about itself");
                let finding = Diagnostic::new(&rules::ATTACHMENT_CONTENT, Place::file(source), message);
                diags.push(finding.hint("save it again in the program that made it, under a name that fits its type"));
                Some((file, None))
            }
        }
    }

    fn read(&self, source: String, path: &str, diags: &mut Diagnostics) -> Option<OutputFile> {
        let problem = match (self.site.disk.read(&source), OutPath::new(path)) {
            (Ok(bytes), Some(path)) => return Some(OutputFile { path, bytes, origin: source }),
            (Err(error), _) => format!("cannot be read: {error}"),
            (_, None) => "cannot be published under this name".to_owned(),
        };
        let finding = Diagnostic::new(&rules::UNREADABLE, Place::file(source), problem);
        diags.push(finding.hint("check its name and its permissions"));
        None
    }
}

/// A text, in whichever encoding its first bytes name.
fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    let wide = |number: fn([u8; 2]) -> u16| -> Vec<u16> {
        bytes[2..].chunks_exact(2).map(|pair| number([pair[0], pair[1]])).collect()
    };
    match bytes {
        [0xFF, 0xFE, ..] => String::from_utf16_lossy(&wide(u16::from_le_bytes)).into(),
        [0xFE, 0xFF, ..] => String::from_utf16_lossy(&wide(u16::from_be_bytes)).into(),
        bytes => match String::from_utf8_lossy(bytes) {
            // Lines end so in texts of old programs.
            text if text.contains('\r') => text.replace("\r\n", "\n").replace('\r', "\n").into(),
            text => text,
        },
    }
}

fn page_in_disguise(source: &str) -> Diagnostic {
    let message = "the text of a page, with front matter or blocks, which would be published with every hidden part";
    Diagnostic::new(&rules::UNSAFE_ATTACHMENT, Place::file(source), message)
        .hint("make it a page below `content/` whose name ends in `.md`, or take the front matter and the blocks out")
}

/// Says what an author should know about a file that is published.
fn tell(source: &str, notes: &[Note], diags: &mut Diagnostics) {
    for note in notes {
        let (message, hint) = match note {
            Note::LeftOut(what) => (
                format!("{what} was left out of this drawing, as of every picture that a page shows"),
                "save the drawing without it, as a plain SVG",
            ),
            Note::Kept(what) => (
                format!("this file is published with what it says about itself: {what}"),
                "take it out in the program that made the file, or publish a PDF or a picture instead",
            ),
            Note::Misnamed(real) => {
                (format!("a {real} file by its content, which its name does not say"), "give it the ending of its type")
            }
        };
        diags.push(Diagnostic::new(&rules::ATTACHMENT_CONTENT, Place::file(source), message).hint(hint));
    }
}
