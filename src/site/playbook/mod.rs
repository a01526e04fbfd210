//! What a hiring playbook shows of its records: pay, roles, interviews, questionnaires, and the pages made of them.

pub(in crate::site) mod block_queries;
mod data_table;
pub(in crate::site) mod fit;
pub(in crate::site) mod generated;
mod interview_kit;
pub(in crate::site) mod pay;
pub(in crate::site) mod roles;
