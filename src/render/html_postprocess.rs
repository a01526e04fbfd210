//! The last touch on a finished body: names of columns in the cells of comparisons, and addresses for paper.
//!
//! It reads the HTML of our own writer. It must not know templates.

use tera::Value;

use super::values::html;

/// How a table of the writer's begins; tables of blocks have markup of their own.
const TABLE: &str = "<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Table ";

/// A body whose tables compare: each cell names its column, so that a narrow screen can show them one below the other,
/// and a row whose cells are all the same says so.
pub(super) fn compared(body: &str) -> String {
    let mut output = String::with_capacity(body.len() + body.len() / 8);
    let mut rest = body;
    while let Some(start) = rest.find(TABLE) {
        let end = rest[start..].find("</table>").map_or(rest.len(), |at| start + at);
        output.push_str(&rest[..start]);
        table(&rest[start..end], &mut output);
        rest = &rest[end..];
    }
    output.push_str(rest);
    output
}

fn table(table: &str, output: &mut String) {
    let Some((head, rows)) = table.split_once("<tbody>") else { return output.push_str(table) };
    let names: Vec<String> = cells(head).map(|(_, cell)| words(cell)).collect();
    output.push_str(head);
    output.push_str("<tbody>");
    for part in rows.split_inclusive("</tr>\n") {
        let Some((before, row)) = part.split_once("<tr>") else {
            output.push_str(part);
            continue;
        };
        let inside: Vec<&str> = cells(row).map(|(_, cell)| cell).collect();
        let same = inside.len() > 2 && inside[1..].iter().all(|cell| *cell == inside[1] && !cell.is_empty());
        output.push_str(before);
        output.push_str(if same { "<tr class=\"same\">" } else { "<tr>" });
        let mut from = 0;
        for (at, (start, _)) in cells(row).enumerate() {
            if let Some(name) = names.get(at).filter(|name| at > 0 && !name.is_empty()) {
                output.push_str(&row[from..start]);
                output.push_str(&format!(" data-of=\"{name}\""));
                from = start;
            }
        }
        output.push_str(&row[from..]);
    }
}

/// Each cell of a row: where its tag can take an attribute, and what is in it.
fn cells(row: &str) -> impl Iterator<Item = (usize, &str)> {
    row.match_indices("<t").filter_map(|(at, _)| {
        let inside = row[at..].strip_prefix("<td").or_else(|| row[at..].strip_prefix("<th"))?;
        let (tag, after) = inside.split_once('>')?;
        // `<thead` is none.
        if !tag.is_empty() && !tag.starts_with(' ') {
            return None;
        }
        let end = after.find("</td>").or_else(|| after.find("</th>"))?;
        Some((at + "<td".len(), after[..end.min(after.find("</th>").unwrap_or(end))].trim()))
    })
}

/// The words of a cell, still escaped, without its elements.
fn words(cell: &str) -> String {
    let mut text = String::new();
    let mut rest = cell;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text.replace('"', "&quot;")
}

/// Where the links of a body that lead to other sites go, in order, as they stand in it.
pub(super) fn outside_links(body: &str) -> Value {
    Value::from(addresses(body).map(html).collect::<Vec<_>>())
}

fn addresses(body: &str) -> impl Iterator<Item = &str> {
    // Tag by tag: a search for the whole mark would look at the text between them too.
    let tags = body.match_indices('<').map(|(at, _)| &body[at + 1..]);
    let opening = tags.filter_map(|tag| tag.strip_prefix("a href=\"")).filter(|rest| rest.starts_with("http"));
    opening.filter_map(|rest| rest.split_once('"').map(|(address, _)| address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_name_their_columns() {
        let table = format!(
            "<p>a</p>\n{TABLE}1\"><table>\n<thead>\n<tr><th scope=\"col\">What</th><th scope=\"col\"><a href=\"x\">A &amp; B</a></th><td></td></tr>\n</thead>\n<tbody>\n<tr><td>Owns</td><td class=\"align-end\">x</td><td>y</td></tr>\n<tr><td>Code</td><td>z</td><td>z</td></tr>\n</tbody>\n</table></div>\n<p>b</p>"
        );
        let labelled = compared(&table);
        assert!(
            labelled.contains("<tr><td>Owns</td><td data-of=\"A &amp; B\" class=\"align-end\">x</td><td>y</td></tr>")
        );
        assert!(labelled.contains("<tr class=\"same\"><td>Code</td><td data-of=\"A &amp; B\">z</td><td>z</td></tr>"));
        assert!(labelled.starts_with("<p>a</p>\n<div") && labelled.ends_with("</table></div>\n<p>b</p>"));
        let prose = "<p>no table</p>";
        assert_eq!(compared(prose), prose);
    }

    #[test]
    fn links_to_other_sites_are_gathered_in_order() {
        let body =
            "<a href=\"../a/\">a</a> <a href=\"https://x.example/?a&amp;b\">x</a> <a href=\"http://y.example\">y</a>";
        assert_eq!(addresses(body).collect::<Vec<_>>(), ["https://x.example/?a&amp;b", "http://y.example"]);
    }
}
