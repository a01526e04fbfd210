//! Large pictures have smaller copies beside them, named on the pages that show them.

use std::io::Cursor;

use image::{ImageFormat, RgbImage};
use rolebook::disk::MemoryDisk;

use super::support::build;

/// A photograph-like picture, 1600 pixels wide.
fn photograph() -> Vec<u8> {
    let wave = |number: u32| u8::try_from(number % 251).unwrap_or(0);
    let picture = RgbImage::from_fn(1600, 800, |x, y| image::Rgb([wave(x + y), wave(x * y / 97), wave(x / 3)]));
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, ImageFormat::Jpeg).expect("memory takes what is written");
    file.into_inner()
}

fn built(settings: &str) -> (String, Vec<String>) {
    let disk = MemoryDisk::new([
        ("rolebook.toml", format!("title = \"T\"\n{settings}").into_bytes()),
        ("content/guides/a.md", b"# A\n\n![A wave](wave.jpg)\n\n[The file](wave.jpg)\n".to_vec()),
        ("content/guides/wave.jpg", photograph()),
    ]);
    let built = build(&disk);
    let files = built.audience("public").expect("it is built");
    let pictures = files.iter().map(|file| file.path.as_str().to_owned()).filter(|path| path.ends_with(".jpg"));
    let page = files.iter().find(|file| file.path.as_str() == "guides/a/index.html").expect("the page is there");
    (String::from_utf8_lossy(&page.bytes).into_owned(), pictures.collect())
}

#[test]
fn a_large_picture_is_there_in_several_sizes() {
    let (page, pictures) = built("");
    assert_eq!(pictures, ["guides/wave.jpg", "guides/wave.w480.jpg", "guides/wave.w960.jpg"]);
    let set = "srcset=\"../../guides/wave.w480.jpg 480w, ../../guides/wave.w960.jpg 960w, ../../guides/wave.jpg 1600w\" \
               sizes=\"(min-width: 48rem) 656px, 100vw\"";
    assert!(page.contains(set), "{page}");
    assert!(page.contains("<a href=\"../../guides/wave.jpg\">The file</a>"));
}

#[test]
fn a_site_may_keep_its_pictures_as_they_are() {
    let (page, pictures) = built("[output]\nsmaller_pictures = false\n");
    assert_eq!(pictures, ["guides/wave.jpg"]);
    assert!(!page.contains("srcset") && page.contains("wave.jpg"));
}
