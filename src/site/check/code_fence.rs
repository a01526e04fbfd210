//! `code-fence`: a fence that is never closed, or a language that the highlighter does not know.

use super::OnePage;
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::highlight;

/// For so many unknown languages of a page a near name is looked up: each has to be compared with every name there is.
const MOST_LOOKED_UP: usize = 100;

pub(super) fn check(on: &OnePage<'_>, diags: &mut Diagnostics) {
    let (facts, text) = (&on.lowered.facts, on.text);
    for span in &facts.open_fences {
        let block = &text.text()[span.clone()];
        let start = span.start + (block.len() - block.trim_start().len());
        let mark = block.trim_start().chars().next().unwrap_or('`');
        let fence: String = block.trim_start().chars().take_while(|c| *c == mark).collect();
        diags.push(
            Diagnostic::new(&rules::CODE_FENCE, text.place(start..start + 3), "this code fence is never closed")
                .hint(format!("put a line ` {fence} ` where the code ends")),
        );
    }
    let unknown = facts.languages.iter().filter(|(language, _)| !highlight::is_known(language));
    for (number, (language, span)) in unknown.enumerate() {
        let rest = &text.text()[span.clone()];
        let word = span.start + rest.find(language.as_str()).unwrap_or(0);
        let word = word..word + language.len();
        let near = (number < MOST_LOOKED_UP).then(|| highlight::nearest(language)).flatten();
        let hint = match near {
            Some(near) => format!("did you mean `{near}`? Otherwise leave the language out, or write `text`"),
            None => "leave the language out, or write `text`".to_owned(),
        };
        let message = format!("`{language}` is not a language that can be coloured");
        diags.push(Diagnostic::new(&rules::CODE_FENCE, text.place(word), message).hint(hint));
    }
}
