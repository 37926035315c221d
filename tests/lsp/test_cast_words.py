"""Names of the cast while the author writes: hovered over, and offered for pictures."""

import pytest

from limner.image.formats import provenance
from limner.image.formats.provenance import Provenance
from tests.support.fake_backends import FakeBackends
from tests.support.fake_editor import Editor
from tests.support.pictures import picture

CAST = """[cast.Mia]
look = "a girl of *eight*"
keep = "the scar"
names = ["she"]
references = ["/cast/mia.png", "/none.png", "../outside.png"]

[cast."Captain Bruno"]
look = "an old man"
"""
FENCE = "```limner-prompt\n"


async def looked(editor) -> None:
    """Wait until every document has been looked at."""
    while tasks := [*editor.server.watch._tasks.values()]:
        for task in tasks:
            await task


async def opened(folder, text, language="markdown", cast=CAST, name="chapter.md", **options):
    (folder / "limner.toml").write_text(cast)
    editor = Editor(FakeBackends(), folder=folder.as_uri(), **options)
    editor.server.watch.seconds = 0.01
    await editor.start()
    buffer = editor.open(text, (folder / name).as_uri(), language)
    await looked(editor)
    return editor, buffer


async def at_mark(folder, method, text, language="markdown", **options):
    """Ask *method* at the mark ``|`` of *text*."""
    at = text.index("|")
    editor, buffer = await opened(folder, text.replace("|", "", 1), language, **options)
    found = await editor.request(
        method,
        {
            "textDocument": {"uri": buffer.uri},
            "position": editor.range(buffer, at, at)["start"],
        },
    )
    return editor, buffer, found


async def hovered(folder, text, language="markdown", **options) -> str | None:
    _, _, found = await at_mark(folder, "textDocument/hover", text, language, **options)
    return found and found["contents"]["value"]


@pytest.mark.parametrize(
    ("text", "language", "named"),
    [
        ("Then M|ia ran.", "markdown", "Mia"),
        ("Then |Mia ran.", "markdown", "Mia"),
        ("Then Mia| ran.", "markdown", "Mia"),
        ("Then 😀 Captain Br|uno ran.", "markdown", "Captain Bruno"),
        ("word " * 40_000 + "M|ia ran." + " word" * 40_000, "markdown", "Mia"),
        ("word\n\n" * 20_000 + "M|ia ran.\n", "latex", "Mia"),
        (f"{FENCE}M|ia runs.\n```\n", "markdown", "Mia"),
        ("# Then M|ia ran.\nx = 1\n", "python", "Mia"),
        ("class M|ia:\n    pass\n", "python", None),
        ("Then `M|ia` ran.", "markdown", None),
        ("```py\nM|ia = 3\n```\n", "markdown", None),
        ("```py\n" + "x = 1\n" * 150 + "M|ia = 3\n```\n", "markdown", None),
        ("Then M|ias ran.", "markdown", None),
        ("Then Mia ra|n.", "markdown", None),
        ("Mia ran. Then s|he sat.", "markdown", None),
        ("Then Z|oe ran.", "markdown", None),
    ],
)
async def test_a_name_shows_who_it_is(tmp_path, text, language, named):
    shown = await hovered(tmp_path, text, language)

    assert (shown and shown.partition("**: ")[0]) == (named and f"**{named}")


async def test_a_look_is_shown_as_words_with_pictures_of_the_project(tmp_path):
    (tmp_path.parent / "outside.png").write_bytes(picture("red"))
    (tmp_path / "cast").mkdir()
    (tmp_path / "cast" / "mia.png").write_bytes(picture("red"))
    said = "a girl of *eight*; the scar"
    for number in range(5):
        record = Provenance("Mia", "Mia", looks=(("Mia", said if number else "another"),))
        file = tmp_path / f"{number} (x).png"
        file.write_bytes(provenance.embed(picture("red"), record))
    links = "".join(f"![m](<{number} (x).png>)\n\n" for number in range(5))
    files = [tmp_path / "cast" / "mia.png", *(tmp_path / f"{each} (x).png" for each in (1, 2, 3))]

    assert await hovered(tmp_path, f"Then M|ia ran.\n\n{links}") == (
        "**Mia**: a girl of \\*eight\\*\n\nNever changes: the scar\n\n"
        + " ".join(f"![]({file.as_uri()})" for file in files)
    )
    assert await hovered(tmp_path, "Then M|ia ran.", hover=("plaintext",)) == (
        "Mia: a girl of *eight*\n\nNever changes: the scar"
    )
    empty = '[cast.Mia]\nlook = ""\n'
    assert "No look is written yet" in await hovered(tmp_path, "Then M|ia ran.", cast=empty)


async def test_the_setting_switches_it_off(tmp_path):
    assert await hovered(tmp_path, "Then M|ia ran.", settings={"hover": False}) is None


async def test_a_hostile_look_adds_no_link_image_or_command(tmp_path):
    from markdown_it import MarkdownIt

    hostile = "![x](https://evil.example/a.png) [y](command:z) <b>`~~~ https://evil.example"
    cast = f"[cast.Mia]\nlook = '{hostile}'\nkeep = '{hostile}'\n"
    shown = await hovered(tmp_path, "Then M|ia ran.", cast=cast)
    reader = MarkdownIt("gfm-like", {"linkify": False, "html": True})
    reader.validateLink = lambda address: True
    kinds = {
        child.type for token in reader.parse(shown) for child in (token, *(token.children or ()))
    }

    assert kinds == {
        "paragraph_open", "paragraph_close", "inline", "text", "strong_open", "strong_close",
    }  # fmt: skip


async def offered(folder, text, language="markdown", **options) -> list[tuple[str, str]]:
    """Return each name that is offered, and what the document becomes with it."""
    editor, buffer, found = await at_mark(
        folder, "textDocument/completion", text, language, **options
    )
    at, made = text.index("|"), []
    for item in found["items"] if found else ():
        edit = item["textEdit"]
        start, end = (editor._offset(buffer.text, edit["range"][edge]) for edge in ("start", "end"))
        typed = buffer.text[start:at]
        assert end == at
        assert item.get("filterText", item["label"]).lower().startswith(typed.lower())
        if item.get("detail") == "cast":
            made.append((item["label"], buffer.text[:start] + edit["newText"] + buffer.text[end:]))
    return made


MIA, BRUNO = "Mia", "Captain Bruno"


@pytest.mark.parametrize(
    ("text", "language", "name", "made"),
    [
        (f"{FENCE}A fox and mi|\n```\n", "markdown", MIA, f"{FENCE}A fox and Mia\n```\n"),
        (f"{FENCE}Captain Br|\n```\n", "markdown", BRUNO, f"{FENCE}Captain Bruno\n```\n"),
        (f"{FENCE}Old Bru|\n```\n", "markdown", BRUNO, f"{FENCE}Old Captain Bruno\n```\n"),
        ("% limner-prompt: Then Mi|\n", "latex", MIA, "% limner-prompt: Then Mia\n"),
        ("/imagine Mi|", "markdown", MIA, "/imagine Mia"),
        ("/imagine 😀 a cat and Mi|", "plaintext", MIA, "/imagine 😀 a cat and Mia"),
        ("![Mi|", "markdown", MIA, "![Mia"),
        ("![a cat and Mi| sit](a.png)", "markdown", MIA, "![a cat and Mia sit](a.png)"),
        ('<img src="a.png" alt="Mi|">', "html", MIA, '<img src="a.png" alt="Mia">'),
        ("   :alt: then Mi|", "restructuredtext", MIA, "   :alt: then Mia"),
        ("image::a.png[Mi|]", "asciidoc", MIA, "image::a.png[Mia]"),
        ("---\nlimner:\n  cast: Mi|\n---\n", "markdown", MIA, "---\nlimner:\n  cast: Mia\n---\n"),
        ("---\nlimner:\n  cast: Mia, c|\n---\n", "markdown", BRUNO,
         "---\nlimner:\n  cast: Mia, Captain Bruno\n---\n"),
        ("+++\n[limner]\ncast = Mi|\n+++\n", "markdown", MIA, '+++\n[limner]\ncast = "Mia"\n+++\n'),
        ('+++\n[limner]\ncast = "Mia, Ca|"\n+++\n', "markdown", BRUNO,
         '+++\n[limner]\ncast = "Mia, Captain Bruno"\n+++\n'),
        ("<!-- !limner cast = Mi|", "markdown", MIA, "<!-- !limner cast = Mia"),
        ("Then Mi|", "markdown", None, None),
        ("![a cat](mi|", "markdown", None, None),
        ("![a cat and |", "markdown", None, None),
        ("x = Mi|", "python", None, None),
        ("/imagine Zo|", "markdown", None, None),
    ],
)  # fmt: skip
async def test_names_are_offered_where_words_are_for_pictures(tmp_path, text, language, name, made):
    assert await offered(tmp_path, text, language) == ([(name, made)] if name else [])


async def test_all_of_the_cast_may_be_named_in_front_matter_once(tmp_path):
    found = await offered(tmp_path, "---\nlimner:\n  cast: |\n---\n")
    assert [name for name, _ in found] == [MIA, BRUNO]

    found = await offered(tmp_path, "---\nlimner:\n  cast: Mia, |\n---\n")
    assert [name for name, _ in found] == [BRUNO]


async def test_a_half_written_name_is_no_problem_that_is_told(tmp_path):
    text = "---\nlimner:\n  cast: Mi\n---\n\nThen.\n"
    editor, buffer = await opened(tmp_path, text, cast=CAST)
    told = len(editor.messages)
    for letter in ("x", "y"):
        editor.type(buffer, text.index("Mi") + 2, text.index("Mi") + 2, letter)
        await looked(editor)

    assert len(editor.messages) == told


async def test_a_client_without_edits_is_offered_what_goes_on(tmp_path):
    """JupyterLab writes what is inserted behind what is typed."""
    _, _, found = await at_mark(
        tmp_path, "textDocument/completion", f"{FENCE}Then Mi|\n```\n", manners="JupyterLab"
    )
    (item,) = (each for each in found["items"] if each.get("detail") == "cast")

    assert item["insertText"] == "a"
