//! The examples of the guide come out as the guide says.

use rolebook::disk::MemoryDisk;
use rolebook::pay::{self, Grant, Offer, Position, Rate};

use super::support;

/// The fenced blocks of a page in this language, in order.
fn fences(page: &str, language: &str) -> Vec<String> {
    let start = format!("```{language}\n");
    let blocks = page.split(start.as_str()).skip(1);
    blocks.map(|rest| rest.split("\n```").next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn each_pay_model_of_the_guide_gives_the_lines_beside_it() {
    let path = support::package().join("docs/content/records/pay-models.md");
    let page = std::fs::read_to_string(path).expect("the guide has this page");
    let (records, lines) = (fences(&page, "toml"), fences(&page, "text"));
    assert_eq!((records.len(), lines.len()), (5, 4), "records for all, then four models with their lines");
    let mut disk = MemoryDisk::default();
    disk.insert("rolebook.toml", "title = \"Guide\"\n");
    disk.insert("content/pay.md", "# Pay\n\n::pay-explorer{role=\"data-engineer\"}\n");
    disk.insert("content/data/guide.toml", records.join("\n\n"));
    let built = support::build(&disk);
    assert_eq!(built.short(), "");
    let files = built.audience("public").expect("it is built");
    let html = files.iter().find(|file| file.path.as_str() == "pay/index.html").expect("the page is there");
    let html = String::from_utf8_lossy(&html.bytes);
    for (line, example) in lines.iter().flat_map(|example| example.lines().map(move |line| (line, example))) {
        assert!(html.contains(&format!("<li>{line}</li>")), "`{line}` is not on the page:\n{example}");
    }
}

/// An amount as the guide writes it.
fn grouped(sign: char, amount: i64) -> String {
    let digits = amount.to_string();
    let mut text = String::from(sign);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[test]
fn each_line_of_an_offer_comes_out_as_the_guide_says() {
    let path = support::package().join("docs/content/records/pay-explorer.md");
    let page = std::fs::read_to_string(path).expect("the guide has this page");
    let rate = |text| Rate::parse(text).expect("a rate");
    let offer = Offer { base: 150_000, bonus: rate("0.15"), sign_on: 40_000, months: 48, equity: 0 };
    let year = pay::yearly(&offer).expect("it is within bounds");
    let grant = Grant {
        share: rate("0.001"),
        dilution: rate("0.2"),
        strike: 20_000,
        exit: 100_000_000,
        vesting: 48,
        cliff: 12,
        served: 48,
    };
    let worth = pay::worth(&grant).expect("it is within bounds");
    let half = pay::worth(&Grant { served: 24, ..grant }).expect("it is within bounds");
    let Position::Within(thousandths) = pay::position(150_000, (130_000, 185_000), false) else {
        panic!("the offer lies inside the range");
    };
    let dollars = pay::convert(130_000, Rate::ONE, rate("1.3")).expect("it is within bounds");
    for (line, result) in [
        ("Bonus", grouped('£', year.bonus)),
        ("Sign-on a year", grouped('£', year.sign_on)),
        ("A year in all", grouped('£', year.total)),
        ("Position in range", format!("{}.{}%", thousandths / 10, thousandths % 10)),
        ("Earned months", half.vested.to_string()),
        ("Your part", grouped('$', worth.gross)),
        ("Exercising", grouped('$', worth.cost)),
        ("Conversion", grouped('$', dollars)),
        ("Left", grouped('$', worth.net)),
    ] {
        let row = page.lines().find(|row| row.starts_with(&format!("| {line} |")));
        let row = row.unwrap_or_else(|| panic!("the guide has no line `{line}`"));
        assert!(row.ends_with(&format!(" {result} |")), "`{line}` is {result}, and the guide says {row}");
    }
}
