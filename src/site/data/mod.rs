//! Typed records of `content/data/`, checked against their schemas and each other.

pub mod tables;

use std::sync::Arc;
/// x
pub struct DataFile {
    /// x
    pub source: Arc<crate::diag::Source>,
}
/// x
pub struct Data {}
/// x
pub fn load(_files: &[DataFile], _config: &crate::config::Config, _diags: &mut crate::diag::Diagnostics) -> Data {
    Data {}
}
