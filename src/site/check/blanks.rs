//! Blanks at the ends of lines that mean nothing, for those who have their pages tidied. They are no finding.

use crate::diag::Fix;
use crate::site::source::page::Page;

/// What goes of a page: blanks on empty lines, behind headings, and single ones behind text. Two and more behind text are
/// a line break; code, front matter and indented lines stay as they are.
pub(in crate::site) fn of(page: &Page) -> Vec<Fix> {
    let mut fixes = Vec::new();
    let mut fence: Option<&str> = None;
    let mut at = page.body.start;
    for line in page.source.text[page.body.clone()].split_inclusive('\n') {
        let shown = line.trim_end_matches(['\n', '\r']);
        let text = shown.trim_end_matches([' ', '\t']);
        let inside = text.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| inside.starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            (None, None) => {
                let blanks = &shown[text.len()..];
                let is_code = line.starts_with("    ") || line.starts_with('\t');
                let is_break = blanks.starts_with("  ") && !inside.starts_with('#');
                let stays = !text.is_empty() && (is_code || is_break);
                if !blanks.is_empty() && !stays {
                    fixes.push(Fix { range: at + text.len()..at + shown.len(), with: String::new() });
                }
            }
            (Some(_), _) => {}
        }
        at += line.len();
    }
    fixes
}
