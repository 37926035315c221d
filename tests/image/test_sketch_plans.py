"""The plan of a sketch: counts, colours, sides, lettering and places, as the words say them."""

import pytest

from limner.files import packaged
from limner.image.sketch.plans.plan_changes import changed
from limner.image.sketch.plans.planning import plan_of


def shown(words: str) -> list[tuple[str, int, str]]:
    return [(one.figure, one.count, one.colour) for one in plan_of(words).figures]


FIGURES = [
    ("the oval mirror is hung above the white sink", [("mirror", 1, ""), ("sink", 1, "white")]),
    ("running shoe, white with a green sole, size 42", [("running-shoe", 1, "white")]),
    ("a squirrel in a leather jacket", [("chipmunk", 1, "")]),
    ("a rocket logo", [("rocket", 1, "")]),
    ("three black cats on a yellow sofa", [("cat", 3, "black"), ("sofa", 1, "yellow")]),
    ("a spaniel under an oak", [("dog", 1, ""), ("deciduous-tree", 1, "")]),
    ("a purple wine glass and a black apple",
     [("wine-glass", 1, "purple"), ("red-apple", 1, "black")]),
    ("the cup is blue and the plate is white", [("mug", 1, "blue"), ("plate", 1, "white")]),
    ("two orange oranges", [("tangerine", 2, "orange")]),
    ("five geese fly over a lake", [("goose", 5, "")]),
    ("a wombat next to a fire truck", [("", 1, ""), ("fire-engine", 1, "")]),
    ("a cup of coffee", [("hot-beverage", 1, "")]),
    ("a pair of hiking boots", [("hiking-boot", 2, "")]),
    ("a dog without a ball", [("dog", 1, "")]),
    ("a man in a blue shirt", [("man", 1, "blue")]),
    ("docs as code", [("sheet-of-paper", 3, "")]),
    ("a mouse and a keyboard on a desk",
     [("computer-mouse", 1, ""), ("keyboard", 1, ""), ("desk", 1, "")]),
    ("a mouse asleep on a keyboard", [("mouse", 1, ""), ("keyboard", 1, "")]),
    ("a writer fixing bugs", [("person", 1, "")]),
    ("the blue liquid settles at 50% height", []),
    ("an old woman told a story", [("old-woman", 1, ""), ("", 1, "")]),
    ("a rotating disc with three slots", [("optical-disk", 1, "")]),
    ("a cabinet with a door", [("cabinet", 1, "")]),
    ("a heap of paper folders under a light bulb",
     [("file-folder", 4, ""), ("light-bulb", 1, "")]),
    ("a stack of old manuals next to a typewriter", [("closed-book", 3, ""), ("", 1, "")]),
    ("a stack of binders on a desk", [("file-folder", 3, ""), ("desk", 1, "")]),
    ("five index cards pinned to a board", [("sheet-of-paper", 5, "")]),
    ("a compost bin with leaves", [("wastebasket", 1, ""), ("leaf-fluttering-in-wind", 3, "")]),
    ("a scarf for him", [("scarf", 1, "")]),
    ("drei schwarze Katzen auf einem Tisch", [("cat", 3, "black"), ("table", 1, "")]),
    ("un chat noir sous une table", [("cat", 1, "black"), ("table", 1, "")]),
    ("dos manzanas rojas sobre una mesa", [("red-apple", 2, "red"), ("table", 1, "")]),
    ("две красные яблоки на столе", [("red-apple", 2, "red"), ("table", 1, "")]),
    ("三只黑猫在沙滩上", [("cat", 3, "black")]),
    ("テーブルの上の黒い猫", [("table", 1, ""), ("cat", 1, "black")]),
    ("바닷가의 고양이", [("cat", 1, "")]),
]  # fmt: skip


@pytest.mark.parametrize(("words", "figures"), FIGURES)
def test_words_find_their_figures(words, figures):
    assert shown(words) == figures


LINKS = [
    ("a red cube on top of a blue sphere", ("on", 0, 1)),
    ("a bench left of a bear", ("left of", 0, 1)),
    ("a key on the right of a cup", ("right of", 0, 1)),
    ("a cat behind a boy", ("behind", 0, 1)),
    ("a chair hidden by a mouse", ("behind", 0, 1)),
    ("a sheep in front of a car", ("in front of", 0, 1)),
    ("a cat in a basket", ("in", 0, 1)),
    ("a cat between two dogs", ("between", 0, 1)),
    ("an astronaut riding a horse", ("on", 0, 1)),
    ("a woman holding an umbrella", ("held by", 1, 0)),
    ("a man with a red hat", ("worn by", 1, 0)),
    ("a table with two candles", ("on", 1, 0)),
    ("a box with a cat on it", ("on", 1, 0)),
    ("a tree with a bird in it", ("in", 1, 0)),
    ("a wooden table with a laptop and a cup of coffee on it", ("on", 2, 0)),
    ("a desk with a cup of tea and two books on it", ("on", 2, 0)),
    ("a tray with a teapot and three cups on it", ("on", 2, 0)),
    ("un chat sous une table", ("under", 0, 1)),
    ("テーブルの上の黒い猫", ("on", 1, 0)),
]


@pytest.mark.parametrize(("words", "link"), LINKS)
def test_relations_are_links(words, link):
    assert link in [(one.name, one.first, one.second) for one in plan_of(words).links]


PLACES = [
    ("a boat", "sea", "day", ""),
    ("a fox among firs in snow", "snow", "day", ""),
    ("a castle on a mountain at dawn", "mountains", "dawn", ""),
    ("a bus in the rain", "street", "day", "rain"),
    ("a whale under water", "underwater", "day", ""),
    ("a horse on the moon", "moon", "day", ""),
    ("a lighthouse on a cape above a stormy sea", "sea", "day", "storm"),
    ("two apples", "table", "day", ""),
    ("a sofa at night", "room", "night", ""),
    ("ein rotes Boot auf dem Meer bei Nacht", "sea", "night", ""),
    ("уличный кот ночью на улице", "street", "night", ""),
    ("Нічне місто", "city", "day", ""),
]


@pytest.mark.parametrize(("words", "ground", "time", "weather"), PLACES)
def test_words_choose_place_and_hour(words, ground, time, weather):
    plan = plan_of(words)

    assert (plan.ground, plan.time, plan.weather) == (ground, time, weather)


LAYOUTS = [
    ("a logo of a fox", "mark", ()),
    ("diagram of client, server and database", "diagram", ("client", "server", "database")),
    ("bar chart of apples, oranges and pears", "chart", ("apples", "oranges", "pears")),
    ("login screen with a search field, a button and a sidebar", "interface",
     ("search field", "button", "sidebar")),
    ("dashboard with a sidebar, a chart and a table, no ads", "interface",
     ("sidebar", "chart", "table")),
    ("pie chart of the budget: rent, food, travel", "chart", ("rent", "food", "travel")),
    ("psychological safety", "words", ()),
    ("a propaganda poster", "words", ()),
    ("portrait of an old man", "portrait", ()),
    ("seamless pattern of lemons", "pattern", ()),
    ("Logo eines Fuchses", "mark", ()),
]  # fmt: skip


@pytest.mark.parametrize(("words", "layout", "labels"), LAYOUTS)
def test_kinds_are_laid_out(words, layout, labels):
    plan = plan_of(words)

    assert (plan.layout, plan.labels) == (layout, labels)


def test_lettering_is_kept_letter_by_letter():
    plan = plan_of("poster that says “OPEN Mic·2” with a guitar")
    assert (plan.layout, plan.lettering) == ("poster", ("OPEN Mic·2",))

    plan = plan_of("a sign that says «Ouvert»")
    assert [one.lettering for one in plan.figures] == ["Ouvert"]


def test_a_part_is_coloured_by_itself():
    plan = plan_of("one small boat with a red sail")

    assert plan.figures[0].parts == (("sail", "red"),)


def test_what_is_beside_a_cup_on_a_table_is_on_it_too():
    links = {
        (one.name, one.first, one.second)
        for one in plan_of("two apples left of a cup on a table").links
    }

    assert {("left of", 0, 1), ("on", 0, 2), ("on", 1, 2)} <= links


CHANGES = [
    ("make it night", ("night", "", [("cat", 3, "black"), ("sofa", 1, "yellow")])),
    ("two more cats", ("day", "", [("cat", 5, "black"), ("sofa", 1, "yellow")])),
    ("make the sofa red", ("day", "", [("cat", 3, "black"), ("sofa", 1, "red")])),
    ("remove the sofa", ("day", "", [("cat", 3, "black")])),
    ("add a dog, make it rain",
     ("day", "rain", [("cat", 3, "black"), ("sofa", 1, "yellow"), ("dog", 1, "")])),
    ("mach es Nacht", ("night", "", [("cat", 3, "black"), ("sofa", 1, "yellow")])),
    ("noch zwei Katzen", ("day", "", [("cat", 5, "black"), ("sofa", 1, "yellow")])),
    ("mach die Katzen weiß", ("day", "", [("cat", 3, "white"), ("sofa", 1, "yellow")])),
    ("ajoute un chien", ("day", "", [("cat", 3, "black"), ("sofa", 1, "yellow"), ("dog", 1, "")])),
    ("sin los gatos", ("day", "", [("sofa", 1, "yellow")])),
    ("only one cat", ("day", "", [("cat", 1, "black"), ("sofa", 1, "yellow")])),
]  # fmt: skip


@pytest.mark.parametrize(("instruction", "expected"), CHANGES)
def test_a_change_by_words_changes_the_plan(instruction, expected):
    plan, unmet = changed(plan_of("three black cats on a yellow sofa"), instruction)

    figures = [(one.figure, one.count, one.colour) for one in plan.figures]
    assert (plan.time, plan.weather, figures) == expected
    assert unmet == ()


def test_what_a_sketch_cannot_do_is_handed_back():
    plan = plan_of("a fox")

    assert changed(plan, "let it dance") == (plan, ("let it dance",))


def test_each_noun_is_listed_once():
    """Keys of the table are lists of single words; what has a blank is a compound."""
    rows = packaged.table("image", "sketch", "plans", "figures.toml")
    words = [word for key in rows["nouns"] for word in key.split()]

    assert sorted(words) == sorted(set(words))
    assert all(" " in key for key in rows["compounds"])


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ("a bag", "handbag"),
        ("a plastic bag", ""),
        ("a young girl", "girl"),
        ("a wizard hat", ""),
        ("a grapefruit", ""),
        ("a pear tree", "deciduous-tree"),
        ("a subway train", "railway-car"),
    ],
)
def test_a_compound_is_not_its_last_word(words, figure):
    (one,) = plan_of(words).figures

    assert one.figure == figure
