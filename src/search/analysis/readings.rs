//! Other ways to write a word: amounts in thousands, elided articles, a letter in brackets.

/// An amount the other way: `95000` as `95k`, `95k` as `95000`.
pub(super) fn amount(surface: &str) -> Option<String> {
    let is_number =
        |text: &str| !text.is_empty() && !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(thousands) = surface.strip_suffix('k') {
        return is_number(thousands).then(|| format!("{thousands}000"));
    }
    let thousands = surface.strip_suffix("000")?;
    is_number(thousands).then(|| format!("{thousands}k"))
}

/// A folded word without its elided article, or what else is one letter or ends in `qu`: `l'equipe` as `equipe`.
pub(super) fn without_article(surface: &str) -> Option<&str> {
    let (article, word) = surface.split_once('\'')?;
    let is_one = !article.is_empty() && article.chars().nth(1).is_none();
    let is_article = is_one || article.ends_with("qu") && article.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (is_article && word.chars().nth(2).is_some()).then_some(word)
}

/// The letter or digit in brackets right behind a word: the `k` of `401(k)`.
pub(super) fn in_brackets(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at..at + 3)? {
        [b'(', letter, b')'] if letter.is_ascii_alphanumeric() || *letter == b'_' => {
            Some(char::from(letter.to_ascii_lowercase()))
        }
        _ => None,
    }
}
