//! How a site presents itself: its publisher's name, pictures and accent, its navigation and its footer.
//!
//! It must not know pages: whether a link of the navigation leads anywhere is found out inside the gate. Whether the
//! accent can be read is found out by the theme, which knows the paper.

use super::{Audience, AudienceLevels, Color};
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::disk::Disk;
use crate::fields::{Fields, Spanned, Table, nearest, suggestion};

/// The most pixels a side of a picture may have.
const MAX_SIDE: u32 = 10_000;

/// What `[brand]` says.
#[derive(Debug, Clone, Default)]
pub struct Brand {
    /// Who publishes the site.
    pub name: Option<String>,
    /// The accent in light colours, and where it is written.
    pub accent: Option<(Color, Place)>,
    /// The accent in dark colours; made from the other one where it is not set.
    pub accent_dark: Option<(Color, Place)>,
    /// The picture before the site's title.
    pub logo: Option<Picture>,
    /// The same for dark colours.
    pub logo_dark: Option<Picture>,
    /// The picture in a browser's tab.
    pub icon: Option<Picture>,
    /// The picture on a phone's home screen, a PNG.
    pub touch_icon: Option<Picture>,
    /// The picture that shows where a page is shared, a PNG.
    pub image: Option<Picture>,
}

/// A picture below `static/` that everybody gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its path in the output, without a slash in front.
    pub path: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// An entry of the navigation or the footer.
#[derive(Debug, Clone)]
pub struct MenuEntry {
    /// What readers see.
    pub label: String,
    /// Where it leads: a page by its path below `content/`, an address of the site, or one outside.
    pub link: String,
    /// Where the link is written.
    pub place: Place,
    /// Who gets the entry; those above them do too.
    pub audience: Audience,
}

/// What `[footer]` says.
#[derive(Debug, Clone, Default)]
pub struct Footer {
    /// Lines of plain text.
    pub text: Vec<String>,
    /// Links, in order.
    pub links: Vec<MenuEntry>,
}

/// What `[careers]` says: where a reader goes on. Everybody gets these links.
#[derive(Debug, Clone, Default)]
pub struct Careers {
    /// Where to apply.
    pub apply: Option<MenuEntry>,
    /// Whom to ask.
    pub contact: Option<MenuEntry>,
    /// Who takes a better figure.
    pub corrections: Option<MenuEntry>,
}

/// Reads `[careers]`.
pub(super) fn careers(table: &Table, ladder: &AudienceLevels, diags: &mut Diagnostics) -> Careers {
    let mut fields = Fields::new(table, &rules::SETTINGS, diags);
    let mut entry = |key: &'static str| {
        let link = fields.string(key)?;
        Some(unnamed(&fields, link, ladder.lowest()))
    };
    let careers = Careers { apply: entry("apply"), contact: entry("contact"), corrections: entry("corrections") };
    fields.finish_as(&rules::SETTINGS);
    careers
}

/// A link whose label stands elsewhere. A mail address needs no `mailto:`.
pub(super) fn unnamed(fields: &Fields<'_, '_>, link: Spanned<String>, audience: Audience) -> MenuEntry {
    let is_mail = link.value.contains('@') && !link.value.contains([':', '/', ' ']);
    let place = fields.place_of(&link.span);
    let link = if is_mail { format!("mailto:{}", link.value) } else { link.value };
    MenuEntry { label: String::new(), link, place, audience }
}

/// Reads `[brand]`; pictures are looked at through `disk`.
pub(super) fn brand(table: &Table, ladder: &AudienceLevels, disk: &dyn Disk, diags: &mut Diagnostics) -> Brand {
    let mut fields = Fields::new(table, &rules::SETTINGS, diags);
    let brand = Brand {
        name: fields.string("name").map(|name| name.value),
        accent: color(&mut fields, "accent"),
        accent_dark: color(&mut fields, "accent_dark"),
        logo: picture(&mut fields, "logo", &["svg", "png"], ladder, disk),
        logo_dark: picture(&mut fields, "logo_dark", &["svg", "png"], ladder, disk),
        icon: picture(&mut fields, "icon", &["svg", "png"], ladder, disk),
        touch_icon: picture(&mut fields, "touch_icon", &["png"], ladder, disk),
        image: picture(&mut fields, "image", &["png"], ladder, disk),
    };
    for (needs, key, there) in [
        ("logo", "logo_dark", brand.logo_dark.is_some() && brand.logo.is_none()),
        ("accent", "accent_dark", brand.accent_dark.is_some() && brand.accent.is_none()),
    ] {
        if there {
            let finding = Diagnostic::new(&rules::SETTINGS, fields.place(key), format!("`{key}` without `{needs}`"));
            fields.diags().push(finding.hint(format!("set `{needs}` too, which is for light colours")));
        }
    }
    fields.finish_as(&rules::SETTINGS);
    brand
}

/// Reads `[[navigation]]`.
pub(super) fn entries(tables: &[&Table], ladder: &AudienceLevels, diags: &mut Diagnostics) -> Vec<MenuEntry> {
    let one = |table: &&Table| {
        let mut fields = Fields::new(table, &rules::SETTINGS, diags);
        let label = fields.required().string("label");
        let link = fields.required().string("link");
        let audience = audience(&mut fields, ladder);
        let place = fields.place("link");
        fields.finish_as(&rules::SETTINGS);
        Some(MenuEntry { label: label?.value, link: link?.value, place, audience })
    };
    tables.iter().filter_map(one).collect()
}

/// Reads `[footer]`.
pub(super) fn footer(table: &Table, ladder: &AudienceLevels, diags: &mut Diagnostics) -> Footer {
    let mut fields = Fields::new(table, &rules::SETTINGS, diags);
    let text = fields.strings("text").unwrap_or_default().into_iter().map(|line| line.value).collect();
    let links = fields.tables("links").unwrap_or_default();
    let links = entries(&links, ladder, fields.diags());
    fields.finish_as(&rules::SETTINGS);
    Footer { text, links }
}

/// Who an entry is for: everybody, unless it says so. What cannot be understood is for the highest audience.
pub(super) fn audience(fields: &mut Fields<'_, '_>, ladder: &AudienceLevels) -> Audience {
    let Some(name) = fields.string("audience") else {
        let misread = fields.item("audience").is_some();
        return if misread { ladder.highest() } else { ladder.lowest() };
    };
    ladder.find(&name.value).unwrap_or_else(|| {
        let known = ladder.names().iter().map(String::as_str);
        let hint = suggestion(&name.value, known, "this site's audiences are");
        let message = format!("there is no audience `{}`", name.value);
        let finding = Diagnostic::new(&rules::UNKNOWN_AUDIENCE, fields.place_of(&name.span), message).hint(hint);
        fields.diags().push(finding);
        ladder.highest()
    })
}

fn color(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<(Color, Place)> {
    let color = fields.parse(key, "a colour such as `#0b5d5a`", Color::parse)?;
    Some((color.value, fields.place_of(&color.span)))
}

/// A picture below `static/` that everybody gets, of one of the formats that `endings` name.
fn picture(
    fields: &mut Fields<'_, '_>,
    key: &'static str,
    endings: &[&str],
    ladder: &AudienceLevels,
    disk: &dyn Disk,
) -> Option<Picture> {
    let written = fields.string(key)?;
    let below = written.value.strip_prefix("static/");
    let ending = endings.iter().copied().find(|ending| written.value.ends_with(&format!(".{ending}")));
    let (Some(below), Some(ending)) = (below, ending) else {
        let wanted = endings.iter().map(|ending| format!("`static/{key}.{ending}`")).collect::<Vec<_>>().join(" or ");
        fields.report(&written.span, format!("`{key}` cannot be `{}`", written.value), format!("write {wanted}"));
        return None;
    };
    let path = for_everybody(fields, &written, below, ladder)?;
    let bytes = match disk.read(&written.value) {
        Ok(bytes) => bytes,
        Err(error) => {
            let message = format!("`{}` cannot be read: {error}", written.value);
            fields.report(&written.span, message, "put the picture there, or name another one");
            return None;
        }
    };
    let size = if ending == "png" { png_size(&bytes) } else { svg_size(&bytes) };
    let Some((width, height)) = size else {
        let message = format!("`{}` does not say how large it is", written.value);
        let hint = if ending == "png" { "save it as PNG again" } else { "give its `svg` element a `viewBox`" };
        fields.report(&written.span, message, hint);
        return None;
    };
    Some(Picture { path: path.to_owned(), width, height })
}

/// The path in the output of a file below `static/`, unless some do not get it.
fn for_everybody<'p>(
    fields: &mut Fields<'_, '_>,
    written: &Spanned<String>,
    below: &'p str,
    ladder: &AudienceLevels,
) -> Option<&'p str> {
    let Some((folder, rest)) = below.split_once('/') else { return Some(below) };
    match ladder.find(folder) {
        Some(audience) if audience == ladder.lowest() => return Some(rest),
        Some(_) => {}
        None if nearest(folder, ladder.names().iter().map(String::as_str)).is_none() => return Some(below),
        None => {}
    }
    let lowest = ladder.name(ladder.lowest());
    let message = format!("readers of `{lowest}` would be shown `{}`, which is above them", written.value);
    let finding = Diagnostic::new(&rules::AUDIENCE_LEAK, fields.place_of(&written.span), message);
    fields.diags().push(finding.hint("put the picture directly below `static/`"));
    None
}

/// Width and height out of a PNG's first chunk.
fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let header = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n").filter(|rest| rest.get(4..8) == Some(b"IHDR"))?;
    let number = |at: usize| Some(u32::from_be_bytes(header.get(at..at + 4)?.try_into().ok()?));
    Some((number(8)?, number(12)?))
        .filter(|(width, height)| (1..=MAX_SIDE).contains(width) && (1..=MAX_SIDE).contains(height))
}

/// Width and height out of an SVG's first element: its `width` and `height`, else its `viewBox`.
fn svg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let text = std::str::from_utf8(bytes).ok()?;
    let tag = &text[text.find("<svg")?..];
    let tag = &tag[..tag.find('>')?];
    let attribute = |name: &str| {
        let after = tag.split_once(&format!(" {name}="))?.1;
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        after[1..].split_once(quote).map(|(value, _)| value)
    };
    let pixels = |text: &str| {
        let number: f64 = text.trim().trim_end_matches("px").parse().ok()?;
        (1.0..=f64::from(MAX_SIDE)).contains(&number).then(|| number.round() as u32)
    };
    let own = attribute("width").and_then(pixels).zip(attribute("height").and_then(pixels));
    own.or_else(|| {
        let numbers: Vec<&str> = attribute("viewBox")?.split([' ', ',']).filter(|part| !part.is_empty()).collect();
        match numbers.as_slice() {
            [_, _, width, height] => pixels(width).zip(pixels(height)),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_say_how_large_they_are() {
        let svg = |text: &str| svg_size(text.as_bytes());
        assert_eq!(svg("<?xml?><svg viewBox=\"0 0 32 16.4\"><path/></svg>"), Some((32, 16)));
        assert_eq!(svg("<svg width='10px' height='20' viewBox='0 0 1 1'>"), Some((10, 20)));
        assert_eq!(svg("<svg width=\"100%\" height=\"100%\" viewBox=\"0,0,3,4\">"), Some((3, 4)));
        assert_eq!(svg("<svg>"), None);
        assert_eq!(svg("no picture"), None);
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x40\0\0\x01\0rest";
        assert_eq!(png_size(png), Some((64, 256)));
        assert_eq!(png_size(&png[..20]), None);
        assert_eq!(png_size(b"GIF89a"), None);
    }
}
