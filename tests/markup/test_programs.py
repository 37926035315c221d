"""Program text: whatever is inserted, the program outside of comments stays token for token."""

import ast
import importlib
import io
import tokenize
from typing import Any

import pytest
from tests.support.markup.hostile_texts import mixtures, texts

from limner.document import Document, Span
from limner.markup import for_language
from limner.markup.common.words import plain
from limner.markup.interface import Figure, Placement

PYTHON = '''"""A module about @."""

# A picture of @
# is wanted here.
NAME = "a @ here"
LONG = [
    """
    not a docstring: @
    """,
    f"{NAME} and @",
]


def draw():
    """Draw @ at once.

    - in a list: @
    """
    return 1  # return @


class Empty:
    \'\'\'Holds @.\'\'\'
'''
C_LIKE = (
    "/** Draws @. */\nint one = 1;\n// - a @\n// - b\nint two = 2; // trailing @\n/* plain @ */\n"
)
PROGRAMS = {
    "c": ("tree_sitter_c", "language", C_LIKE + 'char *text = "a @ here";\n'),
    "java": ("tree_sitter_java", "language",
             "class A {\n  /**\n   * <p>Draws @.</p>\n   */\n"
             "  String a = \"a @ here\";\n  // @\n}\n"),
    "csharp": ("tree_sitter_c_sharp", "language",
               "class A {\n  /// <summary>Draws @.</summary>\n  string a = \"a @ here\";\n}\n"),
    "go": ("tree_sitter_go", "language",
           "package a\n\n// Draw draws @.\nfunc Draw() string {\n\treturn `a @` + \"b @\"\n}\n"),
    "rust": ("tree_sitter_rust", "language",
             "/// Draws @.\nfn draw<'a>() {\n    let x = \"a @ here\"; // @\n}\n/* block @ */\n"),
    "typescript": ("tree_sitter_typescript", "language_typescript",
                   "/**\n * Draws @.\n */\nconst a: string = `a @`;\nconst b = 'b @';\n// @\n"),
    "typescriptreact": ("tree_sitter_typescript", "language_tsx",
                        "// @\nconst a = (\n  <div>\n    <p>A @ here</p>\n"
                        "    <ul><li>@</li></ul>\n  </div>\n);\n"),
    "lua": ("tree_sitter_lua", "language", "-- Draws @.\nlocal a = 'a @ here'\n--[[ block @ ]]\n"),
    "shellscript": ("tree_sitter_bash", "language", "# Draws @.\necho \"a @ $x\" 'b @'\n"),
    "ruby": ("tree_sitter_ruby", "language", "# Draws @.\na = \"a @ here\"\nb = 'c @'\n"),
}  # fmt: skip


def tree_tokens(module: str, function: str, program: str) -> list[tuple[str, str]]:
    """Return a program's tokens without comments, read by its tree-sitter grammar."""
    tree_sitter = pytest.importorskip("tree_sitter")
    grammar: Any = pytest.importorskip(module)
    language = tree_sitter.Language(getattr(importlib.import_module(module), function)())
    source = program.encode()
    tokens: list[tuple[str, str]] = []

    def walk(node: Any) -> None:
        assert node.type != "ERROR", (grammar, program)
        if "comment" in node.type or node.type in {"jsx_expression", "jsx_self_closing_element"}:
            return
        if node.type == "jsx_element" and source[node.start_byte : node.start_byte + 4] == b"<ol>":
            return
        if not node.children:
            text = source[node.start_byte : node.end_byte].decode().strip()
            tokens.extend([(node.type, text)] if text else [])
        for child in node.children:
            walk(child)

    walk(tree_sitter.Parser(language).parse(source).root_node)
    return tokens


def python_tokens(program: str) -> list[tuple[int, str]]:
    ast.parse(program)
    skipped = {tokenize.COMMENT, tokenize.NL, tokenize.INDENT, tokenize.DEDENT}
    return [
        (token.type, "docstring" if token.string[:3] in {'"""', "'''"} else token.string)
        for token in tokenize.generate_tokens(io.StringIO(program).readline)
        if token.type not in skipped
    ]


def insertions(
    language: str, program: str, text: str, placement: Placement, what: str
) -> list[tuple[str, str]]:
    """Return the program before and after one insertion, for each of its places."""
    markup = for_language(language)
    made = []
    for number in range(program.count("@")):
        pieces = program.split("@")
        before = "fox".join(pieces)
        start = len("fox".join(pieces[: number + 1]))
        document = Document(before, language)
        intent = markup.read(document, Span(start, start + 3))
        assert intent
        assert intent.subject == "fox"
        if what == "image":
            edit = markup.image(document, intent, Figure("img/a (1).png", text), placement)
        elif what == "prompt":
            edit = markup.prompt(document, intent, [text], placement)
        else:
            edit = markup.prompt(document, intent, [text, "two"], placement)
        made.append((before, edit.apply(before)))
    return made


HOSTILE = [*texts(40, seed=5), *mixtures(20, seed=5)]


@pytest.mark.parametrize("what", ["image", "prompt", "several"])
@pytest.mark.parametrize("language", PROGRAMS)
def test_tokens_outside_stay_as_they_were(language: str, what: str) -> None:
    module, function, program = PROGRAMS[language]
    for text in HOSTILE if what != "several" else HOSTILE[:10]:
        for before, after in insertions(language, program, text, "below", what):
            assert after != before
            assert tree_tokens(module, function, after) == tree_tokens(module, function, before)


@pytest.mark.parametrize("what", ["image", "prompt", "several"])
def test_python_tokens_outside_stay_as_they_were(what: str) -> None:
    for text in HOSTILE:
        for before, after in insertions("python", PYTHON, text, "below", what):
            assert after != before
            assert python_tokens(after) == python_tokens(before)


def test_a_prompt_in_a_python_string_is_its_value() -> None:
    """In place of words in a string, the string holds the prompt; elsewhere all still parses."""
    for text in HOSTILE:
        program = 'x = "a @ b"\ny = f"{x} @"\nz = \'@\'\n'
        for before, after in insertions("python", program, text, "replace", "prompt"):
            values = [
                part.value
                for node in ast.parse(after).body
                for part in ast.walk(node)
                if isinstance(part, ast.Constant)
            ]
            assert before != after
            words = plain(text).replace(" ", "")
            assert any(words in value.replace(" ", "") for value in values)
        for _before, after in insertions("python", PYTHON, text, "replace", "prompt"):
            ast.parse(after)


def test_an_image_in_a_docstring_has_its_alternative_text() -> None:
    """What Python hands on of a docstring holds the text as reStructuredText wants it."""
    markup = for_language("python")
    for text in HOSTILE:
        for _before, after in insertions(
            "python", 'def f():\n    """A @."""\n', text, "below", "image"
        ):
            documentation = ast.get_docstring(ast.parse(after).body[0])
            (link,) = for_language("restructuredtext").links(Document(documentation or ""))
            assert (link.target, link.alt or "") == ("img/a (1).png", markup.normalise(text))
