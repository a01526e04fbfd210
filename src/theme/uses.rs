//! What a template's text names: variables with their attributes, what it binds itself, and the templates it leads to.
//!
//! The template engine says nothing of a name that is only asked about, and nothing of a branch that no page takes. So the
//! text is read here once more, tag by tag; whether it is a template at all is for the engine to say.

use std::collections::BTreeSet;
use std::ops::Range;

/// A word of a path, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) name: String,
    pub(super) range: Range<usize>,
}

/// A variable with the attributes that are asked of it: `page.reviewed_on.iso`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Path {
    /// The variable; nothing where an attribute follows something else, such as `list[0].title`.
    pub(super) root: Option<Step>,
    pub(super) steps: Vec<Step>,
}

/// A message that a template asks for: the argument `key` of `t`.
pub(super) type Asked = Step;

/// What one template names.
#[derive(Debug, Default)]
pub(super) struct Uses {
    pub(super) paths: Vec<Path>,
    /// Variables that it sets itself.
    pub(super) bound: BTreeSet<String>,
    /// Those of them that may hold anything, because a site's own values are in them.
    pub(super) free: BTreeSet<String>,
    /// Templates that it includes.
    pub(super) includes: BTreeSet<String>,
    /// The template that it extends.
    pub(super) extends: Option<String>,
    pub(super) messages: Vec<Asked>,
}

/// A token of a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'t> {
    Word(&'t str, usize),
    Text(&'t str, usize),
    Mark(&'t str),
}

/// Words of the language that are no names.
const KEYWORDS: [&str; 31] = [
    "and",
    "block",
    "break",
    "component",
    "continue",
    "elif",
    "else",
    "endblock",
    "endcomponent",
    "endfilter",
    "endfor",
    "endif",
    "endset",
    "extends",
    "false",
    "False",
    "filter",
    "for",
    "if",
    "in",
    "include",
    "is",
    "none",
    "None",
    "not",
    "null",
    "or",
    "set",
    "set_global",
    "true",
    "True",
];

/// Marks of more than one character.
const MARKS: [&str; 10] = ["...", "?.", "?[", "==", "!=", "<=", ">=", "</", "//", "**"];

/// Reads a template.
pub(super) fn of(text: &str) -> Uses {
    let mut uses = Uses::default();
    let mut at = 0;
    while let Some(open) =
        text[at..].find("{{").into_iter().chain(text[at..].find("{%")).chain(text[at..].find("{#")).min()
    {
        let start = at + open;
        if text[start..].starts_with("{#") {
            let Some(end) = text[start..].find("#}") else { break };
            at = start + end + 2;
            continue;
        }
        let close = if text[start..].starts_with("{{") { "}}" } else { "%}" };
        let (tokens, end) = tokens(text, start + 2, close);
        at = end;
        if let [Token::Word("raw", _)] = tokens[..] {
            let behind = text[at..].find("endraw").map_or(text.len(), |found| at + found);
            at = text[behind..].find("%}").map_or(text.len(), |found| behind + found + 2);
            continue;
        }
        uses.tag(&tokens, close == "%}");
    }
    uses
}

/// The tokens from `at` to the mark `close`, and where it ends.
fn tokens<'t>(text: &'t str, mut at: usize, close: &str) -> (Vec<Token<'t>>, usize) {
    let mut found = Vec::new();
    let mut braces = 0_usize;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        if braces == 0 && rest.starts_with(close) {
            return (found, at + close.len());
        }
        let length = if first.is_whitespace() {
            first.len_utf8()
        } else if matches!(first, '"' | '\'' | '`') {
            let inside = string_end(rest, first);
            found.push(Token::Text(&rest[1..inside], at + 1));
            (inside + 1).min(rest.len())
        } else if first.is_alphanumeric() || first == '_' {
            let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            let word = &rest[..length];
            found.push(if first.is_ascii_digit() { Token::Mark("0") } else { Token::Word(word, at) });
            length
        } else {
            let length = MARKS.iter().find(|mark| rest.starts_with(**mark)).map_or(first.len_utf8(), |mark| mark.len());
            match first {
                '{' => braces += 1,
                '}' => braces = braces.saturating_sub(1),
                _ => {}
            }
            found.push(Token::Mark(&rest[..length]));
            length
        };
        at += length;
    }
    (found, text.len())
}

/// Where a string that begins with this quotation mark ends.
fn string_end(text: &str, quote: char) -> usize {
    let mut escaped = false;
    let end = text.char_indices().skip(1).find(|(_, c)| {
        let is_end = *c == quote && !escaped;
        escaped = *c == '\\' && !escaped;
        is_end
    });
    end.map_or(text.len(), |(at, _)| at)
}

impl Uses {
    fn tag(&mut self, tokens: &[Token<'_>], is_statement: bool) {
        // `{%-` and `-%}` only trim.
        let tokens = tokens.strip_prefix(&[Token::Mark("-")]).unwrap_or(tokens);
        let first = match tokens.first() {
            Some(Token::Word(word, _)) if is_statement => *word,
            _ => "",
        };
        match (first, tokens.get(1)) {
            ("include", Some(Token::Text(name, _))) => {
                self.includes.insert((*name).to_owned());
            }
            ("extends", Some(Token::Text(name, _))) => self.extends = Some((*name).to_owned()),
            ("block" | "endblock" | "endcomponent", _) => {}
            ("component", _) => {
                // Its arguments hold what its callers give it.
                for word in words(tokens) {
                    self.bound.insert(word.to_owned());
                    self.free.insert(word.to_owned());
                }
            }
            _ => self.expression(tokens),
        }
        if let ("set" | "set_global", Some(Token::Word(name, _))) = (first, tokens.get(1)) {
            self.bind([*name], &tokens[1..]);
        }
        // A loop, or a list made in an expression.
        for (at, _) in tokens.iter().enumerate().filter(|(_, token)| matches!(token, Token::Word("for", _))) {
            let is_in = |token: &Token<'_>| matches!(token, Token::Word("in", _));
            let Some(length) = tokens[at..].iter().position(is_in) else { continue };
            self.bind(words(&tokens[at + 1..at + length]), &tokens[at + length..]);
        }
    }

    /// These names are set to what `value` says.
    fn bind<'t>(&mut self, names: impl IntoIterator<Item = &'t str>, value: &[Token<'_>]) {
        let is_open = value.iter().any(|token| match token {
            Token::Word(word, _) => *word == "extra" || self.free.contains(*word),
            Token::Mark(mark) => *mark == "{",
            Token::Text(..) => false,
        });
        for name in names {
            self.bound.insert(name.to_owned());
            if is_open {
                self.free.insert(name.to_owned());
            }
        }
    }

    fn expression(&mut self, tokens: &[Token<'_>]) {
        let before = |at: usize| at.checked_sub(1).map(|at| tokens[at]);
        let mut path: Option<(usize, Path)> = None;
        for (at, token) in tokens.iter().enumerate() {
            let Token::Word(word, start) = *token else { continue };
            let step = Step { name: word.to_owned(), range: start..start + word.len() };
            let next = tokens.get(at + 1);
            if let Some(Token::Mark("." | "?.")) = before(at) {
                match &mut path {
                    Some((end, path)) if *end + 2 == at => {
                        path.steps.push(step);
                        *end = at;
                    }
                    _ => {
                        self.paths.extend(path.take().map(|(_, path)| path));
                        path = Some((at, Path { root: None, steps: vec![step] }));
                    }
                }
                continue;
            }
            let is_test = matches!(before(at), Some(Token::Word("is", _)))
                || matches!(
                    (before(at), at.checked_sub(1).and_then(before)),
                    (Some(Token::Word("not", _)), Some(Token::Word("is", _)))
                );
            let is_other = KEYWORDS.contains(&word)
                || is_test
                // A filter, the name of a component, a function, an argument or a variable that is set.
                || matches!(before(at), Some(Token::Mark("|" | "</" | "<") | Token::Word("set" | "set_global" | "filter", _)))
                    && !is_compared(tokens, at)
                || matches!(next, Some(Token::Mark("(" | "=")));
            if word == "t" && matches!(next, Some(Token::Mark("("))) {
                self.message(&tokens[at..]);
            }
            if is_other {
                continue;
            }
            self.paths.extend(path.take().map(|(_, path)| path));
            path = Some((at, Path { root: Some(step), steps: Vec::new() }));
        }
        self.paths.extend(path.map(|(_, path)| path));
    }

    /// The message that a call of `t` names in so many letters.
    fn message(&mut self, call: &[Token<'_>]) {
        let is_key = |three: &&[Token<'_>]| matches!(three, [Token::Word("key", _), Token::Mark("="), Token::Text(..)]);
        let end = call.iter().position(|token| *token == Token::Mark(")")).unwrap_or(call.len());
        let computed = |at: usize| matches!(call.get(at), Some(Token::Mark("~" | "|")));
        if let Some(at) = call[..end].windows(3).position(|three| is_key(&three))
            && let Token::Text(key, start) = call[at + 2]
            && !computed(at + 3)
        {
            self.messages.push(Step { name: key.to_owned(), range: start..start + key.len() });
        }
    }
}

/// Whether `<` before a word compares it with something before that, and opens no component.
fn is_compared(tokens: &[Token<'_>], at: usize) -> bool {
    at >= 2 && tokens[at - 1] == Token::Mark("<")
}

fn words<'t>(tokens: &[Token<'t>]) -> impl Iterator<Item = &'t str> {
    let word = |token: &Token<'t>| match token {
        Token::Word(word, _) => Some(*word),
        _ => None,
    };
    tokens.iter().filter_map(word).collect::<Vec<_>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let show = |path: &Path| {
            let steps = path.root.iter().chain(&path.steps);
            assert!(steps.clone().all(|step| text[step.range.clone()] == step.name), "{path:?}");
            let names: Vec<_> = steps.map(|step| step.name.as_str()).collect();
            if path.root.is_some() { names.join(".") } else { format!("?.{}", names.join(".")) }
        };
        assert_eq!(of(text).paths.iter().map(show).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn names_are_found_wherever_a_value_may_stand() {
        check("a {{ page.title }} b {{- site.title -}}", &["page.title", "site.title"]);
        check("{% if a and not b.c %}{% elif d == \"x.y\" %}{% else %}{% endif %}", &["a", "b.c", "d"]);
        check("{{ a.b[c.d].e }}", &["a.b", "c.d", "?.e"]);
        check("{{ a if b else c }}{{ a?.b }}{{ 1.5 + x }}", &["a", "b", "c", "a.b", "x"]);
        check("{{ x | default(value=y) | upper }}", &["x", "y"]);
        check("{% if x is defined %}{% if y is not string %}{% endif %}{% endif %}", &["x", "y"]);
        check("{{ t(key=\"a.b\", count=n.m) }}", &["n.m"]);
        check("{% if a < b %}{{ <Card title={c} /> }}{% endif %}", &["a", "b", "c"]);
        check("{# {{ a }} #}{% raw %}{{ b }}{% endraw %}{{ c }}", &["c"]);
        check("{{ {\"k\": v} }}{{ [w] }}", &["v", "w"]);
        check("{% block main %}{% endblock main %}", &[]);
    }

    #[test]
    fn what_a_template_binds_is_known() {
        let uses = of(
            "{% set a = 1 %}{% for k, v in m %}{% endfor %}{% set own = page.extra.x %}{% for i in own %}{% endfor %}",
        );
        assert_eq!(uses.bound.iter().collect::<Vec<_>>(), ["a", "i", "k", "own", "v"]);
        assert_eq!(uses.free.iter().collect::<Vec<_>>(), ["i", "own"]);
        assert!(of("{{ [x for x in list] }}").bound.contains("x"));
    }

    #[test]
    fn other_templates_and_messages_are_known() {
        let uses =
            of("{% extends \"base.html\" %}{% include 'parts/a.html' %}{{ t(key=\"a.b\") }}{{ t(key=\"a.\" ~ x) }}");
        assert_eq!(uses.extends.as_deref(), Some("base.html"));
        assert!(uses.includes.contains("parts/a.html"));
        assert_eq!(uses.messages.len(), 1);
        assert_eq!(uses.messages[0].name, "a.b");
    }
}
