//! What each element comes to, and that no text becomes a mark.

use super::{Writer, is_silent};
use crate::site::document::{Attribute, Element, Node};

/// Elements without an end.
const VOID: [&str; 4] = ["br", "hr", "img", "input"];

fn markdown(html: &str) -> String {
    let mut writer = Writer::default();
    write(&tree(html), &mut writer);
    writer.finish()
}

fn write(nodes: &[Node], writer: &mut Writer) {
    for node in nodes {
        match node {
            Node::Text(text) => writer.text(&text.text),
            Node::Element(element) if !is_silent(element) => {
                writer.open(element);
                write(&element.children, writer);
                writer.close(element.name);
            }
            _ => {}
        }
    }
}

/// The tree that a line of HTML writes down: elements with quoted attributes, and texts.
fn tree(html: &str) -> Vec<Node> {
    let mut open = vec![Element::new("", &[], Vec::new())];
    let close = |open: &mut Vec<Element>| {
        let closed = open.pop().expect("an element is open");
        open.last_mut().expect("all stand in one").children.push(Node::Element(closed));
    };
    for piece in html.split('<') {
        let (tag, text) = piece.split_once('>').unwrap_or(("", piece));
        if tag.starts_with('/') {
            close(&mut open);
        } else if !tag.is_empty() {
            let tag = tag.trim_end_matches([' ', '/']);
            let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
            let name = name.to_owned().leak();
            let mut element = Element::new(name, &[], Vec::new());
            element.attributes =
                attributes.split_terminator('"').collect::<Vec<_>>().chunks(2).map(attribute).collect();
            open.push(element);
            if VOID.contains(&&*name) {
                close(&mut open);
            }
        }
        let text = text.replace("&lt;", "<").replace("&gt;", ">");
        open.last_mut().expect("all stand in one").children.push(Node::text(&text));
    }
    assert_eq!(open.len(), 1, "{html}: all elements end");
    open.remove(0).children
}

/// `name=` and a value, or a name alone.
fn attribute(words: &[&str]) -> Attribute {
    let name = words[0].trim().trim_end_matches('=').to_owned().leak();
    Attribute::new(name, words.get(1).map(|value| (*value).to_owned()).unwrap_or_default())
}

/// Blocks of HTML and the Markdown they come to.
const CASES: [(&str, &str); 22] = [
    ("<p><em><strong>Thank you!</strong></em></p>", "***Thank you!***\n"),
    ("<ul><li>text<ol start=\"3\"><li>third</li></ol></li></ul>", "- text\n\n  3. third\n"),
    ("<p>One\n<em>two </em><strong>three</strong>.</p>\n<p>Four</p>", "One *two* **three**.\n\nFour\n"),
    (
        "<h2 id=\"a\">What <code>x|y</code> is <a class=\"anchor\" href=\"#a\">#</a></h2><p>It is.</p>",
        "## What `x|y` is\n\nIt is.\n",
    ),
    ("<p>a<br />b</p><hr /><p>c</p>", "a\\\nb\n\n---\n\nc\n"),
    (
        "<p><a href=\"../b/#c\">to <em>b</em></a> and <a href=\"x y(1)\">x</a></p>",
        "[to *b*](../b/#c) and [x](<x y(1)>)\n",
    ),
    ("<p><img src=\"i.png\" alt=\"A [map]\" /></p>", "![A \\[map\\]](i.png)\n"),
    (
        "<ul>\n<li>one</li>\n<li>two\n<ul>\n<li>in</li>\n</ul>\n</li>\n</ul>\n<p>end</p>",
        "- one\n- two\n  - in\n\nend\n",
    ),
    ("<ol start=\"9\"><li><p>a</p><p>b</p></li><li>c</li></ol>", "9. a\n\n   b\n10. c\n"),
    (
        "<ul><li class=\"task\"><input type=\"checkbox\" disabled=\"\" checked=\"\" aria-label=\"Done\"> done</li></ul>",
        "- [x] done\n",
    ),
    ("<p>so</p><blockquote>\n<p>said</p>\n<p>and</p>\n</blockquote>\n<p>end</p>", "so\n\n> said\n>\n> and\n\nend\n"),
    (
        "<div class=\"code\"><pre><code class=\"language-toml\">a = <span>1</span>\n\n  b &lt; ```\n</code></pre></div>",
        "````toml\na = 1\n\n  b < ```\n````\n",
    ),
    ("<p><code>a ` b</code> <code>*</code></p>", "`` a ` b `` `*`\n"),
    (
        "<table><caption>Pay</caption><thead><tr><th>Place</th><td></td></tr></thead><tbody><tr><td>a|b</td><td><p>x</p><p>y</p></td></tr><tr><td colspan=\"2\">all</td></tr></tbody></table>",
        "**Pay**\n\n| Place |  |\n| --- | --- |\n| a\\|b | x<br>y |\n| all |  |\n",
    ),
    (
        "<dl><dt>Base</dt><dd>Salary.</dd><dt>Band</dt><dd>A range.</dd></dl>",
        "- **Base**: Salary.\n- **Band**: A range.\n",
    ),
    (
        "<p>x<sup><a href=\"#fn-1\" role=\"doc-noteref\">1</a></sup></p><section><ol><li id=\"fn-1\"><p>note <a role=\"doc-backlink\" href=\"#r\">back</a></p></li></ol></section>",
        "x[^1]\n\n[^1]: note\n",
    ),
    ("<details><summary>More</summary><p>text</p></details>", "**More**\n\ntext\n"),
    ("<p>a</p><svg><title>no</title></svg><button>no</button><div hidden><div>no</div></div><p>b</p>", "a\n\nb\n"),
    (
        "<p># no *mark* [x](y) &lt;script&gt; a_b \\ `c`</p>",
        "\\# no \\*mark\\* \\[x\\](y) \\<script> a\\_b \\\\ \\`c\\`\n",
    ),
    ("<p>1. no</p><p>- no</p><p>2026) no</p>", "1\\. no\n\n\\- no\n\n2026\\) no\n"),
    ("<p>- a 1. - b</p><p>1.) c</p><p><code>#</code> # d</p>", "\\- a 1. - b\n\n1.) c\n\n`#` # d\n"),
    ("<p>a <em></em> b <strong> </strong></p>", "a b\n"),
];

#[test]
fn elements_come_to_their_markdown() {
    let wrong: Vec<String> = CASES
        .iter()
        .filter(|(html, expected)| markdown(html) != *expected)
        .map(|(html, expected)| format!("{html}\n  is {:?}\n  not {expected:?}", markdown(html)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
