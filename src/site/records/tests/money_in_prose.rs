//! Amounts as people write them.

use super::*;

#[track_caller]
fn check(text: &str, expected: &[(&str, &str, &[i64])]) {
    let found = amounts(text);
    let told: Vec<_> =
        found.iter().map(|one| (&text[one.range.clone()], one.currencies[0], one.amounts.as_slice())).collect();
    assert_eq!(told, expected, "{text}");
    assert!(found.is_empty() || may_hold(text), "{text}");
}

#[test]
fn every_sign_is_known_wherever_it_stands() {
    for (sign, _) in SIGNS {
        for text in [format!("{sign}95"), format!("–{sign} 95k"), format!("95 {sign}")] {
            assert!(may_hold(&text) && amounts(&text).len() == 1, "{text}");
        }
    }
    assert!(!may_hold("Cut the Rope – it’s «keen» on 95\u{a0}USDA, 5 % and \u{c2}\u{e2}zK"));
}

#[test]
fn single_amounts_are_found() {
    check("It pays $180,000 a year.", &[("$180,000", "USD", &[180_000])]);
    check("£95k, then £95K!", &[("£95k", "GBP", &[95_000]), ("£95K", "GBP", &[95_000])]);
    check(
        "€90.000, 90.000 € und 90.000€",
        &[("€90.000", "EUR", &[90_000]), ("90.000 €", "EUR", &[90_000]), ("90.000€", "EUR", &[90_000])],
    );
    check(
        "USD 180,000; 180,000 USD; USD180k; 180kUSD; US$180k",
        &[
            ("USD 180,000", "USD", &[180_000]),
            ("180,000 USD", "USD", &[180_000]),
            ("USD180k", "USD", &[180_000]),
            ("180kUSD", "USD", &[180_000]),
            ("US$180k", "USD", &[180_000]),
        ],
    );
    check(
        "60\u{202f}000\u{a0}€ et 60 000 €",
        &[("60\u{202f}000\u{a0}€", "EUR", &[60_000]), ("60 000 €", "EUR", &[60_000])],
    );
    check("$1,234.56 and £1.5k", &[("$1,234.56", "USD", &[1_234]), ("£1.5k", "GBP", &[1_500])]);
    check(
        "C$50k, CHF 120'000, 500 000 kr",
        &[("C$50k", "CAD", &[50_000]), ("CHF 120'000", "CHF", &[120_000]), ("500 000 kr", "SEK", &[500_000])],
    );
    check("$500k+", &[("$500k", "USD", &[500_000])]);
}

#[test]
fn ranges_are_one() {
    check("$180–240k", &[("$180–240k", "USD", &[180_000, 240_000])]);
    check(
        "£130-180k or £130k-£180k",
        &[("£130-180k", "GBP", &[130_000, 180_000]), ("£130k-£180k", "GBP", &[130_000, 180_000])],
    );
    check("£130,000 to £180,000", &[("£130,000 to £180,000", "GBP", &[130_000, 180_000])]);
    check("between $220k and 320k", &[("$220k and 320k", "USD", &[220_000, 320_000])]);
    check("60.000 bis 75.000 €", &[("60.000 bis 75.000 €", "EUR", &[60_000, 75_000])]);
    check("130–180 k€", &[("130–180 k€", "EUR", &[130_000, 180_000])]);
    check("$180,000 and £90,000", &[("$180,000", "USD", &[180_000]), ("£90,000", "GBP", &[90_000])]);
}

#[test]
fn what_follows_an_amount_is_no_second_end() {
    check("$40,000 and 10 days", &[("$40,000", "USD", &[40_000])]);
    check("£130,000 to 2027", &[("£130,000", "GBP", &[130_000])]);
    check("$90,000 - 20% less", &[("$90,000", "USD", &[90_000])]);
    check("$80,000 a year", &[("$80,000", "USD", &[80_000])]);
}

#[test]
fn millions_are_told_apart() {
    for text in ["$20m", "$1.2 million", "€3 Mio", "£2bn", "$1.250m"] {
        assert!(amounts(text).iter().all(|one| one.in_millions), "{text}");
        assert_eq!(amounts(text).len(), 1, "{text}");
    }
    assert_eq!(amounts("$1.250m")[0].amounts, [1_250_000]);
    assert!(!amounts("¥12,000,000")[0].in_millions);
}

#[test]
fn other_numbers_and_letters_are_left_alone() {
    for text in [
        "",
        "$",
        "in 2024",
        "1,234 people",
        "Room A100",
        "$HOME",
        "USDA 100",
        "kr",
        "R2D2 $x",
        "20% of 3 teams",
        "AUSD",
    ] {
        check(text, &[]);
    }
    check("up to 3 $5", &[("$5", "USD", &[5])]);
}

#[test]
fn no_text_is_too_strange() {
    let pieces = [
        "$",
        "£",
        "€",
        "kr",
        "US$",
        "USD",
        "k",
        "m",
        " million",
        "1",
        "130",
        ",000",
        ".",
        ",",
        "'",
        " ",
        "\u{a0}",
        "–",
        "-",
        "to",
        " bis ",
        "+",
        "é",
        "漢",
        "\u{fffc}",
        "0",
        "999999999999999",
        "%",
        "a",
        "\n",
        "zł",
        "Kč",
    ];
    let mut seed: u64 = 7;
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..12 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(pieces[(seed >> 33) as usize % pieces.len()]);
        }
        let mut end = 0;
        for one in amounts(&text) {
            assert!(one.range.start >= end, "{text:?}: they are in order");
            assert!(text[one.range.clone()].contains(|c: char| c.is_ascii_digit()), "{text:?}");
            assert!((1..=2).contains(&one.amounts.len()) && one.amounts.is_sorted(), "{text:?}");
            assert!(one.amounts.iter().all(|amount| *amount >= 0), "{text:?}");
            end = one.range.end;
        }
    }
}
