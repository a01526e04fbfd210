//! The card of a page: which page has one, and what it says. It is drawn from the view, so that it can say nothing that its
//! page does not.

use rayon::prelude::*;
use tera::Value;

use super::nav;
use super::values::{map, text};
use super::{BuildPart, sections};
use crate::cards::{Card, HEIGHT, WIDTH};
use crate::output::{OutPath, OutputFile, address};
use crate::site::AudienceView;
use crate::site::document::Node;
use crate::site::document::tables::PayTable;
use crate::site::document::tables::chart::PayChart;
use crate::site::gate::{PageId, PageKind, VisiblePage};

/// The accent of a site that sets none.
const ACCENT: [u8; 3] = [0x0b, 0x5d, 0x5a];

/// The cards of a part's pages.
pub fn cards(view: &AudienceView, part: &BuildPart) -> Vec<OutputFile> {
    if !view.has_cards() {
        return Vec::new();
    }
    let sections = sections(view);
    let of_part = |view: &&AudienceView, id: &PageId| part.holds(view.page(*id), &sections);
    let all = view.in_all_languages().flat_map(|view| view.ids().map(move |id| (view, id)));
    let drawn: Vec<_> = all.filter(|(view, id)| of_part(view, id)).collect();
    drawn.par_iter().filter_map(|(view, id)| file(view, *id)).collect()
}

fn file(view: &AudienceView, id: PageId) -> Option<OutputFile> {
    let page = view.page(id);
    let said = Said::of(view, id);
    let card = said.card(view, page);
    let path = path(page.url()).filter(|_| card.can_be_drawn())?;
    let origin = format!("the card of {}", page.source().unwrap_or_else(|| page.url()));
    Some(OutputFile { path, bytes: card.draw(), origin })
}

/// What templates call `page.card`: the `path` of the picture, its size, and what stands on it.
pub(super) fn of(view: &AudienceView, id: PageId) -> Value {
    if !view.has_cards() {
        return Value::none();
    }
    let page = view.page(id);
    let said = Said::of(view, id);
    let card = said.card(view, page);
    let Some(path) = path(page.url()).filter(|_| card.can_be_drawn()) else { return Value::none() };
    let words: Vec<&str> = [Some(card.title), card.pay, Some(card.site)].into_iter().flatten().collect();
    map([
        ("path", text(&address::encode(path.as_str()))),
        ("width", Value::from(WIDTH)),
        ("height", Value::from(HEIGHT)),
        ("alt", text(&words.join(". "))),
    ])
}

/// Where the card of the page at this address lies: `cards/roles/ai-tech-lead.png`; that of the home page is `cards.png`.
fn path(url: &str) -> Option<OutPath> {
    OutPath::new(format!("cards{}.png", url.trim_end_matches('/')))
}

/// The texts of a card that the page does not have in one piece.
struct Said {
    section: Option<String>,
    pay: Option<String>,
}

impl Said {
    fn of(view: &AudienceView, id: PageId) -> Said {
        let branch = nav::ancestors(view, id).get(1).map(|section| view.page(*section).title().to_owned());
        Said { section: branch, pay: pay(view, view.page(id)) }
    }

    fn card<'c>(&'c self, view: &'c AudienceView, page: &'c VisiblePage) -> Card<'c> {
        let accent = view.brand().accent.as_ref().map_or(ACCENT, |(accent, _)| accent.channels());
        let title = if page.url() == view.start() { view.title() } else { page.title() };
        let site = view.brand().name.as_deref().filter(|_| page.url() == view.start()).unwrap_or(view.title());
        Card { section: self.section.as_deref(), title, pay: self.pay.as_deref(), site, accent }
    }
}

/// What is paid, as the page says it first: of an opening, of a role, and on pages of pay. A made-up figure says so.
fn pay(view: &AudienceView, page: &VisiblePage) -> Option<String> {
    let (range, terms) = said_first(view, page)?;
    let parts: Vec<&str> = [range.as_str()].into_iter().chain(terms.iter().map(String::as_str)).collect();
    Some(parts.join(" · "))
}

/// What cards in a list say of that: the `range`, and its `terms`: whether it is an example, and where it is paid.
pub(super) fn first_range(view: &AudienceView, page: &VisiblePage) -> Value {
    said_first(view, page).map_or_else(Value::none, |(range, terms)| {
        let terms = terms.iter().map(|term| text(term)).collect::<Vec<_>>();
        map([("range", text(&range)), ("terms", Value::from(terms))])
    })
}

/// The first range of a page with its period, and what belongs to it: that it is an example, if it is, and its place.
fn said_first(view: &AudienceView, page: &VisiblePage) -> Option<(String, Vec<String>)> {
    let locale = view.locale();
    let terms = |place: Option<&str>, example: bool| {
        let example = example.then(|| locale.text("pay.example"));
        [example, place].into_iter().flatten().map(str::to_owned).collect::<Vec<_>>()
    };
    let with_period =
        |range: &str, period: &str| format!("{range} {}", locale.text_or(&format!("per.{period}"), period));
    if let Some(pay) = page.job().and_then(|job| job.pay.as_ref()) {
        return Some((pay.text.clone(), terms(None, pay.example)));
    }
    if let Some(pay) = page.role().and_then(|role| role.pay.first()) {
        let range = with_period(&pay.band.range.text, &pay.band.range.period);
        return Some((range, terms(Some(&pay.place), pay.band.example)));
    }
    let nodes = (page.kind() == PageKind::Pay).then(|| page.document().nodes.as_slice())?;
    let (range, period, place, example) = first_band(nodes)?;
    Some((with_period(range, period), terms(Some(place), example)))
}

/// The first published base range that a body shows: its text, its period, what it is of, and whether it is made up.
fn first_band(nodes: &[Node]) -> Option<(&str, &str, &str, bool)> {
    nodes.iter().find_map(|node| match node {
        Node::Leaf(leaf) => {
            if let Some(table) = leaf.of::<PayTable>() {
                return table.rows.iter().filter(|row| row.base).find_map(|row| {
                    let band = row.band.as_ref()?;
                    Some((band.range.text.as_str(), band.range.period.as_str(), row.place.as_str(), band.example))
                });
            }
            leaf.of::<PayChart>()?.panels.iter().find_map(|panel| {
                let rows = panel.rows.iter().filter(|row| row.base);
                let bars = rows.filter_map(|row| Some((row, row.bars.iter().find(|bar| bar.published)?)));
                bars.map(|(row, bar)| (bar.text.as_str(), panel.period.as_str(), row.place.as_str(), bar.example))
                    .next()
            })
        }
        other => first_band(other.children()),
    })
}
