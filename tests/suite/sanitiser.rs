//! Raw HTML is cleaned tag by tag while a page is read. What comes out is held against ammonia, which reads all of it again as a
//! browser does: it must find nothing more to take away.

use std::collections::BTreeSet;

use rolebook::disk::MemoryDisk;

use super::html::elements;
use super::support;

/// HTML that has got past sanitisers, by what it relies on.
const HOSTILE: [&str; 62] = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<<script>alert(1);//<</script>",
    "<script/x>alert(1)</script>",
    "<b <script>alert(1)</script>>x</b>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    "<img/src='x'/onerror=alert(1)>",
    "<img \"\"\"><script>alert(1)</script>\">",
    "<img srcset=\"x 1x, javascript:alert(1) 2x\">",
    "<img src=\"data:image/svg+xml,<svg onload=alert(1)>\">",
    "<img src=`javascript:alert(1)`>",
    "<p onclick=alert(1) style=\"background:url(x)\">x</p>",
    "<p title=\"x\" title='y' onfocus=alert(1) tabindex=0>x</p>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<a href=\"java\nscript:alert(1)\">x</a>",
    "<a href=\" &#1; javascript:alert(1)\">x</a>",
    "<a href=\"JaVaScRiPt&colon;alert(1)\">x</a>",
    "<a href=\"vbscript:x\">x</a><a href=\"data:text/html,x\">x</a>",
    "<a href=\"//evil.example\">x</a>",
    "<a href=x ping=//evil.example target=_blank>x</a>",
    "<svg onload=alert(1)></svg>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "<svg><set attributeName=onmouseover to=alert(1)>",
    "<svg><foreignObject><iframe src=javascript:alert(1)></iframe></foreignObject></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
    "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\">",
    "<title><a title=\"</title><img src=x onerror=alert(1)>\">",
    "<textarea><b title=\"</textarea><img src=x onerror=alert(1)>\">",
    "<noembed><p title=\"</noembed><img src=x onerror=alert(1)>\">",
    "<noframes><p title=\"</noframes><img src=x onerror=alert(1)>\">",
    "<iframe><p title=\"</iframe><img src=x onerror=alert(1)>\">",
    "<style><p title=\"</style><img src=x onerror=alert(1)>\">",
    "<select><template><img src=x onerror=alert(1)></template></select>",
    "<select><option><style></option></select><img src=x onerror=alert(1)></style>",
    "<template><script>alert(1)</script></template>",
    "<plaintext><script>alert(1)</script>",
    "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "<object data=javascript:alert(1)></object><embed src=javascript:alert(1)>",
    "<link rel=stylesheet href=//evil.example><base href=//evil.example><meta http-equiv=refresh content=0>",
    "<form action=javascript:alert(1)><button formaction=javascript:alert(1)>x</button></form>",
    "<input type=image src=x onerror=alert(1)><input type=text value=x autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)><summary onclick=alert(1)>x</summary></details>",
    "<video><source onerror=alert(1)></video><audio src=x onerror=alert(1)></audio>",
    "<body onload=alert(1)><html onclick=alert(1)><head><title>x",
    "<table><tr><td background=javascript:alert(1)>x</td></tr></table>",
    "<table><a href=javascript:alert(1)><img src=x onerror=alert(1)><td>x",
    "<ul><li><p onclick=x><b><i></p><table><b>x</table>",
    "<a><a href=x><b></a><p></b><div></a>",
    "<div is=pay-explorer data-x=1><pay-explorer data-y=2>x</pay-explorer></div>",
    "<?xml version=\"1.0\"?><?php alert(1) ?><!DOCTYPE x [<!ENTITY y \"z\">]><![CDATA[<script>alert(1)</script>]]>",
    "<!--><img src=x onerror=alert(1)>--><!--!><script>alert(1)</script>-->",
    "<p id=x id=y name=z class=\"a b\" role=note aria-label=x dir=rtl>x</p>",
    "<a name=\"__proto__\"></a><p id=\"frame-search\"></p><p id=\"document\"></p>",
    "\u{0}<scr\u{0}ipt>alert(1)</scr\u{0}ipt>",
];

/// What ammonia takes for safe where our lists say so, and addresses of any kind, which are looked at elsewhere.
fn ammonia() -> ammonia::Builder<'static> {
    let mut builder = ammonia::Builder::default();
    builder
        .add_tags(["section", "input", "figure", "figcaption", "details", "summary"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("input", ["type", "checked", "disabled"])
        .add_tag_attributes("ol", ["start"])
        .add_tag_attributes("a", ["rel"])
        .add_tag_attributes("img", ["loading", "decoding"])
        .add_generic_attributes(["id", "class", "role", "tabindex", "aria-label", "aria-labelledby", "scope", "dir"])
        .link_rel(None)
        .url_schemes(["http", "https", "mailto", "tel"].into_iter().collect());
    builder
}

/// The elements of a piece of HTML with their attributes, as a browser makes them.
fn made(html: &str) -> BTreeSet<String> {
    let frame = ["html", "head", "body", ""];
    let shown = elements(html).into_iter().filter(|element| !frame.contains(&element.name.as_str()));
    shown.map(|element| format!("{} {:?}", element.name, element.attributes)).collect()
}

#[test]
fn ammonia_finds_nothing_more_to_take_away() {
    let mut disk = MemoryDisk::default();
    disk.insert("rolebook.toml", "title = \"T\"\n[markdown]\nhtml = \"sanitize\"\n");
    let mut pages = Vec::new();
    for html in HOSTILE {
        for (before, after) in
            [("", ""), ("words ", " words"), ("- ", ""), ("> ", ""), ("| a |\n|---|\n| ", " |"), ("**", "**")]
        {
            // A line of its own may not hold line breaks where it stands in a line.
            let html = if before.is_empty() { html.to_owned() } else { html.replace('\n', " ") };
            pages.push(format!("# T\n\nzqxbegin\n\n{before}{html}{after}\n\nzqxend\n"));
        }
    }
    for (number, page) in pages.iter().enumerate() {
        disk.insert(format!("content/p{number:03}.md"), page.as_str());
    }
    let built = support::build(&disk);
    let public = built.audience("public").expect("it is built");
    let mut looked = 0;
    for (number, page) in pages.iter().enumerate() {
        let Some(file) = public.get(&format!("p{number:03}/index.html")) else { continue };
        let text = String::from_utf8_lossy(&file.bytes);
        let Some((_, part)) = text.split_once("<p>zqxbegin</p>") else { panic!("{page}") };
        // What a page leaves open goes on to the end of its text.
        let ends = ["zqxend", "<p class=\"meta\">", "</main>"];
        let part = ends.iter().find_map(|end| part.split_once(end)).map_or(part, |(part, _)| part);
        let cleaned = ammonia().clean(part).to_string();
        let (ours, theirs) = (made(part), made(&cleaned));
        // A player that is left without a film plays nothing.
        let lost: Vec<_> = ours.difference(&theirs).filter(|made| !made.starts_with("video [(\"controls\"")).collect();
        assert!(lost.is_empty(), "{page}\n{part}\nammonia takes away {lost:?}");
        for bad in ["<script", "onerror=", "onload=", "onclick=", "javascript:", "<iframe", "<svg", "<style", "srcdoc"]
        {
            let in_tag =
                made(part).iter().any(|element| element.contains(&format!("(\"{}", bad.trim_end_matches('='))));
            assert!(!in_tag, "{page}\n{part}");
        }
        looked += 1;
    }
    assert!(looked > 300, "only {looked} pages");
}
