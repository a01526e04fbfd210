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
