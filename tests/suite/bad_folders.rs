//! Bad input that a text cannot hold: odd names, links, pipes and closed files on a real disk, through the command.
//!
//! Each folder holds a page with a broken link too, and every test asks for that finding as well: one bad thing never
//! keeps the others from being reported.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use rolebook::disk::MemoryDisk;

use super::support;

/// A site on the disk with one ordinary mistake.
struct Folder {
    temp: tempfile::TempDir,
}

const OTHER: &str = "content/zz.md:3:1: error[broken-link]";

impl Folder {
    fn new() -> Folder {
        let temp = tempfile::tempdir().expect("a folder of our own");
        let folder = Folder { temp };
        folder.write("rolebook.toml", b"title = \"Test\"\n");
        folder.write("content/zz.md", b"# Z\n\n[gone](gone.md)\n");
        folder
    }

    fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.temp.path().join("site").join(name)
    }

    fn write(&self, name: impl AsRef<Path>, bytes: &[u8]) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder of our own");
        std::fs::write(path, bytes).expect("a folder of our own");
    }

    /// `rolebook check` in a format; a check that hangs fails the test.
    fn check(&self, format: &str) -> Output {
        self.run(Command::new(env!("CARGO_BIN_EXE_rolebook")), format)
    }

    fn run(&self, mut command: Command, format: &str) -> Output {
        let mut child = command
            .args(["check", "--today", "2026-11-21", "--format", format, "--root"])
            .arg(self.path(""))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command was built");
        let patience = Instant::now() + Duration::from_secs(60);
        while child.try_wait().expect("a child of ours").is_none() {
            if Instant::now() > patience {
                child.kill().expect("a child of ours");
                panic!("`check --format {format}` hangs");
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        child.wait_with_output().expect("a child of ours")
    }

    /// Each of `expected` begins a line of the short form, and the ordinary mistake is among them.
    #[track_caller]
    fn check_findings(&self, expected: &[&str]) {
        self.check_output(&self.check("short"), expected);
    }

    #[track_caller]
    fn check_output(&self, output: &Output, expected: &[&str]) {
        let text = String::from_utf8_lossy(&output.stdout);
        for line in expected.iter().chain([&OTHER]) {
            assert!(text.lines().any(|found| found.starts_with(line)), "no `{line}` in\n{text}");
        }
        assert_eq!(text.lines().count(), expected.len() + 1, "one finding for each thing wrong:\n{text}");
        assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// No format lets a character through that a terminal or a log would act on.
    #[track_caller]
    fn check_escaped(&self) {
        for format in ["human", "short", "json"] {
            let output = self.check(format);
            for text in [output.stdout, output.stderr] {
                let text = String::from_utf8(text).expect("every format is UTF-8");
                let odd = text.chars().find(|c| {
                    (c.is_control() && *c != '\n') || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
                });
                assert_eq!(odd, None, "{format}: {text:?}");
                assert!(!text.lines().any(|line| line.trim_start().starts_with("::")), "{format}: {text:?}");
            }
        }
    }
}

#[test]
fn a12_a_path_of_4096_bytes_is_refused() {
    let mut disk = MemoryDisk::default();
    disk.insert("rolebook.toml", "title = \"Test\"\n");
    disk.insert(format!("content/{}a.md", "abcdefg/".repeat(511)), "# A\n");
    let short = support::build(&disk).short();
    assert!(short.lines().count() == 1 && short.contains(": error["), "{short}");
}

#[test]
fn a13_a_line_break_in_a_name_is_refused_and_escaped() {
    let folder = Folder::new();
    folder.write("content/a\nb.md", b"# A\n");
    folder.check_findings(&["content/a\\nb.md: error[portability]"]);
    folder.check_escaped();
}

#[test]
fn a14_a_name_like_a_log_command_is_refused_and_escaped() {
    let folder = Folder::new();
    folder.write("content/a\n::error::x.md", b"# A\n");
    folder.write("content/::warning::y.md", b"# A\n");
    folder.check_findings(&[
        "content/::warning::y.md: error[portability]",
        "content/a\\n::error::x.md: error[portability]",
    ]);
    folder.check_escaped();
}

#[test]
fn a15_a_name_that_turns_the_reading_direction_is_refused_and_escaped() {
    let folder = Folder::new();
    folder.write("content/a\u{202E}dm.md", b"# A\n");
    folder.write("content/b\u{1B}[31m.md", b"# A\n");
    folder.check_findings(&[
        "content/a\\u{202e}dm.md: error[portability]",
        "content/b\\u{1b}[31m.md: error[portability]",
    ]);
    folder.check_escaped();
}

#[test]
fn a16_a_name_that_is_not_utf_8_is_refused_and_escaped() {
    let folder = Folder::new();
    folder.write(Path::new("content").join(OsStr::from_bytes(b"caf\xE9.md")), b"# A\n");
    folder.check_findings(&["content/caf\u{FFFD}.md: error[unreadable]"]);
    folder.check_escaped();
}

#[test]
fn a20_symbolic_links_are_refused_and_never_followed() {
    let folder = Folder::new();
    let secret = folder.temp.path().join("secret");
    std::fs::create_dir(&secret).expect("a folder of our own");
    std::fs::write(secret.join("page.md"), "# Secret outside\n").expect("a folder of our own");
    symlink(secret.join("page.md"), folder.path("content/file.md")).expect("a folder of our own");
    symlink(&secret, folder.path("content/folder")).expect("a folder of our own");
    symlink(folder.path("content"), folder.path("content/loop")).expect("a folder of our own");
    symlink("nowhere.md", folder.path("content/dangling.md")).expect("a folder of our own");
    folder.check_findings(&[
        "content/dangling.md: error[unreadable]",
        "content/file.md: error[unreadable]",
        "content/folder: error[unreadable]",
        "content/loop: error[unreadable]",
    ]);
    let all: Vec<u8> = folder.check("json").stdout;
    assert!(!String::from_utf8_lossy(&all).contains("Secret outside"), "nothing outside the site was read");
}

#[test]
fn a20_a_link_in_place_of_the_content_folder_is_refused() {
    let temp = tempfile::tempdir().expect("a folder of our own");
    let (site, elsewhere) = (temp.path().join("site"), temp.path().join("elsewhere"));
    std::fs::create_dir_all(&site).expect("a folder of our own");
    std::fs::create_dir_all(&elsewhere).expect("a folder of our own");
    std::fs::write(elsewhere.join("a.md"), "# Secret outside\n").expect("a folder of our own");
    std::fs::write(site.join("rolebook.toml"), "title = \"Test\"\n").expect("a folder of our own");
    symlink(&elsewhere, site.join("content")).expect("a folder of our own");
    let folder = Folder { temp };
    let output = folder.check("short");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.starts_with("content: error[unreadable]"), "{text}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a21_a_pipe_is_refused_and_never_waited_for() {
    let folder = Folder::new();
    pipe(&folder.path("content/a.md"));
    pipe(&folder.path("content/pic.png"));
    folder.write("content/b.md", b"# B\n\n![A plan](pic.png)\n");
    let text = String::from_utf8(folder.check("short").stdout).expect("findings are UTF-8");
    assert!(text.contains("content/a.md: error[unreadable]"), "{text}");
    assert!(
        text.contains("content/pic.png: error[unreadable]") || text.contains("content/b.md:3:1: error[broken-link]"),
        "{text}"
    );
    assert!(text.contains(OTHER), "{text}");
}

/// A named pipe; `mkfifo` is a command everywhere and needs no rights.
fn pipe(path: &Path) {
    let made = Command::new("mkfifo").arg(path).status().expect("mkfifo is part of every Unix");
    assert!(made.success());
}

#[test]
fn a22_a_socket_is_refused() {
    let folder = Folder::new();
    let socket = folder.path("content/a.md");
    // A device node needs the rights of an administrator; a socket is the other thing that is no file.
    let _listening = std::os::unix::net::UnixListener::bind(&socket).expect("a path shorter than a socket's limit");
    folder.check_findings(&["content/a.md: error[unreadable]"]);
}

#[test]
fn a23_a_closed_file_and_a_closed_folder_are_reported() {
    let folder = Folder::new();
    folder.write("content/a.md", b"# A\n");
    folder.write("content/closed/b.md", b"# B\n");
    let (file, closed) = (folder.path("content/a.md"), folder.path("content/closed"));
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o000)).expect("a file of our own");
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o000)).expect("a folder of our own");
    let output = if std::fs::read(&file).is_ok() { as_nobody(&folder) } else { folder.check("short") };
    folder.check_output(&output, &["content/a.md: error[unreadable]", "content/closed: error[unreadable]"]);
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o755)).expect("a folder of our own");
}

/// An administrator may read everything, so the check runs as a user who may not, with a binary that user can reach.
fn as_nobody(folder: &Folder) -> Output {
    let binary = folder.temp.path().join("rolebook");
    std::fs::copy(env!("CARGO_BIN_EXE_rolebook"), &binary).expect("a folder of our own");
    let open = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(folder.temp.path(), open).expect("a folder of our own");
    let mut command = Command::new(binary);
    command.uid(65_534).gid(65_534).current_dir("/");
    folder.run(command, "short")
}

#[test]
fn a23_a_folder_named_like_a_page_is_reported() {
    let folder = Folder::new();
    folder.write("content/x.md/y.md", b"# Y\n");
    folder.check_findings(&["content/x.md: error[portability]"]);
}
