//! Every container with a word in each place that can hold one: none of them is published, and the picture stays.

use super::*;

const ALL: Removal = Removal { metadata: true, scripts: true };
const WORD: &[u8] = b"zqxauthor";

fn holds(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|part| part == word)
}

/// What is published of a file that holds the word before and not after.
#[track_caller]
fn stripped(kind: Kind, file: &[u8]) -> (Vec<u8>, Option<Size>) {
    assert!(holds(file, WORD), "the word is there to be found");
    let prepared = prepare(kind, file, ALL).expect("it is in order");
    assert!(!holds(&prepared.bytes, WORD), "{kind:?} keeps the word");
    assert_eq!(prepared.notes, []);
    // Once more takes nothing away.
    assert_eq!(prepare(kind, &prepared.bytes, ALL).expect("it is in order").bytes, prepared.bytes);
    let kept = Removal { metadata: false, scripts: true };
    assert_eq!(prepare(kind, file, kept).expect("it is in order").bytes, file, "whoever sees everything gets it whole");
    (prepared.bytes.into_owned(), prepared.size)
}

fn refused(kind: Kind, file: &[u8]) -> String {
    prepare(kind, file, ALL).expect_err("it is out of order").0
}

/// EXIF with an orientation and a word.
fn tiff(big: bool, orientation: u16) -> Vec<u8> {
    let two = |number: u16| if big { number.to_be_bytes() } else { number.to_le_bytes() };
    let four = |number: u32| if big { number.to_be_bytes() } else { number.to_le_bytes() };
    let mut bytes = if big { b"MM\0*".to_vec() } else { b"II*\0".to_vec() };
    bytes.extend(four(8));
    bytes.extend(two(2));
    bytes.extend([two(0x010F), two(2)].concat());
    bytes.extend([four(9), four(38)].concat());
    bytes.extend([two(0x0112), two(3)].concat());
    bytes.extend([four(1).to_vec(), two(orientation).to_vec(), vec![0; 6]].concat());
    bytes.extend(WORD);
    bytes
}

fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).unwrap();
    [&[0xFF, marker], &length.to_be_bytes()[..], data].concat()
}

/// A picture of 3 x 2 pixels, in two scans.
fn jpeg(exif: &[u8]) -> Vec<u8> {
    let said = |start: &[u8]| [start, WORD].concat();
    [
        vec![0xFF, 0xD8],
        segment(0xE0, &said(b"JFIF\0\x01\x02\0\0\x01\0\x01\x01\x01")),
        segment(0xE0, &said(b"JFXX\0\x10")),
        segment(0xE1, &[b"Exif\0\0", exif].concat()),
        segment(0xE1, &said(b"http://ns.adobe.com/xap/1.0/\0")),
        segment(0xE2, b"ICC_PROFILE\0\x01\x01colours"),
        segment(0xE2, &said(b"MPF\0")),
        segment(0xED, &said(b"Photoshop 3.0\0")),
        segment(0xEB, &said(b"JP")),
        segment(0xEE, &said(b"Adobe\0\x64\0\0\0\0\x01")),
        vec![0xFF, 0xFF],
        segment(0xFE, WORD),
        segment(0xDB, &[0; 65]),
        segment(0xC2, &[8, 0, 2, 0, 3, 1, 1, 0x11, 0]),
        segment(0xDA, &[1, 1, 0, 0, 0, 0]),
        vec![1, 0xFF, 0, 2, 0xFF, 0xD0, 3],
        segment(0xFE, WORD),
        segment(0xDA, &[1, 1, 0, 0, 0, 0]),
        vec![4, 5, 0xFF, 0xD9],
        WORD.to_vec(),
    ]
    .concat()
}

#[test]
fn a_photograph_keeps_its_pixels_its_colours_and_its_way_up() {
    let (plain, size) = stripped(Kind::Jpeg, &jpeg(&tiff(true, 1)));
    assert_eq!(size, Some(Size { width: 3, height: 2 }));
    assert!(holds(&plain, b"ICC_PROFILE\0\x01\x01colours") && holds(&plain, b"Adobe\0\x64\0\0\0\0\x01"));
    assert!(holds(&plain, &[1, 0xFF, 0, 2, 0xFF, 0xD0, 3]) && plain.ends_with(&[4, 5, 0xFF, 0xD9]));
    assert!(!holds(&plain, b"Exif"), "nothing is to be turned");
    for big in [true, false] {
        let (turned, size) = stripped(Kind::Jpeg, &jpeg(&tiff(big, 6)));
        assert_eq!(size, Some(Size { width: 2, height: 3 }), "as it is shown");
        let exif = turned.windows(6).position(|part| part == b"Exif\0\0").unwrap();
        assert_eq!(exif::orientation(&turned[exif + 6..]), Some(6));
    }
    assert_eq!(refused(Kind::Jpeg, &jpeg(&[])[..200]), "ends in the middle of its picture");
    assert_eq!(refused(Kind::Jpeg, b""), "is not a JPEG picture");
}

fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap();
    let named = [name.as_slice(), data].concat();
    let mut sum = flate2::Crc::new();
    sum.update(&named);
    [&length.to_be_bytes()[..], &named, &sum.sum().to_be_bytes()].concat()
}

fn png(width: u32, exif: &[u8]) -> Vec<u8> {
    let said = |start: &[u8]| [start, WORD].concat();
    let header = [&width.to_be_bytes()[..], &2_u32.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    [
        b"\x89PNG\r\n\x1A\n".to_vec(),
        chunk(b"IHDR", &header),
        chunk(b"pHYs", &[0, 0, 0, 1, 0, 0, 0, 1, 0]),
        chunk(b"tEXt", &said(b"Author\0")),
        chunk(b"zTXt", &said(b"Comment\0\0")),
        chunk(b"iTXt", &said(b"XML:com.adobe.xmp\0\0\0\0\0")),
        chunk(b"tIME", WORD),
        chunk(b"prVt", WORD),
        chunk(b"eXIf", exif),
        chunk(b"IDAT", b"pixels"),
        chunk(b"tEXt", WORD),
        chunk(b"IEND", b""),
        WORD.to_vec(),
    ]
    .concat()
}

#[test]
fn a_png_keeps_what_draws_it() {
    let (plain, size) = stripped(Kind::Png, &png(3, &tiff(true, 1)));
    let expected = [
        &png(3, b"")[..33],
        &chunk(b"pHYs", &[0, 0, 0, 1, 0, 0, 0, 1, 0]),
        &chunk(b"IDAT", b"pixels"),
        &chunk(b"IEND", b""),
    ];
    assert_eq!((plain, size), (expected.concat(), Some(Size { width: 3, height: 2 })));
    let (turned, size) = stripped(Kind::Png, &png(3, &tiff(false, 8)));
    assert!(holds(&turned, &chunk(b"eXIf", &exif::only(8))));
    assert_eq!(size, Some(Size { width: 2, height: 3 }));
    assert_eq!(
        refused(Kind::Png, &png(40_000_000, b"")),
        "has 40000000 x 2 pixels, more than the 50 million a page may show"
    );
    assert_eq!(refused(Kind::Png, &png(0, b"")), "gives itself an impossible size");
    assert_eq!(refused(Kind::Png, &png(3, b"")[..90]), "ends in the middle of its picture");
}

fn riff(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap();
    [&name[..], &length.to_le_bytes(), data, &vec![0; data.len() % 2]].concat()
}

fn webp(chunks: &[Vec<u8>]) -> Vec<u8> {
    let inside = [b"WEBP".to_vec(), chunks.concat()].concat();
    [riff(b"RIFF", &inside), WORD.to_vec()].concat()
}

#[test]
fn a_webp_keeps_its_frames_and_forgets_the_rest() {
    let flags = 0x0C | 0x02;
    let frame = [vec![0; 16], riff(b"VP8L", b"frame"), riff(b"Meta", WORD)].concat();
    let file = |orientation: u16| {
        webp(&[
            riff(b"VP8X", &[flags, 0, 0, 0, 2, 0, 0, 1, 0, 0]),
            riff(b"ANIM", &[0; 6]),
            riff(b"ANMF", &frame),
            riff(b"EXIF", &tiff(false, orientation)),
            riff(b"XMP ", WORD),
            riff(b"mine", WORD),
        ])
    };
    let (plain, size) = stripped(Kind::Webp, &file(1));
    assert_eq!(size, Some(Size { width: 3, height: 2 }));
    assert_eq!(plain[20], 0x02, "neither EXIF nor XMP is announced");
    assert!(holds(&plain, b"frame") && !holds(&plain, b"EXIF"));
    let (turned, size) = stripped(Kind::Webp, &file(5));
    assert_eq!((turned[20], size), (0x0A, Some(Size { width: 2, height: 3 })));
    assert!(holds(&turned, &riff(b"EXIF", &exif::only(5))));
}

#[test]
fn a_gif_keeps_its_frames_their_timing_and_its_repetitions() {
    let block = |label: u8, data: &[u8]| [&[0x21, label, u8::try_from(data.len()).unwrap()], data, &[0]].concat();
    let image = [&[0x2C][..], &[0, 0, 0, 0, 3, 0, 2, 0, 0, 2, 1, 7, 0]].concat();
    let timing = block(0xF9, &[4, 10, 0, 0]);
    let repeats = [&[0x21, 0xFF, 11][..], b"NETSCAPE2.0", &[3, 1, 0, 0, 0]].concat();
    let header = [b"GIF89a", &[3, 0, 2, 0, 0x80, 0, 0][..], &[0; 6]].concat();
    let xmp = [&[0x21, 0xFF, 11][..], b"XMP DataXMP", &[9], WORD, &[0]].concat();
    let file = [
        &header[..],
        &repeats,
        &block(0xFE, WORD),
        &xmp,
        &timing,
        &image,
        &timing,
        &block(1, WORD),
        &timing,
        &image,
        &[0x3B],
        WORD,
    ];
    let (plain, size) = stripped(Kind::Gif, &file.concat());
    assert_eq!(size, Some(Size { width: 3, height: 2 }));
    assert_eq!(plain, [&header[..], &repeats, &timing, &image, &timing, &image, &[0x3B]].concat());
    let long = [&header[..], &image.repeat(2_001), &[0x3B]].concat();
    assert_eq!(refused(Kind::Gif, &long), "has 2001 frames, more than the 2000 an animation may have");
}

#[test]
fn a_picture_under_the_name_of_another_type_is_told() {
    let file = png(3, b"");
    let prepared = prepare(Kind::Jpeg, &file, ALL).unwrap();
    assert_eq!(prepared.notes, [Note::Misnamed("PNG")]);
    assert!(!holds(&prepared.bytes, WORD));
}

fn drawing(inside: &str) -> (String, Vec<Note>) {
    let file = format!(
        "<svg xmlns=\"{}\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">{inside}</svg>",
        "http://www.w3.org/2000/svg"
    );
    let prepared = prepare(Kind::Svg, file.as_bytes(), ALL).expect("it is in order");
    (String::from_utf8(prepared.bytes.into_owned()).unwrap(), prepared.notes)
}

#[test]
fn a_drawing_keeps_what_draws() {
    let kept = [
        "<path d=\"M0 0h1\" fill=\"url(#a)\"></path>",
        "<style>.a { fill: url(#b) }</style>",
        "<use href=\"#a\"></use>",
        "<g aria-label=\"on call: x\"><title>A plan</title><text x=\"1\" xml:space=\"preserve\"> a <tspan>&amp; &lt;b&gt;</tspan></text></g>",
        "<animate attributeName=\"opacity\" values=\"0;1\" dur=\"1s\"></animate>",
        "<linearGradient id=\"a\"><stop offset=\"0\" stop-color=\"#fff\"></stop></linearGradient>",
    ];
    for inside in kept {
        let (text, notes) = drawing(inside);
        assert!(text.contains(inside) && notes.is_empty(), "{inside}: {text} {notes:?}");
    }
    assert!(drawing("<use xlink:href=\"#a\"/>").0.contains("<use xlink:href=\"#a\"></use>"));
}

#[test]
fn a_drawing_loses_what_runs_and_says_so() {
    for inside in [
        "<script>zqxauthor()</script>",
        "<g onload=\"zqxauthor()\"/>",
        "<g ONLOAD=\"zqxauthor()\"/>",
        "<a href=\"javascript:zqxauthor()\"><path d=\"\"/></a>",
        "<a xlink:href=\"https://zqxauthor.example/\"><path d=\"\"/></a>",
        "<foreignObject><div xmlns=\"http://www.w3.org/1999/xhtml\">zqxauthor</div></foreignObject>",
        "<h:script xmlns:h=\"http://www.w3.org/1999/xhtml\">zqxauthor</h:script>",
        "<x:script xmlns:x=\"http://www.w3.org/2000/svg\">zqxauthor()</x:script>",
        "<image href=\"https://zqxauthor.example/x.png\"/>",
        "<image xlink:href=\"data:image/svg+xml;base64,enF4YXV0aG9y\"/>",
        "<use href=\"zqxauthor.svg#x\"/>",
        "<feImage href=\"//zqxauthor.example\"/>",
        "<style>@import 'zqxauthor.css';</style>",
        "<style>@font-face { src: url(zqxauthor.woff2) }</style>",
        "<style>a { fill: u\\72l(zqxauthor) }</style>",
        "<path style=\"fill: url( 'zqxauthor.svg#a' )\"/>",
        "<path fill=\"url(//zqxauthor.example/#a)\"/>",
        "<set attributeName=\"href\" to=\"javascript:zqxauthor()\"/>",
        "<animate attributeName=\"onclick\" values=\"zqxauthor()\"/>",
        "<iframe src=\"zqxauthor\"/>",
        "<handler type=\"x\">zqxauthor()</handler>",
    ] {
        let (text, notes) = drawing(inside);
        assert!(!text.contains("zqxauthor") && !text.contains("enF4"), "{inside}: {text}");
        assert!(matches!(notes[..], [Note::LeftOut(_), ..]), "{inside}: {notes:?}");
    }
}

#[test]
fn a_drawing_forgets_who_made_it() {
    for inside in [
        "<metadata>zqxauthor</metadata>",
        "<!-- zqxauthor -->",
        "<?xpacket zqxauthor?>",
        "<g xmlns:i=\"http://www.inkscape.org/namespaces/inkscape\" i:label=\"zqxauthor\"/>",
        "<i:grid xmlns:i=\"http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd\" a=\"zqxauthor\"/>",
        "<g data-name=\"zqxauthor\"/>",
        "<g>zqxauthor</g>",
        "<style>/* zqxauthor */ a { fill: red /* zqxauthor }</style>",
    ] {
        let (text, notes) = drawing(inside);
        assert!(!text.contains("zqxauthor") && notes.is_empty(), "{inside}: {text} {notes:?}");
    }
    let copied = Removal { metadata: true, scripts: false };
    let file = "<!-- zqxauthor --><svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"run()\"><metadata>zqxauthor</metadata><script>if (a &lt; b) run()</script><foreignObject><p xmlns=\"http://www.w3.org/1999/xhtml\">x</p></foreignObject></svg>";
    let prepared = prepare(Kind::Svg, file.as_bytes(), copied).unwrap();
    let text = String::from_utf8(prepared.bytes.into_owned()).unwrap();
    assert_eq!(
        text,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"run()\"><script>if (a &lt; b) run()</script><foreignObject><p xmlns=\"http://www.w3.org/1999/xhtml\">x</p></foreignObject></svg>\n"
    );
}

#[test]
fn a_picture_inside_a_drawing_is_cleaned_too() {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    let address = format!("data:image/png;base64,{}", STANDARD.encode(png(3, b"")));
    let (text, notes) = drawing(&format!("<image href=\"{address}\"/>"));
    let inside = text.split("base64,").nth(1).and_then(|rest| rest.split('"').next()).expect("it is still there");
    let picture = STANDARD.decode(inside).unwrap();
    assert!(holds(&picture, b"pixels") && !holds(&picture, WORD) && notes.is_empty());
}

#[test]
fn drawings_are_bounded_and_have_to_be_drawings() {
    let lol = "<!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\">".to_owned()
        + &(1..12)
            .map(|n| {
                format!(
                    "<!ENTITY a{n} \"{}\">",
                    if n == 1 { "&a;".repeat(10) } else { format!("&a{};", n - 1).repeat(10) }
                )
            })
            .collect::<String>()
        + "]><svg xmlns=\"http://www.w3.org/2000/svg\"><text>&a11;</text></svg>";
    assert!(refused(Kind::Svg, lol.as_bytes()).starts_with("cannot be read as SVG"));
    let deep =
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{}{}</svg>", "<g>".repeat(5_000), "</g>".repeat(5_000));
    assert_eq!(refused(Kind::Svg, deep.as_bytes()), "has elements nested deeper than 100");
    assert_eq!(refused(Kind::Svg, b"<html><script>x</script></html>"), "is not an SVG drawing");
    assert!(refused(Kind::Svg, b"<svg><script>x</svg>").starts_with("cannot be read as SVG"));
    assert_eq!(refused(Kind::Svg, b"<svg>\xFF</svg>"), "is not UTF-8 text; save it as UTF-8");
}

#[test]
fn a_document_forgets_who_made_it() {
    let file = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/Metadata 5 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 10 10]/PieceInfo<</X(zqxauthor)>>>>endobj\n4 0 obj<</Author(zqxauthor)>>endobj\n5 0 obj<</Type/Metadata/Subtype/XML/Length 9>>stream\nzqxauthor\nendstream endobj\n4 0 obj<</Author(zqxauthor again)>>endobj\ntrailer<</Root 1 0 R/Info 4 0 R>>\n%%EOF\n";
    let (plain, _) = stripped(Kind::Pdf, file);
    assert!(holds(&plain, b"/MediaBox"));
    let broken = prepare(Kind::Pdf, b"%PDF-1.4\n1 0 obj<</Author(zqxauthor)>>endobj", ALL).unwrap();
    assert!(matches!(&broken.notes[..], [Note::Kept(what)] if what.contains("cannot be read")));
    assert_eq!(refused(Kind::Pdf, b"<html>"), "is not a PDF");
}

#[test]
fn what_is_not_looked_into_is_told() {
    for (path, kind) in [("a.docx", Kind::Office), ("a.mp4", Kind::Media), ("a.zip", Kind::Archive)] {
        assert_eq!(Kind::of(path), Some(kind));
        assert!(matches!(prepare(kind, b"x", ALL).unwrap().notes[..], [Note::Kept(_)]));
        assert_eq!(prepare(kind, b"x", Removal { metadata: false, scripts: true }).unwrap().notes, []);
    }
    let boxed =
        |name: &[u8; 4], data: &[u8]| [&u32::try_from(data.len() + 8).unwrap().to_be_bytes()[..], name, data].concat();
    let clean = [boxed(b"ftyp", b"avif\0\0\0\0avif"), boxed(b"meta", b"pitm"), boxed(b"mdat", b"pixels")].concat();
    assert_eq!(avif::note(&clean), None);
    let exif = [boxed(b"ftyp", b"avif"), boxed(b"meta", b"infe....Exif"), boxed(b"mdat", WORD)].concat();
    assert!(avif::note(&exif).is_some());
    assert!(avif::note(&[clean, boxed(b"uuid", WORD)].concat()).is_some());
}

#[test]
fn types_go_by_the_end_of_the_name_in_any_case() {
    for good in ["a.JPG", "b/c.Jpeg", "x.y.PNG", "plan.PDF", "t.CSV", "d.Svg", "a b.docx"] {
        assert!(Kind::of(good).is_some(), "{good}");
    }
    for bad in [
        "a.html",
        "a.HTM",
        "a.xht",
        "a.JS",
        "a.Mjs",
        "a.xml",
        "a.svgz",
        "a.mdx",
        "a.md.bak",
        "a.png~",
        "png",
        ".png",
        "x/.svg",
        "a.",
        "a.png.html",
        "a.json5",
        "a.wasm",
        "a.toml",
        "a.exe",
    ] {
        assert_eq!(Kind::of(bad), None, "{bad}");
    }
}
