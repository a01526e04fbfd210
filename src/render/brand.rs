//! The brand as templates read it. It must not know the markup it ends in.

use tera::Value;

use super::values::{map, maybe, text};
use crate::output::address;
use crate::site::AudienceView;
use crate::site::gate::Picture;

/// How high the logo stands in the header, in CSS pixels.
const LOGO_HEIGHT: u32 = 28;

/// `name`, and the pictures as `{path, width, height, type}`, each of them nothing where the site sets none.
///
/// A logo has the size it shows in; the others have their own.
pub(super) fn of(view: &AudienceView) -> Value {
    let brand = view.brand();
    let picture = |path: &str, width: u32, height: u32| {
        let kind = if path.ends_with(".png") { "image/png" } else { "image/svg+xml" };
        map([
            ("path", text(&address::encode(path))),
            ("width", Value::from(width)),
            ("height", Value::from(height)),
            ("type", text(kind)),
        ])
    };
    let own = |found: &Option<_>| match found {
        Some(Picture { path, width, height }) => picture(path, *width, *height),
        None => Value::none(),
    };
    let logo = |found: &Option<_>| match found {
        Some(Picture { path, width, height }) => picture(path, (width * LOGO_HEIGHT).div_ceil(*height), LOGO_HEIGHT),
        None => Value::none(),
    };
    map([
        ("name", maybe(brand.name.as_deref())),
        ("logo", logo(&brand.logo)),
        ("logo_dark", logo(&brand.logo_dark)),
        ("icon", own(&brand.icon)),
        ("touch_icon", own(&brand.touch_icon)),
        ("image", own(&brand.image)),
    ])
}
