"""Words never land as code: each language has comments that Limner knows, or nothing is written."""

from functools import cache
from pathlib import Path

import pytest
from pygments import token
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound
from tests.support.fake_backends import FakeBackends
from tests.support.fake_editor import Editor
from tests.support.markup.hostile_texts import mixtures, texts

from limner.cli import main
from limner.document import DATA, Document, Span
from limner.markup import for_language, language_of, registry
from limner.markup.interface import Figure

ASKED_FOR = [
    "bat", "powershell", "sql", "ini", "properties", "terraform", "zsh", "fish", "vim",
    "emacs-lisp", "haskell", "elixir", "vb", "nix", "cmake", "matlab", "xml", "svg", "graphql",
    "erlang", "clojure", "lisp", "scheme", "fsharp", "ocaml", "d", "nim", "crystal", "fortran",
    "ada", "pascal", "verilog", "vhdl", "tcl", "awk", "sed", "proto", "hcl", "puppet",
    "dockerfile", "makefile", "diff", "log", "pug", "haml", "sass", "stylus", "coffeescript",
    "reason", "elm", "purescript", "solidity", "apex", "abap", "cobol", "prolog", "stata",
    "sas", "gdscript", "hlsl", "glsl", "wgsl", "cuda", "metal", "assembly",
]  # fmt: skip

KNOWN = {
    "fsharp": ("fsharp", 'let a = "b"\n// old\nlet c = 1\n'),
    "d": ("d", 'int a = 1;\nstring b = "b"; /* old\n */\n'),
    "verilog": ("verilog", "module a;\n// old\nendmodule\n"),
    "proto": ("protobuf", 'message A {\n  string a = 1; // old\n}\n'),
    "solidity": ("solidity", "contract A {\n  /* old\n  */\n}\n"),
    "glsl": ("glsl", "void main() {\n  // old\n}\n"),
    "hlsl": ("hlsl", "float a;\n// old\nfloat b;\n"),
    "wgsl": ("wgsl", "fn a() {\n}\n// old\n"),
    "cuda": ("cuda", "int a;\n// old\nint b;\n"),
    "powershell": ("powershell", "<#\n old\n#>\n$a = 'b'\n# old\nGet-Item $a\n"),
    "fish": ("fish", "set a b\n# old\necho $a\n"),
    "elixir": ("elixir", 'defmodule A do\n  @doc """\n  old\n  """\n  # old\nend\n'),
    "nix": ("nix", "{\n  a = ''\n    old\n  '';\n  # old\n}\n"),
    "cmake": ("cmake", 'set(a "b")\n# old\n'),
    "awk": ("awk", 'BEGIN { print "a" }\n# old\n'),
    "puppet": ("puppet", "file { 'a':\n  ensure => 'b',\n}\n# old\n"),
    "graphql": ("graphql", "type A {\n  # old\n  b: Int\n}\n"),
    "nim": ("nim", 'let a = "b"\n# old\nlet c = 1\n'),
    "crystal": ("crystal", 'a = "b"\n# old\n'),
    "gdscript": ("gdscript", 'var a = "b"\n# old\n'),
    "sql": ("sql", "SELECT a\n-- old\nFROM b /* old\n */ WHERE c = 'd';\n"),
    "ada": ("ada", "procedure A is\n-- old\nbegin\n  null;\nend A;\n"),
    "vhdl": ("vhdl", "entity a is\n-- old\nend a;\n"),
    "haskell": ("haskell", 'a = "b"\n-- old\n{- old\n-}\nc = \'d\'\n'),
    "elm": ("elm", 'a = "b"\n-- old\n'),
    "purescript": ("haskell", 'a = "b"\n-- old\n'),
    "clojure": ("clojure", '(def a "b\nold")\n; old\n'),
    "lisp": ("common-lisp", '(defvar a "b\nold")\n; old\n'),
    "scheme": ("scheme", '(define a "b")\n; old\n'),
    "emacs-lisp": ("emacs-lisp", '(setq a "b\nold")\n;; old\n'),
    "matlab": ("matlab", "a = 1;\n% old\nb = a';\n"),
    "erlang": ("erlang", '-module(a).\n% old\na() -> "b".\n'),
    "prolog": ("prolog", "a(b).\n% old\n"),
    "fortran": ("fortran", "program a\n! old\nend program a\n"),
    "shellscript": ("bash", "echo a \\\n  b\n# old\n"),
    "zsh": ("zsh", "echo a\n# old\n"),
    "c": ("c", "int a;\n// old\nint b; /* old */\n"),
    "cpp": ("cpp", "int a;\n// old\nint b; /* old */\n"),
    "csharp": ("csharp", "class A {\n// old\n}\n"),
    "kotlin": ("kotlin", "val a = 1\n// old\nval b = 2\n"),
    "perl": ("perl", "my $a = 1;\n# old\nmy $b = 2;\n"),
    "dockerfile": ("docker", "FROM a\n# old\nRUN b\n"),
    "makefile": ("make", "a: b\n# old\n"),
}  # fmt: skip

BREAKS = [
    "fox & calc.exe", "fox *) evil", "fox */ evil", "fox #> evil", "fox -} evil", "fox ]] evil",
    "fox |# evil", "fox --> evil", "fox '' evil", 'fox """ evil', "fox ''' evil", "fox \\",
    "fox \\ \\",
    "fox `", "fox ^", "fox _", "fox ??/", "fox %> evil", "fox ?> evil",
    "fox ${evil} $(evil) `evil`",
    "fox\nevil()", "fox\r\nevil()", "fox\u2028evil()", "fox } ) ] ; evil",
]  # fmt: skip


known_lexer = cache(get_lexer_by_name)
"""Each lexer is made once: that takes as long as to read these programs."""


def code(lexer: str, text: str) -> list[tuple[object, str]]:
    """Return the tokens of a program that are neither comments nor blanks."""
    tokens = known_lexer(lexer).get_tokens(text)
    return [
        (kind, value.strip())
        for kind, value in tokens
        if kind not in token.Comment and kind not in token.String.Doc and value.strip()
    ]


@pytest.mark.parametrize("language", KNOWN)
def test_the_program_stays_what_it_was(language):
    lexer, text = KNOWN[language]
    try:
        before = code(lexer, text)
    except ClassNotFound:
        pytest.skip(f"this Pygments has no lexer for {lexer}")
    markup, document = for_language(language), Document(text, language)
    hostile = [*BREAKS, *texts(12, seed=4), *mixtures(12, seed=5)]
    starts = [at for at, mark in enumerate(text) if mark.isalpha()]
    for number, words in enumerate(hostile):
        start = starts[number * 7 % len(starts)]
        intent = markup.read(document, Span(start, start + 1))
        assert intent is not None
        edits = [
            markup.prompt(document, intent, [words], "below"),
            markup.prompt(document, intent, [words, words], "below"),
            markup.image(document, intent, Figure("a b.png", words, words), "below"),
        ]
        for edit in edits:
            assert code(lexer, edit.apply(text)) == before, (words, edit)


def test_every_language_is_known_or_refused():
    plain = for_language("plaintext")

    assert [each for each in ASKED_FOR if each not in DATA and for_language(each) is plain] == []


def test_no_refused_language_has_a_markup_and_every_ending_means_one_of_both():
    plain = for_language("plaintext")
    meant = {registry.language_of(Path(f"a.{ending}")) for ending in registry._ENDINGS}

    assert [each for each in DATA if for_language(each) is not plain] == []
    assert [each for each in meant - DATA if for_language(each) is plain] == ["plaintext"]


REFUSED = ("bat", "xml", "vim", "ocaml", "terraform", "log", "assembly")


@pytest.mark.parametrize("language", REFUSED)
async def test_a_refused_language_is_offered_nothing(language):
    editor = Editor(FakeBackends())
    await editor.start()
    buffer = editor.open("a red fox\n", "file:///tmp/a.x", language)

    assert await editor.actions(buffer, 2, 9) == []


@pytest.mark.parametrize(
    ("name", "offered"),
    [("a.bat", False), ("a.svg", False), ("a.rs", True), ("a.txt", True), ("a", True)],
)
async def test_an_unknown_language_is_what_the_files_ending_says(name, offered):
    editor = Editor(FakeBackends())
    await editor.start()
    buffer = editor.open("// a red fox\n", f"file:///tmp/{name}", "nobody-knows")

    assert bool(await editor.actions(buffer, 5, 12)) == offered


@pytest.mark.parametrize("name", ["a.bat", "a.svg", "a.ini", "a.vim"])
def test_the_terminal_refuses_such_files(name, tmp_path, capsys):
    (tmp_path / name).write_text("a red fox\n")

    assert main(["illustrate", str(tmp_path / name), "--select", "fox"]) == 2
    assert "writes nothing into" in capsys.readouterr().err
    assert (tmp_path / name).read_text() == "a red fox\n"


def test_an_ending_of_prose_or_none_is_plain_text():
    assert language_of(Path("a.txt")) == language_of(Path("README")) == "plaintext"
    assert registry.language_for("nobody-knows", Path("a.txt")) == "plaintext"
    assert registry.language_for("nobody-knows", None) == "nobody-knows"


@pytest.mark.parametrize(
    "language_id", ["text", "", "plaintext", "limner", "vimwiki", "fundamental", "Conf"]
)
@pytest.mark.parametrize(
    ("ending", "language"),
    [
        ("md", "markdown"), ("org", "org"), ("tex", "latex"), ("adoc", "asciidoc"),
        ("rst", "restructuredtext"), ("mdx", "mdx"), ("typ", "typst"),
    ],
)  # fmt: skip
def test_the_ending_counts_where_an_editor_says_little(language_id, ending, language):
    assert registry.language_for(language_id, Path(f"a.{ending}")) == language


@pytest.mark.parametrize(
    ("language_id", "ending"),
    [("gfm", "md"), ("pandoc", "md"), ("ipythongfm", "md"), ("markdown.mdx", "mdx"),
     ("org-mode", "org"), ("python", "md")],
)  # fmt: skip
def test_what_an_editor_knows_counts(language_id, ending):
    assert registry.language_for(language_id, Path(f"a.{ending}")) == language_id
