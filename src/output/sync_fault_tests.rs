//! What a sync leaves behind when something goes wrong: kills, limits, missing permission, other builds.
#![allow(clippy::disallowed_methods, reason = "the folders under test are made here")]

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::tests::{Site, built, tree};
use super::*;

/// Tells a child process which folder to build into, and what to do there.
const CHILD_ROOT: &str = "ROLEBOOK_TEST_CHILD_ROOT";
const CHILD_TASK: &str = "ROLEBOOK_TEST_CHILD_TASK";
/// What a child says after each build.
const BUILT: &str = "a child built";
const PAGES: usize = 150;

/// A site in which every page tells the edition it is of, and which pages there are depends on it too.
fn edition(number: usize) -> (String, Outputs) {
    let mut files: Vec<(String, String)> =
        (0..PAGES).map(|page| (format!("s{}/p{page}/index.html", page % 7), format!("edition {number}"))).collect();
    files.push(("same.css".into(), "css".into()));
    files.push((format!("only-in-{number}.html"), "x".repeat(40_000)));
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    built("public", &files)
}

fn target_in(root: &Path) -> Target {
    Target { out: root.join("dist"), root: root.to_owned(), home: None, audiences: vec!["public".into()] }
}

/// The edition that is published, whole; panics when it is a mix or lacks a page.
fn published_edition(root: &Path) -> usize {
    let found = tree(&root.join("dist/public"));
    let first = found["s0/p0/index.html"].clone().unwrap();
    let number: usize = first.strip_prefix("edition ").unwrap().parse().unwrap();
    let (_, outputs) = edition(number);
    let expected: BTreeMap<String, String> = outputs
        .iter()
        .map(|file| (file.path.as_str().to_owned(), String::from_utf8(file.bytes.clone()).unwrap()))
        .collect();
    let found: BTreeMap<String, String> = found.into_iter().filter_map(|(path, text)| Some((path, text?))).collect();
    assert!(found == expected, "edition {number} is not whole");
    number
}

fn leftovers(root: &Path) -> Vec<String> {
    let mut names = write::names(&root.join("dist")).unwrap();
    names.retain(|name| !matches!(name.as_str(), "public" | ".rolebook" | ".rolebook-lock"));
    names
}

/// This test program again, running only [`a_child_builds`] with `task`.
fn child(program: &OsStr, root: &Path, task: &str) -> Command {
    let mut command = Command::new(program);
    command.args(["--exact", "output::sync::fault_tests::a_child_builds", "--nocapture"]);
    command
        .env(CHILD_ROOT, root)
        .env(CHILD_TASK, task)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// What a child process does when another test starts it; on its own, it builds two editions.
#[test]
fn a_child_builds() {
    let Some(root) = std::env::var_os(CHILD_ROOT).map(PathBuf::from) else {
        let site = Site::new(&["public"]);
        for number in [1, 2] {
            sync(&[edition(number)], &site.target).unwrap();
            assert_eq!(published_edition(&site.target.root), number);
        }
        return;
    };
    match std::env::var_os(CHILD_TASK).as_deref().and_then(OsStr::to_str) {
        Some("until killed") => {
            for number in (1..=3).cycle() {
                sync(&[edition(number)], &target_in(&root)).unwrap();
                println!("{BUILT}");
            }
        }
        Some("once") => match sync(&[edition(2)], &target_in(&root)) {
            Ok(_) => println!("it was written"),
            Err(error) => println!("refused: {}; {}", error.message, error.hint),
        },
        task => panic!("unknown task {task:?}"),
    }
}

#[test]
fn a_kill_at_any_point_leaves_a_whole_site() {
    let site = Site::new(&["public"]);
    let root = &site.target.root;
    sync(&[edition(1)], &site.target).unwrap();
    let program = std::env::current_exe().unwrap();
    let rounds = std::env::var_os("ROLEBOOK_KILL_POINTS").map_or(30, |count| count.to_str().unwrap().parse().unwrap());
    for round in 0..rounds {
        let mut running = child(program.as_os_str(), root, "until killed").spawn().unwrap();
        // From a build on, however long the program took to start, at steps that fall on every part of the next ones.
        let said = BufReader::new(running.stdout.take().unwrap());
        assert!(said.lines().any(|line| line.unwrap().ends_with(BUILT)), "the child never built");
        std::thread::sleep(Duration::from_micros((round * 7_919) % 37_000));
        running.kill().unwrap();
        running.wait().unwrap();
        published_edition(root);
    }
    sync(&[edition(9)], &site.target).unwrap();
    assert_eq!(published_edition(root), 9);
    assert_eq!(leftovers(root), [""; 0]);
}

#[cfg(target_os = "linux")]
#[test]
fn readers_never_miss_a_file_during_a_build() {
    let site = Site::new(&["public"]);
    sync(&[edition(0)], &site.target).unwrap();
    let public = site.target.out.join("public");
    let (done, opened) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|threads| {
        threads.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                for page in ["same.css", "s0/p0/index.html", "s3/p3/index.html"] {
                    fs::read(public.join(page)).expect("a published file can be opened at any time");
                    opened.fetch_add(1, Ordering::Relaxed);
                }
            }
        });
        for number in 1..=10 {
            sync(&[edition(number)], &site.target).unwrap();
        }
        done.store(true, Ordering::Relaxed);
    });
    assert!(opened.load(Ordering::Relaxed) > 100);
}

#[test]
fn builds_at_once_take_turns() {
    let site = Site::new(&["public"]);
    std::thread::scope(|threads| {
        for number in 0..6 {
            let target = &site.target;
            threads.spawn(move || (0..3).for_each(|_| drop(sync(&[edition(number)], target).unwrap())));
        }
    });
    assert!(published_edition(&site.target.root) < 6);
    assert_eq!(leftovers(&site.target.root), [""; 0]);
}

#[test]
fn a_build_that_waits_too_long_says_so_and_a_stale_lock_is_harmless() {
    let site = Site::new(&["public"]);
    fs::create_dir(&site.target.out).unwrap();
    let lock = Lock::take(&Target::lock_path(&site.target.out), Duration::ZERO).unwrap().unwrap();
    let error = sync_within(Duration::from_millis(60), &[edition(1)], &site.target).unwrap_err();
    assert!(error.message.contains("another build is writing"), "{}", error.message);
    assert!(!site.target.out.join("public").exists());
    drop(lock);
    sync(&[edition(1)], &site.target).unwrap();
    assert_eq!(published_edition(&site.target.root), 1);
}

#[test]
fn a_write_that_fails_leaves_the_old_site_and_no_rest() {
    let site = Site::new(&["public"]);
    sync(&[edition(1)], &site.target).unwrap();
    let program = std::env::current_exe().unwrap();
    let inner = child(program.as_os_str(), &site.target.root, "once");
    // The system then refuses to let a file grow, in the middle of writing it.
    let mut limited = Command::new("sh");
    limited
        .args(["-c", "trap '' XFSZ; ulimit -f 16; exec \"$0\" \"$@\""])
        .arg(inner.get_program())
        .args(inner.get_args());
    limited.envs(inner.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let output = limited.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("only-in-2.html`: a file may not grow that large here"), "{said}");
    assert_eq!(published_edition(&site.target.root), 1);
    assert_eq!(leftovers(&site.target.root), [""; 0]);
}

#[test]
fn a_folder_without_permission_is_left_alone() {
    let site = Site::new(&["public"]);
    sync(&[edition(1)], &site.target).unwrap();
    let root = &site.target.root;
    let allow = |path: &Path, mode: u32| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    allow(root, 0o755);
    allow(&site.target.out, 0o555);
    // Nobody can refuse the superuser; then the child runs as a user who can be refused, with a program it can reach.
    let is_superuser = fs::metadata(root).unwrap().uid() == 0;
    let mut program = std::env::current_exe().unwrap();
    if is_superuser {
        let reachable = root.join("program");
        fs::hard_link(&program, &reachable).or_else(|_| fs::copy(&program, &reachable).map(drop)).unwrap();
        program = reachable;
    }
    let mut refused = child(program.as_os_str(), root, "once");
    if is_superuser {
        refused.uid(65_534).gid(65_534).current_dir(root);
    }
    let output = refused.output().unwrap();
    allow(&site.target.out, 0o755);
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("permission denied; choose another folder with `--out`"), "{said}");
    assert_eq!(published_edition(root), 1);
    assert_eq!(leftovers(root), [""; 0]);
}

#[test]
fn what_the_system_refuses_is_told_in_plain_words() {
    let path = Path::new("dist/a\n::error::b.html");
    for (kind, message) in [
        (std::io::ErrorKind::StorageFull, "cannot write `dist/a\\n::error::b.html`: the disk is full"),
        (
            std::io::ErrorKind::ReadOnlyFilesystem,
            "cannot write `dist/a\\n::error::b.html`: the file system is read-only",
        ),
    ] {
        assert_eq!(SyncError::system("write", path, &kind.into()).message, message);
    }
}

#[test]
fn a_tree_moved_aside_by_a_killed_run_is_put_back() {
    let site = Site::new(&["public", "internal"]);
    sync(&[edition(1)], &site.target).unwrap();
    let out = &site.target.out;
    fs::rename(out.join("public"), out.join(format!("{ASIDE}public"))).unwrap();
    fs::create_dir(out.join(format!("{STAGED}public"))).unwrap();
    sync(&[built("internal", &[])], &site.target).unwrap();
    assert_eq!(published_edition(&site.target.root), 1);
    assert_eq!(leftovers(&site.target.root), ["internal"]);
}
