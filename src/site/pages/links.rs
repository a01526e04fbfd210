//! Where links lead: source paths, site addresses, attachments and the outside, judged for one audience.

use std::collections::BTreeSet;

use super::files;
use super::view::Viewing;
use crate::config::{Audience, Config};
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::output::address::{encode, relative};
use crate::site::Site;
use crate::site::address;
use crate::site::document::Leaf;
use crate::site::document::figure::{FigureQuestion, InlineFigure};
use crate::site::gate::Reader;
use crate::site::markdown::mistyped::without_slashes;
use crate::site::markdown::{AddressUse, Surroundings};
use crate::site::playbook;
use crate::site::source::addresses::Target;
use crate::site::source::blocks::Head;
use crate::site::source::folders::folder_of_file;
use crate::site::source::page::{Folder, Page};

/// A link to a place in a page, to be checked once the ids of all pages are known.
pub(in crate::site) struct AnchorUse {
    /// The page; `None` when the target is a listing without one.
    pub(in crate::site) page: Option<usize>,
    /// The id, decoded.
    pub(in crate::site) id: String,
    /// Where the link stands.
    pub(in crate::site) place: Place,
}

/// The rest of the site as one page sees it, for one audience.
pub(in crate::site) struct PageSurroundings<'s> {
    pub(super) site: &'s Site<'s>,
    pub(super) config: &'s Config,
    pub(super) reader: &'s Reader<'s>,
    /// The page itself; `None` for the settings, whose links start from the top.
    page: Option<usize>,
    /// Its address.
    pub(super) url: &'s str,
    /// The folder it lies in, below `content/`.
    pub(super) folder: &'s str,
    /// Links to places in pages.
    pub(in crate::site) anchors: Vec<AnchorUse>,
    /// Attachments that the page links, by path below `content/`.
    pub(in crate::site) attachments: BTreeSet<String>,
    /// Pay figures that its sentences cite, by id.
    pub(in crate::site) cited: BTreeSet<String>,
    /// Claims that they cite, by id.
    pub(in crate::site) claims: BTreeSet<String>,
    /// Pages that it links.
    pub(in crate::site) linked: BTreeSet<usize>,
    /// Addresses outside that it links, and where.
    pub(in crate::site) outside: Vec<(String, Place)>,
}

impl<'s> PageSurroundings<'s> {
    /// What a page sees of the site.
    pub(super) fn new(viewing: Viewing<'s>, page: usize) -> Self {
        let own = &viewing.site.pages[page];
        PageSurroundings { page: Some(page), url: &own.url, folder: own.folder_path(), ..Self::top(viewing) }
    }

    /// What the settings see of the site: links start from the top of `content/`.
    pub(super) fn top(Viewing { site, config, reader, .. }: Viewing<'s>) -> Self {
        PageSurroundings {
            site,
            config,
            reader,
            page: None,
            url: "/",
            folder: "",
            anchors: Vec::new(),
            attachments: BTreeSet::new(),
            cited: BTreeSet::new(),
            claims: BTreeSet::new(),
            linked: BTreeSet::new(),
            outside: Vec::new(),
        }
    }

    /// A link inside the site.
    fn inside(&mut self, written: &str, place: &Place, diags: &mut Diagnostics) -> Option<String> {
        let (rest, fragment) = written.split_once('#').map_or((written, None), |(rest, id)| (rest, Some(id)));
        let (path, query) = rest.split_once('?').map_or((rest, None), |(path, query)| (path, Some(query)));
        let path = address::decode(path);
        let target = if path.is_empty() { self.page.map(Target::Page) } else { self.find(&path) };
        // A heading is one of a page.
        let spoken = if fragment.is_some() { Self::translated } else { Self::spoken };
        let Some(target) = target.map(|target| spoken(self, target)) else {
            self.report_missing(&path, place, diags);
            return None;
        };
        let mut href = self.href(&target, place, diags)?;
        if path.is_empty() {
            href.clear();
        }
        if let Some(query) = query {
            href.push('?');
            href.push_str(query);
        }
        if let Some(fragment) = fragment {
            let id = address::composed(&address::decode(fragment));
            href.push('#');
            href.push_str(&encode(&id));
            self.note_anchor(&target, id, place);
        }
        Some(href)
    }

    fn note_anchor(&mut self, target: &Target, id: String, place: &Place) {
        if id.is_empty() || id == "top" || id.starts_with(":~:") {
            return;
        }
        let page = match target {
            Target::Page(index) => Some(*index),
            Target::Folder(folder) => self.site.folders[*folder].index,
            Target::Attachment(_) | Target::Static(_) => return,
        };
        self.anchors.push(AnchorUse { page, id, place: place.clone() });
    }

    /// What a path leads to: a source file or folder, or an address when it begins with a slash.
    pub(super) fn find(&self, path: &str) -> Option<Target> {
        let path = address::composed(path);
        let path = path.as_str();
        let addresses = &self.site.addresses;
        if let Some(below) = path.strip_prefix('/') {
            let url = if below.is_empty() || path.ends_with('/') { path.to_owned() } else { format!("{path}/") };
            let file = addresses.by_url.get(path).or_else(|| addresses.by_path.get(below));
            return addresses.by_url.get(&url).or(file).cloned();
        }
        let by_source =
            address::join(self.folder, path).and_then(|joined| addresses.by_path.get(&address::composed(&joined)));
        // An address written from the page's own, as handbooks of other tools have them.
        let by_address = || {
            let joined = address::join(self.url, path).filter(|_| path.ends_with('/'))?;
            addresses.by_url.get(&if joined.is_empty() { "/".to_owned() } else { format!("/{joined}/") })
        };
        by_source.or_else(by_address).cloned()
    }

    /// The `href` of a target, unless this audience may not be led there.
    fn href(&mut self, target: &Target, place: &Place, diags: &mut Diagnostics) -> Option<String> {
        let from = self.url;
        match target {
            Target::Page(index) => {
                let page = &self.site.pages[*index];
                self.linked.insert(*index);
                self.may_see(page, place, diags).then(|| relative(from, &page.url))
            }
            Target::Folder(index) => {
                let folder = &self.site.folders[*index];
                self.linked.extend(folder.index);
                if let Some(url) = self.listing(*index) {
                    return Some(relative(from, &url));
                }
                if let Some(page) = folder.index.map(|page| &self.site.pages[page])
                    && self.reader.may_see(page.audience)
                    && self.site.is_section(page, self.reader.audience())
                {
                    return self.may_see(page, place, diags).then(|| relative(from, &page.url));
                }
                if self.site.shows_something(*index, self.reader.audience()) {
                    return Some(relative(from, &folder.url));
                }
                if folder.closed {
                    return None; // what could not be read there was reported
                }
                if self.is_of_drafts(*index) {
                    report_drafts(folder, place, diags);
                    return None;
                }
                let what = format!("the folder `{}`", folder.path);
                self.report_leak(&what, Some(Place::file(format!("content/{}", folder.path))), place, diags);
                None
            }
            Target::Attachment(path) => {
                if self.refuses_attachment(path, place, diags) {
                    return None;
                }
                self.attachments.insert(path.clone());
                Some(relative(from, path))
            }
            Target::Static(index) => {
                let file = &self.site.addresses.statics[*index];
                if !self.reader.may_see(file.audience) {
                    self.report_leak(&format!("`{}`", file.path), Some(Place::file(&file.path)), place, diags);
                    return None;
                }
                Some(relative(from, &file.url))
            }
        }
    }

    /// Whether an attachment may not be led to; tells why, unless that was told already.
    fn refuses_attachment(&mut self, path: &str, place: &Place, diags: &mut Diagnostics) -> bool {
        if let Some(problem) = files::refusal(path, place) {
            diags.push(problem);
            return true;
        }
        let Some(needed) = self.above(self.site.addresses.attachments.get(path).copied()) else { return false };
        let folder = folder_of_file(path, &self.site.folders);
        // What could not be read in a closed folder was reported.
        if !folder.closed {
            let needed = self.config.audiences.name(needed);
            let what = match folder.waiting {
                Some(reason) if !self.config.drafts => format!("`{path}`, a file {reason}"),
                _ => format!("`{path}`, a file for `{needed}` as its folder's `[cascade]` has it"),
            };
            self.report_leak(&what, Some(Place::file(format!("content/{path}"))), place, diags);
        }
        true
    }

    /// The audience that something is for, when that is above the reader.
    fn above(&self, needed: Option<Audience>) -> Option<Audience> {
        needed.filter(|needed| !self.reader.may_see(*needed))
    }

    /// Whether a folder has pages for this audience and every one of them waits.
    fn is_of_drafts(&self, folder: usize) -> bool {
        let mut below = self.site.pages.iter().filter(|page| {
            let mut at = Some(page.folder);
            std::iter::from_fn(|| at.inspect(|now| at = self.site.folders[*now].parent)).any(|now| now == folder)
        });
        below.any(|page| self.reader.may_see(page.audience) && page.waiting.is_some())
    }

    fn may_see(&self, page: &Page, place: &Place, diags: &mut Diagnostics) -> bool {
        if !self.reader.may_see(page.audience) {
            if page.closed {
                return false; // what could not be read there was reported
            }
            let needed = self.config.audiences.name(page.audience);
            let what = format!("`{}`, which is for `{needed}`", page.path);
            self.report_leak(&what, Some(page.audience_place()), place, diags);
            return false;
        }
        if let Some(reason) = page.waiting.filter(|_| !self.config.drafts) {
            if page.front.is_kept_back {
                return false; // what could not be read there was reported
            }
            diags.push(
                Diagnostic::new(&rules::BROKEN_LINK, place.clone(), format!("`{}` is {reason}", page.path))
                    .hint("remove the link until the page is shown"),
            );
            return false;
        }
        true
    }

    pub(super) fn report_leak(&self, what: &str, there: Option<Place>, place: &Place, diags: &mut Diagnostics) {
        let audience = self.reader.name();
        let message = format!("readers of `{audience}` would be led to {what}");
        let finding = Diagnostic::new(&rules::AUDIENCE_LEAK, place.clone(), message)
            .hint("remove it, or put it into a block for those who may see it");
        diags.push(match there {
            Some(there) => finding.related(there, "this is above them"),
            None => finding,
        });
    }
}

impl PageSurroundings<'_> {
    /// The `href` for an address an author wrote, or `None` (reported) when there must be no link.
    pub(in crate::site) fn link(
        &mut self,
        written: &str,
        use_: AddressUse,
        place: &Place,
        diags: &mut Diagnostics,
    ) -> Option<String> {
        let written = written.trim();
        let report = |diags: &mut Diagnostics, rule, message: String, hint: &str| {
            diags.push(Diagnostic::new(rule, place.clone(), message).hint(hint));
        };
        let bare: String = written.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
        if bare.is_empty() {
            report(
                diags,
                &rules::BROKEN_LINK,
                "a link to nothing".to_owned(),
                "put an address between the parentheses",
            );
            return None;
        }
        if bare.starts_with("//") || bare.starts_with("/\\") || bare.starts_with('\\') {
            let message = "an address that begins with `//` leads to another site".to_owned();
            report(
                diags,
                &rules::PROTOCOL_RELATIVE,
                message,
                "write it with `https://`, or with one slash for this site",
            );
            return (use_ == AddressUse::Link && bare.starts_with("//")).then(|| format!("https:{bare}"));
        }
        let Some(scheme) = address::scheme(&bare) else {
            if use_ == AddressUse::Frame {
                return self.own_frame(place, diags);
            }
            return match self.tag(written) {
                Some((tag, readers)) => self.tag_page(&tag, readers, place, diags),
                None => self.inside(written, place, diags),
            };
        };
        match scheme.as_str() {
            "http" | "https" if use_ != AddressUse::Link => self.shown_from_elsewhere(written, use_, place, diags),
            "http" | "https" if !written[scheme.len() + 1..].starts_with("//") => {
                let (message, hint) = without_slashes(&scheme, written);
                report(diags, &rules::BROKEN_LINK, message, &hint);
                None
            }
            "http" | "https" => {
                self.outside.push((written.to_owned(), place.clone()));
                Some(written.to_owned())
            }
            "mailto" | "tel" if use_ == AddressUse::Link => Some(written.to_owned()),
            "javascript" | "vbscript" | "data" => {
                report(
                    diags,
                    &rules::UNSAFE_URL,
                    format!("an address that begins with `{scheme}:` is not followed"),
                    "link a page or a file instead",
                );
                None
            }
            _ => {
                let (message, hint) = no_address(&scheme, written);
                report(diags, &rules::BROKEN_LINK, message, hint);
                None
            }
        }
    }
}

impl Surroundings for PageSurroundings<'_> {
    fn leaf(&mut self, head: &Head, place: &Place, diags: &mut Diagnostics) -> Option<Leaf> {
        playbook::leaf(self.reader, head).map_err(|refusal| refusal.report(place, diags)).ok()
    }

    fn figure(&mut self, question: FigureQuestion<'_>, place: &Place, diags: &mut Diagnostics) -> Option<InlineFigure> {
        if question.source.is_some() && !question.claim {
            let finding = Diagnostic::new(&rules::UNKNOWN_BLOCK, place.clone(), "`:pay[...]` takes no `source`");
            diags.push(finding.hint("name what this source says: each observation has an id of its own"));
        }
        let figure = self.reader.inline_figure(question).map_err(|refusal| refusal.report(place, diags)).ok()?;
        let cited = if question.claim { &mut self.claims } else { &mut self.cited };
        cited.insert(question.id.to_owned());
        Some(figure)
    }

    fn is_figure(&self, claim: bool, id: &str) -> bool {
        self.reader.inline_figure(FigureQuestion { claim, id, source: None }).is_ok()
    }

    fn audience_name(&self, audience: Audience) -> String {
        self.config.audiences.name(audience).to_owned()
    }

    fn is_audience(&self, name: &str) -> bool {
        self.config.audiences.find(name).is_some()
    }
}

/// Reports a link to a folder of drafts.
fn report_drafts(folder: &Folder, place: &Place, diags: &mut Diagnostics) {
    let message = format!("`{}` is a folder whose pages are drafts", folder.path);
    let finding = Diagnostic::new(&rules::BROKEN_LINK, place.clone(), message);
    diags.push(finding.hint("remove the link until one of them is shown"));
}

/// What is said of an address that begins with something else than a link may.
fn no_address(scheme: &str, written: &str) -> (String, &'static str) {
    if scheme == "file" || scheme.len() == 1 {
        let message = format!("`{}` is a file on your own computer, which no reader can open", written.trim());
        return (message, "put a copy into the folder of this page and link its name, such as `[Form](form.pdf)`");
    }
    let message = format!("`{scheme}:` is not a kind of address that links may have");
    (message, "links lead to files of the site, or begin with `https:`, `http:`, `mailto:` or `tel:`")
}
