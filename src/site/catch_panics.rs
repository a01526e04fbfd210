//! Works on files side by side and keeps a fault in one from ending the run: a panic becomes a finding that names the file.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;

use crate::diag::{Diagnostic, Diagnostics, Place, rules};

/// Runs `work` for every file, in parallel; gives what came of it and adds the findings, both in the order of `files`.
///
/// Each file comes with its path. One whose work panics is reported and left out, as is one that gives `None`.
pub(in crate::site) fn for_each<F: Send, T: Send>(
    files: Vec<(&str, F)>,
    diags: &mut Diagnostics,
    work: impl Fn(F, &mut Diagnostics) -> Option<T> + Sync,
) -> Vec<T> {
    let done: Vec<(Option<T>, Diagnostics)> = files
        .into_par_iter()
        .map(|(path, file)| {
            let mut found = Diagnostics::default();
            let done = guarded(path, &mut found, |found| work(file, found));
            (done, found)
        })
        .collect();
    let mut results = Vec::with_capacity(done.len());
    for (result, found) in done {
        results.extend(result);
        diags.append(found);
    }
    results
}

/// Runs `work` for the file at `path`; a panic in it is reported, and `None`.
fn guarded<T>(path: &str, diags: &mut Diagnostics, work: impl FnOnce(&mut Diagnostics) -> Option<T>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(|| work(diags))).unwrap_or_else(|_| {
        diags.push(
            Diagnostic::new(&rules::INTERNAL, Place::file(path), "Rolebook failed on this file, which is left out")
                .hint("please report it with the file; the rest of the site was checked"),
        );
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_finding_that_names_the_file_and_the_others_go_on() {
        let mut diags = Diagnostics::default();
        let files = vec![("content/a.md", 1), ("content/b.md", 2), ("content/c.md", 3)];
        let done = for_each(files, &mut diags, |number, _| if number == 2 { panic!("made up") } else { Some(number) });
        assert_eq!(done, [1, 3]);
        let found: Vec<_> = diags.iter().collect();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].rule.id, "internal");
        assert_eq!(found[0].place.as_ref().map(Place::path), Some("content/b.md"));
    }
}
