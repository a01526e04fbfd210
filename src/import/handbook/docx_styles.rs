//! What styles of Word do to text: which of them hide it, which draw it in white, what each is called.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::docx::{W, child, value};
use super::readers;

/// Styles rest on others; a chain that is longer leads in a circle.
const LONGEST_CHAIN: usize = 32;

#[derive(Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    looks: Looks,
}

/// How text looks, as far as something says so.
#[derive(Default, Clone, Copy)]
pub(super) struct Looks {
    pub(super) is_hidden: Option<bool>,
    pub(super) is_pale: Option<bool>,
}

impl Looks {
    /// What the properties of a run say.
    pub(super) fn of(properties: Option<Node<'_, '_>>) -> Looks {
        let Some(properties) = properties else { return Looks::default() };
        let hides = |node: &Node<'_, '_>| ["vanish", "specVanish"].iter().any(|name| node.has_tag_name((W, *name)));
        let is_on = |node: Node<'_, '_>| !matches!(node.attribute((W, "val")), Some("0" | "false" | "none" | "off"));
        let hidden: Vec<bool> = properties.children().filter(hides).map(is_on).collect();
        let colour = child(properties, "color").map(|colour| {
            let is_theme = |theme: &str| matches!(theme, "background1" | "light1");
            colour.attribute((W, "val")).is_some_and(readers::is_white)
                || colour.attribute((W, "themeColor")).is_some_and(is_theme)
        });
        let is_tiny = value(properties, "sz").and_then(|size| size.parse::<u32>().ok()).map(|size| size <= 4);
        // White letters on a dark ground are there to be read.
        let is_on_ground = ["shd", "highlight"].iter().any(|name| child(properties, name).is_some());
        let is_pale = match (colour, is_tiny) {
            (None, None) => None,
            (colour, tiny) => Some(colour == Some(true) && !is_on_ground || tiny == Some(true)),
        };
        Looks { is_hidden: (!hidden.is_empty()).then(|| hidden.contains(&true)), is_pale }
    }

    fn or(self, other: Looks) -> Looks {
        Looks { is_hidden: self.is_hidden.or(other.is_hidden), is_pale: self.is_pale.or(other.is_pale) }
    }
}

/// The styles of a document, by their ids.
#[derive(Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    /// What holds where no style says anything.
    defaults: Looks,
}

impl Styles {
    pub(super) fn read(xml: &str) -> Styles {
        let Ok(document) = Document::parse(xml) else { return Styles::default() };
        let mut styles = Styles::default();
        for node in document.descendants() {
            if node.has_tag_name((W, "rPrDefault")) {
                styles.defaults = Looks::of(child(node, "rPr"));
            }
            let Some(id) = node.attribute((W, "styleId")).filter(|_| node.has_tag_name((W, "style"))) else { continue };
            let style = Style {
                name: value(node, "name").unwrap_or(id).to_owned(),
                based_on: value(node, "basedOn").map(str::to_owned),
                looks: Looks::of(child(node, "rPr")),
            };
            styles.styles.insert(id.to_owned(), style);
        }
        styles
    }

    /// What a style is called.
    pub(super) fn name<'s>(&'s self, id: &'s str) -> &'s str {
        self.styles.get(id).map_or(id, |style| &style.name)
    }

    /// How text looks: as it says itself, else as its styles say, each with those that it rests on. One that hides is enough.
    pub(super) fn looks(&self, own: Looks, ids: &[Option<&str>]) -> (bool, bool) {
        let of_styles: Vec<Looks> = ids.iter().flatten().map(|id| self.inherited(id)).collect();
        let is = |own: Option<bool>, of: fn(&Looks) -> Option<bool>| {
            let said: Vec<bool> = of_styles.iter().filter_map(of).collect();
            let by_styles = if said.is_empty() { of(&self.defaults).unwrap_or(false) } else { said.contains(&true) };
            own.unwrap_or(by_styles)
        };
        (is(own.is_hidden, |looks| looks.is_hidden), is(own.is_pale, |looks| looks.is_pale))
    }

    fn inherited(&self, id: &str) -> Looks {
        let (mut looks, mut next) = (Looks::default(), Some(id));
        for _ in 0..LONGEST_CHAIN {
            let Some(style) = next.and_then(|id| self.styles.get(id)) else { break };
            looks = looks.or(style.looks);
            next = style.based_on.as_deref();
        }
        looks
    }
}

/// Levels of headings, by style.
pub(super) fn levels(xml: &str) -> BTreeMap<String, usize> {
    let Ok(document) = Document::parse(xml) else { return BTreeMap::new() };
    let mut levels = BTreeMap::new();
    for style in document.descendants().filter(|node| node.has_tag_name((W, "style"))) {
        let (Some(id), Some(name)) = (style.attribute((W, "styleId")), value(style, "name")) else { continue };
        let name = name.to_lowercase();
        let level = match name.strip_prefix("heading ") {
            Some(level) => level.parse().ok(),
            None => (name == "title").then_some(1),
        };
        levels.extend(level.map(|level: usize| (id.to_owned(), level.clamp(1, 6))));
    }
    levels
}

/// The level that the id of a style names, in documents without style sheets.
pub(super) fn of_name(style: &str) -> Option<usize> {
    let plain = style.to_lowercase();
    match plain.strip_prefix("heading") {
        Some(level) => level.trim().parse().ok().filter(|level| (1..=6).contains(level)),
        None => (plain == "title").then_some(1),
    }
}
