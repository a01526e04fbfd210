//! What is said of lines of TOML that cannot be read.

use super::*;

#[track_caller]
fn check(line: &str, place: &str, message: &str, hint: &str) {
    let slip = toml_line(line, "").unwrap_or_else(|| panic!("{line}: nothing to say"));
    assert_eq!(
        (&line[slip.range.clone()], slip.message.as_str(), slip.hint.as_str()),
        (place, message, hint),
        "{line}"
    );
}

#[test]
fn values_that_toml_does_not_read_are_explained() {
    check("max = 95,000", "95,000", "`95,000` is more than digits", "write `max = 95000`");
    check("min = 70k", "70k", "`70k` is more than digits", "write `min = 70000`");
    check("min = £70,000", "£70,000", "`£70,000` is more than digits", "write `min = 70000`");
    check("min = 5%", "5%", "`5%` is more than digits", "write `min = 5`");
    check(
        "max = 55k-70k",
        "55k-70k",
        "`55k-70k` is not one number",
        "write one number in plain digits, such as `max = 100`, or text between quotes",
    );
    check(
        "as_of = 28/11/2026",
        "28/11/2026",
        "`28/11/2026` is not a date as it is read here",
        "write `as_of = 2026-11-28`",
    );
    check(
        "as_of = 28 November 2026",
        "28 November 2026",
        "`28 November 2026` is not a date as it is read here",
        "write `as_of = 2026-11-28`",
    );
    check(
        "as_of = 03/04/2026",
        "03/04/2026",
        "`03/04/2026` is not a date as it is read here",
        "it may be either of two days: write `as_of = 2026-04-03` or `as_of = 2026-03-04`",
    );
}

#[test]
fn words_and_quotes_that_toml_does_not_read_are_explained() {
    check("open_ended = Yes", "Yes", "`Yes` is not read as yes or no", "write `open_ended = true`");
    check("title = Berlin", "Berlin", "`Berlin` is text without quotes", "write `title = \"Berlin\"`");
    check(
        "title = “Berlin”",
        "“Berlin”",
        "these are curly quotes, which only look like quotes",
        "write `title = \"Berlin\"`",
    );
    check(
        "title = \"Berlin”",
        "\"Berlin”",
        "these are curly quotes, which only look like quotes",
        "write `title = \"Berlin\"`",
    );
    check("title = \"Berlin", "\"Berlin", "the quote that opens here is never closed", "write `title = \"Berlin\"`");
    check("title = Berlin\"", "Berlin\"", "the quote before this text is missing", "write `title = \"Berlin\"`");
    check(
        "title = \"Berlin\",",
        "\"Berlin\",",
        "nothing stands at the end of a line here",
        "write `title = \"Berlin\"`",
    );
    check("max = 95000;", "95000;", "nothing stands at the end of a line here", "write `max = 95000`");
    check(
        "title = \"The \"big\" one\"",
        "\"The \"big\" one\"",
        "a quote inside the text ends it too early",
        "write `title = 'The \"big\" one'`",
    );
    check(
        "path = \"C:\\Users\"",
        "\"C:\\Users\"",
        "a `\\` in a text between double quotes stands for something else",
        "write `path = 'C:\\Users'`",
    );
    check("from = [a, b]", "[a, b]", "this list cannot be read", "write `from = [\"a\", \"b\"]`");
    check(
        "from = [\"a\", \"b\"",
        "[\"a\", \"b\"",
        "the list that opens here is never closed",
        "write `from = [\"a\", \"b\"]`",
    );
}

#[test]
fn lines_without_a_key_or_a_bracket_are_explained() {
    check(
        "title: Berlin",
        "title: Berlin",
        "a key and its value are joined by `=` here, not by `:`",
        "write `title = \"Berlin\"`",
    );
    check("title \"Berlin\"", "title \"Berlin\"", "the `=` behind `title` is missing", "write `title = \"Berlin\"`");
    check("review by = 2027-01-01", "review by", "`review by` cannot be a key", "write `review_by = 2027-01-01`");
    check("// a note", "// a note", "a note begins with `#` here", "write `# a note`");
    check("[[band]", "[[band]", "a bracket is missing here", "write `[[band]]`");
    check("[place.berlin", "[place.berlin", "a bracket is missing here", "write `[place.berlin]`");
    check(
        "[place.new york]",
        "[place.new york]",
        "`place.new york` cannot be a name: a name has letters, digits and `-`, and a `.` after its type",
        "write `[place.new-york]`",
    );
    check("role.welder]", "role.welder]", "a bracket is missing here", "write `[role.welder]`");
    check("[ [band] ]", "[ [band] ]", "a space stands between these brackets", "write `[[band]]`");
    check("tags = a, b", "a, b", "a list stands between brackets", "write `tags = [\"a\", \"b\"]`");
    check("tags = [\"a\" \"b\"]", "[\"a\" \"b\"]", "this list cannot be read", "write `tags = [\"a\", \"b\"]`");
    check(
        "title\u{a0}= \"Berlin\"",
        "title\u{a0}= \"Berlin\"",
        "an invisible character that was copied along stands in this line",
        "type the line again: `title = \"Berlin\"`",
    );
}
