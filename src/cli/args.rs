//! What can be typed on the command line, as data. It must not know how anything is done.

mod check;
mod diff;
mod due;
mod export;
mod import;
mod schema;
mod shell;
mod writing;

use std::net::IpAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::import::pay::{DateOrder, Measure, Period};

pub(super) use check::{Check, Format};
pub(super) use diff::{Diff, DiffFormat};
pub(super) use due::{Due, DueFormat};
pub(super) use export::{Export, ExportFormat, Leaks};
pub(super) use import::{Import, ImportHandbook};
pub(super) use schema::Schema;
pub(super) use shell::{Completions, Man};
pub(super) use writing::{Eject, Folder, Init, Rename, Theme, ThemeCommand};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "rolebook",
    version = env!("ROLEBOOK_VERSION"),
    about = "Turns a folder of Markdown and data files into a hiring site for each of its audiences",
    long_about = "Turns a folder of Markdown and data files into a hiring site for each of its audiences: \
        a handbook for the people who hire, and a careers guide for candidates that holds nothing internal.",
    after_help = "Start here:\n  \
        rolebook init my-playbook     make a small site to change into your own\n  \
        cd my-playbook\n  \
        rolebook serve                look at it while you write\n  \
        rolebook build                write it to dist/, ready to publish\n\n\
        Exit codes: 0 fine, 1 something has to be fixed, 2 the command could not run."
)]
pub(super) struct Cli {
    /// Take this day for today, as in 2026-11-21 [default: SOURCE_DATE_EPOCH, else the current day in UTC].
    #[arg(long, global = true, value_name = "DATE")]
    pub(super) today: Option<Date>,
    /// Before the command too; each command reads its own.
    #[command(flatten)]
    pub(super) _site: Root,
    /// What to do.
    #[command(subcommand)]
    pub(super) command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a starter site: settings, sample pages and data.
    Init(Init),
    /// Add a page with its front matter filled in, or a record.
    New(New),
    /// Move a page or a folder of pages, or give a record another id, and correct what names it.
    Rename(Rename),
    /// Turn what others wrote into source files of this site.
    Import(Import),
    /// Write the site, one folder for each audience.
    Build(Build),
    /// Read everything and say what has to be fixed; write nothing.
    Check(Check),
    /// Say what a change does to readers: pages, figures, addresses, findings.
    Diff(Diff),
    /// List what is to be reviewed, by day and by owner.
    Due(Due),
    /// Show the site on this computer and follow every change.
    Serve(Serve),
    /// Look something up, as the site's own search does.
    Search(Search),
    /// Print every section of a site as lines of JSON, for another search engine.
    Export(Export),
    /// Look through built folders for what is above their audiences.
    Leaks(Leaks),
    /// Print the JSON Schema of settings, front matter or data, for editors.
    Schema(Schema),
    /// Change how the site looks.
    Theme(Theme),
    /// Print a script that lets a shell complete what you type.
    Completions(Completions),
    /// Print the manual page.
    Man(Man),
}

/// Which site a command is about.
#[derive(Debug, Clone, Args)]
pub(super) struct Root {
    /// The site's folder [default: the nearest folder upward that holds rolebook.toml].
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
}

/// `rolebook new`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  rolebook new role \"Data Engineer\"       content/roles/data-engineer.md\n  \
    rolebook new guide \"Reading a CV\"       content/guides/reading-a-cv.md\n  \
    rolebook new pay bands --from pay.xlsx    content/data/bands.toml, from a spreadsheet\n  \
    rolebook new place Berlin country=DE currency=EUR    a record in content/data/places.toml\n  \
    rolebook new role \"Data Engineer\" audience=public \"mission=Keeps the pipelines running\"\n\n\
    The page or the record is for the site's default audience until its `audience` line says otherwise.")]
pub(super) struct New {
    /// What the page is for, or the type of the record: `place`, `stage`, `benefit` ...
    #[arg(value_name = "KIND", value_parser = super::new::kinds())]
    pub(super) kind: String,
    /// Its title; the file, or the record's id, is named after it.
    #[arg(value_name = "NAME")]
    pub(super) name: String,
    /// What the record or the front matter says, such as `country=GB`; `a=b;c` for a list, `needs.sql=working` for a table.
    #[arg(value_name = "KEY=VALUE")]
    pub(super) pairs: Vec<String>,
    /// Read pay records from a spreadsheet instead of making a page, as `import pay` does; for the kind `pay`.
    #[arg(long, value_name = "FILE")]
    pub(super) from: Option<PathBuf>,
    #[command(flatten)]
    pub(super) site: Root,
    #[command(flatten, next_help_heading = "Beside --from, what the spreadsheet does not say")]
    pub(super) flags: SheetFlags,
}

/// What can be imported.
#[derive(Debug, Subcommand)]
pub(super) enum ImportKind {
    /// A spreadsheet of pay, as records under content/data/.
    Pay(ImportPay),
}

/// `rolebook import pay`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  rolebook import pay bands.xlsx                       content/data/bands.toml\n  \
    rolebook import pay bands.csv --period year --measure base\n  \
    rolebook import pay bands-2027.csv --update          replace what the site has, keep the ids\n\n\
    Reads .xlsx, .ods and CSV. What the spreadsheet does not say is asked on a terminal, or given as an option.\n\
    A cell that could be read in two ways is named by its address, and nothing is written.")]
pub(super) struct ImportPay {
    /// The spreadsheet.
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    #[command(flatten)]
    pub(super) flags: SheetFlags,
    #[command(flatten)]
    pub(super) site: Root,
}

/// What a spreadsheet does not say about its rows.
#[derive(Debug, Default, Args)]
pub(super) struct SheetFlags {
    /// For how long amounts are paid.
    #[arg(long, value_name = "PERIOD", value_enum)]
    pub(super) period: Option<PeriodName>,
    /// What amounts count.
    #[arg(long, value_name = "MEASURE", value_enum)]
    pub(super) measure: Option<MeasureName>,
    /// The currency of amounts that have none, as in GBP; for one place as in "London=GBP". May be given more than once.
    #[arg(long, value_name = "CODE")]
    pub(super) currency: Vec<String>,
    /// The source that says so: the rows become observations.
    #[arg(long, value_name = "ID")]
    pub(super) source: Option<String>,
    /// The day that amounts hold for, where no column says it.
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<Date>,
    /// The role that rows are about when no column says it; an id, or the title of a new one.
    #[arg(long, value_name = "ID")]
    pub(super) role: Option<String>,
    /// The place that rows are about when no column says it; an id, or the title of a new one.
    #[arg(long, value_name = "ID")]
    pub(super) place: Option<String>,
    /// Which sheet of a workbook to read; may be given more than once.
    #[arg(long, value_name = "NAME")]
    pub(super) sheet: Vec<String>,
    /// What comes first in dates such as 03/04/2026.
    #[arg(long, value_name = "ORDER", value_enum)]
    pub(super) date_order: Option<DateOrderName>,
    /// Replace the amounts of records that the site has; they keep their ids and their place.
    #[arg(long)]
    pub(super) update: bool,
}

macro_rules! names {
    ($(#[$about:meta])* $name:ident => $meant:ident: $($word:ident),*) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
        #[allow(missing_docs, reason = "the names are the words people type")]
        pub(super) enum $name {
            $($word),*
        }

        impl From<$name> for $meant {
            fn from(name: $name) -> $meant {
                match name {
                    $($name::$word => $meant::$word),*
                }
            }
        }
    };
}

names! {
    /// Periods by name.
    PeriodName => Period: Year, Month, Day, Hour
}
names! {
    /// Measures by name.
    MeasureName => Measure: Base, Total, Bonus, Equity, Ote, Commission, Allowance, SignOn, Unstated
}
names! {
    /// Orders of dates by name.
    DateOrderName => DateOrder: DayFirst, MonthFirst
}

/// `rolebook build`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  rolebook build\n  rolebook build --audience public --out public-site\n  \
    rolebook build --strict             in a pipeline: warnings stop it too\n  \
    rolebook build --only roles         one machine's share; another takes --only :site\n\n\
    A build with errors writes nothing and leaves what was there as it was.")]
pub(super) struct Build {
    #[command(flatten)]
    pub(super) site: Root,
    #[command(flatten)]
    pub(super) folder: Folder,
    /// Where to write; each audience gets a folder of its own in it [default: dist in the site's folder].
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// Build only this audience; may be given more than once [default: all].
    #[arg(long, value_name = "NAME")]
    pub(super) audience: Vec<String>,
    /// Build only the pages of this section, as in `roles`, or with `:site` all that belongs to no section; may be given
    /// more than once for sections. The folders copied together are a whole build.
    #[arg(long, value_name = "SECTION")]
    pub(super) only: Vec<String>,
    /// The address the site will have, instead of the one in the settings.
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,
    /// Stop at warnings too.
    #[arg(long)]
    pub(super) strict: bool,
    /// Say nothing but what is wrong.
    #[arg(long)]
    pub(super) quiet: bool,
}

/// `rolebook serve`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  rolebook serve                      every audience, each at an address of its own\n  \
    rolebook serve --audience public    only that one, at /\n\n\
    Only this computer can reach it, unless `--host` says otherwise. Pages reload by themselves; drafts show, marked. Stop it with Ctrl-C."
)]
pub(super) struct Serve {
    #[command(flatten)]
    pub(super) site: Root,
    #[command(flatten)]
    pub(super) folder: Folder,
    /// Serve only this audience, at `/` [default: all, each under its name].
    #[arg(long, value_name = "NAME")]
    pub(super) audience: Option<String>,
    /// The address to listen on, so that others in your network can look: one of this computer's, or 0.0.0.0 for all.
    /// Needs `--audience`.
    #[arg(long, value_name = "ADDRESS", requires = "audience")]
    pub(super) host: Option<IpAddr>,
    /// The port to listen on [default: 4000, or the next free one].
    #[arg(long, value_name = "N")]
    pub(super) port: Option<u16>,
    /// Open it in the browser.
    #[arg(long)]
    pub(super) open: bool,
}

/// `rolebook search`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  rolebook search promote or hire\n  \
    rolebook search '\"notice period\" -london kind:faq'\n  \
    rolebook search - < queries.txt     one query a line, one line of JSON each\n\n\
    Words in quotes stand together, a word after - must not be there; kind: role: place: tag: limit the pages.\n\
    It looks into the last build; without one it indexes the sources and writes nothing.")]
pub(super) struct Search {
    /// What to look for; `-` reads a query from each line of standard input.
    #[arg(value_name = "QUERY", required = true, num_args = 1..)]
    pub(super) query: Vec<String>,
    #[command(flatten)]
    pub(super) site: Root,
    /// Where the site was built to [default: dist in the site's folder].
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// Whose site to search [default: the site's default audience].
    #[arg(long, value_name = "NAME")]
    pub(super) audience: Option<String>,
    /// How many pages to show at most.
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(super) limit: usize,
    /// Print JSON.
    #[arg(long)]
    pub(super) json: bool,
}
