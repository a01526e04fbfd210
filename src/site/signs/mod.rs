//! Signs of instructions that were not read as instructions: the one place that decides what is one.
//!
//! A typing mistake must not open a door. Where a page, a record or a file carries a sign that something was meant to
//! be hidden, it is for the highest audience alone until the slip is corrected, and an error says what was seen and what
//! to type; no setting lowers it. Each file owns one family: [`top`] settings that stand in the text, [`keys`],
//! [`settings`] and [`commented`] keys that nothing reads, [`values`] texts of theirs, [`constructs`] and [`tags`] the marks of other tools and blocks that
//! look like ours, [`empty`] blocks that hold nothing, [`escaped`] the same as editors escape them, [`label`], [`in_line`], [`bare`], [`stamp`] and [`abroad`] words that say who may read
//! something, [`unseen`] and [`hidden_html`] what others do not show, [`columns`] tables, [`called`] names, [`attached`]
//! files that would be copied whole, [`beside`] files that speak for a folder or a page elsewhere. Prose stays prose: a word alone is never a sign.

mod abroad;
mod around;
mod attached;
mod bare;
mod beside;
mod body;
mod called;
mod columns;
mod commented;
mod constructs;
mod empty;
mod escaped;
mod front_keys;
mod hidden_html;
mod hiding;
mod in_line;
mod key_lists;
mod key_words;
mod keys;
mod label;
mod names;
mod phrase;
mod quoted;
mod settings;
mod stamp;
mod tags;
mod top;
mod unseen;
mod values;
mod vocabulary;

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use self::body::{Body, ForSome};
pub use self::hiding::Hiding;
use self::keys::Wish;
use self::names::AudienceNames;
use self::values::Words;
use super::source::block_kind::BlockKind;
use super::source::blocks::{Blocks, Directive};
use super::source::effect::Effect;
use super::source::fold::fold;
use super::source::front_matter::{FrontMatter, Layout};
use super::source::half_read::NOT_READ;
use crate::config::{Audience, Config};
use crate::diag::{Diagnostic, Diagnostics, Place, Source, rules};

/// What a site takes for a sign: its audiences by name, and its day.
pub(in crate::site) struct Signs {
    names: AudienceNames,
    /// The same for each language but English of the translations: the end of their files' names comes first.
    names_elsewhere: Option<(Vec<String>, AudienceNames)>,
    /// What `:::NAME` may name.
    audiences: Vec<String>,
    today: Date,
    highest: Audience,
    lowest: Audience,
    /// The audience that a hint names.
    example: String,
    /// In a site with one audience, nobody sees less than another.
    is_only: bool,
}

impl Effect {
    fn note(&mut self, wish: Wish) {
        self.closes = true;
        self.keeps_back |= wish == Wish::KeepBack;
    }
}

/// A sign in the text of a page.
struct Sign {
    /// As bytes of the source.
    range: Range<usize>,
    kind: SignKind,
}

enum SignKind {
    /// A block that cannot be one where it stands.
    Block,
    /// `:internal[...]`
    Inline(String),
    /// A block for this audience in code that does not say it is an example.
    BlockInCode(String),
    /// What was reported where it was read.
    Told,
    /// Something of another tool that names this audience.
    Mark(String),
    /// Words beside or above a passage that say it is for this audience.
    Label(String),
    /// Words at the top of a page that say what the whole is.
    Stamp(Wish),
    /// A comment of another tool, or HTML that browsers hide.
    Unseen,
    /// A line of settings; `hides` when it holds a key that hides something.
    Setting { wish: Wish, hides: bool },
}

impl Signs {
    /// The signs of a site with these settings.
    pub(in crate::site) fn new(config: &Config) -> Signs {
        let highest = config.audiences.highest();
        Signs {
            names: AudienceNames::new(config, !is_english(&config.language)),
            names_elsewhere: names_elsewhere(config),
            audiences: config.audiences.names().to_vec(),
            today: config.today,
            highest,
            lowest: config.audiences.lowest(),
            example: config.audiences.name(highest).to_owned(),
            is_only: highest == config.audiences.lowest(),
        }
    }

    /// Whether nobody sees more than an audience.
    pub(in crate::site) fn is_highest(&self, audience: Audience) -> bool {
        audience == self.highest
    }

    /// The names as they count in the language of a page: of the site, or of a translation.
    fn names_of(&self, path: &str) -> &AudienceNames {
        let is_one = |(endings, _): &&(Vec<String>, AudienceNames)| endings.iter().any(|end| path.ends_with(end));
        self.names_elsewhere.as_ref().filter(is_one).map_or(&self.names, |(_, names)| names)
    }

    /// Looks for signs in the text of a page, reports them, and closes what they stand in: the page, or the block for
    /// some readers around them. What words say about the page's readers is kept until it is known who they are.
    pub(in crate::site) fn close(
        &self,
        source: &Arc<Source>,
        layout: &Layout,
        front: &mut FrontMatter,
        blocks: &mut Blocks,
        diags: &mut Diagnostics,
    ) {
        if layout.has_front_matter {
            let range = layout.above.end..layout.body.start;
            let effect = self.in_comments(source, range, &mut Words::Open(&mut front.words), diags);
            front.unreadable |= effect.closes;
            front.draft |= effect.keeps_back;
        }
        self.in_empty_blocks(source, blocks, diags);
        let above = Body { source, range: layout.above.clone(), blocks: &Blocks::default(), is_first: false };
        let mut found = body::signs(&above, self);
        let below = Body { source, range: layout.body.clone(), blocks, is_first: !layout.has_front_matter };
        found.extend(body::signs(&below, self));
        let for_some = ForSome::of(blocks);
        for sign in found {
            let around = for_some.around(sign.range.start);
            if sign.kind.is_words() && around.is_some_and(|block| self.is_for_highest(block, blocks)) {
                continue;
            }
            let finding = self.report(source, &sign);
            if sign.kind.is_words() && around.is_none() {
                front.words.extend(finding);
                continue;
            }
            diags.extend(finding);
            match around {
                Some(block) => {
                    if let Directive::Open { head, .. } = &mut blocks.lines[block].directive {
                        head.kind = BlockKind::Audience(self.highest);
                    }
                }
                None => {
                    front.unreadable = true;
                    front.draft |= sign.kind.keeps_back();
                }
            }
        }
    }

    /// Whether nobody but the highest audience sees what a block holds: words that say so say what is true.
    fn is_for_highest(&self, block: usize, blocks: &Blocks) -> bool {
        let Directive::Open { head, .. } = &blocks.lines[block].directive else { return false };
        !self.is_only && matches!(head.kind, BlockKind::Audience(of) if of == self.highest)
    }

    fn report(&self, source: &Arc<Source>, sign: &Sign) -> Option<Diagnostic> {
        let place = Place::new(source, sign.range.clone());
        let written = short(&source.text[sign.range.clone()]);
        let block = |name: &str| format!("put what is for `{name}` between a line `:::{name}` and a line `:::`");
        let found = match &sign.kind {
            SignKind::Told => return None,
            SignKind::Block => not_a_block(place),
            SignKind::Inline(name) => hides_nothing(place, name),
            SignKind::BlockInCode(name) => {
                let message = format!("this block for `{name}` stands in code, so its text would show");
                Diagnostic::new(&rules::UNCLOSED_BLOCK, place, message).hint(
                    "close the code fence above it and begin it at the start of a line; if it is an example, begin its fence with ` ```markdown ` or ` ```text `",
                )
            }
            SignKind::Stamp(wish) => self.of_stamp(place, &written, *wish),
            SignKind::Mark(name) | SignKind::Label(name) => {
                let message = format!("`{written}` says who may read this and is not read, so it hides nothing");
                let hint = block(self.known(name));
                let is_label = matches!(sign.kind, SignKind::Label(_));
                finding(place, message).hint(if is_label { format!("{hint}; {OTHER_WORDS}") } else { hint })
            }
            SignKind::Unseen => {
                let message = format!("`{written}` is left out by other tools and shows here");
                let hint = "write a comment as `<!-- words -->`, or remove it";
                Diagnostic::new(&rules::COMMENT, place, message).hint(format!("{hint}; {}", block(&self.example)))
            }
            SignKind::Setting { wish: Wish::Limit, hides: true } => {
                let message = format!("`{written}` stands in the text of the page, where nothing reads it");
                finding(place, message).hint(MOVE_UP)
            }
            SignKind::Setting { wish: Wish::KeepBack, .. } => {
                let message = format!("`{written}` stands in the text of the page, so it keeps nothing back");
                let hint =
                    format!("{MOVE_UP}; the keys that keep a page back are `draft`, `publish_on` and `expire_on`");
                finding(place, message).hint(hint)
            }
            SignKind::Setting { .. } => {
                let message = format!("`{written}` looks like front matter and stands in the text of the page");
                finding(place, message).hint(MOVE_UP)
            }
        };
        Some(self.mild(if sign.kind.keeps_back() { Wish::KeepBack } else { Wish::Limit }, found))
    }

    fn of_stamp(&self, place: Place, written: &str, wish: Wish) -> Diagnostic {
        let example = &self.example;
        match wish {
            Wish::Limit => {
                let message = format!("`{written}` says who may read this and is not read, so it hides nothing");
                finding(place, message).hint(format!(
                    "put what is for `{example}` between a line `:::{example}` and a line `:::`; for the whole page write `audience: {example}` in its front matter"
                ))
            }
            Wish::KeepBack => {
                let message = format!("`{written}` stands in the text of the page, so it keeps nothing back");
                finding(place, message).hint(format!(
                    "{MOVE_UP}; `draft: true` keeps a page back, and `publish_on` until a day; what is for `{example}` alone stands between a line `:::{example}` and a line `:::`"
                ))
            }
        }
    }

    /// A name that the settings have; the highest audience's where they do not.
    fn known<'n>(&'n self, name: &'n str) -> &'n str {
        if self.names.is_listed(name) { name } else { &self.example }
    }

    /// In a site with one audience, what only names readers is a warning.
    fn mild(&self, wish: Wish, finding: Diagnostic) -> Diagnostic {
        if self.is_only && wish == Wish::Limit { finding.mild() } else { finding }
    }
}

fn is_english(language: &str) -> bool {
    language.to_lowercase().starts_with("en")
}

fn names_elsewhere(config: &Config) -> Option<(Vec<String>, AudienceNames)> {
    let tags = config.translations.iter().map(|language| language.tag.as_str()).filter(|tag| !is_english(tag));
    let endings: Vec<String> = tags.map(|tag| format!(".{tag}.md")).collect();
    (!endings.is_empty()).then(|| (endings, AudienceNames::new(config, true)))
}

const OTHER_WORDS: &str = "where nothing is to be hidden, say it in other words";
const MOVE_UP: &str =
    "begin the file with a line `---`, then `key: value` a line, and close with a line `---`; the text comes below";

fn finding(place: Place, message: String) -> Diagnostic {
    Diagnostic::new(&rules::UNREAD_INSTRUCTION, place, message)
}

/// A line that looks like a block and is not read as one.
pub(in crate::site) fn not_a_block(place: Place) -> Diagnostic {
    let range = place.range().unwrap_or_default();
    let before = place.text()[..range.start].rsplit('\n').next().unwrap_or("");
    let written = place.text()[range].trim();
    let plain = written.replace('：', ":");
    let bare = plain.trim_end_matches(['*', '_']);
    let hint = match before.trim() {
        _ if plain != written => format!("write `{plain}`, with the colons of an English keyboard"),
        "" if !before.is_empty() => format!("write `{written}` at the start of the line, without the spaces before it"),
        marks if !marks.is_empty() && marks.bytes().all(|byte| b"*_".contains(&byte)) => {
            format!("write `{bare}` alone in its line, without the marks around it, and so the `:::` that closes it")
        }
        _ => "a block begins at the start of a line, outside lists and quotes; look above it for a comment, a code \
                  fence or HTML that is not closed"
            .to_owned(),
    };
    Diagnostic::new(&rules::UNCLOSED_BLOCK, place, NOT_READ).hint(hint)
}

/// `:internal[text]` in prose.
pub(in crate::site) fn hides_nothing(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(&rules::UNCLOSED_BLOCK, place, format!("`:{name}[...]` hides nothing"))
        .hint(format!("put what is for `{name}` between a line `:::{name}` and a line `:::`"))
}

/// What was written, cut to what fits into a message.
fn short(text: &str) -> String {
    let line = fold(text.trim());
    let line = line.lines().next().unwrap_or("").trim();
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{}...", &line[..end]),
        None => line.to_owned(),
    }
}
