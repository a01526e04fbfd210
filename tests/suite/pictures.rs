//! Small files that are what their names say, so that cases can write pictures and documents as words.

use std::fmt::Write as _;

use flate2::Crc;
use flate2::write::ZlibEncoder;

/// The file that a case means: where its path is that of a picture or a PDF and its body is words, one of them that
/// carries the words as its description.
pub(crate) fn file(path: &str, body: impl Into<Vec<u8>>) -> Vec<u8> {
    let body = body.into();
    let ending = path.rsplit('.').next().unwrap_or_default();
    match ending {
        _ if !body.is_ascii() => body,
        "png" if !body.is_empty() => png(&String::from_utf8_lossy(&body)),
        "jpg" if !body.is_empty() => jpeg(&String::from_utf8_lossy(&body)),
        "pdf" if !body.starts_with(b"%PDF") => pdf(&String::from_utf8_lossy(&body)),
        _ => body,
    }
}

/// A picture of one grey pixel that carries a comment.
pub(crate) fn png(comment: &str) -> Vec<u8> {
    let mut pixels = ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut pixels, &[0, 128]).expect("memory takes what is written");
    let pixels = pixels.finish().expect("memory takes what is written");
    let mut file = b"\x89PNG\r\n\x1A\n".to_vec();
    for (name, data) in [
        (b"IHDR", [&[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0][..]].concat()),
        (b"tEXt", [b"Comment\0", comment.as_bytes()].concat()),
        (b"IDAT", pixels),
        (b"IEND", Vec::new()),
    ] {
        let named = [&name[..], &data].concat();
        let mut sum = Crc::new();
        sum.update(&named);
        file.extend(u32::try_from(data.len()).expect("it is small").to_be_bytes());
        file.extend(named);
        file.extend(sum.sum().to_be_bytes());
    }
    file
}

/// A photograph that nothing draws, with a comment.
fn jpeg(comment: &str) -> Vec<u8> {
    let mut file = vec![0xFF, 0xD8];
    for (marker, data) in
        [(0xFE, comment.as_bytes()), (0xC0, &[8, 0, 1, 0, 1, 1, 1, 0x11, 0]), (0xDA, &[1, 1, 0, 0, 63, 0])]
    {
        file.extend([0xFF, marker]);
        file.extend(u16::try_from(data.len() + 2).expect("it is small").to_be_bytes());
        file.extend(data);
    }
    file.extend([0xFF, 0xD9]);
    file
}

/// A document of one empty page with a title.
pub(crate) fn pdf(title: &str) -> Vec<u8> {
    let title = title.trim().replace(['(', ')', '\\'], " ");
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 10 10]>>".to_owned(),
        format!("<</Title({title})>>"),
    ];
    let mut file = String::from("%PDF-1.4\n");
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", file.len());
        let _ = writeln!(file, "{} 0 obj{object}endobj", number + 1);
    }
    let start = file.len();
    let _ = write!(
        file,
        "{table}trailer<</Size {}/Root 1 0 R/Info 4 0 R>>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    );
    file.into_bytes()
}
