"""Completion: words in prompts, settings where they are stated, drafts, and nothing in prose."""

import random

import pytest

from limner.completion import phrases
from limner.completion.completion_entries import MOST
from limner.prompt.expansion import ExpansionRequest
from limner.prompt.offline.offline_expander import expand
from tests.support.fake_backends import FakeBackends
from tests.support.fake_editor import Editor

ENCODINGS = ["utf-8", "utf-16", "utf-32"]
FENCE = "```limner-prompt\n"


async def offered(
    text, language="markdown", settings=None, encoding="utf-16", uri="file:///tmp/x/note.md", **way
):
    """Ask at the mark ``|``; return the list, and a function that says what an item makes."""
    editor = Editor(FakeBackends(), encoding=encoding, settings=settings, **way)
    await editor.start()
    at = text.index("|")
    buffer = editor.open(text.replace("|", "", 1), uri, language)
    found = await editor.request(
        "textDocument/completion",
        {
            "textDocument": {"uri": buffer.uri},
            "position": editor.range(buffer, at, at)["start"],
            "context": {"triggerKind": 1},
        },
    )
    assert editor.server.backends.settings == []

    def chosen(item: dict) -> str:
        edit = item["textEdit"]
        start, end = (editor._offset(buffer.text, edit["range"][edge]) for edge in ("start", "end"))
        # Editors compare what is typed in the range with the filter, or with the label.
        typed = buffer.text[start:at]
        assert end == at
        assert item.get("filterText", item["label"]).lower().startswith(typed.lower())
        return buffer.text[:start] + edit["newText"] + buffer.text[end:]

    return found, chosen


async def labels(text, language="markdown", **rest) -> list[str]:
    found, chosen = await offered(text, language, **rest)
    for item in found["items"] if found else ():
        chosen(item)
    return [item["label"] for item in found["items"]] if found else []


@pytest.mark.parametrize("encoding", ENCODINGS)
async def test_a_phrase_goes_on_from_the_words_that_stand_there(encoding):
    text = f"# Ü😀\n\n{FENCE}Ein 🦊 é, an oil pain|\n```\n"
    found, chosen = await offered(text, encoding=encoding)
    item = found["items"][0]

    assert item["label"] == "an oil painting with visible brushwork"
    assert item["detail"] == "medium"
    assert chosen(item) == text.replace("an oil pain|", item["label"])


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        (f"{FENCE}watercol|\n```\n", "markdown", "watercolour"),
        (f"> {FENCE}> watercol|\n> ```\n", "markdown", "watercolour"),
        (f"Text\n\n~~~~limner-prompt\nA fox, {'red, ' * 99}watercol|", "quarto", "watercolour"),
        ("% limner-prompt: A fox, watercol|\n", "latex", "watercolour"),
        ("<!-- limner-prompt: A fox, watercol| -->", "html", "watercolour"),
        ("limner-prompt: A fox, watercol|", "plaintext", "watercolour"),
        ("# .. limner-prompt: A fox, watercol|\n", "python", "watercolour"),
        ("<code limner-prompt>\nA fox, watercol|\n</code>\n", "dokuwiki", "watercolour"),
        ("// limner-prompt: A fox in golden l|\n", "rust", None),
    ],
)
async def test_words_are_offered_in_every_form_of_prompt(text, language, wanted):
    found = await labels(text, language)

    assert found
    assert wanted is None or wanted in found


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A red fox in soft l|", "markdown"),
        ("```\nsoft l|\n```\n", "markdown"),
        (f"{FENCE}A fox.\n```\n\nsoft l|", "markdown"),
        ("<!-- limner-prompt: A fox. --> soft l|", "markdown"),
        ("The limner-prompt is a soft l|", "markdown"),
        ("word " * 60 + "soft l|", "markdown"),
        ("soft = l|", "python"),
        ('{"limner": "wat|"}', "json"),
        ("limner:\n  style: wat|\n", "yaml"),
        ("key: va|", "markdown"),
        ("---\ntitle: wat|\n---\n", "markdown"),
        ("---\nlimner:\n  style: ink\n---\n\n  image|\n", "markdown"),
        ("---\nother:\n  sty|\n---\n", "markdown"),
        ("+++\n[other]\nsty|\n+++\n", "markdown"),
        ("#+TITLE: wat|", "org"),
        ("style = wat|", "toml"),
        ("![a red fox|", "markdown"),
        ("text\n" * 500 + "<!-- !limner sty|", "markdown"),
    ],
)
async def test_nothing_is_offered_elsewhere(text, language):
    assert await labels(text, language) == []


async def test_without_a_word_the_best_are_offered_and_the_list_says_there_are_more():
    found, _ = await offered(f"{FENCE}A fox, |\n```\n")

    assert len(found["items"]) == MOST
    assert found["isIncomplete"]


async def test_a_short_list_is_complete():
    found, _ = await offered(f"{FENCE}A fox, linoc|\n```\n")

    assert [item["label"] for item in found["items"]] == ["linocut"]
    assert not found["isIncomplete"]


@pytest.mark.parametrize(
    ("typed", "dialect", "offers"),
    [
        ("A fox --|", "midjourney", ["--ar 3:2", "--no ", "--stylize 100", "--chaos 0", "--weird 0",
                                     "--exp 10", "--raw", "--tile", "--seed 1"]),
        ("A fox --s|", "midjourney", ["--stylize 100", "--seed 1"]),
        ("A fox --|", "openai", []),
        ("A fox. Nega|", "sd", ["Negative prompt:"]),
        ("A fox. Nega|", "openai", []),
        ("A well-|", "midjourney", []),
    ],
)  # fmt: skip
async def test_parameters_are_those_of_the_generator(typed, dialect, offers):
    found, _ = await offered(f"{FENCE}{typed}\n```\n", settings={"dialect": dialect})
    items = [item for item in found["items"] if item["detail"] not in phrases.SLOTS]

    assert [item["label"] for item in items] == offers
    assert all(item["documentation"] for item in items)


@pytest.mark.parametrize(
    ("text", "language", "after"),
    [
        ("<!-- !limner sty| -->", "markdown", "<!-- !limner style =  -->"),
        ("# !limner image.qual|", "python", "# !limner image.quality = "),
        ("---\nlimner:\n  sty|\n---\n", "markdown", "---\nlimner:\n  style: \n---\n"),
        ("---\nlimner:\n  image:\n    qual|\n", "markdown",
         "---\nlimner:\n  image:\n    quality: \n"),
        ("+++\n[limner]\nsty|\n+++\n", "markdown", "+++\n[limner]\nstyle = \n+++\n"),
        ("+++\n[limner.image]\nqual|\n", "markdown", "+++\n[limner.image]\nquality = \n"),
        ("#+LIMNER_STY|", "org", "#+LIMNER_STYLE: "),
        ("#+limn|", "org", None),
        ("= T\n:limner-sty|", "asciidoc", "= T\n:limner-style: "),
    ],
)  # fmt: skip
async def test_settings_are_offered_where_they_are_stated(text, language, after):
    found, chosen = await offered(text, language)

    assert after is None or chosen(found["items"][0]) == after
    assert all(item["documentation"] for item in found["items"])
    # What only the person or the project may set is no document's business.
    named = " ".join(item["label"].lower() for item in found["items"])
    assert not any(word in named for word in ("url", "hosts", "limit", "key", "destination"))


@pytest.mark.parametrize(
    ("text", "language", "label", "after"),
    [
        ("<!-- !limner image.quality = h| -->", "markdown", "high",
         "<!-- !limner image.quality = high -->"),
        ("% !limner dialect = midj|", "latex", "midjourney", "% !limner dialect = midjourney"),
        ("// !limner style = ink wa|", "rust", "ink wash", "// !limner style = ink wash"),
        ("<!-- !limner draw.review=|", "markdown", "true", "<!-- !limner draw.review=true"),
        ("---\nlimner:\n  image.format: |\n", "markdown", "webp",
         "---\nlimner:\n  image.format: webp\n"),
        ("---\nlimner:\n  image:\n    format: w|\n", "markdown", "webp",
         "---\nlimner:\n  image:\n    format: webp\n"),
        ('+++\n[limner]\nstyle = "ink wa|"\n', "markdown", "ink wash",
         '+++\n[limner]\nstyle = "ink wash"\n'),
        ("+++\n[params.limner]\ncodeLens = t|\n", "markdown", "true",
         "+++\n[params.limner]\ncodeLens = true\n"),
        ("#+LIMNER_IMAGE_SIZE: 15|", "org", "1536x1024", "#+LIMNER_IMAGE_SIZE: 1536x1024"),
        (":limner-image-quality: l|", "asciidoc", "low", ":limner-image-quality: low"),
    ],
)  # fmt: skip
async def test_values_are_offered_by_their_setting(text, language, label, after):
    found, chosen = await offered(text, language)
    item = next(item for item in found["items"] if item["label"] == label)

    assert chosen(item) == after


async def test_the_projects_own_file_knows_what_a_project_may_set():
    text = '[image]\nformat = "png"\n\n[limits]\nd|\n'
    found, chosen = await offered(text, "toml", uri="file:///tmp/x/limner.toml")

    assert [item["label"] for item in found["items"]] == ["day"]
    assert chosen(found["items"][0]).endswith("[limits]\nday = \n")
    assert "chat.baseUrl" not in await labels("|", "toml", uri="file:///tmp/x/limner.toml")


async def test_a_generator_is_described():
    found, _ = await offered("<!-- !limner dialect = midj|")

    assert found["items"][0]["documentation"].startswith("Midjourney V8.2: phrases, 25 to 45 words")


# Drafts


def prompt_for(words_: str) -> str:
    return expand(ExpansionRequest(words_)).items[0].prompt


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    ("text", "language", "before"),
    [
        ("Ü😀\n\n/imagine a beach sunset|", "markdown", "Ü😀\n\n"),
        ("- 😀 /imagine a beach sunset|\n", "markdown", "- 😀 "),
        ("# /imagine a beach sunset|\nx = 1\n", "python", "# "),
    ],
)
async def test_a_line_with_the_trigger_becomes_its_prompt(text, language, before, encoding):
    found, chosen = await offered(text, language, encoding=encoding)
    (item,) = found["items"]
    after = text.partition("|")[2]

    assert item["label"] == "Expand into an image prompt"
    assert chosen(item) == before + prompt_for("a beach sunset") + after


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("/imagine a beach sunset|\n", "/imagine a beach sunset\n\n"),
        ("![a beach sunset|\n", "![a beach sunset](a-beach-sunset.png)\n\n"),
    ],
)
async def test_where_there_are_no_code_actions_the_prompt_is_written_below(text, written):
    """JupyterLab writes ``insertText`` behind the cursor and takes no edits."""
    found, chosen = await offered(text, manners="JupyterLab")
    (item,) = found["items"]
    fenced = f"{FENCE}{prompt_for('a beach sunset')}\n```"

    assert chosen(item) == written + fenced + "\n"
    assert text.replace("|", item["insertText"], 1) == chosen(item)


async def test_where_edits_are_not_taken_words_go_on_behind_what_is_typed():
    found, _ = await offered(f"{FENCE}A fox, an oil pain|\n```\n", manners="JupyterLab")

    assert found["items"][0]["insertText"] == "ting with visible brushwork"
    assert all(item["label"].endswith("pain" + item["insertText"]) for item in found["items"])


async def test_a_request_costs_the_same_in_a_long_document(monkeypatch):
    """Only lines near the cursor are read; the text as a whole never is."""
    from limner.lsp.documents.text import Text

    read = []
    line, between = Text.line, Text.between
    monkeypatch.setattr(Text, "__str__", lambda self: pytest.fail("the whole text was read"))
    monkeypatch.setattr(Text, "line", lambda self, at: read.append(1) or line(self, at))
    monkeypatch.setattr(
        Text, "between", lambda self, a, b: read.append(b.line - a.line) or between(self, a, b)
    )
    await labels("words\n" * 5_000 + f"{FENCE}watercol|\n```\n" + "words\n" * 5_000)

    assert sum(read) < 1_000


async def test_documents_stay_in_step_with_jupyterlabs_manners():
    """It opens twice, sends whole texts and repeats versions."""
    editor = Editor(FakeBackends(), "JupyterLab")
    await editor.start()
    buffer = editor.open("# Ü😀\n", "file:///tmp/book.ipynb.python-markdown.md")
    source = random.Random(5)
    for _ in range(200):
        start = source.randint(0, len(buffer.text))
        end = min(start + source.randint(0, 2), len(buffer.text))
        editor.type(buffer, start, end, source.choice(["x", "é", "\n", "😀", ""]))
        document = editor.server.documents.get(buffer.uri)
        assert (str(document.text), document.version) == (buffer.text, buffer.version)
    assert not editor.errors
    assert not editor.messages
