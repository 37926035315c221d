from pathlib import Path

import pytest

from limner.image.sketch.plans.planning import plan_of
from limner.prompt import dialects
from limner.prompt.chat.chat_expander import ChatExpander
from limner.prompt.ledger.extraction import read
from limner.prompt.offline.offline_expander import OfflineExpander
from limner.prompt.picture_check.picture_questions import questions
from tests.evaluation import (
    checked_sketches,
    detectors,
    durability,
    faithfulness,
    language_rows,
    measures,
    processes,
    services,
)
from tests.evaluation.contradictions import contradictions
from tests.evaluation.gallery import page
from tests.evaluation.samples import Seeded, drawbench_pairs, sample
from tests.evaluation.scripted import ScriptedChat
from tests.evaluation.statistics_of_text import mean_jaccard, self_bleu, shared_grams


def test_the_sample_is_large_and_mixed():
    assert len(sample()) >= 400


async def test_offline_expansions_reach_every_bar():
    # A third of what the long checks write in every dialect and in variants.
    rows = await measures.table(OfflineExpander(), sample(), measures.OFFLINE, some=40)

    assert [(row.name, row.value, row.examples[:3]) for row in rows if not row.holds] == []
    assert sum(bool(row.bar) for row in rows) >= 18


async def test_faithful_answers_arrive_as_they_were_written():
    rows = await faithfulness.precision_rows(step=8)  # The long checks take them all.

    assert [(row.name, row.value, row.examples) for row in rows if not row.holds] == []


@pytest.mark.nightly
async def test_faults_in_answers_are_put_right_where_they_are():
    rows = await faithfulness.recall_rows(measures.PUT_RIGHT)

    assert [(row.name, row.value, row.examples[:3]) for row in rows if not row.holds] == []


def test_a_fault_counts_as_put_right_only_when_it_is_gone():
    seed = Seeded("three boats", "Three boats at sea.", "number", "Two boats at sea.", "", "")

    assert faithfulness.put_right(seed, "Three boats at sea.")
    assert not faithfulness.put_right(seed, "Two boats at sea.")
    assert faithfulness.keeps_other_sentences(seed, "Three boats at sea.")


async def test_everything_is_kept_over_a_real_connection():
    row = await services.over_http_row(sample()[::40], measures.CHAT)

    assert (row.holds, row.examples) == (True, ())


@pytest.mark.parametrize(
    ("answer", "ends", "words"), [row[1:] for row in services.FAILURES],
    ids=[row[0] for row in services.FAILURES],
)  # fmt: skip
async def test_a_failure_ends_in_its_message(answer, ends, words):
    """Offline only for transport; a refusal is shown and ends there."""
    with services.impatient():
        who, message = await services.outcome(answer)

    assert who == ends
    assert words in message
    assert message.endswith(services.LATER) == (ends == "offline")
    assert "sk-test" not in message


SCRIPTED = ChatExpander(ScriptedChat(), OfflineExpander())


@pytest.mark.parametrize("expander", [OfflineExpander(), SCRIPTED], ids=["offline", "chat"])
async def test_instructions_in_a_source_are_words(expander):
    # In every dialect among the long checks.
    names = dialects.ids()[::2]

    assert (await durability.injection_row(expander, names)).examples == ()


@pytest.mark.parametrize("expander", [OfflineExpander(), SCRIPTED], ids=["offline", "chat"])
async def test_rough_texts(expander):
    # In two dialects more among the long checks.
    assert (await durability.rough_row(expander, ["generic"])).examples == ()


async def test_second_expansions():
    again = await durability.again_row(OfflineExpander(), sample()[::16], 0.98)

    assert (again.holds, again.examples) == (True, ())


def test_processes_with_other_hash_seeds_write_the_same():
    # Three more start in the long checks.
    assert processes.identical_across_processes(sample(), processes=2).holds


def test_languages_are_told():
    rows = language_rows.rows()

    assert [(row.name, row.value, row.examples) for row in rows if not row.holds] == []


def test_published_expansions_are_measured_by_the_same_detectors():
    rows = {row.name: row.value for row in measures.reference_rows(drawbench_pairs())}

    assert "coverage of 8, short scenes" in rows


FOUND = [
    (detectors.lost_counts, "three boats", "Four boats at sea.", True),
    (detectors.lost_counts, "three boats", "The three small boats.", False),
    (detectors.lost_colours, "a red car", "A blue car, red sky.", True),
    (detectors.wrong_quotes, "a sign 'Hi There'", 'A sign "hi there".', True),
    (detectors.wrong_quotes, "a sign 'Hi There'", 'A sign "Hi There".', False),
    (detectors.wrong_quotes, "a sign", 'A sign "Sale".', True),
    (detectors.lost_names, "a photo of Ada Lovelace", "A photo of a lady.", True),
    (detectors.lost_relations, "a cat behind a dog", "A dog behind a cat.", True),
    (detectors.shown_exclusions, "a street without cars", "A street with cars.", True),
    (detectors.shown_exclusions, "a street without cars", "A street without cars.", False),
    (detectors.new_entities, "a street", "A street with a dog.", True),
    (detectors.new_entities, "a dog", "Two dogs.", False),
    (detectors.junk, "a fox", "A fox, 8k, masterpiece.", True),
    (contradictions, "a sunset", "A sunset at noon.", True),
    (contradictions, "a sunset at noon", "A sunset at noon.", False),
    (contradictions, "an oil painting", "An oil painting, photorealistic.", True),
]


@pytest.mark.parametrize(("detector", "source", "prompt", "found"), FOUND)
def test_detectors_find_what_they_are_for(detector, source, prompt, found):
    assert bool(detector(source, prompt)) == found


def test_vague_words_settle_no_dimension():
    assert (
        detectors.coverage("An image of a thing with a nice background, bright and clear.") == set()
    )


def test_overlap_of_texts():
    same = [["soft", "light", "falls", "on", "the", "old", "wall"]] * 3
    apart = [["alpha", "beta", "gamma", "delta"], ["soft", "light", "old", "wall"]]

    assert self_bleu(same) == pytest.approx(1.0)
    assert mean_jaccard(same) == 1.0
    assert self_bleu(apart) < 0.5
    assert shared_grams(same) == 1.0
    assert mean_jaccard(apart) == 0.0


def test_the_gallery_shows_what_limner_does():
    committed = (Path(__file__).parents[2] / "docs" / "prompts.md").read_text("utf-8")

    assert committed == "\n".join(page()).rstrip() + "\n"


@pytest.mark.parametrize(("words", "fault"), [row for row in checked_sketches.ROWS if row[1]])
def test_each_seeded_fault_is_one_that_a_check_could_name(words, fault):
    """The plan shows the fault, and a question asks about it."""
    plan = plan_of(words)
    told = checked_sketches.commitment(plan, words, fault).split("|")
    asked = questions(read(words))

    assert checked_sketches.changed(plan, fault) != plan
    assert any(one in q.words or one in q.quotes for q in asked for one in told)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_seed_changes_half_of_the_sketches(seed):
    rows = checked_sketches.seeded(seed)
    plans = [(plan_of(words), fault) for words, fault in rows]

    assert sorted(words for words, _ in rows) == sorted(words for words, _ in checked_sketches.ROWS)
    assert sum(bool(fault) for _, fault in rows) == 20
    assert all(checked_sketches.changed(plan, fault) != plan for plan, fault in plans if fault)


async def test_an_answer_that_names_the_fault_makes_it_missing():
    reply = "1. yes\n2. yes\n3. no\n4. no | two\n5. yes"
    check = await checked_sketches.checked("three ducks on a lake", reply)

    assert check.summary == "2 of 3 kept; missing: three ducks (two)"
