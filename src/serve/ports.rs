//! A port for each audience: to a browser they are different sites, so that nothing published for one can read another.

use std::collections::BTreeMap;
use std::net::TcpListener;

use tokio::sync::mpsc::UnboundedSender;

use super::{ServeError, listen, refused};

/// The ports of a preview. The first one leads to the default audience; each other one is opened when it is needed, and
/// stays open.
pub(super) struct Ports {
    /// The port that was asked for, or found.
    main: u16,
    /// Whether any free port will do for the others.
    any: bool,
    by_audience: BTreeMap<String, u16>,
    /// Takes what is to be listened to.
    opened: UnboundedSender<TcpListener>,
}

impl Ports {
    /// A preview at `main`, whose other ports follow it unless `any` will do.
    pub(super) fn new(main: u16, any: bool, opened: UnboundedSender<TcpListener>) -> Ports {
        Ports { main, any, by_audience: BTreeMap::new(), opened }
    }

    /// The first port.
    pub(super) fn main(&self) -> u16 {
        self.main
    }

    /// The port of an audience that does not stand at the first one.
    ///
    /// # Errors
    /// When no port is free.
    pub(super) fn of(&mut self, audience: &str) -> Result<u16, ServeError> {
        if let Some(port) = self.by_audience.get(audience) {
            return Ok(*port);
        }
        let next = self.main.checked_add(1).filter(|_| !self.any);
        let listener =
            next.map_or_else(|| listen::bind(None, Some(0)), |port| listen::bind_from(listen::THIS_COMPUTER, port))?;
        let port = listener.local_addr().map_err(|error| refused("listen", &error))?.port();
        self.by_audience.insert(audience.to_owned(), port);
        // A server that has ended answers nobody anyway.
        let _ = self.opened.send(listener);
        Ok(port)
    }
}
