//! The arithmetic against `tests/vectors/pay-arithmetic.json`, which was computed with exact fractions elsewhere.

use serde_json::{Value, json};

use super::*;

const VECTORS: &str = include_str!("../../tests/vectors/pay-arithmetic.json");

fn int(input: &Value, key: &str) -> i64 {
    input[key].as_i64().unwrap_or_else(|| panic!("`{key}` is an integer: {input}"))
}

fn rate(value: &Value) -> Option<Rate> {
    Rate::from_millionths(value.as_i64()?)
}

fn rates(value: &Value) -> Option<Vec<Rate>> {
    value.as_array()?.iter().map(rate).collect()
}

fn range(pair: Option<(i64, i64)>) -> Value {
    json!(pair.map(|(min, max)| [min, max]))
}

fn told(name: &str, word: &str, number: Option<i64>) -> Value {
    number.map_or_else(|| json!({ name: word }), |number| json!({ name: word, "by": number }))
}

fn placed(input: &Value) -> Value {
    let range = (int(input, "min"), int(input, "max"));
    match position(int(input, "amount"), range, input["open"] == true) {
        Position::Below(by) => told("where", "below", Some(by)),
        Position::Above(by) => told("where", "above", Some(by)),
        Position::Within(way) => told("where", "within", Some(way)),
        Position::Exact => told("where", "exact", None),
        Position::Open => told("where", "open", None),
    }
}

fn among(input: &Value) -> Value {
    let points = input["points"].as_array().expect("points").iter();
    let points: Vec<(u8, i64)> = points.map(|pair| serde_json::from_value(pair.clone()).expect("a pair")).collect();
    match percentile(&points, int(input, "amount")) {
        None => Value::Null,
        Some(Percentile::Under(low)) => json!(["under", low]),
        Some(Percentile::At(at)) => json!(["at", at]),
        Some(Percentile::Between(low, high)) => json!(["between", low, high]),
        Some(Percentile::Over(high)) => json!(["over", high]),
    }
}

fn granted(input: &Value) -> Value {
    let amount = |key| int(input, key);
    let (Some(share), Some(dilution)) = (rate(&input["share"]), rate(&input["dilution"])) else { return Value::Null };
    let grant = Grant {
        share,
        dilution,
        strike: amount("strike"),
        exit: amount("exit"),
        vesting: amount("vesting"),
        cliff: amount("cliff"),
        served: amount("served"),
    };
    worth(&grant).map_or(Value::Null, |worth| {
        json!({ "vested": worth.vested, "gross": worth.gross, "cost": worth.cost, "net": worth.net, "yearly": worth.yearly })
    })
}

fn offered(input: &Value) -> Value {
    let amount = |key| int(input, key);
    let Some(bonus) = rate(&input["bonus"]) else { return Value::Null };
    let offer = Offer {
        base: amount("base"),
        bonus,
        sign_on: amount("sign_on"),
        months: amount("months"),
        equity: amount("equity"),
    };
    yearly(&offer)
        .map_or(Value::Null, |year| json!({ "bonus": year.bonus, "sign_on": year.sign_on, "total": year.total }))
}

fn answer(name: &str, input: &Value) -> Value {
    match name {
        "parseRate" => json!(Rate::parse(input["text"].as_str().expect("text")).map(Rate::millionths)),
        "rateText" => json!(rate(&input["rate"]).expect("a rate").text()),
        "percentText" => json!(rate(&input["rate"]).expect("a rate").percent()),
        "scale" => json!(rates(&input["rates"]).and_then(|rates| scale(int(input, "amount"), &rates))),
        "convert" => {
            let (from, to) = (rate(&input["from"]).expect("a rate"), rate(&input["to"]).expect("a rate"));
            json!(convert(int(input, "amount"), from, to))
        }
        "modelRange" => {
            let spread = rate(&input["spread"]).expect("a rate");
            range(model_range(int(input, "benchmark"), &rates(&input["factors"]).expect("rates"), spread))
        }
        "shareOfRange" => {
            let shares = (rate(&input["low"]).expect("a rate"), rate(&input["high"]).expect("a rate"));
            range(share_of_range((int(input, "min"), int(input, "max")), shares))
        }
        "annualised" => json!(annualised(int(input, "amount"), int(input, "months"))),
        "position" => placed(input),
        "percentile" => among(input),
        "worth" => granted(input),
        "yearly" => offered(input),
        other => panic!("no function `{other}`"),
    }
}

#[test]
fn the_arithmetic_gives_what_the_vectors_say() {
    let vectors: Vec<Value> = serde_json::from_str(VECTORS).expect("the vectors are JSON");
    let mut wrong = Vec::new();
    for vector in &vectors {
        let got = answer(vector["fn"].as_str().expect("a name"), &vector["in"]);
        if got != vector["out"] {
            wrong.push(format!("{vector}\n  got {got}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(vectors.len() >= 200, "{} vectors", vectors.len());
}

#[test]
fn a_rate_written_as_a_number_is_the_decimal_that_was_written() {
    for (number, expected) in
        [(1.3, Some(1_300_000)), (0.1, Some(100_000)), (0.000_001, Some(1)), (2.0, Some(2_000_000))]
    {
        assert_eq!(Rate::from_float(number).map(Rate::millionths), expected, "{number}");
    }
    for number in [-0.1, 0.000_000_1, f64::NAN, f64::INFINITY, 1e300] {
        assert_eq!(Rate::from_float(number), None, "{number}");
    }
}
