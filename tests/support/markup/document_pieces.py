"""The pieces of random documents that decide whether what looks like an image is one."""

import re

IMAGES = {
    "markdown": ("![a§](§.png)", "![a *b* §](<§ c.png> 'T')", "![d§]", "![a§][d§]", "![d§][]"),
    "restructuredtext": (".. image:: §.png", ".. image:: §.png\n   :alt: a §"),
    "html": ('<img src="§.png" alt="a §">', "<img src=§.png>", "<IMG alt='§' SRC='§.png'/>"),
    "mediawiki": ("[[File:§.png|alt=a §]]", "[[File:§.png|thumb|alt=§|Cap]]", "[[File:§.png]]"),
    "asciidoc": ("image::§.png[a §]", "image::§.png[alt=a §,width=30]", "image:§.png[a §]"),
    "org": ("#+attr_html: :alt a §\n[[file:§.png]]", "#+ATTR_HTML: :alt a § :width 3\n[[./§.png]]"),
    "latex": (
        r"\includegraphics[alt={a §}]{§.png}",
        r"\includegraphics[width=3cm,alt={a §}]{§.png}",
        r"\includegraphics{§.png}",
        r"\includegraphics*{§.png}",
    ),
    "typst": (
        '#image("§.png", alt: "a §")',
        '#image("§.png")',
        '#figure(image("§.png", alt: "a §"))',
    ),
    "quarto": ("![a§](§.png)", "![a *b* §](<§ c.png>){width=3}", '![a§](§.png "T")'),
    "djot": ("![a§](§.png)", "![a _b_ §](§.png){width=3}"),
    "textile": ("!§.png(a §)!", "!{width:3px}§.png(a §)!", "!§.png(a §)!:x.html"),
    "dokuwiki": ("{{§.png|a §}}", "{{ §.png?30 |a §}}", "{{§.png?30x20|a §}}"),
    "mdx": ("![a§](§.png)", "![a *b* §](<§ c.png> 'T')"),
    "myst": (
        "![a§](§.png)",
        "```{image} §.png\n:alt: a §\n```",
        ":::{image} §.png\n:alt: a §\n:::",
    ),
    "obsidian": ("![[§.png|a §]]", "![a§](§.png)"),
}
"""Image links of each markup; § is a number."""

PIECES = {
    # A blank line follows the backtick without an end: it would be closed in another block.
    "markdown": (
        "@", "words", "words @ words", "words\n@", "# Heading", "# Heading @", "Heading\n===",
        "Heading @\n---", "```\n@\n```", "~~~~ text\n@\n~~~\n@\n~~~~", "    @", "\t@", "   @",
        "> @", "> words", "> words\n@", "> - @", ">     @", "> # H\n>     @", "- @", "- words",
        "- words\n\n  @", "- words\n\n      @", "1. @", "1) words\n   @", "-     @", "  @",
        "[d§]: e§.png", "[d§]: <f§.png> 'Title'", "[d§]:\ne§.png", "> [d§]: g§.png",
        "- [d§]: h§.png", "    [d§]: i§.png", "[d§]: j§.png words",
        "<div>", "</div>", "<div>\n@\n</div>", "<div>\n\n@\n\n</div>", "<b>@</b>",
        "<!-- @ -->", "<!--\n@\n\n@\n-->", "| a | b |\n|---|---|\n| @ | c |", r"\@", r"\\@",
        "`@`", "``@ ` @``", "`@\n", "***", "---", "[@](x.html)", "[words](x.html) @", "*@*",
    ),
    # No paragraph ends with "::" alone: what begins with punctuation below it is literal text.
    "restructuredtext": (
        "@", "words", "words::\n\n   @", "Heading\n=======", "- words\n\n  @", "- @",
        "1. @", "words\n\n   words\n\n   @", ".. note::\n\n   @", ".. code-block:: text\n\n   @",
        "..\n   @", ".. A comment\n   @", ".. |s§| image:: s§.png", "``@``", "| @", ">>> 1",
        "::\n\n   @",
        "====  ====\na     b\n====  ====\n1     2\n====  ====", "+---+\n| a |\n+---+",
        ".. figure:: f§.png\n   :alt: f §\n\n   Caption.", "term\n   @", "term\n   words\n\n   @",
        "----------", ".. raw:: html\n\n   @", "`words`_", ".. [§] words\n\n   @",
    ),
    # An image tag in the attribute of another tag is found, which HTML takes for words; and HTML
    # takes <image> for an image. Neither is here.
    "html": (
        "@", "words", "<p>@</p>", "<p>words", "<!-- @ -->", "<!--", "-->", "<div>@", "</div>",
        "<script>@</script>", "<style>@</style>", "<textarea>@</textarea>", "<title>@</title>",
        "<pre>@</pre>", "<h1>@</h1>", "<ul><li>@<li>@</ul>", "<table><tr><td>@</table>",
        "<a title='&lt;img>'>b</a>", '<a title="a > b">@</a>',
        "<figure>@<figcaption>C</figcaption>", "< img src=n.png>",
        "&lt;img src=n.png>", "<br/>", "a < b", "<imgs src=n.png>",
    ),
    "mediawiki": (
        "@", "words", "== Heading ==", "== @ ==", "* @", "# words", ": @", "<!-- @ -->",
        "<nowiki>@</nowiki>", "<pre>@</pre>", "{|\n| @\n|}", "'''@'''", "[[Page]]",
        "[[Page|words]]", "[http://a.b @]", "<div>@</div>", "{{T|@}}", "<ref>@</ref>", " @", "----",
    ),
    "asciidoc": (
        "@", "words", "words @", "words\n@", "@\n@", "== Heading\n@",
        "== Heading", "== Heading @", "* @", "* words\n* @", ". @",
        "----\n@\n----", "....\n@\n....", "++++\n@\n++++", "====\n@\n====", "____\n@\n____",
        "****\n@\n****", "--\n@\n--", "////\n@\n////", "// @", "NOTE: @", " @", "words +\n@",
        "|===\n| a | @\n|===", "`@`", "`+@+`", "+@+", "pass:[@]", "[source]\n----\n@\n----",
        "[source]\n@", ".Title\n@", "term:: @", "* words\n+\n@", r"\@", "<<<",
        "[[id]]", "[quote]\n@", "```\n@\n```", "words footnote:[@]", "http://a.b[@]", "'''",
    ),
    "org": (
        "@", "words\n@", "* Heading\n@", "- words\n\n  @", "- words\n  @", "words", "words\n\n@",
        "#+begin_src sh\n@\n#+end_src", "#+begin_quote\n@\n#+end_quote",
        "#+begin_example\n@\n#+end_example", "#+begin_comment\n@\n#+end_comment",
        "#+begin_export html\n@\n#+end_export", "#+begin_center\n@\n#+end_center", "# words",
        "#+begin_verse\nwords\n#+end_verse", "| a | b |\n| c | d |", ": words", "-----",
        "1. words\n\n   @", "** COMMENT Hidden\n@", "#+caption: Cap\n@", "#+name: fig-§\n@",
        ":PROPERTIES:\n:A: b\n:END:", "#+BEGIN_SRC\n@\n#+END_SRC", "term :: words",
    ),
    "latex": (
        "@", "words @", "words", r"\section{Heading}", r"\section{Heading @}", "% @", "words % @",
        "\\begin{figure}\n@\n\\end{figure}", "\\begin{itemize}\n\\item @\n\\end{itemize}",
        "\\begin{center}\n@\n\\end{center}", "\\begin{verbatim}\n@\n\\end{verbatim}",
        r"\textbf{@}", r"\emph{words @}", r"\verb|\includegraphics{n.png}|", "{@}",
        r"words\footnote{@}", "\\begin{tabular}{ll}\n@ & b \\\\\n\\end{tabular}",
        "\\begin{quote}\n@\n\\end{quote}", "\\begin{lstlisting}\n@\n\\end{lstlisting}",
        "\\begin{comment}\n@\n\\end{comment}", r"\centering", r"5\% @", "words\n\n\\noindent\n@",
        "\\begin{figure}[ht]\n\\centering\n@\n\\caption{Cap}\n\\label{fig:x}\n\\end{figure}",
    ),
    "typst": (
        "@", "words @", "words", "= Heading", "= Heading @", "- @", "+ @", "- words\n  @", "// @",
        "words // @", "/* @ */", "/*\n@\n*/", "```\n@\n```", "`@`", "*words @*", "#strong[@]",
        "#quote[@]", "#table(columns: 2, [@], [b])", "/ term: @", r"\@", "$ x $", "words \\\n@",
        "#align(center)[@]", "#box[@]", "```typ\n@\n```", "#footnote[@]",
    ),
    "quarto": (
        "@", "words", "words @ words", "# Heading", "# Heading @", "```\n@\n```", "~~~\n@\n~~~",
        "> @", "- @", "- words\n\n    @", "1. @", "::: {.callout}\n@\n:::", "<!-- @ -->", "`@`",
        r"\@", "***", "| a | b |\n|---|---|\n| @ | c |", "[@](x.html)", "*@*", "**@**",
        "```{r}\n@\n```", ": Caption @", "words^[@]", "$x$ @", "| line @", "~~@~~",
        "term\n\n:   @",
    ),
    "djot": (
        "@", "words", "words @ words", "# Heading", "# Heading @", "```\n@\n```",
        "> @", "- @", "- words\n\n  @", "1. @", "::: note\n@\n:::", "{% @ %}", "`@`", r"\@", "***",
        "| a | b |\n|---|---|\n| @ | c |", "[@](x.html)", "*@*", "{=@=}", "{-@-}",
        "``` =html\n@\n```", ": term\n\n  @", "$`x` @", "{.class}\n@",
    ),
    "textile": (
        "@", "words", "words @ words", "h2. Heading", "h2. Heading @", "* @", "# @", "bq. @",
        "|a|b|\n|@|c|", "*@*", "_@_", "pre. @", "bc. @", "<pre>\n@\n</pre>", "p. @", "p(note). @",
        "notextile. @", "<notextile>@</notextile>", "###. @", "- term := @",
    ),
    "dokuwiki": (
        "@", "words", "words @ words", "===== Heading =====", "  * @", "  - @", "> @",
        "^ a ^ b ^\n| @ | c |", "<code>\n@\n</code>", "<file>\n@\n</file>", "%%@%%",
        "<nowiki>@</nowiki>", "**@**", "//words @//", "   @", "----", "[[page|words]]",
        "((@))", "<html>\n@\n</html>", r"words\\ @",
    ),
    "mdx": (
        "@", "words", "words @ words", "# Heading", "# Heading @", "```\n@\n```", "~~~\n@\n~~~",
        "> @", "- @", "- words\n\n  @", "1. @", "{/* @ */}", "{/*\n@\n*/}", "`@`", r"\@", "***",
        "<Card>\n\n@\n\n</Card>", "<Card>@</Card>", '<Card title="a > b">\n  @\n</Card>',
        "import x from 'y'", "export const a = `@`", "[@](x.html)", "*@*", "{1 + 1}", "    @",
        "{`@`}", "<Card text={`@`} />",
    ),
    "myst": (
        "@", "words", "# Heading", "```\nwords\n```", "> words", "- words", "1. words", "% words",
        "::::{note}\n@\n::::", "`words`", "***", "+++",
        "````{tip}\n@\n````", "```{code-block} text\nwords\n```", "(label)=", "{ref}`label`",
    ),
    "obsidian": (
        "@", "words", "words @ words", "# Heading", "# Heading @", "```\n@\n```", "~~~\n@\n~~~",
        "> @", "> [!note]\n> @", "- @", "- words\n\n  @", "1. @", "`@`", "***", "[[page|words]]",
        "*@*", "**@**", "<!-- @ -->", "    @", "- [ ] @",
    ),
}  # fmt: skip
"""Blocks and lines of each markup; @ is an image link, § is a number."""

LEFT_OUT = {
    "markdown": re.compile(
        # Limner reads front matter, which CommonMark does not know.
        r"\A---\n"
        # A deep line right below a definition goes on with its paragraph (CommonMark's own
        # implementations, Limner), or is code (markdown-it).
        r"|\[d\d\]:[^\n]*\n(?:[> ]*e\d\.png\n)?>? ?(?: {4}|\t)"
        # So it is with what goes on with a definition in a quote or an item, and keeps that open.
        r"|[->] \[d\d\]:[^\n]*\n[^\n]"
        # A deep line right below a table's rows is code; Limner takes it for another row.
        r"|\| c \|\n(?:[^\n]+\n)*(?: {4}|\t)"
    ),
    # Right below lines shown as they are, pandoc sees no list; DokuWiki does.
    "dokuwiki": re.compile(r"(?m)^   [^\n]*\n  [*-]"),
}
"""Documents that are read otherwise, and why."""
