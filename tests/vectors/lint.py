#!/usr/bin/env python3
"""Makes `lint.json`: texts of postings and kits, and what the tables of `src/lint/rules.json` say of them.

It shares the tables with `src/lint/` and the theme's scripts, and nothing else: words and amounts are found by regular
expressions here, and sentences by cutting.

    python3 tests/vectors/lint.py > tests/vectors/lint.json
"""
import json
import math
import pathlib
import re

TABLE = json.loads((pathlib.Path(__file__).parent / "../../src/lint/rules.json").read_text())
CODES = "USD|GBP|EUR|CAD|CHF|AUD|INR|ILS|SEK"


def words(text):
    """Each word: in small letters, start, end, whether a mark stands before it."""
    found, last = [], 0
    for match in re.finditer(r"[^\W_]+(?:['’][^\W_]+)*", text):
        word = match.group().lower().replace("’", "'")
        found.append((word, match.start(), match.end(), bool(re.search(r"[.?!;:\n]", text[last:match.start()]))))
        last = match.end()
    return found


def number(word, language):
    return int(word) if re.fullmatch("[0-9]+", word) else TABLE["numbers"].get(language, {}).get(word)


def takes(part, word, language):
    if part == "#":
        return number(word, language) is not None
    return part == "_" or (word.startswith(part[:-1]) if part.endswith("*") else word == part)


def at(phrases, listed, index, language):
    fit = []
    for phrase in phrases:
        parts = phrase.split(" ")
        window = listed[index:index + len(parts)]
        if len(window) == len(parts) and all(takes(p, w[0], language) for p, w in zip(parts, window)) and not any(w[3] for w in window[1:]):
            fit.append(len(parts))
    return max(fit, default=0)


def every(phrases, listed, language):
    return [(i, i + n) for i in range(len(listed)) if (n := at(phrases, listed, i, language))]


def one_by_one(phrases, listed, language):
    found, index = [], 0
    while index < len(listed):
        length = at(phrases, listed, index, language)
        if length:
            found.append((index, index + length))
        index += length or 1
    return found


def find(rule, phrases, blocks, language, title):
    found = []
    for number_, block in enumerate(blocks):
        if block["is"] == "title" and not title:
            continue
        listed, text = words(block["text"]), block["text"]
        if one_by_one(rule.get("unless_block", {}).get(language, []), listed, language):
            continue
        passes = every(rule.get("unless", {}).get(language, []), listed, language)
        for start, end in one_by_one(phrases, listed, language):
            first, last = listed[start][1], listed[end - 1][2]
            named = text[first - 1:first] in list('"“„«‘`') and text[last:last + 1] in list('"”“»’`') if first else False
            if not named and not any(a < end and start < b for a, b in passes):
                found.append((number_, text[first:last], listed[start:end]))
    return found


def listing(found):
    named = list(dict.fromkeys(f"`{text.lower()}`" for _, text, _ in found))
    return ", ".join(named[:6]) + (", …" if len(named) > 6 else "")


def placeholders(blocks):
    pattern = r"\[[^\]\n]*\]|\{[^}\n]*\}|<[^\W\d_][^>\n]*>|[$£€][XYZN]+(?![^\W_])"
    for number_, block in enumerate(blocks):
        for match in re.finditer(pattern, block["text"]):
            inside = match.group()[1:-1]
            amount = match.group()[0] in "$£€"
            if amount or (inside not in ("sic", "x", "X") and not inside.startswith("^") and not re.fullmatch(r"\s*\w\s*(/\s*\w\s*)+", inside) and re.search(r"[^\W\d_]", inside) and len(inside) <= 60):
                yield number_, match.start(), match.group()


def open_pay(rule, blocks, language):
    lists = rule["phrases"][language]
    figure = r"[0-9]+(?:[,.  \u202f’][0-9]{3})*(?:k\b)?"
    money = rf"(?:(?:[$£€]|\b(?:{CODES}) )\s?{figure}|{figure} ?(?:[$£€]|(?:{CODES})\b))"
    before, after, joins = ("|".join(map(re.escape, lists[name])) for name in ("before", "after", "joins"))
    joined = rf"(?:\s?[-–—]\s?{figure}|\s(?:{joins})\s{money}|\s?[-–—]\s?{money})"
    pattern = re.compile(rf"(?P<lead>\b(?:{before})\s)?(?P<one>{money})(?P<two>{joined})?(?P<more>\+|\s(?:{after})\b)?", re.I)
    for number_, block in enumerate(blocks):
        for match in pattern.finditer(block["text"]):
            last = re.findall(figure, match.group("two") or match.group("one"), re.I)[-1]
            value = int(re.sub(r"\D", "", last)) * (1000 if last.lower().endswith("k") else 1)
            if value < rule["least"] or re.match(r"\s(?:million|billion)", block["text"][match.end():]):
                continue
            if match.group("more"):
                said = match.group()
                if match.group("two"):
                    said = re.sub(rf"^\s?[-–—]?\s?(?:(?:{joins})\s)?", "", match.group("two"), flags=re.I) + match.group("more")
                yield number_, match.start(), said
            elif match.group("lead") and not match.group("two"):
                yield number_, match.start(), match.group()


def syllables(word):
    vowels = "[aeiouyäöüáéíóúàèâêîôûëï]"
    count = len(re.findall(vowels + "+", word))
    silent = len(word) > 2 and word.endswith("e") and not word.endswith("le") and not re.match(vowels, word[-2])
    return max(1, count - silent)


def measure(blocks):
    total = sentences = beats = longest = 0
    for block in blocks:
        if block["is"] not in ("text", "item"):
            continue
        for sentence in re.split(r"(?<=[.?!])\s", block["text"]):
            count = len(words(sentence))
            total, sentences, longest = total + count, sentences + (count > 0), max(longest, count)
            beats += sum(syllables(word) for word, *_ in words(sentence))
    return total, sentences, beats, longest


def hits(rule, blocks, language):
    """Each hit as block, words, values, whether the second message is meant, and a level of its own."""
    lists = rule.get("phrases", {}).get(language, {})
    listed, finds = lists.get("words", []), rule["finds"]
    if finds in ("words", "placeholder"):
        found = [(b, text, {"words": text}) for b, text, _ in find(rule, listed, blocks, language, True)]
        if finds == "placeholder" and lists:
            found += [(b, text, {"words": text}) for b, _, text in placeholders(blocks)]
            found.sort(key=lambda one: (one[0], blocks[one[0]]["text"].index(one[1])))
        for block, text, values in found:
            yield block, text, values, False, None
    elif finds == "open-pay" and lists:
        for block, _, text in open_pay(rule, blocks, language):
            yield block, text, {"words": text}, False, None
    elif finds == "years":
        found = find(rule, listed, blocks, language, False)
        if len(found) > rule["most"]:
            yield found[0][0], listing(found), {"count": len(found), "words": listing(found)}, False, None
        elif found and max(number(w[0], language) or 0 for w in found[0][2]) >= rule["long"]:
            yield found[0][0], listing(found), {"words": listing(found)}, True, None
    elif finds == "items":
        for index, block in enumerate(blocks):
            own = words(block["text"])
            if block["is"] != "heading" or not one_by_one(listed, own, language) or one_by_one(rule["unless"][language], own, language):
                continue
            rest = blocks[index + 1:]
            end = next((n for n, b in enumerate(rest) if b["is"] == "heading"), len(rest))
            count = sum(b["is"] == "item" for b in rest[:end])
            if count > rule["most"]:
                values = {"count": count, "most": rule["most"], "over": count - rule["most"], "words": block["text"]}
                yield index, block["text"], values, False, "warning" if count > rule["far"] else None
    elif finds == "balance" and lists:
        one, other = (find(rule, lists[name], blocks, language, False) for name in ("one", "other"))
        if len(one) >= max(rule["least"], rule["times"] * len(other)):
            yield None, listing(one), {"count": len(one), "other": len(other), "words": listing(one)}, False, None
    elif finds == "missing" and lists:
        if not any(one_by_one(listed, words(block["text"]), language) for block in blocks):
            yield None, "", {}, False, None
    elif finds == "length":
        count = sum(len(words(block["text"])) for block in blocks if block["is"] != "title")
        if not rule["least"] <= count <= rule["most"]:
            yield None, str(count), {"count": count, "least": rule["least"], "most": rule["most"]}, count > rule["most"], None
    elif finds == "reading" and language in rule["formula"]:
        total, sentences, beats, longest = measure(blocks)
        constant, length, weight = rule["formula"][language]
        ease = constant - length * total / max(1, sentences) - weight * beats / max(1, total)
        if total >= rule["words"] and ease < rule["least"]:
            yield None, str(math.floor(ease)), {"count": math.floor(ease), "least": rule["least"], "most": longest}, False, None


def check(kind, language, blocks):
    found = []
    for rule in TABLE["rules"]:
        level = rule["severity"].get(kind)
        if level is None:
            continue
        for block, text, values, second, own in hits(rule, blocks, language):
            message = rule["say_long" if second else "say"][language]
            for name, value in values.items():
                message = message.replace("{%s}" % name, str(value))
            found.append({"rule": rule["id"], "level": own or level, "block": block, "words": text, "message": message})
    return found


def blocks_of(text):
    kinds = {"= ": "title", "# ": "heading", "- ": "item"}
    return [{"is": kinds.get(line[:2], "text"), "text": line[2:] if line[:2] in kinds else line} for line in text.splitlines()]


EXAMPLES = [(kind, "en", rule[which]) for rule in TABLE["rules"] for which in ("bad", "good") if rule[which]
            for kind in ["posting" if "posting" in rule["severity"] else next(iter(rule["severity"]))]]

LONG = "The responsible individual communicates interdepartmental organisational requirements and facilitates comprehensive documentation of architectural considerations across international subsidiaries"

TEXTS = EXAMPLES + [
    ("posting", "en", "= AI Tech Lead\nYou lead a team. We hire regardless of age, marital status or religion.\n# What we ask for\n- You have run a model in production.\n- You review designs with others.\n# How to apply\nWrite to jobs@example.org. Please leave out your date of birth."),
    ("posting", "en", "= Rockstar engineer [m/f]\nYou have 5+ years of Rust, and three years of leading people.\n# Requirements\n" + "\n".join(f"- thing {n}" for n in range(13)) + "\nWe pay from $120,000 to $150,000, up to $500k+ for stars."),
    ("posting", "en", "We pay $280,000–$500,000+ or from £90k, CAD 120,000 or more, and up to $2,000 for learning."),
    ("posting", "en", "She says “rockstar”, the “ninja” and a guru. He or she/they may use ninja-build; ninja build files."),
    ("posting", "en", "You have 8 years of experience.\nShares vest over 4 years. We founded it 12 years ago."),
    ("posting", "en", "You bring five to seven years and 3–5 years of it."),
    ("posting", "en", " ".join([LONG + "."] * 6)),
    ("posting", "en", " ".join(["We build a tool. You own one part. It is used at work."] * 80)),
    ("posting", "en", "Ambitious, driven, tough and fearless people win together; we support and trust each other, and share what we know."),
    ("posting", "en", "In [city], {add more} for <company>; pay $X–$YY, see [1], [sic] and [x]. TBD"),
    ("posting", "en", "A bachelor’s degree in physics, or equivalent experience.\nA master's degree is required here."),
    ("posting", "en", "You join a young and energetic team; a young, ambitious team of six.\nFor young and old: young talents and a young candidate.\nHe who joins, or she, finds her desk; he or she, his/her or s/he does, and “he” is a word."),
    ("posting", "de", "Ein junges und motiviertes Team, jung und hungrig.\nFür Jung und Alt."),
    ("kit", "en", "We look for culture fit and a good vibe.\nWhat is your current salary?"),
    ("role", "en", "A rockstar, for over $150,000 a year."),
    ("page", "en", "The chairman of the ninjas speaks to the chairperson."),
    ("posting", "de", "= Leitung KI (m/w/d)\nWir zahlen bis zu 90.000 € im Jahr. Junges Team sucht Rockstar mit 3 Jahren Python und zwei Jahren Führung.\n# Anforderungen\n- Abgeschlossenes Studium\n- Muttersprache Deutsch"),
    ("posting", "de", "Wir zahlen 80.000 € bis 90.000 € im Jahr, unabhängig von Alter und Herkunft. Ein abgeschlossenes Studium oder vergleichbare Erfahrung."),
    ("posting", "fr", "Nous cherchons une rockstar. " * 80),
]

print("[")
print(",\n".join(json.dumps({"kind": kind, "language": language, "blocks": blocks_of(text), "hits": check(kind, language, blocks_of(text))}, ensure_ascii=False)
                 for kind, language, text in TEXTS))
print("]")
