//! The signs in the text of a page.
//!
//! A page without an audience's name and without marks of other tools costs one pass over its bytes. What is found in
//! code or in a comment is told apart only then.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::around::Around;
use super::constructs::{self, Construct};
use super::keys::Wish;
use super::names::{AudienceNames, HitKind};
use super::quoted::{Part, Quoted};
use super::top::{self, Setting};
use super::{Sign, SignKind, Signs, bare, escaped, label, unseen};
use crate::diag::Source;
use crate::site::source::block_kind::BlockKind;
use crate::site::source::blocks::{Blocks, Directive, Head};
use crate::site::source::fold::Folded;
use crate::site::source::syntax::comments;

/// A page's text and what is known of it.
pub(super) struct Body<'p> {
    pub(super) source: &'p Arc<Source>,
    pub(super) range: Range<usize>,
    pub(super) blocks: &'p Blocks,
    /// Whether no front matter stands before it.
    pub(super) is_first: bool,
}

/// Something that may be a sign, as a range of the folded text.
struct Candidate {
    range: Range<usize>,
    /// The byte that is in code or a comment if the whole is.
    at: usize,
    what: What,
}

enum What {
    Construct(Construct, String),
    Setting(Setting),
}

/// Every sign in a body, in the order of the text.
pub(super) fn signs(body: &Body<'_>, signs: &Signs) -> Vec<Sign> {
    let names = signs.names_of(&body.source.path);
    let folded = Folded::new(&body.source.text[body.range.clone()], body.range.start);
    let text = folded.text();
    let for_some = ForSome::of(body.blocks);
    let mut candidates = constructs_in(&folded, body.blocks, names);
    candidates.extend(comments_that_name(text, names));
    let source = &body.source.text;
    let is_comment = |at: usize| source[folded.origin(&(at..at)).start..].starts_with("<!--");
    candidates.extend(unseen::unseen(text, is_comment).into_iter().map(|range| Candidate {
        at: range.start,
        range,
        what: What::Construct(Construct::Unseen, String::new()),
    }));
    let settings = top::settings(text, body.is_first, names, signs.today, |line| {
        for_some.around(folded.origin(line).start).is_some()
    });
    candidates.extend(settings.into_iter().map(|setting| Candidate {
        at: setting.range.start,
        range: setting.range.clone(),
        what: What::Setting(setting),
    }));
    if candidates.is_empty() {
        return Vec::new();
    }
    leave_out(&mut candidates, Construct::Brackets, || names.is_a_link(text));
    leave_out(&mut candidates, Construct::Bare, || bare::is_one_of_several(text));
    let quoted = Quoted::new(body.source, body.range.clone(), body.blocks);
    let mut found: Vec<Sign> = candidates
        .into_iter()
        .filter_map(|candidate| {
            let range = folded.origin(&candidate.range);
            let part = quoted.part(folded.origin(&(candidate.at..candidate.at)).start);
            let sign = |kind| Some(Sign { range: range.clone(), kind });
            match candidate.what {
                What::Construct(construct, name) => sign(of_construct(construct, name, part, text, &candidate.range)?),
                What::Setting(setting) => {
                    let outside = for_some.around(range.start).is_none();
                    let counts = match part {
                        Part::Text => outside,
                        Part::Comment => setting.hides && outside,
                        Part::Code(_) | Part::OpenCode | Part::CodeFence => setting.in_code,
                        Part::CodeSpan => false,
                    };
                    counts.then_some(())?;
                    sign(match setting.is_stamp {
                        true => SignKind::Stamp(setting.wish),
                        false => SignKind::Setting { wish: setting.wish, hides: setting.hides },
                    })
                }
            }
        })
        .collect();
    found.sort_by_key(|sign| sign.range.start);
    say_once(&mut found, source);
    found
}

/// Leaves out the constructs of a kind that the rest of the page shows to be something else.
fn leave_out(candidates: &mut Vec<Candidate>, kind: Construct, is_else: impl FnOnce() -> bool) {
    let is_kind = |candidate: &Candidate| matches!(candidate.what, What::Construct(found, _) if found == kind);
    if candidates.iter().any(is_kind) && is_else() {
        candidates.retain(|candidate| !is_kind(candidate));
    }
}

/// Leaves out what another sign says already.
fn say_once(found: &mut Vec<Sign>, text: &str) {
    // A line that is a setting is said once.
    // What closes a mark is told with what opens it, and closes the page as it does.
    let mut opened: BTreeSet<String> = BTreeSet::new();
    for sign in found.iter_mut() {
        let (SignKind::Mark(name) | SignKind::Label(name)) = &sign.kind else { continue };
        let written = text[sign.range.clone()].trim_start();
        let closes = ["</", "[/", "{/", "{{/", "{% end", "END ", "End "].iter().any(|mark| written.starts_with(mark));
        if closes && opened.contains(name) {
            sign.kind = SignKind::Told;
        } else {
            opened.insert(name.clone());
        }
    }
    // What a mark says of a tag needs no word about its attributes.
    let mut marked = 0;
    found.retain(|sign| {
        let is_mark = matches!(sign.kind, SignKind::Mark(_));
        marked = if is_mark { marked.max(sign.range.end) } else { marked };
        !matches!(sign.kind, SignKind::Unseen)
            || sign.range.start >= marked
            || !text[sign.range.clone()].starts_with('<')
    });
    let settings: BTreeSet<usize> = found
        .iter()
        .filter(|sign| matches!(sign.kind, SignKind::Setting { .. } | SignKind::Stamp(_)))
        .map(|sign| sign.range.start)
        .collect();
    found.retain(|sign| {
        !(matches!(sign.kind, SignKind::Mark(_) | SignKind::Label(_)) && settings.contains(&sign.range.start))
    });
    // Where a line with a hiding key was found, what else looks like front matter around it needs no word of its own.
    let any_hides = found.iter().any(|sign| matches!(sign.kind, SignKind::Setting { hides: true, .. }));
    let mut seen_front_matter = any_hides;
    found.retain(|sign| match sign.kind {
        SignKind::Setting { hides: false, .. } => !std::mem::replace(&mut seen_front_matter, true),
        _ => true,
    });
}

/// What a construct is a sign of where it stands.
fn of_construct(construct: Construct, name: String, part: Part, text: &str, range: &Range<usize>) -> Option<SignKind> {
    match (part, construct) {
        (Part::Text, Construct::Block) => Some(SignKind::Block),
        (Part::Text, Construct::Inline) => Some(SignKind::Inline(name)),
        (Part::Text, Construct::Unseen) => Some(SignKind::Unseen),
        (Part::Text, Construct::Mark | Construct::Brackets | Construct::Comment | Construct::CodeFence) => {
            Some(SignKind::Mark(name))
        }
        (Part::Text, Construct::Label | Construct::Bare) => Some(SignKind::Label(name)),
        (Part::CodeSpan, Construct::Block) if escaped::is_block_in_code_spans(&Around::new(text, range.clone())) => {
            Some(SignKind::Mark(name))
        }
        (Part::Comment, Construct::Comment) | (Part::CodeFence, Construct::CodeFence) => Some(SignKind::Mark(name)),
        (_, Construct::Told) => Some(SignKind::Told),
        // A block at the start of a line in open code was reported where blocks are read.
        (Part::OpenCode, Construct::Block) if is_at_line_start(text, range) => Some(SignKind::Told),
        (Part::Code(false) | Part::OpenCode, Construct::Block | Construct::Inline) => {
            begins_block(text, range).then_some(SignKind::BlockInCode(name))
        }
        _ => None,
    }
}

fn is_at_line_start(text: &str, range: &Range<usize>) -> bool {
    range.start == 0 || text[..range.start].ends_with('\n')
}

/// Whether the colons at a place in code are the beginning of a line, so that a block was meant.
fn begins_block(text: &str, range: &Range<usize>) -> bool {
    let around = Around::new(text, range.clone());
    let is_first = around.before.trim_start_matches([' ', '\t', '>', '-', '*', '+']).is_empty();
    let line = around.content();
    let is_inline = line.starts_with(':') && around.after.starts_with('[');
    is_first
        && (is_inline
            || line.starts_with(":::")
            || line.starts_with("::") && !line[2..].contains([':', '(', ';', '.', '<']))
}

/// The constructs that name an audience.
fn constructs_in(folded: &Folded<'_>, blocks: &Blocks, names: &AudienceNames) -> Vec<Candidate> {
    let text = folded.text();
    let mut found: Vec<Candidate> = Vec::new();
    for hit in names.hits(text) {
        if found.last().is_some_and(|last| last.range.contains(&hit.range.start)) {
            continue;
        }
        let around = Around::new(text, hit.range.clone());
        let at = folded.origin(&hit.range).start;
        let directive = directive_at(blocks, at);
        let seen = match (directive, hit.is_name()) {
            (None, _) if hit.kind == HitKind::Word => label::is_words(&around, names).then_some(Construct::Label),
            (_, _) if hit.kind == HitKind::Word => None,
            // What was meant as a block in one line hides nothing behind it.
            (Some(Directive::Leaf(Head { kind: BlockKind::Unknown { .. }, .. })), _) => {
                names.nearly(constructs::word_behind(&around)).or(names.nearly(around.name())).map(|_| Construct::Told)
            }
            // What an attribute of a block says is the id of a record, or a file.
            (Some(Directive::Leaf(head)), true) if names.is_weak(around.name()) && is_value(head, at) => None,
            (Some(Directive::Open { head, .. } | Directive::Leaf(head)), true) => {
                opening_line(&around, names, matches!(head.kind, BlockKind::Audience(_)))
            }
            (Some(_), _) => None,
            (None, true) => constructs::of(&around, names),
            (None, false) => constructs::nearly(&around, names),
        };
        let Some(construct) = seen else { continue };
        let name = if hit.kind != HitKind::Mark { around.name() } else { constructs::word_behind(&around) };
        let canonical = names.nearly(name).unwrap_or(name).to_owned();
        let range = constructs::extent(&around, construct);
        found.push(Candidate { range, at: hit.range.start, what: What::Construct(construct, canonical) });
    }
    found
}

/// Whether byte `at` of the source lies in the value of an attribute that the block has.
fn is_value(head: &Head, at: usize) -> bool {
    head.attributes.iter().any(|(.., value)| value.contains(&at))
}

/// An audience named on the opening line of a block that is another one: `:::note{.internal}`.
fn opening_line(around: &Around<'_>, names: &AudienceNames, is_audience: bool) -> Option<Construct> {
    // The name of the block itself is read.
    if is_audience && around.before.trim_matches([':', ' ']).is_empty() {
        return None;
    }
    constructs::on_opening_line(around, names).then_some(Construct::Mark)
}

/// Comments that say nothing but an audience.
fn comments_that_name(text: &str, names: &AudienceNames) -> Vec<Candidate> {
    if !text.contains("<!--") {
        return Vec::new();
    }
    let closed = comments(text).filter(|(_, is_closed)| *is_closed);
    let named = closed.filter_map(|(range, _)| {
        let inner = text[range.clone()].trim_matches(['<', '!', '-', '>']);
        let set = || {
            let tokens = inner.split([' ', ',', ';', '\n']).filter_map(|token| token.split_once(['=', ':']));
            let is_audience = |(key, _): &(&str, &str)| super::keys::is_audience(key);
            tokens.filter(is_audience).find_map(|(_, value)| names.named(value))
        };
        let named = names.marked(inner).or_else(set)?;
        let name = named.name.to_owned();
        Some(Candidate { at: range.start, range, what: What::Construct(Construct::Comment, name) })
    });
    named.collect()
}

/// The directive whose line holds byte `at` of the source.
fn directive_at(blocks: &Blocks, at: usize) -> Option<&Directive> {
    let after = blocks.lines.partition_point(|line| line.range.start <= at);
    let line = &blocks.lines[after.checked_sub(1)?];
    line.range.contains(&at).then_some(&line.directive)
}

/// The outermost blocks for some readers, in the order of the text.
pub(super) struct ForSome(Vec<(Range<usize>, usize)>);

impl ForSome {
    pub(super) fn of(blocks: &Blocks) -> ForSome {
        let mut outermost: Vec<(Range<usize>, usize)> = Vec::new();
        for (index, line) in blocks.lines.iter().enumerate() {
            if let Directive::Open { head, end } = &line.directive
                && matches!(head.kind, BlockKind::Audience(_) | BlockKind::Unknown { .. })
                && outermost.last().is_none_or(|(last, _)| last.end <= line.range.start)
            {
                outermost.push((line.range.start..*end, index));
            }
        }
        ForSome(outermost)
    }

    /// The index of the directive whose block byte `at` of the source lies in.
    pub(super) fn around(&self, at: usize) -> Option<usize> {
        let after = self.0.partition_point(|(range, _)| range.start <= at);
        let (range, index) = &self.0[after.checked_sub(1)?];
        range.contains(&at).then_some(*index)
    }
}

/// The wish of a sign, as far as it has one.
impl SignKind {
    /// Whether it is words that say who may read something, which is no slip where that is so.
    pub(super) fn is_words(&self) -> bool {
        matches!(self, SignKind::Label(_) | SignKind::Stamp(Wish::Limit))
    }

    pub(super) fn keeps_back(&self) -> bool {
        matches!(self, SignKind::Setting { wish: Wish::KeepBack, .. } | SignKind::Stamp(Wish::KeepBack))
    }
}
