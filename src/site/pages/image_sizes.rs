//! Gives every image of the site its size, so that a page keeps its place for it while it loads.
//!
//! It must not know where files lie in the source: it finds them by their address in the output.

use super::files::Sizes;
use crate::attachments::Size;
use crate::site::address;
use crate::site::document::{Attribute, Element, Node};

/// Sets `width` and `height` of the images among `nodes`, which stand on the page at `url`.
pub(super) fn set(nodes: &mut [Node], url: &str, sizes: &Sizes) {
    if sizes.is_empty() {
        return;
    }
    for node in nodes {
        if let Node::Element(element) = node
            && element.name == "img"
        {
            set_one(element, url, sizes);
        }
        if let Some(children) = node.children_mut() {
            set(children, url, sizes);
        }
    }
}

/// The path in the output of the picture that an image shows.
pub(super) fn path_of(image: &Element, url: &str) -> Option<String> {
    let path = image.attribute("src")?.split(['?', '#']).next().unwrap_or_default();
    address::join(url, &address::decode(path))
}

fn set_one(image: &mut Element, url: &str, sizes: &Sizes) {
    let Some(size) = path_of(image, url).and_then(|path| sizes.get(&path)) else { return };
    let (width, height) = match (image.attribute("width"), image.attribute("height")) {
        (None, None) => (size.width, size.height),
        // What is missing follows from what the author chose.
        (Some(width), None) => match width.parse() {
            Ok(width) => (width, in_proportion(width, size.width, size.height)),
            Err(_) => return,
        },
        (None, Some(height)) => match height.parse() {
            Ok(height) => (in_proportion(height, size.height, size.width), height),
            Err(_) => return,
        },
        (Some(_), Some(_)) => return,
    };
    let size = Size { width, height };
    let kept = std::mem::take(&mut image.attributes).into_vec();
    let mut attributes: Vec<Attribute> = Vec::with_capacity(kept.len() + 2);
    let (before, after): (Vec<_>, Vec<_>) = kept
        .into_iter()
        .filter(|kept| !["width", "height"].contains(&kept.name))
        .partition(|kept| !["loading", "decoding"].contains(&kept.name));
    attributes.extend(before);
    attributes.push(Attribute::new("width", size.width.to_string()));
    attributes.push(Attribute::new("height", size.height.to_string()));
    attributes.extend(after);
    image.attributes = attributes.into();
}

/// The other side of a picture of which one side, `whole` pixels long, is drawn with `part`.
fn in_proportion(part: u32, whole: u32, other: u32) -> u32 {
    let (part, whole, other) = (u64::from(part), u64::from(whole.max(1)), u64::from(other));
    u32::try_from((part * other + whole / 2) / whole).unwrap_or(u32::MAX).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::document::write_html;

    fn check(attributes: &[(&'static str, &str)], expected: &str) {
        let sizes = Sizes::from([("team/a b.png".to_owned(), Size { width: 900, height: 700 })]);
        let mut nodes =
            vec![Node::Element(Element::new("p", &[], vec![Node::Element(Element::new("img", attributes, vec![]))]))];
        set(&mut nodes, "/team/page/", &sizes);
        let mut html = String::new();
        write_html(&nodes, &mut html, &mut |_, _| Ok::<(), ()>(())).unwrap();
        assert_eq!(html, format!("<p><img {expected}></p>\n"));
    }

    #[test]
    fn images_of_the_site_get_their_size() {
        let src = ("src", "../a%20b.png");
        check(&[src, ("loading", "lazy")], "src=\"../a%20b.png\" width=\"900\" height=\"700\" loading=\"lazy\"");
        check(&[("src", "../b.png")], "src=\"../b.png\"");
        check(&[("src", "https://example.org/team/a b.png")], "src=\"https://example.org/team/a b.png\"");
    }

    #[test]
    fn what_the_author_chose_stays() {
        let src = ("src", "../a%20b.png");
        check(&[src, ("width", "450")], "src=\"../a%20b.png\" width=\"450\" height=\"350\"");
        check(&[src, ("height", "70")], "src=\"../a%20b.png\" width=\"90\" height=\"70\"");
        check(&[src, ("width", "50%")], "src=\"../a%20b.png\" width=\"50%\"");
        check(&[src, ("width", "1"), ("height", "2")], "src=\"../a%20b.png\" width=\"1\" height=\"2\"");
    }
}
