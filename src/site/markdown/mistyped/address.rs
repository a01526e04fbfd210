//! Addresses with a slip in what they begin with: `https:/x.example`, `htps://x.example`, `www,x.example`, `jo@x,example`.

use super::Slip;
use crate::diag::rules;
use crate::fields::slips;
use crate::site::markdown::Span;
use crate::site::markdown::near::{LONGEST, first};

/// The addresses of a line that were meant; `is_changed` answers whether a range was written in other characters.
pub(super) fn of_line(line: &str, is_changed: &dyn Fn(Span) -> bool) -> Vec<Slip> {
    let mut found = Vec::new();
    if !line.contains(['/', '\\', '@']) && !line.contains("ww.") && !line.contains("www") {
        return found;
    }
    let mut from = 0;
    while let Some(start) = line[from..].find(|c: char| !c.is_whitespace()).map(|at| from + at) {
        let length = line[start..].find(char::is_whitespace).unwrap_or(line.len() - start);
        let token = first(&line[start..start + length], LONGEST);
        let next = first(&line[start + token.len()..], LONGEST);
        let lead = token.len() - token.trim_start_matches(['(', '"', '\'', '[', '*', '_', '|']).len();
        if let Some((end, meant)) = one(&token[lead..], next, is_changed(start + lead..start + token.len())) {
            let message = "this is no address: there is a slip in its marks";
            let range = start + lead..start + lead + end;
            found.push(Slip::new(range, &rules::MARKDOWN, message, format!("write `{meant}`")));
        }
        from = start + length;
    }
    found
}

/// What was meant by an address that has the scheme of the web and a slip in it.
fn meant(address: &str) -> Option<String> {
    one(address, "", false).map(|(_, meant)| meant)
}

/// What is said of an address of the web whose slashes are missing.
pub(in crate::site) fn without_slashes(scheme: &str, written: &str) -> (String, String) {
    let meant = meant(written).unwrap_or_else(|| format!("{scheme}://example.org"));
    (format!("`{written}` is no address: two slashes stand behind `{scheme}:`"), format!("write `{meant}`"))
}

/// The address at the start of a word: how far it goes, and what was meant. `next` is what stands behind the word.
fn one(token: &str, next: &str, is_folded: bool) -> Option<(usize, String)> {
    let letters = token.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(token.len());
    if token.starts_with('<') {
        return open_angle(token);
    }
    let (word, rest) = token.split_at(letters);
    let lower = word.to_ascii_lowercase();
    match lower.as_str() {
        "http" | "https" => scheme(&lower, token, rest, next, is_folded),
        "www" | "wwww" | "ww" => world(&lower, token, rest),
        "mailto" | "mail" | "to" => post(&lower, token, rest, next),
        _ if is_nearly(&lower) && (rest.starts_with("://") || rest.starts_with(":/")) => {
            let end = without_trail(token);
            let host = token[letters..end].trim_start_matches([':', '/']);
            (is_host(host)).then(|| (end, format!("https://{host}")))
        }
        _ => mail(token, is_folded),
    }
}

/// Whether a word is `http` or `https` with one slip in it.
fn is_nearly(word: &str) -> bool {
    (4..=6).contains(&word.len())
        && word.ends_with(['p', 's'])
        && !["ftps", "sftp", "ttp", "maps", "apps", "nntp"].contains(&word)
        && ["http", "https"].iter().any(|known| slips(known, word, 1) == Some(1))
}

/// `https:/x`, `https//x`, `https;//x`, `https: //x`, `https:www.x`, `https://https://x`.
fn scheme(word: &str, token: &str, rest: &str, next: &str, is_folded: bool) -> Option<(usize, String)> {
    let marks = rest.len() - rest.trim_start_matches([':', ';', '.', ',', '/', '\\']).len();
    let (between, host) = rest.split_at(marks);
    if host.is_empty() {
        // A blank stands in it.
        let behind = next.trim_start_matches(' ');
        let host = behind.trim_start_matches('/');
        let is_split = between == ":" && behind.starts_with("//") || between == "://" && behind.len() == host.len();
        let end = without_trail(&host[..host.find(char::is_whitespace).unwrap_or(host.len())]);
        let blanks = next.len() - behind.len();
        return (is_split && blanks > 0 && is_host(&host[..end]))
            .then(|| (token.len() + next.len() - host.len() + end, format!("{word}://{}", &host[..end])));
    }
    let end = without_trail(token);
    let host = token[..end].get(token.len() - host.len()..)?;
    let doubled =
        ["https://", "http://"].iter().find_map(|start| host.strip_prefix(start)).filter(|_| between == "://");
    if let Some(inner) = doubled {
        let scheme = if host.starts_with("https") { "https" } else { word };
        return is_host(inner).then(|| (end, format!("{scheme}://{inner}")));
    }
    let is_slip = match between {
        "://" => is_folded,
        ":" => host.starts_with("www."),
        _ => between.contains(['/', '\\']),
    };
    (is_slip && is_host(host)).then(|| (end, format!("{word}://{host}")))
}

/// `www,x.example`, `www..x.example`, `wwww.x.example`, `www.x,example`.
fn world(word: &str, token: &str, rest: &str) -> Option<(usize, String)> {
    let marks = rest.len() - rest.trim_start_matches(['.', ',']).len();
    let (between, host) = rest.split_at(marks);
    let end = without_trail(token);
    let host = token[..end].get(token.len() - host.len()..)?;
    let name = host.split('/').next().unwrap_or("");
    let is_slip = match (word, between) {
        ("www", ".") => {
            let (label, behind) = name.split_once(',')?;
            !label.is_empty()
                && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
                && !behind.contains([',', '.'])
        }
        (_, "") => false,
        _ => true,
    };
    let plain = host.replacen(',', ".", usize::from(name.contains(',')));
    (is_slip && is_host(&plain)).then(|| (end, format!("https://www.{plain}")))
}

/// `mailto: jo@x.example`, `mailto//jo@x.example`, `mail to:jo@x.example`.
fn post(word: &str, token: &str, rest: &str, next: &str) -> Option<(usize, String)> {
    let inside = rest.trim_start_matches([':', '/']);
    match (word, rest) {
        ("mailto", ":") => {
            let behind = next.trim_start_matches(' ');
            let address = &behind[..behind.find(char::is_whitespace).unwrap_or(behind.len())];
            let end = without_trail(address);
            is_mail(&address[..end])
                .then(|| (token.len() + next.len() - behind.len() + end, format!("mailto:{}", &address[..end])))
        }
        ("mailto", _) => {
            let end = without_trail(token);
            let address = token[..end].get(token.len() - inside.len()..)?;
            let is_slip = rest.len() - inside.len() != 1 || rest.starts_with('/');
            (is_slip && rest.len() > inside.len() && is_mail(address)).then(|| (end, format!("mailto:{address}")))
        }
        ("mail", "") => {
            let address = next.strip_prefix(" to:")?;
            let address = &address[..address.find(char::is_whitespace).unwrap_or(address.len())];
            let end = without_trail(address);
            is_mail(&address[..end]).then(|| (token.len() + 4 + end, format!("mailto:{}", &address[..end])))
        }
        _ => None,
    }
}

/// `jo@x,example.org`, `jo@@x.example`, and an `@` of another keyboard.
fn mail(token: &str, is_folded: bool) -> Option<(usize, String)> {
    let end = without_trail(token);
    let token = &token[..end];
    let (name, host) = token.split_once('@')?;
    let plain = host.trim_start_matches('@').replacen(',', ".", 1);
    let has_slip = host.starts_with('@') || host.contains(',') && !host.contains(",,") || is_folded;
    let address = format!("{name}@{plain}");
    // Behind a comma, `jo@team,please` goes on.
    let ends =
        ["com", "org", "net", "io", "co", "de", "uk", "eu", "example", "fr", "nl", "ch", "at", "edu", "gov", "info"];
    let is_end = host.split_once(',').is_none_or(|(_, end)| end.contains('.') || ends.contains(&end));
    let has_slip = has_slip && is_end;
    let parts = host.trim_start_matches('@').split([',', '.']);
    let are_labels = parts.clone().count() > 1
        && parts
            .into_iter()
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'));
    (has_slip && are_labels && is_mail(&address)).then_some((end, address))
}

/// `<https://x.example` and `<jo@x.example`, which nothing closes.
fn open_angle(token: &str) -> Option<(usize, String)> {
    let end = without_trail(token);
    let inside = token.get(1..end)?;
    if token.contains('>') {
        let inside = token[1..].split('>').next()?;
        let (_, meant) = one(inside, "", false)?;
        return Some((inside.len() + 2, format!("<{meant}>")));
    }
    let host = inside.strip_prefix("https://").or_else(|| inside.strip_prefix("http://"));
    (host.is_some_and(is_host) || is_mail(inside)).then(|| (end, format!("<{inside}>")))
}

/// How far an address goes without what ends the sentence.
fn without_trail(token: &str) -> usize {
    let end = token.find(['<', '>', '"', '`', '|']).filter(|at| *at > 0).unwrap_or(token.len());
    token[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '}', '*', '_', '\'']).len()
}

/// Whether a text begins with the name of a host.
fn is_host(text: &str) -> bool {
    let name = text.split(['/', '?', '#', ':']).next().unwrap_or("");
    name.contains('.')
        && name.split('.').all(|part| !part.is_empty())
        && name.chars().all(|c| c.is_alphanumeric() || "-._".contains(c))
        && name.rsplit('.').next().is_some_and(|end| end.len() > 1 && end.starts_with(char::is_alphabetic))
}

fn is_mail(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || ".+-_".contains(c)) && is_host(host)
}

#[cfg(test)]
mod tests {
    use super::of_line;

    #[test]
    fn addresses_that_were_meant_are_told() {
        for (written, meant) in [
            ("https:/x.example", "https://x.example"),
            ("http//x.example/a", "http://x.example/a"),
            ("https: //x.example", "https://x.example"),
            ("htps://x.example", "https://x.example"),
            ("www,x.example", "https://www.x.example"),
            ("https://https://x.example", "https://x.example"),
            ("mailto: jo@x.example", "mailto:jo@x.example"),
            ("jo@x,example.org", "jo@x.example.org"),
            ("<https://x.example", "<https://x.example>"),
        ] {
            let line = format!("See {written}, or not.");
            let found: Vec<_> =
                of_line(&line, &|_| false).into_iter().map(|slip| (line[slip.range].to_owned(), slip.hint)).collect();
            assert_eq!(found, [(written.to_owned(), format!("write `{meant}`"))], "{line}");
        }
        for line in [
            "the https: scheme",
            "https://x.example",
            "and/or",
            "jo@x.example, and",
            "http/2 is new",
            "sftp://x.example",
            "www.x.example",
        ] {
            assert!(of_line(line, &|_| false).is_empty(), "{line}");
        }
    }
}
