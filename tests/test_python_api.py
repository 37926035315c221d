"""The public functions: the examples of their page, and what the page cannot show."""

import ast
import inspect
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import limner
from limner import aio

PAGE = Path(__file__).parent.parent / "docs" / "python-api.md"
BLOCK = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
SHOWN = re.compile(r"(?P<expression>\S.*?)  # (?P<value>.+)")


def test_the_examples_of_the_page_hold(tmp_path, monkeypatch):
    """Each expression with a comment behind it has the value that the comment shows."""
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    shown = 0
    for block in BLOCK.findall(PAGE.read_text()):
        for statement in ast.parse(block).body:
            source = ast.get_source_segment(block, statement)
            line = block.split("\n")[statement.end_lineno - 1]
            said = SHOWN.fullmatch(line)
            if isinstance(statement, ast.Expr) and said:
                assert repr(eval(source, names)) == said["value"]
                shown += 1
            else:
                exec(source, names)

    assert shown == 13


@pytest.mark.parametrize("name", ["expand", "draw", "illustrate", "find_missing"])
def test_both_forms_take_the_same(name):
    with_await, without = getattr(aio, name), getattr(limner, name)
    texts = [
        [
            (each.name, each.kind, each.default)
            for each in inspect.signature(form).parameters.values()
        ]
        for form in (with_await, without)
    ]

    assert texts[0] == texts[1]
    assert inspect.iscoroutinefunction(with_await)


def test_importing_limner_is_cheap():
    """Neither the SDK nor Pillow nor pygls comes along, nor anything that needs them.

    Nor does asyncio, so that ``limner --version`` answers at once.
    """
    script = "import sys, limner.cli; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.split()

    slow = {"asyncio", "openai", "PIL", "pygls", "lsprotocol", "httpx2", "limner.aio"}
    assert slow & set(loaded) == set()


CODES = {
    "AmbiguousSelection": "ambiguous",
    "ConsentNeeded": "needs-consent",
    "InputError": "bad-input",
    "KeyRefused": "key-refused",
    "LimitReached": "over-limit",
    "ModelUnknown": "bad-input",
    "MoreWanted": "needs-consent",
    "NothingSeen": "bad-input",
    "NotChosen": "needs-consent",
    "OutcomeUnknown": "maybe-billed",
    "QuotaUsedUp": "unavailable",
    "RateLimited": "unavailable",
    "Refused": "refused",
    "RequestRejected": "bad-input",
    "SaveError": "not-saved",
    "ServiceError": "unavailable",
    "ServiceUnavailable": "unavailable",
    "SettingsError": "bad-input",
}


def test_every_error_has_its_code():
    def below(kind):
        for one in kind.__subclasses__():
            if one.__module__ == "limner.errors":
                yield one.__name__, one.code
                yield from below(one)

    assert dict(below(limner.LimnerError)) == CODES


BAD = [
    ("expand", ["a fox"], {"variations": 0}, "1 to 12"),
    ("expand", ["a fox"], {"settings": {"dialec": "sd"}}, "“dialec”"),
    ("expand", ["a fox"], {"settings": {"image.candidates": "many"}}, "image.candidates"),
    ("expand", ["..."], {}, "depict"),
    ("draw", ["a fox", "note.md"], {}, "exists already"),
    ("draw", ["a fox", "fox.svg"], {}, "cannot be drawn"),
    ("draw", ["a fox", "there.png"], {}, "there.png exists already"),
    ("illustrate", ["note.md"], {}, "give select or line"),
    ("illustrate", ["note.md"], {"select": "a", "line": 1}, "one of them"),
    ("illustrate", ["note.md"], {"line": 9}, "no line 9"),
    ("illustrate", ["none.md"], {"line": 1}, "Cannot read"),
    ("illustrate", ["note.md"], {"line": 1, "output": "there.png"}, "choose another name"),
    ("find_missing", ["nowhere"], {}, "no file or folder"),
]


@pytest.mark.parametrize(("name", "arguments", "options", "sentence"), BAD)
def test_bad_input_gets_one_sentence_and_changes_nothing(
    name, arguments, options, sentence, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "note.md").write_text("A red fox, and a red fox.\n")
    (tmp_path / "there.png").write_bytes(b"mine")
    with pytest.raises(limner.LimnerError, match=re.escape(sentence)) as refused:
        getattr(limner, name)(*arguments, **options)

    assert refused.value.code == "bad-input"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["note.md", "there.png"]
    assert (tmp_path / "there.png").read_bytes() == b"mine"


def test_words_that_occur_twice_are_chosen_by_number(tmp_path):
    note = tmp_path / "note.md"
    note.write_text("A red fox, and a red fox.\n")
    with pytest.raises(limner.LimnerError) as refused:
        limner.illustrate(note, select="red fox")
    done = limner.illustrate(note, select="red fox", occurrence=2, output=tmp_path / "copy.md")

    assert refused.value.code == "ambiguous"
    assert note.read_text() == "A red fox, and a red fox.\n"
    assert (tmp_path / "copy.md").read_text().endswith(f"{done.link}\n")


async def test_nothing_is_sent_to_a_host_that_nobody_agreed_to(tmp_path, monkeypatch):
    """A key in the environment is no agreement; the environment stays as it is."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-none")
    expanded = await aio.expand("a red fox")
    picture = await aio.draw("a red fox")

    assert (expanded.engine, picture.renderer) == ("offline", "placeholder")
    assert os.environ["OPENAI_API_KEY"] == "sk-none"
