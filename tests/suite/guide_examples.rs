//! The examples of the guide come out as the guide says.

use rolebook::disk::MemoryDisk;

use super::support;

/// The fenced blocks of a page in this language, in order.
fn fences(page: &str, language: &str) -> Vec<String> {
    let start = format!("```{language}\n");
    let blocks = page.split(start.as_str()).skip(1);
    blocks.map(|rest| rest.split("\n```").next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn each_pay_model_of_the_guide_gives_the_lines_beside_it() {
    let path = support::package().join("docs/content/records/pay-models.md");
    let page = std::fs::read_to_string(path).expect("the guide has this page");
    let (records, lines) = (fences(&page, "toml"), fences(&page, "text"));
    assert_eq!((records.len(), lines.len()), (5, 4), "records for all, then four models with their lines");
    let mut disk = MemoryDisk::default();
    disk.insert("rolebook.toml", "title = \"Guide\"\n");
    disk.insert("content/pay.md", "# Pay\n\n::pay-explorer{role=\"data-engineer\"}\n");
    disk.insert("content/data/guide.toml", records.join("\n\n"));
    let built = support::build(&disk);
    assert_eq!(built.short(), "");
    let files = built.audience("public").expect("it is built");
    let html = files.iter().find(|file| file.path.as_str() == "pay/index.html").expect("the page is there");
    let html = String::from_utf8_lossy(&html.bytes);
    for (line, example) in lines.iter().flat_map(|example| example.lines().map(move |line| (line, example))) {
        assert!(html.contains(&format!("<li>{line}</li>")), "`{line}` is not on the page:\n{example}");
    }
}
