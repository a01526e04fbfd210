//! `unknown-audience`: a folder of static files whose name looks like an audience's and is none.

use std::collections::BTreeSet;

use super::WholeSite;
use crate::diag::{Diagnostic, Diagnostics, Place, rules};

pub(super) fn check(&WholeSite { site, config }: &WholeSite<'_>, diags: &mut Diagnostics) {
    let folders: BTreeSet<&str> = site.addresses.statics().iter().filter_map(|file| file.misnamed.as_deref()).collect();
    for folder in folders {
        let name = folder.rsplit('/').next().unwrap_or(folder);
        let names = config.audiences.names().iter().map(String::as_str);
        let near = crate::fields::nearest(name, names).unwrap_or_default();
        diags.push(
            Diagnostic::new(
                &rules::UNKNOWN_AUDIENCE,
                Place::file(folder),
                format!("`{folder}/` is almost the folder of `{near}`, and would be for everybody"),
            )
            .hint(format!("call it `{near}` if it is for them, else give it a name that is less like it")),
        );
    }
}
