//! What other tools call keys of front matter and blocks, and what is here in their place. Keys that hide a page are for
//! `signs`.

/// Keys that other tools have, each without `_`, `-` and capitals, and what they are called here.
pub(super) const FOREIGN_KEYS: [(&str, &str); 41] = [
    ("description", "write `summary`: it is the text for listings and search engines"),
    ("excerpt", "write `summary`: it is the text for listings and search engines"),
    ("abstract", "write `summary`: it is the text for listings and search engines"),
    ("subtitle", "write `summary`: it is the text for listings and search engines"),
    ("lastreviewedat", "write `reviewed_on`: the day on which somebody last read it through"),
    ("lastreviewed", "write `reviewed_on`: the day on which somebody last read it through"),
    ("reviewedat", "write `reviewed_on`: the day on which somebody last read it through"),
    ("revieweddate", "write `reviewed_on`: the day on which somebody last read it through"),
    ("lastmod", "write `reviewed_on` if somebody read it through on that day; otherwise remove it"),
    ("lastmodified", "write `reviewed_on` if somebody read it through on that day; otherwise remove it"),
    ("lastupdated", "write `reviewed_on` if somebody read it through on that day; otherwise remove it"),
    ("lastupdate", "write `reviewed_on` if somebody read it through on that day; otherwise remove it"),
    ("updated", "write `reviewed_on` if somebody read it through on that day; otherwise remove it"),
    ("updatedat", "write `reviewed_on` if somebody read it through on that day; otherwise remove it"),
    ("modified", "write `reviewed_on` if somebody read it through on that day; otherwise remove it"),
    ("reviewin", "write `review_every`, such as `review_every: 6 months`"),
    ("date", "write `publish_on` if the page waits for that day; otherwise remove it"),
    ("redirectfrom", "write `aliases`: old addresses that lead to this page"),
    ("alias", "write `aliases`: old addresses that lead to this page"),
    ("redirects", "write `aliases`: old addresses that lead to this page"),
    ("order", "write `weight`: smaller numbers stand first"),
    ("navorder", "write `weight`: smaller numbers stand first"),
    ("sidebarposition", "write `weight`: smaller numbers stand first"),
    ("sidebarorder", "write `weight`: smaller numbers stand first"),
    ("position", "write `weight`: smaller numbers stand first"),
    ("menuorder", "write `weight`: smaller numbers stand first"),
    (
        "permalink",
        "remove it: the file's place is its address; `slug` names its last part, `aliases` keeps the old one",
    ),
    ("url", "remove it: the file's place is its address; `slug` names its last part, `aliases` keeps the old one"),
    ("author", "write `owner`: who looks after the page"),
    ("authors", "write `owner`: who looks after the page"),
    ("ownerslack", "write `owner`: who looks after the page"),
    ("maintainer", "write `owner`: who looks after the page"),
    ("maintainers", "write `owner`: who looks after the page"),
    ("dri", "write `owner`: who looks after the page"),
    ("categories", "write `tags`"),
    ("category", "write `tags`"),
    ("keywords", "write `tags`"),
    ("type", "write `kind`, or remove it"),
    ("layout", "remove it, or write `kind`: the kind of a page decides how it looks"),
    ("template", "remove it, or write `kind`: the kind of a page decides how it looks"),
    ("params", "write `extra`: keys of your own for templates stand there"),
];

/// Our block for one that other tools have under this name.
pub(in crate::site) fn own_name(name: &str) -> Option<&'static str> {
    let plain = name.trim_start_matches(['.', '{']).to_ascii_lowercase();
    Some(match plain.strip_prefix("callout-").unwrap_or(&plain) {
        "info" | "admonition" | "abstract" | "summary" | "tldr" | "seealso" | "see-also" | "important" | "callout"
        | "aside" | "hint-info" | "example" | "quote" | "question" | "help" | "details" | "dropdown" | "todo"
        | "notice" | "note" | "primary" | "secondary" => "note",
        "hint" | "success" | "check" | "done" | "tip" => "tip",
        "danger" | "caution" | "attention" | "error" | "failure" | "fail" | "missing" | "bug" | "alert" | "warning"
        | "warn" => "warning",
        "tab-set" | "tabset" | "panel-tabset" | "code-group" | "tabs" => "tabs",
        _ => return None,
    })
}

/// Our block without content for one that other tools have under this name.
pub(in crate::site) fn own_leaf(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "contents" | "content" | "table-of-contents" | "tableofcontents" | "outline" => "toc",
        "salary" | "salaries" | "salary-table" | "pay" | "bands" | "pay-bands" => "pay-table",
        "csv" | "csv-table" | "data" => "table",
        "comparison" => "compare",
        _ => return None,
    })
}
