"""Real builds show the pictures that ``--missing`` has drawn, where each of them looks for them.

A builder that is not there is skipped: see ``tests.support.tools``. Typst comes with the tests.
"""

import os
import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from limner.cli import main
from tests.support import tools
from tests.support.folders import plant, tree

SMALL = "limner.toml | [image]⏎size = '96x64'"

SITES = {
    "mkdocs": (
        ["mkdocs.yml | site_name: Coast⏎", "docs/walks/day.md | # Day⏎⏎![a red fox](img/fox.png)"],
        ["mkdocs", "build", "-q", "-d", "out"],
        "docs/walks/img/fox.png",
        "out/walks/day/index.html",
    ),
    "sphinx": (
        [
            "conf.py | project = 'Coast'",
            "index.rst | Coast⏎=====⏎⏎.. figure:: /pictures/fox.png⏎   :alt: a red fox⏎⏎   A fox.",
        ],
        ["sphinx", "-q", "-b", "html", ".", "out"],
        "pictures/fox.png",
        "out/index.html",
    ),
    "hugo": (
        [
            "hugo.toml | baseURL = '/'⏎title = 'Coast'",
            "layouts/_default/single.html | <main>{{ .Content }}</main>",
            "layouts/_default/list.html | <main>{{ .Content }}</main>",
            "content/walks/day.md | ---⏎title: Day⏎---⏎⏎![a red fox](/images/fox.png)",
        ],
        ["hugo", "-d", "out"],
        "static/images/fox.png",
        "out/walks/day/index.html",
    ),
    "quarto": (
        ["_quarto.yml | project:⏎  type: website⏎  output-dir: out",
         "index.qmd | ---⏎title: Day⏎---⏎⏎![](img/fox.png){fig-alt='a red fox'}"],
        ["quarto", "render", "--quiet"],
        "img/fox.png",
        "out/index.html",
    ),
    "asciidoctor": (
        ["book.adoc | = Coast⏎:imagesdir: pictures⏎⏎image::fox.png[a red fox]"],
        ["asciidoctor", "-o", "book.html", "book.adoc"],
        "pictures/fox.png",
        "book.html",
    ),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def draw(folder: Path, files: list[str], picture: str) -> bytes:
    """Draw what is missing among *files*, which is one picture; return it."""
    plant(folder, [SMALL, *files])
    before = tree(folder)
    assert main(["illustrate", ".", "--missing", "--yes"]) == 0
    assert tree(folder).keys() - before.keys() == {picture}
    return (folder / picture).read_bytes()


@pytest.mark.parametrize("name", SITES)
def test_a_site_shows_what_was_drawn(name, folder):
    files, (program, *options), picture, page = SITES[name]
    command = [tools.needed(program), *options]
    drawn = draw(folder, files, picture)
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr

    html = (folder / page).read_text()
    shown = re.findall(r"<img[^>]*?\ssrc=[\"']?([^\"' >]+)", html)
    (source,) = [each for each in shown if "fox" in each]
    root = folder / Path(page).parts[0] if source.startswith("/") else (folder / page).parent
    assert (root / source.lstrip("/")).read_bytes() == drawn
    assert "a red fox" in html


def test_a_document_of_pandoc_holds_what_was_drawn(folder):
    drawn = draw(folder, ["a.md | ![a red fox](img/fox.png)"], "img/fox.png")
    subprocess.run([tools.needed("pandoc"), "a.md", "-o", "a.docx"], cwd=folder, check=True)

    with zipfile.ZipFile(folder / "a.docx") as document:
        media = [name for name in document.namelist() if name.startswith("word/media/")]
        assert [document.read(name) for name in media] == [drawn]


def test_a_page_of_typst_shows_what_was_drawn(folder):
    import typst

    page_size = "#set page(width: 96pt, height: 64pt, margin: 0pt)"
    draw(folder, [f'a.typ | {page_size}⏎#image("img/fox.png", alt: "a red fox")'], "img/fox.png")
    typst.compile(folder / "a.typ", output=folder / "a.png", ppi=72.0)

    with Image.open(folder / "a.png") as page, Image.open(folder / "img" / "fox.png") as fox:
        wanted = fox.convert("RGB").resize(page.size)
        pairs = zip(page.convert("RGB").tobytes(), wanted.tobytes(), strict=True)
        off = [abs(one - other) for one, other in pairs]
    assert sum(off) / len(off) < 3


THESIS = [
    r"thesis.tex | \documentclass{school}⏎\graphicspath{{figures/raster/}{figures/}}⏎"
    r"\begin{document}⏎\crest⏎\include{chapters/coast}⏎\end{document}",
    r"school.cls | \LoadClass{article}⏎\RequirePackage{graphicx}⏎"
    r"\newcommand\crest{\includegraphics{crest}}",
    r"chapters/coast.tex | \includegraphics{harbour}⏎⏎"
    r"\begin{figure}\includegraphics{fox}\caption{A red fox.}\end{figure}",
]


def test_tex_shows_what_was_drawn_and_what_was_there(folder):
    """What TeX finds first is what it found before: the author's crest and harbour."""
    program = tools.needed("pdflatex")
    plant(folder, THESIS)
    theirs = {"figures/raster/harbour.png", "figures/crest.png"}
    for name in theirs:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (16, 16), "navy").save(folder / name)

    def found() -> set[str]:
        command = [program, "-interaction=nonstopmode", "thesis.tex"]
        subprocess.run(command, cwd=folder, capture_output=True)
        log = (folder / "thesis.log").read_text(errors="replace").replace("\n", "")
        return {os.path.normpath(name) for name in re.findall(r"<use (\S+?\.png)>", log)}

    assert found() == theirs
    before = tree(folder)
    plant(folder, [SMALL])
    assert main(["illustrate", ".", "--missing", "--yes"]) == 0
    (new,) = tree(folder).keys() - before.keys() - {"limner.toml"}
    assert Path(new).name == "fox.png"
    assert found() == theirs | {new}


PAPER = [
    r"paper.tex | \documentclass{article}⏎\usepackage{graphicx}⏎\begin{document}⏎"
    r"Some words.⏎⏎A red fox in snow.⏎⏎\end{document}"
]


def test_tex_fits_a_drawn_picture_into_the_text(folder):
    program = tools.needed("pdflatex")
    plant(folder, PAPER)
    assert main(["illustrate", "paper.tex", "--select", "A red fox in snow"]) == 0
    command = [program, "-interaction=nonstopmode", "paper.tex"]
    subprocess.run(command, cwd=folder, capture_output=True)

    log = (folder / "paper.log").read_text(errors="replace")
    assert "<use a-red-fox-in-snow.png" in log
    assert "Overfull" not in log
