//! What authors write runs no code: hostile texts in every place that takes text, read back as a browser reads them.
//!
//! Each page of the site holds one of them. The builder may report it or print it as text; what a browser would make
//! of the page holds only elements and attributes from the lists below.

use pulldown_cmark::{Event, Options, Parser, Tag};
use rolebook::disk::MemoryDisk;

use super::html::{Element, elements};
use super::pictures;
use super::support::{self, Built};

/// Texts that try to leave the place they are printed in.
const BREAKOUTS: [&str; 12] = [
    "\"><script>alert(1)</script>",
    "'><img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)\" x=\"",
    "x' onfocus='alert(1)' autofocus='",
    "</title><svg onload=alert(1)>",
    "</h1></main><iframe src=javascript:alert(1)></iframe>",
    "--><script>alert(1)</script><!--",
    "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
    "]]><style>@import 'x'</style>",
    "`\"><base href=//evil.example>",
    "{{ 7 * 7 }}{% raw %}<object data=x>",
    "\u{FDD1}javascript:alert(1)\u{FDD0}0\u{FDD0}",
];

/// Where such a text may stand; `@` is replaced.
const PLACES: [&str; 30] = [
    "@",
    "# @",
    "# T\n\n## @",
    "# T\n\n## H {#@}",
    "# T\n\n## H {.@}",
    "# T\n\n## H {@=\"1\" onclick=\"@\"}",
    "# T\n\n```@\ncode\n```",
    "# T\n\n```\n@\n```",
    "# T\n\n`@` and *@*",
    "# T\n\n[@](https://example.org/)",
    "# T\n\n[a](https://example.org/ \"@\")",
    "# T\n\n[a](https://example.org/ '@')",
    "# T\n\n[a](https://example.org/?q=@#@)",
    "# T\n\n[a](<page-0.md?@>)",
    "# T\n\n[a][r]\n\n[r]: https://example.org/ (@)",
    "# T\n\n![@](https://example.org/x.png '@')",
    "# T\n\n![\"@\"](p.png)",
    "# T\n\n| @ | b |\n|---|---|\n| c | @ |",
    "# T\n\nText[^@].\n\n[^@]: @",
    "# T\n\nTerm @\n: definition @",
    "# T\n\n- [ ] @\n\n> [!NOTE]\n> @",
    "# T\n\n:::note[@]\ntext\n:::",
    "# T\n\n:::note{#@ .@}\ntext\n:::",
    "# T\n\n:::note{#x\"@\"}\ntext\n:::",
    "# T\n\n:::faq\n### @\nanswer\n:::\n\n:::tabs\n## @\ntext\n:::\n\n:::steps\n## @\ntext\n:::",
    "# T\n\n::table[@]{file=\"@\"}\n\n::pay-table{role=\"@\"}",
    "# T\n\n<div class=\"@\" id='@' title=@>@</div>",
    "# T\n\n<details open><summary>@</summary>\n\n@\n\n</details>",
    "# T\n\n<https://example.org/@>",
    "# T\n\nhttps://example.org/@ www.example.org/@",
];

/// Addresses that would run code or carry it.
const ADDRESSES: [&str; 22] = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "\tjavascript:alert(1)",
    "java\tscript:alert(1)",
    "java&#10;script:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A&#x61vascript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "\u{1}javascript:alert(1)",
    "&#1;javascript:alert(1)",
    "java\u{AD}script:alert(1)",
    "vbscript:msgbox(1)",
    "VBSCRIPT:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "blob:https://example.org/1",
    "\u{FDD1}javascript:alert(1)",
    "&#xFDD1;javascript:alert(1)",
    "view-source:javascript:alert(1)",
];

/// Where such an address may stand.
const LINKS: [&str; 12] = [
    "[a](@)",
    "[a](<@>)",
    "[a][r]\n\n[r]: @",
    "[a][r]\n\n[r]: <@>",
    "<@>",
    "![a](@)",
    "![a](<@> \"t\")",
    "<a href=\"@\">a</a>",
    "<a href='@'>a</a> <a href=@>a</a>",
    "<img src=\"@\" srcset=\"@\" alt=\"a\">",
    "<form action=\"@\"><button formaction=\"@\">a</button></form><video src=\"@\" poster=\"@\"></video>",
    "<svg><a xlink:href=\"@\"><text>a</text></a><use href=\"@\"/></svg><math href=\"@\">a</math>",
];

/// Front matter that takes text.
const FRONT: [&str; 6] = [
    "+++\ntitle = '''@'''\nsummary = '''@'''\nowner = '''@'''\n+++\nText.",
    "+++\ntitle = \"T\"\ntags = ['''@''']\n+++\nText.",
    "+++\ntitle = \"T\"\nslug = '''@'''\n+++\nText.",
    "+++\ntitle = \"T\"\naliases = ['''/old/@''', '''@''']\n+++\nText.",
    "+++\ntitle = \"T\"\nrole = '''@'''\n[extra]\nnote = '''@'''\n+++\nText.",
    "---\ntitle: |-\n  @\nsummary: |-\n  @\n---\nText.",
];

/// Elements that pages may hold.
const ELEMENTS: [&str; 76] = [
    "a",
    "abbr",
    "acronym",
    "article",
    "aside",
    "b",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "li",
    "link",
    "main",
    "mark",
    "meta",
    "nav",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "script",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "tt",
    "u",
    "ul",
];

/// Attributes that may stand on any of them.
const ATTRIBUTES: [&str; 55] = [
    "action",
    "alt",
    "aria-current",
    "aria-describedby",
    "aria-hidden",
    "aria-label",
    "aria-labelledby",
    "autocomplete",
    "charset",
    "checked",
    "class",
    "colspan",
    "content",
    "data-close",
    "data-copy",
    "data-dark",
    "data-kind",
    "data-light",
    "data-name",
    "data-open",
    "data-plain",
    "data-print",
    "data-script",
    "data-sheet",
    "data-system",
    "datetime",
    "decoding",
    "defer",
    "dir",
    "disabled",
    "for",
    "height",
    "hidden",
    "href",
    "http-equiv",
    "id",
    "lang",
    "loading",
    "name",
    "open",
    "placeholder",
    "property",
    "rel",
    "role",
    "rowspan",
    "scope",
    "spellcheck",
    "src",
    "start",
    "data-words",
    "tabindex",
    "title",
    "type",
    "width",
    "width",
];

/// Every body, with the place or the address that it tries.
fn pages() -> Vec<String> {
    let fill = |places: &[&str], texts: &[&str], before: &str| {
        let pair = |place: &&str, text: &&str| before.to_owned() + &place.replace('@', text);
        places.iter().flat_map(|place| texts.iter().map(move |text| pair(place, text))).collect::<Vec<_>>()
    };
    let mut pages = fill(&PLACES, &BREAKOUTS, "");
    pages.extend(fill(&LINKS, &ADDRESSES, "# T\n\n"));
    pages.extend(fill(&FRONT, &BREAKOUTS, ""));
    pages
}

fn site(pages: &[String], html: &str) -> Built {
    let mut disk = MemoryDisk::default();
    disk.insert(
        "rolebook.toml",
        format!("title = \"Test\"\nbase_url = \"https://example.org/\"\n[check]\nraw-html = \"warning\"\n[markdown]\nhtml = \"{html}\"\n"),
    );
    for (number, page) in pages.iter().enumerate() {
        disk.insert(format!("content/page-{number}.md"), page.as_str());
    }
    disk.insert("content/p.png", pictures::png("a plan"));
    support::build(&disk)
}

/// What is wrong with an element, if anything is.
fn trouble(element: &Element) -> Option<String> {
    if is_icon(element) {
        return None;
    }
    if !ELEMENTS.contains(&element.name.as_str()) {
        return Some(format!("an element <{}>", element.name));
    }
    if element.name == "script"
        && !is_data(element)
        && (!is_asset(element.attribute("src")) || !element.text.is_empty())
    {
        return Some(format!("a script of the author's: {}", element.text));
    }
    if element.name == "link" && !is_pointer(element) && !is_asset(element.attribute("href")) {
        return Some("a style sheet of the author's".to_owned());
    }
    // The theme's forms ask its own search page, and no other.
    if element.name == "form" && !element.attribute("action").is_some_and(is_search) {
        return Some("a form of the author's".to_owned());
    }
    let attribute = |(name, value): &(String, String)| {
        if !ATTRIBUTES.contains(&name.as_str()) {
            return Some(format!("an attribute {name}=\"{value}\" on <{}>", element.name));
        }
        let is_address = matches!(name.as_str(), "href" | "src");
        (is_address && !is_safe(value)).then(|| format!("an address {value:?} on <{}>", element.name))
    };
    let refresh =
        element.attribute("http-equiv").is_some_and(|kind| !kind.eq_ignore_ascii_case("content-security-policy"));
    let leads_away = |content: &str| content.split_once("url=").is_some_and(|(_, url)| url.contains(':'));
    if refresh && element.attribute("content").is_some_and(leads_away) {
        return Some("a redirect to elsewhere".to_owned());
    }
    element.attributes.iter().find_map(attribute)
}

/// Whether an element is of the theme's drawn icons: shapes alone, nothing that could be told, asked for or run.
fn is_icon(element: &Element) -> bool {
    let known: &[&str] = match element.name.as_str() {
        "svg" => &["class", "viewBox", "aria-hidden", "focusable"],
        "path" => &["d"],
        "circle" => &["cx", "cy", "r"],
        _ => return false,
    };
    let is_shape = |value: &str| value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b" .-".contains(&byte));
    element.text.trim().is_empty()
        && element.attributes.iter().all(|(name, value)| known.contains(&name.as_str()) && is_shape(value))
}

/// Whether a script element holds data that no browser runs: ours, which is JSON without a sign that markup is made of.
fn is_data(element: &Element) -> bool {
    element.attribute("type") == Some("application/ld+json")
        && element.attribute("src").is_none()
        && !element.text.contains(['<', '>', '&'])
        && serde_json::from_str::<serde_json::Value>(&element.text).is_ok()
}

/// Whether a link element only says where the page stands, or where its twin does.
fn is_pointer(element: &Element) -> bool {
    let twin = element.attribute("type") == Some("text/markdown") && element.attribute("href") == Some("./index.md");
    matches!(element.attribute("rel"), Some("canonical")) || (element.attribute("rel") == Some("alternate") && twin)
}

fn is_asset(address: Option<&str>) -> bool {
    address.is_some_and(|address| address.trim_start_matches("./").trim_start_matches("../").contains("assets/"))
}

fn is_search(address: &str) -> bool {
    address.trim_start_matches("../").trim_start_matches("./").trim_start_matches('/') == "search/"
        && !address.starts_with("//")
}

/// Whether a browser would take an address for a way to a page: what it skips at the start is skipped here too.
fn is_safe(address: &str) -> bool {
    let bare: String = address.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let bare = bare.trim_start_matches(|c: char| c <= ' ').to_ascii_lowercase();
    if bare.starts_with("//") || bare.starts_with("/\\") || bare.starts_with('\\') {
        return false;
    }
    match bare.split(['/', '?', '#']).next().and_then(|start| start.split_once(':')) {
        Some((scheme, _)) => matches!(scheme, "http" | "https" | "mailto" | "tel"),
        None => true,
    }
}

/// Whether Markdown holds markup, a line break in a cell aside, or a link that a browser must not follow.
fn is_markup(event: &Event<'_>) -> bool {
    match event {
        Event::Html(markup) | Event::InlineHtml(markup) => &**markup != "<br>",
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => !is_safe(dest_url),
        _ => false,
    }
}

#[test]
fn no_text_of_an_author_becomes_code() {
    let pages = pages();
    assert!(pages.len() > 600);
    let mut wrong = Vec::new();
    for html in ["forbid", "sanitize"] {
        let built = site(&pages, html);
        let files = built.audience("public").expect("the audience is built");
        let mut read = 0;
        for file in files.iter().filter(|file| file.path.as_str().ends_with(".html")) {
            read += 1;
            let text = String::from_utf8_lossy(&file.bytes);
            for trouble in elements(&text).iter().filter_map(trouble) {
                let path = file.path.as_str();
                let number = path.strip_prefix("page-").and_then(|rest| rest.split('/').next()?.parse::<usize>().ok());
                let page = number.map_or("", |number| &pages[number]);
                wrong.push(format!("{path} ({html}): {trouble}\n{page}\n"));
            }
        }
        assert!(read >= pages.len(), "only {read} pages were printed");
        for file in files.iter().filter(|file| file.path.as_str().ends_with(".md")) {
            let text = String::from_utf8_lossy(&file.bytes);
            let markup = Parser::new_ext(&text, Options::all()).find(is_markup);
            wrong.extend(markup.map(|event| format!("{} ({html}): {event:?}\n{text}\n", file.path.as_str())));
        }
    }
    assert!(wrong.is_empty(), "{} findings:\n{}", wrong.len(), wrong[..wrong.len().min(12)].join("\n"));
}

#[test]
fn every_kind_of_code_is_noticed() {
    for html in [
        "<script>alert(1)</script>",
        "<script type=\"application/ld+json\">alert(1)</script>",
        "<script type=module>{}</script>",
        "<script src=\"https://evil.example/x.js\"></script>",
        "<p onclick=x>",
        "<p style=x>",
        "<a href=\" java\tscript:x\">",
        "<a href=\"//evil.example\">",
        "<img src=\"data:x\">",
        "<svg onload=x>",
        "<link rel=stylesheet href=x.css>",
        "<meta http-equiv=refresh content=\"0; url=https://evil.example\">",
        "<iframe>",
        "<form>",
        "<form action=\"//search/\">",
        "<form action=\"https://evil.example/search/\">",
        "<base href=x>",
    ] {
        assert!(elements(html).iter().any(|element| trouble(element).is_some()), "{html}");
    }
}
