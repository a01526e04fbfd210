//! `rolebook schema`: the JSON Schema of what authors write, for editors.

use anyhow::Result;

use super::args::Schema;
use super::{Outcome, refuse, terminal};
use crate::fields::suggestion;
use crate::pipeline::schemas;

/// Prints the schema of that name.
pub(super) fn run(args: &Schema) -> Result<Outcome> {
    let Some(schema) = schemas::schema(&args.name) else {
        let names = schemas::names();
        let hint = suggestion(&args.name, names.iter().copied(), "there are schemas of");
        return Err(refuse(format!("there is no schema of `{}`", args.name), hint));
    };
    terminal::out(&schema)?;
    Ok(Outcome::Fine)
}
