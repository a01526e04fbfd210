//! Listening: on this computer alone, unless somebody asked for another address.

use std::io;
use std::net::{IpAddr, Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::sync::Semaphore;

use super::ServeError;
use super::host_check::Asked;
use super::reply::{Shared, reply, unmade_index};

/// The port to listen on unless another is asked for.
const DEFAULT_PORT: u16 = 4000;
/// Where only this computer can ask.
pub(super) const THIS_COMPUTER: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
/// How many ports after the default one are tried.
const PORTS_TRIED: u16 = 100;
const MOST_CONNECTIONS: usize = 512;
const MOST_HEADER_BYTES: usize = 16 * 1024;
/// How long a request's headers may take to come, and a connection may wait for its next request.
const HEADER_PATIENCE: Duration = Duration::from_secs(10);

/// Takes the port asked for, or the first free one from the default on.
pub(super) fn bind(host: Option<IpAddr>, port: Option<u16>) -> Result<TcpListener, ServeError> {
    let host = host.unwrap_or(THIS_COMPUTER);
    let listen = |port: u16| TcpListener::bind((host, port));
    let Some(port) = port else { return bind_from(host, DEFAULT_PORT) };
    listen(port).map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => ServeError {
            message: format!("port {port} is taken by another program"),
            hint: "give another `--port`, or none to have a free one found".to_owned(),
        },
        io::ErrorKind::AddrNotAvailable => ServeError {
            message: format!("`{host}` is not an address of this computer"),
            hint: "give `--host 0.0.0.0` for all its addresses, or leave `--host` out".to_owned(),
        },
        _ => refused(port, &error),
    })
}

/// Takes the first free port from this one on.
pub(super) fn bind_from(host: IpAddr, first: u16) -> Result<TcpListener, ServeError> {
    for port in first..first.saturating_add(PORTS_TRIED) {
        match TcpListener::bind((host, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            Err(error) => return Err(refused(port, &error)),
        }
    }
    Err(ServeError {
        message: format!("no port from {first} on is free"),
        hint: "name a free one with `--port`".to_owned(),
    })
}

fn refused(port: u16, error: &io::Error) -> ServeError {
    ServeError {
        message: format!("cannot listen on port {port}: {}", error.to_string().to_lowercase()),
        hint: "give another `--port`; those below 1024 often need special rights".to_owned(),
    }
}

/// Answers connections to a port until the runtime ends.
///
/// # Errors
/// When the system cannot wait for connections to it.
pub(super) fn accept(listener: TcpListener, shared: &Arc<Shared>) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let port = listener.local_addr()?.port();
    tokio::spawn(accept_at(port, tokio::net::TcpListener::from_std(listener)?, Arc::clone(shared)));
    Ok(())
}

async fn accept_at(port: u16, listener: tokio::net::TcpListener, shared: Arc<Shared>) {
    let places = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        // Running out of handles passes; until then, trying at once would only burn time.
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let shared = Arc::clone(&shared);
        // The address that the other side asked, of those we listen on.
        let Ok(asked) = stream.local_addr().map(|local| Asked { port, at: local.ip() }) else { continue };
        tokio::spawn(async move {
            let service = service_fn(|request| {
                let shared = Arc::clone(&shared);
                async move {
                    // A build that ended meanwhile has an index of its own.
                    while let Some(index) = unmade_index(&request, asked, &shared) {
                        let _ = tokio::task::spawn_blocking(move || index.make().len()).await;
                    }
                    Ok::<_, std::convert::Infallible>(reply(&request, asked, &shared))
                }
            });
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(HEADER_PATIENCE)
                .max_buf_size(MOST_HEADER_BYTES)
                .serve_connection(TokioIo::new(stream), service);
            // A connection that breaks is the browser's affair.
            let _ = connection.await;
            drop(place);
        });
    }
}
