#!/usr/bin/env python3
"""Makes `fit.json`: role-fit forms, answers and results, by a calculation of its own.

It shares nothing with `src/fit/` and `themes/default/js/lib/fit/`: it counts with lists of votes instead of sums, tries
every number of a range instead of those around a gate, and finds leaders by comparing each role with every other.

    python3 tests/vectors/fit.py > tests/vectors/fit.json
"""
import itertools
import json
import operator
import random

SIGNS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq, "!=": operator.ne}


def result(form, answers):
    votes = [role for question, answer in zip(form["questions"], answers) if answer is not None and "options" in question
             for role, points in enumerate(question["options"][answer]) for _ in range(points)]
    points = [votes.count(role) for role in range(form["roles"])]
    closed = [i for i, gate in enumerate(form["gates"])
              if answers[gate["question"]] is not None and SIGNS[gate["op"]](answers[gate["question"]], gate["value"])]
    left = [role for role in range(form["roles"]) if not any(role in form["gates"][i]["out"] for i in closed)]
    # A role's place is the number of roles before it: with more points, or as many and named earlier.
    before = lambda role: sum(points[o] > points[role] or (points[o] == points[role] and o < role) for o in left)
    order = [role for place in range(len(left)) for role in left if before(role) == place]
    chosen = any(a is not None and "options" in q for q, a in zip(form["questions"], answers))
    beaten = lambda role: any(points[o] >= points[role] + form["margin"] for o in left)
    leaders = [role for role in order if not beaten(role)]
    if not chosen:
        verdict, leaders = "open", []
    elif all(points[role] == 0 for role in left):
        verdict, leaders = "none", []
    else:
        verdict = "clear" if len(leaders) == 1 else "close"
    return {"points": points, "gates": closed, "order": order, "verdict": verdict, "leaders": leaders,
            "ahead": points[order[0]] - points[order[1]] if len(order) > 1 else None,
            "answered": sum(a is not None for a in answers)}


def changes(form, answers):
    now, found = result(form, answers), []
    for at, question in enumerate(form["questions"]):
        given = answers[at]
        if "options" in question:
            others = [i for i in range(len(question["options"])) if i != given]
        else:
            gates = [gate for gate in form["gates"] if gate["question"] == at]
            truths = lambda n: tuple(SIGNS[gate["op"]](n, gate["value"]) for gate in gates)
            classes = {}
            for number in range(question["min"], question["max"] + 1):
                classes.setdefault(truths(number), []).append(number)
            if given is not None:
                classes.pop(truths(given))
            # Where gates leave holes, the nearest number of a class may lie on either side.
            others = sorted(min(numbers, key=lambda n: (abs(n - given) if given is not None else 0, n))
                            for numbers in classes.values())
        for other in others:
            then = result(form, answers[:at] + [other] + answers[at + 1:])
            if (then["verdict"], then["leaders"]) != (now["verdict"], now["leaders"]):
                found.append([at, other, then["verdict"], then["leaders"]])
    return found


def reach(form):
    """Every complete set of answers, one after the other."""
    ranges = [range(len(q["options"])) if "options" in q else range(q["min"], q["max"] + 1) for q in form["questions"]]
    told = {answers: result(form, list(answers)) for answers in itertools.product(*ranges)}
    clear = {told[a]["leaders"][0] for a in told if told[a]["verdict"] == "clear"}
    # A form that asks only for numbers names nobody; without answers to choose from there is no verdict to differ.
    key = lambda outcome: (outcome["verdict"], tuple(outcome["leaders"]))
    idle = [at for at in range(len(ranges))
            if all(key(told[a]) == key(told[a[:at] + (other,) + a[at + 1:]]) for a in told for other in ranges[at])]
    dead = any(not told[a]["order"] for a in told)
    return {"unreached": [role for role in range(form["roles"]) if role not in clear], "idle": idle, "dead_end": dead}


def choice(*options):
    return {"options": [list(option) for option in options]}


def number(low, high):
    return {"min": low, "max": high}


def gate(question, op, value, *out):
    return {"question": question, "op": op, "value": value, "out": list(out)}


FORMS = {
    "two roles": {"roles": 2, "margin": 1, "questions": [choice((1, 0), (0, 1)), choice((2, 0), (0, 2))], "gates": []},
    "lead or staff": {"roles": 3, "margin": 2, "gates": [gate(0, "<", 3, 0)], "questions": [
        number(0, 60), choice((3, 0, 0), (0, 3, 0), (0, 0, 3)), choice((2, 1, 0), (0, 2, 0), (1, 0, 2))]},
    "every sign": {"roles": 6, "margin": 2, "questions": [number(0, 12), choice(*[[4 if i == j else 1 for j in range(6)] for i in range(6)])],
                   "gates": [gate(0, "<", 3, 0), gate(0, "<=", 3, 1), gate(0, ">", 8, 2), gate(0, ">=", 8, 3), gate(0, "==", 5, 4), gate(0, "!=", 5, 5)]},
    "all ruled out": {"roles": 2, "margin": 1, "questions": [number(0, 9), choice((1, 0), (0, 1))], "gates": [gate(0, "<", 2, 0, 1)]},
    "three way tie": {"roles": 3, "margin": 3, "questions": [choice((2, 0, 0), (0, 2, 0), (0, 0, 2))] * 3, "gates": []},
    "wide margin": {"roles": 2, "margin": 9, "questions": [choice((5, 0), (0, 5)), choice((4, 1), (1, 4))], "gates": []},
    "two numbers": {"roles": 3, "margin": 1, "questions": [number(1, 30), number(0, 20), choice((3, 2, 1), (1, 2, 3), (0, 1, 0))],
                    "gates": [gate(0, ">=", 10, 1), gate(1, "==", 0, 2), gate(0, "<", 4, 0), gate(1, ">", 15, 0, 1)]},
    "never reached": {"roles": 3, "margin": 2, "questions": [choice((3, 1, 0), (0, 1, 3)), choice((2, 1, 0), (0, 1, 2))], "gates": []},
    "idle question": {"roles": 2, "margin": 2, "questions": [choice((9, 0), (0, 9)), choice((1, 0), (0, 1)), number(0, 5)], "gates": []},
}


def random_form(rng):
    roles, questions, gates = rng.randint(2, 5), [], []
    for at in range(rng.randint(2, 5)):
        if rng.random() < 0.3:
            questions.append(number(rng.randint(0, 2), rng.randint(5, 12)))
        else:
            questions.append(choice(*[[rng.choice([0, 0, 0, 1, 2, 3]) for _ in range(roles)] for _ in range(rng.randint(2, 4))]))
    if not any("options" in q for q in questions):
        questions.append(choice(*[[int(i == j) for j in range(roles)] for i in range(roles)]))
    for at, question in enumerate(questions):
        if "min" in question:
            for _ in range(rng.randint(1, 3)):
                gates.append(gate(at, rng.choice(list(SIGNS)), rng.randint(question["min"] - 1, question["max"] + 1),
                                  *sorted(rng.sample(range(roles), rng.randint(1, roles)))))
    return {"roles": roles, "margin": rng.randint(1, 4), "questions": questions, "gates": gates}


def random_answers(rng, form):
    answer = lambda q: rng.randrange(len(q["options"])) if "options" in q else rng.randint(q["min"], q["max"])
    return [None if rng.random() < 0.15 else answer(question) for question in form["questions"]]


def main():
    rng = random.Random(20261121)
    forms = dict(FORMS)
    for at in range(12):
        forms[f"random {at + 1}"] = random_form(rng)
    cases = []
    for name, form in forms.items():
        seen = [[None] * len(form["questions"])]
        for _ in range(200):
            answers = random_answers(rng, form)
            if answers not in seen and len(seen) < 12:
                seen.append(answers)
        for answers in seen:
            cases.append({"form": name, "answers": answers, **result(form, answers), "changes": changes(form, answers)})
    print("{")
    print('"forms": {')
    print(",\n".join(f"{json.dumps(name)}: {json.dumps({**form, **reach(form)})}" for name, form in forms.items()))
    print("},")
    print('"cases": [')
    print(",\n".join(json.dumps(case) for case in cases))
    print("]\n}")


main()
