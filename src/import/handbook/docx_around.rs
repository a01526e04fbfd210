//! What stands around the text of a Word document and may say who may read it: headers, footers, watermarks, labels and
//! properties.

use roxmltree::Document;

use super::docx::W;
use super::readers;

/// Properties of a document that say who may read it, or that it is not finished.
const PROPERTIES: [&str; 6] = ["contentStatus", "category", "keywords", "subject", "property", "contentType"];

/// Whether a part of the archive stands around the text.
pub(super) fn is_around(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    name == "docProps/custom.xml"
        || name == "docProps/core.xml"
        || name.starts_with("word/") && ["header", "footer"].iter().any(|start| file.starts_with(start))
}

/// Why a part keeps the page back, if it does.
pub(super) fn reason(name: &str, xml: &str, limits: &dyn Fn(&str) -> bool) -> Option<String> {
    let document = Document::parse(xml).ok()?;
    let is_named = |text: &String| readers::are_named_in(text, limits);
    if name.starts_with("docProps/") {
        let said = document.descendants().filter(|node| PROPERTIES.contains(&node.tag_name().name())).map(|node| {
            let text: String =
                node.descendants().filter_map(|inner| inner.text().filter(|_| inner.is_text())).collect();
            let key = node.attribute("name").unwrap_or_default();
            // Labels have names such as `MSIP_Label_..._Name`; what other properties are called says nothing.
            if key.ends_with("_Name") || key.is_empty() { text } else { format!("{text} {key}") }
        });
        let found = said.into_iter().find(is_named)?;
        return Some(format!("its properties in Word say \"{}\"", readers::short(&found)));
    }
    let paragraphs = document.descendants().filter(|node| node.has_tag_name((W, "p"))).map(|paragraph| {
        let texts = paragraph.descendants().filter(|node| node.has_tag_name((W, "t"))).filter_map(|node| node.text());
        texts.collect::<String>()
    });
    // A watermark is a drawing.
    let drawn = document.descendants().filter_map(|node| node.attribute("string")).map(str::to_owned);
    let found = paragraphs.chain(drawn).find(is_named)?;
    Some(format!("its header or footer in Word says \"{}\"", readers::short(&found)))
}
