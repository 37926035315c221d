"""Where pictures go and what links say, in a small project of each kind."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limner.errors import InputError
from limner.project import destinations
from limner.project.document_settings import document_layer
from limner.project.links import linked_files
from limner.project.markdown_dialect import dialect_of
from limner.project.roots import Project, project_of
from limner.project.variables import fits
from limner.settings.declaration import DEFAULTS, Settings
from limner.settings.layers import Layer, resolve
from limner.settings.trust import Source

PROJECTS = Path(__file__).parents[1] / "projects"

NOW = datetime(2026, 5, 1, 8, 40, 32, tzinfo=UTC)


def project(name: str, document: str) -> Project:
    file = PROJECTS / name / document
    text = file.read_text() if file.exists() else ""
    return project_of(file, [PROJECTS / name], text)


def settings(**values: object) -> Settings:
    keys = {f"image.{name}": value for name, value in values.items()}
    found = resolve([Layer(Source.PROJECT, keys)])
    assert found.problems == ()
    return found.settings


CONVENTIONS = [
    ("plain", "notes/coast.md", "notes", "fox.png"),
    ("hugo", "content/posts/coast.md", "static/images", "/images/fox.png"),
    ("hugo", "content/trips/island/index.md", "content/trips/island", "fox.png"),
    ("hugo", "README.md", "", "fox.png"),
    ("jekyll", "_posts/2026-05-01-coast.md", "assets/images", "/walks/assets/images/fox.png"),
    ("jekyll", "notes.md", "", "fox.png"),
    ("eleventy", "src/posts/coast.md", "src/img", "/img/fox.png"),
    ("eleventy-public", "content/coast.md", "public/img", "/img/fox.png"),
    ("docusaurus", "docs/guide/coast.md", "static/img", "/img/fox.png"),
    ("mkdocs", "manual/guide/coast.md", "manual/images", "../images/fox.png"),
    ("mkdocs", "notes/coast.md", "notes", "fox.png"),
    ("sphinx", "source/guide/coast.rst", "source/_static", "../_static/fox.png"),
    ("antora", "modules/ROOT/pages/guide/coast.adoc", "modules/ROOT/images", "fox.png"),
    ("asciidoc", "manual/coast.adoc", "assets/pictures", "fox.png"),
    ("asciidoc", "listing.adoc", "", "fox.png"),
    ("asciidoc", "remote.adoc", "", "fox.png"),
    ("asciidoc", "outside.adoc", "", "../tests/projects/asciidoc/fox.png"),
    ("latex", "main.tex", "figures", "fox.png"),
    ("latex", "chapters/island.tex", "figures", "fox.png"),
    ("latex-plain", "parts/island.tex", "parts", "parts/fox.png"),
    ("typst", "chapters/coast.typ", "chapters", "fox.png"),
    ("obsidian", "walks/coast.md", "attachments", "fox.png"),
    ("obsidian-markdown", "walks/coast.md", "walks/pictures", "pictures/fox.png"),
    ("mdbook", "text/guide/coast.md", "text/images", "../images/fox.png"),
    ("quarto", "posts/coast.md", "posts/images", "images/fox.png"),
    ("learn", "articles/coast.md", "articles/media/coast", "media/coast/fox.png"),
    ("jupyter-book", "coast.md", "", "fox.png"),
]


@pytest.mark.parametrize(("name", "document", "folder", "link"), CONVENTIONS)
def test_each_kind_of_project_keeps_its_pictures_in_its_own_way(name, document, folder, link):
    here = project(name, document)
    picture = here.root / folder / "fox.png"

    assert destinations.folder(here, DEFAULTS) == folder
    assert destinations.target(here, DEFAULTS, picture) == link
    assert linked_files.resolve(here, DEFAULTS, link) == picture


DESTINATIONS = [
    ("pictures", "notes/pictures", "pictures/fox.png"),
    (".", "notes", "fox.png"),
    ("/assets/", "assets", "../assets/fox.png"),
    ("${documentBaseName}", "notes/coast", "coast/fox.png"),
    ("${documentWorkspaceFolder}/img/${fileName}", "img", "../img/fox.png"),
    ("${documentDirName}/img", "notes/img", "img/fox.png"),
    ("/img/${documentRelativeDirName}", "img/notes", "../img/notes/fox.png"),
    ("img-${documentExtName}", "notes/img-md", "img-md/fox.png"),
    ("img/${isoDate}", "notes/img/2026-05-01", "img/2026-05-01/fox.png"),
    ("${isoTime}", "notes/20260501T084032Z", "20260501T084032Z/fox.png"),
    ("${year}/${month}", "notes/2026/05", "2026/05/fox.png"),
    ({"*.rst": "a", "/notes/**": "b", "**": "c"}, "notes/b", "b/fox.png"),
    ({"*.rst": "a"}, "notes", "fox.png"),
]


@pytest.mark.parametrize(("destination", "folder", "link"), DESTINATIONS)
def test_the_destination_of_the_settings_comes_first(destination, folder, link):
    here, asked = project("plain", "notes/coast.md"), settings(destination=destination)

    assert destinations.folder(here, asked, NOW) == folder
    assert destinations.target(here, asked, here.root / folder / "fox.png") == link


@pytest.mark.parametrize(
    ("destination", "sentence"),
    [
        ("../..", "leads out of the project"),
        ("/../x", "leads out of the project"),
        ("${documentDirName}/../..", "leads out of the project"),
        ("${home}/x", r"knows no variable \$\{home\}: use \$\{documentBaseName\}"),
        ("${fileName}/x", "knows no variable"),
    ],
)
def test_a_destination_that_cannot_be_is_named(destination, sentence):
    with pytest.raises(InputError, match=sentence):
        destinations.folder(project("plain", "notes/coast.md"), settings(destination=destination))


LINKS = [
    ("hugo", "content/posts/coast.md", "/static/pics", "", "/pics/fox.png"),
    ("hugo", "content/posts/coast.md", ".", "", "fox.png"),
    ("plain", "notes/coast.md", "/static/images", "/images/${fileName}", "/images/fox.png"),
    ("plain", "notes/coast.md", "/static/images", "/images/", "/images/fox.png"),
    (
        "plain",
        "notes/coast.md",
        "/static/${documentBaseName}",
        {"*.md": "/${documentBaseName}/${fileName}"},
        "/coast/fox.png",
    ),
    ("asciidoc", "manual/coast.adoc", "/figures", "", "../../figures/fox.png"),
    ("latex", "main.tex", "/img", "", "img/fox.png"),
    ("typst", "chapters/coast.typ", "/img", "", "../img/fox.png"),
    ("obsidian-markdown", "walks/coast.md", "/img", "", "../img/fox.png"),
]


@pytest.mark.parametrize(("name", "document", "destination", "link", "written"), LINKS)
def test_what_links_say_fits_the_folder(name, document, destination, link, written):
    here, asked = project(name, document), settings(destination=destination, link=link)
    picture = here.root / destinations.folder(here, asked) / "fox.png"

    assert destinations.target(here, asked, picture) == written
    assert linked_files.resolve(here, asked, written) == picture


RESOLVED = [
    ("plain", "notes/coast.md", "../img/a b.png", "img/a b.png"),
    ("plain", "notes/coast.md", "/img/a.png", "img/a.png"),
    ("plain", "notes/coast.md", "coast.md?raw=true", "notes/coast.md"),
    ("plain", "notes/coast.md", "https://example.org/a.png", None),
    ("plain", "notes/coast.md", "//example.org/a.png", None),
    ("plain", "notes/coast.md", "data:image/png;base64,AA", None),
    ("plain", "notes/coast.md", "attachment:a.png", None),
    ("plain", "notes/coast.md", "{{ site.url }}/a.png", None),
    ("plain", "notes/coast.md", "{% static 'a.png' %}", None),
    ("plain", "notes/coast.md", "../../a.png", "../a.png"),
    ("plain", "notes/coast.md", "", None),
    ("jekyll", "_posts/2026-05-01-coast.md", "/notes.md", "notes.md"),
    ("latex", "main.tex", "harbour", "photos/harbour.jpg"),
    ("latex", "main.tex", "figures/tower", "figures/tower.png"),
    ("latex", "main.tex", "tower.pdf", "figures/tower.pdf"),
    ("typst", "chapters/coast.typ", "/img/a.png", "img/a.png"),
    ("sphinx", "source/guide/coast.rst", "/_static/a.png", "source/_static/a.png"),
    ("obsidian", "walks/coast.md", "goat.png", "old/goat.png"),
    ("antora", "modules/ROOT/pages/guide/coast.adoc", "other:a.png", None),
]


@pytest.mark.parametrize(("name", "document", "target", "found"), RESOLVED)
def test_links_lead_to_files_of_the_project(name, document, target, found):
    here = project(name, document)

    file = None if found is None else Path(os.path.normpath(here.root / found))
    assert linked_files.resolve(here, DEFAULTS, target) == file


def test_a_vault_with_two_files_of_one_name_gets_the_whole_path():
    here = project("obsidian", "walks/coast.md")

    assert destinations.target(here, DEFAULTS, here.root / "attachments/goat.png") == (
        "attachments/goat.png"
    )


DIALECTS = [
    ("plain", "notes/coast.md", "markdown"),
    ("obsidian", "walks/coast.md", "obsidian"),
    ("obsidian-markdown", "walks/coast.md", "markdown"),
    ("myst", "guide/coast.md", "myst"),
    ("jupyter-book", "coast.md", "myst"),
    ("sphinx", "source/guide/island.md", "myst"),
    ("quarto", "posts/coast.md", "quarto"),
    ("learn", "articles/coast.md", "learn"),
    ("docfx", "articles/coast.md", "learn"),
    ("docusaurus", "docs/guide/coast.md", "mdx"),
]


@pytest.mark.parametrize(("name", "document", "dialect"), DIALECTS)
def test_a_projects_tools_say_which_markdown_it_is(name, document, dialect):
    here = project(name, document)

    assert dialect_of(here, "markdown") == dialect
    assert dialect_of(here, "latex") == "latex"


def test_docusaurus_may_be_told_to_read_markdown(tmp_path):
    (tmp_path / "docusaurus.config.ts").write_text("markdown: { format: 'detect' },\n")
    here = project_of(tmp_path / "docs" / "coast.md", [tmp_path])

    assert dialect_of(here, "markdown") == "markdown"


NAMES = st.text(st.sampled_from("aZ9éß狐 -_.,+&()[]'~@"), min_size=1, max_size=12)


@given(st.sampled_from(CONVENTIONS), NAMES, st.sampled_from(["", "/", "/img", "sub", "/a b/ü"]))
def test_every_link_that_is_written_leads_back_to_its_picture(row, name, destination):
    here, asked = project(*row[:2]), settings(destination=destination)
    picture = here.root / destinations.folder(here, asked) / f"x{name}.png"

    assert linked_files.resolve(here, asked, destinations.target(here, asked, picture)) == picture


@pytest.mark.parametrize(
    ("path", "glob", "expected"),
    [
        ("a/b.md", "*.md", True),
        ("a/b.md", "/*.md", False),
        ("b.md", "/*.md", True),
        ("a/b.md", "a/*", True),
        ("a/c/b.md", "a/*", False),
        ("a/c/b.md", "a/**", True),
        ("a/c/b.md", "**/c/*.{md,rst}", True),
        ("a/c/b.txt", "**/c/*.{md,rst}", False),
        ("a/b.md", "a/?.md", True),
        ("a/b.md", "**", True),
        ("a/b.md", "{", False),
        ("a/c.md", "a/{b{1,2},c}.md", True),
        ("a/b2.md", "a/{b{1,2},c}.md", True),
        ("a/b3.md", "a/{b{1,2},c}.md", False),
        ("a/" * 60 + "b", "**/" * 60 + "c", False),
        ("a" * 200, "*a" * 60 + "b", False),
        ("b", "{a,b}" * 30, False),
    ],
)
def test_globs(path, glob, expected):
    assert fits(path, glob) is expected


@pytest.mark.parametrize(("markdown", "link"), [("false", "fox.png"), ("true", "/images/fox.png")])
def test_a_site_opened_as_a_vault_stays_a_site(markdown, link, tmp_path):
    shutil.copytree(PROJECTS / "hugo", tmp_path / "hugo")
    settings = tmp_path / "hugo" / ".obsidian" / "app.json"
    settings.parent.mkdir()
    settings.write_text(f'{{"useMarkdownLinks": {markdown}}}')
    here = project_of(tmp_path / "hugo" / "content" / "posts" / "coast.md", [tmp_path / "hugo"])
    picture = here.root / destinations.folder(here, DEFAULTS) / "fox.png"

    assert destinations.target(here, DEFAULTS, picture) == link


BLANKS = " " * 50_000

HOSTILE = [
    ("mkdocs.yml", f"docs_dir: x{BLANKS}y{BLANKS}", "note.md", "# x"),
    ("hugo.toml", f"contentDir = {BLANKS}", "content/note.md", "# x"),
    ("eleventy.config.js", "addPassthroughCopy(" * 3_000 + BLANKS, "note.md", "# x"),
    ("conf.py", f"extensions{BLANKS}", "note.rst", "x"),
    (".obsidian/app.json", "[" * 50_000, "note.md", "x"),
    ("x", "", "note.adoc", ":a: {b}{b}{b}\n:b: {a}{a}{a}\n:imagesdir: {a}" + "{b}" * 3_000),
    ("x", "", "note.adoc", f":imagesdir: x{BLANKS}y"),
    ("x", "", "note.adoc", "----\n" * 10_000),
    ("x", "", "note.tex", "\\graphicspath{" + "{a}" * 10_000),
    ("x", "", "note.tex", f"% !TEX root = {BLANKS}x{BLANKS}"),
]


@pytest.mark.parametrize(("file", "settings", "document", "text"), HOSTILE)
def test_no_project_keeps_anyone_waiting(file, settings, document, text, tmp_path):
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text(settings)
    here = project_of(tmp_path / document, [tmp_path], text)

    assert not destinations.folder(here, DEFAULTS).startswith((".", "/"))
    assert dialect_of(here, "markdown") in ("markdown", "obsidian")
    assert len(document_layer(text, here.document.suffix)[0].values) == 0


def test_no_folder_of_a_convention_is_hidden_or_outside(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("docs_dir: .\n")
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / ".obsidian" / "app.json").write_text('{"attachmentFolderPath": ".secret/x"}')
    here = project_of(tmp_path / "note.md", [tmp_path])

    assert destinations.folder(here, DEFAULTS) == ""
