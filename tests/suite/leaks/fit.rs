//! A questionnaire for all, with parts for some in every place that can hold one: no word of them is public, and the
//! public bytes are those of a questionnaire without them.

use rolebook::disk::MemoryDisk;

use super::super::case_file::CaseFile;
use super::super::support;
use super::{files, readings};

/// The planted words.
const WORDS: std::ops::RangeInclusive<usize> = 1..=15;

/// The site; what stands between `<<` and `>>` is internal.
const SITE: &str = r#"
-- rolebook.toml --
title = "Test"
audiences = ["public", "internal"]
base_url = "https://example.org/"
-- content/fit.md --
+++
title = "Fit"
audience = "public"
+++
Text.

::role-fit{for="team"}
<<

:::internal
::role-fit[@15@]{for="hidden"}

::role-fit{for="hidden"}
:::
>>
-- content/data/roles.toml --
audience = "public"
[role.lead]
title = "Lead"
[role.staff]
title = "Staff"
[source.us]
publisher = "Us"
title = "Our view"
published = 2026-11-01
<<
[role.r-@01@]
title = "Role @02@"
audience = "internal"
[source.s-desk]
publisher = "Desk @03@"
title = "Notes @04@"
published = 2026-11-01
audience = "internal"
[fit.hidden]
title = "Hidden @05@"
intro = "Intro @06@"
audience = "internal"
roles = ["lead", "r-@01@"]
[[fit.hidden.question]]
id = "q"
ask = "Ask @07@"
options = [
  { id = "a", say = "Say @08@", points = { lead = 3 }, source = "us" },
  { id = "b", say = "Say B", points = { r-@01@ = 3 }, source = "us" },
]
>>
-- content/data/fit.toml --
audience = "public"
[fit.team]
title = "Which role?"
roles = [
  "lead",
<<
  "r-@01@",
>>
  "staff",
]
[[fit.team.question]]
id = "missing"
ask = "What is missing?"
[[fit.team.question.options]]
id = "decisions"
say = "Decisions"
points.lead = 3
<<
points.r-@01@ = 2
>>
source = "us"
<<
[[fit.team.question.options]]
id = "o-@09@"
say = "Only for that role @10@"
points.r-@01@ = 9
source = "s-desk"
audience = "internal"
[[fit.team.question.options]]
id = "unmarked"
say = "For that role, and not marked @11@"
points.r-@01@ = 9
source = "us"
>>
[[fit.team.question.options]]
id = "depth"
say = "Depth"
points.staff = 3
source = "us"
<<
[[fit.team.question]]
id = "number"
ask = "A number that a hidden rule reads @12@"
type = "number"
[[fit.team.gate]]
when = "number < 3"
rules_out = ["r-@01@"]
say = "Rule @13@"
source = "us"
[[fit.team.gate]]
when = "number > 3"
rules_out = ["lead"]
say = "Rule @14@"
source = "s-desk"
audience = "internal"
>>
"#;

fn word(number: usize) -> String {
    format!("zqx{number:02}vault")
}

/// The site, with the parts between marks or without.
fn site(with_parts: bool) -> MemoryDisk {
    let mut disk = MemoryDisk::default();
    for section in CaseFile::parse(SITE).sections {
        let mut inside = false;
        let mut text = String::new();
        for line in section.body.lines() {
            match line {
                "<<" => inside = true,
                ">>" => inside = false,
                _ if with_parts || !inside => text.push_str(&format!("{line}\n")),
                _ => {}
            }
        }
        let text = WORDS.fold(text, |text, number| text.replace(&format!("@{number:02}@"), &word(number)));
        disk.insert(section.header, text);
    }
    disk
}

#[test]
fn parts_of_a_questionnaire_for_some_leave_no_trace() {
    let whole = support::build(&site(true));
    assert_eq!(whole.short(), "", "the site is in order");
    let public = files(&whole, "public");
    let internal: String = files(&whole, "internal").iter().map(|(path, bytes)| readings(path, bytes)).collect();
    for number in WORDS {
        for (path, bytes) in &public {
            assert!(!readings(path, bytes).contains(&word(number)), "word {number} shows in {path}");
        }
        assert!(internal.contains(&word(number)), "word {number} is there to be found");
    }
    let alone = support::build(&site(false));
    assert_eq!(alone.short(), "", "the public part stands alone");
    assert!(files(&alone, "public") == public, "the public bytes tell that there are more parts");
}
