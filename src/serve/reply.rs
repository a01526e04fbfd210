//! From a request to a response: who may ask, what is at the address, and the headers that keep it safe.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Body, Bytes, Frame, SizeHint};
use hyper::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, LOCATION};
use hyper::{Method, Request, Response, StatusCode};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use super::host_check::Asked;
use super::site::{Answer, Good, Shown, Snapshot, content_type};
use super::{findings, host_check};
use crate::output::LateOutputs;

/// Everything of ours stands below this address, which no page can have.
const OURS: &str = "/_rolebook/";
const RELOAD_JS: &str = include_str!("reload.js");
const PREVIEW_CSS: &str = include_str!("preview.css");
/// How many tabs are told of changes at once.
const MOST_STREAMS: usize = 64;
/// How often a stream without news says that it is there, so that the end of a connection is noticed.
const STILL_THERE: Duration = Duration::from_secs(15);

/// What every published page is meant to live with, so that a preview shows what would break.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
    img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'self'; require-trusted-types-for 'script'";

/// What all connections share.
pub(super) struct Shared {
    /// What there is to serve; a new one wakes every stream.
    pub(super) current: watch::Sender<Arc<Snapshot>>,
    streams: Arc<Semaphore>,
}

impl Shared {
    pub(super) fn new() -> Shared {
        let (current, _) = watch::channel(Arc::default());
        Shared { current, streams: Arc::new(Semaphore::new(MOST_STREAMS)) }
    }
}

/// The search index that has to be made before a request can be answered. It takes a while, so it is for another thread.
pub(super) fn unmade_index<B>(request: &Request<B>, asked: Asked, shared: &Shared) -> Option<Arc<LateOutputs>> {
    if host_check::refusal(request.method(), request.uri(), request.headers(), asked).is_some() {
        return None;
    }
    let snapshot = Arc::clone(&shared.current.borrow());
    snapshot.good.as_ref()?.unmade_index(asked.port, request.uri().path())
}

/// The response to a request that came to a port.
pub(super) fn reply<B>(request: &Request<B>, asked: Asked, shared: &Shared) -> Response<Reply> {
    let (method, uri, headers) = (request.method(), request.uri(), request.headers());
    let mut response = match host_check::refusal(method, uri, headers, asked) {
        Some(status) => plain(status, status.canonical_reason().unwrap_or("refused")),
        None => match uri.path().strip_prefix(OURS) {
            Some(name) => own(name, method, shared),
            None => {
                let snapshot = Arc::clone(&shared.current.borrow());
                page(&snapshot, asked.port, uri.path(), uri.query())
            }
        },
    };
    harden(response.headers_mut());
    response
}

fn harden(headers: &mut HeaderMap) {
    for (name, value) in [
        ("content-security-policy", POLICY),
        ("x-content-type-options", "nosniff"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("referrer-policy", "no-referrer"),
    ] {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
}

/// What is at an address of the site.
fn page(snapshot: &Snapshot, port: u16, path: &str, query: Option<&str>) -> Response<Reply> {
    let Some(good) = &snapshot.good else {
        let body = format!("<body data-attempt=\"{}\"", snapshot.attempt);
        let html = findings::page(snapshot).replacen("<body", &body, 1);
        let with_script = with_reload(html.as_bytes(), "");
        return full(StatusCode::SERVICE_UNAVAILABLE, content_type("index.html"), with_script);
    };
    match good.find(port, path, query) {
        Answer::File(file) => shown(StatusCode::OK, &file, good),
        Answer::Missing(Some(page)) => shown(StatusCode::NOT_FOUND, &page, good),
        Answer::Missing(None) => plain(StatusCode::NOT_FOUND, "there is no page at this address"),
        Answer::Malformed => plain(StatusCode::BAD_REQUEST, "this is not an address"),
        Answer::Elsewhere(address) => {
            let mut response = plain(StatusCode::FOUND, "the page is elsewhere");
            match HeaderValue::from_str(&address) {
                Ok(address) => drop(response.headers_mut().insert(LOCATION, address)),
                Err(_) => return plain(StatusCode::BAD_REQUEST, "this is not an address"),
            }
            response
        }
    }
}

fn shown(status: StatusCode, file: &Shown<'_>, good: &Good) -> Response<Reply> {
    let kind = content_type(file.path);
    let bytes = if kind.starts_with("text/html") { with_reload(file.bytes, &good.id) } else { file.bytes.to_vec() };
    full(status, kind, bytes)
}

/// The page with our script in it. Only what is served has it; the files of a build never do.
fn with_reload(html: &[u8], page: &str) -> Vec<u8> {
    let script = format!("<script type=\"module\" src=\"{OURS}reload.js?page={page}\"></script>");
    let end = b"</body>";
    let at = html.windows(end.len()).rposition(|part| part.eq_ignore_ascii_case(end)).unwrap_or(html.len());
    [&html[..at], script.as_bytes(), &html[at..]].concat()
}

/// What is at one of our own addresses.
fn own(name: &str, method: &Method, shared: &Shared) -> Response<Reply> {
    match name {
        "reload.js" => full(StatusCode::OK, content_type(name), RELOAD_JS),
        "preview.css" => full(StatusCode::OK, content_type(name), PREVIEW_CSS),
        "events" => events(method, shared),
        _ => plain(StatusCode::NOT_FOUND, "there is no page at this address"),
    }
}

fn events(method: &Method, shared: &Shared) -> Response<Reply> {
    let kind = "text/event-stream";
    if method == Method::HEAD {
        return full(StatusCode::OK, kind, "");
    }
    match Arc::clone(&shared.streams).try_acquire_owned() {
        Ok(permit) => response(StatusCode::OK, kind, Reply::Events(Events::new(shared.current.subscribe(), permit))),
        Err(_) => plain(StatusCode::SERVICE_UNAVAILABLE, "too many tabs are open"),
    }
}

fn plain(status: StatusCode, text: &str) -> Response<Reply> {
    let mut response = full(status, "text/plain; charset=utf-8", format!("{text}\n"));
    if status == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}

fn full(status: StatusCode, kind: &'static str, bytes: impl Into<Bytes>) -> Response<Reply> {
    response(status, kind, Reply::Whole(Full::new(bytes.into())))
}

fn response(status: StatusCode, kind: &'static str, body: Reply) -> Response<Reply> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// The body of a response.
pub(super) enum Reply {
    /// All of it at once.
    Whole(Full<Bytes>),
    /// News as they come.
    Events(Events),
}

type NextEvent = Pin<Box<dyn Future<Output = Option<(watch::Receiver<Arc<Snapshot>>, Bytes)>> + Send>>;

/// A stream of states: the present one, then each that follows.
pub(super) struct Events {
    next: NextEvent,
    _permit: OwnedSemaphorePermit,
}

impl Events {
    fn new(mut current: watch::Receiver<Arc<Snapshot>>, permit: OwnedSemaphorePermit) -> Events {
        let next = async move {
            let event = event(&current.borrow_and_update());
            Some((current, event))
        };
        Events { next: Box::pin(next), _permit: permit }
    }
}

fn event(snapshot: &Snapshot) -> Bytes {
    format!("data: {}\n\n", findings::state(snapshot)).into()
}

async fn next_event(mut current: watch::Receiver<Arc<Snapshot>>) -> Option<(watch::Receiver<Arc<Snapshot>>, Bytes)> {
    let news = tokio::time::timeout(STILL_THERE, current.changed()).await;
    let event = match news {
        Ok(Ok(())) => event(&current.borrow_and_update()),
        Ok(Err(_)) => return None,
        Err(_) => Bytes::from_static(b": still there\n\n"),
    };
    Some((current, event))
}

impl Body for Reply {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        match &mut *self {
            Reply::Whole(whole) => Pin::new(whole).poll_frame(context),
            Reply::Events(events) => events.next.as_mut().poll(context).map(|next| {
                let (current, event) = next?;
                events.next = Box::pin(next_event(current));
                Some(Ok(Frame::data(event)))
            }),
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Reply::Whole(whole) => whole.is_end_stream(),
            Reply::Events(_) => false,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Reply::Whole(whole) => whole.size_hint(),
            Reply::Events(_) => SizeHint::default(),
        }
    }
}
