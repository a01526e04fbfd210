//! What the tag of a page's language says of it. Knows no words of any language.

/// A language tag as OpenGraph writes it: `en_GB`; of a tag without a region, the language alone.
pub(super) fn locale(tag: &str) -> String {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default().to_ascii_lowercase();
    let region = parts.find(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
    region.map_or_else(|| language.clone(), |region| format!("{language}_{}", region.to_ascii_uppercase()))
}

/// Whether text in this language runs from right to left.
pub(super) fn is_right_to_left(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default().to_ascii_lowercase();
    let script = parts.find(|part| part.len() == 4).map(str::to_ascii_lowercase);
    match script.as_deref() {
        Some(script) => matches!(script, "arab" | "hebr" | "thaa" | "syrc" | "nkoo" | "adlm" | "rohg"),
        None => matches!(
            language.as_str(),
            "ar" | "he" | "iw" | "fa" | "ur" | "ps" | "sd" | "ug" | "yi" | "dv" | "ckb" | "syr"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_right_to_left, locale};

    #[test]
    fn a_locale_has_the_region_of_the_tag() {
        assert_eq!(["en", "en-gb", "sr-Latn-RS"].map(locale), ["en", "en_GB", "sr_RS"]);
    }

    #[test]
    fn the_direction_follows_language_and_script() {
        assert!(is_right_to_left("ar"));
        assert!(is_right_to_left("he-IL"));
        assert!(is_right_to_left("az-Arab"));
        assert!(!is_right_to_left("en"));
        assert!(!is_right_to_left("ur-Latn"));
    }
}
