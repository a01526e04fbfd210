//! How long pages take that are made to take long: 80 patterns at half a megabyte, one and two.
//!
//! `cargo bench --bench hostile` prints a line for each and fails where two megabytes take more than half a second, or
//! four times the text takes more than twelve times as long; with a word behind `--` it times only what holds the word.
#![allow(clippy::print_stdout, reason = "a benchmark prints what it measures")]

use std::time::{Duration, Instant};

use rolebook::config::Config;
use rolebook::diag::{self, Diagnostics};
use rolebook::disk::MemoryDisk;
use rolebook::pipeline;

/// That of the command.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SIZES: [usize; 3] = [512 * 1024, 1024 * 1024, 2 * 1024 * 1024 - 64];
const LONGEST: Duration = Duration::from_millis(500);
/// Less than this says nothing about how the time grows.
const SHORTEST: Duration = Duration::from_millis(40);
const STEEPEST: f64 = 12.0;

/// A name, what stands first, and what is repeated; `#` in it becomes the number of the repetition.
const PATTERNS: [(&str, &str, &str); 80] = [
    ("open brackets", "", "["),
    ("open image brackets", "", "!["),
    ("closed after open brackets", "", "[a]("),
    ("quotes in quotes", "", ">"),
    ("quotes with spaces", "", "> "),
    ("open emphasis", "", "*a "),
    ("open strong and emphasis", "", "**a_b "),
    ("strikes", "", "~~a "),
    ("single tildes", "", "~a"),
    ("footnote openings", "", "[^a]: "),
    ("footnote marks never closed", "", "[^a"),
    ("footnotes, each used", "", "[^n#]\n\n[^n#]: x\n\n"),
    ("footnote marks without footnotes", "", "[^n#] "),
    ("one footnote, many marks", "[^a]: x\n\n", "[^a] "),
    ("reference links", "[a]: https://example.org/\n\n", "[x][a] "),
    ("reference links without definitions", "", "[x][n#] "),
    ("link definitions", "", "[n#]: /x\n"),
    ("broken links", "", "[x](n#.md) "),
    ("broken links to one page", "", "[x](n.md) "),
    ("broken places", "", "[x](#n#) "),
    ("headings", "", "# a\n"),
    ("headings of their own", "", "# a #n\n\n"),
    ("headings and links to them", "", "## n#\n[x](#n#)\n\n"),
    ("headings with numbers", "", "## a-#\n## a\n"),
    ("heading attributes", "", "## a {#n# .b c=d}\n"),
    ("nested lists", "", "- "),
    ("list items", "", "- a\n"),
    ("nested numbers", "", "1. "),
    ("tables of short rows", "|a|b|c|d|\n|-|-|-|-|\n", "|a\n"),
    ("tables", "", "|a|b|\n|-|-|\n|c|d|\n\n"),
    ("pipes", "", "|"),
    ("code spans", "", "`a``"),
    ("fences", "", "```n#\na\n```\n"),
    ("fences never closed", "", "- ```\n"),
    ("raw tags", "", "<b>"),
    ("raw links", "", "<a href=\"n#.md?a&b\">x</a> "),
    ("open tags", "", "<a "),
    ("comments", "", "<!-- a -->"),
    ("open comments", "", "a <!-- "),
    ("declarations", "", "<!A "),
    ("autolinks", "", "<https://example.org/#> "),
    ("entities", "", "&#x41;&amp;&"),
    ("definition lists", "", "a\n: b\n\n"),
    ("containers", "", ":::note\na\n:::\n"),
    ("containers never closed", "", ":::note\n"),
    ("closing fences alone", "", ":::\n"),
    ("unknown blocks and attributes", "", ":::nte{a=\"b\" c=\"d\"}\n:::\n"),
    ("figures never closed", "", ":money["),
    ("figures without a colon", "", "pay["),
    ("links with a space", "", "] ("),
    ("strong that shows", "", "**a `x` "),
    ("emoji", "", ":tada:"),
    ("colons", "", ":a"),
    ("bare addresses", "", "https://example.org/n# "),
    ("bare addresses in a row", "", "www.a.b"),
    ("e-mail addresses", "", "a@b.cc "),
    ("addresses without an end", "", "a@"),
    ("shortcodes", "", "{{< a >}} "),
    ("shortcodes never closed", "", "{{< a "),
    ("template tags", "", "{% a %} "),
    ("attributes in braces", "", "a{.b} "),
    ("open braces", "", "a{"),
    ("links of a wiki", "", "[[a]] "),
    ("marks", "", "==a== "),
    ("citations", "", "[@a] "),
    ("roles of MyST", "", "{a}`b` "),
    ("waivers", "", "<!-- waive broken-link: a -->\n"),
    ("amounts", "", "pay £1,000 "),
    ("amounts in a row", "", "£1"),
    ("shares", "", "7 in 10 people "),
    ("sentences", "", "We pay £1,000. "),
    ("days", "", "By 1 March 2026 we will. "),
    ("admonitions", "", "!!! note\n\n    a\n\n"),
    ("alerts", "", "> [!NOTE]\n> a\n\n"),
    ("names of audiences", "", "internal: "),
    ("labels of a bare name", "", "Internal: a\n\n"),
    ("headings with a bare name", "", "## a (internal)\n"),
    ("a bare name and its opposite", "## External\n", "- (internal) A\n"),
    ("front matter keys", "", "audience: internal\n"),
    ("fences of front matter", "", "---\n"),
];

fn main() {
    let only = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).unwrap_or_default();
    let mut slow = 0;
    for (name, first, unit) in PATTERNS.iter().filter(|(name, _, _)| name.contains(&only)) {
        for html in ["forbid", "sanitize"] {
            let times = SIZES.map(|size| time(&text(first, unit, size), html));
            let steepness = times[2].as_secs_f64() / times[0].max(SHORTEST).as_secs_f64();
            let is_slow = times[2] > LONGEST || steepness > STEEPEST;
            slow += usize::from(is_slow);
            let [a, b, c] = times.map(|time| time.as_millis());
            let verdict = if is_slow { "SLOW" } else { "" };
            println!("{name:36} {html:9} {a:6} {b:6} {c:6} ms  x{steepness:4.1}  {verdict}");
        }
    }
    println!("{slow} are slow");
    std::process::exit(i32::from(slow > 0));
}

fn text(first: &str, unit: &str, size: usize) -> String {
    let mut text = format!("Title\n\n{first}");
    let mut number = 0;
    while text.len() + unit.len() + 8 < size {
        // The first `#` of a heading is its own.
        match unit.split_once("n#") {
            Some(_) => text.push_str(&unit.replace("n#", &format!("n{number}"))),
            None if unit.contains("-#") => text.push_str(&unit.replace("-#", &format!("-{number}"))),
            None => text.push_str(unit),
        }
        number += 1;
    }
    text
}

/// How long a site of one such page takes, from its sources to the words of its findings.
fn time(text: &str, html: &str) -> Duration {
    let mut disk = MemoryDisk::default();
    disk.insert("rolebook.toml", format!("title = \"Test\"\n[markdown]\nhtml = \"{html}\"\n"));
    disk.insert("content/a.md", text);
    let mut diags = Diagnostics::default();
    let today = "2026-11-21".parse().expect("a day");
    let config = Config::load(&disk, today, &mut diags).expect("the settings are sound");
    let start = Instant::now();
    let audiences: Vec<_> = config.audiences.iter().collect();
    let build = pipeline::build(&disk, &config, &audiences);
    let length = diag::short(&build.findings).len();
    let time = start.elapsed();
    assert!(length < 1_000_000, "findings are kept short");
    time
}
