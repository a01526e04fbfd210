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
