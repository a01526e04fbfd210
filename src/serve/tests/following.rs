//! How the preview follows the files of the site.

use super::*;

#[test]
fn tabs_are_told_of_a_build_and_of_what_stands_in_its_way() {
    let preview = site(&[]);
    let mut tab = preview.tab();
    let first = tab.until_whole();
    let page = first["page"].as_str().unwrap();
    assert!(preview.get("/public/").contains(&format!("reload.js?page={page}\"")));

    preview.edit("content/a/index.html", "<p>changed");
    let changed = tab.until(|state| state["page"] != first["page"]);
    assert!(preview.get("/public/a/").contains("<p>changed"));

    preview.edit("content/a/index.html", "<p>an ERROR");
    let broken = tab.until_broken();
    assert_eq!(broken["page"], changed["page"]);
    assert_eq!(broken["findings"][0]["message"], "no page `<b>x</b>`");
    assert_eq!(broken["findings"][0]["place"], "content/a/index.html");
    assert!(preview.get("/public/a/").contains("<p>changed"), "the last good page stays");

    // What was there before comes back: nothing to reload, nothing left to say.
    preview.edit("content/a/index.html", "<p>changed");
    assert_eq!(tab.until_whole()["page"], changed["page"]);
}

#[test]
fn an_index_is_made_once_and_only_when_it_is_asked_for() {
    let preview = site(&[("content/unseen.txt", "first words")]);
    let mut tab = preview.tab();
    let first = tab.until_whole();
    let index = "/public/search/index.bin";
    assert_eq!(status(&preview.request("GET", index, "Origin: http://evil.test\r\n")), 403);
    assert_eq!(status(&preview.request("POST", index, "")), 405);
    assert_eq!((preview.status("/public/a/"), indexes_made("first words")), (200, 0));
    for _ in 0..3 {
        assert_eq!(body(&preview.get(index)), "first words");
    }
    assert_eq!(indexes_made("first words"), 1);

    // No page shows these words, but a page that was open before searches for the old ones.
    preview.edit("content/unseen.txt", "other words");
    let changed = tab.until(|state| state["page"] != first["page"]);
    assert_eq!(indexes_made("other words"), 0, "an edit waits for no index");
    assert_eq!(body(&preview.get(index)), "other words");

    // An edit that changes nothing keeps the index that was made.
    preview.edit("content/unseen.txt", "other words");
    preview.edit("content/a/index.html", "an ERROR");
    tab.until_broken();
    preview.edit("content/a/index.html", "<p>a");
    assert_eq!(tab.until_whole()["page"], changed["page"]);
    assert_eq!((body(&preview.get(index)), indexes_made("other words")), ("other words", 1));
}

#[test]
fn an_index_that_panics_is_missing_and_no_more() {
    let preview = site(&[("content/unseen.txt", "PANIC")]);
    assert_eq!(preview.status("/public/search/index.bin"), 404);
    assert_eq!(preview.status("/public/search/index.bin"), 404);
    assert_eq!(preview.status("/public/"), 200);
}

#[test]
fn a_build_that_panics_keeps_the_preview() {
    let preview = site(&[]);
    let mut tab = preview.tab();
    let first = tab.until_whole();
    preview.edit("content/a/index.html", "PANIC");
    let broken = tab.until_broken();
    assert_eq!(broken["page"], first["page"]);
    assert_eq!(broken["findings"][0]["rule"], "internal");
    preview.edit("content/a/index.html", "fine");
    tab.until_whole();
    assert!(preview.get("/public/a/").contains("fine"));
}

#[test]
fn settings_that_cannot_be_read_show_in_the_page_until_they_can() {
    let preview = start(None, &[("rolebook.toml", "title = <b>"), ("content/index.html", "home")]);
    let page = preview.get("/any/where");
    assert_eq!((status(&page), header(&page, "content-type")), (503, "text/html; charset=utf-8"));
    assert!(body(&page).contains("<code>rolebook.toml:1:9</code>"), "{page}");
    assert!(body(&page).contains("src=\"/_rolebook/reload.js?page=\""));
    let mut tab = preview.tab();
    assert_eq!(tab.next().unwrap()["page"], Value::Null);
    preview.edit("rolebook.toml", "title = \"T\"\naudiences = [\"all\"]\n");
    tab.until_whole();
    assert!(preview.until_told("serving").ends_with("/all/"));
    assert!(body(&preview.get("/all/")).starts_with("home"));
    // A new ladder is a new set of addresses.
    preview.edit("rolebook.toml", SETTINGS);
    let serving = preview.until_told("serving");
    assert!(
        serving.contains("/public/ http") && serving.ends_with(&format!(":{}/internal/", preview.port)),
        "{serving}"
    );
    assert_eq!(preview.status("/all/"), 404);
}

#[test]
fn folders_that_come_later_are_followed() {
    let preview = start(None, &[("rolebook.toml", SETTINGS)]);
    preview.edit("content/deep/er/index.html", "one");
    preview.until_shown("/public/deep/er/", "one");
    preview.edit("content/deep/er/index.html", "two");
    preview.until_shown("/public/deep/er/", "two");
    // A folder swapped for another one of the same name, as git does it.
    let [content, aside] = ["content", "aside"].map(|name| preview.folder.path().join(name));
    crate::disk::write::rename(&content, &aside).unwrap();
    preview.edit("content/deep/er/index.html", "three");
    preview.until_shown("/public/deep/er/", "three");
    preview.edit("content/deep/er/index.html", "four");
    preview.until_shown("/public/deep/er/", "four");
}

#[test]
fn building_and_output_set_off_no_build() {
    let preview = site(&[]);
    preview.edit("content/a/index.html", "new");
    preview.until_shown("/public/a/", "new");
    preview.until_quiet();
    preview.edit("dist/public/index.html", "not ours");
    preview.edit("content/.a.md.swp", "scratch");
    let more = preview.told.recv_timeout(Duration::from_millis(400));
    assert!(more.is_err(), "{more:?}");
}

#[test]
fn no_more_than_64_tabs_are_told() {
    let preview = site(&[]);
    let mut tabs: Vec<Tab> = (0..64).map(|_| preview.tab()).collect();
    tabs.iter_mut().for_each(|tab| assert!(tab.next().is_some()));
    assert_eq!(preview.status("/_rolebook/events"), 503);
    assert_eq!(preview.status("/public/"), 200);
    tabs.pop();
    let start = Instant::now();
    // The server notices a closed tab when it next looks at the connection.
    loop {
        let mut tab = preview.tab();
        let mut answer = String::new();
        tab.lines.read_line(&mut answer).unwrap();
        if status(&answer) == 200 {
            break;
        }
        assert!(start.elapsed() < PATIENCE, "a closed tab still counts");
    }
}
