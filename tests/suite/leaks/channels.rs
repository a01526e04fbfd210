//! A thousand words in 36 channels that an internal text could leave through, against `build`, `serve` and what commands
//! print: whoever is given the public files and the log alone, with every tool that reads such files, finds none.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use super::super::pictures;
use super::super::support::files_below;
use super::readings;

/// How often each channel is used; together they hold more than a thousand words.
const ROUNDS: usize = 28;

/// Where an internal text may stand: what it is called, the file, and its text. `@` is the word, `#` the number of the round;
/// files of one path are joined.
const CHANNELS: [(&str, &str, &str); 36] = [
    ("the body of a page", "content/team/p#.md", "---\ntitle: Page #\n---\nWords @.\n"),
    ("the title of a page", "content/team/t#.md", "---\ntitle: Title @\n---\nWords.\n"),
    ("the name of a file", "content/team/f-@.md", "# Named #\n"),
    ("a slug", "content/team/s#.md", "---\ntitle: S\nslug: s-@\n---\nWords.\n"),
    ("an alias", "content/team/a#.md", "---\ntitle: A\naliases: [/old-@/]\n---\nWords.\n"),
    ("a tag", "content/team/g#.md", "---\ntitle: G\ntags: [shared, g-@]\n---\nWords.\n"),
    ("a summary", "content/team/m#.md", "---\ntitle: M\nsummary: Summary @\n---\nWords.\n"),
    ("an owner", "content/team/o#.md", "---\ntitle: O\nowner: Owner @\n---\nWords.\n"),
    ("a key of its own", "content/team/e#.md", "---\ntitle: E\nextra:\n  note: '@'\n---\nWords.\n"),
    ("the name of a folder", "content/team/d-@/_index.md", "# Folder #\n"),
    ("a block in a public page", "content/b#.md", "# B #\n\nOpen.\n\n:::internal\nWords @.\n:::\n"),
    (
        "a heading in a block",
        "content/h#.md",
        "# H #\n\n:::internal\n## Heading @ {#id-@}\n\nWords.\n:::\n\n## Open\n\nWords.\n",
    ),
    (
        "a footnote in a block",
        "content/n#.md",
        "# N #\n\nOpen.[^a]\n\n[^a]: Open.\n\n:::internal\nWords.[^@]\n\n[^@]: Note @.\n:::\n",
    ),
    (
        "a link in a block",
        "content/l#.md",
        "# L #\n\n:::internal\n[Words @](https://example.org/@ \"@\") and [x][@]\n\n[@]: https://example.org/@\n:::\n",
    ),
    ("code in a block", "content/c#.md", "# C #\n\n:::internal\n```rust\nlet @ = 1;\n```\n:::\n"),
    ("a cell in a block", "content/k#.md", "# K #\n\n:::internal\n| @ | b |\n|---|---|\n| c | @ |\n:::\n"),
    (
        "a question in a block",
        "content/q#.md",
        "# Q #\n\n:::faq\n## Open?\n\nYes.\n\n:::internal\n## Why @?\n\nBecause @.\n:::\n:::\n",
    ),
    ("a comment in a public page", "content/v#.md", "# V #\n\nOpen. <!-- @ -->\n\n<!--\n@\n-->\n"),
    ("a draft", "content/w#.md", "---\ntitle: Draft @\ndraft: true\n---\nWords @.\n"),
    ("a page to come", "content/x#.md", "---\ntitle: To come @\npublish_on: 2031-01-01\n---\nWords @.\n"),
    ("a page that is gone", "content/y#.md", "---\ntitle: Gone @\nexpire_on: 2020-01-01\n---\nWords @.\n"),
    ("an attachment", "content/team/paper-@.txt", "Words @.\n"),
    ("the metadata of a picture", "content/pictures/png#.png", "Comment @"),
    ("the metadata of a photograph", "content/pictures/jpg#.jpg", "Comment @"),
    ("the properties of a PDF", "content/pictures/pdf#.pdf", "Title @"),
    (
        "a drawing",
        "content/pictures/svg#.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><!-- @ --><metadata>@</metadata><path d=\"M0 0h9\"/></svg>",
    ),
    (
        "a role",
        "content/data/roles.toml",
        "[role.r-@]\ntitle = \"Role @\"\naliases = [\"Alias @\"]\nmission = \"Mission @\"\naudience = \"internal\"\n",
    ),
    (
        "a source",
        "content/data/sources.toml",
        "[source.s-@]\npublisher = \"Desk @\"\ntitle = \"Notes @\"\nkind = \"example\"\npublished = 2026-06-01\nurl = \"https://example.org/@\"\naudience = \"internal\"\n",
    ),
    ("a skill", "content/data/skills.toml", "[skill.k-@]\ntitle = \"Skill @\"\naudience = \"internal\"\n"),
    (
        "a question of an interview",
        "content/data/questions.toml",
        "[[question]]\nid = \"q-@\"\nask = \"Why @?\"\nanswer = \"Because @\"\nroles = [\"lead\"]\naudience = \"internal\"\n",
    ),
    (
        "words for the search",
        "content/data/synonyms.toml",
        "[[synonym]]\nwords = [\"@\", \"lead\"]\naudience = \"internal\"\n",
    ),
    ("a comment in records", "content/data/levels.toml", "# @\n[level.l#]\ntitle = \"Level #\"\norder = 1#\n"),
    ("a column of a table", "content/data/stages.csv", "Talk #,Ask @\n"),
    ("a table", "content/data/probes.csv", "@,@\n"),
    ("a static file", "static/internal/n-@.txt", "Words @.\n"),
    ("the settings", "rolebook.toml", "# @\n"),
];

/// What the public site is made of besides.
const BASE: [(&str, &str); 10] = [
    (
        "rolebook.toml",
        "title = \"Test\"\nbase_url = \"https://example.org/\"\naudiences = [\"public\", \"internal\"]\n[audience.internal]\ntitle = \"Desk @\"\nbase_url = \"https://@.example.org/\"\n[[navigation]]\nlabel = \"Entry @\"\nlink = \"https://example.org/@\"\naudience = \"internal\"\n",
    ),
    (
        "content/_index.md",
        "+++\ntitle = \"Home\"\n[cascade]\naudience = \"public\"\n+++\nOpen. PICTURES\n\n::table{file=\"data/stages.csv\"}\n",
    ),
    (
        "content/team/_index.md",
        "+++\ntitle = \"Team @\"\naudience = \"internal\"\n+++\nPAPERS\n\n::table{file=\"data/probes.csv\"}\n",
    ),
    ("content/lead.md", "+++\ntitle = \"Lead\"\nkind = \"role\"\nrole = \"lead\"\n+++\nOpen.\n"),
    ("content/data/roles.toml", "[role.lead]\ntitle = \"Lead\"\naudience = \"public\"\n"),
    ("content/data/levels.toml", "audience = \"public\"\n"),
    ("content/data/stages.csv", "stage,probe @\n"),
    ("content/data/stages.csv.toml", "audience = \"public\"\n[columns.\"probe @\"]\naudience = \"internal\"\n"),
    ("content/data/probes.csv", "a @,b\n"),
    ("static/open.txt", "Open.\n"),
];

/// The word of a channel in a round: no other text holds it, and it looks the same in an address.
fn word(channel: usize, round: usize) -> String {
    format!("zqx{:04}vault", channel * 100 + round)
}

/// Every file of the site, by its path.
fn files() -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, String> =
        BASE.iter().map(|(path, text)| ((*path).to_owned(), text.replace('@', &word(CHANNELS.len(), 0)))).collect();
    let (mut pictures, mut papers) = (String::new(), String::new());
    for (channel, (_, path, text)) in CHANNELS.iter().enumerate() {
        for round in 0..ROUNDS {
            let fill = |text: &str| {
                // A heading of Markdown and a comment of TOML keep their mark.
                let numbered = text.replace("#\n", &format!("{round}\n")).replace(" # ", " \u{1} ");
                let numbered = numbered.replace("l#", &format!("l{round}")).replace("1#", &format!("1{round:02}"));
                numbered
                    .replace("Talk #", &format!("Talk {round}"))
                    .replace("Level #", &format!("Level {round}"))
                    .replace('\u{1}', "#")
                    .replace('@', &word(channel, round))
            };
            let path = path.replace('#', &round.to_string()).replace('@', &word(channel, round));
            if let Some(picture) = path.strip_prefix("content/") {
                match *picture.rsplit('.').next().get_or_insert("") {
                    "png" | "jpg" | "svg" => pictures += &format!(" ![A picture]({picture})"),
                    "pdf" => pictures += &format!(" [A paper]({picture})"),
                    "txt" => papers += &format!(" [A paper]({})", picture.trim_start_matches("team/")),
                    _ => {}
                }
            }
            files.entry(path).or_default().push_str(&fill(text));
        }
    }
    for text in files.values_mut() {
        *text = text.replace("PICTURES", &pictures).replace("PAPERS", &papers);
    }
    files
}

fn write(root: &Path) {
    for (path, text) in files() {
        let file = root.join(&path);
        std::fs::create_dir_all(file.parent().expect("a file lies in a folder")).expect("a folder of our own");
        std::fs::write(&file, pictures::file(&path, text)).expect("a folder of our own");
    }
}

fn rolebook(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rolebook"));
    command.args(["--today", "2026-11-21"]).args(arguments).arg("--root").arg(root).current_dir(root);
    command
}

/// What a command prints.
fn printed(root: &Path, arguments: &[&str]) -> (bool, String) {
    let output = rolebook(root, arguments).output().expect("the command was built");
    let text = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&text).into_owned())
}

/// The words in a text.
fn words_in(text: &str) -> BTreeSet<String> {
    let starts = text.match_indices("zqx").map(|(at, _)| at);
    starts.filter_map(|at| text.get(at..at + 12)).filter(|word| word.ends_with("vault")).map(str::to_owned).collect()
}

/// The words that somebody finds who looks into a file with everything that reads such files.
fn found_in(path: &str, bytes: &[u8]) -> BTreeSet<String> {
    let mut found = words_in(&readings(path, bytes));
    for part in packed_parts(bytes) {
        found.extend(words_in(&readings("", &part)));
    }
    if bytes.starts_with(b"%PDF") {
        let document = lopdf::Document::load_mem(bytes).expect("a PDF that is published can be read");
        found.extend(words_in(&format!("{:?} {:?}", document.objects, document.trailer)));
    }
    found
}

/// What is packed in a file as `zlib`, `gzip` and base64 do it.
fn packed_parts(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut parts = Vec::new();
    let mut unpacked = Vec::new();
    if flate2::read::GzDecoder::new(bytes).read_to_end(&mut unpacked).is_ok() {
        parts.push(unpacked);
    }
    for at in bytes.windows(2).enumerate().filter(|(_, two)| two[0] == 0x78).map(|(at, _)| at) {
        let mut unpacked = Vec::new();
        if flate2::read::ZlibDecoder::new(&bytes[at..]).take(1 << 22).read_to_end(&mut unpacked).is_ok() {
            parts.push(unpacked);
        }
    }
    parts
}

/// `rolebook serve` for the public, ended when it is dropped.
struct Server {
    child: Child,
    address: String,
    said: std::thread::JoinHandle<String>,
}

impl Server {
    fn start(root: &Path) -> Server {
        let mut child = rolebook(root, &["serve", "--audience", "public", "--port", "0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command was built");
        let mut lines = BufReader::new(child.stdout.take().expect("it is piped")).lines();
        let address = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| line.split_once("http://").map(|(_, address)| address.trim_end_matches('/').to_owned()))
            .expect("it says where it serves");
        let mut errors = child.stderr.take().expect("it is piped");
        let said = std::thread::spawn(move || {
            let mut said = String::new();
            let _ = errors.read_to_string(&mut said);
            said
        });
        Server { child, address, said }
    }

    fn get(&self, path: &str) -> Vec<u8> {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        let path = percent_encoding::utf8_percent_encode(path, percent_encoding::NON_ALPHANUMERIC).to_string();
        let path = path.replace("%2F", "/").replace("%2E", ".").replace("%2D", "-").replace("%5F", "_");
        write!(stream, "GET /{path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address)
            .expect("it listens");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("it answers");
        answer
    }

    fn stop(mut self) -> String {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it ends");
        self.said.join().expect("its words can be read")
    }
}

#[test]
fn a_thousand_words_in_36_channels_are_found_by_nobody_outside() {
    let folder = tempfile::tempdir().expect("a folder of our own");
    let root = folder.path();
    write(root);
    let planted: BTreeSet<String> =
        (0..CHANNELS.len()).flat_map(|channel| (0..ROUNDS).map(move |round| word(channel, round))).collect();
    assert!(planted.len() > 1_000);

    let (built, said) = printed(root, &["build", "--audience", "public"]);
    assert!(built, "{said}");
    assert_eq!(words_in(&said), BTreeSet::new(), "{said}");
    let public = root.join("dist/public");
    let paths = files_below(&public, "");
    assert!(paths.len() > 300, "{} files", paths.len());
    let mut names = Vec::new();
    for path in &paths {
        let name = path.strip_prefix(&public).expect("it was found there").to_string_lossy().into_owned();
        let bytes = std::fs::read(path).expect("it was just written");
        assert_eq!(found_in(&name, &bytes), BTreeSet::new(), "{name}");
        names.push(name);
    }

    let server = Server::start(root);
    // Whoever works on the site is shown what is not published yet.
    let is_kept_back = |name: &str| ["a draft", "a page to come", "a page that is gone"].contains(&name);
    let unpublished: BTreeSet<String> = (0..CHANNELS.len())
        .filter(|channel| is_kept_back(CHANNELS[*channel].0))
        .flat_map(|channel| (0..ROUNDS).map(move |round| word(channel, round)))
        .collect();
    for name in names.iter().filter(|name| !name.starts_with("search/")) {
        let found: BTreeSet<String> = found_in(name, &server.get(name)).difference(&unpublished).cloned().collect();
        assert_eq!(found, BTreeSet::new(), "served: {name}");
    }
    for word in planted.iter().step_by(7) {
        for path in [format!("team/f-{word}/"), format!("n-{word}.txt"), format!("internal/{word}"), format!("{word}/")]
        {
            let answer = String::from_utf8_lossy(&server.get(&path)).into_owned();
            assert!(answer.starts_with("HTTP/1.1 404"), "{path}: {answer}");
        }
    }
    assert_eq!(words_in(&server.stop()), BTreeSet::new());

    // The same words are there for those who may see them, so that they were there to be found.
    let (built, said) = printed(root, &["build", "--audience", "internal", "--out", "inside"]);
    assert!(built, "{said}");
    let mut inside = BTreeSet::new();
    for path in files_below(&root.join("inside/internal"), "") {
        inside.extend(found_in(&path.to_string_lossy(), &std::fs::read(&path).expect("it was just written")));
    }
    let seen: Vec<&str> = CHANNELS
        .iter()
        .enumerate()
        .filter(|(channel, _)| inside.contains(&word(*channel, 1)))
        .map(|(_, (name, ..))| *name)
        .collect();
    assert!(seen.len() >= 26, "only these channels reach the internal site: {seen:?}");
}

#[test]
fn what_commands_print_for_the_public_holds_none_of_the_words() {
    let folder = tempfile::tempdir().expect("a folder of our own");
    let root = folder.path();
    write(root);
    // A mistake beside each word makes every channel a finding.
    for path in files_below(&root.join("content"), "") {
        let name = path.to_string_lossy().into_owned();
        let slip = if name.ends_with(".md") {
            "\n\n[broken](gone.md) :::internal\n:::nothing\n"
        } else if name.ends_with(".toml") && !name.ends_with(".csv.toml") {
            "\n[[nothing]]\nid = 1\n"
        } else {
            continue;
        };
        let text = std::fs::read_to_string(&path).expect("it is text");
        std::fs::write(&path, text + slip).expect("a folder of our own");
    }
    for arguments in [
        &["build", "--audience", "public"][..],
        &["check", "--audience", "public"],
        &["check", "--audience", "public", "--format", "json"],
        &["check", "--audience", "public", "--format", "short"],
        &["export", "--audience", "public"],
        &["search", "vault", "--audience", "public"],
    ] {
        let (_, said) = printed(root, arguments);
        assert_eq!(words_in(&said), BTreeSet::new(), "{arguments:?}");
    }
    let (_, said) = printed(root, &["check"]);
    assert!(words_in(&said).len() > 40, "the words are there to be printed: {}", words_in(&said).len());
}
