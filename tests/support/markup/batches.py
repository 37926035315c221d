"""The images that parsers in other processes find, in many documents at once."""

import json
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.markup import mdast, parsers
from tests.support.tools import needed, pandoc_lack, path

Images = list[tuple[str, str]]
"""Target and alternative text of each image of a document, in order."""

_PANDOC_READER = Path(__file__).with_name("batch.lua")

_ASCIIDOCTOR = """
require 'asciidoctor'; require 'json'
texts = JSON.parse(STDIN.read)
pages = texts.map { |text| Asciidoctor.convert(text, safe: :secure, header_footer: false) }
puts JSON.generate(pages)
"""

_EMACS = r"""
(progn
  (require 'ox-html) (require 'json)
  (setq org-export-with-smart-quotes nil org-export-with-toc nil coding-system-for-read 'utf-8)
  (let ((texts (with-temp-buffer (insert-file-contents "/dev/stdin")
                 (json-parse-buffer :array-type 'list))))
    (princ (json-encode
      (mapcar (lambda (text)
                (with-temp-buffer (insert text) (org-mode) (org-export-as 'html nil nil t)))
              texts)))))
"""


def asciidoctor(texts: list[str]) -> list[Images]:
    """Return what Asciidoctor shows as images."""
    needed("asciidoctor")
    written = json.loads(_run(["ruby", "-e", _ASCIIDOCTOR], texts))
    return [parsers.html5(page).images for page in written]


def emacs_org(texts: list[str]) -> list[Images]:
    """Return what Emacs exports of Org as images."""
    written = json.loads(_run([needed("emacs"), "-Q", "--batch", "--eval", _EMACS], texts))
    return [parsers.html5(page).images for page in written]


def pandoc(reader: str) -> Callable[[list[str]], list[Images | None]]:
    """Return a parser by pandoc's *reader*; None stands for a document that it refuses."""

    def parse(texts: list[str]) -> list[Images | None]:
        if reason := pandoc_lack(reader):
            pytest.skip(reason)
        command = [path("pandoc"), "-f", str(_PANDOC_READER), "-t", "json"]
        tree = json.loads(_run(command, texts, PANDOC_READER=reader))
        return [_in_block(block) for block in tree["blocks"]]

    return parse


def _in_block(block: Any) -> Images | None:
    if block["t"] != "Div":
        return None
    images: Images = []
    parsers.take_images(block["c"][1], images)
    # Where LaTeX says no alternative text, pandoc says "image".
    return [(target, "" if alt == "image" else alt) for target, alt in images]


def remark(language: str) -> Callable[[list[str]], list[Images | None]]:
    """Return the parser of npm for *language*; None stands for a document that it refuses."""
    return lambda texts: mdast.images(language, texts)


BATCHES: dict[str, tuple[str, Callable[[list[str]], Any]]] = {
    "asciidoc by asciidoctor": ("asciidoc", asciidoctor),
    "org by emacs": ("org", emacs_org),
    "latex by pandoc": ("latex", pandoc("latex")),
    "typst by pandoc": ("typst", pandoc("typst")),
    "quarto by pandoc": ("quarto", pandoc("markdown")),
    "djot by pandoc": ("djot", pandoc("djot")),
    "textile by pandoc": ("textile", pandoc("textile")),
    "dokuwiki by pandoc": ("dokuwiki", pandoc("dokuwiki")),
    "mdx by remark": ("mdx", remark("mdx")),
    "myst by mystmd": ("myst", remark("myst")),
    "obsidian by remark": ("obsidian", remark("obsidian")),
}
"""For each markup whose parser is another program: its id, and that parser."""


def _run(command: list[str], texts: list[str], **environment: str) -> str:
    done = subprocess.run(
        command,
        input=json.dumps(texts, ensure_ascii=True).encode(),
        capture_output=True,
        check=False,
        timeout=300,
        env=os.environ | environment,
    )
    assert done.returncode == 0, done.stderr.decode()
    return re.sub(r"\A[^\[{]*", "", done.stdout.decode())
