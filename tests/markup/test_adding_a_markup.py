"""A markup is one file and one row: everything that Limner does then works for it."""

import pytest
from tests.support.markup.marked import marked, read

from limner.__main__ import main
from limner.actions import context, findings
from limner.completion import places
from limner.document import Document
from limner.markup import amendment, for_language, language_of, marked_prompts, registry
from limner.markup.interface import Figure, Place
from limner.project import destinations
from limner.project.document_settings import document_layer
from limner.project.roots import Project
from limner.settings.declaration import DEFAULTS

LINK = "(pic: fox.png)"


@pytest.fixture(autouse=True)
def _toy() -> None:
    registry.add("tests.support.markup.toy.TOY", "toy", "toy")


def test_words_are_read_and_an_image_is_inserted() -> None:
    markup, document, intent = read("!! The «red fox»\n\nText.\n", "toy")
    edit = markup.image(document, intent, Figure("fox.png", "A fox."), "below")

    assert (intent.subject, intent.place) == ("red fox", Place.HEADING)
    assert edit.apply(document.text) == "!! The red fox\n\n(pic: fox.png | A fox.)\n\nText.\n"


def test_its_links_are_found() -> None:
    text = f"{LINK} ~~ {LINK} ~~ (pic: b.png | B)"
    links = for_language("toy").links(Document(text, "toy"))

    assert [(link.target, link.alt) for link in links] == [("fox.png", None), ("b.png", "B")]


def test_a_marked_prompt_is_written_and_found_again() -> None:
    markup, document, intent = read(f"A «fox».\n{LINK}\n", "toy")
    edit = markup.prompt(document, intent, ["A red fox, painted."], "below")
    text = edit.apply(document.text)
    (prompt,) = marked_prompts.marked_prompts(Document(text, "toy"))

    assert "\n~~ limner-prompt: A red fox, painted. ~~\n" in text
    assert prompt.text == prompt.span.of(text) == "A red fox, painted."
    below = Document(f"{LINK}\n\n~~ limner-prompt: A red fox. ~~\n", "toy")
    (link,) = markup.links(below)
    assert findings.prompt_below(below, link) == "A red fox."


def test_a_prompt_that_is_being_written_is_completed() -> None:
    place = places.prompt_at([], "~~ limner-prompt: a red f", "toy")

    assert place is not None
    assert place.before == "a red f"
    assert places.prompt_at([], "~~ limner-prompt: a red fox ~~ and", "toy") is None


def test_the_section_around_words() -> None:
    document, span = marked("!! A\nx\n!! B\n# y\n«fox»\n!! C\n", "toy")

    assert context.around(document, span, "section") == "!! B # y «fox»"


def test_settings_that_the_document_states() -> None:
    layer, problems = document_layer("~~ !limner style = ink ~~\n", "toy")
    place = places.setting_at([], "~~ !limner sty", "toy", "a.toy")

    assert (dict(layer.values), problems) == ({"style": "ink"}, ())
    assert place is not None
    assert place.before == "sty"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (LINK, "(pic: fox.png | A hen.)"),
        ("(pic: fox.png | A fox.)", "(pic: fox.png | A hen.)"),
    ],
)
def test_alternative_text_is_written_in_place(before: str, after: str) -> None:
    document = Document(before, "toy")
    (link,) = for_language("toy").links(document)
    edit = amendment.with_alt(document, link, "A hen.")

    assert amendment.lacks_alt(document, link) == (before == LINK)
    assert edit is not None
    assert edit.apply(before) == after


def test_a_target_is_written_in_place() -> None:
    document = Document(LINK, "toy")
    (link,) = for_language("toy").links(document)
    edit = amendment.with_target(document, link, "hen.png")

    assert edit is not None
    assert edit.apply(LINK) == "(pic: hen.png)"


def test_where_the_document_says_its_pictures_are(tmp_path) -> None:
    project = Project(tmp_path, tmp_path / "a.toy", "~~ pictures in art ~~\n")

    assert destinations.folder(project, DEFAULTS) == "art"
    assert destinations.target(project, DEFAULTS, tmp_path / "art" / "fox.png") == "fox.png"


def test_its_files_are_searched_for_missing_pictures(tmp_path, capsys) -> None:
    (tmp_path / "a.toy").write_text("(pic: fox.png | A fox.)\n")
    (tmp_path / "a.unknown").write_text("(pic: hen.png | A hen.)\n")

    assert language_of(tmp_path / "a.toy") == "toy"
    assert main(["illustrate", "--missing", "--check", str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert "fox.png does not exist" in out
    assert "hen" not in out
