"""Whatever is printed, no terminal is steered by it, and no letter ends Limner."""

import ast
import io
import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

import limner
from limner import files
from limner.cli import console, main
from limner.image.formats import provenance
from limner.image.journal.budget import Caps
from limner.image.journal.entries import open_journal
from tests.support.fake_service import picture

CLI = Path(limner.__file__).parent / "cli"

STEERING = [
    *map(chr, (*range(9), *range(10, 32), *range(0x7F, 0xA0))),
    *"\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff",
    "\U000e0041",
]
PLAIN = ["\t", " ", "é", "狐", "🦊", "\u200d", "~", "“"]

HOSTILE = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e evil\r\x08"


@pytest.mark.parametrize("letter", STEERING, ids=ascii)
def test_what_steers_a_terminal_is_made_visible(letter, capsys):
    console.print_line(f"a{letter}b")
    console.say(f"a{letter}b")
    console.print_json({"key" + letter: letter})
    told = capsys.readouterr()

    assert letter not in told.out.replace("\n", "") + told.err.replace("\n", "")
    assert told.out.count("\n") == 2
    assert told.out.startswith("a\\")
    assert json.loads(told.out.split("\n")[1]) == {"key" + letter: letter}


@pytest.mark.parametrize("letter", PLAIN, ids=ascii)
def test_other_letters_are_printed_as_they_are(letter, capsys):
    console.print_line(f"a{letter}b")

    assert capsys.readouterr().out == f"a{letter}b\n"


def test_further_lines_stand_below(capsys):
    console.print_labelled("prompt", "One.\r\nTwo.")

    assert capsys.readouterr().out == "prompt    One.\n          Two.\n"


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [("1", "one"), ("2", "two"), ("٢", "two"), ("²", None), ("①", None), ("3", None), ("0", None),
     ("-1", None), ("9" * 5000, None), ("", None)],
)  # fmt: skip
async def test_only_the_number_of_an_answer_chooses_it(typed, chosen, monkeypatch):
    monkeypatch.setattr(console, "interactive", lambda: True)
    asking = console.Asking(yes=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{typed}\n"))

    assert await asking.session.ask("Which?", ("one", "two")) == chosen


@pytest.mark.parametrize("typed", ["²", "3", "0", "9" * 5000])
def test_another_number_is_asked_for_until_it_is_one(typed, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{typed}\n2\n{typed}\n2\n"))

    assert console.pick("Which?", ["one", "two"]) == 1
    assert console.pick_name("Which?", ["one", "two"]) == "two"


def hostile_settings(folder):
    (folder / "limner.toml").write_text(f"{json.dumps('k' + HOSTILE)} = 1\n")
    return ["doctor", str(folder / "note.md")]


def hostile_front_matter(folder):
    (folder / "note.md").write_text(f'---\nlimner:\n  "k{HOSTILE}": 1\n---\nA fox.\n')
    return ["doctor", str(folder / "note.md")]


def hostile_name(folder):
    name = HOSTILE.replace("/", "")
    (folder / f"{name}.md").write_text("![a fox](fox.png)\n")
    return ["illustrate", str(folder), "--missing", "--check"]


def hostile_words(folder):
    words = HOSTILE.translate(dict.fromkeys(map(ord, "[]\r")))
    (folder / "note.md").write_text(f"![a fox {words}](fox.png)\n")
    return ["illustrate", str(folder), "--missing", "--check"]


def hostile_selection(folder):
    (folder / "note.md").write_text(f"A fox {HOSTILE} runs.\n")
    return ["illustrate", str(folder / "note.md"), "--line", "1", "--dry-run"]


def hostile_picture(folder):
    record = provenance.Provenance(
        HOSTILE, HOSTILE, HOSTILE, model=HOSTILE, created=HOSTILE, parameters=((HOSTILE, HOSTILE),),
        edits=(HOSTILE,),
    )  # fmt: skip
    (folder / "fox.png").write_bytes(provenance.embed(picture(), record))
    return ["show", str(folder / "fox.png")]


def hostile_history(folder):
    journal = open_journal(files.state_folder())
    intent = {"words": HOSTILE, "document": HOSTILE}
    job = journal.reserve(intent, "k", 1, Caps(9, 9, 9), again=True)
    journal.placed(job, folder / HOSTILE)
    journal.ended(job, "unusable", HOSTILE)
    return ["history"]


def hostile_argument(folder):
    return ["illustrate", HOSTILE, "--line", "1"]


def hostile_option(folder):
    return ["show", "a.png", f"--{HOSTILE}"]


SOURCES = [
    hostile_settings, hostile_front_matter, hostile_name, hostile_words, hostile_selection,
    hostile_picture, hostile_history, hostile_argument, hostile_option,
]  # fmt: skip


FORMS = [
    (source, form)
    for source in SOURCES
    for form in ("text", "json")
    # The doctor prints text only.
    if form == "text" or source not in (hostile_settings, hostile_front_matter)
]


@pytest.mark.parametrize(
    ("source", "form"), FORMS, ids=[f"{source.__name__}-{form}" for source, form in FORMS]
)
def test_no_source_steers_the_terminal(source, form, tmp_path, capsys):
    (tmp_path / "note.md").write_text("A fox.\n")
    arguments = source(tmp_path)
    if form == "json":
        arguments += ["--format", "json"]
    with suppress(SystemExit):
        main(arguments)
    told = capsys.readouterr()

    assert told.out + told.err
    assert [letter for letter in STEERING if letter != "\n" and letter in told.out + told.err] == []
    if form == "json":
        for row in filter(None, told.out.split("\n")):
            json.loads(row)


def calls(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


@pytest.mark.parametrize("path", sorted(CLI.glob("*.py")), ids=lambda path: path.stem)
def test_one_module_prints(path):
    """All else goes through it, so that nothing is forgotten."""
    prints = {
        name
        for name in calls(path)
        if name == "print" or name.startswith(("sys.stdout.write", "sys.stderr.write", "os.write"))
    }

    assert prints == set()
    assert path.stem == "console" or "stream.write" not in set(calls(path))


UNSET = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}

ENCODED = [
    ({"PYTHONIOENCODING": "ascii"}, "text"),
    ({"PYTHONIOENCODING": "cp1252"}, "json"),
    ({"PYTHONIOENCODING": "ascii:strict"}, "text"),
    ({"PYTHONIOENCODING": "ascii:strict"}, "json"),
    ({"LC_ALL": "C", **UNSET}, "text"),
    ({"LC_ALL": "C", **UNSET}, "json"),
]

MORE_ENCODED = [
    ({"PYTHONIOENCODING": "ascii"}, "json"),
    ({"PYTHONIOENCODING": "cp1252"}, "text"),
    ({"PYTHONIOENCODING": "latin-1"}, "text"),
    ({"PYTHONIOENCODING": "latin-1"}, "json"),
    ({"LC_ALL": "POSIX", **UNSET}, "text"),
    ({"LC_ALL": "POSIX", **UNSET}, "json"),
]
"""Much like those above: among the long checks only."""


@pytest.mark.parametrize(
    ("encoding", "form"),
    [*ENCODED, *(pytest.param(*row, marks=pytest.mark.nightly) for row in MORE_ENCODED)],
    ids=str,
)
def test_any_encoding_is_survived(encoding, form, tmp_path):
    """An editor's filter gets UTF-8 back, or escapes where another encoding was asked for."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LC_"))
    }
    done = subprocess.run(
        [sys.executable, "-m", "limner", "expand", "--engine", "offline", "--format", form],
        input="ein Löwe und eine 狐 🦊 “hier”\n".encode(),
        capture_output=True,
        env=environment | encoding,
        cwd=tmp_path,
    )

    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    if form == "json":
        written_in = encoding.get("PYTHONIOENCODING", "utf-8").partition(":")[0]
        row = json.loads(done.stdout.decode(written_in))
        if "LC_ALL" in encoding:
            assert row["source"] == "ein Löwe und eine 狐 🦊 “hier”"
    elif "LC_ALL" in encoding:
        assert "Löwe" in done.stdout.decode()


def test_a_name_that_is_no_text_is_printed(tmp_path):
    """A file name on Linux is any bytes."""
    (tmp_path / os.fsdecode(b"a\xff.md")).write_text("![a fox](fox.png)\n")
    for form in ("text", "json"):
        done = subprocess.run(
            [sys.executable, "-m", "limner", "illustrate", str(tmp_path), "--missing", "--check",
             "--format", form],
            capture_output=True,
        )  # fmt: skip

        assert (done.returncode, b"Traceback" in done.stderr) == (1, False)
        assert b"\\udcff" in done.stdout


def test_streams_that_are_none_are_left_alone(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO("a fox\n"))

    assert main(["expand", "--engine", "offline"]) == 0
    assert "fox" in capsys.readouterr().out


def test_a_reader_that_has_had_enough_gets_no_traceback(tmp_path):
    """As ``limner … | head -1`` ends."""
    words = "\n".join(["a red fox in the snow"] * 400)
    (tmp_path / "words.txt").write_text(words)
    with subprocess.Popen(
        [sys.executable, "-m", "limner", "expand", "--from", "words.txt"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path,
    ) as process:  # fmt: skip
        process.stdout.readline()
        process.stdout.close()

        assert b"Error" not in process.stderr.read()
        assert process.wait(20) == 1


POSIX = pytest.mark.skipif(os.name == "nt", reason="closes streams as a POSIX shell does")


@POSIX
@pytest.mark.parametrize(
    ("redirected", "code", "said"),
    [
        ("expand 'a lake' <&-", 0, ""),
        ("doctor <&-", 0, ""),
        ("expand <&-", 2, "There is no description"),
        ("expand 'a lake' 2>&-", 0, ""),
        ("setup --no-try 2>&-", 2, ""),
        ("expand 'a lake' >&-", 1, "There is no standard output"),
        ("--version >&-", 1, "There is no standard output"),
        ("expand 'a lake' <&- >&- 2>&-", 1, ""),
    ],
)
def test_closed_streams_get_no_traceback(redirected, code, said):
    done = subprocess.run(
        ["sh", "-c", f'"$0" -m limner {redirected}', sys.executable],
        capture_output=True, text=True,
    )  # fmt: skip

    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert done.stderr.count("\n") == bool(said)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
@pytest.mark.parametrize("command", ["expand 'a lake'", "doctor", "--version", "setup --help"])
def test_a_result_that_cannot_be_written_is_one_sentence(command):
    done = subprocess.run(
        ["sh", "-c", f'"$0" -m limner {command} > /dev/full', sys.executable],
        capture_output=True, text=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip

    assert done.returncode == 1
    assert done.stderr == "limner: The result cannot be written: No space left on device.\n"


@pytest.mark.parametrize(
    "module", ["limner.cli", "limner.cli.expand", "limner.services.configured_backends"]
)
def test_ctrl_c_while_modules_are_imported_ends_quietly(module):
    """It comes while *module* is looked for, as at any moment of the start."""
    script = f"""
import sys
class Interrupting:
    def find_spec(self, name, *_):
        if name == {module!r}:
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupting())
from limner.__main__ import main
sys.exit(main(["expand", "a lake"]))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)

    assert (done.returncode, done.stderr) == (130, "")
