//! Tags, attributes and braces of other tools that name an audience: `<div class="internal">`, `<InternalOnly>`,
//! `{{< internal >}}`, `{env.INTERNAL && <p>words</p>}`.

use super::around::Around;
use super::names::AudienceNames;
use super::{bare, keys, label, phrase, vocabulary};

/// What a key must be about for its value to name readers.
fn is_about_readers(key: &str) -> bool {
    let key = key.to_lowercase();
    let parts = [
        "audience", "visib", "access", "only", "show", "hide", "reader", "viewer", "group", "level", "restrict",
        "permi",
    ];
    matches!(
        key.as_str(),
        "for"
            | "if"
            | "unless"
            | "class"
            | "data-for"
            | "classname"
            | "v-if"
            | "type"
            | "kind"
            | "variant"
            | "style"
            | "flag"
            | "feature"
            | "role"
            | "roles"
            | "when"
            | "who"
            | "require"
            | "requires"
            | "scope"
            | "tag"
    ) || parts.iter().any(|part| key.contains(part))
        || keys::is_audience(&key)
}

/// `{.internal}`, `{: .internal }`, `{{< internal >}}`, `{% if internal %}`, `{audience="internal"}`.
pub(super) fn in_braces(around: &Around<'_>, names: &AudienceNames) -> bool {
    let Some(inside) = around.enclosed('{', '}') else { return false };
    let inner = &around.text[inside.clone()];
    // An id is an address, and a link may lead there.
    if inner.starts_with('#') && !inner.starts_with("# ") && !around.text[..inside.start].ends_with("{{") {
        return false;
    }
    // A set has its opposite in it: `{internal, external}`.
    if inner.split(',').any(bare::is_the_opposite) {
        return false;
    }
    if names.marked(inner).is_some() {
        return true;
    }
    // `{{< details "Internal only" >}}`, and a condition in braces: `{env.INTERNAL && <p>words</p>}`.
    let quoted = inner.split('"').skip(1).step_by(2);
    let is_condition = inner.split("&&").skip(1).count() > 0;
    let names_one = |part: &str| part.split(['.', '&', ' ', '!']).any(|word| names.named(word).is_some());
    if quoted.into_iter().any(|text| label::is_clear(text, names))
        || is_condition && inner.split("&&").next().is_some_and(names_one)
    {
        return true;
    }
    // `{panel:title=Internal only}`
    let is_title = |part: &str| {
        part.rsplit_once('=').is_some_and(|(key, title)| key.ends_with("title") && label::is_clear(title, names))
    };
    if inner.split('|').any(is_title) {
        return true;
    }
    let marks = |c: char| "{}<>%/#.:*()!,;".contains(c);
    inner.split([' ', '\t', '\n', ',', '|']).any(|token| {
        let token = token.trim_matches(marks);
        match token.split_once(['=', ':']) {
            Some((key, value)) => is_about_readers(key) && names.marked(value).is_some(),
            // A quoted text of several words is split; its first word is no name.
            None => token.matches('"').count() != 1 && names.marked(token).is_some_and(|named| named.others.is_empty()),
        }
    })
}

/// `<div class="internal">`, `<internal>`, `<section data-audience="internal">`.
pub(super) fn in_tag(around: &Around<'_>, names: &AudienceNames) -> bool {
    let Some(inside) = around.enclosed('<', '>') else { return false };
    let tag = &around.text[inside.clone()];
    // Another one talks of tags.
    if around.text[..inside.start].ends_with("\\<") {
        return false;
    }
    // A sign for less, with more words behind it, is no tag.
    let is_name_alone = || names.named(tag).is_some_and(|named| named.others.is_empty());
    if tag.starts_with([' ', '\n']) && !is_name_alone() {
        return false;
    }
    // `<InternalOnly>`
    let component = tag.trim_start_matches('/').split([' ', '/', '\n']).next().unwrap_or_default();
    if component.starts_with(char::is_uppercase)
        && names
            .marked(&vocabulary::words_of(component).join(" "))
            .is_some_and(|named| phrase::makes_a_label(&named.others))
    {
        return true;
    }
    // `<% if internal %>`
    if tag.starts_with('%') && names.marked(tag).is_some() {
        return true;
    }
    let name = tag.trim_start_matches(['/', '!', '?', ':', '.', '@', ' ']);
    let name = &name[..name.find([' ', '\n', '\t', '/', '?']).unwrap_or(name.len())];
    if names.marked(name).is_some_and(|named| named.others.len() < 2) && !tag.contains('=') && !name.contains('@') {
        return true;
    }
    in_attribute(around, names)
}

/// `<div class="internal">`, `<details internal>`
pub(super) fn in_attribute(around: &Around<'_>, names: &AudienceNames) -> bool {
    let Some(inside) = around.enclosed('<', '>') else { return false };
    let tag = &around.text[inside.clone()];
    if !tag.starts_with(|c: char| c.is_ascii_alphabetic()) || tag.starts_with("input ") {
        return false;
    }
    let name = &tag[..tag.find([' ', '\n', '\t', '/', '?']).unwrap_or(tag.len())];
    let lead = &around.text[inside.start..around.word.start];
    let Some((head, value)) = lead.rsplit_once('=') else {
        // An attribute without a value.
        let rest = &around.text[around.word.end..inside.end];
        return lead.ends_with([' ', '\n']) && (rest.is_empty() || rest.starts_with([' ', '/', '\n']));
    };
    let key = head.rsplit([' ', '\n', '\t', '"', '\'']).find(|key| !key.is_empty()).unwrap_or("");
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let is_about = is_about_readers(key) || is_about_readers(name) && !matches!(key, "id" | "href" | "src" | "title");
    // What a declaration hides is looked for where hidden HTML is.
    let is_declaration = key.eq_ignore_ascii_case("style") && value.contains(':');
    let is_title = matches!(key, "title" | "label" | "caption" | "summary" | "heading");
    if quote.is_some_and(|quote| value[1..].contains(quote)) || !is_about && !is_title || is_declaration {
        return false;
    }
    let from = around.word.start - value.len() + usize::from(quote.is_some());
    let end = around.text[around.word.end..inside.end].find(|c| quote.map_or(c == ' ', |quote| c == quote));
    let value = &around.text[from..end.map_or(inside.end, |end| around.word.end + end)];
    if is_title {
        return label::is_clear(value, names);
    }
    value.split_whitespace().any(|word| names.marked(word).is_some()) || names.marked(value).is_some()
}
