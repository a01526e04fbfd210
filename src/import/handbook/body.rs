//! One page: its front matter, its text and its links as ours.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::callouts::{self, Notes};
use super::front::{self, Front};
use super::links::{self, Leads};
use super::plan::{Form, PagePlan, Plan};
use super::source::Files;
use super::tool::Tool;
use super::tool_settings::ToolSettings;
use super::{Handbook, Request, docx, html, lines, markup, names, notion, pay_tables, pictures, tags, unseen};

/// What a page came to.
pub(super) struct Made {
    /// The page itself, and pictures that stood in it.
    pub(super) files: Vec<(String, Vec<u8>)>,
    /// Files that it links.
    pub(super) used: BTreeSet<String>,
}

/// Makes a page.
pub(super) fn page(
    page: &PagePlan,
    plan: &Plan,
    files: &Files<'_>,
    settings: &ToolSettings,
    request: &Request<'_>,
    handbook: &mut Handbook,
) -> Made {
    let tool = handbook.tool.unwrap_or(Tool::Markdown);
    let limits = |text: &str| request.hiding.names_audience(text);
    let mut notes = Notes { limits: &limits, notes: Vec::new(), hidden: None };
    let stem = names::file(&page.target).trim_end_matches(".md").trim_start_matches('_').to_owned();
    let bytes = files.get(&page.source).copied().unwrap_or_default();
    let text = text_of(bytes);
    let (found, start) = if page.form == Form::Markdown || page.form == Form::Html {
        front::read(&page.source, &text)
    } else {
        (front::Found::None, 0)
    };
    let mut front = Front::of(&found, page, tool, settings, request, handbook);
    let Some((body, mut pictures)) =
        text_and_pictures(page, &text[start..], bytes, &stem, &mut front, &mut notes, handbook).or_else(|| {
            (page.form == Form::Table).then(|| (notion::database(bytes, page, plan, files, &mut notes), Vec::new()))
        })
    else {
        return Made { files: Vec::new(), used: BTreeSet::new() };
    };
    let body = converted(&body, tool, page.form, &mut front, request, &mut notes);
    let body = titled(&body, &mut front, page);
    let mut used = BTreeSet::new();
    let body = match page.form {
        Form::Table => body,
        _ => links::rewritten(&body, &mut |address| {
            let real = links::without_google(address);
            let address = (real.clone().unwrap_or_else(|| address.to_owned()), real.is_none());
            rewritten_link(&address, page, plan, files, settings, &mut used, &mut notes)
        }),
    };
    note_confidences(&body, &mut notes);
    let body = without_gaps(&body);
    if let Some(reason) = notes.hidden.take() {
        front.hide(reason);
    }
    settle_aliases(&mut front, page, plan);
    told(&front, notes.notes, page, handbook);
    if request.with_pay {
        let tables = pay_tables::of(&body);
        let count = tables.len();
        let named = |(at, table)| (if count == 1 { stem.clone() } else { format!("{stem}-{}", at + 1) }, table);
        handbook.pay.extend(tables.into_iter().enumerate().map(named));
    }
    let text = format!("{}\n{}\n", front.written(), body.trim());
    let folder = names::folder(&page.target);
    let mut files = vec![(page.target.clone(), text.into_bytes())];
    files.extend(pictures.drain(..).map(|(name, bytes)| (format!("{folder}/{name}"), bytes)));
    Made { files, used }
}

/// Tells what became of a page.
fn told(front: &Front, notes: Vec<String>, page: &PagePlan, handbook: &mut Handbook) {
    handbook.notes.extend(notes.into_iter().map(|note| format!("{}: {note}", page.target)));
    if let Some(reason) = &front.hidden {
        handbook.hidden.insert(page.target.clone(), reason.clone());
    }
}

/// Names of pictures beside a page, with what they hold.
type Pictures = Vec<(String, Vec<u8>)>;

/// The text of a page as Markdown, and the pictures that stood in it; `None` where it is a table, or cannot be read.
fn text_and_pictures(
    page: &PagePlan,
    text: &str,
    bytes: &[u8],
    stem: &str,
    front: &mut Front,
    notes: &mut Notes<'_>,
    handbook: &mut Handbook,
) -> Option<(String, Pictures)> {
    match page.form {
        Form::Markdown => Some(pictures::taken_out(text, stem)),
        Form::Html => {
            front.title = front.title.take().or_else(|| html::title(text));
            let (text, pictures) = pictures::taken_out(text, stem);
            let text = unseen::without_comments(&text, notes);
            markup::note_hidden(&text, notes);
            unseen::note(&text, notes);
            Some((html::page(&text), pictures))
        }
        Form::Word => match docx::read(bytes, stem, notes.limits) {
            Ok(word) => Some(of_word(word, notes)),
            Err(problem) => {
                handbook.left.insert(page.source.clone(), problem);
                None
            }
        },
        Form::Table => None,
    }
}

/// The text and the pictures of a Word document, with what is to be told of it.
fn of_word(word: docx::Word, notes: &mut Notes<'_>) -> (String, Pictures) {
    let told = [
        (word.hid_text, "text that Word does not show was left out"),
        (word.hid_rows, "rows of tables that Word does not show were left out"),
        (word.has_pale_text, "text in white, or too small to be read, came along: see whether it is for its readers"),
    ];
    told.into_iter().filter(|(is_so, _)| *is_so).for_each(|(_, note)| notes.note(note));
    notes.hidden = notes.hidden.take().or(word.hidden);
    (html::page(&word.html), word.pictures)
}

fn text_of(bytes: &[u8]) -> String {
    let text = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(bytes).0.into_owned(),
        None => {
            String::from_utf8(bytes.to_vec()).unwrap_or_else(|_| encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned())
        }
    };
    text.replace("\r\n", "\n").replace(['\r', '\0'], "\n")
}

/// The text with what other tools have in it as ours.
fn converted(
    text: &str,
    tool: Tool,
    form: Form,
    front: &mut Front,
    request: &Request<'_>,
    notes: &mut Notes<'_>,
) -> String {
    if form == Form::Table {
        return text.to_owned();
    }
    let text = if tool == Tool::Notion { notion::properties(text, front, request) } else { text.to_owned() };
    let text = tags::convert(&text, notes);
    let text = markup::convert(&text, notes);
    callouts::convert(&text, notes)
}

/// Words by which authors say that a passage is not for everybody, in text that nothing hid.
const CONFIDENCES: [&str; 10] = [
    "do not share",
    "don't share",
    "don\u{2019}t share",
    "confidential",
    "internal only",
    "not for publication",
    "do not publish",
    "nicht weitergeben",
    "vertraulich",
    "nur intern",
];

/// Says where a text asks not to be shared.
fn note_confidences(text: &str, notes: &mut Notes<'_>) {
    for line in lines::of(text).iter().filter(|line| !line.is_code) {
        let lower = line.text.to_lowercase().replace('\\', "");
        if let Some(words) = CONFIDENCES.iter().find(|words| lower.contains(*words)) {
            notes.note(format!(
                "it says \"{words}\": put that passage into a block such as `:::internal`, or see who may read the page"
            ));
        }
    }
}

/// The text with one empty line where several stand, outside code.
fn without_gaps(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for line in lines::of(text) {
        let is_gap = line.is_blank() && !line.is_code;
        if !(is_gap && gap) {
            out.push_str(line.text);
            out.push('\n');
        }
        gap = is_gap;
    }
    out
}

/// A heading of a text.
struct Heading {
    level: usize,
    range: Range<usize>,
    text: String,
}

fn headings(text: &str) -> Vec<Heading> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES | Options::ENABLE_FOOTNOTES;
    let (mut found, mut open): (Vec<Heading>, Option<Heading>) = (Vec::new(), None);
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                open = Some(Heading { level: number(level), range, text: String::new() })
            }
            Event::End(TagEnd::Heading(_)) => found.extend(open.take()),
            Event::Text(part) | Event::Code(part) => {
                if let Some(heading) = &mut open {
                    heading.text.push_str(&part);
                }
            }
            _ => {}
        }
    }
    found
}

fn number(level: HeadingLevel) -> usize {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// Takes the title out of the text, and lets headings begin at the second level.
fn titled(text: &str, front: &mut Front, page: &PagePlan) -> String {
    let mut headings = headings(text);
    let first = headings.first().filter(|heading| heading.level == 1 && text[..heading.range.start].trim().is_empty());
    let mut removed = None;
    if let Some(heading) = first {
        let plain = |title: &str| title.split_whitespace().collect::<Vec<_>>().join(" ");
        let title = plain(&heading.text);
        let is_it = front.title.as_deref().is_none_or(|known| plain(known) == title);
        if is_it && !title.is_empty() {
            front.title = Some(title);
            removed = Some(heading.range.clone());
        }
    }
    if removed.is_some() {
        headings.remove(0);
    }
    front.title = front.title.take().or_else(|| page.title.clone());
    if front.title.is_none() {
        let stem = names::file(&page.target).trim_end_matches(".md");
        let name = if stem == "_index" { names::file(names::folder(&page.target)) } else { stem };
        let words = name.replace(['-', '_'], " ");
        let mut letters = words.chars();
        front.title =
            letters.next().map(|first| first.to_uppercase().chain(letters).collect()).filter(|_| name != "content");
    }
    let down = usize::from(headings.iter().any(|heading| heading.level == 1));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    if let Some(removed) = removed {
        at = removed.end;
    }
    for heading in headings {
        let written = text[heading.range.clone()].trim_end();
        out.push_str(&text[at..heading.range.start]);
        out.push_str(&"#".repeat((heading.level + down).min(6)));
        out.push(' ');
        out.push_str(&without_marks(written));
        out.push('\n');
        at = heading.range.end;
    }
    out.push_str(&text[at..]);
    out
}

/// The text of a heading as it was written, without the marks that make it one, and without those that make all of it bold.
fn without_marks(written: &str) -> String {
    let is_underlined = !written.starts_with('#');
    let text = if is_underlined {
        written.lines().take(written.lines().count().saturating_sub(1)).map(str::trim).collect::<Vec<_>>().join(" ")
    } else {
        written.trim_start_matches('#').trim().to_owned()
    };
    let (words, id) = match text.rfind(" {") {
        Some(at) if text.ends_with('}') => (text[..at].trim_end(), &text[at..]),
        _ => (text.trim_end_matches('#').trim_end(), ""),
    };
    let bare = words.strip_prefix("**").and_then(|rest| rest.strip_suffix("**")).filter(|bare| !bare.contains("**"));
    format!("{}{id}", bare.unwrap_or(words))
}

fn rewritten_link(
    (address, is_as_written): &(String, bool),
    page: &PagePlan,
    plan: &Plan,
    files: &Files<'_>,
    settings: &ToolSettings,
    used: &mut BTreeSet<String>,
    notes: &mut Notes<'_>,
) -> Option<String> {
    let (leads, fragment) = links::leads(address, page, plan, files, settings);
    let from = names::folder(&page.target);
    match leads {
        Leads::Page(index) => {
            Some(links::written(&names::from_folder(from, &plan.pages[index].target), fragment.as_deref()))
        }
        Leads::File(path) => {
            let target = names::from_folder(from, plan.attachments.get(&path)?);
            used.insert(path);
            Some(links::written(&target, fragment.as_deref()))
        }
        Leads::Nowhere => {
            let is_of_ours = names::file(address).starts_with(&format!(
                "{}-",
                names::file(&page.target).trim_end_matches(".md").trim_start_matches('_')
            ));
            if !is_of_ours {
                notes.note(format!("`{address}` leads to nothing that was brought in"));
            }
            None
        }
        Leads::Elsewhere => (!is_as_written).then(|| links::written(address, None)),
    }
}

/// Old addresses that can lead here: sound ones, none that a page has.
fn settle_aliases(front: &mut Front, page: &PagePlan, plan: &Plan) {
    let own = address_of(&page.target, front.slug.as_deref());
    let is_taken = |address: &str| {
        plan.pages.iter().any(|other| other.target != page.target && address_of(&other.target, None) == address)
    };
    let is_of_another = |address: &str| {
        let plain = super::plan::plain_address(address);
        plan.by_address.get(&plain).is_some_and(|index| plan.pages[*index].target != page.target)
    };
    let mut aliases: Vec<String> = Vec::new();
    for alias in front.old_address.take().into_iter().chain(std::mem::take(&mut front.aliases)) {
        let path = alias.split("://").last().unwrap_or_default();
        let path = if alias.contains("://") { path.find('/').map_or("/", |at| &path[at..]) } else { path };
        let path = percent_encoding::percent_decode_str(path.split(['?', '#']).next().unwrap_or_default())
            .decode_utf8_lossy()
            .into_owned();
        let path = path.trim_matches('/').trim_end_matches("index.html").trim_end_matches('/').to_owned();
        let odd = |c: char| c.is_control() || c.is_whitespace() || "%?#:*\"<>|&\\".contains(c);
        let sound = |part: &str| {
            !part.is_empty() && !part.contains(odd) && !part.starts_with('.') && !part.ends_with('.') && part != "index"
        };
        if path.is_empty() || !path.split('/').all(sound) || path.starts_with("search") {
            continue;
        }
        let slash = if path.ends_with(".html") { "" } else { "/" };
        let address = format!("/{path}{slash}");
        if address != own && !aliases.contains(&address) && !is_taken(&address) && !is_of_another(&address) {
            aliases.push(address);
        }
    }
    front.aliases = aliases;
}

/// The address of a page here.
fn address_of(target: &str, slug: Option<&str>) -> String {
    let below = target.trim_start_matches("content/").trim_end_matches(".md");
    let path = match below.strip_suffix("_index") {
        Some(folder) => folder.trim_end_matches('/').to_owned(),
        None => match slug {
            Some(slug) => format!("{}/{slug}", names::folder(below)).trim_start_matches('/').to_owned(),
            None => below.to_owned(),
        },
    };
    let path = path.to_lowercase().replace([' ', '_'], "-");
    if path.is_empty() { "/".to_owned() } else { format!("/{path}/") }
}
