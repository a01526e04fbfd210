//! Images: their description is gathered from the text inside the brackets.

use super::Span;
use super::elements::title_of;
use super::writer::Writer;
use crate::site::document::{Attribute, Layout, Value};
use crate::site::markdown::facts::ImageFact;

/// An image whose description is being read.
pub(super) struct OpenImage {
    address: String,
    title: String,
    /// The description so far.
    pub(super) alt: String,
    /// Images inside the description, which only add their text.
    nested: usize,
}

impl Writer<'_, '_> {
    pub(super) fn start_image(&mut self, address: &str, title: &str) {
        if let Some(outer) = &mut self.image {
            outer.nested += 1;
            return;
        }
        self.image_in_heading();
        self.image =
            Some(OpenImage { address: address.to_owned(), title: title.to_owned(), alt: String::new(), nested: 0 });
    }

    pub(super) fn end_image(&mut self, span: Span) {
        match &mut self.image {
            Some(image) if image.nested > 0 => image.nested -= 1,
            _ => self.print_image(span),
        }
    }

    fn print_image(&mut self, span: Span) {
        let Some(mut image) = self.image.take() else { return };
        let decorative = image.alt.trim() == "\"\"";
        if decorative {
            image.alt.clear();
        } else {
            let (alt, address) = (image.alt.clone(), image.address.clone());
            self.facts.images.push(ImageFact { alt, address, span: span.clone() });
        }
        let source = Attribute { name: "src", value: Value::Asked(image.address.into()) };
        let mut attributes = vec![source, Attribute::new("alt", image.alt)];
        attributes.extend(title_of(&image.title));
        attributes.extend([Attribute::new("loading", "lazy"), Attribute::new("decoding", "async")]);
        self.tree.void_as("img", attributes, &span, Layout::Lines);
    }
}
