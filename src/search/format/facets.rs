//! The facet file: which pages are of a kind, about a role or a place, or carry a tag.

use super::bytes::{Bad, Reader, Writer};

/// The facets, in the order of the file. Their names are those of a query: `role:ai-tech-lead`.
pub const FACETS: [&str; 5] = ["kind", "role", "place", "tag", "mode"];

/// A value of a facet and its pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::search) struct FacetValue {
    /// The word of a query.
    pub(in crate::search) id: String,
    /// The name readers see.
    pub(in crate::search) title: String,
    /// Pages, ascending.
    pub(in crate::search) pages: Vec<u32>,
}

/// The values of each facet, sorted by id.
pub(in crate::search) type Facets = [Vec<FacetValue>; 5];

/// The payload of the facet file.
pub(in crate::search) fn write(facets: &Facets) -> Vec<u8> {
    let mut writer = Writer::default();
    for values in facets {
        writer.size(values.len());
        for value in values {
            writer.text(&value.id);
            writer.text(&value.title);
            writer.size(value.pages.len());
            let mut last = 0;
            for &page in &value.pages {
                writer.varint(page - last);
                last = page;
            }
        }
    }
    writer.0
}

/// Reads the facet file of a site with so many pages.
pub(in crate::search) fn read(payload: &[u8], pages: u32) -> Result<Facets, Bad> {
    let mut reader = Reader::new(payload);
    let mut facets = Facets::default();
    for values in &mut facets {
        for _ in 0..reader.size()? {
            let (id, title) = (reader.text()?.to_owned(), reader.text()?.to_owned());
            let (mut last, mut found) = (0u32, Vec::new());
            for _ in 0..reader.size()? {
                last = last.checked_add(reader.varint()?).filter(|page| *page < pages).ok_or(Bad)?;
                found.push(last);
            }
            values.push(FacetValue { id, title, pages: found });
        }
    }
    Ok(facets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facets_come_back() {
        let value =
            |id: &str, pages: &[u32]| FacetValue { id: id.to_owned(), title: id.to_uppercase(), pages: pages.to_vec() };
        let facets = [
            vec![value("faq", &[0, 3, 200])],
            vec![],
            vec![value("uk", &[7])],
            vec![value("pay", &[])],
            vec![value("remote", &[2])],
        ];
        let payload = write(&facets);
        assert_eq!(read(&payload, 201), Ok(facets));
        assert_eq!(read(&payload, 200), Err(Bad));
        assert!((0..payload.len()).all(|cut| read(&payload[..cut], 201).is_err()));
    }
}
