//! The page of what is to be reviewed, for those who see everything.
//!
//! It must not know how a review comes due, or what the page looks like.

use jiff::civil::Date;
use tera::Value;

use super::page_context::PageContext;
use super::render_error::{Cause, RenderError};
use super::values::{day, map, maybe, text};
use super::{nav, page};
use crate::locale::Locale;
use crate::output::{OutputFile, address};
use crate::site::AudienceView;
use crate::site::document::Review;
use crate::site::gate::VisiblePage;
use crate::site::routes;

/// Whether the view has this page: it is for those who see everything, where something has a day.
pub(super) fn is_there(view: &AudienceView) -> bool {
    let is_taken = || view.pages().iter().any(|page| page.url().starts_with(routes::DUE));
    view.reviews()
        .is_some_and(|(_, records)| !records.is_empty() || view.pages().iter().any(|page| page.review().is_some()))
        && !is_taken()
}

/// The page, where there is one.
pub(super) fn render(frame: &PageContext<'_>) -> Option<Result<OutputFile, RenderError>> {
    let (today, records) = frame.view.reviews().filter(|_| is_there(frame.view))?;
    let pages = frame.view.in_all_languages().flat_map(AudienceView::pages).filter_map(VisiblePage::review);
    let mut reviews: Vec<Review> = pages.chain(records.iter().cloned()).collect();
    reviews.sort();
    let (late, coming): (Vec<&Review>, Vec<&Review>) = reviews.iter().partition(|review| review.due < today);
    let locale = frame.view.locale();
    let groups = [("due.overdue", vec![late]), ("due.coming", by_month(coming))].into_iter();
    let groups = groups.flat_map(|(title, lists)| lists.into_iter().map(move |list| (title, list)));
    let groups = groups.filter(|(_, list)| !list.is_empty()).map(|(title, list)| {
        let days = days(&list, locale);
        let rows: Vec<Value> = list.into_iter().map(|review| row(frame, review)).collect();
        map([("title", text(locale.text(title))), ("days", text(&days)), ("rows", Value::from(rows))])
    });
    let groups = Value::from(groups.collect::<Vec<_>>());
    Some(draw(frame, groups, today))
}

/// What is due in each month, in its order.
fn by_month(reviews: Vec<&Review>) -> Vec<Vec<&Review>> {
    let month = |review: &&Review| (review.due.year(), review.due.month());
    reviews.chunk_by(|one, next| month(one) == month(next)).map(<[_]>::to_vec).collect()
}

/// The first day of a list and the last one.
fn days(reviews: &[&Review], locale: &Locale) -> String {
    let day = |review: Option<&&Review>| review.map(|review| locale.day(review.due)).unwrap_or_default();
    let (first, last) = (day(reviews.first()), day(reviews.last()));
    if first == last { first } else { format!("{first} \u{2013} {last}") }
}

fn row(frame: &PageContext<'_>, review: &Review) -> Value {
    let line = review.line.map(|line| format!(":{line}")).unwrap_or_default();
    map([
        ("due", day(Some(review.due), frame.view.locale())),
        ("title", text(&review.title)),
        ("path", maybe(review.url.as_ref().map(|url| address::link(url)).as_deref())),
        ("file", text(&format!("{}{line}", review.file))),
        ("owner", maybe(review.owner.as_deref())),
    ])
}

fn draw(frame: &PageContext<'_>, groups: Value, today: Date) -> Result<OutputFile, RenderError> {
    let origin = "the page of what is due";
    let title = frame.view.locale().text("due.title");
    let mut context = frame.context(&address::to_root(routes::DUE), page::made_up(frame, routes::DUE, title, true));
    context.insert_value("sidebar", nav::sidebar(frame, None));
    context.insert_value("groups", groups);
    context.insert_value("today", day(Some(today), frame.view.locale()));
    address::file(routes::DUE)
        .ok_or_else(|| Cause::Address(routes::DUE.to_owned()))
        .and_then(|path| {
            let bytes = frame.render("due.html", &context, 16 * 1024)?;
            Ok(OutputFile { path, bytes, origin: origin.to_owned() })
        })
        .map_err(|cause| RenderError { origin: origin.to_owned(), cause })
}
