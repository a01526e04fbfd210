//! Pay at a glance: what the page of a role shows place by place, and that of a place role by role.
//!
//! Owns which roles and places have figures and for whom, and what is published for them. It must not know pages.

use std::collections::{BTreeMap, BTreeSet};

use super::book::Gathering;
use crate::config::{Audience, Config};
use crate::diag::Place;
use crate::site::document::tables::overview::{OverviewCell, OverviewRow, PayOverview, PayShares, ShareRow};
use crate::site::document::tables::roles::Named;
use crate::site::playbook::pay::table::{Asking, Found, Sources};
use crate::site::records::Data;
use crate::site::records::types::{LevelRecord, Measure, Pay, Period, Record, Reference, Role};

/// Whose pay a page is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) enum PaySubject<'a> {
    /// A role's, wherever.
    Role(&'a str),
    /// Everybody's at a place.
    Place(&'a str),
}

/// Who looks, and the record the question comes from.
#[derive(Clone, Copy)]
pub(in crate::site) struct Viewer<'a> {
    pub(in crate::site) audience: Audience,
    pub(in crate::site) config: &'a Config,
    pub(in crate::site) asker: &'a Place,
}

/// What makes a row: role, place, level, currency, period.
type Row = (usize, usize, Option<(i64, usize)>, &'static str, Period);

/// The records of a row, by measure.
type Cells<'d> = BTreeMap<Measure, Found<'d>>;

impl Data {
    /// The lowest audience that sees a figure of each role, and of each place, by id.
    ///
    /// A figure shows to those who may see it and all that it names: a figure for more privileged readers moves nothing.
    pub(in crate::site) fn pay_shows_to(&self) -> [BTreeMap<&str, Audience>; 2] {
        let mut found = [BTreeMap::new(), BTreeMap::new()];
        let bands = self.bands.iter().map(|band| (band.audience, &band.body.pay, None));
        let seen = self.observations.iter().map(|seen| (seen.audience, &seen.body.pay, Some(&seen.body.source)));
        for (own, pay, source) in bands.chain(seen) {
            let Some(audience) = self.figure_shows_to(own, pay, source) else { continue };
            for (known, id) in found.iter_mut().zip([pay.role.id.as_str(), pay.place.id.as_str()]) {
                let lowest = known.entry(id).or_insert(audience);
                *lowest = audience.min(*lowest);
            }
        }
        found
    }

    /// Who sees a figure; `None` when something it names is not there.
    fn figure_shows_to(&self, own: Audience, pay: &Pay, source: Option<&Reference>) -> Option<Audience> {
        let role = self.roles.get(&pay.role.id)?.audience;
        let place = self.places.get(&pay.place.id)?.audience;
        let level = pay.level.as_ref().map_or(Some(own), |level| Some(self.levels.get(&level.id)?.audience))?;
        let source = source.map_or(Some(own), |source| Some(self.sources.get(&source.id)?.audience))?;
        Some(own.max(role).max(place).max(level).max(source))
    }

    /// The roles that `viewer` sees figures of, all or those at a place, in the order of their file.
    pub(in crate::site) fn roles_with_pay(&self, at: Option<&str>, viewer: Viewer<'_>) -> Vec<&Record<Role>> {
        let bands = self.bands.iter().map(|band| (band.audience, &band.body.pay, None));
        let seen = self.observations.iter().map(|seen| (seen.audience, &seen.body.pay, Some(&seen.body.source)));
        let meant = bands.chain(seen).filter(|(_, pay, _)| at.is_none_or(|at| pay.place.id == at));
        let visible = meant.filter(|(own, pay, source)| {
            self.figure_shows_to(*own, pay, *source).is_some_and(|audience| audience <= viewer.audience)
        });
        let ids: BTreeSet<&str> = visible.map(|(_, pay, _)| pay.role.id.as_str()).collect();
        self.roles.iter().filter(|role| ids.contains(role.id.as_str())).collect()
    }

    /// The published ranges about `subject`, a row for each place or role and a column for each measure; `None` when the
    /// viewer sees no figure.
    ///
    /// What sources leave unstated has a column only where a range is published for it. `page` gives the page of a place
    /// or a role.
    pub(in crate::site) fn pay_overview(
        &self,
        subject: PaySubject<'_>,
        viewer: Viewer<'_>,
        page: &dyn Fn(PaySubject<'_>, &str) -> Named,
    ) -> Option<PayOverview> {
        let asking = Asking { data: self, audience: viewer.audience, config: viewer.config, block: viewer.asker };
        let (roles, at) = match subject {
            PaySubject::Role(id) => (Vec::from_iter(self.roles.get(id)), None),
            PaySubject::Place(id) => (self.roles_with_pay(Some(id), viewer), Some(id)),
        };
        let rows = self.overview_rows(&asking, &roles, at);
        let stated =
            |(measure, found): &(&Measure, &Found<'_>)| **measure != Measure::Unstated || !found.bands.is_empty();
        let measures: BTreeSet<Measure> = rows.values().flatten().filter(stated).map(|(measure, _)| *measure).collect();
        let mut table = Vec::new();
        for ((role, place, level, _, _), cells) in &rows {
            let role = self.roles.iter().nth(*role)?;
            let place = self.places.iter().nth(*place)?;
            let level = level.and_then(|(_, at)| self.levels.iter().nth(at));
            table.push(OverviewRow {
                about: match subject {
                    PaySubject::Role(_) => page(PaySubject::Place(&place.id), &place.body.title),
                    PaySubject::Place(_) => page(PaySubject::Role(&role.id), &role.body.title),
                },
                level: level.map(|level: &Record<LevelRecord>| level.body.title.clone()),
                cells: measures.iter().map(|measure| asking.cell(cells.get(measure))).collect(),
            });
        }
        (!table.is_empty()).then(|| PayOverview {
            caption: "At a glance".to_owned(),
            head: if at.is_some() { "Role" } else { "Place" }.to_owned(),
            measures: measures.iter().map(|measure| measure.text().to_owned()).collect(),
            rows: table,
        })
    }

    fn overview_rows<'d>(
        &'d self,
        asking: &Asking<'d>,
        roles: &[&'d Record<Role>],
        at: Option<&str>,
    ) -> BTreeMap<Row, Cells<'d>> {
        let mut rows: BTreeMap<Row, Cells<'d>> = BTreeMap::new();
        for role in roles {
            let Some(position) = self.roles.position(&role.id) else { continue };
            let is_meant = |pay: &Pay| pay.role.id == role.id && at.is_none_or(|at| pay.place.id == at);
            let observations: Vec<_> = self.observations.iter().filter(|seen| is_meant(&seen.body.pay)).collect();
            let bands: Vec<_> = self.bands.iter().filter(|band| is_meant(&band.body.pay)).collect();
            for ((place, measure, level, currency, period), found) in asking.rows(&observations, &bands) {
                let row = (position, place, level, currency, period);
                rows.entry(row).or_default().insert(measure, found);
            }
        }
        rows
    }

    /// What sources call usual beside base pay: bonuses, equity and premiums about `subject`, as far as the viewer may
    /// see them. Those of a role at no place stand on the role's page alone.
    pub(in crate::site) fn usual_shares(&self, subject: PaySubject<'_>, viewer: Viewer<'_>) -> Option<PayShares> {
        let gathering = Gathering { data: self, audience: viewer.audience, config: viewer.config };
        let mut sources = Sources { data: self, list: Vec::new() };
        let mut rows = Vec::new();
        for share in gathering.shares() {
            let role = self.roles.iter().nth(share.role)?;
            let place = share.place.and_then(|at| self.places.iter().nth(at));
            let is_about = match subject {
                PaySubject::Role(id) => role.id == id,
                PaySubject::Place(id) => place.is_some_and(|place| place.id == id),
            };
            let Some(source) = self.sources.iter().nth(share.source).filter(|_| is_about) else { continue };
            let (source, _) = sources.use_of(&source.id)?;
            let level = share.level.and_then(|at| self.levels.iter().nth(at));
            let words = [
                share.stage_title.clone(),
                level.map(|level| level.body.title.clone()),
                match subject {
                    PaySubject::Role(_) => place.map(|place| place.body.title.clone()),
                    PaySubject::Place(_) => Some(role.body.title.clone()),
                },
            ];
            rows.push(ShareRow {
                kind: share.kind.to_owned(),
                about: words.into_iter().flatten().collect(),
                text: share.text,
                of: share.of,
                vesting: share.vesting,
                note: share.note,
                source: sources.list[source].publisher.clone(),
                as_of: share.as_of,
                stale: share.stale,
                example: share.example,
            });
        }
        (!rows.is_empty()).then(|| PayShares { caption: "Usual bonus, equity and premium".to_owned(), rows })
    }

    /// How the ranges published about `subject` were made, as words of the data: `envelope`; each once, sorted.
    pub(in crate::site) fn pay_methods(&self, subject: PaySubject<'_>, viewer: Viewer<'_>) -> BTreeSet<&'static str> {
        let is_about = |pay: &Pay| match subject {
            PaySubject::Role(id) => pay.role.id == id,
            PaySubject::Place(id) => pay.place.id == id,
        };
        let shown = self.bands.iter().filter(|band| {
            let shows_to = self.figure_shows_to(band.audience, &band.body.pay, None);
            is_about(&band.body.pay) && shows_to.is_some_and(|audience| audience <= viewer.audience)
        });
        shown.map(|band| band.body.method.map_or("envelope", |method| method.text())).collect()
    }
}

impl<'a> Asking<'a> {
    fn cell(&self, found: Option<&Found<'a>>) -> OverviewCell {
        let Some(found) = found else { return OverviewCell::default() };
        let band = found.bands.first().copied();
        let cited: Vec<_> = match band {
            Some(band) => band.body.from.iter().filter_map(|seen| self.data.observations.get(&seen.id)).collect(),
            None => found.observations.clone(),
        };
        // A public range on an internal observation is an error; what is listed must not repeat it.
        let seen = cited.iter().filter(|seen| seen.audience <= self.audience).map(|seen| &seen.body.source);
        let own = band.and_then(|band| band.body.source.as_ref());
        let mut publishers: Vec<String> = Vec::new();
        for source in seen.chain(own).filter_map(|named| self.data.sources.get(&named.id)) {
            if source.audience <= self.audience && !publishers.contains(&source.body.publisher) {
                publishers.push(source.body.publisher.clone());
            }
        }
        let pay = band.map(|band| &band.body.pay);
        let day = |day: &Option<(jiff::civil::Date, Place)>| day.as_ref().map(|(day, _)| *day);
        let as_of = pay.and_then(|pay| day(&pay.as_of));
        let review_by = pay.and_then(|pay| day(&pay.review_by));
        OverviewCell {
            band: band.map(|band| self.band(band)),
            sources: publishers,
            as_of: as_of.map(|day| day.to_string()),
            stale: band.is_some() && crate::site::records::check::is_stale(as_of, review_by, self.config.today),
        }
    }
}
