//! Files that lead elsewhere: redirects, the page for lost readers, and what machines read.
//!
//! It must not know how pages are drawn.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::at_work;
use super::page_context::PageContext;
use super::render_error::{Cause, RenderError};
use super::values::escape;
use super::{changes_feed, feed, jobs_feeds, languages, markdown_copy, nav, page};
use crate::output::{OutPath, OutputFile, address};

/// The most addresses one sitemap may list, by its format.
const SITEMAP_LIMIT: usize = 50_000;

/// A page at every old address that leads to the page as it is now.
pub(super) fn redirects(frame: &PageContext<'_>) -> Vec<Result<OutputFile, RenderError>> {
    let one = |redirect: &crate::site::gate::Redirect| {
        let target = frame.view.page(redirect.to);
        let root = address::to_root(&redirect.from);
        let mut context = frame.context(&root, page::made_up(frame, &redirect.from, target.title(), true));
        context.insert_value("target", frame.link(redirect.to));
        let canonical = frame.view.base_url().map(|base| format!("{base}{}", address::link(target.url())));
        context.insert_value("canonical", super::values::maybe(canonical.as_deref()));
        address::file(&redirect.from)
            .ok_or_else(|| Cause::Address(redirect.from.clone()))
            .and_then(|path| {
                let bytes = at_work::on(&redirect.origin, || frame.render("redirect.html", &context, 1024))?;
                Ok(OutputFile { path, bytes, origin: redirect.origin.clone() })
            })
            .map_err(|cause| RenderError { origin: redirect.origin.clone(), cause })
    };
    frame.view.redirects().iter().map(one).collect()
}

/// The page servers show at an address that does not exist. It can show anywhere, so its links are absolute.
pub(super) fn not_found(frame: &PageContext<'_>) -> Result<OutputFile, RenderError> {
    let root = address::base_path(frame.view.base_url());
    let mut context =
        frame.context(&root, page::made_up(frame, "/404.html", frame.view.locale().text("not_found.title"), true));
    context.insert_value("sidebar", nav::sidebar(frame, None));
    let origin = "the page for addresses that do not exist";
    match frame.render("404.html", &context, 8 * 1024) {
        Ok(bytes) => Ok(OutputFile { path: fixed("404.html"), bytes, origin: origin.to_owned() }),
        Err(cause) => Err(RenderError { origin: origin.to_owned(), cause }),
    }
}

/// `robots.txt`, `_headers`, `llms.txt` and, for the audience that search engines may list, the sitemap and the feed.
pub(super) fn for_machines(frame: &PageContext<'_>) -> Vec<OutputFile> {
    let view = frame.view;
    if !view.is_original() {
        let path = format!("{}llms.txt", view.start().trim_start_matches('/'));
        return vec![made(&path, markdown_copy::list(frame))];
    }
    let sitemap = view.base_url().filter(|_| view.is_lowest());
    let robots = match view.is_lowest() {
        true => view.hosting().robots_file(sitemap.map(|base| format!("{base}sitemap.xml")).as_deref()),
        false => "User-agent: *\nDisallow: /\n".to_owned(),
    };
    let headers = view.hosting().headers_file(view.is_lowest());
    let mut files = vec![made("robots.txt", robots), made("_headers", headers)];
    if let Some(base) = sitemap {
        files.extend(sitemaps(frame, base));
    }
    files.push(made("llms.txt", markdown_copy::list(frame)));
    files.extend(feed::atom(frame).map(|xml| made(feed::PATH, xml)));
    files.extend(jobs_feeds::files(frame));
    files.extend(changes_feed::atom(frame).map(|(path, xml)| made(path, xml)));
    files
}

/// One sitemap, or an index and as many sitemaps as the addresses need.
fn sitemaps(frame: &PageContext<'_>, base: &str) -> Vec<OutputFile> {
    let mut addresses: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for view in frame.view.in_all_languages() {
        let listed = view.pages().iter().filter(|page| !page.draft() && !page.is_closed_posting());
        addresses.extend(listed.map(|page| (page.url().to_owned(), languages::same(view, page))));
    }
    for url in frame.tags.urls() {
        addresses.entry(url).or_default();
    }
    let addresses: Vec<_> = addresses.into_iter().collect();
    let entries = |part: &[(String, Vec<(String, String)>)]| {
        sitemap(("urlset", "url"), base, part.iter().map(|(url, same)| (address::link(url), same.as_slice())))
    };
    if addresses.len() <= SITEMAP_LIMIT {
        return vec![made("sitemap.xml", entries(&addresses))];
    }
    let mut files = Vec::new();
    for (number, part) in addresses.chunks(SITEMAP_LIMIT).enumerate() {
        files.push(made(&format!("sitemap-{}.xml", number + 1), entries(part)));
    }
    let parts = (1..=files.len()).map(|number| (format!("sitemap-{number}.xml"), &[][..]));
    files.push(made("sitemap.xml", sitemap(("sitemapindex", "sitemap"), base, parts)));
    files
}

/// A list of addresses, each with those of the same page in other languages.
fn sitemap<'s>(
    (list, entry): (&str, &str),
    base: &str,
    links: impl Iterator<Item = (String, &'s [(String, String)])> + Clone,
) -> String {
    let has_languages = links.clone().any(|(_, same)| !same.is_empty());
    let more = if has_languages { " xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"" } else { "" };
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{list} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"{more}>\n"
    );
    for (link, same) in links {
        write!(xml, "<{entry}><loc>").expect("a string takes whatever is written");
        escape(base, &mut xml);
        escape(&link, &mut xml);
        xml.push_str("</loc>");
        for (tag, url) in same {
            write!(xml, "<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"")
                .expect("a string takes whatever is written");
            escape(base, &mut xml);
            escape(&address::link(url), &mut xml);
            xml.push_str("\"/>");
        }
        writeln!(xml, "</{entry}>").expect("a string takes whatever is written");
    }
    writeln!(xml, "</{list}>").expect("a string takes whatever is written");
    xml
}

pub(super) fn made(path: &str, text: String) -> OutputFile {
    OutputFile { path: fixed(path), bytes: text.into_bytes(), origin: format!("the generated `{path}`") }
}

fn fixed(path: &str) -> OutPath {
    OutPath::new(path).expect("our own file names are sound")
}
