//! Loads one theme: the embedded one, each file replaceable by the site's `themes/NAME/`.
//!
//! Owns templates and assets with their content-hashed names. It must not know pages.

mod colors;
mod files;
mod names;
mod on_a_page;
mod template_error;
mod uses;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tera::value::Key;
use tera::{Map, Tera, Value};

use crate::config::Brand;
use crate::diag::{Diagnostic, Diagnostics, Place, Source, rules};
use crate::disk::Disk;
use crate::locale::Locale;
use crate::output::{OutPath, OutputFile};
use colors::Tokens;
use files::ThemeFile;

/// The accent as the theme's own icon has it.
const DEFAULT_ACCENT: &str = "#0b5d5a";

/// A theme ready to render with.
pub struct Theme {
    /// `None` when a template cannot be used; the findings say which.
    templates: Option<Tera>,
    /// The same with the words of other languages, by their tags.
    spoken: BTreeMap<String, Tera>,
    /// What templates call the assets by, without the words.
    links: Vec<(&'static str, Value)>,
    sources: BTreeMap<String, Arc<Source>>,
    assets: Vec<OutputFile>,
    /// Those of the assets that nobody wrote for this site.
    built_in: BTreeSet<OutPath>,
    /// What it is called.
    name: String,
    /// Names that nothing gives to the site's own templates.
    unknown: Vec<Diagnostic>,
}

/// Loads the theme `name` with a site's own accent in it and the words of `locale`.
///
/// Adds a finding for each file that cannot be used, for each colour that cannot be read, and for a theme that does not exist.
pub fn load(disk: &dyn Disk, name: &str, brand: &Brand, locale: &Arc<Locale>, diagnostics: &mut Diagnostics) -> Theme {
    let files = files::gather(disk, name, diagnostics);
    let mut theme = Theme {
        templates: None,
        spoken: BTreeMap::new(),
        links: Vec::new(),
        sources: BTreeMap::new(),
        assets: Vec::new(),
        built_in: BTreeSet::new(),
        name: name.to_owned(),
        unknown: Vec::new(),
    };
    for (path, file) in &files {
        if let Some(template) = path.strip_prefix("templates/").filter(|path| path.ends_with(".html")) {
            match std::str::from_utf8(&file.bytes) {
                Ok(text) => {
                    theme.sources.insert(template.to_owned(), Source::new(&file.path, text));
                }
                Err(_) => diagnostics.push(not_text(file)),
            }
        }
    }
    theme.links = theme.gather_assets(&files, brand, diagnostics);
    theme.templates = theme.compiled(locale, diagnostics);
    if theme.templates.is_some() {
        let theme_name = name;
        let is_own = |name: &str| files::is_replaced(&files, theme_name, &format!("templates/{name}"));
        let scripts = files.keys().filter_map(|path| script_stem(path)).map(str::to_owned).collect();
        theme.unknown = names::unknown(&theme.sources, is_own, &scripts, locale);
    }
    theme
}

/// The files that come with the program for the theme `name`, by their paths in it.
pub fn built_in_files(name: &str) -> impl Iterator<Item = &'static str> {
    files::built_in_paths(name).into_iter()
}

/// The theme that comes with the program and that the theme `name` is, or is laid over.
pub fn built_in_name(name: &str) -> &'static str {
    files::built_in_name(name)
}

/// What comes with the program for the theme `name` at this path, if anything.
pub fn built_in_file(name: &str, path: &str) -> Option<&'static [u8]> {
    files::built_in_bytes(name, path)
}

/// The default theme with nothing of a site's own but what `disk` holds.
#[cfg(test)]
pub(crate) fn plain(disk: &dyn Disk, diagnostics: &mut Diagnostics) -> Theme {
    load(disk, "default", &Brand::default(), &Arc::new(Locale::default()), diagnostics)
}

/// Gives templates what they ask of a page, and nothing else.
#[cfg(test)]
pub(crate) fn tell_of_pages(templates: &mut Tera) {
    on_a_page::register(templates);
}

impl Theme {
    /// The files every page may link.
    pub fn assets(&self) -> &[OutputFile] {
        &self.assets
    }

    /// Whether a file is one of the program's own, the same in every site.
    pub fn is_of_every_site(&self, file: &OutputFile) -> bool {
        self.built_in.contains(&file.path)
    }

    /// What templates say, as they are written.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.sources.values().map(|source| source.text.as_str())
    }

    /// Learns the words of another language, which the site calls `tag`.
    pub fn learn(&mut self, tag: &str, locale: &Arc<Locale>) {
        // What is wrong with a template was told once.
        let compiled = self.compiled(locale, &mut Diagnostics::default());
        self.spoken.extend(compiled.map(|templates| (tag.to_owned(), templates)));
    }

    /// The compiled templates with the words of `locale`, whose search gets its words as an asset.
    fn compiled(&mut self, locale: &Arc<Locale>, diagnostics: &mut Diagnostics) -> Option<Tera> {
        let search = serde_json::Value::Object(locale.group("search_box")).to_string();
        let search = self.publish("search-words", ".json", search.into_bytes(), "the words of the search");
        let mut links = self.links.clone();
        links.push(("words", Value::from(Map::from_iter([(Key::Str("search"), Value::from(search))]))));
        compile(&self.sources, links, locale, diagnostics)
    }

    /// The compiled templates, `None` when one of them cannot be used.
    pub fn templates(&self) -> Option<&Tera> {
        self.templates.as_ref()
    }

    /// As [`Theme::templates`], with the words of a language that was learnt, else with those of the site's.
    pub fn templates_in(&self, tag: &str) -> Option<&Tera> {
        self.spoken.get(tag).or(self.templates.as_ref())
    }

    /// What a template engine's error means to the author of the template.
    pub fn explain(&self, error: &tera::Error) -> Vec<Diagnostic> {
        let mut found = template_error::explain(error, &self.sources);
        for found in &mut found {
            // What the name could have been is known here, and not to the engine.
            if let Some(known) = self.unknown.iter().find(|known| is_same_place(known, found)) {
                (found.place, found.message, found.hint) =
                    (known.place.clone(), known.message.clone(), known.hint.clone());
            }
        }
        found
    }

    /// Reports the names that nothing gives to the site's own templates, but for those that drawing pages has shown.
    pub fn tell_unknown(&self, diagnostics: &mut Diagnostics) {
        let is_told = |known: &Diagnostic| {
            diagnostics.iter().any(|found| *found.rule == rules::TEMPLATE && found.place == known.place)
        };
        let left: Vec<_> = self.unknown.iter().filter(|known| !is_told(known)).cloned().collect();
        diagnostics.extend(left);
    }

    /// Puts the assets under their hashed names, and returns what templates call them by.
    fn gather_assets(
        &mut self,
        files: &BTreeMap<String, ThemeFile>,
        brand: &Brand,
        diagnostics: &mut Diagnostics,
    ) -> Vec<(&'static str, Value)> {
        let (mut style, mut is_own_style) = (String::new(), false);
        let mut tokens = Tokens::default();
        let mut scripts = Map::new();
        let mut others = Map::new();
        for (path, file) in files {
            if path.starts_with("css/") && path.ends_with(".css") {
                match std::str::from_utf8(&file.bytes) {
                    Ok(text) => {
                        style.push_str(text);
                        is_own_style |= files::built_in_bytes(&self.name, path) != Some(&file.bytes);
                        tokens.read(&Source::new(&file.path, text));
                    }
                    Err(_) => diagnostics.push(not_text(file)),
                }
            } else if let Some(stem) = script_stem(path) {
                let link = self.publish(stem, ".js", file.bytes.clone(), &file.path);
                self.note_built_in(path);
                scripts.insert(Key::from(stem.to_owned()), Value::from(link));
            } else if let Some(name) = path.strip_prefix("assets/") {
                let (stem, ending) = name.rfind('.').map_or((name, ""), |dot| name.split_at(dot));
                let link = self.publish(stem, ending, tinted(name, file, brand), &file.path);
                self.note_built_in(path);
                others.insert(Key::from(name.to_owned()), Value::from(link));
            }
        }
        tokens.check(diagnostics);
        let accent = tokens.accent(brand, diagnostics);
        is_own_style |= !accent.is_empty();
        style.push_str(&accent);
        let style = self.publish("site", ".css", style.into_bytes(), "the theme's style sheet");
        if !is_own_style {
            self.built_in.extend(self.assets.last().map(|asset| asset.path.clone()));
        }
        vec![("css", Value::from(style)), ("js", Value::from(scripts)), ("assets", Value::from(others))]
    }

    /// Adds one asset and returns its path from the site's root.
    fn publish(&mut self, stem: &str, ending: &str, bytes: Vec<u8>, origin: &str) -> String {
        let hash = blake3::hash(&bytes).to_hex();
        let path = format!("assets/{stem}.{}{ending}", &hash[..10]);
        let is_there = |asset: &OutputFile| asset.path.as_str() == path;
        if let Some(out) = OutPath::new(&path).filter(|_| !self.assets.iter().any(is_there)) {
            self.assets.push(OutputFile { path: out, bytes, origin: origin.to_owned() });
        }
        path
    }

    /// Notes the latest asset where it is what comes with the program at `path`.
    fn note_built_in(&mut self, path: &str) {
        if let Some(asset) = self.assets.last()
            && files::built_in_bytes(&self.name, path).is_some_and(|bytes| bytes == asset.bytes)
        {
            self.built_in.insert(asset.path.clone());
        }
    }
}

/// An asset's bytes; the icon of the theme takes the site's accent.
fn tinted(name: &str, file: &ThemeFile, brand: &Brand) -> Vec<u8> {
    match (&brand.accent, std::str::from_utf8(&file.bytes)) {
        (Some((accent, _)), Ok(icon)) if name == "icon.svg" => {
            icon.replace(DEFAULT_ACCENT, &accent.to_string()).into_bytes()
        }
        _ => file.bytes.clone(),
    }
}

/// The stem of a script that pages may load: `js/NAME.js`. Tests and what lies in folders is not shipped.
fn script_stem(path: &str) -> Option<&str> {
    let stem = path.strip_prefix("js/")?.strip_suffix(".js")?;
    (!stem.contains('/') && !stem.ends_with(".test")).then_some(stem)
}

/// Compiles all templates at once, because they name each other.
fn compile(
    sources: &BTreeMap<String, Arc<Source>>,
    links: Vec<(&'static str, Value)>,
    locale: &Arc<Locale>,
    diagnostics: &mut Diagnostics,
) -> Option<Tera> {
    let mut tera = Tera::default();
    // Every suffix: a template that forgets its ending must not forget to escape.
    tera.autoescape_on([""]);
    words::register(&mut tera, locale);
    on_a_page::register(&mut tera);
    let mut sound = true;
    // A template alone shows its own slips; together only the first would be reported.
    for (name, source) in sources {
        if let Err(error) = Tera::default().add_raw_template(name, &source.text)
            && matches!(error.kind(), tera::ErrorKind::SyntaxError(_))
        {
            sound = false;
            template_error::explain(&error, sources).into_iter().for_each(|found| diagnostics.push(found));
        }
    }
    if !sound {
        return None;
    }
    if let Err(error) = tera.add_raw_templates(sources.iter().map(|(name, source)| (name, &source.text))) {
        template_error::explain(&error, sources).into_iter().for_each(|found| diagnostics.push(found));
        return None;
    }
    for (name, value) in links {
        tera.global_context().insert_value(name, value);
    }
    Some(tera)
}

/// Whether a finding lies where another does, in the same template.
fn is_same_place(known: &Diagnostic, found: &Diagnostic) -> bool {
    let (Some(known), Some(found)) = (&known.place, &found.place) else { return false };
    let (Some(inner), Some(outer)) = (known.range(), found.range()) else { return false };
    known.path() == found.path() && inner.start < outer.end && outer.start < inner.end
}

fn not_text(file: &ThemeFile) -> Diagnostic {
    Diagnostic::new(&rules::UNREADABLE, Place::file(&file.path), "the file is not UTF-8 text").hint("save it as UTF-8")
}

#[cfg(test)]
mod tests;
