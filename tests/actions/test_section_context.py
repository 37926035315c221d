"""The section around words, in every markup: it begins at its heading and ends at the next."""

import pytest

from limner.actions.context import around
from limner.document import Document, Span

SECTIONS = [
    ("markdown", "# A\n\nx\n\n## B\n\n* gulls\n* a «crane»\n\n## C\n", "## B * gulls * a «crane»"),
    ("markdown", "A\n===\n\nx\n\nBig\nB\n---\n\nA «crane».\n\nC\n-\n", "Big B --- A «crane»."),
    (
        "markdown",
        "# A\n\n```sh\n# no heading\n```\n\nA «crane».\n",
        "# A ```sh # no heading ``` A «crane».",
    ),
    ("markdown", "# A\n\n    # no heading\n\nA «crane».\n", "# A # no heading A «crane»."),
    (
        "markdown",
        "# A\n\n<!--\n# no heading\n-->\nA «crane».\n",
        "# A <!-- # no heading --> A «crane».",
    ),
    (
        "markdown",
        "---\n# no heading\ntitle: x\n---\nA «crane».\n",
        "--- # no heading title: x --- A «crane».",
    ),
    (
        "markdown",
        "# A\n\nx\n\n---\n\n- y\n---\n> z\n---\nA «crane».",
        "# A x --- - y --- > z --- A «crane».",
    ),
    (
        "markdown",
        'x\n\n<h2 align="center">B</h2>\n\nA «crane».\n\n<h2>C</h2>\n',
        '<h2 align="center">B</h2> A «crane».',
    ),
    ("markdown", "x\r\n\r\n## The «crane»\r\n\r\ny\r\n\r\n## C", "## The «crane» y"),
    ("mdx", "# A\n\n{/*\n# no\n*/}\n\nA «crane».\n\n# C\n", "# A {/* # no */} A «crane»."),
    ("quarto", "# A\n\n```{r}\n# no\n```\n\nA «crane».\n\n# C\n", "# A ```{r} # no ``` A «crane»."),
    ("myst", "(b)=\n# B\n\n* gulls\n\nA «crane».\n\n# C\n", "# B * gulls A «crane»."),
    ("obsidian", "# B\n\n%%\n# no\n%%\n\nA «crane».\n\n# C\n", "# B %% # no %% A «crane»."),
    ("learn", "# B\n\n* gulls\n\nA «crane».\n\n# C\n", "# B * gulls A «crane»."),
    ("djot", "# B\n\n* gulls\n\nA\n---\n\nA «crane».\n\n# C\n", "# B * gulls A --- A «crane»."),
    (
        "restructuredtext",
        "A\n=\n\nx\n\nBee\n---\n\nA «crane».\n\nCee\n---\n\ny\n",
        "Bee --- A «crane».",
    ),
    (
        "restructuredtext",
        "===\nBee\n===\n\n* gulls\n* a «crane»\n\n=====\n Cee\n=====\n",
        "=== Bee === * gulls * a «crane»",
    ),
    (
        "restructuredtext",
        "Bee\n---\n\nx\n\n----\n\nCode::\n\n  Dee\n  ===\n\nA «crane».\n",
        "Bee --- x ---- Code:: Dee === A «crane».",
    ),
    (
        "restructuredtext",
        "Bee\n---\n\nA long line\n--\n\nA «crane».\n",
        "Bee --- A long line -- A «crane».",
    ),
    (
        "html",
        "<h1>A</h1><p>x</p>\n<h2>B</h2>\n<p>A «crane».</p>\n<h2>C</h2>",
        "<h2>B</h2> <p>A «crane».</p>",
    ),
    (
        "html",
        "<h2>B</h2><!-- <h2>no</h2> --><p>A «crane».</p>",
        "<h2>B</h2><!-- <h2>no</h2> --><p>A «crane».</p>",
    ),
    (
        "vue",
        "<H2 id=b>B</H2><header>x</header><p>A «crane».</p>",
        "<H2 id=b>B</H2><header>x</header><p>A «crane».</p>",
    ),
    (
        "asciidoc",
        "= A\n:x: y\n\nx\n\n== B\n\n* gulls\n* a «crane»\n\n== C\n",
        "== B * gulls * a «crane»",
    ),
    (
        "asciidoc",
        "= A\n\n----\n== no\n# no\n----\n\nA «crane».\n",
        "= A ---- == no # no ---- A «crane».",
    ),
    (
        "latex",
        "\\section{A}\nx\n\\subsection*{B}\n% \\section{no}\nA «crane».\n\\section{C}",
        "\\subsection*{B} % \\section{no} A «crane».",
    ),
    (
        "org",
        "* A\n** B\n#+begin_src sh\n# no\n* no\n#+end_src\n - gulls\n * a «crane»\n* C\n",
        "** B #+begin_src sh # no * no #+end_src - gulls * a «crane»",
    ),
    ("typst", "= A\n== B\n```\n= no\n```\nA «crane».\n= C", "== B ``` = no ``` A «crane»."),
    (
        "mediawiki",
        "== A ==\nx\n=== B ===\n* gulls\n<pre>\n== no ==\n</pre>\n* a «crane»\n== C ==\n",
        "=== B === * gulls <pre> == no == </pre> * a «crane»",
    ),
    (
        "dokuwiki",
        "===== A =====\n=== B ===\n  * gulls\n<code>\n== no ==\n</code>\nA «crane».\n=== C ===\n",
        "=== B === * gulls <code> == no == </code> A «crane».",
    ),
    (
        "textile",
        "h1. A\n\nx\n\nh2(#b). B\n\n* gulls\n\nA «crane».\n\nh2. C\n",
        "h2(#b). B * gulls A «crane».",
    ),
    (
        "python",
        "# one\nx = 1\n# two\ny = '«crane»'\n# three\n",
        "# one x = 1 # two y = '«crane»' # three",
    ),
    ("python", '"""Bee\n---\n\nA «crane».\n\nCee\n---\n"""\n', "Bee --- A «crane»."),
    (
        "shellscript",
        "#!/bin/sh\n# one\necho «crane»\n# two\n",
        "#!/bin/sh # one echo «crane» # two",
    ),
    ("plaintext", "* gulls\n* a «crane»\n", "* gulls * a «crane»"),
]


@pytest.mark.parametrize(("language", "text", "context"), SECTIONS)
def test_a_section_is_what_its_markup_says(language, text, context):
    start, end = text.index("«"), text.index("»") - 1
    document = Document(text.replace("«", "").replace("»", ""), language)

    assert around(document, Span(start, end), "section") == context
