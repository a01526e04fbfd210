//! Pay at a glance: what the page of a role shows place by place, and that of a place role by role.
//!
//! Owns which roles and places have figures and for whom, and what is published for them. It must not know pages.

use std::collections::{BTreeMap, BTreeSet};

use super::chart;
use super::table::{Found, Sources};
use crate::config::{Audience, AudienceLevels};
use crate::site::document::tables::chart::PayChart;
use crate::site::document::tables::overview::{OverviewCell, OverviewRow, PayOverview, PayShares, ShareRow};
use crate::site::document::tables::roles::Named;
use crate::site::document::tables::{PayRow, PayTable};
use crate::site::gate::Reader;
use crate::site::records::Data;
use crate::site::records::types::{
    LevelRecord, Measure, Method, Pay, PayTerms, Period, Record, Reference, Role, SourceRecord,
};

/// Whose pay a page is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) enum PaySubject<'a> {
    /// A role's, wherever.
    Role(&'a str),
    /// Everybody's at a place.
    Place(&'a str),
}

/// What makes a row: role, place, level, currency, period, terms.
type Row = (usize, usize, Option<(i64, usize)>, &'static str, Period, PayTerms);

/// The records of a row, by measure.
type Cells<'d> = BTreeMap<Measure, Found<'d>>;

/// The least privileged audience that sees a figure of each role, and of each place, by id.
///
/// A figure shows to those who see it and all that it names: a figure for more privileged readers moves nothing.
pub(in crate::site) fn pay_shows_to<'d>(data: &'d Data, levels: &AudienceLevels) -> [BTreeMap<&'d str, Audience>; 2] {
    let mut found = [BTreeMap::new(), BTreeMap::new()];
    let bands = data.bands.iter().map(|band| (band.audience, &band.body.pay, None));
    let seen = data.observations.iter().map(|seen| (seen.audience, &seen.body.pay, Some(&seen.body.source)));
    for (own, pay, source) in bands.chain(seen) {
        let Some(audience) = figure_shows_to(data, levels, own, pay, source) else { continue };
        for (known, id) in found.iter_mut().zip([pay.role.id.as_str(), pay.place.id.as_str()]) {
            let least = known.entry(id).or_insert(audience);
            *least = levels.wider(audience, *least);
        }
    }
    found
}

/// Who sees a figure; `None` when something it names is not there.
fn figure_shows_to(
    data: &Data,
    levels: &AudienceLevels,
    own: Audience,
    pay: &Pay,
    source: Option<&Reference>,
) -> Option<Audience> {
    let role = data.roles.get(&pay.role.id)?.audience;
    let place = data.places.get(&pay.place.id)?.audience;
    let level = pay.level.as_ref().map_or(Some(own), |level| Some(data.levels.get(&level.id)?.audience))?;
    let source = source.map_or(Some(own), |source| Some(data.sources.get(&source.id)?.audience))?;
    Some([role, place, level, source].into_iter().fold(own, |one, other| levels.stricter(one, other)))
}

impl<'s> Reader<'s> {
    /// Every figure that the reader sees with all that it names.
    fn figures_shown(&self) -> impl Iterator<Item = &'s Pay> {
        let records = &self.records;
        let bands = records.bands.iter().map(|band| &band.body.pay);
        let seen = records.observations.iter().filter(|seen| self.source(&seen.body.source).is_some());
        bands.chain(seen.map(|seen| &seen.body.pay)).filter(|pay| self.sees_what_it_names(pay))
    }

    pub(super) fn sees_what_it_names(&self, pay: &Pay) -> bool {
        let records = &self.records;
        records.roles.named(&pay.role).is_some()
            && records.places.named(&pay.place).is_some()
            && records.levels.named_if_any(pay.level.as_ref()).is_some()
    }

    /// The roles that the reader sees figures of, all or those at a place, in the order of their file.
    pub(in crate::site) fn roles_with_pay(&self, at: Option<&str>) -> Vec<&'s Record<Role>> {
        let meant = self.figures_shown().filter(|pay| at.is_none_or(|at| pay.place.id == at));
        let ids: BTreeSet<&str> = meant.map(|pay| pay.role.id.as_str()).collect();
        self.records.roles.iter().filter(|role| ids.contains(role.id.as_str())).collect()
    }

    /// The published ranges about `subject`, a row for each place or role and a column for each measure; `None` when the
    /// reader sees no figure.
    ///
    /// What sources leave unstated has a column only where a range is published for it. `page` gives the page of a place
    /// or a role.
    pub(in crate::site) fn pay_overview(
        &self,
        subject: PaySubject<'_>,
        page: &dyn Fn(PaySubject<'_>, &str) -> Named,
    ) -> Option<PayOverview> {
        let records = &self.records;
        let (roles, at) = match subject {
            PaySubject::Role(id) => (Vec::from_iter(records.roles.get(id)), None),
            PaySubject::Place(id) => (self.roles_with_pay(Some(id)), Some(id)),
        };
        let rows = self.overview_rows(&roles, at);
        let stated =
            |(measure, found): &(&Measure, &Found<'_>)| **measure != Measure::Unstated || !found.bands.is_empty();
        let measures: BTreeSet<Measure> = rows.values().flatten().filter(stated).map(|(measure, _)| *measure).collect();
        let mut table = Vec::new();
        for ((role, place, level, _, _, _), cells) in &rows {
            let role = records.roles.at(*role)?;
            let place = records.places.at(*place)?;
            let level = level.and_then(|(_, at)| records.levels.at(at));
            table.push(OverviewRow {
                about: match subject {
                    PaySubject::Role(_) => page(PaySubject::Place(&place.id), &place.body.title),
                    PaySubject::Place(_) => page(PaySubject::Role(&role.id), &role.body.title),
                },
                level: self.row_name(role, level, cells),
                cells: measures.iter().map(|measure| self.cell(cells.get(measure))).collect(),
            });
        }
        (!table.is_empty()).then(|| PayOverview {
            caption: self.words().text("pay.at_a_glance").to_owned(),
            head: self.words().text(if at.is_some() { "explorer.role" } else { "explorer.place" }).to_owned(),
            measures: measures.iter().map(|measure| self.measure(*measure).to_owned()).collect(),
            rows: table,
        })
    }

    /// The same rows as bars on scales: of a role by the first measure that there is, base pay mostly; of a place by every
    /// measure that a range is published for.
    pub(in crate::site) fn pay_plot(
        &self,
        subject: PaySubject<'_>,
        page: &dyn Fn(PaySubject<'_>, &str) -> Named,
    ) -> Option<PayChart> {
        let records = &self.records;
        let (roles, at) = match subject {
            PaySubject::Role(id) => (Vec::from_iter(records.roles.get(id)), None),
            PaySubject::Place(id) => (self.roles_with_pay(Some(id)), Some(id)),
        };
        let found = self.overview_rows(&roles, at);
        let measure = found.values().flat_map(|cells| cells.keys()).min().copied()?;
        let published = found.values().flatten().filter(|(_, found)| !found.bands.is_empty());
        let others = published.map(|(measure, _)| *measure).filter(|_| at.is_some());
        let measures: BTreeSet<Measure> = others.chain([measure]).collect();
        let (mut sources, mut rows, mut pages) = (Sources::default(), Vec::new(), Vec::new());
        for (&(role, place, level, currency, period, terms), cells) in &found {
            let (role, home) = (records.roles.at(role)?, records.places.at(place)?);
            let about = match subject {
                PaySubject::Role(_) => page(PaySubject::Place(&home.id), &home.body.title),
                PaySubject::Place(_) => page(PaySubject::Role(&role.id), &role.body.title),
            };
            for &measure in &measures {
                let key = (place, measure, level, currency, period, terms);
                if let Some(row) = cells.get(&measure).and_then(|found| self.pay_row(key, found, &mut sources)) {
                    let place_id = row.place_id.filter(|_| at.is_none());
                    rows.push(PayRow { place: about.title.clone(), place_id, ..row });
                }
            }
            pages.push(about);
        }
        let key = format!("figure.measure_{}", measure.name().replace('-', "_"));
        let per = rows.iter().find_map(|row: &PayRow| Some(&row.band.as_ref()?.range.period));
        let per = per.map_or("", |period| self.words().text_or(&format!("per.{period}"), period));
        let caption = self.words().say(&key, &[("per", per.into())]).trim().to_owned();
        let table = PayTable { caption, role: String::new(), rows, sources: sources.list };
        Some(chart::linked(table, self.words(), &pages)).filter(|chart| !chart.panels.is_empty())
    }

    fn overview_rows(&self, roles: &[&'s Record<Role>], at: Option<&str>) -> BTreeMap<Row, Cells<'s>> {
        let mut rows: BTreeMap<Row, Cells<'s>> = BTreeMap::new();
        for role in roles {
            let Some(position) = self.records.roles.position(&role.id) else { continue };
            let is_meant = |pay: &Pay| pay.role.id == role.id && at.is_none_or(|at| pay.place.id == at);
            let found = self.pay_rows(self.bands_of(&is_meant), self.observations_of(&is_meant));
            for ((place, measure, level, currency, period, terms), found) in found {
                let row = (position, place, level, currency, period, terms);
                rows.entry(row).or_default().insert(measure, found);
            }
        }
        rows
    }

    /// What tells a row from others of the same role and place: its level and its terms.
    fn row_name(&self, role: &Record<Role>, level: Option<&Record<LevelRecord>>, cells: &Cells<'_>) -> Option<String> {
        let pay = cells.values().find_map(|found| {
            let band = found.bands.first().map(|band| &band.body.pay);
            band.or_else(|| found.observations.first().map(|seen| &seen.body.pay))
        });
        let level = level.map(|level| self.level_title_of(level, role));
        let parts: Vec<String> = level.into_iter().chain(pay.and_then(|pay| self.terms(pay))).collect();
        (!parts.is_empty()).then(|| parts.join(self.words().comma()))
    }

    fn cell(&self, found: Option<&Found<'s>>) -> OverviewCell {
        let Some(found) = found else { return OverviewCell::default() };
        let Some(band) = found.bands.first() else {
            let sources = found.observations.iter().filter_map(|seen| self.observation(seen).source);
            return OverviewCell { sources: publishers(sources), ..OverviewCell::default() };
        };
        let fact = self.band(band);
        OverviewCell {
            sources: publishers(fact.sources(self)),
            as_of: fact.standing.as_of.map(|day| day.to_string()),
            stale: fact.standing.stale,
            band: Some(fact.published(&band.id)),
        }
    }

    /// What sources call usual beside base pay: bonuses, equity and premiums about `subject`. Those of a role at no place
    /// stand on the role's page alone.
    pub(in crate::site) fn shares_of(&self, subject: PaySubject<'_>) -> Option<PayShares> {
        let records = &self.records;
        let mut sources = Sources::default();
        let mut rows = Vec::new();
        for share in self.usual_shares() {
            let role = records.roles.at(share.role)?;
            let place = share.place.and_then(|at| records.places.at(at));
            let is_about = match subject {
                PaySubject::Role(id) => role.id == id,
                PaySubject::Place(id) => place.is_some_and(|place| place.id == id),
            };
            let Some(source) = records.sources.at(share.source).filter(|_| is_about) else { continue };
            let source = sources.use_of(source, self.words());
            let level = share.level.and_then(|at| records.levels.at(at));
            let words = [
                share.stage_title.clone(),
                level.map(|level| level.body.title.clone()),
                match subject {
                    PaySubject::Role(_) => place.map(|place| place.body.title.clone()),
                    PaySubject::Place(_) => Some(role.body.title.clone()),
                },
            ];
            rows.push(ShareRow {
                id: share.id,
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
        (!rows.is_empty()).then(|| PayShares { caption: self.words().text("explorer.shares").to_owned(), rows })
    }

    /// How the ranges published about `subject` were made, each way once, sorted by its word.
    pub(in crate::site) fn pay_methods(&self, subject: PaySubject<'_>) -> Vec<Method> {
        let is_about = |pay: &Pay| match subject {
            PaySubject::Role(id) => pay.role.id == id,
            PaySubject::Place(id) => pay.place.id == id,
        };
        let shown = self.records.bands.iter().filter(|band| is_about(&band.body.pay));
        let shown = shown.filter(|band| self.sees_what_it_names(&band.body.pay));
        let methods: BTreeMap<&str, Method> =
            shown.filter_map(|band| self.band(band).method).map(|method| (method.name(), method)).collect();
        methods.into_values().collect()
    }
}

/// Who published these, each name once.
fn publishers<'s>(sources: impl IntoIterator<Item = &'s Record<SourceRecord>>) -> Vec<String> {
    let mut publishers: Vec<String> = Vec::new();
    for source in sources {
        if !publishers.contains(&source.body.publisher) {
            publishers.push(source.body.publisher.clone());
        }
    }
    publishers
}
