//! What a name with a slip in it was meant to be. It must not know what the names stand for.

/// "did you mean `x`?", or every known name after `lead` when none is near.
pub fn suggestion<'a>(name: &str, known: impl Iterator<Item = &'a str> + Clone, lead: &str) -> String {
    match nearest(name, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            let all: Vec<String> = known.map(|name| format!("`{name}`")).collect();
            if all.is_empty() { "there are none".to_owned() } else { format!("{lead} {}", all.join(", ")) }
        }
    }
}

/// The hint for an unknown name among very many: the three that are most like it.
pub fn nearest_three<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> String {
    let mut known: Vec<(usize, &str)> = known.map(|known| (strsim::osa_distance(name, known), known)).collect();
    known.sort_unstable();
    let named: Vec<String> = known.iter().take(3).map(|(_, known)| format!("`{known}`")).collect();
    if named.is_empty() { "there are none".to_owned() } else { format!("the nearest are {}", named.join(", ")) }
}

/// The known name that is most like `name`, when one is near enough to be meant.
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |text: &str| text.to_lowercase().replace(['_', ' '], "-");
    let name = plain(&name.chars().take(100).collect::<String>());
    let length = name.chars().count();
    // About one slip for three letters: `pubic` finds `public`, `weight` does not find `width`.
    let allowed = (length / 3).clamp(1, 4);
    known
        // Small letters are as many as capitals, wherever they are letters of ASCII.
        .filter(|candidate| !candidate.is_ascii() || candidate.len().abs_diff(length) <= allowed)
        .filter_map(|candidate| Some((slips(&name, &plain(candidate), allowed)?, candidate)))
        .filter(|(distance, candidate)| *distance < candidate.chars().count())
        .min_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.cmp(b.1)))
        .map(|(_, candidate)| candidate)
}

/// How many letters are wrong, missing, too many or swapped between two words, when they are at most so many.
pub fn slips(a: &str, b: &str, most: usize) -> Option<usize> {
    // Each of them changes the length by one letter at most.
    let lengths = a.chars().count().abs_diff(b.chars().count());
    if lengths > most {
        return None;
    }
    Some(strsim::osa_distance(a, b)).filter(|slips| *slips <= most)
}
