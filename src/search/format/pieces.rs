//! Text pieces: what a result shows. A piece holds sections that follow each other, and the pages they belong to.

use super::bytes::{Bad, Reader, Writer};

/// A page as results show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::search) struct PieceHead {
    /// From the site's root, `/` at both ends.
    pub(in crate::search) url: String,
    pub(in crate::search) title: String,
}

/// A section as results show it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::search) struct PieceSection {
    /// The heading; `None` for what stands under the title.
    pub(in crate::search) heading: Option<String>,
    /// What a link puts behind `#`, percent-encoded; empty for what stands under the title.
    pub(in crate::search) anchor: String,
    /// The text, a line for each paragraph.
    pub(in crate::search) text: String,
}

/// Builds the payload of one piece.
#[derive(Default)]
pub(in crate::search) struct PieceWriter {
    pages: Writer,
    page_count: usize,
    sections: Writer,
    /// How many sections it holds so far.
    pub(in crate::search) count: usize,
}

impl PieceWriter {
    /// What it holds so far, in bytes.
    pub(in crate::search) fn size(&self) -> usize {
        self.pages.0.len() + self.sections.0.len()
    }

    /// Begins a page; the sections that follow belong to it.
    pub(in crate::search) fn page(&mut self, url: &str, title: &str) {
        self.page_count += 1;
        self.pages.text(url);
        self.pages.text(title);
    }

    /// Adds a section of the page that was begun last.
    pub(in crate::search) fn section(&mut self, section: &PieceSection) {
        self.count += 1;
        let page = self.page_count.saturating_sub(1);
        let plain = section.heading.as_deref().is_some_and(|heading| plain_anchor(heading) == section.anchor);
        let form = usize::from(section.heading.is_some()) + usize::from(section.heading.is_some() && !plain);
        self.sections.size(page << 2 | form);
        if let Some(heading) = &section.heading {
            self.sections.text(heading);
            if !plain {
                self.sections.text(&section.anchor);
            }
        }
        self.sections.text(&section.text);
    }

    /// The payload.
    pub(in crate::search) fn finish(self) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.size(self.page_count);
        writer.0.extend(self.pages.0);
        writer.size(self.count);
        writer.0.extend(self.sections.0);
        writer.0
    }
}

/// The anchor most headings have: lower case, hyphens for spaces, nothing but ASCII letters, digits, `-` and `_`.
fn plain_anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_ascii_alphanumeric() || " -_".contains(*c));
    kept.map(|c| if c == ' ' { '-' } else { c.to_ascii_lowercase() }).collect()
}

/// A piece: pages, and sections each with the place of its page among them.
#[derive(Debug, Default)]
pub(in crate::search) struct Piece {
    pub(in crate::search) pages: Vec<PieceHead>,
    pub(in crate::search) sections: Vec<(usize, PieceSection)>,
}

/// Reads a piece.
pub(in crate::search) fn read(payload: &[u8]) -> Result<Piece, Bad> {
    let mut reader = Reader::new(payload);
    let mut piece = Piece::default();
    for _ in 0..reader.size()? {
        piece.pages.push(PieceHead { url: reader.text()?.to_owned(), title: reader.text()?.to_owned() });
    }
    for _ in 0..reader.size()? {
        let head = reader.varint()?;
        let (page, form) = ((head >> 2) as usize, head & 3);
        if page >= piece.pages.len() || form > 2 {
            return Err(Bad);
        }
        let mut section = PieceSection::default();
        if form > 0 {
            let heading = reader.text()?;
            section.anchor = if form == 2 { reader.text()?.to_owned() } else { plain_anchor(heading) };
            section.heading = Some(heading.to_owned());
        }
        section.text = reader.text()?.to_owned();
        piece.sections.push((page, section));
    }
    Ok(piece)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_come_back_with_their_anchors() {
        let section = |heading: Option<&str>, anchor: &str, text: &str| PieceSection {
            heading: heading.map(str::to_owned),
            anchor: anchor.to_owned(),
            text: text.to_owned(),
        };
        let sections = [
            section(None, "", "Under the title."),
            section(Some("Pay & perks"), "pay--perks", "Text\nand more"),
            section(Some("Größe"), "gr%C3%B6%C3%9Fe", ""),
            section(Some("Pay & perks"), "pay--perks-1", "again"),
        ];
        let mut writer = PieceWriter::default();
        writer.page("/a/", "A");
        sections[..2].iter().for_each(|section| writer.section(section));
        writer.page("/b/", "B");
        sections[2..].iter().for_each(|section| writer.section(section));
        assert_eq!(writer.count, 4);
        let payload = writer.finish();
        let piece = read(&payload).unwrap();
        assert_eq!(piece.pages[1], PieceHead { url: "/b/".to_owned(), title: "B".to_owned() });
        assert_eq!(piece.sections.iter().map(|(page, _)| *page).collect::<Vec<_>>(), [0, 0, 1, 1]);
        assert_eq!(piece.sections.into_iter().map(|(_, section)| section).collect::<Vec<_>>(), sections);
        assert!((0..payload.len()).all(|cut| read(&payload[..cut]).is_err()));
    }
}
