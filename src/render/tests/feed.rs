//! What readers that fetch the feed get.

use super::*;

#[test]
fn the_feed_names_what_was_reviewed_lately_by_whole_addresses() {
    let reviewed = |url: &str, title: &str| page(url, title).with_keeper("Mara", "https://code.example/edit");
    let mut pages = small_site();
    pages.push(reviewed("/roles/b/", "Pay & \u{b}<grades>").with_summary("What \"it\" pays."));
    pages.push(reviewed("/roles/draft/", "Draft").drafted());
    let files = render(&view("public", Some("https://x.example/hiring/"), pages));
    let feed = &files["feed.xml"];
    for expected in [
        "<id>https://x.example/hiring/</id>",
        "<link rel=\"self\" href=\"https://x.example/hiring/feed.xml\"/>",
        "<updated>2026-05-12T00:00:00Z</updated>",
        "<title>Pay &amp; &lt;grades&gt;</title>",
        "<id>https://x.example/hiring/roles/b/</id>",
        "<summary>What &quot;it&quot; pays.</summary>",
    ] {
        assert!(feed.contains(expected), "`{expected}` is missing in {feed}");
    }
    assert_eq!(feed.matches("<entry>").count(), 2, "{feed}");
    let link = "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"Hiring playbook\" \
                href=\"https://x.example/hiring/feed.xml\">";
    assert!(files["index.html"].contains(link), "{}", files["index.html"]);
}

#[test]
fn the_feed_is_for_the_lowest_audience_of_a_site_with_an_address() {
    let base = Some("https://x.example/");
    assert!(render(&view("public", base, small_site())).contains_key("feed.xml"));
    for (audience, base, pages) in
        [("internal", base, small_site()), ("public", None, small_site()), ("public", base, vec![page("/", "Home")])]
    {
        let files = render(&view(audience, base, pages));
        assert!(!files.contains_key("feed.xml"));
        assert!(!files["index.html"].contains("application/atom+xml"));
    }
}

#[test]
fn the_feed_holds_thirty_pages_at_most() {
    let page = |at: usize| page(&format!("/{at:02}/"), "A page").with_keeper("Mara", "https://code.example/edit");
    let files = render(&view("public", Some("https://x.example/"), (0..40).map(page).collect()));
    assert_eq!(files["feed.xml"].matches("<entry>").count(), 30);
}
