//! Keeps a fault in one file from ending the run: a panic becomes a finding that names the file.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::diag::{Diagnostic, Diagnostics, Place, rules};

/// Runs `work` for the file at `path`; a panic in it is reported, and `None`.
pub(in crate::site) fn guarded<T>(
    path: &str,
    diags: &mut Diagnostics,
    work: impl FnOnce(&mut Diagnostics) -> T,
) -> Option<T> {
    let mut found = Diagnostics::default();
    let done = catch_unwind(AssertUnwindSafe(|| work(&mut found))).ok();
    diags.append(found);
    if done.is_none() {
        diags.push(
            Diagnostic::new(&rules::INTERNAL, Place::file(path), "Rolebook failed on this file, which is left out")
                .hint("please report it with the file; the rest of the site was checked"),
        );
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_finding_that_names_the_file() {
        let mut diags = Diagnostics::default();
        let done = guarded("content/a.md", &mut diags, |_| -> u8 { panic!("made up") });
        assert_eq!(done, None);
        let found = diags.iter().next().expect("one finding");
        assert_eq!(found.rule.id, "internal");
        assert_eq!(found.place.as_ref().map(Place::path), Some("content/a.md"));
    }
}
