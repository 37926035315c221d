"""A picture checked by a vision model: obedient, forgetful, agreeing, refusing and odd ones."""

import functools
import json
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limner.errors import Refused, RequestRejected, ServiceUnavailable
from limner.prompt.ledger.extraction import read
from limner.prompt.picture_check import vision
from limner.prompt.picture_check.check_table import CheckRow, PictureCheck, check_of, ranking
from limner.prompt.picture_check.given_answers import LINE, PIECE, answers_of
from limner.prompt.picture_check.picture_questions import questions
from limner.prompt.picture_check.read_lettering import lettering_row, nearest, right_letters
from limner.prompt.picture_check.vision import inspect_picture, with_controls
from tests.support.counted_calls import calls
from tests.support.scripted_eyes import ScriptedEyes

WORDS = "Three red boats left of a lighthouse, no people, a sign “Open late”"
READ = {"lettering": "yes OPEN LATE"}


async def checked(eyes, words=WORDS, size=(1024, 1024), looks=()):
    return await inspect_picture(eyes, b"picture", size, questions(read(words), looks))


def shown(check: PictureCheck) -> list[str]:
    return [
        f"{row.verdict} {row.words}" + (f" ({row.seen})" * bool(row.seen)) for row in check.rows
    ]


KEPT = [
    "kept boats",
    "kept lighthouse",
    "kept sign",
    "kept three boats",
    "kept red boats",
    "kept boats left of a lighthouse",
    "kept no people",
    "kept “Open late”",
]


@pytest.mark.parametrize(
    ("script", "changed"),
    [
        ({}, {}),
        ({"exactly three": "no two boats"}, {"three boats": "missing three boats (two boats)"}),
        ({"boats red": "no green boats."}, {"red boats": "missing red boats (green boats)"}),
        ({"any people": "yes a man"}, {"no people": "missing no people"}),
        ({"to the left": "uncertain"}, {"boats left": "uncertain boats left of a lighthouse"}),
        ({"lettering": "yes OPNE LATE"}, {"“Open": "missing “Open late” (OPNE LATE)"}),
        ({"lettering": "no"}, {"“Open": "missing “Open late”"}),
        ({"lettering": "uncertain"}, {"“Open": "uncertain “Open late”"}),
        ({"lettering": "yes"}, {"“Open": "uncertain “Open late”"}),
        # What needs a lighthouse is not asked for where there is none.
        (
            {"show a lighthouse": "no a tower"},
            {"kept lighthouse": "missing lighthouse (a tower)", "boats left": None},
        ),
    ],
)
async def test_answers_become_a_table(script, changed):
    check = await checked(ScriptedEyes({**READ, **script}))

    expected = [next((new for words, new in changed.items() if words in row), row) for row in KEPT]
    assert shown(check) == [row for row in expected if row is not None]
    assert (check.looked, check.note) == ("eyes at eyes.test", "")


async def test_one_request_holds_the_picture_and_every_question_by_its_number():
    eyes = ScriptedEyes(READ)
    await checked(eyes)

    (request,) = eyes.asked
    assert request.messages[-1].picture == b"picture"
    assert list(eyes.questions(request)) == [*range(1, 11)]
    assert "Open late" not in request.messages[-1].content


@pytest.mark.parametrize(
    ("raw", "note"),
    [
        ('{"answers": "yes"}', "“eyes” at eyes.test gave no answers that can be read."),
        ("A lovely harbour at dusk.", "“eyes” at eyes.test gave no answers that can be read."),
        ("", "“eyes” at eyes.test gave no answers that can be read."),
        (
            "I'm sorry, but I can't help with that request.",
            "“eyes” at eyes.test declined to look at the picture.",
        ),
        (Refused("No."), "“eyes” at eyes.test declined to look at the picture."),
        (ServiceUnavailable("Nothing answers."), "Nothing answers."),
        (
            [RequestRejected("No pictures.")] * 3,
            "“eyes” at eyes.test does not look at pictures: set up a chat.model that does.",
        ),
        (
            "\n".join(f"{n}. yes" for n in range(1, 11)),
            "“eyes” at eyes.test says yes to what is not in the picture: none of its answers "
            "counts.",
        ),
        (
            "\n".join(f"{n}. no" for n in range(1, 11)),
            "“eyes” at eyes.test says no to everything: none of its answers counts.",
        ),
    ],
)
async def test_a_model_that_cannot_be_believed_makes_every_row_uncertain(raw, note):
    """Neither a refusal nor an agreeable model says anything about the picture."""
    eyes = ScriptedEyes(raw=raw)
    check = await checked(eyes)

    assert {row.verdict for row in check.rows} == {"uncertain"}
    assert (len(check.rows), check.note) == (8, note)


async def test_the_form_goes_down_the_ladder_only_where_the_service_refuses_one():
    eyes = ScriptedEyes(READ, raw=[RequestRejected("No schemas."), None])
    check = await checked(eyes)

    assert [request.reply_format for request in eyes.asked] == ["json_schema", "json_object"]
    assert shown(check) == KEPT


@pytest.mark.parametrize(
    ("reply", "answers"),
    [
        ('{"answers": [{"number": 1, "answer": "yes", "seen": ""}]}', {1: ("yes", "")}),
        ('```json\n[{"number": "2", "answer": "No", "seen": "two"}]\n```', {2: ("no", "two")}),
        ('{"1": "yes", "2": {"answer": "no"}}', {1: ("yes", ""), 2: ("no", "")}),
        ('{"answers": {"1": true}}', {1: ("yes", "")}),
        # It was cut off behind the second answer.
        (
            '{"answers": [{"number": 1, "answer": "no"}, {"number": 2, "answer": "yes"}, {"num',
            {1: ("no", ""), 2: ("yes", "")},
        ),
        ("1. yes |\n2. no | two boats\n", {1: ("yes", ""), 2: ("no", "two boats")}),
        ("**1:** Yes\n**2:** Uncertain", {1: ("yes", ""), 2: ("uncertain", "")}),
        # Another language.
        ("1. Ja\n2. Nein, zwei Boote", {1: ("yes", ""), 2: ("no", "zwei Boote")}),
        ("1) sí\n2) non\n3) いいえ", {1: ("yes", ""), 2: ("no", ""), 3: ("no", "")}),
        # In two ways.
        ("1. yes\n1. no", {1: ("uncertain", "")}),
        ("Three boats, all red.", {}),
        ("[1, 2, 3]", {}),
    ],
)
def test_answers_are_read_in_every_form_they_come_in(reply, answers):
    found = {number: (one.answer, one.seen) for number, one in answers_of(reply).items()}

    assert found == answers


@pytest.mark.parametrize("piece", [" ", "\n", "-", "{", "[{", "{1}", "1 ", "1.", "answer ", "- "])
def test_patterns_read_a_reply_once(piece):
    """Of a million characters; a pattern that tries every place from every other takes hours."""
    text = piece * (1_000_000 // len(piece))

    assert [found for found in LINE.findall(text) if found[1]] == []
    assert set(PIECE.findall(text)) <= {"{1}"}


@pytest.mark.parametrize(
    ("reply", "answers"),
    [
        (" " * 40_000 + '{"1": "yes"}', {}),
        ('{"1": "yes"}' + " " * 40_000 + "}", {1: "yes"}),
        ('{"answers": ' * 900 + '{"1": "yes"}' + "}" * 900, {1: "yes"}),
        ('{"answers": ' * 1_600 + '{"1": "no"}' + "}" * 1_600 + "]", {1: "no"}),
        ("[" * 10_000 + "]" * 10_000, {}),
        ('{"number": ' + "9" * 10_000 + ', "answer": "yes"}', {}),
    ],
)
def test_a_hostile_reply_is_read_as_far_as_an_honest_one_goes(reply, answers):
    assert {number: one.answer for number, one in answers_of(reply).items()} == answers


async def test_a_reply_is_read_beside_the_event_loop(monkeypatch):
    """Editors and other jobs go on meanwhile."""
    threads = []

    def read_there(reply):
        threads.append(threading.current_thread())
        return answers_of(reply)

    monkeypatch.setattr(vision, "answers_of", read_there)
    await checked(ScriptedEyes(READ))

    assert threads != [threading.current_thread()]


@pytest.mark.parametrize(
    ("size", "shape"),
    [((1536, 1024), "wider than"), ((1024, 1024), "about as wide"), ((1024, 1536), "higher than")],
)
def test_two_questions_have_an_answer_that_is_known(size, shape):
    asked = with_controls(questions(read("an octopus and a violin")), size)

    known = {told: text for text, told in asked if isinstance(told, str)}
    assert "giraffe" in known["no"]
    assert shape in known["yes"]


@pytest.mark.parametrize(
    ("quote", "read", "verdict", "seen"),
    [
        ("Open late", "Open late", "kept", ""),
        ("Open late", "CAFÉ / OPEN\nLATE / 24 h", "kept", ""),
        ("Don't", "Don’t walk", "kept", ""),
        ("Straße", "STRASSE", "kept", ""),
        ("Open late", "OPEN LAT", "missing", "OPEN LAT"),
        ("Open late", "Opne late today", "missing", "Opne late"),
        ("Open late", "Bakery", "missing", ""),
        ("Open late", "", "missing", ""),
        ("Open late", None, "uncertain", ""),
    ],
)
def test_lettering_is_compared_letter_by_letter(quote, read, verdict, seen):
    row = lettering_row(quote, read)

    assert (row.verdict, row.seen) == (verdict, seen)


@given(
    quote=st.text("abé ", min_size=1, max_size=12).filter(str.strip),
    read=st.lists(st.text("abé", min_size=1, max_size=4), max_size=6).map(" ".join),
)
def test_the_nearest_words_are_as_near_as_any(quote, read):
    """Every run of words is tried here."""
    words = read.split()
    runs = [" ".join(words[a:b]) for a in range(len(words)) for b in range(a + 1, len(words) + 1)]
    found = nearest(quote, read)
    near = [run for run in runs if 2 * edits(quote, run) <= len(quote.replace(" ", ""))]

    assert found in near if near else found == ""
    assert all(edits(quote, found) <= edits(quote, run) for run in near)


def edits(one: str, other: str) -> int:
    """Return how many letters must be changed, added or left out; blanks are none."""
    one, other = one.replace(" ", ""), other.replace(" ", "")

    @functools.cache
    def between(i: int, j: int) -> int:
        if not i or not j:
            return i + j
        changed = between(i - 1, j - 1) + (one[i - 1] != other[j - 1])
        return min(changed, between(i - 1, j) + 1, between(i, j - 1) + 1)

    return between(len(one), len(other))


@pytest.mark.parametrize(
    ("quote", "read"),
    [("a" * 200, "b " * 10_000), ("word " * 100, "word " * 8_000), ("x" * 5_000, "y" * 40_000)],
)
def test_comparing_lettering_is_bounded_work(quote, read):
    """Counted in calls, of Python and of the library."""
    assert calls(nearest, quote, read) < 4 * 200 * 2_000


@pytest.mark.parametrize(
    ("quote", "read", "right"), [("Open", "open", 4), ("Open", "Opem", 3), ("Open", "", 0)]
)
def test_right_letters_are_counted(quote, read, right):
    assert right_letters(quote, read) == right


def test_a_table_says_itself_in_one_line_and_what_to_mind():
    check = PictureCheck(
        (
            CheckRow("subject", "boats", "kept"),
            CheckRow("count", "three boats", "missing", "two boats"),
            CheckRow("lettering", "“Open”", "missing", "Opne"),
            CheckRow("exclusion", "no people", "uncertain"),
        )
    )

    assert check.summary == (
        "1 of 4 kept; missing: three boats (two boats), “Open” (Opne); uncertain: no people"
    )
    assert check.mending == "three boats, not two boats; the lettering “Open”, not “Opne”"


@pytest.mark.parametrize(
    "held",
    [None, [], {}, {"rows": "all"}, {"rows": [{"kind": "odd", "words": "a", "verdict": "kept"}]},
     {"rows": [{"kind": "count", "words": 3, "verdict": "kept"}, 5, None]}],
)  # fmt: skip
def test_what_is_no_table_is_none(held):
    """A record may come from anyone."""
    assert check_of(held) is None


def test_a_foreign_table_is_cut_to_what_a_person_reads():
    long = {"kind": "count", "words": "w" * 500, "verdict": "missing", "seen": "s\n" * 500}
    check = check_of(json.loads(json.dumps({"rows": [long] * 500, "looked": "x" * 500})))

    assert check is not None
    assert (len(check.rows), len(check.rows[0].words), len(check.looked)) == (80, 120, 120)
    assert len(check.rows[0].seen) <= 60
    assert "\n" not in check.rows[0].seen


def test_candidates_are_ranked_by_what_they_lack():
    def lacking(missing: int, uncertain: int) -> PictureCheck:
        verdicts = ["missing"] * missing + ["uncertain"] * uncertain + ["kept"]
        return PictureCheck(tuple(CheckRow("count", "two", verdict) for verdict in verdicts))

    assert ranking([lacking(2, 0), lacking(0, 1), None, lacking(0, 0), lacking(0, 1)]) == (
        3, 1, 4, 2, 0,
    )  # fmt: skip


async def test_looks_of_a_cast_are_asked_about():
    script = {"yellow raincoat”?": "no a blue coat"}
    check = await checked(
        ScriptedEyes(script), "Mia in the rain", looks=(("Mia", "red hair, yellow raincoat"),)
    )

    assert shown(check)[-3:] == [
        "kept Mia",
        "kept Mia: red hair",
        "missing Mia: yellow raincoat (a blue coat)",
    ]
