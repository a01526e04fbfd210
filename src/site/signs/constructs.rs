//! What people write to say that a passage is for an audience, and that is not how we say it.
//!
//! Each function looks at one name in the text and tells whether it stands in such a construct. Sentences that only
//! use the word are none. It must not know where code and comments are.

use super::around::{Around, without_item_marks, without_marks};
use super::bare;
use super::escaped;
use super::label;
use super::names::AudienceNames;
use super::tags;

/// How something names an audience.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Construct {
    /// `:::internal` or `::internal`, wherever it stands.
    Block,
    /// `:internal[...]`
    Inline,
    /// The first line of a code block: ` ```internal `.
    CodeFence,
    /// A comment that says nothing but the name.
    Comment,
    /// What was reported where it was read.
    Told,
    /// `[internal]`: nothing but text, unless a link has that name.
    Brackets,
    /// A comment or a hidden passage of another tool, whose text shows here.
    Unseen,
    /// Words that say who may read what stands beside or below them.
    Label,
    /// A bare name as a label, unless the page names the opposite in the same way.
    Bare,
    /// Anything else: an alert, an admonition, a class, a tag, a shortcode, a line of text.
    Mark,
}

/// What may stand between the colons of a block and its name when it is written the way of another tool.
const BETWEEN: [char; 14] = [' ', '{', '.', '[', '(', '*', '_', '"', '\'', '-', '#', '!', '<', '`'];

/// The construct around a name, if there is one.
pub(super) fn of(around: &Around<'_>, names: &AudienceNames) -> Option<Construct> {
    of_plain(around, names).or_else(|| escaped::construct(around, names))
}

/// As [`of`], in a text without escapes.
pub(super) fn of_plain(around: &Around<'_>, names: &AudienceNames) -> Option<Construct> {
    let label = || {
        let is_label = label::is_label(around, names).then_some(Construct::Label);
        is_label.or_else(|| bare::is_bare(around, names).then_some(Construct::Bare))
    };
    if names.is_form(around.name()) {
        return tags::in_attribute(around, names).then_some(Construct::Mark).or_else(label);
    }
    if names.is_weak(around.name()) {
        return of_tool(around, names).or_else(label);
    }
    of_mark(around, names)
        .or_else(|| is_marked_line(around, names).then_some(Construct::Mark))
        .or_else(|| is_condition(around, names).then_some(Construct::Mark))
        .or_else(|| is_line_about_readers(around, names).then_some(Construct::Mark))
        .or_else(label)
}

/// The constructs that a text of one line can hold.
pub(super) fn of_mark(around: &Around<'_>, names: &AudienceNames) -> Option<Construct> {
    if names.is_weak(around.name()) || names.is_form(around.name()) {
        return of_tool(around, names).filter(|_| !names.is_form(around.name()));
    }
    colons(around)
        .or_else(|| of_tool(around, names))
        .or_else(|| in_brackets(around, names).then_some(Construct::Brackets))
}

/// The marks of tools, which leave no doubt: any word that says that something is not for everybody counts in them.
fn of_tool(around: &Around<'_>, names: &AudienceNames) -> Option<Construct> {
    code_fence(around, names)
        .or_else(|| is_alert(around, names).then_some(Construct::Mark))
        .or_else(|| is_admonition(around, names).then_some(Construct::Mark))
        .or_else(|| tags::in_braces(around, names).then_some(Construct::Mark))
        .or_else(|| tags::in_tag(around, names).then_some(Construct::Mark))
        .or_else(|| is_comment_definition(around, names).then_some(Construct::Comment))
}

/// `:::internal`, `::: {.internal}`, `::internal`, `:internal[`.
pub(super) fn colons(around: &Around<'_>) -> Option<Construct> {
    let before = around.before.trim_end_matches(BETWEEN);
    let between = around.before.len() - before.len();
    let rest = before.trim_end_matches(':');
    let colons = before.len() - rest.len();
    // `: : :internal` and `:;:internal`, as fingers slip.
    let marks = without_marks(around.before);
    if marks.len() >= 2 && marks.chars().all(|c| ":; ".contains(c)) && marks.matches([':', ';']).count() >= 2 {
        return Some(Construct::Block);
    }
    let behind_word = rest.ends_with(|c: char| c.is_alphanumeric() || c == '_');
    match colons {
        _ if rest.ends_with('\\') || between > 4 => None,
        0 => None,
        1 if between > 0 || behind_word => None,
        1 if around.after.starts_with('[') => Some(Construct::Inline),
        // In other brackets, or with a space before them.
        1 if around.after.starts_with(['{', '(']) || around.after.starts_with(" [") => Some(Construct::Inline),
        1 if around.after.starts_with(' ') && without_marks(rest).is_empty() => Some(Construct::Block),
        // `:internal` alone, and `:internal:` at the beginning of a line.
        1 => {
            let is_alone = around.after.trim().is_empty() || around.after.starts_with(':');
            (without_marks(rest).is_empty() && is_alone).then_some(Construct::Block)
        }
        // Within a sentence two colons are the mark of a programming language: `C++ uses ::internal`.
        2 if rest.trim_end().ends_with(|c: char| c.is_alphanumeric() || ",(+".contains(c)) => None,
        2 => (!around.after.starts_with("::")).then_some(Construct::Block),
        _ => Some(Construct::Block),
    }
}

/// ` ```internal `, ` ```{.internal} `, `~~~ internal`.
fn code_fence(around: &Around<'_>, names: &AudienceNames) -> Option<Construct> {
    let line = around.content();
    let info = line.trim_start_matches(['`', '~']);
    let is_fence = (line.starts_with("```") || line.starts_with("~~~")) && !info.contains('`');
    (is_fence && names.marked(info).is_some()).then_some(Construct::CodeFence)
}

/// `> [!INTERNAL]`, `> [!NOTE] Internal only`.
fn is_alert(around: &Around<'_>, names: &AudienceNames) -> bool {
    let line = around.content();
    let Some((kind, title)) = line.strip_prefix("[!").and_then(|rest| rest.split_once(']')) else {
        return around.before.trim_end().ends_with("[!");
    };
    names.marked(kind).is_some() || names.marked(title).is_some() || label::ends_with_label(title, names)
}

/// `!!! internal "Title"`, `??? note "Internal"`.
fn is_admonition(around: &Around<'_>, names: &AudienceNames) -> bool {
    let line = around.content();
    let rest = line.trim_start_matches(['!', '?']);
    if line.len() - rest.len() < 2 {
        return false;
    }
    let (kinds, title) = rest.split_once('"').unwrap_or((rest, ""));
    kinds.split_whitespace().any(|kind| names.marked(kind).is_some()) || names.marked(title).is_some()
}

/// `[internal]` at the beginning of a line or the end of a heading, and `[/internal]`: no link, and no text either.
fn in_brackets(around: &Around<'_>, names: &AudienceNames) -> bool {
    // `[internal-begin]`
    let is_pair = |inside: &str| {
        names
            .named(inside)
            .is_some_and(|named| named.others.iter().any(|word| matches!(word.as_str(), "begin" | "start")))
    };
    if around.enclosed('[', ']').is_some_and(|inside| is_pair(&around.text[inside]))
        && without_marks(around.before.split('[').next().unwrap_or_default()).is_empty()
    {
        return true;
    }
    let before = around.before.strip_suffix(['.', '%']).unwrap_or(around.before);
    // `[internal: text]`, but not the definition of a link.
    if let Some(text) = around.after.strip_prefix(": ").and_then(|rest| rest.split_once(']')) {
        return before.ends_with('[') && !text.1.starts_with(['(', '[', ':']);
    }
    let Some(rest) = around.after.strip_prefix(']') else { return false };
    if around.before.ends_with("[/") {
        return true;
    }
    let role = before.strip_suffix("role=").or_else(|| before.strip_suffix("role=\""));
    let Some(before) = role.unwrap_or(before).strip_suffix('[') else { return false };
    let heading = before.trim_start().starts_with('#') && rest.trim().is_empty();
    let is_first = around.has_start && without_item_marks(before).is_empty() && !before.ends_with('[');
    (heading || is_first) && !rest.starts_with(['(', '[', ':'])
}

/// `[//]: # (internal)`, the comment of those who write Markdown for several tools.
fn is_comment_definition(around: &Around<'_>, names: &AudienceNames) -> bool {
    let line = around.content();
    let Some((label, rest)) = line.strip_prefix('[').and_then(|line| line.split_once("]:")) else { return false };
    let is_comment = matches!(label, "//" | "_" | "comment" | "#" | "metadata") || label.starts_with("_metadata");
    is_comment && (names.marked(rest).is_some() || (names.marked(label).is_some()))
}

/// A line of marks and an audience's name: `;;;internal`, `=== internal`, `--- internal ---`, `@internal`, `#internal`,
/// `/// details | Internal only`.
fn is_marked_line(around: &Around<'_>, names: &AudienceNames) -> bool {
    if !around.is_whole_line {
        return false;
    }
    let line = around.text[around.line()].trim();
    // Marks of quotes in a row are no quote.
    let line = if line.starts_with(">>") { line } else { around.content() };
    let Some(mark) = line.chars().next() else { return false };
    let rest = line.trim_start_matches(mark);
    let length = line[..line.len() - rest.len()].chars().count();
    let least = match mark {
        '#' if rest.starts_with(' ') => usize::MAX,
        '-' => 3,
        '>' => 3,
        '*' | '_' | '`' | '~' | ':' | '[' | '"' | '\'' | '\\' => usize::MAX,
        _ if mark.is_alphanumeric() => usize::MAX,
        _ => 2,
    };
    let is_titled = || rest.rsplit_once('|').is_some_and(|(_, title)| label::is_clear(title, names));
    if length >= least && (names.named(rest).is_some() || is_titled()) {
        return true;
    }
    let is_alone = |tag: &str| tag.chars().next().is_some_and(|mark| names.named(&tag[mark.len_utf8()..]).is_some());
    match mark {
        '@' | '%' | '!' | '$' | '^' | '~' if length == 1 => is_alone(line) && !line.contains(' '),
        '#' if length == 1 && !rest.starts_with(' ') => {
            let mut tags = line.split_whitespace();
            tags.clone().all(|tag| tag.len() > 1 && tag.starts_with('#')) && tags.any(is_alone)
        }
        // A sign of no keyboard; one that marks an item stands apart from its text.
        _ if length == 1 && !mark.is_ascii() && !mark.is_alphanumeric() => {
            is_alone(line) && !line.contains(' ') && !"\u{2022}\u{25E6}\u{25AA}\u{2023}\u{B7}".contains(mark)
        }
        _ => false,
    }
}

/// A condition of another tool: `#if internal`, `@if(internal)`, `ifdef::internal[]`, `.. only:: html and internal`.
fn is_condition(around: &Around<'_>, names: &AudienceNames) -> bool {
    let line = around.content();
    if !around.is_whole_line || line.len() > 120 {
        return false;
    }
    if let Some(when) = line.strip_prefix(".. only::") {
        return when.split_whitespace().any(|word| names.named(word).is_some());
    }
    let bare = line.trim_start_matches(['#', '@', '$', '%', '.', '\\', '[', '{', '<']);
    let word = &bare[..bare.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(bare.len())];
    let is_marked = bare.len() < line.len() || bare[word.len()..].starts_with("::");
    let is_condition = matches!(word.to_ascii_lowercase().as_str(), "if" | "ifdef" | "ifndef" | "unless" | "when");
    is_marked && is_condition && names.named(bare).is_some()
}

/// `Audience: internal` and `| audience | internal |`.
fn is_line_about_readers(around: &Around<'_>, names: &AudienceNames) -> bool {
    if !around.is_whole_line || around.after.len() + around.before.len() > 100 {
        return false;
    }
    let line = &around.text[around.line()];
    let Some(named) = names.named(line) else { return false };
    let has = |wanted: &[&str]| named.others.iter().any(|word| wanted.contains(&word.as_str()));
    let key = line.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let begins_with_key = ["audience", "visibility", "visible", "access"].iter().any(|word| key.starts_with(word));
    let is_set = around.before.contains([':', '=', '|', '-']) || key.starts_with("audience");
    begins_with_key && is_set && has(&["audience", "visibility", "visible", "access"])
}

/// A construct whose beginning was seen, and whose name is a slip away from an audience's.
pub(super) fn nearly(around: &Around<'_>, names: &AudienceNames) -> Option<Construct> {
    let word = word_behind(around);
    let near = names.nearly(word)?;
    if word.eq_ignore_ascii_case(near) {
        return None; // the name itself is a hit of its own
    }
    match around.name() {
        "::" if around.before.ends_with('\\') => None,
        "::" => around.after.starts_with(':').then_some(Construct::Block),
        "[!" => around.after.contains(']').then_some(Construct::Mark),
        _ => without_marks(around.before).is_empty().then_some(Construct::Mark),
    }
}

/// The word behind the beginning of a construct.
pub(super) fn word_behind<'t>(around: &Around<'t>) -> &'t str {
    let rest = around.after.trim_start_matches([':', '!', '?', ' ', '{', '.']);
    &rest[..rest.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).unwrap_or(rest.len())]
}

/// What of the text is shown as the place of a construct.
pub(super) fn extent(around: &Around<'_>, construct: Construct) -> std::ops::Range<usize> {
    let line = around.line();
    match construct {
        Construct::Block => {
            let before = around.before.trim_end_matches(BETWEEN).trim_end_matches(':');
            line.start + before.len()..line.end
        }
        Construct::Inline => around.word.start - 1..around.word.end,
        Construct::Told
        | Construct::CodeFence
        | Construct::Brackets
        | Construct::Label
        | Construct::Bare
        | Construct::Mark
        | Construct::Comment
        | Construct::Unseen => {
            let shown = around.text[line.clone()].trim();
            let lead = around.text[line.clone()].len() - around.text[line.clone()].trim_start().len();
            line.start + lead..line.start + lead + shown.len()
        }
    }
}

/// Whether the opening line of a block names an audience beside the block's own name.
pub(super) fn on_opening_line(around: &Around<'_>, names: &AudienceNames) -> bool {
    let label = || {
        let inside = around.enclosed('[', ']')?;
        let title = &around.text[inside];
        let begins = title.split_once(": ").is_some_and(|(first, _)| label::is_clear(first, names));
        (names.marked(title).is_some() || begins || label::ends_with_label(title, names)).then_some(())
    };
    let rest = around.before.trim_start_matches(':').trim_start();
    let is_loose = rest.contains(' ') && !rest.contains(['{', '[']);
    label().is_some() || tags::in_braces(around, names) || is_loose && around.after.trim().is_empty()
}
