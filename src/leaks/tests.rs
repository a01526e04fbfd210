//! One sentence in every form, and what is none.

use std::io::Write;

use base64::Engine as _;

use super::{Needles, scan};
use crate::diag::{Place, Source};

const SECRET: &str = "The board walks away above this sum, 187,500 dollars a year.";

fn needles() -> Needles {
    let source =
        Source::new("content/offers.md", format!("# Offers\n\n{SECRET}\n\nWe answer every letter in ten days.\n"));
    let mut needles = Needles::default();
    needles.hide_text(&source, 0..source.text.len());
    needles.hide_name("Walk-away sums", &Place::new(&source, 0..0));
    needles.show("We answer every letter in ten days.");
    needles
}

/// How often and in what form `bytes` give away something.
fn check(bytes: &[u8], how: &[&str]) {
    let hits = scan("index.html", bytes, None, &needles());
    let found: Vec<_> = hits.iter().map(|hit| hit.how).collect();
    assert_eq!(found, how, "{:?}", String::from_utf8_lossy(bytes));
}

fn gzip(text: &str) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(text.as_bytes()).expect("memory takes it");
    packed.finish().expect("memory takes it")
}

#[test]
fn a_passage_is_found_however_it_is_written() {
    let sentence = "The board walks away above this sum";
    check(sentence.as_bytes(), &[""]);
    check(b"<p>The <b>board</b> walks\n away <i>above</i> THIS sum</p>", &[""]);
    check(b"The&#32;board&#x20;walks&nbsp;&#97;way above th&#105;s sum", &["entities"]);
    check(b"?q=The%20board%20w%61lks%20away+above%20this", &["percent encoding"]);
    check(br#"{"a":"The\u0020board w\u0061lks away\nabove this"}"#, &["escapes"]);
    check(&gzip(sentence), &["gzip"]);
    let base64 = base64::engine::general_purpose::STANDARD.encode(sentence);
    check(format!("a{{b:url(data:,;base64,{base64})}}").as_bytes(), &["base64"]);
    let packed = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(gzip(sentence));
    check(packed.as_bytes(), &["gzip"]);
    let wide: Vec<u8> = sentence.bytes().flat_map(|byte| [byte, 0]).collect();
    check(&[&b"\xff\xd8\xff\xe1"[..], &wide, b"\x00\xff"].concat(), &["text in a binary file"]);
}

#[test]
fn amounts_and_names_are_found() {
    for written in ["187,500", "USD 187500", "187.500 EUR", "<td>187&nbsp;500", "187\u{202f}500"] {
        assert_eq!(scan("a", written.as_bytes(), None, &needles()).len(), 1, "{written}");
    }
    check(b"<a href=/walk-away-sums/>", &[""]);
    assert_eq!(scan("files/Walk-away sums.pdf", b"", None, &needles())[0].how, "its name");
}

#[test]
fn what_others_say_too_is_no_leak() {
    check(b"We answer every letter in ten days.", &[]);
    check(b"The board walks away", &[]);
    check(b"1875001 #187500 id-187500 1.187500 2026 a187500", &[]);
}

#[test]
fn a_hit_names_its_line_and_that_of_the_source() {
    let hits = scan("a", b"one\ntwo <b>the board</b> walks away above", None, &needles());
    assert_eq!((hits.len(), hits[0].line, hits[0].what), (1, 2, "a passage"));
    assert_eq!(hits[0].place.line_column().map(|(line, _)| line), Some(3));
}
