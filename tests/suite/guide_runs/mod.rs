//! Every code block of the guide and of the README is tried, each page alone on a fresh starter.
//!
//! A block after a line that ends with a file's name in backticks and a colon is that file. Other blocks are tried by their
//! language: commands run, records and pages are written where an editor would put them, settings join the starter's. At the
//! end of a page the site must be without an error. Programs that are not ours are stood in for; see
//! `stand_ins.rs`.

mod place;
mod shell;
mod stand_ins;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::support::{files_below, package};
use super::workflow;
use shell::Shell;

/// A fenced block of a page.
struct Block {
    /// The line of its fence, from 1.
    line: usize,
    language: String,
    text: String,
    /// The file it is, when the line before it says so.
    file: Option<String>,
}

/// What reading, running and writing need: a starter in a folder of its own.
struct Desk {
    site: PathBuf,
    shell: Shell,
    _temp: tempfile::TempDir,
}

#[test]
fn every_block_of_the_guide_and_the_readme_works_on_a_fresh_starter() {
    let mut pages = files_below(&package().join("docs/content"), ".md");
    pages.push(package().join("README.md"));
    let results: Vec<Result<usize, String>> = pages.par_iter().map(|page| try_page(page)).collect();
    let failures: Vec<&str> = results.iter().filter_map(|result| result.as_ref().err()).map(String::as_str).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    let blocks: usize = results.iter().flatten().sum();
    // Past the capture of test output, because whoever runs the tests is to see it.
    let _ =
        writeln!(std::io::stderr(), "{blocks} code blocks of {} pages work, each page on a fresh starter", pages.len());
    assert!(blocks >= 100, "the guide's blocks are where this test looks for them");
}

/// Tries a page's blocks in order and then the whole site; says how many there are, or what does not work.
fn try_page(path: &Path) -> Result<usize, String> {
    let name = path.strip_prefix(package()).unwrap_or(path).display().to_string();
    let page = std::fs::read_to_string(path).expect("pages are UTF-8");
    let blocks = blocks(&page);
    if blocks.is_empty() {
        return Ok(0);
    }
    let desk = Desk::new(&page);
    for (number, block) in blocks.iter().enumerate() {
        desk.try_block(number, block).map_err(|error| format!("{name}:{}: {error}", block.line))?;
    }
    desk.shell.run_in(&desk.site, "rolebook check").map_err(|error| format!("{name}: after all blocks: {error}"))?;
    Ok(blocks.len())
}

impl Desk {
    fn new(page: &str) -> Desk {
        let temp = tempfile::tempdir().expect("a folder of our own");
        let site = temp.path().join("site");
        let shell = Shell::new(temp.path(), &site);
        shell.run_in(temp.path(), "rolebook init site").expect("a starter is made");
        let desk = Desk { site, shell, _temp: temp };
        desk.lay_out(page);
        desk
    }

    /// What a page takes for granted: files an editor has, and the script of the page on hosting where this one links to it.
    fn lay_out(&self, page: &str) {
        for (word, path, bytes) in stand_ins::FILES {
            if page.contains(word) {
                self.write(path, bytes);
            }
        }
        if page.contains("rolebook diff") {
            let commit = "git -c user.name=Editor -c user.email=editor@example.org commit -q";
            let script =
                format!("git init -q -b main && git add -A && {commit} -m First && {commit} --allow-empty -m Second");
            self.shell.run_in(&self.site, &script).expect("git makes a repository");
        }
        if page.contains("hosting.md#fetch-rolebook-on-a-build-machine") {
            let hosting = package().join("docs/content/publishing/hosting.md");
            let hosting = std::fs::read_to_string(hosting).expect("the guide has this page");
            let script = blocks(&hosting).into_iter().find(|block| block.file.as_deref() == Some("rolebook.sh"));
            self.write("rolebook.sh", &script.expect("hosting has the script").text);
        }
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let file = self.site().join(path);
        std::fs::create_dir_all(file.parent().unwrap_or(&self.site)).expect("a folder of our own");
        std::fs::write(file, text).expect("a folder of our own");
    }

    /// The site that the page works on by now: a command may have made another one and gone there.
    fn site(&self) -> PathBuf {
        let here = self.shell.here();
        let site = here.ancestors().find(|folder| folder.join("rolebook.toml").is_file());
        site.map_or(self.site.clone(), Path::to_owned)
    }

    fn try_block(&self, number: usize, block: &Block) -> Result<(), String> {
        let text = &block.text;
        match (block.language.as_str(), &block.file) {
            ("toml", file) => self.place_toml(number, file.as_deref(), text),
            ("markdown", None) => self.place_page(number, text),
            ("yaml", Some(file)) => self.run_pipeline(file, text),
            (_, Some(file)) => {
                if block.language == "nginx" {
                    self.check_nginx(text)?;
                }
                self.write(file, text);
                Ok(())
            }
            ("sh", None) => self.shell.run(text).map(drop),
            ("text", None) => stand_ins::check_addresses(text).and_then(|()| check_text(text)),
            ("json", None) => {
                serde_json::from_str::<serde_json::Value>(text).map(drop).map_err(|error| error.to_string())
            }
            ("js", None) => {
                self.write("example.mjs", text);
                self.shell.run_in(&self.site(), "node --check example.mjs && rm example.mjs").map(drop)
            }
            ("html", None) if text.contains("{{") => check_template(text),
            ("html", None) => self.check_frames(text),
            ("csv", None) => check_csv(text),
            ("rust", None) => check_rust(text),
            (language, None) => Err(format!("a block of `{language}` cannot be tried: say above it which file it is")),
        }
    }

    /// Runs what a pipeline would run, as its host would.
    fn run_pipeline(&self, file: &str, text: &str) -> Result<(), String> {
        self.write(file, text);
        let steps = if file == ".gitlab-ci.yml" {
            let scripts =
                text.lines().filter_map(|line| line.strip_prefix("    - ")).filter(|line| !line.starts_with("if:"));
            scripts.map(str::to_owned).collect()
        } else {
            workflow::steps(text)
        };
        let home = self.shell.home();
        let release = format!("file://{}", self.shell.release().display());
        let runner = workflow::Runner::new(&home, &self.site())
            .with("ROLEBOOK_RELEASE", release)
            .with("ROLEBOOK_SHA256", "")
            .with("CI_PAGES_URL", "https://example.gitlab.io/playbook");
        runner.run(&steps).map(drop)
    }

    /// A frame's address must be one that the site has.
    fn check_frames(&self, text: &str) -> Result<(), String> {
        self.shell.run_in(&self.site(), "rolebook build")?;
        let address = text.split("src=\"https://careers.example.org/").nth(1).and_then(|rest| rest.split('"').next());
        let address = address.ok_or("the frame has no address of the site")?;
        let page = self.site().join("dist/internal").join(address).join("index.html");
        if page.is_file() { Ok(()) } else { Err(format!("the site has no page at `{address}`")) }
    }

    /// The headers of a server must be those of the site, and its braces must be closed.
    fn check_nginx(&self, text: &str) -> Result<(), String> {
        if text.matches('{').count() != text.matches('}').count() {
            return Err("a brace is not closed".to_owned());
        }
        self.shell.run_in(&self.site(), "rolebook build")?;
        let headers = std::fs::read_to_string(self.site().join("dist/public/_headers")).expect("a build has headers");
        let policy = headers.lines().find_map(|line| line.trim().strip_prefix("Content-Security-Policy: "));
        let policy = policy.expect("a build has a policy");
        let stated = text.contains("Content-Security-Policy");
        if stated && !text.contains(policy) {
            return Err(format!("the policy of a build is another one: {policy}"));
        }
        Ok(())
    }
}

/// A text shows a listing or a message: a rule that it names must exist.
fn check_text(text: &str) -> Result<(), String> {
    let named = text.split("error[").skip(1).filter_map(|rest| rest.split_once(']')).map(|(rule, _)| rule);
    for rule in named {
        if !rolebook::diag::rules::ALL.iter().any(|known| known.id == rule) {
            return Err(format!("there is no rule `{rule}`"));
        }
    }
    Ok(())
}

/// Every message that a template names must be one of the theme.
fn check_template(text: &str) -> Result<(), String> {
    let strings =
        std::fs::read_to_string(package().join("themes/default/strings/en.toml")).expect("the theme has words");
    let strings: toml::Table = strings.parse().expect("the theme's words are TOML");
    for key in text.split("key=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        let (group, name) = key.split_once('.').ok_or_else(|| format!("`{key}` is no key"))?;
        if strings.get(group).and_then(|group| group.get(name)).is_none() {
            return Err(format!("the theme has no words `{key}`"));
        }
    }
    Ok(())
}

/// Every row has as many cells as the first.
fn check_csv(text: &str) -> Result<(), String> {
    let cells = |line: &str| line.split('"').step_by(2).map(|plain| plain.matches(',').count()).sum::<usize>();
    let first = cells(text.lines().next().unwrap_or_default());
    let odd = text.lines().find(|line| cells(line) != first);
    odd.map_or(Ok(()), |line| Err(format!("`{line}` has another number of cells than the first line")))
}

/// An example of the library stands in the crate's own documentation, where it is compiled and run.
fn check_rust(text: &str) -> Result<(), String> {
    let library = std::fs::read_to_string(package().join("src/lib.rs")).expect("the library has a root");
    let documented: String = text.lines().map(|line| format!("{}\n", format!("//! {line}").trim_end())).collect();
    if library.contains(&documented) { Ok(()) } else { Err("it is not the example in `src/lib.rs`".to_owned()) }
}

/// The fenced blocks of a page, in order.
fn blocks(page: &str) -> Vec<Block> {
    let lines: Vec<&str> = page.lines().collect();
    let (mut blocks, mut at) = (Vec::new(), 0);
    while at < lines.len() {
        let ticks = lines[at].chars().take_while(|c| *c == '`').count();
        if ticks < 3 {
            at += 1;
            continue;
        }
        let fence = &lines[at][..ticks];
        let end = (at + 1..lines.len()).find(|end| lines[*end] == fence).expect("a fence is closed");
        blocks.push(Block {
            line: at + 1,
            language: lines[at][ticks..].split_whitespace().next().unwrap_or_default().to_owned(),
            text: lines[at + 1..end].iter().map(|line| format!("{line}\n")).collect(),
            file: file_named(&lines[..at]).or_else(|| file_in_comment(lines[at + 1])),
        });
        at = end + 1;
    }
    blocks
}

/// The file that the last line of text names, as in "and beside it `netlify.toml`:".
fn file_named(above: &[&str]) -> Option<String> {
    let line = above.iter().rev().find(|line| !line.trim().is_empty())?;
    let name = line.trim_end().strip_suffix("`:")?.rsplit('`').next()?;
    let is_path = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '-' | '_');
    (name.contains('.') && name.chars().all(is_path)).then(|| name.to_owned())
}

/// The file that a block's own first line names, as in `# content/data/synonyms.toml`.
fn file_in_comment(first: &str) -> Option<String> {
    let name = first.strip_prefix("# ")?;
    (name.contains('/') && name.ends_with(".toml") && !name.contains(' ')).then(|| name.to_owned())
}

#[test]
fn blocks_are_found_with_their_files() {
    let page = "Put this into `a/b.toml`:\n\n```toml\nx = 1\n```\n\nAs `x`:\n\n````markdown\n```sh\nls\n```\n````\n";
    let blocks = blocks(page);
    assert_eq!(blocks.len(), 2);
    assert_eq!((blocks[0].line, blocks[0].file.as_deref()), (3, Some("a/b.toml")));
    assert_eq!((blocks[1].language.as_str(), blocks[1].text.as_str()), ("markdown", "```sh\nls\n```\n"));
    assert_eq!(blocks[1].file, None);
}

#[test]
fn recipes_install_as_the_starter_does() {
    let guide =
        |name: &str| std::fs::read_to_string(package().join("docs/content/publishing").join(name)).expect("a page");
    let starter =
        std::fs::read_to_string(package().join("starter/full/.github/workflows/check.yml")).expect("a starter");
    assert_eq!(blocks(&guide("ci.md"))[0].text, starter, "the guide shows the starter's workflow");
    let install = starter.split("      - name: ").find(|step| step.starts_with("Install")).expect("it installs");
    let settings =
        starter.split("env:\n").nth(1).and_then(|rest| rest.split("\njobs:").next()).expect("it names a release");
    let pages = &blocks(&guide("github-pages.md"))[0].text;
    assert!(pages.contains(install) && pages.contains(settings), "GitHub Pages installs in the same way");
    let release = settings.lines().find_map(|line| line.trim().strip_prefix("ROLEBOOK_RELEASE: ")).expect("an address");
    assert!(guide("hosting.md").contains(release), "the script names the same release");
}
