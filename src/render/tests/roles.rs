//! What a page about a role shows at a glance.

use super::*;
use crate::site::document::tables::chart::{ChartBar, ChartPanel, ChartRow};
use crate::site::document::tables::{PayBand, PayRange, RoleGlance, RoleName, RolePay};

fn lead() -> RoleGlance {
    let name = |id: &str, title: &str| RoleName { id: id.to_owned(), title: title.to_owned() };
    let range = PayRange {
        min: 130_000,
        max: 185_000,
        open_ended: false,
        currency: "GBP".to_owned(),
        period: "year".to_owned(),
        text: "£130,000 to £185,000".to_owned(),
        a_year: None,
        percentiles: Vec::new(),
        sample: None,
    };
    let band = PayBand { id: "band".to_owned(), range, method: "manual".to_owned(), example: true };
    let bar = ChartBar {
        start: 200,
        width: 400,
        end: 600,
        open_ended: false,
        text: "£130,000 to £185,000".to_owned(),
        published: true,
        mark: 0,
        source: String::new(),
        as_of: None,
        stale: false,
        example: true,
    };
    let row = ChartRow {
        place: "London".to_owned(),
        place_id: Some("london".to_owned()),
        path: None,
        measure: "base".to_owned(),
        base: true,
        level: Some("Senior".to_owned()),
        bars: vec![bar],
        disagreement: None,
    };
    let panel = ChartPanel {
        currency: "GBP".to_owned(),
        period: "year".to_owned(),
        ticks: vec!["£100,000".to_owned(), "£150,000".to_owned(), "£200,000".to_owned()],
        every: 1,
        rows: vec![row],
    };
    RoleGlance {
        id: "lead".to_owned(),
        title: "AI Tech Lead".to_owned(),
        aliases: vec!["Lead of R&D".to_owned(), "AI Lead".to_owned()],
        owns: Some("<b>Architecture</b>".to_owned()),
        family: Some(("Leads & heads".to_owned(), vec![name("head", "Head of AI"), name("other", "Founder")])),
        levels: vec!["Acting".to_owned(), "Lead".to_owned()],
        interviews: Some((4, 240)),
        certifications: vec!["One".to_owned()],
        pay: vec![RolePay { place: "London".to_owned(), level: Some("Senior".to_owned()), band }],
        plot: vec![panel],
        next: vec![name("head", "Head of AI"), name("other", "Founder")],
        ..RoleGlance::default()
    }
}

#[test]
fn a_role_shows_what_its_record_says_and_no_more() {
    let head = RoleGlance { id: "head".to_owned(), ..RoleGlance::default() };
    let pages = vec![
        page("/", "Home"),
        page("/roles/", "Roles"),
        page("/roles/boss/", "Head of AI").about(head),
        page("/roles/lead/", "AI Tech Lead").about(lead()),
        page("/roles/other/", "Other").with_kind(PageKind::Role),
    ];
    let files = render(&view("public", None, pages));
    let lead = &files["roles/lead/index.html"];
    for expected in [
        "<dt>Also called</dt><dd>Lead of R&amp;D, AI Lead</dd>",
        "<dt>Owns</dt><dd>&lt;b&gt;Architecture&lt;/b&gt;</dd>",
        "<text x=\"0.0%\" y=\"12\">£100,000</text><text x=\"50.0%\" y=\"12\">£150,000</text><text x=\"100.0%\" y=\"12\">£200,000</text></svg>",
        "<rect x=\"20.0%\" y=\"3\" width=\"40.0%\" height=\"9\"/></svg>",
        "<p class=\"range-name\">London, Senior</p>",
        "<strong>£130,000 to £185,000</strong> <span class=\"mark\">Example figure</span>",
        "<dt>Levels</dt><dd>Acting, Lead</dd>",
        "<dt>Interviews</dt><dd>4</dd><dd>240 minutes in all</dd>",
        "<dd>Leads &amp; heads, with <a href=\"../../roles/boss/\">Head of AI</a>, Founder</dd>",
        "<dd>One, or equivalent experience</dd>",
        // A role after this one is linked where it has a page, wherever that is.
        "<dt>Leads to</dt><dd><a href=\"../../roles/boss/\">Head of AI</a></dd><dd>Founder</dd>",
    ] {
        assert!(lead.contains(expected), "`{expected}` is missing in {lead}");
    }
    assert!(!lead.contains("<dt>Team</dt>"), "what the record leaves out has no line: {lead}");
    assert!(!files["roles/boss/index.html"].contains("glance"), "a record that says nothing makes no panel");
    assert!(!files["roles/other/index.html"].contains("glance"), "a page without a record has no panel");
}

#[test]
fn a_page_says_its_kind_for_styles() {
    let files = render(&view("public", None, vec![page("/", "Home"), page("/w/", "W").with_kind(PageKind::Glossary)]));
    assert!(files["w/index.html"].contains("<article class=\"of-glossary\">"), "{}", files["w/index.html"]);
}
