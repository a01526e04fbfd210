//! What of a finding may be printed where others read along, such as the log of a public repository's builds: what an
//! audience may see whole, the address alone where the text around it could tell more, and of everything else nothing.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use super::visible_text::hidden_parts;
use crate::config::{Audience, Config};
use crate::diag::{Diagnostic, Diagnostics, Locator, Place, Rule, rules};
use crate::site::gate::Site;
use crate::site::source::page::Page;

/// How much of a finding may be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Telling {
    /// Its rule.
    Rule,
    /// Its rule, file, line and column.
    Address,
    /// What it says, too.
    Words,
}

/// Rules whose messages name what a reader may not see.
const ABOUT_OTHERS: [&Rule; 4] =
    [&rules::AUDIENCE_LEAK, &rules::AUDIENCE_WIDENED, &rules::UNKNOWN_AUDIENCE, &rules::INTERNAL];

/// For whom findings are printed, where that is not somebody who may see everything: the settings' own wish, and the
/// audiences that something is made for.
pub fn listener(config: &Config, audiences: &[Audience]) -> Option<Audience> {
    let lowest = config.audiences.lowest();
    // Of those that something is made for, the one who sees all others; where nobody does, what is for everybody is told.
    let sees_all = |one: &Audience| audiences.iter().all(|other| one.sees(*other));
    let asked = audiences.first().map(|_| audiences.iter().copied().find(sees_all).unwrap_or(lowest));
    let listener = match (config.print_for, asked) {
        (Some(wished), Some(asked)) if wished.sees(asked) => asked,
        (Some(wished), Some(asked)) if !asked.sees(wished) => lowest,
        (Some(wished), _) => wished,
        (None, asked) => asked?,
    };
    (listener != config.audiences.highest()).then_some(listener)
}

/// The audience that may read whatever a command prints of the whole site.
pub fn printed_for(config: &Config) -> Audience {
    config.print_for.unwrap_or(config.audiences.highest())
}

/// Of these audiences, those of which whoever may read what is printed sees everything.
pub fn told_of(config: &Config, audiences: &[Audience]) -> Vec<Audience> {
    let listener = listener(config, audiences);
    audiences.iter().copied().filter(|audience| listener.is_none_or(|listener| listener.sees(*audience))).collect()
}

impl Site<'_> {
    /// The findings as somebody of this audience may read them. No line of a source is left in any of them.
    pub fn tell(&self, audience: Audience, config: &Config, found: Diagnostics) -> Diagnostics {
        let told = |page| Told { page, hidden: OnceCell::new() };
        let pages = self.pages.iter().map(|page| (page.source.path.as_str(), told(page))).collect();
        let listener = Listener { site: self, pages, audience, config };
        let mut locator = Locator::default();
        found.sifted(|diagnostic| Some(listener.told(&diagnostic, &mut locator)))
    }
}

/// Findings of the settings as anybody may read them, before there is a site to ask: their rules and places.
pub fn tell_settings(found: Diagnostics) -> Diagnostics {
    let mut locator = Locator::default();
    found.sifted(|diagnostic| Some(shortened(&diagnostic, Telling::Address, "this run", &mut locator)))
}

/// A page that findings are told of.
struct Told<'s> {
    page: &'s Page,
    /// The parts of its text that the listener may not see, in their order.
    hidden: OnceCell<Vec<Range<usize>>>,
}

struct Listener<'s> {
    site: &'s Site<'s>,
    /// By the path of their source.
    pages: BTreeMap<&'s str, Told<'s>>,
    audience: Audience,
    config: &'s Config,
}

impl Listener<'_> {
    fn told(&self, diagnostic: &Diagnostic, locator: &mut Locator) -> Diagnostic {
        let own = diagnostic.place.as_ref().map_or(Telling::Address, |place| self.of_place(place));
        let names_others = ABOUT_OTHERS.contains(&diagnostic.rule)
            || diagnostic.related.iter().any(|(place, _)| self.of_place(place) < Telling::Words);
        let telling = if names_others { own.min(Telling::Address) } else { own };
        shortened(diagnostic, telling, self.config.audiences.name(self.audience), locator)
    }

    /// How much may be said about a place.
    fn of_place(&self, place: &Place) -> Telling {
        let path = place.path();
        let shown = |is_so: bool| if is_so { Telling::Words } else { Telling::Rule };
        if path.starts_with("themes/") {
            return Telling::Words;
        }
        if path.starts_with("static/") {
            let file = self.site.addresses.statics().iter().find(|file| file.path == path);
            return shown(file.is_some_and(|file| self.audience.sees(file.audience)));
        }
        let Some(below) = path.strip_prefix("content/") else { return Telling::Address };
        if let Some(told) = self.pages.get(path) {
            return self.of_page(told, place);
        }
        // Records carry audiences of their own, and so do columns: of data nothing is told.
        shown(self.site.addresses.attachments.get(below).is_some_and(|needed| self.audience.sees(*needed)))
    }

    /// How much may be said about a place on a page.
    fn of_page(&self, Told { page, hidden }: &Told<'_>, place: &Place) -> Telling {
        if !self.audience.sees(page.audience) || page.closed {
            return Telling::Rule;
        }
        let Some(range) = place.range() else { return Telling::Words };
        // Keys above the text need not be published.
        if range.start < page.body.start {
            return Telling::Address;
        }
        let highest = self.config.audiences.highest();
        let hidden = hidden.get_or_init(|| hidden_parts(&page.blocks, self.audience, highest).collect());
        match hidden.get(hidden.partition_point(|part| part.end <= range.start)) {
            Some(part) if part.contains(&range.start) => Telling::Rule,
            Some(part) if part.start < range.end => Telling::Address,
            _ => Telling::Words,
        }
    }
}

/// A finding of which only so much is left.
fn shortened(diagnostic: &Diagnostic, telling: Telling, audience: &str, locator: &mut Locator) -> Diagnostic {
    let mut short = diagnostic.clone();
    short.related.clear();
    short.fix = None;
    short.place =
        diagnostic.place.as_ref().filter(|_| telling > Telling::Rule).map(|place| locator.without_text(place));
    if telling < Telling::Words {
        let mut about = diagnostic.rule.about.chars();
        short.message = about.next().map_or_else(String::new, |first| first.to_lowercase().chain(about).collect());
        // Only a build looks through what it has made.
        let command = if *diagnostic.rule == rules::LEAK { "build" } else { "check" };
        short.hint = Some(format!(
            "what it is may not be printed for `{audience}`; `rolebook {command}` says it to those who see all"
        ));
    }
    short
}
