//! One sentence in every form, and what is none.

use std::io::Write;

use base64::Engine as _;

use super::{File, Hidden, Hit, Needles, What};
use crate::diag::{Place, Source};

const SECRET: &str = "The board walks away above this sum, 187,500 dollars a year.";

fn needles() -> Needles {
    let source =
        Source::new("content/offers.md", format!("# Offers\n\n{SECRET}\n\nWe answer every letter in ten days.\n"));
    let mut hidden = Hidden::default();
    hidden.text(&source, 0..source.text.len());
    hidden.name("Walk-away sums", &Place::new(&source, 0..0));
    hidden.without(&["We answer every letter in ten days."], None)
}

fn scan(path: &str, bytes: &[u8]) -> Vec<Hit> {
    super::scan(&File { path, bytes, index: None }, &needles()).hits
}

/// How often and in what form `bytes` give away something.
fn check(bytes: &[u8], how: &[&str]) {
    let hits = scan("index.html", bytes);
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
    for written in ["187,500", "USD 187500", "187.500 EUR", "<td>187&#160;500", "187\u{202f}500", "$187.5k", "187,5K"] {
        assert_eq!(scan("a", written.as_bytes()).len(), 1, "{written}");
    }
    check(b"<a href=/walk-away-sums/>", &[""]);
    assert_eq!(scan("files/Walk-away sums.pdf", b"")[0].how, "its name");
}

#[test]
fn what_others_say_too_is_no_leak() {
    check(b"We answer every letter in ten days.", &[]);
    check(b"The board walks away", &[]);
    check(b"1875001 #187500 id-187500 1.187500 2026 a187500", &[]);
}

#[test]
fn a_hit_names_its_line_and_that_of_the_source() {
    let hits = scan("a", b"one\ntwo <b>the board</b> walks away above");
    assert_eq!((hits.len(), hits[0].line, hits[0].what), (1, 2, What::Passage));
    assert_eq!(hits[0].place.line_column().map(|(line, _)| line), Some(3));
}

#[test]
fn what_is_unseen_in_a_word_hides_nothing() {
    check("The bo\u{ad}ard wa\u{200b}lks away above this sum".as_bytes(), &[""]);
    check(b"The bo&shy;ard wa&#x200b;lks away above this sum", &["entities"]);
}

#[test]
fn names_of_several_things_in_a_row_are_no_name() {
    check(b"<li>Walk</li><li>away</li><li>sums</li>", &[]);
    check(b"Walk-away\nsums", &[]);
    check(b"Walk-away sums", &[""]);
}

#[test]
fn amounts_are_read_as_people_write_them() {
    let amounts = |text: &str| super::amounts::amounts(text).into_iter().map(|(amount, _)| amount).collect::<Vec<_>>();
    assert_eq!(
        amounts("187k, 187.5K, 1.2m, 1.250k, 2m and 187,500"),
        [187_000, 187_500, 1_200_000, 1_250_000, 2_000_000, 187_500]
    );
    assert_eq!(amounts("12km, 4k8, v187k, 0.5k, 2026, 1234567k"), [0_u64; 0]);
}

#[test]
fn thousands_of_runs_are_found_and_nothing_else_is() {
    let words = |seed: u64| {
        let word = |number: u64| format!("w{}", number.wrapping_mul(0x9e37_79b9) % 9_973);
        (0..20_000).map(|number| word(number * 7 + seed)).collect::<Vec<_>>()
    };
    let (hidden_words, others) = (words(1), words(500_000));
    let source = Source::new("content/a.md", hidden_words.join(" "));
    let mut hidden = Hidden::default();
    hidden.text(&source, 0..source.text.len());
    let needles = hidden.without(&[], None);
    let found = |words: &[String]| {
        let text = words.join(" ");
        super::scan(&File { path: "a", bytes: text.as_bytes(), index: None }, &needles).hits.len()
    };
    for at in (0..19_000).step_by(997) {
        assert_eq!(found(&hidden_words[at..at + 5]), 1, "{at}");
        assert_eq!(found(&hidden_words[at..at + 4]), 0, "{at}");
    }
    let secret: std::collections::BTreeSet<&[String]> = hidden_words.windows(5).collect();
    for at in (0..19_000).step_by(503).filter(|at| !secret.contains(&others[*at..at + 5])) {
        assert_eq!(found(&others[at..at + 5]), 0, "{at}");
    }
}

#[test]
fn packed_pixels_that_happen_to_read_as_an_amount_are_none() {
    let amount = b"....... $187,500 .......";
    let chunk = |kind: &[u8; 4], data: &[u8]| {
        [&u32::try_from(data.len()).unwrap().to_be_bytes()[..], kind, data, b"\x00\x01\x02\x03"].concat()
    };
    let png = |kind: &[u8; 4], data: &[u8]| [b"\x89PNG\r\n\x1a\n", chunk(kind, data).as_slice(), b"\xff"].concat();
    check(&png(b"IDAT", amount), &[]);
    check(&png(b"tEXt", amount), &["text in a binary file"]);
    check(&png(b"IDAT", b"the board walks away above this sum"), &["the pixels of a picture"]);

    let jpeg = |behind: &[u8]| [b"\xff\xd8\xff\xda\x00\x04\x01\x02", &amount[..], b"\xff\xd9", behind].concat();
    check(&jpeg(b""), &[]);
    check(&jpeg(amount), &["text in a binary file"]);
    check(&[b"\xff\xd8\xff\xfe\x00\x1a", &amount[..], b"\xff\xd9"].concat(), &["text in a binary file"]);

    let webp = |kind: &[u8; 4]| {
        let length = u32::try_from(amount.len()).unwrap().to_le_bytes();
        [b"RIFF\xff\x00\x00\x00WEBP", &kind[..], &length, amount].concat()
    };
    check(&webp(b"VP8L"), &[]);
    check(&webp(b"XMP "), &["text in a binary file"]);
}
