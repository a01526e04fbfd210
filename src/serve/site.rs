//! What is served: the files of the last good build by their exact address, and what is wrong now.
//!
//! An address is looked up among the files that were built and nowhere else; no address ever becomes a path on disk.

use std::borrow::Cow;
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use crate::diag::{Finding, Findings, Severity};
use crate::output::{LateOutputs, OutputFile, Outputs, address};

/// The files of a build without errors.
#[derive(Debug)]
pub(super) struct Good {
    /// Tells this build from every other, those of other runs too.
    pub(super) id: String,
    pub(super) sites: Vec<AudienceSite>,
    /// The audience that `/` leads to when each stands under its name; `None` when one stands at `/` itself.
    pub(super) default: Option<String>,
    /// The port of each site, in their order.
    pub(super) ports: Vec<u16>,
}

/// The site of one audience.
#[derive(Debug)]
pub(super) struct AudienceSite {
    /// The audience.
    pub(super) name: String,
    pub(super) files: Outputs,
    /// The search index, made when a page asks for it.
    pub(super) index: Arc<LateOutputs>,
}

/// What there is to serve right now.
#[derive(Debug, Default)]
pub(super) struct Snapshot {
    /// How many builds there were in this run.
    pub(super) attempt: u64,
    /// The last build without errors.
    pub(super) good: Option<Arc<Good>>,
    /// What keeps the latest build from being shown; empty when nothing does.
    pub(super) errors: Vec<Finding>,
}

/// The answer to an address.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer<'s> {
    /// A file.
    File(Shown<'s>),
    /// The same page at its proper address.
    Elsewhere(String),
    /// There is no such file; the audience's own page about that, when it has one.
    Missing(Option<Shown<'s>>),
    /// Not an address.
    Malformed,
}

/// A file to show.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Shown<'s> {
    pub(super) path: &'s str,
    pub(super) bytes: &'s [u8],
}

impl<'s> From<&'s OutputFile> for Shown<'s> {
    fn from(file: &'s OutputFile) -> Shown<'s> {
        Shown { path: file.path.as_str(), bytes: &file.bytes }
    }
}

impl Snapshot {
    /// The errors among the findings of a build.
    pub(super) fn errors_of(findings: &Findings) -> Vec<Finding> {
        findings.iter().filter(|finding| finding.severity == Severity::Error).cloned().collect()
    }
}

impl Good {
    /// What is at an address, as the request to a port spells it; `query` comes along where the address leads elsewhere.
    pub(super) fn find(&self, port: u16, address: &str, query: Option<&str>) -> Answer<'_> {
        let Ok(decoded) = percent_decode_str(address).decode_utf8() else { return Answer::Malformed };
        let Some(path) = decoded.strip_prefix('/') else { return Answer::Malformed };
        let Some(default) = &self.default else {
            return self.sites.first().map_or(Answer::Missing(None), |site| find_in(site, "", path, query));
        };
        let here = self.ports.iter().position(|known| *known == port).map(|at| &self.sites[at]);
        let here = here.or(self.site(default));
        if path.is_empty() {
            return here.map_or(Answer::Missing(None), |site| elsewhere(&format!("{}/", site.name), query));
        }
        let (name, below) = path.split_once('/').map_or((path, None), |(name, below)| (name, Some(below)));
        match (self.site(name), below) {
            // Where it stands it is another site, as far as browsers are concerned.
            (Some(site), _) if self.port(site) != port => {
                Answer::Elsewhere(format!("http://127.0.0.1:{}{}", self.port(site), link(path, query)))
            }
            (Some(_), None) => elsewhere(&format!("{name}/"), query),
            (Some(site), Some(below)) => find_in(site, &format!("{name}/"), below, query),
            (None, _) => Answer::Missing(here.and_then(|site| not_found_page(&site.files))),
        }
    }

    /// The search index that an address of a port lies in and that is still to be made.
    pub(super) fn unmade_index(&self, port: u16, address: &str) -> Option<Arc<LateOutputs>> {
        let path = address.strip_prefix('/')?;
        let (site, below) = match &self.default {
            None => (self.sites.first()?, path),
            Some(_) => path.split_once('/').and_then(|(name, below)| Some((self.site(name)?, below)))?,
        };
        let is_here = self.default.is_none() || self.port(site) == port;
        let is_unmade = is_here && site.index.holds(below) && site.index.made().is_none();
        is_unmade.then(|| Arc::clone(&site.index))
    }

    fn port(&self, site: &AudienceSite) -> u16 {
        let of = self.sites.iter().zip(&self.ports).find(|(known, _)| known.name == site.name);
        of.map_or(0, |(_, port)| *port)
    }

    fn site(&self, audience: &str) -> Option<&AudienceSite> {
        self.sites.iter().find(|site| site.name == audience)
    }
}

/// Looks in one audience's site; `base` is where they stand, for an address that leads elsewhere.
fn find_in<'s>(site: &'s AudienceSite, base: &str, path: &str, query: Option<&str>) -> Answer<'s> {
    let files = &site.files;
    if site.index.holds(path) {
        let file = site.index.made().and_then(|index| index.get(path));
        return file.map_or_else(|| Answer::Missing(not_found_page(files)), |file| Answer::File(file.into()));
    }
    let wanted =
        if path.is_empty() || path.ends_with('/') { Cow::from(format!("{path}index.html")) } else { path.into() };
    if let Some(file) = files.get(&wanted) {
        return Answer::File(file.into());
    }
    if files.get(&format!("{path}/index.html")).is_some() {
        return elsewhere(&format!("{base}{path}/"), query);
    }
    Answer::Missing(not_found_page(files))
}

fn not_found_page(files: &Outputs) -> Option<Shown<'_>> {
    files.get("404.html").map(Shown::from)
}

/// An address that is known to be ours, so that it cannot lead to another host.
fn elsewhere<'s>(path: &str, query: Option<&str>) -> Answer<'s> {
    Answer::Elsewhere(link(path, query))
}

fn link(path: &str, query: Option<&str>) -> String {
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    format!("/{}{query}", address::encode(path))
}

/// The content type of a file, by the end of its name.
pub(super) fn content_type(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    match ending.as_deref() {
        Some("html" | "htm") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("json" | "map") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("xml") => "application/xml",
        Some("txt") => "text/plain; charset=utf-8",
        Some("md") => "text/markdown; charset=utf-8",
        Some("csv") => "text/csv; charset=utf-8",
        Some("ics") => "text/calendar; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("gif") => "image/gif",
        Some("webp") => "image/webp",
        Some("avif") => "image/avif",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("woff") => "font/woff",
        Some("pdf") => "application/pdf",
        Some("mp4") => "video/mp4",
        Some("webm") => "video/webm",
        Some("mp3") => "audio/mpeg",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diagnostics;
    use crate::output::OutPath;

    fn files(paths: &[&str]) -> Outputs {
        let mut outputs = Outputs::default();
        let file = |path: &&str| OutputFile {
            path: OutPath::new(*path).unwrap(),
            bytes: path.as_bytes().into(),
            origin: String::new(),
        };
        outputs.add(paths.iter().map(file), &mut Diagnostics::default());
        outputs
    }

    fn site(name: &str, paths: &[&str]) -> AudienceSite {
        let index = LateOutputs::new(Vec::new(), |path| path.ends_with(".bin"), || files(&["search/m.bin"]));
        AudienceSite { name: name.to_owned(), files: files(paths), index: Arc::new(index) }
    }

    fn two_audiences() -> Good {
        let public = ["index.html", "a/b/index.html", "404.html", "caf\u{e9}/index.html", "x.csv", "search/m.bin"];
        let sites = vec![site("public", &public), site("internal", &["index.html", "404.html"])];
        Good { id: "1".into(), sites, default: Some("internal".into()), ports: vec![4001, 4000] }
    }

    /// What is at an address of the port at which its audience stands.
    fn check(good: &Good, address: &str, expected: &str) {
        check_at(if address.starts_with("/public") { 4001 } else { 4000 }, good, address, expected);
    }

    fn check_at(port: u16, good: &Good, address: &str, expected: &str) {
        let answer = match good.find(port, address, None) {
            Answer::File(file) => format!("file {}", file.path),
            Answer::Elsewhere(address) => format!("to {address}"),
            Answer::Missing(page) => format!("missing {}", page.map_or("-", |page| page.path)),
            Answer::Malformed => "malformed".to_owned(),
        };
        assert_eq!(answer, expected, "{address}");
    }

    #[test]
    fn each_audience_stands_under_its_name() {
        let good = two_audiences();
        check(&good, "/", "to /internal/");
        check(&good, "/public", "to /public/");
        check(&good, "/public/", "file index.html");
        check(&good, "/public/a/b", "to /public/a/b/");
        check(&good, "/public/a/b/", "file a/b/index.html");
        check(&good, "/public/a/b/index.html", "file a/b/index.html");
        check(&good, "/public/caf%C3%A9", "to /public/caf%C3%A9/");
        check(&good, "/public/x.csv", "file x.csv");
        check(&good, "/internal/x.csv", "missing 404.html");
        check(&good, "/nobody/", "missing 404.html");
        assert_eq!(good.find(4001, "/public/a/b", Some("q=1")), Answer::Elsewhere("/public/a/b/?q=1".into()));
    }

    #[test]
    fn each_audience_has_a_port_of_its_own() {
        let good = two_audiences();
        check_at(4001, &good, "/", "to /public/");
        check_at(4001, &good, "/internal/", "to http://127.0.0.1:4000/internal/");
        check_at(4000, &good, "/public/x.csv", "to http://127.0.0.1:4001/public/x.csv");
        check_at(
            4000,
            &good,
            "/public/caf%C3%A9//evil.example",
            "to http://127.0.0.1:4001/public/caf%C3%A9//evil.example",
        );
        check_at(4000, &good, "/internal/", "file index.html");
        check_at(4001, &good, "/nobody/", "missing 404.html");
        assert!(good.unmade_index(4000, "/public/search/m.bin").is_none());
    }

    #[test]
    fn one_audience_alone_stands_at_the_root() {
        let good = Good {
            id: "1".into(),
            sites: vec![site("public", &["index.html", "a/index.html"])],
            default: None,
            ports: vec![4000],
        };
        check(&good, "/", "file index.html");
        check(&good, "/a", "to /a/");
        check(&good, "/public/", "missing -");
    }

    #[test]
    fn an_index_is_there_once_it_is_made() {
        let good = two_audiences();
        for address in ["/public/", "/search/m.bin", "/nobody/search/m.bin", "/public/x.csv", "", "/public"] {
            assert!(good.unmade_index(4001, address).is_none(), "{address}");
        }
        check(&good, "/public/search/m.bin", "missing 404.html");
        good.unmade_index(4001, "/public/search/m.bin").unwrap().make();
        assert!(good.unmade_index(4001, "/public/search/m.bin").is_none(), "it is made once");
        check(&good, "/public/search/m.bin", "file search/m.bin");
        check(&good, "/public/search/other.bin", "missing 404.html");
        check(&good, "/internal/search/m.bin", "missing 404.html");
        assert!(good.unmade_index(4000, "/internal/search/m.bin").is_some(), "each audience has its own");
    }

    #[test]
    fn an_address_that_was_not_built_finds_nothing() {
        let good = two_audiences();
        for address in [
            "/../x",
            "/public/../internal/",
            "/public/..",
            "/%2e%2e/",
            "/public/%2e%2e/index.html",
            "/..%5c",
            "/public/..%5cx",
            "/%252e%252e/",
            "/public/x%00",
            "/public/x.csv%00.html",
            "//host/",
            "//public/",
            "/public//",
            "/public//a/b/",
            "/c:/",
            "/public/c:/x",
            "/.env::$DATA",
            "/public/x.csv::$DATA",
            "/public/X.CSV",
            "/PUBLI~1/",
            "/public/x.csv/",
            "/public/./index.html",
            "/public/a/b//",
            "/public\\index.html",
            "/%5c%5cserver/share",
            "/file:///etc/passwd",
            "/public/a%2fb%2f%2e%2e",
            "/etc/passwd",
            "/rolebook.toml",
            "/public/%20",
            "/@fs/etc/passwd",
            "/public/x.csv?raw",
        ] {
            check(&good, address, "missing 404.html");
        }
        for address in ["", "*", "public/", "/%ff", "/public/%c0%ae%c0%ae/x", "/%ed%a0%80"] {
            check(&good, address, "malformed");
        }
    }

    #[test]
    fn content_types_go_by_the_end_of_the_name() {
        assert_eq!(content_type("a/index.html"), "text/html; charset=utf-8");
        assert_eq!(content_type("a.b/logo.SVG"), "image/svg+xml");
        assert_eq!(content_type("a.html/_headers"), "application/octet-stream");
    }
}
