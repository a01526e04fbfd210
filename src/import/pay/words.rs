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

const WORDS: [(&str, Word); 51] = [
    (
        "role job title position jobtitle jobtitel stelle rolle funktion berufsbezeichnung tätigkeit stellenbezeichnung poste \
         fonction intitulé titre título titolo métier emploi puesto cargo rol ruolo posizione mansione functie functietitel roll tjänst befattning \
         stilling função stanowisko designation profession 職種 役職 职位 岗位 직무 직책",
        Word::Column(Column::Role),
    ),
    ("name nom nombre nome naam namn bezeichnung", Word::Column(Column::Name)),
    (
        "level grade seniority stufe karrierestufe erfahrungsstufe senioritätslevel niveau échelon nivel livello nivå poziom \
         ebene karrierelevel szczebel categoría 等級 グレード 级别 职级 직급",
        Word::Column(Column::Level),
    ),
    (
        "place location city office site standort ort stadt niederlassung büro lieu ville bureau localisation ubicación \
         ciudad oficina sede città luogo ufficio locatie stad kantoor plats kontor miasto lokalizacja local cidade hub \
         sted arbeidssted arbejdssted miejsce workplace arbeitsort einsatzort dienstsitz 勤務地 拠点 地点 城市 근무지 도시",
        Word::Column(Column::Place),
    ),
    (
        "region country market geography geo land pays région país paese zone area kraj marché",
        Word::Column(Column::WidePlace),
    ),
    ("measure component element payelement", Word::Column(Column::Measure)),
    (
        "currency ccy curr währung devise monnaie moneda valuta waluta moeda 通貨 货币 통화",
        Word::Column(Column::Currency),
    ),
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
         lo entry mín fra 下限 最低 最小 最小値 최소",
        Word::End(End::Min),
    ),
    (
        "max maximum high higher upper to top ceiling end bis obergrenze maximal maximale hasta máximo máxima massimo massima maximo tot till \
         do hi cap à til máx 上限 最高 最大 최대",
        Word::End(End::Max),
    ),
    ("p10 10th", Word::End(End::Percentile(0))),
    ("p25 25th", Word::End(End::Percentile(1))),
    ("p50 50th median", Word::End(End::Percentile(2))),
    ("p75 75th", Word::End(End::Percentile(3))),
    ("p90 90th", Word::End(End::Percentile(4))),
    ("base basic fixed fix fixum grundvergütung fixe bas 基本", Word::Measure(Measure::Base)),
    ("grundgehalt basisgehalt fixgehalt festgehalt grundlohn basissalaris grundlön", Word::BasePay),
    ("total gesamt gesamtvergütung totale totaal", Word::Measure(Measure::Total)),
    ("ote zielgehalt zieleinkommen", Word::Measure(Measure::Ote)),
    ("bonus", Word::Measure(Measure::Bonus)),
    ("commission provision", Word::Measure(Measure::Commission)),
    ("allowance zulage", Word::Measure(Measure::Allowance)),
    ("equity", Word::Measure(Measure::Equity)),
    ("unstated", Word::Measure(Measure::Unstated)),
    (
        "year years yearly annual annually annum pa yr jahr jährlich jahres an année annuel annuelle annuels año anual anno \
         annuo annua jaar jaarlijks år årlig rok roczne ano roczny rocznie annuale",
        Word::Period(Period::Year),
    ),
    (
        "jahresgehalt bruttojahresgehalt jahresbrutto jahresbruttogehalt jahresvergütung jaarsalaris årslön \
         jahreslohn bruttojahreslohn jahressalär årslønn årsløn ral 年収 年俸 年薪 연봉",
        Word::PayFor(Period::Year),
    ),
    (
        "month months monthly mo pcm pm monat monatlich mois mensuel mensuelle mes mensual mensal mese mensile maand maandelijks månad \
         mån miesiąc miesięczne mês",
        Word::Period(Period::Month),
    ),
    (
        "monatsgehalt bruttomonatsgehalt monatsbrutto maandsalaris månadslön monatslohn bruttomonatslohn månedslønn månedsløn 月給 月収 月薪 월급",
        Word::PayFor(Period::Month),
    ),
    ("day days daily diem tag täglich pt jour journalier día dia giorno dag dzień", Word::Period(Period::Day)),
    ("tagessatz tagsatz tjm dagtarief", Word::PayFor(Period::Day)),
    (
        "hour hours hourly hr h stunde std stündlich heure horaire hora ora orario uur timme godzina ph",
        Word::Period(Period::Hour),
    ),
    ("stundenlohn stundensatz uurloon timlön timelønn timeløn 時給 时薪 시급", Word::PayFor(Period::Hour)),
    (
        "salary salaries pay compensation comp remuneration wage wages rate gehalt gehälter vergütung lohn entgelt salaire \
         salaires rémunération salario sueldo stipendio retribuzione salaris lön loon ctc wynagrodzenie remuneración remuneração \
         lønn løn 給与 報酬 工资 薪资 급여",
        Word::Pay,
    ),
    (
        "gehaltsband gehaltsspanne gehaltsrahmen gehaltsbandbreite fourchette vergütungsband salarisschaal",
        Word::PayRange,
    ),
    ("range spanne rango bereich bandbreite intervall spread gamme", Word::Band),
    ("band bands", Word::Band),
    ("k 000 000s thousand thousands tsd tausend milliers miles tys", Word::Power(1_000)),
    ("万", Word::Power(10_000)),
    ("lakh lakhs lac lacs lpa", Word::Power(100_000)),
    ("mn mio million millions millionen mln", Word::Power(1_000_000)),
    ("net netto nett neto nets", Word::Net),
    ("percent pct prozent procent pourcentage", Word::Percent),
    (
        "amount cash of the in per and a code size by as next each gross brutto brut bruta bruto lordo de du des la le les en \
         el por para par al je pro der die das für pour salarial salariale last type local percentile bound limit value \
         full time zum fte work",
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

/// Whether a text in small letters says for how long something is paid, and nothing else: `per year`, `day rate`.
pub(super) fn speaks_of_period(text: &str) -> bool {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let says = |word: &str| period(word).is_some() || is_week(word);
    let text = text.replace('.', "");
    (words.iter().any(|word| says(word)) || ["pa", "pm", "ph"].contains(&text.as_str()))
        && words
            .iter()
            .all(|word| says(word) || word.len() == 1 || matches!(meaning(word), Some(Word::Filler | Word::Pay)))
}

/// Whether a word speaks of a week, which no record knows.
pub(super) fn is_week(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "week"
            | "weekly"
            | "weeks"
            | "wk"
            | "pw"
            | "woche"
            | "wöchentlich"
            | "semaine"
            | "semana"
            | "settimana"
            | "vecka"
    )
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

/// Whether a word says that the cell above holds here, too: a ditto mark.
pub(super) fn is_ditto(text: &str) -> bool {
    let plain: String = text.to_lowercase().chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
    matches!(
        plain.as_str(),
        "\"" | "''"
            | "“"
            | "”"
            | "„"
            | "″"
            | "〃"
            | "-\"-"
            | "ditto"
            | "dito"
            | "dto"
            | "do"
            | "idem"
            | "sameasabove"
            | "同上"
    )
}

/// Whether a title is one of levels by its own words: `Senior`, `L3`, `Band B`. Places are never called so.
pub(super) fn is_level(text: &str) -> bool {
    const LEVELS: [&str; 27] = [
        "junior",
        "jr",
        "entry",
        "graduate",
        "associate",
        "mid",
        "middle",
        "medior",
        "intermediate",
        "senior",
        "sr",
        "lead",
        "staff",
        "principal",
        "expert",
        "head",
        "director",
        "manager",
        "intern",
        "trainee",
        "professional",
        "level",
        "grade",
        "band",
        "stufe",
        "niveau",
        "confirmé",
    ];
    let small = text.to_lowercase();
    let mut words = small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    let is_number =
        |word: &str| word.bytes().all(|b| b.is_ascii_digit()) || matches!(word, "i" | "ii" | "iii" | "iv" | "v" | "vi");
    let is_step = |word: &str| {
        let digits = word.trim_start_matches(|c: char| c.is_ascii_lowercase());
        word.len() <= 4 && word.len() - digits.len() <= 2 && !digits.is_empty() && is_number(digits)
    };
    small.contains(char::is_alphabetic)
        && words.peek().is_some()
        && words.all(|word| LEVELS.contains(&word) || is_number(word) || is_step(word) || word.len() == 1)
}

/// Words for sums and means, which a cell may be or begin with.
const SUMS: [&str; 15] = [
    "total",
    "subtotal",
    "sub-total",
    "sum",
    "average",
    "avg",
    "mean",
    "summe",
    "gesamt",
    "gesamtsumme",
    "zwischensumme",
    "durchschnitt",
    "mittelwert",
    "moyenne",
    "totaal",
];

/// Those that a cell has to be.
const WHOLE_SUMS: [&str; 15] = [
    "totals",
    "grand total",
    "sub total",
    "averages",
    "median",
    "count",
    "somme",
    "gemiddelde",
    "totale",
    "media",
    "promedio",
    "suma",
    "summa",
    "medel",
    "średnia",
];

/// Whether a row is one of sums or means by the first words of its first cell: `Subtotal London`, `Ø all levels`.
pub(super) fn begins_sum(text: &str) -> bool {
    let small = text.trim().to_lowercase();
    let first = small.split(|c: char| c.is_whitespace() || matches!(c, ':' | '(')).next().unwrap_or_default();
    SUMS.contains(&first)
        || first == "sous-total"
        || small.starts_with(['Ø', 'ø', '∅', 'Σ', '∑', 'σ'])
            && !small[small.chars().next().map_or(0, char::len_utf8)..].starts_with(char::is_alphabetic)
}

/// Whether a cell begins a row of sums or means.
pub(super) fn is_sum(text: &str) -> bool {
    let plain = text.to_lowercase();
    let plain = plain.trim_matches(|c: char| !c.is_alphanumeric());
    SUMS.contains(&plain) || WHOLE_SUMS.contains(&plain)
}
