//! The types of file that may be published, by the end of their names, and what their first bytes say.

use memchr::memmem;

/// A type of file that may be published beside a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A photograph.
    Jpeg,
    /// A picture, still or moving.
    Png,
    /// A picture, still or moving.
    Gif,
    /// A picture, still or moving.
    Webp,
    /// A picture, still or moving.
    Avif,
    /// A drawing.
    Svg,
    /// A document to print.
    Pdf,
    /// Plain text: tables, calendars, notes.
    Text,
    /// A document of an office program.
    Office,
    /// Sound or film.
    Media,
    /// Other files in one.
    Archive,
}

/// What authors are told may be linked.
pub const PUBLISHED: &str =
    "pictures (JPEG, PNG, GIF, WebP, AVIF, SVG), PDF, office documents, CSV and plain text, sound, film and ZIP";

/// Ends of names of which a browser, or a server on its behalf, may run what is inside.
pub const ACTIVE: [&str; 31] = [
    "htm", "html", "shtml", "xhtml", "xht", "mht", "mhtml", "hta", "htc", "htaccess", "xml", "xsl", "xslt", "xul",
    "rdf", "atom", "rss", "js", "mjs", "cjs", "jse", "vbs", "wasm", "swf", "svgz", "css", "php", "asp", "aspx", "jsp",
    "cgi",
];

const ENDINGS: [(&[&str], Kind); 11] = [
    (&["jpg", "jpeg", "jpe", "jfif"], Kind::Jpeg),
    (&["png", "apng"], Kind::Png),
    (&["gif"], Kind::Gif),
    (&["webp"], Kind::Webp),
    (&["avif"], Kind::Avif),
    (&["svg"], Kind::Svg),
    (&["pdf"], Kind::Pdf),
    (&["txt", "csv", "tsv", "json", "ics", "vcf", "vtt", "srt", "bib"], Kind::Text),
    (
        &[
            "docx", "xlsx", "pptx", "doc", "xls", "ppt", "dotx", "xltx", "potx", "odt", "ods", "odp", "rtf", "pages",
            "numbers", "key", "epub",
        ],
        Kind::Office,
    ),
    (&["mp3", "m4a", "ogg", "oga", "opus", "wav", "flac", "mp4", "m4v", "webm", "ogv", "mov"], Kind::Media),
    (&["zip"], Kind::Archive),
];

/// How files begin that hold others, packed.
const PACKED: [&[u8]; 7] =
    [b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x28\xb5\x2f\xfd", b"\xfd7zXZ\0", b"BZh9"];
/// Names of files within the documents of office programs.
const OFFICE: [&[u8]; 4] =
    [b"[Content_Types].xml", b"mimetypeapplication/vnd", b"mimetypeapplication/epub", b"Index/Document.iwa"];

impl Kind {
    /// What may be published under this name; upper and lower case are one.
    pub fn of(path: &str) -> Option<Kind> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let (stem, ending) = name.rsplit_once('.')?;
        let ending = ending.to_ascii_lowercase();
        let known = ENDINGS.iter().find(|(endings, _)| endings.contains(&ending.as_str()));
        known.map(|(_, kind)| *kind).filter(|_| !stem.is_empty())
    }

    /// The picture that bytes begin like.
    pub(super) fn of_bytes(bytes: &[u8]) -> Option<Kind> {
        let riff = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
        let brand =
            |name: &[u8]| bytes.get(8..64.min(bytes.len())).is_some_and(|brands| brands.windows(4).any(|b| b == name));
        if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
            Some(Kind::Jpeg)
        } else if bytes.starts_with(b"\x89PNG\r\n\x1A\n") {
            Some(Kind::Png)
        } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
            Some(Kind::Gif)
        } else if riff {
            Some(Kind::Webp)
        } else if bytes.get(4..8) == Some(b"ftyp") && (brand(b"avif") || brand(b"avis")) {
            Some(Kind::Avif)
        } else {
            None
        }
    }

    /// The type that bytes are, whatever the name of their file says; `None` for plain text and what is not known.
    pub(super) fn of_content(bytes: &[u8]) -> Option<Kind> {
        let starts = |start: &[u8]| bytes.starts_with(start);
        let riff = |what: &[u8]| starts(b"RIFF") && bytes.get(8..12) == Some(what);
        let is_office = starts(b"PK\x03\x04") && OFFICE.iter().any(|part| memmem::find(bytes, part).is_some());
        Kind::of_bytes(bytes).or_else(|| match () {
            () if memmem::find(&bytes[..bytes.len().min(1024)], b"%PDF-").is_some() => Some(Kind::Pdf),
            () if is_office || starts(b"\xd0\xcf\x11\xe0") || starts(b"{\\rtf") => Some(Kind::Office),
            () if PACKED.iter().any(|start| starts(start)) => Some(Kind::Archive),
            () if riff(b"WAVE") || riff(b"AVI ") || bytes.get(4..8) == Some(b"ftyp") => Some(Kind::Media),
            () if starts(b"OggS") || starts(b"fLaC") || starts(b"ID3") || starts(b"\x1a\x45\xdf\xa3") => {
                Some(Kind::Media)
            }
            () => None,
        })
    }

    /// Whether it is made of pixels.
    pub(super) fn is_pixels(self) -> bool {
        matches!(self, Kind::Jpeg | Kind::Png | Kind::Gif | Kind::Webp | Kind::Avif)
    }

    /// The format as readers know it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Jpeg => "JPEG",
            Kind::Png => "PNG",
            Kind::Gif => "GIF",
            Kind::Webp => "WebP",
            Kind::Avif => "AVIF",
            Kind::Svg => "SVG",
            Kind::Pdf => "PDF",
            Kind::Text => "text",
            Kind::Office => "office",
            Kind::Media => "media",
            Kind::Archive => "ZIP",
        }
    }

    /// What a file of a type that is not looked into may tell about itself.
    pub(super) fn carries(self) -> &'static str {
        match self {
            Kind::Office => "its author, its company, comments and earlier wordings",
            Kind::Media => "its author, the place and the time it was recorded",
            _ => "whatever the files inside tell about themselves",
        }
    }
}
