//! The policy that browsers get with every page: what they load from where. All else they refuse.
//!
//! It must not know what pages show.

use crate::site::AudienceView;

/// The policy of a site, which may name other sites for images, frames and media.
pub(super) fn of(view: &AudienceView) -> String {
    let security = view.security();
    let from = |hosts: &[String]| hosts.iter().map(|host| format!(" https://{host}")).collect::<String>();
    let images = from(&security.images_from);
    let media = from(&security.media_from);
    let frames = match &security.frames_from[..] {
        [] => String::new(),
        hosts => format!(" frame-src{};", from(hosts)),
    };
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:{images}; \
         media-src 'self'{media};{frames} base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'"
    )
}
