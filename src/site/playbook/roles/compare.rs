//! Roles side by side: a row for each thing that one of them says.

use crate::diag::rules;
use crate::site::document::tables::RolePay;
use crate::site::document::tables::roles::{Comparison, Dimension, Named};
use crate::site::gate::names::Refusal;
use crate::site::gate::{Reader, is_wider};
use crate::site::records::Data;
use crate::site::records::kinds::comparison::COLUMNS;
use crate::site::records::types::ComparisonRecord;
use crate::site::records::types::{Grade, PlaceRecord, Record, Reference, Role};
use crate::site::routes;

/// What stands in a row of its own, from one role's record.
type Ask<'g> = (&'static str, &'g dyn Fn(&Record<Role>) -> Vec<String>);

/// The rows that are told in sentences.
const TOLD: [&str; 5] = ["role.mission", "role_page.duties", "dimension.outcomes", "role.experience", "dimension.kpis"];

impl<'s> Reader<'s> {
    /// `::compare{roles=}`: two to four roles, or `all` of them for readers to pick from.
    pub(in crate::site) fn compare_block(&self, names: &str, caption: Option<&str>) -> Result<Comparison, Refusal> {
        let roles = self.roles(names)?;
        let picks = names.trim() == "all";
        let twice = roles.iter().enumerate().any(|(at, role)| roles[..at].iter().any(|other| other.id == role.id));
        if !picks && (twice || !COLUMNS.contains(&roles.len())) {
            let message = match twice {
                true => "a role is compared with itself".to_owned(),
                false => format!(
                    "{} cannot be compared",
                    if roles.len() == 1 { "one role".to_owned() } else { format!("{} roles", roles.len()) }
                ),
            };
            let hint = "name two, three or four different roles, or `all` for readers to pick from";
            return Err(Refusal::because(&rules::UNKNOWN_BLOCK, message, hint));
        }
        let mut comparison = self.comparison(&roles, caption).ok_or_else(Refusal::silent)?;
        comparison.picks = picks;
        if picks {
            comparison.declared = self.records.comparisons.iter().map(|record| self.declared(record)).collect();
            comparison.declared.retain(|page| page.path.is_some());
        }
        Ok(comparison)
    }

    /// A comparison that has a page. It is never below the roles it names.
    fn declared(&self, record: &Record<ComparisonRecord>) -> Named {
        let title = |role: &Reference| Some(self.records.roles.named(role)?.body.title.clone());
        let titles = || record.body.roles.iter().filter_map(title).collect::<Vec<_>>().join(" vs ");
        let path = self.pages.path(&routes::comparison(record.body.role_ids()));
        Named { id: record.id.clone(), title: record.body.title.clone().unwrap_or_else(titles), path }
    }

    /// These roles side by side; `None` when there is nothing to compare.
    pub(in crate::site) fn comparison(&self, roles: &[&Record<Role>], caption: Option<&str>) -> Option<Comparison> {
        let titles: Vec<&str> = roles.iter().map(|role| role.body.title.as_str()).collect();
        let written = self.written(roles);
        let rows: Vec<Dimension> = written.into_iter().chain(self.recorded(roles)).collect();
        let shows_pay = rows.iter().any(|row| row.name == self.words().text("role.base"));
        let pay = roles.iter().filter(|_| shows_pay).flat_map(|role| self.published_base(&role.id).0);
        let pay: Vec<RolePay> = pay.collect();
        let places = self.records.places.iter().filter(|place| pay.iter().any(|pay| pay.place == place.body.title));
        let named =
            |place: &Record<PlaceRecord>| Named { id: place.id.clone(), title: place.body.title.clone(), path: None };
        (!rows.is_empty()).then(|| Comparison {
            places: places.map(named).collect(),
            bands: pay.iter().map(|pay| pay.band.id.clone()).collect(),
            caption: caption.map_or_else(|| titles.join(self.words().comma()), str::to_owned),
            roles: roles.iter().map(|role| self.role(role)).collect(),
            rows,
            picks: false,
            declared: Vec::new(),
        })
    }

    /// The rows that a comparison of exactly these roles has by hand, its cells in the order of `roles`.
    fn written(&self, roles: &[&Record<Role>]) -> Vec<Dimension> {
        let comparisons = self.records.comparisons.iter();
        let column = |record: &Record<ComparisonRecord>, role: &Record<Role>| {
            record.body.roles.iter().position(|other| other.id == role.id)
        };
        let found = comparisons.filter(|record| record.body.roles.len() == roles.len()).find_map(|record| {
            let columns: Option<Vec<usize>> = roles.iter().map(|role| column(record, role)).collect();
            Some((record, columns?))
        });
        let Some((record, columns)) = found else { return Vec::new() };
        let cells = |cells: &[String]| {
            columns
                .iter()
                .map(|at| cells.get(*at).filter(|text| !text.is_empty()).cloned().into_iter().collect())
                .collect()
        };
        record.body.rows.iter().filter_map(|(name, texts)| dimension(name, false, cells(texts))).collect()
    }

    fn recorded(&self, roles: &[&Record<Role>]) -> Vec<Dimension> {
        let one = |text: &Option<String>| text.iter().cloned().collect::<Vec<_>>();
        let skills = |skills: &[(Reference, Grade)]| {
            let seen = |skill: &Reference| self.records.skills.named(skill).is_some();
            skills
                .iter()
                .filter(|(skill, _)| seen(skill))
                .map(|(skill, grade)| {
                    format!("{}{}{}", self.skill(&skill.id).title, self.words().colon(), self.grade(*grade))
                })
                .collect()
        };
        let next = |role: &Record<Role>| self.titles(&role.body.next);
        let family = |role: &Record<Role>| {
            let family = role.body.family.as_ref().and_then(|named| self.records.families.named(named));
            family.map(|family| family.body.title.clone()).into_iter().collect()
        };
        let pay = |role: &Record<Role>| {
            let pay = self.published_base(&role.id).0;
            let words = self.words();
            let of = |level: &Option<String>| {
                level.iter().map(|level| format!("{}{level}", words.comma())).collect::<String>()
            };
            let per = |period: &str| words.text_or(&format!("per.{period}"), period).to_owned();
            let line = pay.iter().map(|pay| {
                let range = &pay.band.range;
                let line =
                    format!("{}{}{}{} {}", pay.place, of(&pay.level), words.colon(), range.text, per(&range.period));
                if pay.band.example { format!("{line} ({})", words.text("pay.example")) } else { line }
            });
            line.collect()
        };
        let asks: [Ask<'_>; 17] = [
            ("role.owns", &|role| one(&role.body.owns)),
            ("role.code", &|role| one(&role.body.code_share)),
            ("role.base", &pay),
            ("role.team", &|role| one(&role.body.team)),
            ("role.time", &|role| one(&role.body.time_split)),
            ("role.where", &|role| one(&role.body.work_mode)),
            ("role_page.leads", &next),
            ("role.family", &family),
            ("dimension.needs", &|role| skills(&role.body.needs)),
            ("dimension.nice", &|role| skills(&role.body.nice)),
            ("dimension.education", &|role| self.or_equivalent(&role.body.education)),
            ("role.certificates", &|role| self.or_equivalent(&role.body.certifications)),
            ("role.mission", &|role| one(&role.body.mission)),
            ("role_page.duties", &|role| role.body.responsibilities.clone()),
            ("dimension.outcomes", &|role| role.body.outcomes.clone()),
            ("role.experience", &|role| role.body.experience.clone()),
            ("dimension.kpis", &|role| role.body.kpis.clone()),
        ];
        let words = self.words();
        asks.into_iter()
            .filter_map(|(key, ask)| {
                dimension(words.text(key), TOLD.contains(&key), roles.iter().map(|role| ask(role)).collect())
            })
            .collect()
    }

    /// Degrees or certificates, none of which is the only way.
    fn or_equivalent(&self, lines: &[String]) -> Vec<String> {
        let equivalent = (!lines.is_empty()).then(|| self.words().text("role_page.equivalent").to_owned());
        lines.iter().cloned().chain(equivalent).collect()
    }

    /// A grade in words.
    pub(super) fn grade(&self, grade: Grade) -> &'s str {
        self.words().text_or(&format!("grade.{}", grade.name()), grade.name())
    }

    fn titles(&self, references: &[Reference]) -> Vec<String> {
        let seen = references.iter().filter_map(|role| self.records.roles.named(role));
        seen.map(|role| role.body.title.clone()).collect()
    }
}

/// A row, unless nobody says anything.
fn dimension(name: &str, told: bool, cells: Vec<Vec<String>>) -> Option<Dimension> {
    let says_something = cells.iter().any(|cell| !cell.is_empty());
    // Where one says nothing, nothing is known to differ.
    let stated: Vec<_> = cells.iter().filter(|cell| !cell.is_empty()).collect();
    let differs = stated.windows(2).any(|pair| pair[0] != pair[1]);
    let in_part = !differs && stated.len() < cells.len();
    says_something.then(|| Dimension { name: name.to_owned(), told, cells, differs, in_part })
}

/// The title of a comparison's page, for those who see the record: its own, else the titles of its roles.
pub(in crate::site) fn title_of(data: &Data, record: &Record<ComparisonRecord>) -> String {
    let title = |role: &Reference| {
        let role = data.roles.get(&role.id).filter(|role| !is_wider(record.audience, role.audience))?;
        Some(role.body.title.clone())
    };
    let titles = || record.body.roles.iter().filter_map(title).collect::<Vec<_>>().join(" vs ");
    record.body.title.clone().unwrap_or_else(titles)
}
