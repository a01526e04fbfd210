//! `rolebook import PATH`: a handbook of another tool as pages of this site. It never overwrites, and says what it left.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Result;
use jiff::civil::Date;

use super::args::{ImportHandbook, Root};
use super::{Outcome, open, refuse, terminal};
use crate::diag::{self, Findings, Severity};
use crate::disk::write::{self, Found};
use crate::disk::{self, Disk, EntryKind, RealDisk};
use crate::import::handbook::{self, Handbook, Input};
use crate::pipeline::{self, Brought};

/// An archive or a document may not be larger.
const MOST_BYTES: u64 = 1024 << 20;
/// So many lines of each list are printed; the rest is counted.
const MOST_LINES: usize = 200;

/// Brings a handbook in.
pub(super) fn run(args: &ImportHandbook, today: Date) -> Result<Outcome> {
    let (site, into) = place(args);
    let opened = open::site(&site, today)?;
    let Some(config) = &opened.config else {
        return opened.report_settings();
    };
    let into = folder(&into, args.into.as_deref().unwrap_or_default())?;
    let path = args.path.clone().unwrap_or_default();
    let (files, unread) = read(&path)?;
    let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut brought = pipeline::import_handbook(&opened.disk, config, (&name, files), &into, args.pay);
    brought.handbook.left.extend(unread);
    if brought.handbook.pages == 0 {
        terminal::err(&format!("`{}` holds no page that can be read\n", shown(&path)))?;
        terminal::out(&lists(&brought))?;
        return Ok(Outcome::Findings);
    }
    let files = all_files(&brought);
    let fates = fates(&opened.root, &files);
    let new: Vec<(String, Vec<u8>)> =
        files.iter().filter(|(path, _)| fates[path.as_str()] == Fate::New).cloned().collect();
    if !args.dry_run {
        for (path, bytes) in &new {
            put(&opened.root, path, bytes)?;
        }
    }
    let findings = if args.dry_run {
        pipeline::check_with(&opened.disk, config, &new)
    } else {
        let audiences: Vec<_> = config.audiences.iter().collect();
        pipeline::check(&opened.disk, config, &audiences)
    };
    terminal::out(&head(&brought.handbook, &fates, args.dry_run))?;
    terminal::out(&lists(&brought))?;
    terminal::out(&checked(&findings, &files, args.dry_run))?;
    Ok(Outcome::Fine)
}

/// The site, and the folder below its `content/`. `--into` names that folder; but where it names a site's own folder, or one in
/// it, as somebody does who just made the site and stands beside it, it says both.
fn place(args: &ImportHandbook) -> (Root, String) {
    let into = args.into.clone().unwrap_or_default();
    let beside = |folder: &&Path| folder.file_name().is_some() && open::holds_settings(folder);
    let site = Path::new(&into).ancestors().find(beside).filter(|_| args.site.root.is_none());
    match site {
        Some(site) => {
            let below = Path::new(&into).strip_prefix(site).unwrap_or(Path::new("")).to_string_lossy().into_owned();
            (Root { root: Some(site.to_owned()) }, below)
        }
        None => (Root { root: args.site.root.clone() }, into),
    }
}

/// The folder below `content/` that was named, as it was `written` in all.
fn folder(into: &str, written: &str) -> Result<String> {
    let plain = into.replace('\\', "/");
    let below = plain.trim_start_matches("./").trim_matches('/');
    let below = if below == "content" { "" } else { below.strip_prefix("content/").unwrap_or(below) };
    let odd = |c: char| c.is_control() || c.is_whitespace() || "%?#:*\"<>|&".contains(c);
    let sound = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.ends_with('.') && !part.contains(odd);
    let is_data = below == "data" || below.starts_with("data/");
    if is_data || (!below.is_empty() && !below.split('/').all(sound)) || into.starts_with('/') {
        return Err(refuse(
            format!("`--into {}` names no folder for pages", written.escape_debug()),
            "name a folder below content/, such as `handbook`",
        ));
    }
    Ok(below.to_owned())
}

fn shown(path: &Path) -> String {
    path.display().to_string().escape_debug().to_string()
}

/// The files of a folder, an archive or a document, and those that cannot be read.
fn read(path: &Path) -> Result<(Vec<Input>, BTreeMap<String, String>)> {
    let hint = "name a folder, a ZIP archive, or a document: `.docx`, `.md` or `.html`";
    let refused = |why: String| refuse(format!("`{}` {why}", shown(path)), hint);
    match write::find(&disk::write::resolve(path).unwrap_or_else(|_| path.to_owned())) {
        Ok(Found::Folder) => return folder_of_files(path).map_err(|error| refused(format!("cannot be read: {error}"))),
        Ok(Found::Nothing) => return Err(refused("is not there".to_owned())),
        Ok(_) => {}
        Err(error) => return Err(refused(format!("cannot be read: {error}"))),
    }
    let bytes = disk::read_named(path, MOST_BYTES).map_err(|error| refused(format!("cannot be read: {error}")))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let ending = name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase());
    match ending.as_str() {
        "zip" => handbook::unpacked(&bytes).map(|files| (files, BTreeMap::new())).map_err(refused),
        "md" | "markdown" | "mdx" | "html" | "htm" | "docx" => Ok((vec![Input { path: name, bytes }], BTreeMap::new())),
        "csv" | "xlsx" | "ods" => {
            let hint = format!("read pay with `rolebook import pay {}`", shown(path));
            Err(refuse(format!("`{}` is a spreadsheet", shown(path)), hint))
        }
        _ => Err(refused("is neither an archive nor a document that is read".to_owned())),
    }
}

fn folder_of_files(path: &Path) -> std::io::Result<(Vec<Input>, BTreeMap<String, String>)> {
    let disk = RealDisk::new(path)?;
    let skip = |path: &str| {
        let name = path.rsplit('/').next().unwrap_or(path);
        matches!(name, ".git" | "node_modules" | "__MACOSX" | ".DS_Store")
    };
    let (mut files, mut unread) = (Vec::new(), BTreeMap::new());
    for entry in disk.walk("", &skip) {
        match entry.kind {
            EntryKind::Folder => {}
            EntryKind::File(_) => match disk.read(&entry.path) {
                Ok(bytes) => files.push(Input { path: entry.path, bytes }),
                Err(error) => drop(unread.insert(entry.path, format!("cannot be read: {error}"))),
            },
            _ => drop(unread.insert(entry.path, "neither a file nor a folder".to_owned())),
        }
    }
    Ok((files, unread))
}

/// Every file that is to be there, by path.
fn all_files(brought: &Brought) -> Vec<(String, Vec<u8>)> {
    let pages = brought.handbook.files.iter().map(|file| (file.path.clone(), file.bytes.clone()));
    pages.chain(brought.records.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes()))).collect()
}

/// What becomes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    New,
    /// It is there already, just so.
    Same,
    /// Something else is there, which stays.
    Kept,
}

fn fates<'f>(root: &Path, files: &'f [(String, Vec<u8>)]) -> BTreeMap<&'f str, Fate> {
    let fate = |path: &str, bytes: &[u8]| {
        let file = root.join(path);
        let behind_link = file.ancestors().skip(1).take_while(|above| *above != root);
        if behind_link
            .into_iter()
            .any(|above| matches!(write::find(above), Ok(found) if found != Found::Folder && found != Found::Nothing))
        {
            return Fate::Kept;
        }
        match write::find(&file) {
            Ok(Found::Nothing) => Fate::New,
            Ok(Found::File) if write::holds(&file, bytes) => Fate::Same,
            _ => Fate::Kept,
        }
    };
    files.iter().map(|(path, bytes)| (path.as_str(), fate(path, bytes))).collect()
}

fn put(root: &Path, path: &str, bytes: &[u8]) -> Result<()> {
    let file: PathBuf = root.join(path);
    let folder = file.parent().unwrap_or(root);
    write::create_folders(folder).and_then(|()| write::write_new(&file, bytes)).map_err(|error| {
        refuse(
            format!("cannot write `{path}`: {error}"),
            "see that the site's folder may be written to, and run it again",
        )
    })
}

fn counted(count: usize, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}

/// What was written, or would be.
fn head(handbook: &Handbook, fates: &BTreeMap<&str, Fate>, dry_run: bool) -> String {
    let of = |fate: Fate| fates.iter().filter(move |(_, known)| **known == fate).map(|(path, _)| *path);
    let (new, same) = (of(Fate::New).count(), of(Fate::Same).count());
    let tool = handbook.tool.map_or_else(String::new, |tool| tool.to_string());
    let mut text = format!("{tool}: {}, {}\n", counted(handbook.pages, "page"), counted(fates.len(), "file"));
    let verb = if dry_run { "would write" } else { "wrote" };
    let again = if same > 0 { format!("; {same} there already, just so") } else { String::new() };
    writeln!(text, "{verb} {}{again}", counted(new, "file")).expect("a string takes whatever is written");
    if dry_run {
        let origins: BTreeMap<&str, &str> =
            handbook.files.iter().map(|file| (file.path.as_str(), file.from.as_str())).collect();
        let line = |path: &str| match origins.get(path) {
            Some(from) => format!("{path} from {}", from.escape_debug()),
            None => path.to_owned(),
        };
        list("Would be written", of(Fate::New).map(line), &mut text);
    }
    list("There already with another content, and left as they are", of(Fate::Kept).map(str::to_owned), &mut text);
    if of(Fate::Kept).next().is_some() {
        text.push_str("To have both, bring them to a folder where nothing is yet: name it with --into.\n");
    }
    text
}

/// What somebody should know of what was brought in.
fn lists(brought: &Brought) -> String {
    let handbook = &brought.handbook;
    let pair = |(path, reason): (&String, &String)| format!("{}: {reason}", path.escape_debug());
    let mut text = String::new();
    list("Drafts, because not everybody could read them there", handbook.hidden.iter().map(pair), &mut text);
    list("Records of pay", brought.records.keys().cloned(), &mut text);
    list("Tables that look like pay and are no records", brought.unread.iter().map(pair), &mut text);
    list("To look at", handbook.notes.iter().map(|note| note.escape_debug().to_string()), &mut text);
    list("Not brought over", handbook.left.iter().map(pair), &mut text);
    let keys =
        handbook.keys.iter().map(|(key, count)| format!("`{}` on {}", key.escape_debug(), counted(*count, "page")));
    list("Keys that mean nothing here, and were left out", keys, &mut text);
    text
}

fn list(title: &str, lines: impl Iterator<Item = String>, text: &mut String) {
    let lines: Vec<String> = lines.collect();
    if lines.is_empty() {
        return;
    }
    writeln!(text, "\n{title}:").expect("a string takes whatever is written");
    for line in lines.iter().take(MOST_LINES) {
        writeln!(text, "  {line}").expect("a string takes whatever is written");
    }
    if lines.len() > MOST_LINES {
        writeln!(text, "  and {} more", lines.len() - MOST_LINES).expect("a string takes whatever is written");
    }
}

/// What a check finds, that of the new files line by line.
fn checked(findings: &Findings, files: &[(String, Vec<u8>)], dry_run: bool) -> String {
    let is_new = |path: &str| files.iter().any(|(known, _)| known == path);
    let (ours, others): (Vec<String>, Vec<String>) =
        diag::short(findings).lines().map(str::to_owned).partition(|line| line.split(':').next().is_some_and(is_new));
    let mut text = String::new();
    list("`rolebook check` finds in them", ours.iter().cloned(), &mut text);
    if ours.is_empty() {
        text.push_str("\n`rolebook check` finds nothing in them\n");
    }
    if !others.is_empty() {
        writeln!(text, "\nand {} elsewhere on the site", counted(others.len(), "finding"))
            .expect("a string takes whatever is written");
    }
    if ours.iter().any(|line| line.contains("[raw-html]")) {
        text.push_str(
            "\nHTML is allowed, and cleaned, with `html = \"sanitize\"` below `[markdown]` in rolebook.toml.\n",
        );
    }
    let next = if dry_run {
        "run it again without --dry-run"
    } else {
        "say in a folder's _index.md who may see its pages; until then it is the site's default audience"
    };
    writeln!(text, "\nNext: {next}").expect("a string takes whatever is written");
    if findings.any(Severity::Error) {
        text.push_str("A build waits until the errors are corrected, or their rules lowered: see \"Importing a handbook\" in the guide.\n");
    }
    text
}
