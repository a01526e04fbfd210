//! `rolebook theme eject`: a file of the theme that comes with the program, copied into the site to be changed there.

use anyhow::Result;
use jiff::civil::Date;

use super::args::{Eject, Theme, ThemeCommand};
use super::{Outcome, open, refuse, terminal};
use crate::disk::write::{self, Found};
use crate::fields::nearest;
use crate::theme;

/// Copies the file and says what it is for.
pub(super) fn run(args: &Theme, today: Date) -> Result<Outcome> {
    let ThemeCommand::Eject(args) = &args.what;
    eject(args, today)
}

fn eject(args: &Eject, today: Date) -> Result<Outcome> {
    let opened = open::site(&args.site, today)?;
    let Some(config) = &opened.config else {
        return opened.report_settings();
    };
    let Some(file) = &args.file else {
        terminal::out(&theme::built_in_files(&config.theme).map(|path| format!("{path}\n")).collect::<String>())?;
        return Ok(Outcome::Fine);
    };
    let plain = file.replace('\\', "/");
    let plain = plain.trim_start_matches("./");
    let plain = plain.strip_prefix(&format!("themes/{}/", config.theme)).unwrap_or(plain);
    let plain = plain.trim_start_matches("themes/default/");
    let Some(bytes) = theme::built_in_file(&config.theme, plain) else {
        let of_that_name = theme::built_in_files(&config.theme).find(|known| known.rsplit('/').next() == Some(plain));
        let near = of_that_name.or_else(|| nearest(plain, theme::built_in_files(&config.theme)));
        let hint = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`rolebook theme eject` without a file lists those there are".to_owned(),
        };
        return Err(refuse(
            format!("the {} theme has no file `{}`", theme::built_in_name(&config.theme), plain.escape_debug()),
            hint,
        ));
    };
    let path = format!("themes/{}/{plain}", config.theme);
    let target = opened.root.join(&path);
    if !matches!(write::find(&target), Ok(Found::Nothing)) {
        return Err(refuse(format!("`{path}` exists already"), "change that file, or remove it first"));
    }
    write::create_folders(target.parent().unwrap_or(&opened.root))
        .and_then(|()| write::write_new(&target, bytes))
        .map_err(|error| refuse(format!("cannot write `{path}`: {error}"), "see that the folder may be written to"))?;
    let about = match plain {
        "css/tokens.css" => "What it sets holds over the default; leave out what you do not change.",
        _ => "It stands in the place of the default's file from now on, also after an update of Rolebook.",
    };
    terminal::out(&format!("wrote {path}\n{about}\n"))?;
    Ok(Outcome::Fine)
}
