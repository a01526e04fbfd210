//! `rolebook due`: what is to be reviewed, and by whom.

use anyhow::Result;
use jiff::civil::Date;

use super::args::{Due as Args, DueFormat};
use super::{Outcome, check, open, refuse, terminal};
use crate::config::Config;
use crate::due::{self, Asked};
use crate::pipeline;

/// How many days ahead are looked at unless a number is given.
const DAYS: u32 = 30;

/// Lists what was asked for.
pub(super) fn run(args: &Args, today: Date) -> Result<Outcome> {
    let opened = open::site(&args.site.or(&args.folder), today)?;
    let Some(config) = &opened.config else { return opened.report_settings() };
    if args.format == DueFormat::Codeowners {
        return code_owners(&opened, config);
    }
    let days = args.days.or((args.format != DueFormat::Ics).then_some(DAYS));
    let asked = Asked { today, days, owner: args.owner.clone() };
    let all = pipeline::due(&opened.disk, config);
    if let Some(owner) = &args.owner
        && (Asked { days: None, ..asked.clone() }).of(all.clone()).is_empty()
    {
        let known: std::collections::BTreeSet<&str> = all.iter().filter_map(|review| review.owner.as_deref()).collect();
        let known = known.into_iter().collect::<Vec<_>>().join(", ");
        let hint =
            if known.is_empty() { "nothing here has an owner".to_owned() } else { format!("owners are {known}") };
        return Err(refuse(format!("nothing that is reviewed belongs to `{}`", owner.escape_debug()), hint));
    }
    let reviews = asked.of(all);
    terminal::out(&match args.format {
        DueFormat::Human => due::human(&reviews, &asked),
        DueFormat::Json => due::json(&reviews, &asked),
        DueFormat::Markdown => due::markdown(&reviews, &asked),
        DueFormat::Ics => due::calendar(&reviews, &asked, &config.title),
        DueFormat::Codeowners => String::new(),
    })?;
    Ok(Outcome::Fine)
}

fn code_owners(opened: &open::Opened, config: &Config) -> Result<Outcome> {
    let owners = pipeline::owners(&opened.disk, config);
    let folder = check::folder_in_repository(&opened.root);
    let (text, unknown) = due::code_owners(&owners, &folder, &config.accounts);
    terminal::out(&text)?;
    if unknown.is_empty() {
        return Ok(Outcome::Fine);
    }
    let names: Vec<String> = unknown.iter().map(|name| format!("  {name:?} = \"@organisation/team\"\n")).collect();
    terminal::err(&format!(
        "these owners have no account, so their files are left out; add to rolebook.toml:\n\n  [owners]\n{}",
        names.concat()
    ))?;
    Ok(Outcome::Findings)
}
