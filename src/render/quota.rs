//! A buffer that refuses to grow past what a page may weigh.
//!
//! It must not know what is written to it.

use std::io;

/// The most bytes a page's HTML may have.
pub(super) const PAGE_LIMIT: usize = 8 * 1024 * 1024;

/// Collects output up to [`PAGE_LIMIT`] and fails after that, so that a template that runs away ends soon.
pub(super) struct Quota {
    bytes: Vec<u8>,
}

impl Quota {
    /// An empty buffer that expects about this many bytes.
    pub(super) fn expecting(bytes: usize) -> Quota {
        Quota { bytes: Vec::with_capacity(bytes.min(PAGE_LIMIT)) }
    }

    /// What was written, in no more room than it needs: it is kept until every page is there.
    pub(super) fn into_bytes(mut self) -> Vec<u8> {
        self.bytes.shrink_to_fit();
        self.bytes
    }
}

impl io::Write for Quota {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + buffer.len() > PAGE_LIMIT {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(buffer);
        Ok(buffer.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
