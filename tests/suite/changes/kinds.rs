//! Every kind of change to a small site, and what the report must say of it.

use super::history::Files;

/// The site that every change begins with.
pub(crate) fn site() -> Files {
    let files = [
        (
            "rolebook.toml",
            "title = \"Playbook\"\naudiences = [\"public\", \"internal\"]\n[footer]\ntext = [\"Acme Ltd\"]\n",
        ),
        (
            "content/_index.md",
            "+++\naudience = \"public\"\n[cascade]\naudience = \"public\"\n+++\n# Welcome\n\nStart here.\n",
        ),
        (
            "content/guides/hiring.md",
            "+++\ntags = [\"first\"]\naliases = [\"/old-hiring/\"]\n+++\n# How we hire\n\nWe answer every application within five days.\n\n\
             ## First call\n\nIt takes half an hour and has no trick questions.\n\n## Decision\n\nThe panel decides together on the same day.\n\n\
             :::internal\nThe committee sets the walk-away figure before the first call.\n:::\n",
        ),
        (
            "content/guides/pay.md",
            "# What we pay\n\nIn London it is :pay[london-base].\n\n::pay-table{role=\"lead\"}\n",
        ),
        ("content/guides/time.md", "# Time\n\nHiring takes :claim[time-to-hire].\n"),
        (
            "content/team/_index.md",
            "+++\naudience = \"internal\"\n+++\n# Team\n\nNotes for those who hire at our company.\n",
        ),
        (
            "content/team/offers.md",
            "+++\naudience = \"internal\"\n+++\n# Offers above the band\n\nAny offer above the band needs two signatures from the pay committee.\n\n\
             Ask Morgan Bright before you promise anything at all.\n\n[The form](form.pdf)\n",
        ),
        ("content/team/form.pdf", "%PDF-1.4\n%%EOF\n"),
        (
            "content/data/sources.toml",
            "[source.survey]\npublisher = \"Acme\"\ntitle = \"Survey\"\npublished = 2026-06-01\naudience = \"public\"\n",
        ),
        (
            "content/data/pay.toml",
            "audience = \"public\"\n[role.lead]\ntitle = \"Lead\"\n[place.london]\ntitle = \"London\"\ncurrency = \"GBP\"\n\
             [[band]]\nid = \"london-base\"\nrole = \"lead\"\nplace = \"london\"\nmeasure = \"base\"\nmin = 100000\nmax = 120000\ncurrency = \"GBP\"\n\
             period = \"year\"\nas_of = 2026-06-01\nsource = \"survey\"\n",
        ),
        (
            "content/data/budget.toml",
            "audience = \"internal\"\n[[band]]\nid = \"budget-total\"\nrole = \"lead\"\nplace = \"london\"\nmeasure = \"total\"\nmin = 150000\nmax = 171000\n\
             currency = \"GBP\"\nperiod = \"year\"\nas_of = 2026-06-01\nsource = \"survey\"\n",
        ),
        (
            "content/data/claims.toml",
            "audience = \"public\"\n[claim.time-to-hire]\ntitle = \"Time to hire\"\nunit = \"day\"\nstart = \"first call\"\nstop = \"offer\"\n\
             seen = [{ source = \"survey\", min = 20, max = 30, as_of = 2026-06-01 }]\n",
        ),
    ];
    files.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
}

/// A change, and what the report must say of it.
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    pub(crate) change: fn(&mut Files),
    pub(crate) expected: &'static [(&'static str, &'static str)],
    /// Lists that must be empty.
    pub(crate) silent: &'static [&'static str],
}

pub(crate) fn replace(files: &mut Files, path: &str, from: &str, to: &str) {
    let text = files.get_mut(path).unwrap_or_else(|| panic!("no {path}"));
    assert!(text.contains(from), "{path} does not hold {from}");
    *text = text.replace(from, to);
}

pub(crate) fn rename(files: &mut Files, from: &str, to: &str) {
    let text = files.remove(from).unwrap_or_else(|| panic!("no {from}"));
    files.insert(to.to_owned(), text);
}

const ALL: [&str; 5] = ["/widened", "/addresses", "/figures", "/pages", "/stale"];

/// Every kind of change. Expectations are a pointer into the report and a text that stands there.
pub(crate) static KINDS: &[Kind] = &[
    Kind {
        name: "an internal page becomes public where it is",
        change: |files| {
            rename(files, "content/team/offers.md", "content/guides/offers.md");
            replace(files, "content/guides/offers.md", "\"internal\"", "\"public\"");
            replace(files, "content/guides/offers.md", "(form.pdf)", "(../team/form.pdf)");
        },
        expected: &[
            ("/widened/0/what", "page"),
            ("/widened/0/audiences", "[\"public\"]"),
            ("/widened/0/sentences", "Any offer above the band needs two signatures"),
            ("/pages/0/change", "renamed"),
        ],
        silent: &[],
    },
    Kind {
        name: "the fences of an internal block are removed",
        change: |files| {
            replace(files, "content/guides/hiring.md", ":::internal\n", "");
            replace(files, "content/guides/hiring.md", "call.\n:::\n", "call.\n");
        },
        expected: &[
            ("/widened/0/what", "passage"),
            ("/widened/0/url", "/guides/hiring/"),
            ("/widened/0/sentences/0", "The committee sets the walk-away figure before the first call."),
        ],
        silent: &["/addresses", "/pages", "/figures"],
    },
    Kind {
        name: "an internal sentence is copied, a little changed",
        change: |files| {
            replace(
                files,
                "content/guides/time.md",
                "Hiring takes",
                "By the way, any offer above the band needs two signatures from them. Hiring takes",
            );
        },
        expected: &[
            ("/widened/0/what", "passage"),
            ("/widened/0/sentences/0", "By the way, any offer above the band needs two signatures from them."),
        ],
        silent: &["/pages"],
    },
    Kind {
        name: "a label asks for more than its folder allows",
        change: |files| replace(files, "content/team/offers.md", "\"internal\"", "\"public\""),
        expected: &[
            ("/widened/0/what", "label"),
            ("/widened/0/refused", "true"),
            ("/widened/0/sentences/0", "Offers above the band"),
            ("/findings/new/0/rule", "audience-widened"),
        ],
        silent: &["/pages", "/addresses"],
    },
    Kind {
        name: "a public block in an internal page",
        change: |files| {
            replace(
                files,
                "content/team/offers.md",
                "Ask Morgan Bright before you promise anything at all.",
                ":::public\nAsk Morgan Bright before you promise anything at all.\n:::",
            )
        },
        expected: &[
            ("/widened/0/what", "label"),
            ("/widened/0/sentences/0", "Ask Morgan Bright before you promise anything at all."),
        ],
        silent: &["/pages"],
    },
    Kind {
        name: "an internal record becomes public",
        change: |files| replace(files, "content/data/budget.toml", "audience = \"internal\"", "audience = \"public\""),
        expected: &[
            ("/widened", "\"what\":\"figure\""),
            ("/widened", "£150,000 to £171,000"),
            ("/figures/0/name", "budget-total"),
        ],
        silent: &["/addresses"],
    },
    Kind {
        name: "a public page links an internal file and takes its folder along",
        change: |files| {
            rename(files, "content/team/form.pdf", "content/guides/form.pdf");
            replace(files, "content/team/offers.md", "(form.pdf)", "(../guides/form.pdf)");
            replace(files, "content/guides/time.md", "Hiring takes", "[Form](form.pdf). Hiring takes");
        },
        expected: &[
            ("/widened", "/guides/form.pdf"),
            ("/addresses/0/what", "file"),
            ("/addresses/0/address", "/team/form.pdf"),
        ],
        silent: &["/figures"],
    },
    Kind {
        name: "the default audience is set lower",
        change: |files| replace(files, "rolebook.toml", "[footer]", "default_audience = \"public\"\n[footer]"),
        expected: &[("/widened", "\"what\":\"label\""), ("/findings/new/0/rule", "default-audience")],
        silent: &["/addresses", "/figures"],
    },
    Kind {
        name: "a page is removed",
        change: |files| drop(files.remove("content/guides/time.md")),
        expected: &[
            ("/addresses/0/address", "/guides/time/"),
            ("/addresses/0/audiences", "[\"public\",\"internal\"]"),
            ("/addresses/0/paste", "aliases = [\"/guides/time/\"]"),
            ("/pages/0/change", "removed"),
        ],
        silent: &["/widened", "/figures"],
    },
    Kind {
        name: "a page moves without an alias",
        change: |files| rename(files, "content/guides/hiring.md", "content/guides/how-we-hire.md"),
        expected: &[
            ("/addresses/0/address", "/guides/hiring/"),
            ("/addresses/0/now", "/guides/how-we-hire/"),
            ("/addresses/0/file", "content/guides/how-we-hire.md"),
            ("/addresses/0/paste", "aliases = [\"/old-hiring/\", \"/guides/hiring/\"]"),
            ("/pages/0/change", "renamed"),
        ],
        silent: &["/widened", "/sections"],
    },
    Kind {
        name: "a page moves with an alias",
        change: |files| {
            rename(files, "content/guides/time.md", "content/guides/duration.md");
            replace(files, "content/guides/duration.md", "# Time", "+++\naliases = [\"/guides/time/\"]\n+++\n# Time");
        },
        expected: &[("/pages/0/change", "renamed"), ("/pages/0/now", "/guides/duration/")],
        silent: &["/addresses", "/widened"],
    },
    Kind {
        name: "a page gets another address from its slug",
        change: |files| replace(files, "content/guides/time.md", "# Time", "+++\nslug = \"how-long\"\n+++\n# Time"),
        expected: &[
            ("/addresses/0/now", "/guides/how-long/"),
            ("/addresses/0/paste", "aliases = [\"/guides/time/\"]"),
            ("/pages/0/change", "renamed"),
        ],
        silent: &["/widened", "/sections"],
    },
    Kind {
        name: "a heading is rewritten",
        change: |files| replace(files, "content/guides/hiring.md", "## First call", "## The first conversation"),
        expected: &[
            ("/addresses/0/what", "anchor"),
            ("/addresses/0/address", "/guides/hiring/#first-call"),
            ("/addresses/0/now", "/guides/hiring/#the-first-conversation"),
            ("/addresses/0/paste", "## The first conversation {#first-call}"),
            ("/sections/0/after", "The first conversation"),
        ],
        silent: &["/widened", "/pages"],
    },
    Kind {
        name: "a section is removed",
        change: |files| {
            replace(
                files,
                "content/guides/hiring.md",
                "## First call\n\nIt takes half an hour and has no trick questions.\n\n",
                "",
            )
        },
        expected: &[
            ("/addresses/0/address", "/guides/hiring/#first-call"),
            ("/sections/0/before", "It takes half an hour"),
            ("/sections/0/after", ""),
        ],
        silent: &["/widened", "/pages"],
    },
    Kind {
        name: "an alias is removed",
        change: |files| replace(files, "content/guides/hiring.md", "aliases = [\"/old-hiring/\"]\n", ""),
        expected: &[
            ("/addresses/0/what", "redirect"),
            ("/addresses/0/address", "/old-hiring/"),
            ("/addresses/0/paste", "aliases = [\"/old-hiring/\"]"),
        ],
        silent: &["/widened", "/pages", "/sections"],
    },
    Kind {
        name: "a tag is no longer used",
        change: |files| replace(files, "content/guides/hiring.md", "tags = [\"first\"]\n", ""),
        expected: &[("/addresses/0/what", "list"), ("/addresses/0/address", "/tags/first/")],
        silent: &["/widened", "/pages"],
    },
    Kind {
        name: "a band changes",
        change: |files| replace(files, "content/data/pay.toml", "max = 120000", "max = 126000"),
        expected: &[
            ("/figures/0/name", "london-base"),
            ("/figures/0/before", "£100,000 to £120,000"),
            ("/figures/0/after", "£100,000 to £126,000"),
            ("/figures/0/percent", "[\"±0%\",\"+5%\"]"),
            ("/figures/0/pages", "/guides/pay/"),
            ("/figures/0/pages", "/pay/lead/"),
        ],
        silent: &["/widened", "/addresses", "/pages", "/sections"],
    },
    Kind {
        name: "a claim changes",
        change: |files| replace(files, "content/data/claims.toml", "max = 30", "max = 45"),
        expected: &[
            ("/figures/0/name", "claim:time-to-hire"),
            ("/figures/0/percent/1", "+50%"),
            ("/figures/0/pages/0/url", "/guides/time/"),
        ],
        silent: &["/widened", "/addresses", "/pages", "/sections"],
    },
    Kind {
        name: "a band is removed",
        change: |files| {
            replace(
                files,
                "content/guides/pay.md",
                "In London it is :pay[london-base].\n\n::pay-table{role=\"lead\"}",
                "We tell you in the first call",
            );
            let pay = files.get_mut("content/data/pay.toml").expect("it is there");
            pay.truncate(pay.find("[[band]]").expect("it is there"));
        },
        expected: &[("/figures/0/change", "removed"), ("/figures/0/before", "£100,000 to £120,000")],
        silent: &["/widened"],
    },
    Kind {
        name: "a page is added",
        change: |files| {
            drop(files.insert(
                "content/guides/new.md".to_owned(),
                "# News\n\nSomething that nobody has said before.\n".to_owned(),
            ))
        },
        expected: &[
            ("/pages/0/change", "added"),
            ("/pages/0/url", "/guides/new/"),
            ("/pages/0/audiences", "[\"public\",\"internal\"]"),
        ],
        silent: &["/widened", "/addresses", "/figures"],
    },
    Kind {
        name: "words of a sentence change",
        change: |files| replace(files, "content/guides/hiring.md", "within five days", "within three working days"),
        expected: &[
            ("/sections/0/url", "/guides/hiring/"),
            ("/sections/0/words", "{\"change\":\"removed\",\"text\":\"five \"}"),
            ("/sections/0/words", "{\"change\":\"added\",\"text\":\"three working \"}"),
            ("/sections/0/audiences", "[\"public\",\"internal\"]"),
        ],
        silent: &ALL,
    },
    Kind {
        name: "a section is added",
        change: |files| {
            replace(
                files,
                "content/guides/hiring.md",
                "## Decision",
                "## Practical task\n\nYou are paid for it by the hour.\n\n## Decision",
            )
        },
        expected: &[
            ("/sections/0/heading", "Practical task"),
            ("/sections/0/before", ""),
            ("/sections/0/after", "You are paid for it by the hour."),
        ],
        silent: &ALL,
    },
    Kind {
        name: "a title changes",
        change: |files| replace(files, "content/guides/time.md", "# Time", "# How long it takes"),
        expected: &[
            ("/sections/0/heading", "Title"),
            ("/sections/0/before", "Time"),
            ("/sections/0/after", "How long it takes"),
        ],
        silent: &["/widened", "/addresses", "/pages", "/figures"],
    },
    Kind {
        name: "a link breaks",
        change: |files| replace(files, "content/guides/time.md", "Hiring takes", "[See](gone.md). Hiring takes"),
        expected: &[
            ("/findings/new/0/rule", "broken-link"),
            ("/findings/new/0/file", "content/guides/time.md"),
            ("/findings/new/0/line", "3"),
        ],
        silent: &["/widened", "/addresses", "/pages", "/figures", "/stale"],
    },
    Kind {
        name: "a review date is lost",
        change: |files| {
            replace(
                files,
                "content/guides/time.md",
                "# Time",
                "+++\nreviewed_on = 2024-01-01\nreview_every = \"6 months\"\n+++\n# Time",
            )
        },
        expected: &[("/stale/0/url", "/guides/time/"), ("/stale/0/why", "its review was due on 2024-07-01")],
        silent: &["/widened", "/addresses", "/pages", "/figures"],
    },
    Kind {
        name: "a figure grows old",
        change: |files| replace(files, "content/data/pay.toml", "as_of = 2026-06-01", "as_of = 2025-06-01"),
        expected: &[
            ("/stale", "\"what\":\"figure\""),
            ("/stale", "london-base"),
            ("/findings/new/0/rule", "pay-stale"),
        ],
        silent: &["/widened", "/addresses", "/pages", "/figures"],
    },
    Kind {
        name: "prose keeps an amount that its record no longer has",
        change: |files| {
            replace(files, "content/guides/pay.md", "In London", "We begin at :money[£100,000]. In London");
            replace(files, "content/data/pay.toml", "min = 100000", "min = 105000");
        },
        expected: &[
            ("/stale/0/what", "old-figure"),
            ("/stale/0/url", "/guides/pay/"),
            ("/stale/0/why", "it still says £100,000"),
        ],
        silent: &["/widened", "/addresses", "/pages"],
    },
    Kind {
        name: "a public page becomes internal",
        change: |files| replace(files, "content/guides/time.md", "# Time", "+++\naudience = \"internal\"\n+++\n# Time"),
        expected: &[
            ("/addresses/0/audiences", "[\"public\"]"),
            ("/pages/0/change", "removed"),
            ("/pages/0/audiences", "[\"public\"]"),
        ],
        silent: &["/widened", "/figures"],
    },
    Kind {
        name: "the footer changes",
        change: |files| replace(files, "rolebook.toml", "Acme Ltd", "Acme Holding Ltd"),
        expected: &[("/sections/0/title", "Every page"), ("/sections/0/after", "Acme Holding Ltd")],
        silent: &ALL,
    },
    Kind {
        name: "a comment is added",
        change: |files| replace(files, "content/guides/time.md", "# Time", "# Time\n\n<!-- to do -->"),
        expected: &[],
        silent: &[
            "/widened",
            "/addresses",
            "/figures",
            "/pages",
            "/sections",
            "/stale",
            "/findings/new",
            "/findings/fixed",
        ],
    },
];
