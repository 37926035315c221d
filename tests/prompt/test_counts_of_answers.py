"""Numbers of a model's prompt: what is right stays to the letter, what is wrong is put right."""

import pytest

from limner.prompt import dialects
from limner.prompt.expansion import Expansion
from limner.prompt.ledger.extraction import read
from limner.prompt.mending import repaired

GENERIC = dialects.get("generic")

MENDED = [
    # none, where there are some
    ("a quiet street with three cats", "A quiet street with no cats in sight.",
     "A quiet street with three cats in sight."),
    # a measure, beside something else of its number
    ("a 1 litre carton", "A 2-litre carton, light along one edge.",
     "A 1 litre carton, light along one edge."),
    ("a 3 kg pumpkin", "A 5 kg pumpkin between three crates.",
     "A 3 kg pumpkin between three crates."),
    # some of somebody's
    ("deux de ses lettres sur une table", "Six lettres jaunies sur une table.",
     "Deux lettres jaunies sur une table."),
    ("zwei seiner Briefe auf dem Tisch", "Auf dem Tisch liegen fünf Briefe.",
     "Auf dem Tisch liegen zwei Briefe."),
    # numbers of more than one word
    ("three hundred lanterns on a river", "Two hundred lanterns drift down a river.",
     "Three hundred lanterns drift down a river."),
    ("three hundred lanterns on a river", "Three lanterns drift down a river.",
     "Three hundred lanterns drift down a river."),
    ("two thousand cranes", "Three thousand paper cranes hang from beams.",
     "Two thousand paper cranes hang from beams."),
    # dozens, and their halves
    ("half a dozen plums", "A dozen plums lie in a dish.", "Half a dozen plums lie in a dish."),
    ("half a dozen plums", "Four plums lie in a dish.", "Half a dozen plums lie in a dish."),
    ("a dozen plums", "Half a dozen plums lie in a dish.", "Twelve plums lie in a dish."),
    ("two dozen plums", "A dozen plums lie in a dish.", "Two dozen plums lie in a dish."),
    # pairs
    ("three pairs of oars", "Two pairs of oars lie in a boat.",
     "Three pairs of oars lie in a boat."),
    ("two pairs of oars", "A pair of oars lies in a boat.", "Two pairs of oars lie in a boat."),
    ("a pair of oars", "Three pairs of oars lie in a boat.", "A pair of oars lie in a boat."),
    ("three pairs of scissors", "Two pairs of scissors hang on hooks.",
     "Three pairs of scissors hang on hooks."),
    ("zwei Paar Ski lehnen an einer Hütte", "Drei Paar Ski lehnen an einer Hütte.",
     "Zwei Paar Ski lehnen an einer Hütte."),
    ("deux paires de gants sur un banc", "Trois paires de gants sèchent sur un banc.",
     "Deux paires de gants sèchent sur un banc."),
    # plurals that may be verbs
    ("four guards and two cooks", "Two guards and four cooks stand at a gate.",
     "Four guards and two cooks stand at a gate."),
    ("three watches on a tray", "Two watches gleam on a tray.", "Three watches gleam on a tray."),
    # several of the same, told apart
    ("five cats", "Two black cats and two white ones doze.",
     "Two black cats and three white ones doze."),
    # so many groups of so many
    ("twelve benches in a chapel", "Two rows of five benches fill a chapel.",
     "Two rows of six benches fill a chapel."),
    ("twelve benches in a chapel", "Five rows of four benches fill a chapel.",
     "Three rows of four benches fill a chapel."),
    ("eleven benches in a chapel", "Two rows of six benches fill a chapel.",
     "Eleven benches fill a chapel."),
    ("two rows of six benches", "Two rows of five benches fill a chapel.",
     "Two rows of six benches fill a chapel."),
    ("24 pastels", "Two rows of ten pastels, 20 in all, lie in a tin.",
     "Two rows of twelve pastels, 24 in all, lie in a tin."),
    # the last one by itself, or one by one
    ("five crows on a wire", "Four crows sit on a wire beside another tree.",
     "Five crows sit on a wire beside another tree."),
    ("five crows on a wire", "Four crows sit on a wire near the fifth floor.",
     "Five crows sit on a wire near the fifth floor."),
    ("drei Katzen auf einem Sofa", "Zwei Katzen schlafen auf einem Sofa, noch eine Lampe brennt.",
     "Drei Katzen schlafen auf einem Sofa, noch eine Lampe brennt."),
    ("two boys fishing", "A boy fishes while his sister watches.",
     "Two boys fish while his sister watches."),
    ("three fruits in a bowl", "An apple and a plum lie in a bowl.",
     "An apple and a plum lie in a bowl. Three fruits."),
    ("two dogs on a beach", "A spaniel puppy runs on a beach.",
     "A spaniel puppy runs on a beach. Two dogs."),
]  # fmt: skip

LEFT_ALONE = [
    # a measure without its unit, or written out, beside something else of its number
    ("a 3 kg pumpkin", "A pumpkin on a scale that shows 3, between three crates."),
    ("a 1 litre carton", "A one-litre carton, light along one edge."),
    # some of somebody's
    ("deux de ses lettres sur une table", "Deux lettres jaunies sur une table."),
    ("zwei seiner Briefe auf dem Tisch", "Auf dem Tisch liegen zwei vergilbte Briefe."),
    ("three hundred lanterns on a river", "Three hundred lanterns drift down a river."),
    ("three hundred lanterns on a river", "A swarm of 300 lanterns drifts down a river."),
    ("one hundred and one pebbles", "One hundred and one pebbles lie in a row."),
    ("one hundred candles", "A hundred candles burn in a nave."),
    ("two thousand cranes", "Two thousand paper cranes hang from beams."),
    ("two thousand cranes", "2,000 paper cranes hang from beams."),
    ("a thousand cranes", "Countless paper cranes hang from beams."),
    ("three hundred-year-old oaks", "Three hundred-year-old oaks lean over a lake."),
    ("several dozen gulls", "Gulls wheel over a harbour in their dozens."),
    ("half a dozen plums", "Six plums lie in a dish."),
    ("half a dozen plums", "Half-a-dozen plums lie in a dish."),
    ("a half dozen plums", "Half a dozen plums lie in a dish."),
    ("half dozen plums", "A half-dozen plums lie in a dish."),
    ("ein halbes Dutzend Eier in einer Schale", "Sechs Eier liegen in einer Schale."),
    ("a dozen plums", "Half a dozen red plums and half a dozen yellow ones lie in a dish."),
    ("two dozen plums", "Twenty-four plums lie in a dish."),
    ("three pairs of oars", "Three pairs of oars lie in a boat."),
    ("three pairs of oars", "Six oars lie in a boat in pairs."),
    ("three pairs of scissors", "Three pairs of scissors hang on hooks."),
    ("one pair of boots", "A pair of boots stands on a mat."),
    ("zwei Paar Ski lehnen an einer Hütte", "Vier Ski lehnen an einer Hütte."),
    ("ein paar Schuhe im Flur", "Viele Schuhe stehen im Flur."),
    ("four guards and two cooks", "Four guards and two cooks stand at a gate."),
    ("two black swans and two white swans", "Four swans, two black and two white, drift by."),
    ("five cats", "Two black cats and three white ones doze."),
    # so many groups of so many
    ("twelve benches in a chapel", "Two rows of six benches fill a chapel."),
    ("twelve benches in a chapel", "Two neat rows of six benches, twelve in all, fill a chapel."),
    ("twelve benches in a chapel", "Benches in three rows of four fill a chapel."),
    ("twelve benches in a chapel", "A three by four block of benches fills a chapel."),
    ("24 pastels", "Two rows of twelve pastels, 24 altogether, lie in a tin."),
    ("two rows of six benches", "Twelve benches fill a chapel in two rows."),
    ("zwölf Bänke in einer Kapelle", "Zwei Reihen von sechs Bänken stehen in einer Kapelle."),
    # the last one by itself, or one by one
    ("eleven jars, one falling", "Ten jars stand on a shelf while the eleventh topples."),
    ("vier Krüge, einer zerbrochen", "Drei Krüge stehen da, ein vierter liegt zerbrochen daneben."),
    ("five crows on a wire", "Four crows sit on a wire while another lands."),
    ("five crows on a wire", "Four crows sit on a wire, a fifth bird above."),
    ("two boys fishing", "One boy fishes while his friend beside him sleeps."),
    ("two sisters on a bed", "A girl braids her sister's hair on a bed."),
    ("deux sœurs sur un lit", "L'aînée lit sur un lit, sa petite sœur dort."),
    ("four seasons of a tree",
     "Spring blossom, summer green, autumn gold and winter snow of a tree."),
    ("three fruits in a bowl", "An apple, a pear and a plum lie in a bowl."),
    ("two dogs on a beach", "A spaniel and a terrier run on a beach."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "prompt", "expected"), MENDED)
def test_a_wrong_number_is_put_right_in_place(source, prompt, expected):
    assert _mended(source, prompt) == expected


@pytest.mark.parametrize(("source", "prompt"), LEFT_ALONE)
def test_a_right_number_stays_to_the_letter(source, prompt):
    assert _mended(source, prompt) == prompt


def _mended(source, prompt):
    return repaired(read(source), Expansion(prompt, None, "", ""), GENERIC).prompt
