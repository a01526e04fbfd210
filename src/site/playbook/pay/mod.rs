//! What pages show of pay: tables, charts, sentences, the overview and the figures of the explorer.

mod all_figures;
pub(in crate::site) mod book;
mod chart;
mod disagreement;
pub(in crate::site) mod fact;
pub(in crate::site) mod figures;
mod formulas;
mod history;
mod missing;
pub(in crate::site) mod overview;
pub(in crate::site) mod table;
mod terms;
mod walk_away;
mod words;
