"""Exclusions taken out of a description: it reads whole without them, and none is lost."""

import pytest

from limner.prompt import dialects
from limner.prompt.exclusions.recasting import recast
from limner.prompt.expansion import ExpansionRequest
from limner.prompt.ledger.extraction import read
from limner.prompt.offline.offline_expander import expand

CUT = [
    # what stands behind a noun
    ("a dog without a collar next to a cat", "a dog next to a cat"),
    ("a portrait of a man without glasses", "a portrait of a man"),
    ("a plate that has no bananas on it", "a plate"),
    ("a man not wearing a hat waits at the station", "a man waits at the station"),
    ("a man without a hat and with a stick", "a man with a stick"),
    ("a garden without flowers but full of herbs", "a garden full of herbs"),
    ("a cake without candles or cream, on a stand", "a cake, on a stand"),
    ("a street without cars and people", "a street"),
    ("a photo of a beach with no people in the background", "a photo of a beach"),
    ("a library with nobody in it", "a library"),
    ("a kid, who has no shoes, runs through a puddle", "a kid runs through a puddle"),
    ("a mark with crisp edges, entirely without gradients", "a mark with crisp edges"),
    # items of a list
    ("three eggs and no bacon and one tomato", "three eggs and one tomato"),
    ("a room with a table and no chairs", "a room with a table"),
    ("a room with no chairs and a table", "a room with a table"),
    ("a snowman with a hat but no scarf", "a snowman with a hat"),
    ("breakfast table, no bacon, and a newspaper", "breakfast table, and a newspaper"),
    ("two hikers, no tents, one of them pointing", "two hikers, one of them pointing"),
    ("a beach (no people), wide", "a beach, wide"),
    # clauses and sentences
    ("The dog has no collar and sits by the door.", "The dog sits by the door."),
    ("The dog sits by the door and has no collar.", "The dog sits by the door."),
    ("an old man who wears no hat and smiles", "an old man smiles"),
    ("a street where there are no cars", "a street"),
    ("a crowded pier where no boats are moored", "a crowded pier"),
    ("There are no cars in the street. A dog sleeps.", "The street. A dog sleeps."),
    ("A cat on a wall. It has no tail.", "A cat on a wall."),
    ("No eyepatch, no parrot, a pirate", "A pirate"),
    ("no people on the beach at dawn", "the beach at dawn"),
    ("Draw a dog. Do not add a leash. Grass.", "Draw a dog. Grass."),
    ("the horizon is bare of any vessel", "the horizon is bare"),
    ("a logo, no text except the name", "a logo, only the name"),
    # other languages
    ("ein Mann ohne Bart am Fenster", "ein Mann am Fenster"),
    ("ein Platz ohne sichtbare Autos oder Busse", "ein Platz"),
    ("ein Mann, der keinen Hut trägt, steht am Tor", "ein Mann steht am Tor"),
    ("Ein Hund, kein Halsband, sitzt im Gras.", "Ein Hund sitzt im Gras."),
    ("eine Frau mit Hut, aber ohne Handschuhe, im Schnee", "eine Frau mit Hut, im Schnee"),
    ("une rue sans voitures la nuit", "une rue la nuit"),
    ("un homme qui n'a pas de barbe à la fenêtre", "un homme à la fenêtre"),
    ("une place sans chiens ni voitures", "une place"),
    ("una calle sin coches de noche", "una calle de noche"),
    ("un árbol sin hojas y con nieve", "un árbol con nieve"),
    ("una strada senza macchine di notte", "una strada di notte"),
    # what stays, as no cut is certain or none is due
    ("a moonless night over a dust-free street", "a moonless night over a dust-free street"),
    ("a pizza with everything except olives", "a pizza with everything except olives"),
    ("a round no smoking sign", "a round no smoking sign"),
    ("a page with plus and minus buttons below", "a page with plus and minus buttons below"),
    ("a blue sky without end", "a blue sky without end"),
    ("no people", "no people"),
    ("Auf dem Tisch stehen keine Gläser.", "Auf dem Tisch stehen keine Gläser."),
    ("eine Küche ohne Herd und Kühlschrank", "eine Küche"),
    ("eine Gasse ohne Autos, Menschen oder Schilder, nachts", "eine Gasse, nachts"),
    ("una calle sin gente, coches ni carteles", "una calle"),
    ("un ritratto senza cappello e senza barba in giardino", "un ritratto in giardino"),
    ("une maison sans portes et sans volets, au bord d'un champ", "une maison, au bord d'un champ"),
    ("un gato sin cola pero con botas", "un gato con botas"),
    ("un perro sin correa en la playa", "un perro en la playa"),
    ("Annas Küche ohne Annas Katze", "Annas Küche"),
    ("ein Mann ohne Hut auf dem Kopf am Fenster", "ein Mann am Fenster"),
    ("un marin sans pipe à la main, assis", "un marin, assis"),
    # where a list may go on with what is there
    ("eine Stadt ohne Menschen, Autos und Tiere", "eine Stadt ohne Menschen, Autos und Tiere"),
    ("una chica sin gafas y sonrisa amplia", "una chica sin gafas y sonrisa amplia"),
    ("un sans-abri et son chien", "un sans-abri et son chien"),
    ("non c'è nessuno sulla spiaggia", "non c'è nessuno sulla spiaggia"),
    # where it would be, and where somebody is
    ("a sailor without a hat on his head, smiling", "a sailor, smiling"),
    ("a woman with no ring on her finger", "a woman"),
    ("a man without a hat in his garden", "a man in his garden"),
    ("a hall with no seats except a green sofa", "a hall with only a green sofa"),
    # what leaves nothing out
    ("a poster saying NO WAR on a wall", "a poster saying NO WAR on a wall"),
    ("a bar with a sign saying No Dogs, no people", "a bar with a sign saying No Dogs"),
    ("he had no choice but to jump", "he had no choice but to jump"),
    ("no two houses are alike here", "no two houses are alike here"),
    ("a woman neither young nor old", "a woman neither young nor old"),
    ("without a word he left the inn", "without a word he left the inn"),
    ("no one sits at the table except a cat", "no one sits at the table except a cat"),
    ("un chien sans collier court dans le parc", "un chien sans collier court dans le parc"),
    ("una mesa sin botellas de vino", "una mesa sin botellas de vino"),
    ("des façades sans fin", "des façades sans fin"),
]


@pytest.mark.parametrize(("source", "words"), CUT)
def test_words_read_whole_without_what_must_not_appear(source, words):
    assert recast(read(source), dialects.get("sd")).text == words


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("a sky with no clouds over Paris", "a clear sky over Paris"),
        ("mountains, no clouds", "mountains, under a clear, open sky"),
        ("The sky is free of clouds.", "The sky is clear."),
        ("an avenue without people at night", "a deserted avenue at night"),
        ("a street, no people", "a street, quiet and deserted"),
        ("a man without a hat in the rain", "a bareheaded man in the rain"),
        ("A tree with no leaves in a field", "A tree with bare branches in a field"),
        ("a guitar without strings", "an unstrung guitar"),
        ("a bottle without a label", "a bottle with clean, unmarked surfaces"),
        # what would not be true, not fit, or is said already
        ("an empty avenue without people at night", "an empty avenue at night"),
        ("two hikers on a path, no people", "two hikers on a path"),
        ("a fox on a street, no other people", "a fox on a street"),
        ("a night sky over a hill, no clouds", "a night sky over a hill"),
        ("a Christmas tree without lights", "a Christmas tree"),
        ("a man without white shoes", "a man"),
        ("a harbour without boats", "a harbour"),
        ("water cycle diagram, no labels", "water cycle diagram"),
        ("a square and no people and a clock", "a square and a clock"),
    ],
)  # fmt: skip
def test_what_is_there_instead_is_said_where_that_is_true(source, words):
    assert recast(read(source), dialects.get("flux1")).text == words


@pytest.mark.parametrize("source", [row[0] for row in CUT])
def test_words_stay_where_the_generator_understands_them(source):
    assert recast(read(source), dialects.get("openai")).text == source


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("a dog without a collar", "collar"),
        ("ein Mann ohne Bart am Fenster", "Bart"),
        ("une rue sans voitures la nuit", "voitures"),
        ("una calle sin gente", "gente"),
        ("un uomo senza barba", "barba"),
    ],
)
@pytest.mark.parametrize("dialect", dialects.ids())
def test_every_generator_is_told_or_the_author_is(source, what, dialect):
    row = dialects.get(dialect)
    expanded = expand(ExpansionRequest(source, dialect))
    item = expanded.items[0]

    if row.exclusions == "flag":
        assert f"--no {what} --ar " in item.prompt
    elif row.exclusions == "field":
        assert item.negative.startswith(f"{what}, ")
    elif row.exclusions == "text":
        assert what in item.prompt
    if row.exclusions == "positive":
        assert what not in item.prompt
        assert any(f"“{what}” is left out" in note for note in expanded.notes)
    else:
        assert not any("left out" in note for note in expanded.notes)
