//! What servers are told: the headers of `_headers`, and what `robots.txt` asks crawlers to leave alone.
//!
//! The defaults stand unless a site sets a header of the same name. A setting that protects readers less than its default
//! is the warning `weak-header`.

use std::collections::BTreeMap;

use super::Security;
use super::policy;
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::fields::{Fields, Item, Table, Value, suggestion};

/// The header that names what pages may load.
const POLICY: &str = "Content-Security-Policy";
/// The header that keeps browsers from guessing types.
const NO_SNIFFING: &str = "X-Content-Type-Options";
/// The header that says what other sites learn of where a reader comes from.
const REFERRER: &str = "Referrer-Policy";
/// The header that says what search engines may list.
const ROBOTS: &str = "X-Robots-Tag";
/// The header that opens files to scripts of other sites.
const SHARING: &str = "Access-Control-Allow-Origin";

/// Every value of `Referrer-Policy`, and whether it tells other sites no more than the default.
const REFERRERS: [(&str, bool); 8] = [
    ("no-referrer", true),
    ("same-origin", true),
    ("strict-origin", true),
    ("strict-origin-when-cross-origin", true),
    ("origin", false),
    ("origin-when-cross-origin", false),
    ("no-referrer-when-downgrade", false),
    ("unsafe-url", false),
];

/// Headers that belong to one answer or to the server; in a list for all files they break pages.
const OF_SERVERS: [&str; 9] = [
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "date",
    "location",
    "set-cookie",
    "transfer-encoding",
    "upgrade",
];

/// What a site has servers and crawlers told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hosting {
    /// Other sites that pages may show something from.
    pub security: Security,
    /// By the path they are for, `/*` for all files; in each the names as written with their values, an empty one to
    /// leave a default out.
    headers: BTreeMap<String, Vec<(String, String)>>,
    /// Paths that no crawler should read.
    disallow: Vec<String>,
    /// Paths that single crawlers should not read, by their names.
    crawlers: BTreeMap<String, Vec<String>>,
}

impl Hosting {
    /// The text of `_headers`; `is_lowest` as for the audience that search engines may list.
    pub fn headers_file(&self, is_lowest: bool) -> String {
        let mut file = String::from(
            "# Pages under /embed/ are made for frames. Who may frame a page cannot be said in the page itself; to limit it,\n\
             # set `Content-Security-Policy = \"frame-ancestors 'self'\"` below `[headers]` in the settings.\n",
        );
        let mut everywhere: Vec<(&str, String)> = vec![
            (POLICY, self.security.policy_text()),
            (NO_SNIFFING, "nosniff".to_owned()),
            (REFERRER, "strict-origin-when-cross-origin".to_owned()),
        ];
        for (name, value) in self.headers.get("/*").into_iter().flatten() {
            match everywhere.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
                Some((known, default)) if *known == POLICY && !value.is_empty() => {
                    *default = policy::text(&policy::laid_over(self.security.policy(), value));
                }
                Some((_, default)) => default.clone_from(value),
                None => everywhere.push((name, value.clone())),
            }
        }
        if !is_lowest {
            everywhere.retain(|(name, _)| !name.eq_ignore_ascii_case(ROBOTS));
            everywhere.push((ROBOTS, "noindex".to_owned()));
        }
        let mut paths: BTreeMap<&str, Vec<(&str, String)>> = BTreeMap::new();
        paths.insert("/assets/*", vec![("Cache-Control", "public, max-age=31536000, immutable".to_owned())]);
        for (path, own) in self.headers.iter().filter(|(path, _)| *path != "/*") {
            let here = paths.entry(path).or_default();
            for (name, value) in own {
                here.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
                if is_lowest || !name.eq_ignore_ascii_case(ROBOTS) {
                    here.push((name, value.clone()));
                }
            }
        }
        for (path, headers) in std::iter::once(("/*", everywhere)).chain(paths) {
            let lines: Vec<_> = headers.iter().filter(|(_, value)| !value.is_empty()).collect();
            if !lines.is_empty() {
                file.push_str(&format!("{path}\n"));
                lines.iter().for_each(|(name, value)| file.push_str(&format!("  {name}: {value}\n")));
            }
        }
        file
    }

    /// The text of `robots.txt` for the audience that search engines may list.
    pub fn robots_file(&self, sitemap: Option<&str>) -> String {
        let mut file = String::new();
        let lines = |paths: &[String]| paths.iter().map(|path| format!("Disallow: {path}\n")).collect::<String>();
        for (name, paths) in &self.crawlers {
            // A crawler that is named reads its own group alone.
            file.push_str(&format!("User-agent: {name}\n{}{}\n", lines(paths), lines(&self.disallow)));
        }
        file.push_str(&format!("User-agent: *\nAllow: /\n{}", lines(&self.disallow)));
        if let Some(address) = sitemap {
            file.push_str(&format!("Sitemap: {address}\n"));
        }
        file
    }

    /// Reads `[headers]`: a value for each header, or a table of them for a path in quotes.
    pub(super) fn read_headers(&mut self, table: &Table, diags: &mut Diagnostics) {
        self.headers_for("/*", table, diags);
    }

    fn headers_for(&mut self, path: &str, table: &Table, diags: &mut Diagnostics) {
        for (name, span, item) in &table.entries {
            match &item.value {
                Value::Table(inner) if path == "/*" && name.starts_with('/') && is_path(name) => {
                    self.headers_for(name, inner, diags);
                }
                Value::Table(_) => {
                    let message = format!("`{}` is not a path", name.escape_debug());
                    let hint = "write a path of the site in quotes, such as `[headers.\"/embed/*\"]`";
                    diags.push(Diagnostic::new(&rules::SETTINGS, table.place(span), message).hint(hint));
                }
                Value::String(value) => {
                    if let Err((message, hint)) = header(name, value.trim()) {
                        diags.push(Diagnostic::new(&rules::SETTINGS, table.place(span), message).hint(hint));
                        continue;
                    }
                    if let Some((message, hint)) = weakness(name, value.trim(), path, &self.security) {
                        let place = table.place(&item.span);
                        diags.push(Diagnostic::new(&rules::WEAK_HEADER, place, message).hint(hint));
                    }
                    self.headers.entry(path.to_owned()).or_default().push((name.clone(), value.trim().to_owned()));
                }
                other => {
                    let message = format!("the value of a header must be text, found {}", other.kind());
                    let hint = format!("write `{name} = \"...\"`");
                    diags.push(Diagnostic::new(&rules::SETTINGS, table.place(&item.span), message).hint(hint));
                }
            }
        }
    }

    /// Reads `[robots]`.
    pub(super) fn read_robots(&mut self, table: &Table, diags: &mut Diagnostics) {
        let mut fields = Fields::new(table, &rules::SETTINGS, diags);
        if let Some(item) = fields.item("disallow") {
            self.disallow = paths("disallow", item, table, fields.diags());
        }
        if let Some(crawlers) = fields.table("crawlers") {
            for (name, span, item) in &crawlers.entries {
                let is_name = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
                if name.is_empty() || !name.chars().all(is_name) {
                    let message = format!("`{}` is not the name of a crawler", name.escape_debug());
                    let hint = "write the name that the crawler goes by, such as `GPTBot = [\"/\"]`; rules for all of \
                                them stand in `disallow`";
                    fields.report(span, message, hint);
                    continue;
                }
                let paths = paths(name, item, crawlers, fields.diags());
                self.crawlers.insert(name.clone(), paths);
            }
        }
        fields.foreign(&[
            ("allow", "everything may be read but what `disallow` names; remove `allow`"),
            ("useragent", "write rules for one crawler as `[robots.crawlers]` with a line such as `GPTBot = [\"/\"]`"),
            ("sitemap", "the sitemap is named by itself where there is one; remove `sitemap`"),
            ("noindex", "an audience above the lowest is never listed; to keep one page out, give it that `audience`"),
        ]);
        fields.finish_as(&rules::SETTINGS);
    }
}

/// A list of paths from the site's root.
fn paths(key: &str, item: &Item, table: &Table, diags: &mut Diagnostics) -> Vec<String> {
    let wanted = format!("write a list of paths from the site's root, such as `{key} = [\"/guides/old/\"]`");
    let Value::Array(items) = &item.value else {
        let message = format!("`{key}` must be a list, found {}", item.value.kind());
        let hint = match &item.value {
            Value::String(path) if is_path(path) => format!("write `{key} = [\"{path}\"]`"),
            _ => wanted,
        };
        diags.push(Diagnostic::new(&rules::SETTINGS, table.place(&item.span), message).hint(hint));
        return Vec::new();
    };
    let mut found = Vec::new();
    for item in items {
        match &item.value {
            Value::String(path) if is_path(path) => found.push(path.clone()),
            Value::String(path) => {
                let message = format!("`{}` is not a path from the site's root", path.escape_debug());
                let hint = match path.trim() {
                    near if is_path(&format!("/{near}")) => format!("write `\"/{near}\"`"),
                    _ => wanted.clone(),
                };
                diags.push(Diagnostic::new(&rules::SETTINGS, table.place(&item.span), message).hint(hint));
            }
            other => {
                let message = format!("`{key}` must be a list of paths, found {} in it", other.kind());
                diags.push(Diagnostic::new(&rules::SETTINGS, table.place(&item.span), message).hint(wanted.clone()));
            }
        }
    }
    found
}

fn is_path(path: &str) -> bool {
    path.starts_with('/') && path.chars().all(|c| c.is_ascii_graphic() && !"<>\"#\\".contains(c))
}

/// Whether a header can be set so; what is wrong and what to do where it cannot.
fn header(name: &str, value: &str) -> Result<(), (String, String)> {
    let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    if name.is_empty() || !name.chars().all(is_token) {
        let hint = if name.starts_with('/') {
            "headers of a path stand in a table: `[headers.\"/embed/*\"]`, and below it a line a header"
        } else {
            "a header's name is letters and hyphens, such as `Strict-Transport-Security`"
        };
        return Err((format!("`{}` is not the name of a header", name.escape_debug()), hint.to_owned()));
    }
    if OF_SERVERS.contains(&name.to_ascii_lowercase().as_str()) {
        let hint = "remove the line: the server sets it for each file".to_owned();
        return Err((format!("`{name}` cannot be set for files"), hint));
    }
    if value.chars().any(char::is_control) || !value.is_ascii() {
        let hint = "write it on one line, in letters without accents".to_owned();
        return Err((format!("the value of `{name}` cannot stand in a header"), hint));
    }
    if name.eq_ignore_ascii_case(POLICY)
        && let Some(unknown) =
            policy::parse(value).into_iter().map(|(name, _)| name).find(|name| !policy::is_known(name))
    {
        let hint = suggestion(&unknown, policy::NAMES.iter().copied(), "the directives are");
        return Err((format!("a policy has no directive `{}`", unknown.escape_debug()), hint));
    }
    if name.eq_ignore_ascii_case(REFERRER) && !value.is_empty() {
        let known = |word: &str| REFERRERS.iter().any(|(name, _)| name.eq_ignore_ascii_case(word.trim()));
        if let Some(unknown) = value.split(',').find(|word| !known(word)) {
            let hint = suggestion(unknown.trim(), REFERRERS.iter().map(|(name, _)| *name), "it is one of");
            return Err((format!("`{name}` cannot be `{}`", unknown.trim()), hint));
        }
    }
    Ok(())
}

/// In what a header protects readers less than its default does, and what to do.
fn weakness(name: &str, value: &str, path: &str, security: &Security) -> Option<(String, String)> {
    let keep = || "remove the line to keep the default, or write `weak-header = \"off\"` below `[check]`".to_owned();
    let is = |known: &str| name.eq_ignore_ascii_case(known);
    if is(POLICY) {
        // For one path it comes on top of that of all files, and can only narrow it.
        if path != "/*" {
            return None;
        }
        if value.is_empty() {
            return Some(("without this policy browsers load scripts and styles from anywhere".to_owned(), keep()));
        }
        let hint = "other sites for images, frames, films and sound are named below `[security]`; pages carry the default \
                    policy themselves, so that what is added here stays forbidden there";
        return policy::looser(&security.policy(), value)
            .map(|directive| (format!("`{directive}` allows more than the default"), hint.to_owned()));
    }
    let message = if is(NO_SNIFFING) && !value.eq_ignore_ascii_case("nosniff") {
        "without `nosniff` browsers may run a file that is no script as one".to_owned()
    } else if is(REFERRER) {
        let tells_more = |word: &str| REFERRERS.iter().any(|(name, fine)| name.eq_ignore_ascii_case(word) && !fine);
        let last = value.rsplit(',').next().unwrap_or("").trim();
        if last.is_empty() {
            "without this header it hangs on the browser what other sites learn of the page a reader comes from"
                .to_owned()
        } else if tells_more(last) {
            format!("`{last}` tells other sites more of the page a reader comes from than the default does")
        } else {
            return None;
        }
    } else if is(SHARING) && !value.is_empty() {
        "with this header scripts of other sites can read these files".to_owned()
    } else {
        return None;
    };
    Some((message, keep()))
}
