//! Cells of pay, read and refused.

use super::*;

#[track_caller]
fn check(text: &str, ends: &[i64], currency: Option<&str>) -> Amounts {
    let found = read(text, None).unwrap_or_else(|(why, _)| panic!("{why}"));
    assert_eq!((found.ends.as_slice(), found.currencies.first().copied()), (ends, currency), "{text}");
    found
}

#[test]
fn amounts_are_read_as_people_write_them() {
    check("130000", &[130_000], None);
    check("£70,000.00", &[70_000], Some("GBP"));
    check("€65.000", &[65_000], Some("EUR"));
    check("70.000,00 €", &[70_000], Some("EUR"));
    check("70 000 €", &[70_000], Some("EUR"));
    check("70\u{a0}000\u{202f}€", &[70_000], Some("EUR"));
    check("₹12,00,000", &[1_200_000], Some("INR"));
    check("12 LPA", &[1_200_000], None);
    check("1.2 crore", &[12_000_000], None);
    check("70k€", &[70_000], Some("EUR"));
    check("70 k€", &[70_000], Some("EUR"));
    check("72,5 TEUR", &[72_500], Some("EUR"));
    check("70 Tsd. €", &[70_000], Some("EUR"));
    check("CHF 120'000.–", &[120_000], Some("CHF"));
    check("Fr. 120’000.-", &[120_000], Some("CHF"));
    check("700 000 kr", &[700_000], Some("SEK"));
    check("kr 700.000,-", &[700_000], Some("SEK"));
    check("120k USD", &[120_000], Some("USD"));
    check("500万円", &[5_000_000], Some("JPY"));
    check("R$ 180.000", &[180_000], Some("BRL"));
    check("¥12,000,000", &[12_000_000], Some("JPY"));
    check("3.2 Mio Ft", &[3_200_000], Some("HUF"));
}

#[test]
fn ranges_have_two_ends() {
    check("55k-70k", &[55_000, 70_000], None);
    check("£55k–£70k", &[55_000, 70_000], Some("GBP"));
    check("120-150k USD", &[120_000, 150_000], Some("USD"));
    check("$120k - 150", &[120_000, 150_000], Some("USD"));
    check("65.000 € - 85.000 €", &[65_000, 85_000], Some("EUR"));
    check("20 000 - 30 000 zł", &[20_000, 30_000], Some("PLN"));
    check("70-95 k€", &[70_000, 95_000], Some("EUR"));
    check("£55K to £70K", &[55_000, 70_000], Some("GBP"));
    check("60.000 bis 75.000", &[60_000, 75_000], None);
    check("de 60 000 à 75 000 €", &[60_000, 75_000], Some("EUR"));
    check("between 55k and 70k", &[55_000, 70_000], None);
    check("900-1.2k", &[900, 1_200], None);
    assert_eq!(check("£55,000-£70,000 p.a.", &[55_000, 70_000], Some("GBP")).period, Some(Period::Year));
    assert_eq!(check("€5.500/Monat", &[5_500], Some("EUR")).period, Some(Period::Month));
    assert_eq!(check("£450 per day", &[450], Some("GBP")).period, Some(Period::Day));
    assert_eq!(check("£70k OTE", &[70_000], Some("GBP")).measure, Some(Measure::Ote));
    assert!(check("£95k+", &[95_000], Some("GBP")).open);
    assert!(check("ab 60.000 €", &[60_000], Some("EUR")).open);
    assert!(check("up to £70k", &[70_000], Some("GBP")).up_to);
    assert!(!check("from 55k to 70k", &[55_000, 70_000], None).open);
}

#[test]
fn what_two_readers_could_read_differently_is_refused() {
    for text in [
        "",
        "tbd",
        "-5",
        "(70,000)",
        "130k or 140k",
        "1234.5",
        "£15.50",
        "10%",
        "~70k",
        "ca. 70k",
        "70k*",
        "55/70",
        "70000 95000",
        "70k + bonus",
        "70k incl. on-call",
        "€70k/£60k",
        "1.250k",
        "70,000k",
        "70.000.00",
        "000",
        "70k–",
        "1-2-3",
        "60M",
        "5m",
        "70k net",
        "13 x 5000",
        "€ 70 $",
        "12,00",
        "70..80",
    ] {
        let refused = read(text, None);
        let whole = refused.as_ref().is_ok_and(|amounts| text == "12,00" && amounts.ends == [12]);
        assert!(refused.is_err() || whole, "{text}: {refused:?}");
    }
}

#[test]
fn headings_multiply_what_is_below_them() {
    let read = |text| read(text, Some(1_000)).map(|found| found.ends);
    assert_eq!(read("130-180"), Ok(vec![130_000, 180_000]));
    assert_eq!(read("72.5"), Ok(vec![72_500]));
    for text in ["130k", "130000", "70.000", "70,000"] {
        assert!(read(text).is_err(), "{text}");
    }
}
