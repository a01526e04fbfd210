//! What a sync leaves in the folder, and which folders it refuses.
#![allow(clippy::disallowed_methods, reason = "the folders under test are made here")]

use std::fs;

use super::super::OutPath;
use super::*;
use crate::diag::Diagnostics;

/// A site's folder with `dist/` to build into.
pub(super) struct Site {
    folder: tempfile::TempDir,
    pub(super) target: Target,
}

impl Site {
    pub(super) fn new(audiences: &[&str]) -> Site {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        fs::write(folder.path().join("rolebook.toml"), "").unwrap();
        let target = Target {
            out: folder.path().join("dist"),
            root: folder.path().to_owned(),
            home: None,
            audiences: audiences.iter().map(|name| (*name).to_owned()).collect(),
        };
        Site { folder, target }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Refused as it stands, with a message that says `why`; and nothing changed by it.
    fn refuses(&self, out: impl Into<PathBuf>, why: &str) {
        let target = Target { out: out.into(), ..self.target.clone() };
        let before = tree(self.folder.path());
        let error = sync(&[built("public", &[("a.html", "new")])], &target).unwrap_err();
        assert!(error.message.contains(why), "{} has no `{why}`", error.message);
        assert_eq!(target.check().unwrap_err(), error);
        assert_eq!(tree(self.folder.path()), before);
    }
}

/// One audience's files, as a build makes them.
pub(super) fn built(audience: &str, files: &[(&str, &str)]) -> (String, Outputs) {
    let mut outputs = Outputs::default();
    let file = |(path, text): &(&str, &str)| OutputFile {
        path: OutPath::new(*path).unwrap(),
        bytes: text.as_bytes().to_vec(),
        origin: "test".into(),
    };
    outputs.add(files.iter().map(file), &mut Diagnostics::default());
    (audience.to_owned(), outputs)
}

/// Every path below a folder with its text; `None` for a folder.
pub(super) fn tree(folder: &Path) -> BTreeMap<String, Option<String>> {
    let disk = RealDisk::new(folder).unwrap();
    let text = |path: &str| disk.read(path).ok().map(|bytes| String::from_utf8(bytes).unwrap());
    disk.walk("", &|_| false).into_iter().map(|entry| (entry.path.clone(), text(&entry.path))).collect()
}

fn expected(files: &[(&str, &str)]) -> BTreeMap<String, Option<String>> {
    let (_, outputs) = built("any", files);
    let folders =
        folders_of(&outputs.iter().collect::<Vec<_>>()).into_iter().map(|path| (path.to_owned(), None)).collect();
    let mut tree: BTreeMap<String, Option<String>> = folders;
    tree.extend(files.iter().map(|(path, text)| ((*path).to_owned(), Some((*text).to_owned()))));
    tree
}

#[test]
fn the_folder_equals_the_build_after_each_change() {
    let site = Site::new(&["public"]);
    for files in [
        &[("index.html", "home"), ("a/index.html", "a"), ("a/b/index.html", "b")][..],
        &[("index.html", "home"), ("a/index.html", "changed")],
        &[("index.html", "home"), ("a", "now a file")],
        &[("index.html", "home"), ("a/index.html", "a folder again"), ("empty.txt", "")],
        &[],
    ] {
        sync(&[built("public", files)], &site.target).unwrap();
        assert_eq!(tree(&site.path("dist/public")), expected(files));
        // Twice is as once.
        let again = sync(&[built("public", files)], &site.target).unwrap();
        assert_eq!((again.audiences[0].written, again.audiences[0].removed), (0, 0));
        assert_eq!(tree(&site.path("dist/public")), expected(files));
    }
    let mut names = write::names(&site.path("dist")).unwrap();
    names.retain(|name| !name.starts_with(".rolebook"));
    assert_eq!(names, ["public"]);
}

#[test]
fn what_someone_changed_in_the_folder_is_mended() {
    let site = Site::new(&["public"]);
    let files = [("index.html", "home"), ("a/index.html", "a")];
    sync(&[built("public", &files)], &site.target).unwrap();
    fs::write(site.path("dist/public/index.html"), "HOME").unwrap();
    fs::write(site.path("dist/public/a/extra.html"), "extra").unwrap();
    fs::create_dir(site.path("dist/public/empty")).unwrap();
    let report = sync(&[built("public", &files)], &site.target).unwrap();
    assert_eq!(tree(&site.path("dist/public")), expected(&files));
    let share = AudienceReport { audience: "public".into(), written: 1, kept: 1, removed: 1 };
    assert_eq!(report.audiences, [share]);
}

#[cfg(unix)]
#[test]
fn equal_files_are_untouched() {
    use std::os::unix::fs::MetadataExt;
    let site = Site::new(&["public"]);
    sync(&[built("public", &[("a.html", "same"), ("b.html", "old")])], &site.target).unwrap();
    let identity = |name: &str| {
        let found = fs::metadata(site.path("dist/public").join(name)).unwrap();
        (found.ino(), found.mtime(), found.mtime_nsec())
    };
    let before = (identity("a.html"), identity("b.html"));
    sync(&[built("public", &[("a.html", "same"), ("b.html", "new")])], &site.target).unwrap();
    assert_eq!(identity("a.html"), before.0);
    assert_ne!(identity("b.html").0, before.1.0);
}

#[test]
fn audiences_are_apart_and_those_no_longer_in_the_settings_go() {
    let site = Site::new(&["public", "internal"]);
    let page = [("404.html", ""), ("index.html", "x"), ("robots.txt", "")];
    sync(&[built("public", &page), built("internal", &page)], &site.target).unwrap();
    // One audience alone leaves the other, and removes nothing.
    sync(&[built("public", &[("index.html", "y")])], &site.target).unwrap();
    assert_eq!(tree(&site.path("dist/internal")), expected(&page));
    fs::create_dir(site.path("dist/notes")).unwrap();
    let fewer = Target { audiences: vec!["public".into()], ..site.target.clone() };
    let report = sync(&[built("public", &page)], &fewer).unwrap();
    assert_eq!(report.removed_audiences, ["internal"]);
    assert!(!site.path("dist/internal").exists());
    assert!(site.path("dist/notes").exists());
    assert_eq!(sync(&[built("public", &page)], &fewer).unwrap().removed_audiences, [""; 0]);
}

#[test]
fn a_marker_cannot_name_a_folder_outside() {
    let site = Site::new(&["public"]);
    sync(&[built("public", &[("a.html", "x")])], &site.target).unwrap();
    let marker = site.path("dist/.rolebook");
    let text = fs::read_to_string(&marker).unwrap();
    fs::write(&marker, format!("{text}../content\n..\n/etc\n.\nprecious\n")).unwrap();
    fs::create_dir(site.path("dist/precious")).unwrap();
    fs::write(site.path("dist/precious/robots.txt"), "mine").unwrap();
    let report = sync(&[built("public", &[("a.html", "x")])], &site.target).unwrap();
    assert_eq!(report.removed_audiences, [""; 0]);
    assert!(site.path("content").exists());
    assert!(site.path("dist/precious/robots.txt").exists(), "no build made what is in it");
}

#[test]
fn a_folder_of_someone_else_is_refused() {
    let site = Site::new(&["public"]);
    fs::create_dir_all(site.path("dist/public")).unwrap();
    fs::write(site.path("dist/public/index.html"), "theirs").unwrap();
    site.refuses(site.path("dist"), "is not empty and was not made by Rolebook");
    fs::write(site.path("dist/.rolebook"), "something else").unwrap();
    site.refuses(site.path("dist"), "is not empty and was not made by Rolebook");
}

#[test]
fn an_empty_folder_is_taken() {
    let site = Site::new(&["public"]);
    fs::create_dir(site.path("dist")).unwrap();
    sync(&[built("public", &[("a.html", "x")])], &site.target).unwrap();
    assert_eq!(tree(&site.path("dist/public")), expected(&[("a.html", "x")]));
}

#[test]
fn sources_home_and_repositories_are_refused() {
    let mut site = Site::new(&["public"]);
    fs::create_dir_all(site.path("repository/.git")).unwrap();
    fs::create_dir_all(site.path("home/me")).unwrap();
    fs::create_dir_all(site.path("another")).unwrap();
    fs::write(site.path("another/rolebook.toml"), "").unwrap();
    fs::write(site.path("file"), "").unwrap();
    site.target.home = Some(site.path("home/me"));
    let outside = site.folder.path().parent().unwrap().to_owned();
    for (out, why) in [
        (site.path(""), "holds the site's sources"),
        (site.path("content/.."), "holds the site's sources"),
        (site.path("missing/.."), "holds the site's sources"),
        (outside, "holds the site's sources"),
        (PathBuf::from("/"), "is the top of the file system"),
        (site.path("home/me"), "is your home folder"),
        (site.path("home"), "is your home folder"),
        (site.path("repository"), "holds `.git`"),
        (site.path("repository/.git/dist"), "lies in a git repository's own folder"),
        (site.path("another"), "holds `rolebook.toml`"),
        (site.path("content"), "lies in `content/`"),
        (site.path("content/dist"), "lies in `content/`"),
        (site.path("static/x/dist"), "lies in `static/`"),
        (site.path("file"), "is not a folder"),
    ] {
        site.refuses(out, why);
    }
}

#[cfg(unix)]
#[test]
fn links_are_refused_and_what_they_lead_to_stays() {
    use std::os::unix::fs::symlink;
    let site = Site::new(&["public"]);
    fs::create_dir(site.path("elsewhere")).unwrap();
    fs::write(site.path("elsewhere/a.html"), "theirs").unwrap();
    symlink(site.path("elsewhere"), site.path("dist")).unwrap();
    site.refuses(site.path("dist"), "is a symbolic link");
    site.refuses(format!("{}/", site.path("dist").display()), "is a symbolic link");
    symlink(site.path("content"), site.path("other-name")).unwrap();
    site.refuses(site.path("other-name/dist"), "lies in `content/`");

    fs::remove_file(site.path("dist")).unwrap();
    sync(&[built("public", &[("a/x.html", "x")])], &site.target).unwrap();
    // A folder in the output that was swapped for a link is replaced, and nothing behind it is.
    fs::remove_dir_all(site.path("dist/public/a")).unwrap();
    symlink(site.path("elsewhere"), site.path("dist/public/a")).unwrap();
    sync(&[built("public", &[("a/x.html", "x")])], &site.target).unwrap();
    assert_eq!(tree(&site.path("dist/public")), expected(&[("a/x.html", "x")]));
    assert_eq!(fs::read_to_string(site.path("elsewhere/a.html")).unwrap(), "theirs");
    // An audience's whole folder swapped for a link was somebody's deed.
    fs::remove_dir_all(site.path("dist/public")).unwrap();
    symlink(site.path("elsewhere"), site.path("dist/public")).unwrap();
    let error = sync(&[built("public", &[("a/x.html", "x")])], &site.target).unwrap_err();
    assert!(error.message.contains("is not a folder"), "{}", error.message);
    assert!(site.path("dist/public").is_symlink());
}

#[test]
fn a_repository_in_an_audience_folder_is_not_removed() {
    let site = Site::new(&["public"]);
    sync(&[built("public", &[("a.html", "x")])], &site.target).unwrap();
    fs::create_dir(site.path("dist/public/.git")).unwrap();
    let error = sync(&[built("public", &[("a.html", "y")])], &site.target).unwrap_err();
    assert!(error.message.contains("holds `.git`"), "{}", error.message);
    assert!(site.path("dist/public/.git").exists());
}

#[test]
fn names_that_are_no_folder_are_refused() {
    let site = Site::new(&["public"]);
    for name in ["..", "", ".git", "a/b", ".staging-new-public"] {
        let error = sync(&[built(name, &[("a.html", "x")])], &site.target).unwrap_err();
        assert!(error.message.contains("cannot have a folder"), "{}", error.message);
    }
}
