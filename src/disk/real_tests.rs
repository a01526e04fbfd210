//! What a real folder can hold that a disk in memory cannot.

use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::sync::atomic::{AtomicBool, Ordering};

use rustix::fs::{CWD, FileType, Mode, OFlags, mkdirat, mknodat, openat};

use super::*;

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn walk(folder: &tempfile::TempDir, below: &str) -> Vec<(String, EntryKind)> {
    let disk = RealDisk::new(folder.path()).unwrap();
    disk.walk(below, &|path| path.ends_with("skipped")).into_iter().map(|entry| (entry.path, entry.kind)).collect()
}

fn refusal(disk: &RealDisk, path: &str) -> io::ErrorKind {
    let by_one_call = disk.read(path).unwrap_err().kind();
    // Both ways to open give the same answer; what only shows after opening is seen by `read` alone.
    if let Err(error) = disk.open_step_by_step(path) {
        assert_eq!(error.kind(), by_one_call, "{path}");
    }
    by_one_call
}

#[test]
fn a_folder_lists_and_reads_like_one_in_memory() {
    let files = [("c/a-b.md", "1"), ("c/a/z.md", "22"), ("c/a.md", ""), ("c/skipped/x.md", ""), ("rolebook.toml", "")];
    let real = folder(&files);
    let memory = super::super::MemoryDisk::new(files);
    for below in ["", "c", "c/a", "missing", "rolebook.toml"] {
        let expected: Vec<_> = memory.walk(below, &|path| path.ends_with("skipped")).into_iter().collect();
        let expected: Vec<_> = expected.into_iter().map(|entry| (entry.path, entry.kind)).collect();
        assert_eq!(walk(&real, below), expected, "{below}");
    }
    let disk = RealDisk::new(real.path()).unwrap();
    assert_eq!(disk.read("c/a/z.md").unwrap(), b"22");
    let mut text = String::new();
    disk.open_step_by_step("c/a/z.md").unwrap().read_to_string(&mut text).unwrap();
    assert_eq!(text, "22");
}

#[test]
fn links_are_listed_and_never_followed() {
    let outside = folder(&[("secret.md", "secret")]);
    let site = folder(&[("content/a.md", "")]);
    let content = site.path().join("content");
    symlink(outside.path().join("secret.md"), content.join("file.md")).unwrap();
    symlink(outside.path(), content.join("folder")).unwrap();
    symlink(".", content.join("loop")).unwrap();
    symlink("nowhere", content.join("dangling")).unwrap();
    symlink("content", site.path().join("parent")).unwrap();
    let listed: Vec<_> =
        walk(&site, "content").into_iter().map(|(path, kind)| (path, kind == EntryKind::Symlink)).collect();
    let expected =
        ["a.md", "dangling", "file.md", "folder", "loop"].map(|name| (format!("content/{name}"), name != "a.md"));
    assert_eq!(listed, expected);
    assert_eq!(walk(&site, "parent/folder"), [("parent".to_owned(), EntryKind::Symlink)]);
    let disk = RealDisk::new(site.path()).unwrap();
    for path in ["content/file.md", "content/folder/secret.md", "content/loop/a.md", "content/dangling", "parent/a.md"]
    {
        assert_eq!(refusal(&disk, path), io::ErrorKind::InvalidInput, "{path}");
    }
}

#[test]
fn paths_that_leave_the_root_are_refused() {
    let site = folder(&[("content/a.md", "")]);
    let disk = RealDisk::new(site.path().join("content")).unwrap();
    for path in ["../content/a.md", "/etc/hostname", "", "a.md/", "./a.md", "x/../a.md", "a.md\0"] {
        assert_eq!(disk.read(path).unwrap_err().kind(), io::ErrorKind::InvalidInput, "{path:?}");
    }
    assert_eq!(disk.read("b.md").unwrap_err().kind(), io::ErrorKind::NotFound);
}

#[test]
fn pipes_sockets_devices_and_folders_are_refused_without_waiting() {
    let site = folder(&[("content/folder.md/a.md", "")]);
    let content = site.path().join("content");
    mknodat(CWD, content.join("pipe"), FileType::Fifo, Mode::from_raw_mode(0o600), 0).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(content.join("socket")).unwrap();
    let kinds = walk(&site, "content");
    assert!(kinds.contains(&("content/pipe".to_owned(), EntryKind::Special)));
    assert!(kinds.contains(&("content/socket".to_owned(), EntryKind::Special)));
    assert!(kinds.contains(&("content/folder.md".to_owned(), EntryKind::Folder)));
    let disk = RealDisk::new(site.path()).unwrap();
    for path in ["content/pipe", "content/socket", "content/folder.md"] {
        assert_eq!(refusal(&disk, path), io::ErrorKind::InvalidInput, "{path}");
    }
    let devices = RealDisk::new("/dev").unwrap();
    assert_eq!(refusal(&devices, "zero"), io::ErrorKind::InvalidInput);
}

#[test]
fn a_name_that_is_not_utf8_is_listed_as_unreadable_and_not_entered() {
    let site = folder(&[("content/a.md", "")]);
    let odd = site.path().join("content").join(std::ffi::OsStr::from_bytes(b"caf\xe9"));
    fs::create_dir(&odd).unwrap();
    fs::write(odd.join("inside.md"), "").unwrap();
    let reason = "its name is not UTF-8".to_owned();
    let expected = [
        ("content/a.md".to_owned(), EntryKind::File(0)),
        ("content/caf\u{fffd}".to_owned(), EntryKind::Unreadable(reason)),
    ];
    assert_eq!(walk(&site, "content"), expected);
}

#[test]
fn a_folder_the_system_cannot_show_does_not_end_the_walk() {
    let site = folder(&[("content/a.md", ""), ("content/z.md", "")]);
    let name = "n".repeat(250);
    let mut at = openat(CWD, site.path().join("content"), OFlags::RDONLY, Mode::empty()).unwrap();
    for _ in 0..20 {
        mkdirat(&at, &name, Mode::from_raw_mode(0o700)).unwrap();
        at = openat(&at, &name, OFlags::RDONLY, Mode::empty()).unwrap();
    }
    let listed = walk(&site, "content");
    assert!(listed.iter().any(|(_, kind)| matches!(kind, EntryKind::Unreadable(_))));
    assert_eq!(listed.last().unwrap().0, "content/z.md");
}

#[test]
fn a_file_past_the_limit_is_refused_unread() {
    let site = folder(&[("content/a.md", "")]);
    File::create(site.path().join("content/big.bin")).unwrap().set_len(MAX_FILE_BYTES + 1).unwrap();
    let disk = RealDisk::new(site.path()).unwrap();
    assert_eq!(disk.read("content/big.bin").unwrap_err().kind(), io::ErrorKind::FileTooLarge);
}

#[test]
fn a_file_swapped_for_a_link_during_the_build_never_leads_outside() {
    let outside = folder(&[("secret.md", "secret")]);
    let site = folder(&[("content/sub/a.md", "fine")]);
    let (kept, swapped) = (site.path().join("content/kept"), site.path().join("content/sub"));
    let done = AtomicBool::new(false);
    std::thread::scope(|threads| {
        threads.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                fs::rename(&swapped, &kept).unwrap();
                symlink(outside.path(), &swapped).unwrap();
                fs::remove_file(&swapped).unwrap();
                fs::rename(&kept, &swapped).unwrap();
            }
        });
        let disk = RealDisk::new(site.path()).unwrap();
        for path in ["content/sub/a.md", "content/sub/secret.md"].into_iter().cycle().take(4_000) {
            if let Ok(bytes) = disk.read(path) {
                assert_eq!(bytes, b"fine");
            }
            if let Ok(mut file) = disk.open_step_by_step(path) {
                let mut text = String::new();
                file.read_to_string(&mut text).unwrap();
                assert_eq!(text, "fine");
            }
        }
        done.store(true, Ordering::Relaxed);
    });
}
