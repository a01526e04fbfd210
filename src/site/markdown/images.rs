//! Images: their description is gathered from the text inside the brackets.

use super::writer::{Writer, escape};
use super::{AddressUse, Span};
use crate::site::markdown::facts::ImageFact;

/// An image whose description is being read.
pub(super) struct OpenImage {
    source: Option<String>,
    address: String,
    title: String,
    /// The description so far.
    pub(super) alt: String,
    /// Images inside the description, which only add their text.
    nested: usize,
}

impl Writer<'_, '_> {
    pub(super) fn start_image(&mut self, address: &str, title: &str, span: Span) {
        if let Some(outer) = &mut self.image {
            outer.nested += 1;
            return;
        }
        let place = self.text.place(span);
        let source = self.around.link(address, AddressUse::Image, &place, self.diags);
        self.image_in_heading();
        self.image = Some(OpenImage {
            source,
            address: address.to_owned(),
            title: title.to_owned(),
            alt: String::new(),
            nested: 0,
        });
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
            self.facts.images.push(ImageFact { alt: image.alt.clone(), address: image.address, span });
        }
        let Some(source) = image.source else {
            escape(&mut self.html, &image.alt);
            return;
        };
        self.html.push_str("<img src=\"");
        self.push_resolved(&source);
        self.html.push_str("\" alt=\"");
        escape(&mut self.html, &image.alt);
        self.html.push('"');
        self.push_title(&image.title);
        self.html.push_str(" loading=\"lazy\" decoding=\"async\">");
    }
}
