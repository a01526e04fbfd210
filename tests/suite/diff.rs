//! Two texts side by side, for whoever has to fix a failing test.

/// The lines that differ: `-` what was expected, `+` what came out, with two lines around them.
pub(crate) fn lines(expected: &str, got: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), got.lines().collect());
    let marked = marked(&old, &new);
    let near =
        |at: usize| marked[at.saturating_sub(2)..(at + 3).min(marked.len())].iter().any(|(mark, _)| *mark != ' ');
    let mut text = String::new();
    let mut gap = false;
    for (at, (mark, line)) in marked.iter().enumerate() {
        if near(at) {
            text.push_str(&format!("    {mark} {line}\n"));
        } else if !gap {
            text.push_str("    …\n");
        }
        gap = !near(at);
    }
    text
}

/// Each line with its mark, from the longest run of lines both have.
fn marked<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<(char, &'t str)> {
    // What begins and ends alike needs no table; the rest is small in any case that somebody wrote.
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    let mut marked: Vec<(char, &str)> = old[..head].iter().map(|line| (' ', *line)).collect();
    if a.len().saturating_mul(b.len()) > 4_000_000 {
        marked.extend(a.iter().map(|line| ('-', *line)).chain(b.iter().map(|line| ('+', *line))));
    } else {
        marked.extend(by_table(a, b));
    }
    marked.extend(old[old.len() - tail..].iter().map(|line| (' ', *line)));
    marked
}

fn by_table<'t>(a: &[&'t str], b: &[&'t str]) -> Vec<(char, &'t str)> {
    let mut common = vec![vec![0u32; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            common[i][j] = if a[i] == b[j] { common[i + 1][j + 1] + 1 } else { common[i + 1][j].max(common[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut marked) = (0, 0, Vec::new());
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            marked.push((' ', a[i]));
            (i, j) = (i + 1, j + 1);
        } else if j == b.len() || (i < a.len() && common[i + 1][j] >= common[i][j + 1]) {
            marked.push(('-', a[i]));
            i += 1;
        } else {
            marked.push(('+', b[j]));
            j += 1;
        }
    }
    marked
}

#[test]
fn only_what_differs_shows() {
    let shown = lines("a\nb\nc\nd\ne\nf\n", "a\nb\nc\nd\nX\nf\n");
    assert_eq!(shown, "    …\n      c\n      d\n    - e\n    + X\n      f\n");
}
