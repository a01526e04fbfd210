//! Internal material next to public material, in each way that could move, rename, count or colour something public.

use std::collections::BTreeMap;

use rolebook::disk::MemoryDisk;

use super::super::{diff, pictures, support};
use super::files;

/// A file of a site: its path and its text.
type Sources<'s> = &'s [(&'s str, &'s str)];

/// What a small site says of itself as a whole is not what these tests are about.
const SETTINGS: &str = "title = \"Test\"\nbase_url = \"https://example.org/\"\naudiences = [\"public\", \"internal\"]\n\
    [check]\nunused-record = \"off\"\nduplicate-title = \"off\"\n";
const HOME: &str = "+++\ntitle = \"Home\"\n[cascade]\naudience = \"public\"\n+++\nWelcome.\n";
const INTERNAL: &str = "+++\ntitle = \"Plan\"\naudience = \"internal\"\n+++\nText.\n";

fn build(layers: &[Sources<'_>]) -> (BTreeMap<String, Vec<u8>>, String) {
    build_under(SETTINGS, layers)
}

fn build_under(settings: &str, layers: &[Sources<'_>]) -> (BTreeMap<String, Vec<u8>>, String) {
    let mut disk = MemoryDisk::default();
    disk.insert("rolebook.toml", settings);
    disk.insert("content/_index.md", HOME);
    for (path, text) in layers.iter().copied().flatten() {
        disk.insert(*path, pictures::file(path, *text));
    }
    let built = support::build(&disk);
    (files(&built, "public"), built.short())
}

/// The public files are the same with and without `internal`, and both sites are in order.
#[track_caller]
pub(super) fn check(public: Sources<'_>, internal: Sources<'_>) {
    check_under(SETTINGS, public, internal);
}

/// As [`check`], in a site with these settings.
#[track_caller]
pub(super) fn check_under(settings: &str, public: Sources<'_>, internal: Sources<'_>) {
    let (alone, findings) = build_under(settings, &[public]);
    assert_eq!(findings, "", "the public part alone");
    let (both, findings) = build_under(settings, &[public, internal]);
    assert_eq!(findings, "", "with the internal part");
    check_same(&alone, &both);
}

/// As [`check`], where the internal part makes an error that keeps anything from being written.
#[track_caller]
fn check_with_error(public: Sources<'_>, internal: Sources<'_>, rule: &str) {
    let (alone, findings) = build(&[public]);
    assert_eq!(findings, "", "the public part alone");
    let (both, findings) = build(&[public, internal]);
    assert!(findings.contains(&format!("error[{rule}]")), "{findings}");
    check_same(&alone, &both);
}

#[track_caller]
fn check_same(alone: &BTreeMap<String, Vec<u8>>, both: &BTreeMap<String, Vec<u8>>) {
    assert_eq!(alone.keys().collect::<Vec<_>>(), both.keys().collect::<Vec<_>>());
    for (path, bytes) in alone {
        let (alone, both) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&both[path]));
        assert!(alone == both, "`{path}` differs:\n{}", diff::lines(&alone, &both));
    }
}

#[test]
fn a_page_beside_a_folder_of_internal_pages_is_no_section() {
    let pay = "+++\ntitle = \"Pay\"\nreviewed_on = 2026-01-01\nkind = \"guide\"\n+++\nText.\n";
    let roles = "+++\ntitle = \"Roles\"\n+++\nText.\n";
    check(&[("content/pay.md", pay), ("content/roles.md", roles)], &[("content/pay/plan.md", INTERNAL)]);
}

#[test]
fn a_page_beside_a_folder_of_internal_pages_keeps_its_address_and_title() {
    let pay = "+++\nslug = \"money\"\n+++\n:::note\nNo title.\n:::\n";
    let (alone, findings) = build(&[&[("content/our-pay.md", pay)]]);
    assert!(alone.contains_key("money/index.html"), "{findings}");
    let (both, _) = build(&[&[("content/our-pay.md", pay)], &[("content/our-pay/plan.md", INTERNAL)]]);
    check_same(&alone, &both);
}

#[test]
fn drafts_below_a_page_do_not_make_it_a_section() {
    let draft = "+++\ntitle = \"Draft\"\ndraft = true\ntags = [\"b\"]\naliases = [\"/was/\"]\n+++\nText.\n";
    let page = "+++\ntitle = \"Pay\"\ntags = [\"a\"]\n+++\nText.\n";
    check(
        &[("content/pay.md", page)],
        &[("content/pay/draft.md", draft), ("content/_draft.md", draft.replace("/was/", "/was-2/").as_str())],
    );
}

#[test]
fn a_silent_folder_page_passes_nothing_but_its_audience_down() {
    let open = "+++\ntitle = \"Open\"\naudience = \"public\"\nreviewed_on = 2026-01-01\n+++\nText.\n";
    let silent = "+++\ntitle = \"Team\"\naudience = \"internal\"\n+++\nText.\n";
    let top = "+++\ntitle = \"Home\"\naudience = \"public\"\n+++\nWelcome.\n";
    let passing = "+++\ntitle = \"Team\"\n[cascade]\nowner = \"Somebody\"\nkind = \"role\"\nreview_every = \"3 months\"\n+++\nText.\n";
    let public: Sources<'_> = &[("content/_index.md", top), ("content/team/open.md", open)];
    let hidden = silent.replace("audience = \"internal\"\n", "");
    check(public, &[("content/team/_index.md", hidden.as_str())]);
    check(public, &[("content/team/_index.md", passing)]);
}

#[test]
fn rows_that_fill_internal_columns_alone_are_not_there() {
    let page = "# Stages\n\n::table{file=\"data/stages.csv\"}\n";
    let settings = "audience = \"public\"\n[columns.probe]\naudience = \"internal\"\n";
    let public: Sources<'_> = &[
        ("content/stages.md", page),
        ("content/data/stages.csv", "stage,minutes,probe\nTalk,30,\nWork,60,\n"),
        ("content/data/stages.csv.toml", settings),
    ];
    check(public, &[("content/data/stages.csv", "stage,minutes,probe\nTalk,30,ask\n,,never\nWork,60,x\n,,more\n")]);
}

#[test]
fn internal_records_do_not_show_in_a_pay_table() {
    let page = "# Pay\n\n::pay-table{role=\"lead\"}\n\n::pay-explorer{role=\"lead\"}\n";
    let place = |id: &str| format!("[place.{id}]\ntitle = \"Place {id}\"\ncountry = \"GB\"\ncurrency = \"GBP\"\n");
    let level = |id: &str, order: i64| format!("[level.{id}]\ntitle = \"Level {id}\"\norder = {order}\n");
    let source = |id: &str, kind: &str| {
        format!(
            "[source.{id}]\npublisher = \"House {id}\"\ntitle = \"Survey {id}\"\nkind = \"{kind}\"\npublished = 2026-06-01\n"
        )
    };
    let figure = |list: &str, id: &str, place: &str, level: &str, min: i64, rest: &str| {
        format!(
            "[[{list}]]\nid = \"{id}\"\nrole = \"lead\"\nplace = \"{place}\"\nlevel = \"{level}\"\nmeasure = \"base\"\nmin = {min}\nmax = {}\ncurrency = \"GBP\"\nperiod = \"year\"\nas_of = 2026-06-01\n{rest}\n",
            min + 20_000
        )
    };
    let sourced = |id: &str| format!("source = \"{id}\"\n");
    let public = [
        "audience = \"public\"\n[role.lead]\ntitle = \"Lead\"\n".to_owned(),
        place("london"),
        place("paris"),
        level("senior", 2),
        source("a", "survey"),
        source("b", "survey"),
        figure("observation", "l-a", "london", "senior", 100_000, &sourced("a")),
        figure("observation", "l-b", "london", "senior", 110_000, &sourced("b")),
        figure("observation", "p-b", "paris", "senior", 90_000, &sourced("b")),
        figure("band", "l", "london", "senior", 100_000, "from = [\"l-a\"]\n"),
    ]
    .concat();
    let internal = [
        "audience = \"internal\"\n".to_owned(),
        place("berlin"),
        level("junior", 1),
        level("head", 3),
        source("desk", "example"),
        figure("observation", "x-1", "london", "senior", 10_000, &sourced("a")),
        figure("observation", "x-2", "london", "senior", 900_000, &sourced("desk")),
        figure("observation", "x-3", "berlin", "senior", 90_000, &sourced("b")),
        figure("observation", "x-4", "london", "junior", 90_000, &sourced("desk")),
        figure("band", "x-5", "paris", "senior", 95_000, "source = \"desk\"\n"),
        figure("band", "x-6", "london", "head", 115_000, "source = \"desk\"\n"),
    ]
    .concat();
    let public: Sources<'_> = &[("content/pay.md", page), ("content/data/m.toml", public.as_str())];
    check(public, &[("content/data/a.toml", internal.as_str())]);
    check(public, &[("content/data/z.toml", internal.as_str())]);
}

#[test]
fn order_windows_and_counts_are_those_of_the_visible() {
    let page = |title: &str, weight: usize, tag: &str| {
        format!(
            "+++\ntitle = \"{title}\"\nweight = {weight}\ntags = [\"{tag}\"]\nreviewed_on = 2026-01-{:02}\nkind = \"role\"\n+++\nText.\n",
            weight % 27 + 1
        )
    };
    let mut public = Vec::new();
    let mut internal = Vec::new();
    for number in 0..30 {
        public.push((format!("content/roles/p{number:02}.md"), page(&format!("Role {number}"), number * 2, "Shared")));
        let text = page(&format!("Hidden {number}"), number * 2 + 1, "shared")
            .replace("kind =", "audience = \"internal\"\nkind =");
        internal.push((format!("content/roles/a{number:02}.md"), text.clone()));
        internal.push((format!("content/aa-{number}/_index.md"), text));
    }
    let public: Vec<(&str, &str)> = public.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let internal: Vec<(&str, &str)> = internal.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    check(&public, &internal);
}

#[test]
fn a_block_leaves_nothing_behind_wherever_it_stands() {
    let body = "Start.[^a]\n\nSee [paper][p] and [more](#more).\n\n## More\n\nText with `code`.\n\n- one\n- two\n\n[p]: https://example.org/ \"Public\"\n[^a]: Public note.\n";
    let blocks = [
        ":::internal\n# Title\n\nFirst words.\n:::\n",
        ":::internal\n## More\n\nOther words.\n\n## More\n:::\n",
        ":::internal\nA mark[^a] and [^b].\n\n[^a]: Other.\n\n[^b]: Own.\n:::\n",
        ":::internal\n[p]: https://example.org/other\n\n[more]: /nowhere\n:::\n",
        ":::internal\n- three\n- four\n:::\n",
        ":::internal\n```\ncode\n:::\n```\n:::\n",
        ":::internal\n<!-- open\nand shut -->\n:::\n",
        ":::internal\nA `tick, **bold, [bracket and a term\n\n: with a definition\n:::\n",
        "::::internal\n:::note\nInner\n:::\n:::internal\nTwice.\n:::\n::::\n",
    ];
    let page = |body: &str| format!("+++\ntags = [\"a\"]\n+++\n{body}");
    let (alone, findings) = build(&[&[("content/a.md", page(body).as_str())]]);
    assert!(!findings.contains("error"), "{findings}");
    for block in blocks {
        for at in body.match_indices('\n').map(|(at, _)| at + 1).chain([0]) {
            let with = format!("{}{block}{}", &body[..at], &body[at..]);
            let (both, _) = build(&[&[("content/a.md", page(&with).as_str())]]);
            for (path, bytes) in &alone {
                let (alone, both) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&both[path]));
                assert!(alone == both, "`{path}` differs for {with}\n{}", diff::lines(&alone, &both));
            }
        }
    }
}

#[test]
fn files_of_nearly_the_same_name_do_not_stand_in_for_each_other() {
    let page = "# Page\n\n![A map](map.png) [Paper](/paper.pdf) [Logo](/logo.svg)\n";
    let public: Sources<'_> = &[
        ("content/roles/page.md", page),
        ("content/roles/map.png", "public map"),
        ("content/paper.pdf", "public paper"),
        ("static/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ];
    check(
        public,
        &[
            (
                "content/team/_index.md",
                "+++\ntitle = \"Team\"\naudience = \"internal\"\n[cascade]\naudience = \"internal\"\n+++\n![A map](map.png) [b](Paper.pdf)\n",
            ),
            ("content/team/map.png", "internal map"),
            ("content/team/Paper.pdf", "internal paper"),
            ("content/team/pape\u{301}r.pdf", "another"),
            ("static/internal/team/logo.svg", "internal logo"),
        ],
    );
    // Of the same name, they are an error in the audience that would get both, and nothing else changes.
    check_with_error(public, &[("static/internal/logo.svg", "internal logo")], "collision");
}

#[test]
fn an_internal_page_never_takes_the_place_of_a_public_one() {
    let public: Sources<'_> =
        &[("content/roles/lead.md", "+++\ntitle = \"Lead\"\naliases = [\"/lead/\"]\n+++\nText.\n")];
    let same = "+++\ntitle = \"Other\"\nslug = \"lead\"\naudience = \"internal\"\n+++\nText.\n";
    let alias = "+++\ntitle = \"Other\"\naliases = [\"/lead/\"]\naudience = \"internal\"\n+++\nText.\n";
    let over = "+++\ntitle = \"Other\"\naliases = [\"/roles/lead/\"]\naudience = \"internal\"\n+++\nText.\n";
    for path in ["content/roles/a.md", "content/roles/z.md"] {
        check_with_error(public, &[(path, same)], "collision");
        check_with_error(public, &[(path, alias)], "collision");
        check_with_error(public, &[(path, over)], "alias");
    }
    check_with_error(public, &[("content/lead.md", INTERNAL)], "audience-leak");
}

#[test]
fn every_rung_sees_what_is_its_own_and_below() {
    let settings =
        "title = \"Test\"\naudiences = [\"public\", \"partner\", \"internal\"]\n[check]\nunknown-block = \"warning\"\n";
    let page = "# Page\n\nZero.\n\n:::partner\nOne.\n\n:::internal\nTwo.\n:::\n:::\n\n:::internal\nThree.\n:::\n\n:::unheard\nFour.\n:::\n\n::table{file=\"data/t.csv\"}\n";
    let columns =
        "audience = \"public\"\n[columns.five]\naudience = \"partner\"\n[columns.six]\naudience = \"internal\"\n";
    let limited =
        |name: &str, audience: &str| format!("+++\ntitle = \"{name}\"\naudience = \"{audience}\"\n+++\nText.\n");
    let sources = [
        ("rolebook.toml", settings.to_owned()),
        ("content/_index.md", HOME.to_owned()),
        ("content/page.md", page.to_owned()),
        ("content/seven.md", limited("Seven", "partner")),
        ("content/eight.md", limited("Eight", "internal")),
        ("content/data/t.csv", "zero,five,six\na,b,c\n".to_owned()),
        ("content/data/t.csv.toml", columns.to_owned()),
        ("static/partner/nine.txt", "nine".to_owned()),
        ("static/internal/ten.txt", "ten".to_owned()),
    ];
    let mut disk = MemoryDisk::default();
    for (path, text) in sources {
        disk.insert(path, text);
    }
    let built = support::build(&disk);
    let text = |audience: &str| {
        let files = files(&built, audience);
        let all: String =
            files.iter().map(|(path, bytes)| format!("{path} {} ", String::from_utf8_lossy(bytes))).collect();
        let shown =
            ["Zero.", "One.", "Two.", "Three.", "Four.", ">five<", ">six<", "Seven", "Eight", "nine.txt", "ten.txt"];
        shown.into_iter().filter(|word| all.contains(word)).collect::<Vec<_>>()
    };
    assert_eq!(text("public"), ["Zero."]);
    assert_eq!(text("partner"), ["Zero.", "One.", ">five<", "Seven", "nine.txt"]);
    assert_eq!(text("internal").len(), 11);
    // For the internal audience a page for partners must not be taken for one that they do not see.
    let page = |name: &str| String::from_utf8_lossy(&files(&built, "internal")[name]).into_owned();
    assert!(page("seven/index.html").contains("Partner only") && page("eight/index.html").contains("Internal only"));
    // The lowest audience is not told that there are others.
    let public = files(&built, "public");
    let told = public.iter().find(|(path, bytes)| {
        path.ends_with(".html")
            && ["audience", " only", "partner", "internal"]
                .iter()
                .any(|word| String::from_utf8_lossy(bytes).to_lowercase().contains(word))
    });
    assert!(told.is_none(), "{told:?}");
    let robots = |audience: &str| String::from_utf8_lossy(&files(&built, audience)["robots.txt"]).into_owned();
    assert!(robots("public").contains("Allow: /") && robots("partner").contains("Disallow: /"));
}
