"""Forty sketches to check by looking: ``python -m tests.evaluation.checked_sketches FOLDER``.

Each is drawn from the plan of its words; in the plan of every second one, one thing was changed: a
count, a colour, a side, a letter, or something left out. FOLDER gets the pictures and the questions
that a vision model is asked of them; ``FOLDER-key.json`` says what was changed.

Somebody who sees the pictures and not the key writes one text file, with the name of each picture
on a line of its own and its answers below, as in ``3. no | two boats``.
``python -m tests.evaluation.checked_sketches FOLDER ANSWERS`` counts how many of the changes the
check then names, and how often it names something that is right. With a number in place of ANSWERS
the order and the changes are drawn by it as a seed, so that nobody knows them.
"""

import asyncio
import json
import random
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from limner.image.sketch.drawn_plan import encoded, picture_of
from limner.image.sketch.plans.planning import plan_of
from limner.image.sketch.plans.scene_plan import PlannedFigure, ScenePlan, without
from limner.prompt.chat.chat_model import ChatReply
from limner.prompt.ledger.extraction import read
from limner.prompt.picture_check.check_table import PictureCheck
from limner.prompt.picture_check.picture_questions import questions
from limner.prompt.picture_check.vision import inspect_picture, with_controls

SIZE = (768, 768)

ROWS = [
    # Words, and what is changed: where among the figures, and the new value.
    ("three ducks on a lake", "count 0 2"),
    ("a cat to the left of a dog", ""),
    ("a blue car and a yellow bus", "colour 0 green"),
    ("two horses in a meadow", ""),
    ("an elephant to the right of a tree", "side"),
    ("four apples", ""),
    ("a green house with a red car in front of it", "gone 1"),
    ("a white horse", ""),
    ("a street with a sign that says “Open late” and a car", "letter Open lale"),
    ("two black cats and one dog", ""),
    ("five birds above a house", "count 0 4"),
    ("a purple umbrella", ""),
    ("a red apple and a green pear", "colour 1 yellow"),
    ("a rabbit next to a tree, no people", ""),
    ("a dog on the left and a cow on the right", "swapped"),
    ("a mug that says “Monday”", ""),
    ("two swans on a pond and a boat", "gone 1"),
    ("a yellow taxi in a street", ""),
    ("two yellow tulips", "colour 0 red"),
    ("a giraffe and two elephants", ""),
    ("six fish in the sea", "count 0 5"),
    ("a pink pig to the left of a blue tractor", ""),
    ("a poster with the words “Summer Fair”", "letter Sumner Fair"),
    ("a black cat on a red chair", ""),
    ("a lion to the left of a zebra", "side"),
    ("three green books", ""),
    ("a bicycle, a cat and a tree", "gone 1"),
    ("a banner that reads “Welcome home”", ""),
    ("a white rabbit and a brown bear", "colour 0 black"),
    ("one cow and three sheep", ""),
    ("two blue chairs and a flower", "count 0 3"),
    ("a red fire engine", ""),
    ("an orange cat to the right of a blue chair", "side"),
    ("four yellow chairs", ""),
    ("a camel, a tent and a dog", "gone 2"),
    ("a house between two trees", ""),
    ("a sign “Bakery” and a bicycle", "letter Bakary"),
    ("a turtle and a snail", ""),
    ("two red balloons and a blue umbrella", "colour 1 green"),
    ("an owl to the left of a squirrel", ""),
]


def main(folder: str, answers: str = "") -> None:
    """Draw the set, or count what *answers* found in it."""
    root = Path(folder)
    if answers and not answers.isdecimal():
        print_counts(root, Path(answers).read_text())
        return
    root.mkdir(parents=True, exist_ok=True)
    key, asked = {}, []
    rows = seeded(int(answers)) if answers else ROWS
    for number, (words, fault) in enumerate(rows, 1):
        name = f"{number:02}.png"
        plan = plan_of(words)
        drawn = changed(plan, fault) if fault else plan
        (root / name).write_bytes(encoded(picture_of(drawn, *SIZE), "png"))
        key[name] = {"words": words, "fault": fault, "commitment": commitment(plan, words, fault)}
        texts = [text for text, _ in with_controls(questions(read(words)), SIZE)]
        asked.append("\n".join([name, *(f"{n}. {text}" for n, text in enumerate(texts, 1))]))
    (root / "questions.txt").write_text("\n\n".join(asked) + "\n")
    root.with_name(f"{root.name}-key.json").write_text(json.dumps(key, indent=1))


def seeded(seed: int) -> list[tuple[str, str]]:
    """Return the descriptions in another order, half of them with a fault, as *seed* has it."""
    chance = random.Random(seed)
    words = chance.sample([words for words, _ in ROWS], len(ROWS))
    faulty = set(chance.sample(range(len(words)), len(words) // 2))
    return [
        (text, chance.choice(faults_of(text, chance)) if number in faulty else "")
        for number, text in enumerate(words)
    ]


def faults_of(words: str, chance: random.Random) -> list[str]:
    """Return what could be changed in the sketch of *words*; at least one thing."""
    plan, ledger = plan_of(words), read(words)
    found = []
    for place, figure in enumerate(plan.figures):
        if any(count.noun == figure.words.split()[-1] for count in ledger.counts):
            found += [f"count {place} {n}" for n in (figure.count - 1, figure.count + 1) if n > 0]
        if figure.colour:
            others = [colour for colour in COLOURS if colour != figure.colour]
            found.append(f"colour {place} {chance.choice(others)}")
        if len(plan.figures) > 1:
            found.append(f"gone {place}")
    found += ["side"] * any(link.name in ("left of", "right of") for link in plan.links)
    found += ["swapped"] * any(figure.side for figure in plan.figures)
    for quote in ledger.quotes:
        place = chance.choice([n for n, letter in enumerate(quote) if letter.islower()])
        other = chance.choice([letter for letter in "aeinorst" if letter != quote[place]])
        found.append(f"letter {quote[:place]}{other}{quote[place + 1 :]}")
    return found or [f"colour 0 {chance.choice(COLOURS)}"]


COLOURS = ("red", "blue", "green", "yellow", "purple", "orange", "white", "black")


def changed(plan: ScenePlan, fault: str) -> ScenePlan:
    """Return *plan* with one fault."""
    kind, _, rest = fault.partition(" ")
    if kind == "letter":
        if plan.lettering:
            return replace(plan, lettering=(rest, *plan.lettering[1:]))
        carrier = next(n for n, one in enumerate(plan.figures) if one.lettering)
        return _with(plan, carrier, lambda one: replace(one, lettering=rest))
    if kind == "side":
        opposite = {"left of": "right of", "right of": "left of"}
        links = tuple(replace(one, name=opposite[one.name]) for one in plan.links)
        return replace(plan, links=links)
    if kind == "swapped":
        other = {"left": "right", "right": "left", "": ""}
        figures = tuple(replace(one, side=other[one.side]) for one in plan.figures)
        return replace(plan, figures=figures)
    place, _, value = rest.partition(" ")
    if kind == "gone":
        return without(plan, {int(place)})
    if kind == "count":
        return _with(plan, int(place), lambda one: replace(one, count=int(value)))
    return _with(plan, int(place), lambda one: replace(one, colour=value))


def commitment(plan: ScenePlan, words: str, fault: str) -> str:
    """Return words, with bars between, of which one stands in a row that names *fault*."""
    kind, _, rest = fault.partition(" ")
    if not fault:
        return ""
    if kind == "letter":
        return str(read(words).quotes[0])
    if kind in ("side", "swapped"):
        return " left| right"
    return plan.figures[int(rest.split()[0])].words


def print_counts(root: Path, answers: str) -> None:
    """Print how many changes were named, and how many rows were named that are right."""
    key = json.loads(root.with_name(f"{root.name}-key.json").read_text())
    parts = dict(zip(*[iter(re.split(r"^(\d\d\.png)\s*$", answers, flags=re.M)[1:])] * 2))  # noqa: B905
    named = right = wrong = doubtful = 0
    for name, told in key.items():
        check = asyncio.run(checked(told["words"], parts.get(name, "")))
        missing = check.of("missing")
        doubtful += len(check.of("uncertain"))
        right += len(check.rows) - len(missing)
        hits = [row for row in missing if told["fault"] and _names(row.words, told["commitment"])]
        others = [row for row in missing if row not in hits]
        named += bool(hits)
        wrong += len(others)
        if others or (told["fault"] and not hits) or check.note:
            print(f"{name} {told['words']!r} [{told['fault']}]: {check.summary} {check.note}")
    faults = sum(bool(told["fault"]) for told in key.values())
    print(f"faults named: {named} of {faults}")
    print(f"rows said to be missing that are right: {wrong} of {right + wrong}")
    print(f"uncertain rows: {doubtful}")


async def checked(words: str, reply: str) -> PictureCheck:
    """Return the table that a model's *reply* makes."""

    class Reader:
        """Says what somebody wrote down."""

        name, host = "reader", "here"

        async def reply(self, request: object, on_text: object = None) -> ChatReply:
            return ChatReply(reply, whole=True)

    return await inspect_picture(Reader(), b"", SIZE, questions(read(words)))


def _names(words: str, commitment: str) -> bool:
    return any(one in words for one in commitment.split("|"))


def _with(
    plan: ScenePlan, place: int, change: Callable[[PlannedFigure], PlannedFigure]
) -> ScenePlan:
    figures = list(plan.figures)
    figures[place] = change(figures[place])
    return replace(plan, figures=tuple(figures))


if __name__ == "__main__":
    main(*sys.argv[1:])
