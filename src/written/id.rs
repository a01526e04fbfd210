//! Ids from names that people gave.

use unicode_normalization::UnicodeNormalization;

/// An id from a name: plain small letters and digits, with single hyphens for all else; empty when the name has neither.
pub fn of(name: &str) -> String {
    let mut slug = String::new();
    for c in name.nfkd().flat_map(char::to_lowercase) {
        let plain = match c {
            'ß' => "ss",
            'ł' => "l",
            'ø' => "o",
            'æ' => "ae",
            'œ' => "oe",
            'đ' | 'ð' => "d",
            'þ' => "th",
            'ı' => "i",
            '+' => "-plus-",
            '#' => "-sharp-",
            _ => "",
        };
        for c in plain.chars().chain(plain.is_empty().then_some(c)) {
            if c.is_ascii_alphanumeric() {
                slug.push(c);
            } else if !slug.is_empty()
                && !slug.ends_with('-')
                && !unicode_normalization::char::is_combining_mark(c)
                && !"'’.".contains(c)
            {
                slug.push('-');
            }
        }
        if slug.len() >= 60 {
            break;
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn ids_are_plain_letters() {
        assert_eq!(of("Zürich – Straße 5"), "zurich-strasse-5");
        assert_eq!(of("C++ Engineer (L3)"), "c-plus-plus-engineer-l3");
        assert_eq!(of("Łódź"), "lodz");
        assert_eq!(of("St. John's"), "st-johns");
        assert_eq!(of("東京"), "");
    }
}
