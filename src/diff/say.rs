//! What the printers say in words: the same in Markdown and in HTML.

use super::report::{FigureChange, PageChange, Side, Widened};

/// `main (1a2b3c4d)`.
pub(super) fn side(side: &Side) -> String {
    match &side.commit {
        Some(commit) if *commit != side.name => format!("{} ({commit})", side.name),
        _ => side.name.clone(),
    }
}

/// `3 pages`, `1 page`.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

/// What became more public, in a sentence without the passage itself.
pub(super) fn widened(item: &Widened) -> String {
    let readers = item.audiences.join(", ");
    match item.what {
        "page" => format!("The page “{}” can now be read by: {readers}.", item.title),
        "passage" => format!("Text on the page “{}” can now be read by: {readers}.", item.title),
        "figure" => format!("The figure `{}` can now be read by: {readers}.", item.title),
        "file" => format!("The file `{}` can now be fetched by: {readers}.", item.title),
        _ => format!(
            "“{}” asks for more readers than it may have. A build refuses that, and nothing is published.",
            item.title
        ),
    }
}

/// By how much a figure changed: `+5.4%`, or both ends where they differ.
pub(super) fn percent(figure: &FigureChange) -> String {
    match &figure.percent {
        Some([low, high]) if low == high => low.clone(),
        Some([low, high]) => format!("{low} to {high}"),
        None if figure.change == "added" => "new".to_owned(),
        None if figure.change == "removed" => "removed".to_owned(),
        None => String::new(),
    }
}

/// What happened to a page.
pub(super) fn page(change: &PageChange) -> &'static str {
    match change.change {
        "added" => "Added",
        "removed" => "Removed",
        _ => "Moved",
    }
}

/// A text of at most so many characters.
pub(super) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most).collect::<String>() + "…"
}
