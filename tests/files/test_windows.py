"""Windows by data: its names, its URIs, and files that somebody holds, without a Windows."""

from pathlib import Path, PureWindowsPath

import pytest

from limner.document import Document, Span
from limner.errors import InputError, SaveError
from limner.files import pictures, whole
from limner.image.file_names import place_of, slug
from limner.lsp.documents.uris import file_name_of
from limner.markup import for_language
from limner.markup.interface import Figure

URIS = [
    ("file:///c%3A/Users/Mia/trip.md", r"c:\Users\Mia\trip.md"),
    ("file:///C:/Users/Mia/trip.md", r"c:\Users\Mia\trip.md"),
    ("file:///C|/trip.md", r"\C|\trip.md"),
    ("file:///d%3A/K%C3%BCste%20%231/a%3Fb.md", r"d:\Küste #1\a?b.md"),
    ("file://server/share/trip.md", r"\\server\share\trip.md"),
    ("file://server/c%24/trip.md", r"\\server\c$\trip.md"),
    ("file://localhost/c:/trip.md", r"c:\trip.md"),
    ("untitled:Untitled-1", None),
    ("vscode-notebook-cell:/c%3A/n.ipynb#W0", None),
    ("http://[::1", None),
    ("file:///", None),
    ("file:///c%3A/a%00b.md", None),
]


@pytest.mark.parametrize(("uri", "path"), URIS)
def test_a_uri_names_a_drive_or_a_shared_folder(uri, path):
    assert file_name_of(uri, windows=True) == path


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("file:///home/mia/K%C3%BCste%20%231.md", "/home/mia/Küste #1.md"),
        ("file://localhost/home/mia/a.md", "/home/mia/a.md"),
        ("file:///c%3A/trip.md", "/c:/trip.md"),
        ("file://server/share/trip.md", "//server/share/trip.md"),
    ],
)
def test_elsewhere_it_names_a_path(uri, path):
    assert file_name_of(uri, windows=False) == path


def test_the_case_of_a_drive_and_of_a_name_makes_no_other_file():
    names = [
        file_name_of(uri, windows=True) for uri in ("file:///C:/A/x.md", "file:///c%3A/a/X.md")
    ]

    assert len({PureWindowsPath(name) for name in names}) == 1
    assert PureWindowsPath(names[0]).is_relative_to(PureWindowsPath(r"c:\a"))


RESERVED = ["con", "PRN", "aux", "NUL", "com1", "COM9", "lpt1", "LPT9", "com0"]


@pytest.mark.parametrize("name", RESERVED)
def test_no_picture_is_called_like_a_device(name, tmp_path):
    assert slug(name) != name.lower()
    for ending in (".png", ".tar.png", " .png"):
        with pytest.raises(InputError, match="is no name for a picture"):
            place_of(tmp_path, tmp_path / f"{name}{ending}")


@pytest.mark.parametrize("name", ["console", "com10", "lpt", "null", "auxiliary", "nul-1"])
def test_names_that_only_begin_like_one_are_fine(name, tmp_path):
    assert slug(name) == name
    assert place_of(tmp_path, tmp_path / f"{name}.png") == ""


class Held:
    """A file that another program holds for so many tries."""

    def __init__(self, tries: int, code: int) -> None:
        self.tries, self.code, self.calls = tries, code, 0

    def __call__(self) -> None:
        self.calls += 1
        if self.calls <= self.tries:
            error = PermissionError(13, "in use")
            error.winerror = self.code
            raise error


@pytest.fixture
def windows(monkeypatch):
    """Make ``files`` take the ways it takes on Windows; pauses cost no time."""
    pauses = []
    monkeypatch.setattr(whole, "WINDOWS", True)
    monkeypatch.setattr(whole.time, "sleep", pauses.append)
    return pauses


@pytest.mark.parametrize("code", [5, 32, 33])
@pytest.mark.parametrize(("tries", "works"), [(0, True), (6, True), (7, False)])
def test_a_held_file_is_waited_for_two_and_a_half_seconds(windows, code, tries, works):
    held = Held(tries, code)
    if works:
        whole.patiently(held)
    else:
        with pytest.raises(PermissionError):
            whole.patiently(held)

    assert held.calls == min(tries, 6) + 1
    assert sum(windows) == pytest.approx([0, 0.05, 0.15, 0.35, 0.75, 1.55, 2.55][min(tries, 6)])


def test_another_refusal_is_not_waited_for(windows):
    with pytest.raises(PermissionError):
        whole.patiently(Held(1, 19))

    assert windows == []


def test_elsewhere_nothing_is_waited_for():
    held = Held(1, 32)
    with pytest.raises(PermissionError):
        whole.patiently(held)

    assert held.calls == 1


def test_a_document_that_stays_locked_is_left_as_it_is(windows, tmp_path, monkeypatch):
    note = tmp_path / "note.md"
    note.write_text("mine")
    held = Held(99, 32)
    monkeypatch.setattr(whole.os, "replace", lambda *names: held())
    with pytest.raises(SaveError, match=r"Cannot write .*note\.md \(no permission\)"):
        whole.replace_text(note, b"new")

    assert note.read_text() == "mine"
    assert [file.name for file in tmp_path.iterdir()] == ["note.md"]


def test_a_name_that_differs_in_case_only_is_taken(tmp_path, monkeypatch):
    """On such a disk ``Fox.png`` and ``fox.png`` are one file."""
    (tmp_path / "Fox.png").write_bytes(b"mine")
    given = pictures.give_name

    def folded(temporary: Path, path: Path) -> None:
        if path.name.lower() in {file.name.lower() for file in path.parent.iterdir()}:
            raise FileExistsError(17, "taken")
        given(temporary, path)

    monkeypatch.setattr(pictures, "BY_DESCRIPTOR", False)
    monkeypatch.setattr(pictures, "give_name", folded)
    written = pictures.write_picture(tmp_path, "", "fox", "png", b"new")

    assert written.name == "fox-1.png"
    assert (tmp_path / "Fox.png").read_bytes() == b"mine"


def test_a_path_that_is_too_long_is_said_in_a_sentence(tmp_path, monkeypatch):
    def too_long(*arguments, **options):
        raise OSError(36, "File name too long")

    monkeypatch.setattr(whole.os, "open", too_long)
    with pytest.raises(SaveError, match=r"the name is too long\): choose a folder with a shorter"):
        pictures.write_picture(tmp_path, "a/b", "fox", "png", b"new")


@pytest.mark.parametrize("language", ["markdown", "latex", "restructuredtext", "org", "asciidoc"])
def test_a_document_with_carriage_returns_keeps_them(language):
    text = "Here is a red fox.\r\n\r\nThe end.\r\n"
    document = Document(text, language)
    markup = for_language(language)
    intent = markup.read(document, Span(8, 17))
    after = markup.image(document, intent, Figure("fox.png", "A fox."), "below").apply(text)

    assert after.replace("\r\n", "").count("\n") == after.replace("\r\n", "").count("\r") == 0
    assert after.startswith("Here is a red fox.\r\n")
    assert after.endswith("The end.\r\n")
