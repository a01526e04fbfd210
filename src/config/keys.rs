//! The keys of `rolebook.toml`, as they are declared for editors; [`super::load`] reads them.

use serde_json::{Map, Value, json};

use crate::diag::rules;
use crate::fields::keys::{Holds, Key, Shape};
use crate::fields::schema;

const TEXT: Shape = Shape::optional(Holds::Text);
const NEEDED: Shape = Shape::required(Holds::Text);
const ADDRESS: Shape = Shape::optional(ADDRESS_FORM);
const ADDRESS_FORM: Holds = Holds::Form {
    what: "a web address such as `https://careers.example.org/`",
    pattern: "^[hH][tT][tT][pP][sS]?://[^\\s?#]+$",
};
const COLOR: Shape =
    Shape::optional(Holds::Form { what: "a colour such as `#0b5d5a`", pattern: "^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$" });
const INTERVAL: Shape = Shape::optional(Holds::Form {
    what: "a length of time such as `6 months`",
    pattern: "^\\s*[0-9]+\\s+(day|week|month|year)s?\\s*$",
});
const PICTURE: Shape = Shape::optional(Holds::Form { what: "a picture below `static/`", pattern: "^/?static/." });

/// The severities that a site may give a rule.
const SEVERITIES: Shape = Shape::required(Holds::Word(&["off", "info", "warning", "error"]));

/// The account of an owner.
const ACCOUNT: Shape = Shape::required(Holds::Form {
    what: "an account such as `@organisation/team`, or a mail address",
    pattern: "^\\S*@\\S+$",
});

/// Every key of the file.
pub const SETTINGS: &[Key] = &[
    Key::new("title", NEEDED, "The site's name."),
    Key::new("base_url", ADDRESS, "The published address: for the sitemap, canonical links and previews."),
    Key::new("language", LANGUAGE, "The language of the text, such as `en` or `pt-BR`; `en` unless it is set."),
    Key::new(
        "languages",
        Shape::list(LANGUAGE_FORM),
        "The languages of the pages, `language` among them: `x.de.md` is the German `x.md` then.",
    ),
    Key::new(
        "audiences",
        Shape::list(Holds::Text),
        "The audiences, the widest first; `[\"public\"]` unless it is set.",
    ),
    Key::new(
        "default_audience",
        Shape::optional(Holds::Audience),
        "Who sees what says nothing; the last of `audiences` unless it is set.",
    ),
    Key::new("print_for", Shape::optional(Holds::Audience), "Who may read what commands print."),
    Key::new("theme", TEXT, "The folder under `themes/`."),
    Key::new("ignore", Shape::list(Holds::Text), "Files under `content/` to leave out."),
    Key::new("repository", Shape::optional(Holds::Table(REPOSITORY)), "For links to the source in internal sites."),
    Key::new("markdown", Shape::optional(Holds::Table(MARKDOWN)), "How pages are read."),
    Key::new("review", Shape::optional(Holds::Table(REVIEW)), "How long a review holds."),
    Key::new("interviews", Shape::optional(Holds::Table(INTERVIEWS)), "How interviews are marked."),
    Key::new(
        "spelling",
        Shape::optional(Holds::Table(SPELLING)),
        "Which words are known; without it none is looked up.",
    ),
    Key::new("reading", Shape::optional(Holds::Table(READING)), "How hard a page may be to read."),
    Key::new("changes", Shape::optional(Holds::Table(CHANGES)), "What the page of changes is made from."),
    Key::new("owners", Shape::optional(Holds::Map("owner", &ACCOUNT)), "Which account an owner has, for `CODEOWNERS`."),
    Key::new(
        "check",
        Shape::optional(Holds::Map("rule", &SEVERITIES)),
        "A severity for each rule; in a table named after a folder, such as `content/old/`, for that folder.",
    ),
    Key::new("audience", Shape::optional(Holds::Map("audience", &AUDIENCE)), "What is said of one audience."),
    Key::new("brand", Shape::optional(Holds::Table(BRAND)), "The publisher's name, pictures and colour."),
    Key::new("security", Shape::optional(Holds::Table(SECURITY)), "Other sites that pages may show something of."),
    Key::new("headers", Shape::optional(Holds::Map("header", &HEADER)), "Headers for the file `_headers`."),
    Key::new("robots", Shape::optional(Holds::Table(ROBOTS)), "What `robots.txt` asks crawlers to leave alone."),
    Key::new("output", Shape::optional(Holds::Table(OUTPUT)), "Which files a site has."),
    Key::new("print", Shape::optional(Holds::Table(PRINT)), "What can be read as one document, for paper."),
    Key::new("share", Shape::optional(Holds::Table(SHARE)), "What shows where a page is shared."),
    Key::new(
        "announcement",
        Shape::optional(Holds::Table(ANNOUNCEMENT)),
        "What every page says above its header, for a while.",
    ),
    Key::new("careers", Shape::optional(Holds::Table(CAREERS)), "Where readers go on."),
    Key::new("employer", Shape::optional(Holds::Table(EMPLOYER)), "Whose openings these are, and how many work there."),
    Key::new("navigation", Shape::list(Holds::Table(ENTRY)), "What the header links."),
    Key::new("footer", Shape::optional(Holds::Table(FOOTER)), "Lines and links below every page."),
];

const LANGUAGE: Shape = Shape::optional(LANGUAGE_FORM);
const LANGUAGE_FORM: Holds =
    Holds::Form { what: "a language tag such as `en` or `pt-BR`", pattern: "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$" };

const REPOSITORY: &[Key] = &[
    Key::new("url", Shape::required(ADDRESS_FORM), "The repository's address."),
    Key::new("branch", TEXT, "Its branch; `main` unless it is set."),
];
const MARKDOWN: &[Key] = &[Key::new(
    "html",
    Shape::optional(Holds::Word(&["forbid", "sanitize"])),
    "Whether raw HTML is refused or cleaned; `forbid` unless it is set.",
)];
const REVIEW: &[Key] = &[
    Key::new("every", INTERVAL, "How long a review holds, unless a page says otherwise."),
    Key::new("show_due", Shape::optional(Holds::Bool), "Whether pages say when their next review is due."),
];
const INTERVIEWS: &[Key] = &[
    Key::new("scale", Shape::optional(Holds::Whole(3, 7)), "How many marks there are, from 1 up; 4 unless it is set."),
    Key::new(
        "minutes",
        Shape::optional(Holds::Whole(1, 10_000)),
        "How many minutes all interviews of a role may take together.",
    ),
];
const SPELLING: &[Key] = &[
    Key::new("language", LANGUAGE, "The language of the words: `en` for both spellings, `en-GB` or `en-US` for one."),
    Key::new("dictionary", TEXT, "The site's own words, one a line: `content/dictionary.txt`."),
    Key::new("hunspell", TEXT, "A Hunspell dictionary of another language, without its ending: `spelling/de_DE`."),
];
const CHANGES: &[Key] = &[Key::new(
    "from",
    Shape::optional(Holds::Word(&["records", "git"])),
    "Whether records alone tell of changes, or the history of the repository, too; `records` unless it is set.",
)];
const READING: &[Key] = &[
    Key::new(
        "ease",
        Shape::optional(Holds::Whole(0, 100)),
        "The least reading ease of a page; 25 unless it is set, 0 for no limit.",
    ),
    Key::new("grade", Shape::optional(Holds::Whole(4, 20)), "The highest grade of school that a page may ask for."),
];
const AUDIENCE: Shape = Shape::required(Holds::Table(&[
    Key::new("title", TEXT, "The site's name for them."),
    Key::new("label", TEXT, "What they are called, as readers see it."),
    Key::new("base_url", ADDRESS, "The published address of their site."),
    Key::new(
        "sees",
        Shape::list(Holds::Text),
        "The audiences before it that they see, and whom those see; all before it unless it is set.",
    ),
]));
const BRAND: &[Key] = &[
    Key::new("name", TEXT, "Who publishes the site."),
    Key::new("accent", COLOR, "The colour of links, focus and marks."),
    Key::new("accent_dark", COLOR, "The same for dark colours."),
    Key::new("logo", PICTURE, "An SVG or PNG before the title in the header."),
    Key::new("logo_dark", PICTURE, "The same for dark colours."),
    Key::new("icon", PICTURE, "An SVG or PNG for the browser's tab."),
    Key::new("touch_icon", PICTURE, "A PNG for home screens."),
    Key::new("image", PICTURE, "A PNG that shows where a page is shared."),
];
const SECURITY: &[Key] = &[
    Key::new(
        "images_from",
        Shape::list(Holds::Text),
        "Hosts that images may come from; `*.example.org` for all below one.",
    ),
    Key::new("frames_from", Shape::list(Holds::Text), "Hosts that an `iframe` may show."),
    Key::new("media_from", Shape::list(Holds::Text), "Hosts that `video` and `audio` may play from."),
];
/// A header's value, or those of the files under a path.
const HEADER: Shape =
    Shape::required(Holds::Either(&[Holds::Text, Holds::Map("header", &Shape::required(Holds::Text))]));
const ROBOTS: &[Key] = &[
    Key::new("disallow", Shape::list(Holds::Text), "Paths that no crawler should read."),
    Key::new(
        "crawlers",
        Shape::optional(Holds::Map("crawler", &Shape::list(Holds::Text))),
        "Paths that one crawler should not read, by its name.",
    ),
];
const OUTPUT: &[Key] = &[
    Key::new(
        "markdown_copies",
        Shape::optional(Holds::Bool),
        "Whether a copy in Markdown lies beside each page; `true` unless it is set.",
    ),
    Key::new(
        "smaller_pictures",
        Shape::optional(Holds::Bool),
        "Whether smaller copies of pictures are made for small screens; `true` unless it is set.",
    ),
];
const PRINT: &[Key] = &[Key::new(
    "sections",
    Shape::list(Holds::Text),
    "Sections that are to be had as one document at `/print/SECTION/`: folders below `content/`.",
)];
const SHARE: &[Key] = &[Key::new(
    "cards",
    Shape::optional(Holds::Bool),
    "Whether each page has a picture of its own with its title; `false` unless it is set.",
)];
const ANNOUNCEMENT: &[Key] = &[
    Key::new("text", NEEDED, "What it says, plain text."),
    Key::new("link", TEXT, "Where the text leads: a page, an address or a mail address."),
    Key::new("until", Shape::optional(Holds::Date), "The last day on which it shows."),
    Key::new("audience", Shape::optional(Holds::Audience), "Who is told; everybody unless it is set."),
];
const CAREERS: &[Key] = &[
    Key::new("apply", TEXT, "Where to apply: a page, an address or a mail address."),
    Key::new("contact", TEXT, "Whom to ask: the same."),
    Key::new("corrections", TEXT, "Who takes a better figure: the same."),
];
const EMPLOYER: &[Key] = &[
    Key::new("name", TEXT, "The name that openings carry."),
    Key::new("url", ADDRESS, "The employer's own site."),
    Key::new("seats", Shape::list(Holds::Text), "The places of offices, by their ISO 3166 codes: `GB`, `US-CA`."),
    Key::new("headcount", Shape::optional(Holds::Table(HEADCOUNT)), "How many people work there; laws ask."),
];
const PEOPLE: Shape = Shape::required(Holds::Whole(0, i64::MAX));
const HEADCOUNT: &[Key] = &[
    Key::new("as_of", Shape::required(Holds::Date), "The day they were counted."),
    Key::new("total", PEOPLE, "All employees."),
    Key::new("contractors", Shape::optional(Holds::Whole(0, i64::MAX)), "Contractors, who are not among them."),
    Key::new("at", Shape::optional(Holds::Map("code", &PEOPLE)), "Employees by place: `US-CO = 7`."),
];
const ENTRY: &[Key] = &[
    Key::new("label", NEEDED, "What the link says."),
    Key::new("link", NEEDED, "A page by its path below `content/`, an address of the site, or one outside."),
    Key::new("audience", Shape::optional(Holds::Audience), "Who it is for; everybody unless it is set."),
];
const FOOTER: &[Key] = &[
    Key::new("text", Shape::list(Holds::Text), "Plain lines that everybody reads."),
    Key::new("links", Shape::list(Holds::Table(ENTRY)), "Links below every page."),
];

/// The JSON Schema of the file; the rules whose severity can be set are spelt out.
pub fn schema() -> String {
    let mut body = schema::table(&SETTINGS.iter().collect::<Vec<_>>());
    let severity = body["properties"]["check"]["additionalProperties"].take();
    let rules = rules::ALL.iter().filter(|rule| !rule.fixed);
    let rules: Map<String, Value> = rules
        .map(|rule| {
            let mut severity = severity.clone();
            severity["description"] = rule.about.into();
            (rule.id.to_owned(), severity)
        })
        .collect();
    body["properties"]["check"] = json!({
        "description": body["properties"]["check"]["description"],
        "type": "object",
        "properties": rules.clone(),
        "patternProperties": {
            "/$": {
                "description": "A severity for each rule in the files of this folder.",
                "type": "object",
                "properties": rules,
                "additionalProperties": false,
            },
        },
        "additionalProperties": false,
    });
    schema::whole("rolebook.toml", "The settings of a Rolebook site.", body)
}
