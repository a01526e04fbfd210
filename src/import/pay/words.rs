//! What words mean on a sheet of pay, in the languages that sheets come in. It must not know headings or cells.

use crate::site::records::types::{Measure, Period};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Role,
    /// A column `name`: the role, where no other column is.
    Name,
    Level,
    Place,
    /// A country or a region: the place, where no narrower one is named.
    WidePlace,
    Measure,
    Currency,
    Period,
    Source,
    AsOf,
    ReviewBy,
    Sample,
    Note,
    Audience,
    Owner,
    /// Known, and nothing that a pay record keeps.
    Aside,
    /// An amount of pay.
    Amount(End),
}

/// Which amount it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum End {
    Min,
    Max,
    /// Both in one cell: `130-180`.
    Range,
    /// One amount, or both ends of a range.
    Figure,
    /// A position in [`PERCENTILES`].
    Percentile(usize),
}

/// The percentiles of a sample, as their keys.
pub(super) const PERCENTILES: [&str; 5] = ["p10", "p25", "p50", "p75", "p90"];

/// What one word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Column(Column),
    End(End),
    Measure(Measure),
    Period(Period),
    /// An amount, and for how long.
    PayFor(Period),
    /// Base pay, and nothing else.
    BasePay,
    /// That an amount is pay.
    Pay,
    /// Both ends of pay in one cell.
    PayRange,
    /// A band or a range, of pay where pay is spoken of.
    Band,
    /// That amounts are written in this many units.
    Power(i64),
    /// After tax: another figure altogether.
    Net,
    Percent,
    /// Nothing.
    Filler,
}

const WORDS: [(&str, Word); 47] = [
    (
        "role job title position jobtitle jobtitel stelle rolle funktion berufsbezeichnung tätigkeit stellenbezeichnung poste \
         fonction intitulé titre título titolo métier emploi puesto cargo rol ruolo posizione mansione functie functietitel roll tjänst befattning \
         stilling função stanowisko",
        Word::Column(Column::Role),
    ),
    ("name nom nombre nome naam namn bezeichnung", Word::Column(Column::Name)),
    (
        "level grade seniority stufe karrierestufe erfahrungsstufe senioritätslevel niveau échelon nivel livello nivå poziom \
         ebene karrierelevel",
        Word::Column(Column::Level),
    ),
    (
        "place location city office site standort ort stadt niederlassung büro lieu ville bureau localisation ubicación \
         ciudad oficina sede città luogo ufficio locatie stad kantoor plats kontor miasto lokalizacja local cidade hub",
        Word::Column(Column::Place),
    ),
    (
        "region country market geography geo land pays région país paese zone area kraj marché",
        Word::Column(Column::WidePlace),
    ),
    ("measure component element payelement", Word::Column(Column::Measure)),
    ("currency ccy curr währung devise monnaie moneda valuta waluta moeda", Word::Column(Column::Currency)),
    ("period frequency interval zeitraum turnus période fréquence periodo periode okres", Word::Column(Column::Period)),
    ("source provider survey publisher quelle fuente fonte bron källa źródło herkunft", Word::Column(Column::Source)),
    (
        "effective valid updated date asof edited modified stand gültig datum fecha data vigencia stichtag aktualisiert",
        Word::Column(Column::AsOf),
    ),
    ("review überprüfung", Word::Column(Column::ReviewBy)),
    ("sample n respondents samplesize stichprobe", Word::Column(Column::Sample)),
    (
        "note notes comment comments remark remarks notiz notizen bemerkung bemerkungen anmerkung anmerkungen kommentar \
         remarque remarques nota notas commento opmerking opmerkingen anteckning uwagi",
        Word::Column(Column::Note),
    ),
    ("audience", Word::Column(Column::Audience)),
    ("owner", Word::Column(Column::Owner)),
    (
        "family department team function division mid midpoint middle mitte midden milieu id key nr no number created author \
         status employee person mitarbeiter employé empleado family jobfamily abteilung cost centre center budget headcount \
         compa ratio spread width",
        Word::Column(Column::Aside),
    ),
    (
        "min minimum low lower from floor start bottom von ab untergrenze minimal minimale desde mínimo mínima minimo minima da van från od \
         lo entry",
        Word::End(End::Min),
    ),
    (
        "max maximum high higher upper to top ceiling end bis obergrenze maximal maximale hasta máximo máxima massimo massima maximo tot till \
         do hi cap à",
        Word::End(End::Max),
    ),
    ("p10 10th", Word::End(End::Percentile(0))),
    ("p25 25th", Word::End(End::Percentile(1))),
    ("p50 50th median", Word::End(End::Percentile(2))),
    ("p75 75th", Word::End(End::Percentile(3))),
    ("p90 90th", Word::End(End::Percentile(4))),
    ("base basic fixed fix fixum grundvergütung fixe bas", Word::Measure(Measure::Base)),
    ("grundgehalt basisgehalt fixgehalt festgehalt grundlohn basissalaris grundlön", Word::BasePay),
    ("total ote gesamt gesamtvergütung zielgehalt zieleinkommen totale totaal", Word::Measure(Measure::Total)),
    ("bonus", Word::Measure(Measure::Bonus)),
    ("equity", Word::Measure(Measure::Equity)),
    ("unstated", Word::Measure(Measure::Unstated)),
    (
        "year years yearly annual annually annum pa yr jahr jährlich jahres an année annuel annuelle annuels año anual anno \
         annuo annua jaar jaarlijks år årlig rok roczne ano",
        Word::Period(Period::Year),
    ),
    (
        "jahresgehalt bruttojahresgehalt jahresbrutto jahresbruttogehalt jahresvergütung jaarsalaris årslön",
        Word::PayFor(Period::Year),
    ),
    (
        "month months monthly mo pcm pm monat monatlich mois mensuel mensuelle mes mensual mensal mese mensile maand maandelijks månad \
         mån miesiąc miesięczne mês",
        Word::Period(Period::Month),
    ),
    ("monatsgehalt bruttomonatsgehalt monatsbrutto maandsalaris månadslön", Word::PayFor(Period::Month)),
    ("day days daily diem tag täglich pt jour journalier día dia giorno dag dzień", Word::Period(Period::Day)),
    ("tagessatz tagsatz tjm dagtarief", Word::PayFor(Period::Day)),
    (
        "hour hours hourly hr h stunde std stündlich heure horaire hora ora orario uur timme godzina ph",
        Word::Period(Period::Hour),
    ),
    ("stundenlohn stundensatz uurloon timlön", Word::PayFor(Period::Hour)),
    (
        "salary salaries pay compensation comp remuneration wage wages rate gehalt gehälter vergütung lohn entgelt salaire \
         salaires rémunération salario sueldo stipendio retribuzione salaris lön loon ctc wynagrodzenie remuneración remuneração \
         lønn løn",
        Word::Pay,
    ),
    (
        "gehaltsband gehaltsspanne gehaltsrahmen gehaltsbandbreite fourchette vergütungsband salarisschaal",
        Word::PayRange,
    ),
    ("range spanne rango bereich bandbreite intervall spread gamme", Word::Band),
    ("band bands", Word::Band),
    ("k 000 000s thousand thousands tsd tausend milliers miles", Word::Power(1_000)),
    ("lakh lakhs lac lacs", Word::Power(100_000)),
    ("mn mio million millions millionen mln", Word::Power(1_000_000)),
    ("net netto nett neto nets", Word::Net),
    ("percent pct prozent procent pourcentage", Word::Percent),
    (
        "amount cash of the in per and a code size by as next each gross brutto brut bruta bruto lordo de du des la le les en \
         el por para par al je pro der die das für pour salarial salariale last type local percentile bound limit value \
         full time zum fte",
        Word::Filler,
    ),
];

/// What a word in small letters says.
pub(super) fn meaning(word: &str) -> Option<Word> {
    let known = WORDS.iter().find(|(words, _)| words.split_ascii_whitespace().any(|known| known == word));
    known.map(|(_, meaning)| *meaning)
}

/// The measure a word names.
pub(super) fn measure(word: &str) -> Option<Measure> {
    match meaning(&word.to_lowercase())? {
        Word::Measure(measure) => Some(measure),
        Word::BasePay => Some(Measure::Base),
        _ => None,
    }
}

/// The period a word names.
pub(super) fn period(word: &str) -> Option<Period> {
    match meaning(&word.to_lowercase())? {
        Word::Period(period) | Word::PayFor(period) => Some(period),
        _ => None,
    }
}

/// Whether a word stands for an empty cell: `n/a`, `-`, `k. A.`.
pub(super) fn is_blank(text: &str) -> bool {
    let plain: String = text.to_lowercase().chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
    plain.chars().all(|c| matches!(c, '-' | '–' | '—' | '−' | '_'))
        || matches!(
            plain.as_str(),
            "n/a" | "na" | "#n/a" | "none" | "nil" | "null" | "ka" | "n/d" | "nd" | "entfällt" | "nvt"
        )
}

/// Whether a word says that an amount is not known yet.
pub(super) fn is_open(text: &str) -> bool {
    let plain: String = text.to_lowercase().chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
    matches!(
        plain.as_str(),
        "tbc" | "tbd" | "tba" | "open" | "offen" | "?" | "??" | "???" | "unknown" | "pending" | "àdéfinir"
    )
}

/// Whether a cell begins a row of sums or means.
pub(super) fn is_sum(text: &str) -> bool {
    let plain = text.to_lowercase();
    let plain = plain.trim_matches(|c: char| !c.is_alphanumeric());
    const SUMS: [&str; 30] = [
        "total",
        "totals",
        "grand total",
        "sub total",
        "subtotal",
        "sub-total",
        "sum",
        "average",
        "averages",
        "avg",
        "mean",
        "median",
        "count",
        "summe",
        "gesamt",
        "gesamtsumme",
        "zwischensumme",
        "durchschnitt",
        "mittelwert",
        "somme",
        "moyenne",
        "totaal",
        "gemiddelde",
        "totale",
        "media",
        "promedio",
        "suma",
        "summa",
        "medel",
        "średnia",
    ];
    SUMS.contains(&plain)
}
