//! What a file carries and does not show is not published: a word in each such place, and one that is seen beside it.

use std::io::Write as _;

use super::*;

const ALL: Removal = Removal { metadata: true, scripts: true };
const WORD: &[u8] = b"zqxhidden";

fn holds(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|part| part == word)
}

fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap();
    [&length.to_be_bytes()[..], name, data, &[0; 4]].concat()
}

#[test]
fn what_stands_behind_the_pixels_of_a_png_is_cut_off() {
    let mut pixels = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    pixels.write_all(&[0; 8]).unwrap();
    let pixels = pixels.finish().unwrap();
    let header = chunk(b"IHDR", &[0, 0, 0, 3, 0, 0, 0, 2, 8, 0, 0, 0, 0]);
    let file = |parts: &[&[u8]]| {
        let parts = parts.iter().map(|part| chunk(b"IDAT", part));
        let start = [&b"\x89PNG\r\n\x1A\n"[..], &header].concat();
        std::iter::once(start).chain(parts).chain([chunk(b"IEND", b"")]).collect::<Vec<_>>().concat()
    };
    let plain = file(&[&pixels[..3], &pixels[3..]]);
    assert_eq!(prepare(Kind::Png, &plain, ALL).unwrap().bytes, plain, "a picture without a tail stays as it is");
    let tail = [&pixels[3..], WORD].concat();
    for parts in [vec![&pixels[..3], &tail[..]], vec![&pixels[..3], &pixels[3..], WORD]] {
        let cut = prepare(Kind::Png, &file(&parts), ALL).unwrap().bytes.into_owned();
        assert!(!holds(&cut, WORD) && holds(&cut, b"IEND") && cut.len() == plain.len(), "{cut:?}");
    }
}

#[test]
fn text_of_a_hidden_layer_is_left_out_of_a_drawing() {
    let draw = |inside: &str| {
        let file = format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><text>seen</text>{inside}</svg>");
        let prepared = prepare(Kind::Svg, file.as_bytes(), ALL).unwrap();
        assert!(holds(&prepared.bytes, b"seen"));
        (holds(&prepared.bytes, WORD), prepared.notes.len())
    };
    for hidden in ["display=\"none\"", "style=\"fill:red; display: none\"", "visibility=\"hidden\""] {
        assert_eq!(draw(&format!("<g {hidden}><path d=\"M0 0\"/><text>zqxhidden</text></g>")), (false, 1), "{hidden}");
    }
    for shown in [
        "<g display=\"inline\"><text>zqxhidden</text></g>",
        "<g visibility=\"hidden\"><text visibility=\"visible\">zqxhidden</text></g>",
        "<text>a <tspan visibility=\"hidden\">zqxhidden</tspan> b</text>",
        "<defs><text id=\"t\">zqxhidden</text></defs><use href=\"#t\"/>",
        "<g display=\"none\"><pattern id=\"p\"><text>zqxhidden</text></pattern></g><path fill=\"url(#p)\"/>",
        "<switch><g systemLanguage=\"de\"/><text>zqxhidden</text></switch>",
    ] {
        assert_eq!(draw(shown), (true, 0), "{shown}");
    }
    for unused in [
        "<defs><text id=\"t\">zqxhidden</text></defs>",
        "<symbol id=\"s\"><text>zqxhidden</text></symbol>",
        "<switch><g/><text>zqxhidden</text></switch>",
    ] {
        assert_eq!(draw(unused), (false, 1), "{unused}");
        let parts = Removal { metadata: true, scripts: false };
        let file = format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{unused}</svg>");
        assert!(
            holds(&prepare(Kind::Svg, file.as_bytes(), parts).unwrap().bytes, WORD),
            "others may draw it: {unused}"
        );
    }
    for told in [
        "<style>.a { display: inline }</style><g display=\"none\" class=\"a\"><text>zqxhidden</text></g>",
        "<style>.a { display: none }</style><text class=\"a\">zqxhidden</text>",
        "<text display=\"none\">zqxhidden<set attributeName=\"display\" to=\"inline\"/></text>",
    ] {
        assert_eq!(draw(told), (true, 1), "{told}");
    }
}

/// A document of one page with this in its catalogue, its annotation and an object of its own.
fn document(catalogue: &str, annotation: &str, object: &str) -> Vec<u8> {
    format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R{catalogue}>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 10 10]/Annots[4 0 R]>>endobj\n4 0 obj<</Type/Annot/Rect[0 0 1 1]{annotation}>>endobj\n5 0 obj{object}endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    )
    .into_bytes()
}

#[test]
fn a_document_loses_what_nobody_sees_and_tells_what_it_keeps() {
    let none = "<<>>";
    let gone = [
        document("/Names<</EmbeddedFiles<</Names[(a)5 0 R]>>>>", "/Subtype/Link", "<</Type/Filespec/F(zqxhidden)>>"),
        document("/Names<</JavaScript<</Names[(a)5 0 R]>>>>", "/Subtype/Link", "<</S/JavaScript/JS(zqxhidden)>>"),
        document("/OpenAction<</S/JavaScript/JS(zqxhidden)>>", "/Subtype/Link", none),
        document("", "/Subtype/FreeText/F 2/Contents(zqxhidden)", none),
        document("", "/Subtype/FreeText/T(zqxhidden)/Contents(seen)", none),
        document("", "/Subtype/Widget/F 2/FT/Tx/V(zqxhidden)", none),
        document("", "/Subtype/Widget/FT/Tx/T(a)/F 0/Parent 5 0 R", "<</FT/Tx/T(a)/V(zqxhidden)/F 2>>"),
        document("", "/Subtype/Link/A<</S/URI/URI(file:///home/zqxhidden)>>", none),
        document("", "/Subtype/Link/A<</S/GoToR/F(zqxhidden.pdf)>>", none),
        document("", "/Subtype/Ink/NM(zqxhidden)/Subj(zqxhidden)", none),
        document("/AcroForm<</Fields[5 0 R]>>", "/Subtype/Link", "<</FT/Tx/T(a)/V(zqxhidden)>>"),
        document("/AcroForm<</Fields[5 0 R]>>", "/Subtype/Widget/F 2", "<</FT/Tx/T(a)/V(zqxhidden)/Kids[4 0 R]>>"),
        document("", "/Subtype/Widget/FT/Sig/V 5 0 R", "<</Type/Sig/Name(zqxhidden)/Reason(zqxhidden)>>"),
    ];
    for file in gone {
        let prepared = prepare(Kind::Pdf, &file, ALL).unwrap();
        let shown = String::from_utf8_lossy(&file);
        assert!(holds(&file, WORD) && !holds(&prepared.bytes, WORD) && prepared.notes.is_empty(), "{shown}");
    }
    for shown in ["/Subtype/Widget/FT/Tx/T(name)/V(zqxhidden)", "/Subtype/FreeText/Contents(zqxhidden)"] {
        let prepared = prepare(Kind::Pdf, &document("", shown, none), ALL).unwrap().bytes.into_owned();
        assert!(holds(&prepared, WORD), "{shown}");
    }
    let kept = |file: &[u8]| prepare(Kind::Pdf, file, ALL).unwrap().notes;
    let comment = document("", "/Subtype/Text/Contents(a)", none);
    assert_eq!(kept(&comment), [Note::Kept("comments".to_owned())]);
    let layers =
        document("/OCProperties<</D<</OFF[5 0 R]>>>>", "/Subtype/Link/A<</S/URI/URI(https://a.example)>>", none);
    assert_eq!(kept(&layers), [Note::Kept("layers that are switched off".to_owned())]);
    assert!(holds(&prepare(Kind::Pdf, &layers, ALL).unwrap().bytes, b"https://a.example"));
}

#[test]
fn text_that_nobody_sees_is_left_out_of_a_drawing() {
    let draw = |inside: &str| {
        let start = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 20\"><text y=\"10\">seen</text>";
        let file = format!("{start}{inside}</svg>");
        let prepared = prepare(Kind::Svg, file.as_bytes(), ALL).unwrap();
        assert!(holds(&prepared.bytes, b"seen"));
        (holds(&prepared.bytes, WORD), prepared.notes.len())
    };
    for how in [
        "fill=\"none\"",
        "fill=\"rgba(0, 0, 0, 0)\"",
        "fill=\"#0000\"",
        "style=\"fill:transparent\"",
        "fill-opacity=\"0\"",
        "opacity=\"0%\"",
        "style=\"opacity: .0\"",
        "font-size=\"0\"",
        "x=\"-900\"",
        "y=\"900\"",
        "transform=\"scale(0,1)\"",
        "transform=\"translate(-9999)\"",
    ] {
        assert_eq!(draw(&format!("<text {how}>zqxhidden</text>")), (false, 1), "{how}");
    }
    for inside in [
        "<g fill=\"none\"><text>zqxhidden</text></g>",
        "<clipPath id=\"C\"><rect width=\"0\" height=\"9\"/></clipPath><text clip-path=\"url(#C)\">zqxhidden</text>",
        "<mask id=\"m\"/><g mask=\"url('#m')\"><text>zqxhidden</text></g>",
        "<svg width=\"0\" height=\"0\"><text>zqxhidden</text></svg>",
        "<text><textPath href=\"#none\">zqxhidden</textPath></text>",
    ] {
        assert_eq!(draw(inside), (false, 1), "{inside}");
    }
    for shown in [
        "<text fill=\"none\" stroke=\"red\">zqxhidden</text>",
        "<g fill=\"none\"><text fill=\"red\">zqxhidden</text></g>",
        "<text fill=\"none\"><tspan fill=\"red\">zqxhidden</tspan></text>",
        "<text x=\"-30\">zqxhidden</text>",
        "<g transform=\"translate(0 -900)\"><text y=\"910\">zqxhidden</text></g>",
        "<g transform=\"rotate(90)\"><text y=\"-900\">zqxhidden</text></g>",
        "<clipPath id=\"c\"><rect width=\"9\" height=\"9\"/></clipPath><text clip-path=\"url(#c)\">zqxhidden</text>",
    ] {
        assert_eq!(draw(shown), (true, 0), "{shown}");
    }
    for told in [
        "<switch><text systemLanguage=\"xx\">zqxhidden</text><text>a</text></switch>",
        "<style>text{fill:none}</style><text>zqxhidden</text>",
    ] {
        assert_eq!(draw(told), (true, 1), "{told}");
    }
}

#[test]
fn a_file_is_what_its_content_says() {
    let notes = |kind: Kind, bytes: &[u8]| prepare(kind, bytes, ALL).unwrap().notes;
    assert_eq!(notes(Kind::Text, b"PK\x03\x04 and more")[0], Note::Misnamed("ZIP"));
    assert_eq!(notes(Kind::Text, b"\x1f\x8b\x08 and more")[0], Note::Misnamed("ZIP"));
    assert_eq!(notes(Kind::Text, b"PK\x03\x04[Content_Types].xml")[0], Note::Misnamed("office"));
    assert_eq!(notes(Kind::Text, b"PK is how a text may begin"), []);
    let header = chunk(b"IHDR", &[0, 0, 0, 3, 0, 0, 0, 2, 8, 0, 0, 0, 0]);
    let said = chunk(b"tEXt", WORD);
    let pixels = chunk(b"IDAT", b"\x78\x01\x01\x08\x00\xf7\xff\0\0\0\0\0\0\0\0\0\x08\0\x01");
    let png = [b"\x89PNG\r\n\x1A\n", &header[..], &said, &pixels, &chunk(b"IEND", b"")].concat();
    for kind in [Kind::Text, Kind::Archive] {
        let prepared = prepare(kind, &png, ALL).unwrap();
        assert_eq!(prepared.notes, [Note::Misnamed("PNG")]);
        assert!(!holds(&prepared.bytes, WORD) && prepared.size.is_some());
    }
}

#[test]
fn each_text_of_a_drawing_is_given() {
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>A</title><text>STRICTLY\n <tspan>CONFIDENTIAL</tspan></text><path/></svg>";
    assert_eq!(texts_of_drawing(drawing.as_bytes()), ["A", "STRICTLY CONFIDENTIAL"]);
    assert_eq!(texts_of_drawing(b"no drawing"), [""; 0]);
}
