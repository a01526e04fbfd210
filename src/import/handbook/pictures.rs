//! Pictures that stand in a text as `data:` become files beside the page.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};

/// The text with names of files in the place of pictures, and those files.
pub(super) fn taken_out(text: &str, stem: &str) -> (String, Vec<(String, Vec<u8>)>) {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let mut out = String::with_capacity(text.len().min(1 << 20));
    let mut rest = text;
    while let Some(start) = rest.find("data:image/") {
        let end = rest[start..].find(['>', ')', '"', '\'', ' ', '\n', ']']).map_or(rest.len(), |end| start + end);
        out.push_str(&rest[..start]);
        match picture(&rest[start..end]) {
            Some((ending, bytes)) => {
                let known = files.iter().find(|(_, known)| *known == bytes).map(|(name, _)| name.clone());
                let name = known.unwrap_or_else(|| {
                    let name = format!("{stem}-{}.{ending}", files.len() + 1);
                    files.push((name.clone(), bytes));
                    name
                });
                out.push_str(&name);
            }
            None => out.push_str(&rest[start..end]),
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    (out, files)
}

/// The ending and the bytes of `data:image/png;base64,...`.
fn picture(address: &str) -> Option<(&'static str, Vec<u8>)> {
    let (kind, data) = address.strip_prefix("data:image/")?.split_once(";base64,")?;
    let ending = match kind.split(';').next()? {
        "png" => "png",
        "jpeg" | "jpg" => "jpg",
        "gif" => "gif",
        "webp" => "webp",
        "avif" => "avif",
        "svg+xml" => "svg",
        _ => return None,
    };
    let data: String = data.chars().filter(|c| !c.is_whitespace()).collect();
    let bytes = STANDARD.decode(&data).or_else(|_| STANDARD_NO_PAD.decode(data.trim_end_matches('='))).ok()?;
    Some((ending, bytes)).filter(|(_, bytes)| !bytes.is_empty())
}
