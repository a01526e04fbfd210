//! What templates of blocks ask of the page that they are drawn on. Where pages are joined into a document for paper, the same
//! questions are answered for the document.
//!
//! - `address(path=one.path)`: the address of what lies at a path from the site's root.
//! - `sheet(path=assets["pay.css"])`: the link to a style sheet that a block needs.
//! - the filter `heading`: the level of a heading, no deeper than there are levels.
//! - `ids`: stands before every id and every name of one. `region`: the role of a part that readers may jump to. `top_level`:
//!   the level of the first headings below the title. `in_document`: whether it is drawn for paper.

use tera::{Function, Kwargs, State, Tera, TeraResult, Value};

/// The deepest level that a heading has.
const DEEPEST: i64 = 6;

/// Gives templates what they ask of a page.
pub(super) fn register(tera: &mut Tera) {
    tera.register_function("address", |kwargs: Kwargs, state: &State<'_>| address(&kwargs, state));
    tera.register_function("sheet", Sheet);
    tera.register_filter("heading", |level: i64, _: Kwargs, _: &State<'_>| level.min(DEEPEST));
    let context = tera.global_context();
    context.insert_value("ids", Value::from(""));
    context.insert_value("region", Value::from("region"));
    context.insert_value("top_level", Value::from(2));
    context.insert_value("in_document", Value::from(false));
}

/// The argument `path`, written from the page.
fn address(kwargs: &Kwargs, state: &State<'_>) -> TeraResult<String> {
    let path: &str = kwargs.must_get("path")?;
    let root: Option<String> = state.get("root")?;
    Ok(root.unwrap_or_default() + path)
}

/// The function `sheet`.
struct Sheet;

impl Function<TeraResult<String>> for Sheet {
    fn call(&self, kwargs: Kwargs, state: &State<'_>) -> TeraResult<String> {
        let address = state.escape(&address(&kwargs, state)?)?;
        Ok(format!("<link rel=\"stylesheet\" href=\"{address}\">"))
    }

    /// It escapes the address itself.
    fn is_safe(&self) -> bool {
        true
    }
}
