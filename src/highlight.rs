//! Colours code: about ten coarse classes, so that the markup stays small.
//!
//! Owns the list of languages that can be coloured. The grammars are loaded when the first fence asks for them, and
//! what was coloured once is kept. It must not know pages.

mod coloured;

use std::borrow::Cow;
use std::collections::HashMap;
use std::str::FromStr;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

pub use coloured::Coloured;
use coloured::escaped;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

/// Code longer than this stays plain: grammars take about a second for four times as much.
const LONGEST: usize = 64 * 1024;
/// Code with a longer line stays plain: the time of some grammars grows with the square of a line.
const LONGEST_LINE: usize = 1_000;
/// Scopes open at once past this number leave the code plain: each piece is held against all of them.
const DEEPEST: usize = 200;
/// After this long colouring stops. It is far more than any code needs that people read, and whoever asks has to treat
/// it as an error: what is published must not depend on how fast a computer is.
const PATIENCE: Duration = Duration::from_secs(5);
/// Coloured code may be this many times as long as plain code; past that it stays plain.
const GROWTH: usize = 4;
/// What a short piece may grow by in any case: a line of markup is mostly marks.
const ALLOWANCE: usize = 256;
/// How many bytes of coloured code are kept.
const KEPT: usize = 32 * 1024 * 1024;

/// Words for code that has no colours.
const PLAIN: &str = "text txt plain plaintext none console output shell-session transcript mermaid powershell pwsh ps1 vb vbnet math \
    regex prolog cobol fortran mdx gherkin cucumber plantuml liquid razor cshtml blade pug apache cron excel";

/// Words that authors use for languages the grammars call otherwise.
const ALIASES: [(&str, &str); 36] = [
    ("csharp", "cs"),
    ("jsx", "tsx"),
    ("objc", "objective-c"),
    ("shellsession", "sh"),
    ("terminal", "sh"),
    ("zsh-session", "sh"),
    ("batch", "bat"),
    ("dos", "bat"),
    ("node", "js"),
    ("mjs", "js"),
    ("cjs", "js"),
    ("jsonl", "json"),
    ("ndjson", "json"),
    ("geojson", "json"),
    ("jsonld", "json"),
    ("json-ld", "json"),
    ("webmanifest", "json"),
    ("plsql", "sql"),
    ("tsql", "sql"),
    ("mysql", "sql"),
    ("postgresql", "sql"),
    ("postgres", "sql"),
    ("python3", "python"),
    ("ipython", "python"),
    ("pycon", "python"),
    ("ejs", "html"),
    ("handlebars", "html"),
    ("golang", "go"),
    ("jsonc", "json"),
    ("json5", "json"),
    ("shell", "sh"),
    ("py3", "python"),
    ("c#", "cs"),
    ("f#", "fsharp"),
    ("markdown", "md"),
    ("docker", "dockerfile"),
];

/// Scopes and the class their text gets; the first that fits counts, so the finer stand before the coarser.
const CLASSES: [(&str, &str); 30] = [
    ("comment", "c"),
    ("string.regexp", "s"),
    ("string.unquoted", ""),
    ("string", "s"),
    ("constant.character.escape", "n"),
    ("constant", "n"),
    ("entity.name.function", "f"),
    ("support.function", "f"),
    ("variable.function", "f"),
    ("entity.name.tag", "t"),
    ("entity.other.attribute-name", "a"),
    ("entity.name.section", "h"),
    ("entity.name", "t"),
    ("entity.other.inherited-class", "t"),
    ("support.type", "t"),
    ("support.class", "t"),
    ("support.constant", "n"),
    ("support", "f"),
    ("storage.type.function", "k"),
    ("storage", "k"),
    ("keyword.operator", "o"),
    ("keyword", "k"),
    ("variable.language", "k"),
    ("variable.parameter", "v"),
    ("markup.inserted", "i"),
    ("markup.deleted", "d"),
    ("markup.heading", "h"),
    ("markup.bold", "h"),
    ("meta.diff.header", "h"),
    ("meta.diff.range", "c"),
];

struct Grammars {
    set: SyntaxSet,
    classes: Vec<(Scope, &'static str)>,
}

fn grammars() -> &'static Grammars {
    static GRAMMARS: OnceLock<Grammars> = OnceLock::new();
    GRAMMARS.get_or_init(|| Grammars {
        set: two_face::syntax::extra_newlines(),
        classes: CLASSES
            .iter()
            .map(|(scope, class)| (Scope::from_str(scope).expect("our scopes are well formed"), *class))
            .collect(),
    })
}

/// Whether code in this language can be coloured, or is known to need no colours.
pub fn is_known(language: &str) -> bool {
    is_plain(language) || grammar(language).is_some()
}

/// The known language whose name is nearest to `language`, if any is near.
pub fn nearest(language: &str) -> Option<String> {
    let wanted = language.to_lowercase();
    let names =
        grammars().set.syntaxes().iter().flat_map(|syntax| {
            std::iter::once(syntax.name.to_lowercase()).chain(syntax.file_extensions.iter().cloned())
        });
    names
        .filter(|name| name.len() > 2 && !name.contains(' '))
        .map(|name| (strsim::damerau_levenshtein(&name, &wanted), name))
        .filter(|(distance, name)| *distance <= 2 && *distance < name.chars().count() / 2)
        .min()
        .map(|(_, name)| name)
}

fn is_plain(language: &str) -> bool {
    PLAIN.split(' ').any(|plain| plain.eq_ignore_ascii_case(language))
}

fn grammar(language: &str) -> Option<&'static SyntaxReference> {
    let lower = language.to_lowercase();
    let name = ALIASES.iter().find(|(alias, _)| *alias == lower).map_or(lower.as_str(), |(_, name)| name);
    grammars().set.find_syntax_by_token(name)
}

/// Code, coloured where the language is known, and how long that took. Where that is more than a page may take, it is not finished.
pub fn timed(language: Option<&str>, code: &str) -> (Arc<Coloured>, Duration) {
    let is_short = |code: &str| code.len() <= LONGEST && code.lines().all(|line| line.len() <= LONGEST_LINE);
    let grammar = match language {
        Some(language) if is_short(code) && !is_plain(language) => grammar(language),
        _ => None,
    };
    let Some(grammar) = grammar else { return (Arc::new(Coloured::plain(code)), Duration::ZERO) };
    let key = blake3::hash(format!("{}\0{code}", grammar.name).as_bytes());
    static KEPT_CODE: Mutex<Option<Kept>> = Mutex::new(None);
    let lock = || KEPT_CODE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = lock().as_ref().and_then(|kept| kept.code.get(&key)) {
        return (Arc::clone(known), Duration::ZERO);
    }
    // Outside the lock: two threads may colour the same code once, and come to the same result.
    let start = Instant::now();
    let coloured = coloured(grammar, code, start);
    let took = start.elapsed();
    let coloured = Arc::new(coloured.unwrap_or_else(|| Coloured::plain(code)));
    if took < PATIENCE {
        lock().get_or_insert_default().keep(key, &coloured);
    }
    // One block that was stopped is too much for any page.
    (coloured, if took < PATIENCE { took } else { Duration::MAX })
}

/// Coloured code by the hash of its language and text. It only saves time, so its order does not matter.
#[derive(Default)]
struct Kept {
    code: HashMap<blake3::Hash, Arc<Coloured>>,
    bytes: usize,
}

impl Kept {
    fn keep(&mut self, key: blake3::Hash, coloured: &Arc<Coloured>) {
        if self.bytes + coloured.len() > KEPT {
            self.code.clear();
            self.bytes = 0;
        }
        self.bytes += coloured.len();
        self.code.insert(key, Arc::clone(coloured));
    }
}

/// The code in colours, or `None` when a grammar gives up or the markup would be too long.
fn coloured(grammar: &SyntaxReference, code: &str, start: Instant) -> Option<Coloured> {
    let set = &grammars().set;
    let mut state = ParseState::new(grammar);
    let mut stack = ScopeStack::new();
    let mut coloured = Coloured::default();
    for line in code.split_inclusive('\n') {
        // The grammars expect every line to end.
        let ended = if line.ends_with('\n') { Cow::Borrowed(line) } else { Cow::Owned(format!("{line}\n")) };
        let steps = state.parse_line(&ended, set).ok()?;
        let mut from = 0;
        for (at, step) in &steps {
            let at = (*at).min(line.len());
            coloured.add(line.get(from..at)?, class(&stack));
            stack.apply(step).ok()?;
            from = at;
        }
        coloured.add(line.get(from..)?, class(&stack));
        if stack.len() > DEEPEST || start.elapsed() > PATIENCE {
            return None;
        }
    }
    (coloured.len() <= GROWTH * escaped(code).len() + ALLOWANCE).then_some(coloured)
}

/// The class of what the scopes on top say; empty for text without colour.
fn class(stack: &ScopeStack) -> &'static str {
    for scope in stack.as_slice().iter().rev() {
        if let Some((_, class)) = grammars().classes.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)) {
            return class;
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUST: &str = r#"
/// Adds two numbers, and says so.
pub fn add(left: u64, right: u64) -> u64 {
    let sum = left + right; // no overflow here
    println!("{left} + {right} = {sum}, as <b>bold</b> & plain");
    if sum > 1_000 { panic!("too much") } else { sum }
}
"#;

    fn html(language: Option<&str>, code: &str) -> String {
        timed(language, code).0.html(&[])
    }

    fn text_of(html: &str) -> String {
        let mut text = String::new();
        for piece in html.split('<') {
            text.push_str(piece.split_once('>').map_or(piece, |(_, rest)| rest));
        }
        text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    }

    #[test]
    fn colours_keep_the_text_and_stay_within_four_times_its_length() {
        for (language, code) in [
            ("rust", RUST),
            ("toml", "[role]\ntitle = \"AI Tech Lead\" # the title\nminutes = 240\n"),
            ("html", "<p class=\"x\" onclick='alert(1)'>a &amp; b</p>"),
            ("js", "const f = (a) => `${a}</script>` + /x<y/.test(a)"),
            ("diff", "--- a\n+++ b\n@@ -1 +1 @@\n-old <b>\n+new"),
            ("python", "def f(x: int = 3) -> str:\n    return f'{x}' if x else None"),
        ] {
            let coloured = html(Some(language), code);
            assert_eq!(text_of(&coloured), code, "{language}");
            assert!(coloured.contains("<span class=\""), "{language}: {coloured}");
            assert!(coloured.len() <= 4 * escaped(code).len() + ALLOWANCE, "{language}");
        }
    }

    #[test]
    fn comments_strings_and_keywords_have_their_class() {
        let coloured = html(Some("rust"), RUST);
        assert!(coloured.contains("<span class=\"c\">// no overflow here"), "{coloured}");
        assert!(coloured.contains("<span class=\"k\">pub fn"), "{coloured}");
        assert!(coloured.contains("<span class=\"f\">add"), "{coloured}");
    }

    #[test]
    fn code_that_cannot_be_coloured_is_escaped_text() {
        assert_eq!(html(None, "a < b && c"), "a &lt; b &amp;&amp; c");
        assert_eq!(html(Some("a\"><script>"), "<script>"), "&lt;script&gt;");
        assert_eq!(html(Some("text"), "fn main() {}"), "fn main() {}");
        let long = "fn f() {}\n".repeat(10_000);
        assert_eq!(html(Some("rust"), &long), long);
    }

    #[test]
    fn markup_that_would_grow_too_much_is_left_out() {
        let dense = "1+".repeat(500);
        assert_eq!(html(Some("js"), &dense), dense);
    }

    #[test]
    fn languages_go_by_name_ending_or_alias() {
        for known in [
            "csharp",
            "jsx",
            "PowerShell",
            "rust",
            "rs",
            "TOML",
            "TypeScript",
            "golang",
            "text",
            "console",
            "sh",
            "bash",
            "yaml",
            "jsonc",
        ] {
            assert!(is_known(known), "{known}");
        }
        for unknown in ["", "rusty-nail", "a\"><b>"] {
            assert!(!is_known(unknown), "{unknown}");
        }
        assert_eq!(nearest("pyhton").as_deref(), Some("python"));
        assert_eq!(nearest("qqqqqqqq"), None);
    }
}
