//! What a theme's author may do and is told.

use super::*;
use crate::diag::{Finding, Findings, Severities};
use crate::disk::MemoryDisk;

fn load_from<const N: usize>(name: &str, files: [(&str, &str); N]) -> (Theme, Findings) {
    let mut diagnostics = Diagnostics::default();
    let locale = Arc::new(Locale::default());
    let theme = load(&MemoryDisk::new(files), name, &Brand::default(), &locale, &mut diagnostics);
    (theme, diagnostics.judge(&Severities::default()))
}

fn messages(findings: &Findings) -> Vec<String> {
    let show = |finding: &Finding| {
        let diagnostic = &finding.diagnostic;
        let place = diagnostic.place.as_ref().map_or(String::from("-"), |place| match place.line_column() {
            Some((line, column)) => format!("{}:{line}:{column}", place.path()),
            None => place.path().to_owned(),
        });
        assert!(diagnostic.hint.is_some(), "every finding has a hint");
        format!("{place}: {}[{}]: {}", finding.severity.name(), diagnostic.rule.id, diagnostic.message)
    };
    findings.iter().map(show).collect()
}

fn asset<'t>(theme: &'t Theme, stem: &str, ending: &str) -> &'t OutputFile {
    let named = |file: &&OutputFile| {
        let path = file.path.as_str();
        path.starts_with(&format!("assets/{stem}.")) && path.ends_with(ending)
    };
    theme.assets.iter().find(named).unwrap_or_else(|| panic!("no asset {stem}{ending}"))
}

#[test]
fn the_default_theme_needs_no_files() {
    let (theme, findings) = load_from("default", []);
    assert_eq!(messages(&findings), Vec::<String>::new());
    let templates = theme.templates().expect("the default templates compile");
    for name in ["base.html", "page.html", "section.html", "home.html", "404.html", "redirect.html", "tag.html"] {
        assert!(templates.contains_template(name), "{name}");
    }
    assert_eq!(asset(&theme, "site", ".css").path.as_str().len(), "assets/site.0123456789.css".len());
    assert!(asset(&theme, "site", ".js").path.as_str().ends_with(".js"));
    assert!(asset(&theme, "icon", ".svg").bytes.starts_with(b"<svg"));
}

#[test]
fn one_file_of_the_site_takes_the_place_of_one_of_the_default_theme() {
    let (theme, findings) = load_from("default", [("themes/default/templates/404.html", "Lost on {{ site.title }}")]);
    assert_eq!(messages(&findings), Vec::<String>::new());
    let templates = theme.templates().expect("the templates compile");
    let mut context = tera::Context::new();
    context.insert("site", &std::collections::BTreeMap::from([("title", "A & B")]));
    assert_eq!(templates.render("404.html", &context).expect("it renders"), "Lost on A &amp; B");
    assert!(templates.contains_template("page.html"));
}

#[test]
fn a_theme_of_its_own_name_stands_on_the_default_one() {
    let (theme, findings) = load_from("acme", [("themes/acme/css/99-acme.css", "body{color:navy}")]);
    assert_eq!(messages(&findings), Vec::<String>::new());
    let style = String::from_utf8(asset(&theme, "site", ".css").bytes.clone()).expect("it is text");
    assert!(style.starts_with("@layer") && style.contains("body{color:navy}"));
    let (default, _) = load_from("default", []);
    assert_ne!(asset(&theme, "site", ".css").path, asset(&default, "site", ".css").path);
}

#[test]
fn a_theme_that_does_not_exist_is_an_error() {
    for name in ["acme", "../up", ".git", ""] {
        let (_, findings) = load_from(name, [("themes/other/css/a.css", "")]);
        let expected = format!("rolebook.toml: error[settings]: there is no theme `{name}`");
        assert_eq!(messages(&findings), [expected]);
    }
}

#[test]
fn every_slip_in_every_template_is_reported_at_its_place() {
    let (theme, findings) = load_from(
        "default",
        [
            ("themes/default/templates/404.html", "one\ntwo {{ page.title"),
            ("themes/default/templates/tag.html", "{% if x %}"),
        ],
    );
    assert!(theme.templates().is_none());
    let messages = messages(&findings);
    assert_eq!(messages.len(), 2, "{messages:?}");
    assert!(messages[0].starts_with("themes/default/templates/404.html:2:"), "{messages:?}");
    assert!(messages[1].starts_with("themes/default/templates/tag.html:1:"), "{messages:?}");
}

#[test]
fn a_name_that_no_template_has_is_reported_at_its_place() {
    let (theme, findings) = load_from(
        "default",
        [
            ("themes/default/templates/404.html", "ä {{ page.title | shout }}"),
            ("themes/default/templates/tag.html", "\n  {% include \"nowhere.html\" %}"),
        ],
    );
    assert!(theme.templates().is_none());
    assert_eq!(
        messages(&findings),
        [
            "themes/default/templates/404.html:1:19: error[template]: unknown filter `shout`",
            "themes/default/templates/tag.html:2:14: error[template]: unknown template `nowhere.html`",
        ]
    );
}

#[test]
fn a_missing_parent_and_a_circle_are_reported() {
    let (_, findings) = load_from("default", [("themes/default/templates/404.html", "{% extends \"no.html\" %}")]);
    assert_eq!(
        messages(&findings),
        ["themes/default/templates/404.html: error[template]: the template extends `no.html`, which does not exist"]
    );
    let (_, findings) = load_from("default", [("themes/default/templates/a.html", "{% include \"a.html\" %}")]);
    assert_eq!(messages(&findings).len(), 1);
    assert!(messages(&findings)[0].contains("circle"), "{:?}", messages(&findings));
}

#[test]
fn files_that_are_not_text_are_reported() {
    let disk = MemoryDisk::new([
        ("themes/default/templates/404.html", b"\xff".to_vec()),
        ("themes/default/css/a.css", b"\xfe".to_vec()),
    ]);
    let mut diagnostics = Diagnostics::default();
    plain(&disk, &mut diagnostics);
    let findings = diagnostics.judge(&Severities::default());
    assert_eq!(messages(&findings).len(), 2, "{:?}", messages(&findings));
}

#[test]
fn tests_and_modules_of_scripts_are_not_shipped() {
    let (theme, _) = load_from(
        "default",
        [("themes/default/js/x.test.js", "1"), ("themes/default/js/lib/y.js", "2"), ("themes/default/js/z.js", "3")],
    );
    let paths: Vec<_> = theme.assets.iter().map(|file| file.path.as_str()).collect();
    assert!(paths.iter().any(|path| path.starts_with("assets/z.")), "{paths:?}");
    assert!(!paths.iter().any(|path| path.contains("x.test") || path.contains("assets/y")), "{paths:?}");
}

/// What templates of kinds of pages fill in of `page.html`.
const BLOCKS: &str = "{% block lead %}{% endblock %}{% block after %}{% endblock %}";

#[test]
fn names_that_nothing_gives_are_reported_where_they_stand() {
    let told = |path: &str, text: &str| {
        let file = format!("themes/default/templates/{path}");
        let (theme, findings) = load_from("default", [(file.as_str(), text)]);
        assert_eq!(messages(&findings), Vec::<String>::new(), "they wait until pages are drawn");
        let mut diagnostics = Diagnostics::default();
        theme.tell_unknown(&mut diagnostics);
        let findings = diagnostics.judge(&Severities::default());
        let hints = findings.iter().map(|found| found.diagnostic.hint.clone().unwrap_or_default());
        let place = "themes/default/templates/";
        let shown =
            messages(&findings).into_iter().map(|line| line.replace(place, "").replace("warning[template-name]: ", ""));
        shown.zip(hints).map(|(line, hint)| format!("{line}; {hint}")).collect::<Vec<_>>()
    };
    assert_eq!(
        told("404.html", "\n{% if false %}{{ page.titel }}{% endif %}"),
        ["404.html:2:23: `page` has no `titel`; did you mean `page.title`?"]
    );
    assert_eq!(
        told("section.html", "{% if site.sectoins %}{% for link in children %}{{ link.titel }}{% endfor %}{% endif %}"),
        [
            "section.html:1:12: `site` has no `sectoins`; did you mean `site.sections`?",
            "section.html:1:57: nothing that a template is given has `titel`; did you mean `title`?",
        ]
    );
    assert_eq!(
        told("blocks/skills.html", "{{ page.title }}{{ skils.rows }}{{ js.serach }}"),
        [
            "blocks/skills.html:1:4: this template is given no `page`; it is given `assets`, `css`, `heading_level`, `ids`, `in_document`, `js`, `loop`, `region`, `root`, `skills`, `top_level`, `words`",
            "blocks/skills.html:1:20: this template is given no `skils`; did you mean `skills`?",
            "blocks/skills.html:1:39: `js` has no `serach`; did you mean `js.search`?",
        ]
    );
    assert_eq!(
        told("page.html", &format!("{{{{ t(key=\"site.skipp\") }}}}{{{{ page.mood }}}}{BLOCKS}")),
        [
            "page.html:1:11: there is no message `site.skipp`; did you mean `site.skip`?",
            "page.html:1:34: `page` has no `mood`; values of your own stand below `[extra]` in front matter: `page.extra.mood`",
        ]
    );
    // Whatever a site puts into `extra` is its own.
    let own =
        "{% set own = page.extra.team %}{{ own.mood }}{% for one in page.extra.list %}{{ one.colour }}{% endfor %}";
    assert_eq!(told("guide.html", own), Vec::<String>::new());
}

#[test]
fn names_are_followed_into_what_templates_include_and_extend() {
    let files = [
        ("themes/default/templates/parts/mine.html", "{{ mine.a_year }}{{ page.title }}{{ nobody }}"),
        (
            "themes/default/templates/section.html",
            "{% extends \"base.html\" %}{% block main %}{% set mine = role %}{% include \"parts/mine.html\" %}{% endblock %}",
        ),
    ];
    let (theme, _) = load_from("default", files);
    let mut diagnostics = Diagnostics::default();
    theme.tell_unknown(&mut diagnostics);
    assert_eq!(
        messages(&diagnostics.judge(&Severities::default())),
        ["themes/default/templates/parts/mine.html:1:37: warning[template-name]: this template is given no `nobody`"]
    );
}

#[test]
fn what_the_themes_of_the_program_name_they_are_given() {
    for name in ["default", "careers"] {
        let paths: Vec<_> =
            files::built_in_paths(name).into_iter().filter(|path| path.starts_with("templates/")).collect();
        let files = paths.iter().map(|path| {
            let bytes = files::built_in_bytes(name, path).expect("it is there");
            // A byte more, so that they are the site's own.
            (format!("themes/own/{path}"), format!("{}\n", std::str::from_utf8(bytes).expect("it is text")))
        });
        let mut diagnostics = Diagnostics::default();
        let locale = Arc::new(Locale::default());
        let theme = load(&MemoryDisk::new(files), "own", &Brand::default(), &locale, &mut diagnostics);
        theme.tell_unknown(&mut diagnostics);
        assert_eq!(messages(&diagnostics.judge(&Severities::default())), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn another_theme_of_the_program_lies_over_the_default_one_and_below_the_sites_own_files() {
    let (theme, findings) = load_from("careers", [("themes/careers/css/tokens.css", ":root { --bar: 4rem }")]);
    assert_eq!(messages(&findings), Vec::<String>::new());
    let text = |name: &str| theme.sources[name].text.clone();
    assert!(text("home.html").contains("class=\"hero\""), "its own");
    assert!(text("faq.html").contains("page.html"), "the default's");
    assert_eq!(theme.sources["home.html"].path, "themes/careers/templates/home.html");
    let style = theme
        .assets
        .iter()
        .find(|asset| asset.path.as_str().starts_with("assets/site.") && asset.path.as_str().ends_with(".css"))
        .expect("a style");
    let style = String::from_utf8_lossy(&style.bytes);
    assert!(style.contains("light-dark(#2f45b8, #a9b8ff)") && !style.contains("light-dark(#0b5d5a, #6cc7c1)"));
    assert!(style.contains("--bar: 4rem"));
    assert_eq!(
        messages(&load_from("carers", [("themes/default/css/x.css", "")]).1),
        ["rolebook.toml: error[settings]: there is no theme `carers`"]
    );
}

#[test]
fn every_theme_of_the_program_has_the_same_tokens() {
    let names = |theme: &str| {
        let text = std::str::from_utf8(files::built_in_bytes(theme, "css/tokens.css").expect("it is there"));
        let lines = text.expect("it is text").lines().filter_map(|line| line.trim().strip_prefix("--"));
        lines.filter_map(|line| line.split_once(':')).map(|(name, _)| name.to_owned()).collect::<Vec<_>>()
    };
    assert!(names("default").len() > 25);
    assert_eq!(names("careers"), names("default"));
}

static TABLES: include_dir::Dir<'_> = include_dir::include_dir!("$CARGO_MANIFEST_DIR/src/site/document/tables");

#[test]
fn whatever_records_give_to_templates_is_a_known_name() {
    let texts = TABLES.files().filter_map(include_dir::File::contents_utf8);
    let field = |line: &str| Some(line.trim().strip_prefix("pub ")?.split_once(": ")?.0.to_owned());
    let fields: Vec<String> = texts.flat_map(str::lines).filter_map(field).filter(|name| !name.contains(' ')).collect();
    assert!(fields.len() > 150, "{}", fields.len());
    for name in fields {
        assert!(names::has_attribute(&name), "`{name}` is missing in the list of names.rs");
    }
}
