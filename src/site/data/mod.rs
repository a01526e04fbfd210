//! Typed records of `content/data/`, checked against their schemas and each other.

pub mod tables;
