"""``limner illustrate --missing`` draws what is missing and touches nothing else; ``--check``."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import limner
from limner.cli import main
from limner.markup import for_language, language_of
from limner.markup.interface import Figure
from tests.support.folders import plant, tree
from tests.support.forked import ForkedProcess

DOCUMENTS = ["md", "rst", "adoc", "tex", "org", "typ", "html", "textile"]
"""Endings of documents in eight markups."""

ROOTS = (Path(limner.__file__).parents[1], Path(__file__).parents[2])
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, ROOTS))}
"""For processes that run in another folder than the tests."""

SMALL = '[image]\nsize = "64x64"\n'


def link(ending: str, target: str, alt: str) -> str:
    """Write an image link as Limner itself writes it into such a document."""
    from limner.document import Document, Span

    language = language_of(Path(f"note.{ending}"))
    document = Document("Words.\n", language)
    markup = for_language(language)
    intent = markup.read(document, Span(0, 5))
    assert intent is not None
    return markup.image(document, intent, Figure(target, alt), "below").text


def site(folder: Path, documents: int, pictures: int) -> set[Path]:
    """Write *documents* with links to *pictures* missing ones; return the files they ask for."""
    (folder / "limner.toml").write_text(SMALL)
    texts = ["Words."] * documents
    files = set()
    for number in range(pictures):
        at = number % documents
        target = f"img {at % 3}/a-fox-{number}.png" if number % 7 == 3 else f"img/fox-{number}.png"
        texts[at] += link(DOCUMENTS[at % 8], target, f"a red fox, number {number}") + "\n\nMore.\n"
        files.add(folder / f"part-{at % 5}" / target)
    for at, text in enumerate(texts):
        file = folder / f"part-{at % 5}" / f"note-{at}.{DOCUMENTS[at % 8]}"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(text.replace("\n", "\r\n" if at % 4 == 1 else "\n").encode())
    return files


def documents_of(folder: Path) -> dict[str, bytes]:
    return {name: data for name, data in tree(folder).items() if "note-" in name}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("documents", "pictures"),
    [(16, 24), pytest.param(200, 500, marks=pytest.mark.nightly)],
)
def test_all_missing_pictures_are_drawn_and_documents_stay(documents, pictures, folder, capsys):
    files = site(folder, documents, pictures)
    before = documents_of(folder)

    assert main(["illustrate", ".", "--missing", "--yes"]) == 0
    printed = capsys.readouterr()
    assert all(file.read_bytes().startswith(b"\x89PNG") for file in files)
    assert documents_of(folder) == before
    assert printed.out.count("missing  ") == printed.out.count("drawn    ") == pictures
    assert f"{pictures} of {pictures} missing pictures drawn." in printed.err
    after = tree(folder)
    assert len(after) == documents + pictures + 1

    assert main(["illustrate", ".", "--missing"]) == 0
    assert "No picture is missing." in capsys.readouterr().err
    assert main(["illustrate", ".", "--missing", "--check"]) == 0
    assert tree(folder) == after


def test_without_a_terminal_nothing_is_drawn_before_a_yes(folder, capsys):
    site(folder, 3, 3)
    before = tree(folder)

    assert main(["illustrate", ".", "--missing"]) == 2
    assert "3 missing pictures, size 64x64, as sketches" in capsys.readouterr().err
    assert tree(folder) == before


def test_each_row_of_json_has_all_keys(folder, capsys):
    (folder / "limner.toml").write_text(SMALL)
    (folder / "note.md").write_text("![a red fox](fox.webp)\n\n![a blue whale]()\n\n![x](x.svg)\n")

    assert main(["illustrate", "note.md", "--missing", "--yes", "--format", "json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    by_link = {row["link"]: row for row in rows}
    assert set(by_link) == {"fox.webp", "a-blue-whale.png", "x.svg"}
    assert all(len(row) == 12 for row in rows)
    assert by_link["x.svg"]["code"] == "bad-input"
    assert by_link["fox.webp"]["picture"] == "fox.webp"
    assert by_link["fox.webp"]["renderer"] == "placeholder"
    assert by_link["x.svg"]["picture"] is None
    assert "cannot be drawn" in by_link["x.svg"]["error"]
    assert (folder / "fox.webp").read_bytes()[8:12] == b"WEBP"
    assert "![a blue whale](a-blue-whale.png)" in (folder / "note.md").read_text()


def test_check_lists_and_draws_nothing(folder, capsys):
    (folder / ".hidden").mkdir()
    (folder / "node_modules").mkdir()
    for place in (".hidden", "node_modules"):
        (folder / place / "note.md").write_text("![](fox.png)")
    (folder / "note.md").write_text("One.\n\nTwo ![](fox.png)\n")
    before = tree(folder)

    assert main(["illustrate", ".", "--missing", "--check"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "note.md:3:5: The picture fox.png does not exist.",
        "note.md:3:5: This picture has no alternative text.",
    ]
    assert main(["illustrate", ".", "--missing", "--check", "--format", "json"]) == 1
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["code"], row["line"]) for row in rows] == [
        ("missing-image", 3),
        ("missing-alt", 3),
    ]
    assert tree(folder) == before


def test_settings_switch_findings_off(folder, capsys):
    (folder / "limner.toml").write_text("[diagnostics]\nmissingImage = false\nmissingAlt = false\n")
    (folder / "note.md").write_text("![](fox.png)\n")

    assert main(["illustrate", ".", "--missing", "--check"]) == 0


def test_one_that_fails_does_not_hold_up_the_rest(folder, capsys):
    (folder / "limner.toml").write_text(SMALL)
    (folder / "blocked").write_text("")
    (folder / "note.md").write_text(
        "![one](blocked/1.png)\n![two](../2.png)\n![three](3.png)\n![](IMG_4.png)\n![x](.git/5.png)\n"
    )

    assert main(["illustrate", "note.md", "--missing", "--yes"]) == 1
    printed = capsys.readouterr()
    assert (folder / "3.png").is_file()
    assert printed.out.count("failed   ") == 4
    assert "1 of 5 missing pictures drawn, 4 could not be." in printed.err
    assert not (folder.parent / "2.png").exists()
    assert not (folder / ".git").exists()


BAD = [
    (["--missing", "nowhere"], "no file or folder"),
    (["--check", "--line", "1", "note.md"], "go with --missing"),
    (["--missing", "note.md", "--output", "copy.md"], "not with --missing"),
    (["--missing", "note.md", "--check", "--dry-run"], "--check or --dry-run"),
    (["--line", "1", "note.md", "note.md"], "Give one document"),
    (["--line", "1", "note.md", "--jobs", "2"], "go with --missing"),
]


@pytest.mark.parametrize(("options", "sentence"), BAD)
def test_wrong_use_gets_one_sentence(options, sentence, folder, capsys):
    (folder / "note.md").write_text("Words.\n")

    assert main(["illustrate", *options]) == 2
    assert sentence in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="sends a POSIX signal")
def test_an_interrupt_leaves_whole_pictures_and_a_second_run_goes_on(folder):
    files = site(folder, 8, 16)
    before = documents_of(folder)
    arguments = ["illustrate", ".", "--missing", "--yes"]
    with subprocess.Popen(
        [sys.executable, "-m", "tests.support.stopping_limner", "5", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=ENVIRONMENT,
    ) as process:
        while process.poll() is None and sum(file.exists() for file in files) < 5:
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)
        try:
            _, errors = process.communicate(timeout=30)
        finally:
            process.kill()

    assert process.returncode == 130
    assert "Traceback" not in errors
    drawn = {file: file.read_bytes() for file in files if file.exists()}
    assert len(drawn) == 5
    assert all(data.endswith(b"IEND\xaeB`\x82") for data in drawn.values())
    assert not [name for name in tree(folder) if name.endswith(".limner")]

    again = ForkedProcess(tuple(arguments), ENVIRONMENT)
    _, errors = again.communicate(timeout=60)
    assert again.returncode == 0
    assert "11 of 11 missing pictures drawn." in errors.decode()
    assert all(file.exists() for file in files)
    assert all(file.read_bytes() == data for file, data in drawn.items())
    assert documents_of(folder) == before


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_a_terminal_is_asked_once_and_shows_a_bar(folder):
    import pty

    site(folder, 3, 3)
    ours, theirs = pty.openpty()
    with Path(os.devnull).open("wb") as nothing:
        process = ForkedProcess(
            ("illustrate", ".", "--missing"), ENVIRONMENT, (theirs, nothing.fileno(), theirs)
        )
    os.close(theirs)
    shown, answered = b"", False
    while True:
        try:
            shown += os.read(ours, 4096)
        except OSError:
            break
        if b"[y/N]" in shown and not answered:
            answered = True
            os.write(ours, b"y\n")
    os.close(ours)

    assert process.wait(30) == 0
    text = shown.decode()
    assert text.count("[y/N]") == 1
    assert "█ 3 of 3" in text
    assert "3 of 3 missing pictures drawn." in text


def test_each_document_draws_as_it_says_for_itself(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "limner.toml").write_text(SMALL)
    stated = "---\nlimner:\n  image.size: 96x96\n---\n\n"
    (tmp_path / "a.md").write_text("![a red fox](one.png)\n")
    (tmp_path / "b.md").write_text(f"{stated}![a red fox](two.png)\n")
    (tmp_path / "c.md").write_text("![a red fox](three.png)\n")

    assert main(["illustrate", ".", "--missing", "--yes"]) == 0
    sizes = [
        int.from_bytes((tmp_path / f"{name}.png").read_bytes()[16:20])
        for name in ("one", "two", "three")
    ]
    assert sizes == [64, 96, 64]


@pytest.mark.parametrize(
    ("name", "document", "link", "file"),
    [
        ("hugo", "content/posts/coast.md", "![a red fox](/images/fox.png)", "static/images"),
        ("jekyll", "_posts/2026-05-01-coast.md", "![a fox](/walks/img/fox.png)", "img"),
        ("antora", "modules/ROOT/pages/guide/coast.adoc", "image::fox.png[a fox]",
         "modules/ROOT/images"),
        ("latex", "chapters/island.tex", r"\includegraphics[alt={a fox}]{fox.png}", "figures"),
        ("obsidian", "walks/coast.md", "![[fox.png|a red fox]]", "attachments"),
    ],
)  # fmt: skip
def test_a_link_is_filled_where_its_project_looks_for_it(name, document, link, file, tmp_path):
    shutil.copytree(Path(__file__).parents[1] / "projects" / name, tmp_path / name)
    (tmp_path / name / "limner.toml").write_text(SMALL)
    path = tmp_path / name / document
    path.write_text(f"{path.read_text()}\n{link}\n")

    assert main(["illustrate", str(path), "--missing", "--yes"]) == 0
    assert (tmp_path / name / file / "fox.png").is_file()
    assert main(["illustrate", str(path), "--missing", "--check"]) in (0, 1)
    assert len(list((tmp_path / name).rglob("fox.png"))) == 1


def test_nothing_is_drawn_that_tex_would_find_first(folder, capsys):
    """A thesis stays as it is: what a file of it shows stands somewhere, whatever TeX looks at."""
    project = Path(__file__).parents[1] / "projects" / "missing" / "latex-thesis.txt"
    plant(folder, project.read_text().partition("=>")[0].split("\n"))
    before = tree(folder)

    assert main(["illustrate", ".", "--missing", "--yes"]) == 0
    assert tree(folder) == before
    assert main(["illustrate", ".", "--missing", "--check"]) == 0
    assert "is not there, but ../../Notes/lost.png is." in capsys.readouterr().out


def test_only_what_is_new_is_reported(folder, capsys):
    (folder / "note.md").write_text("![a fox](fox.png)\n")
    check = ["illustrate", ".", "--missing", "--check"]
    assert main([*check, "--format", "json"]) == 1
    (folder / "known.json").write_text(capsys.readouterr().out)
    (folder / "note.md").write_text("Words.\n\n![a fox](fox.png)\n")

    assert main([*check, "--baseline", "known.json"]) == 0
    (folder / "other.md").write_text("![an owl](owl.png)\n")
    assert main([*check, "--baseline", "known.json"]) == 1
    assert capsys.readouterr().out.split("\n")[:-1] == [
        "other.md:1:1: The picture owl.png does not exist."
    ]
    assert main([*check, "--baseline", "note.md"]) == 2
    assert "is no baseline" in capsys.readouterr().err


def test_a_list_of_changed_files_is_checked(folder, capsys, monkeypatch):
    """What is no document, or is gone, is passed over; what the project excludes too."""
    plant(
        folder,
        [
            "limner.toml | [missing]⏎exclude = ['old/']",
            "a.md | ![a fox](fox.png)",
            "b.md | ![an owl](owl.png)",
            "old/c.md | ![a hen](hen.png)",
            "d.py | x = 1",
            "e.png",
        ],
    )
    (folder / "list").write_text("a.md\nold/c.md\nd.py\ne.png\ngone.md\n")
    check = ["illustrate", "--missing", "--check"]

    assert main([*check, "--files-from", "list"]) == 1
    assert main([*check, "a.md", "old/c.md", "d.py", "e.png", "gone.md"]) == 1
    printed = capsys.readouterr().out.split("\n")
    assert printed == 2 * ["a.md:1:1: The picture fox.png does not exist."] + [""]
    assert main([*check, "."]) == 1
    assert "hen.png" not in capsys.readouterr().out


def test_what_a_build_makes_is_said_once(folder, capsys):
    plant(folder, [".gitignore | plots/", "a.md | ![a](plots/a.png)⏎⏎![b](plots/b.png)"])

    assert main(["illustrate", ".", "--missing", "--check"]) == 0
    assert capsys.readouterr().err.split("\n")[0] == (
        "limner: 2 links lead to pictures that a build makes, such as plots/a.png: not looked for."
    )


@pytest.mark.parametrize("number", ["0", "65", "many"])
def test_pictures_at_once_are_some(number, folder, capsys):
    with pytest.raises(SystemExit):
        main(["illustrate", ".", "--missing", "--jobs", number])
    assert "--jobs" in capsys.readouterr().err
