//! What was not for everybody in another tool is not for everybody here: left out and told, or a draft with its reason.

use super::{Input, brought_in, zipped};

const NAMESPACE: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const STYLES: &str = "<w:style w:type=\"paragraph\" w:styleId=\"Hid\"><w:name w:val=\"Hid\"/><w:rPr><w:vanish/></w:rPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Below\"><w:name w:val=\"Below\"/><w:basedOn w:val=\"Hid\"/></w:style>\
    <w:style w:type=\"character\" w:styleId=\"HidC\"><w:name w:val=\"HidC\"/><w:rPr><w:specVanish/></w:rPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"X1\"><w:name w:val=\"Internal note\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Pale\"><w:name w:val=\"Pale\"/><w:rPr><w:color w:val=\"FFFFFF\"/></w:rPr></w:style>";

/// The page that a Word document with this body, and this part beside it, comes to, and what is said of it.
fn word(body: &str, (part, inside): (&str, &str)) -> (String, String) {
    let document =
        format!("<w:document {NAMESPACE}><w:body><w:p><w:r><w:t>Seen.</w:t></w:r></w:p>{body}</w:body></w:document>");
    let styles = format!("<w:styles {NAMESPACE}>{STYLES}</w:styles>");
    let bytes = zipped(&[
        ("word/document.xml", document.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
        (part, inside.as_bytes()),
    ]);
    one("a.docx", bytes)
}

/// The page that a file comes to, and what is said of it.
fn one(path: &str, bytes: Vec<u8>) -> (String, String) {
    let (files, report) = brought_in("x", vec![Input { path: path.to_owned(), bytes }], false);
    let page = files.iter().find(|(path, _)| path.ends_with(".md")).expect("a page");
    (String::from_utf8(page.1.clone()).expect("text"), report)
}

fn paragraph(properties: &str, run: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>Canary</w:t></w:r></w:p>")
}

fn style(id: &str) -> String {
    format!("<w:pStyle w:val=\"{id}\"/>")
}

const NOTHING: (&str, &str) = ("word/x.xml", "");

#[test]
fn what_word_hides_is_left_out_and_told() {
    let row = |properties: &str| {
        let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
        format!("<w:tbl><w:tr>{}</w:tr><w:tr><w:trPr>{properties}</w:trPr>{}</w:tr></w:tbl>", cell("a"), cell("Canary"))
    };
    let rows = "rows of tables that Word does not show were left out";
    let text = "text that Word does not show was left out";
    for (body, told) in [
        (paragraph(&style("Hid"), ""), text),
        (paragraph(&style("Below"), ""), text),
        (paragraph("", "<w:rStyle w:val=\"HidC\"/>"), text),
        (paragraph("", "<w:specVanish/>"), text),
        (row("<w:hidden/>"), rows),
        (row("<w:del w:id=\"1\"/>"), rows),
    ] {
        let (page, report) = word(&body, NOTHING);
        assert!(
            !page.contains("Canary") && page.contains("Seen.") && report.contains(told),
            "{body}\n{page}\n{report}"
        );
    }
    for body in [paragraph("", ""), paragraph(&style("Hid"), "<w:vanish w:val=\"0\"/>"), row("<w:hidden w:val=\"0\"/>")]
    {
        let (page, report) = word(&body, NOTHING);
        assert!(page.contains("Canary") && !report.contains("left out"), "{body}\n{page}\n{report}");
    }
}

#[test]
fn what_stands_around_the_text_in_word_keeps_a_page_back() {
    let around = |text: &str| format!("<w:hdr {NAMESPACE}><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:hdr>");
    let custom = |name: &str, value: &str| {
        format!("<Properties><property name=\"{name}\"><v>{value}</v></property></Properties>")
    };
    let core = |text: &str| format!("<p xmlns:c=\"x\"><c:contentStatus>{text}</c:contentStatus></p>");
    let watermark = format!("<w:hdr {NAMESPACE} xmlns:v=\"v\"><v:textpath string=\"DRAFT\"/></w:hdr>");
    for (part, inside) in [
        ("word/header2.xml", around("CONFIDENTIAL - INTERNAL USE ONLY")),
        ("word/footer1.xml", around("Entwurf vom 3. Mai")),
        ("word/header1.xml", watermark),
        ("docProps/custom.xml", custom("MSIP_Label_1_Name", "Internal")),
        ("docProps/core.xml", core("Draft")),
    ] {
        let (page, report) = word("", (part, &inside));
        assert!(page.contains("draft = true") && report.contains("in Word"), "{inside}\n{page}\n{report}");
    }
    for (part, inside) in [
        ("word/header2.xml", around("Handbook, page 3")),
        ("docProps/custom.xml", custom("Department", "People")),
        ("docProps/core.xml", core("Final")),
    ] {
        let (page, _) = word("", (part, &inside));
        assert!(!page.contains("draft"), "{inside}\n{page}");
    }
    let control = format!(
        "<w:sdt><w:sdtPr><w:alias w:val=\"Internal\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        paragraph("", "")
    );
    for body in [paragraph(&style("X1"), ""), control] {
        let (page, report) = word(&body, NOTHING);
        assert!(page.contains("draft = true") && report.contains("a part of it"), "{body}\n{page}\n{report}");
    }
}

#[test]
fn white_text_is_told() {
    let told = "text in white, or too small to be read, came along";
    for body in [
        paragraph("", "<w:color w:val=\"FFFFFF\"/>"),
        paragraph(&style("Pale"), ""),
        paragraph("", "<w:sz w:val=\"2\"/>"),
    ] {
        assert!(word(&body, NOTHING).1.contains(told), "{body}");
    }
    let on_ground = paragraph("", "<w:color w:val=\"FFFFFF\"/><w:shd w:fill=\"000000\"/>");
    assert!(!word(&on_ground, NOTHING).1.contains(told));
    let html =
        |style: &str| one("a.html", format!("<html><body><p style=\"{style}\">A</p></body></html>").into_bytes()).1;
    assert!(html("color:#fff").contains(told) && html("color: white; font-size: 11pt").contains(told));
    assert!(!html("color:#fff;background:#000").contains(told) && !html("color:#333").contains(told));
}

#[test]
fn pages_for_some_readers_of_other_tools_are_drafts() {
    let front = |keys: &str| format!("---\ntitle: T\n{keys}\n---\nCanary.\n");
    let html = |head: &str, body: &str| format!("<html><head>{head}</head><body><h1>T</h1>{body}</body></html>");
    for (path, text) in [
        ("a.md", front("sidebar_custom_props:\n  audience: internal")),
        ("a.md", front("custom_props:\n  internal: true")),
        ("a.md", front("params:\n  nested:\n    audience: internal")),
        ("a.md", front("dg-publish: false")),
        ("a.md", front("if: visitor.claims.internal")),
        ("a.md", front("layout:\n  visible: false")),
        ("a.mdx", "# T\n\n<InternalOnly>\n\nCanary.\n\n</InternalOnly>\n".to_owned()),
        ("a.mdx", "# T\n\n<RequireAuth role=\"staff\">Canary.</RequireAuth>\n".to_owned()),
        ("a.md", "# T\n\n<div class=\"aside internal\">\n\nCanary.\n\n</div>\n".to_owned()),
        ("a.md", "# T\n\n{% capture pay %}\nCanary.\n{% endcapture %}\n".to_owned()),
        ("a.html", html("<meta name=\"audience\" content=\"internal\">", "<p>Canary.</p>")),
        ("a.html", html("", "<div class=\"for-internal\">Canary.</div>")),
        ("a.html", html("<style>.c2{font-size:0}</style>", "<p class=\"c2\">Canary.</p>")),
        ("a.html", html("<style>.c2 , .c3{display: none}</style>", "<p class=\"c3\">Canary.</p>")),
    ] {
        let (page, report) = one(path, text.clone().into_bytes());
        assert!(page.contains("draft = true") && report.contains("draft content/"), "{text}\n{page}\n{report}");
    }
    for (path, text) in [
        ("a.md", front("dg-publish: true\nlayout: default\ncustom_props:\n  badge: new")),
        ("a.mdx", "# T\n\n<GiftCard>Words.</GiftCard> and `<InternalOnly>` in code\n".to_owned()),
        (
            "a.html",
            html("<meta name=\"audience\" content=\"all\">", "<p class=\"internal-mobility-guide c1\">Words.</p>"),
        ),
    ] {
        let (page, report) = one(path, text.clone().into_bytes());
        assert!(!page.contains("draft"), "{text}\n{page}\n{report}");
    }
}

#[test]
fn comments_of_google_docs_are_dropped_and_told() {
    let comment = "<div class=\"c5\"><p><a href=\"#cmnt_ref1\" id=\"cmnt1\">[a]</a><span>Canary</span></p><p>Canary too</p></div>";
    let text = "<p>We write.<sup><a href=\"#cmnt1\" id=\"cmnt_ref1\">[a]</a></sup></p><p>H<sup>2</sup>O <a href=\"#h.x\">x</a></p>";
    let (page, report) = one("Doc.html", format!("<html><body><h1>T</h1>{text}{comment}</body></html>").into_bytes());
    assert!(!page.contains("Canary") && !page.contains("[a]") && page.contains("We write."), "{page}");
    assert!(report.contains("comments of the document were left out"), "{report}");
}
