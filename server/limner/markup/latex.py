r"""LaTeX.

- Image: ``\includegraphics[alt={…}]{path}`` in a paragraph of its own, not indented, or a
  ``figure`` with caption and label. All of the alternative text survives, escaped.
- Prompt below: a comment line, ``% limner-prompt: …``.
- Nothing is put into the preamble, a table, a float, verbatim text or math, but after it.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from limner.document import Span
from limner.markup.common.blocks import BlockShape, Spot, line_stop, spot_at
from limner.markup.common.headings import headings_outside
from limner.markup.common.markup_language import Lines, MarkupLanguage, comment_line
from limner.markup.common.regions import Rule, Rules, mask
from limner.markup.interface import Annotations, Figure, ImageLink, Parts, PictureFolders, Place
from limner.markup.latex_words import with_accents, words
from limner.patterns import lazy_regex


def _end(opening: str, _before: str) -> str:
    return re.escape(opening.replace(r"\begin", r"\end", 1))


def _environment(place: Place, names: str) -> Rule:
    return Rule(
        place, rf"\\begin\{{(?:{names})\*?\}}", _end, unescaped=True, block=True, runs_on=True
    )


_COMMENT = Rule(Place.COMMENT, r"%", r"$", unescaped=True, runs_on=True)
_CODE = (
    _environment(Place.CODE, "verbatim|Verbatim|lstlisting|minted|alltt|comment|filecontents"),
    Rule(
        Place.CODE, r"\\verb\*?[!-)+-/:-@\[-^`{-~]", lambda opening, _before: re.escape(opening[-1])
    ),
)
_MATH = (
    _environment(Place.MATH, "equation|align|gather|multline|eqnarray|displaymath|math|alignat"),
    Rule(Place.MATH, r"\\\[", r"\\\]", unescaped=True, within=True),
    Rule(Place.MATH, r"\\\(", r"\\\)", unescaped=True, within=True),
    Rule(Place.MATH, r"\$\$", r"\$\$", unescaped=True, within=True),
    Rule(Place.MATH, r"\$", r"(?<!\\)\$", unescaped=True, within=True),
)
_PREAMBLE = Rule(
    Place.FRONT_MATTER, r"\\documentclass\b", r"\\begin\{document\}", block=True, runs_on=True
)
_FLOATS = (
    _environment(Place.PARAGRAPH, "figure|wrapfigure|SCfigure|sidewaysfigure|subfigure"),
    _environment(Place.CODE, "tikzpicture|picture|pspicture|axis|thebibliography"),
    _environment(Place.TABLE, "table|tabular|tabularx|tabulary|longtable|tabbing|array"),
)
RULES = Rules((_COMMENT, _PREAMBLE, *_CODE, *_MATH, *_FLOATS))
_OPAQUE = Rules((_COMMENT, *_CODE))

SHAPE = BlockShape(
    rules=RULES,
    item=re.compile(r"[ \t]*\\item\b"),
    heading=re.compile(r"[ \t]*\\(?:part|chapter|(?:sub){0,2}section|(?:sub)?paragraph)\*?[\[{]"),
    alone=re.compile(r"[ \t]*\\(?:begin|end|maketitle|tableofcontents|newpage|clearpage|par)\b"),
    tight=False,
)

_IN_KEYS = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
    "%": r"\%", "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
}  # fmt: skip
"""The alternative text is not typeset: only what TeX itself would read is escaped."""
_IN_PROSE = _IN_KEYS | {
    "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", "`": r"\textasciigrave{}",
}  # fmt: skip
_PRINTED = {
    **{command.removesuffix("{}"): mark for mark, command in _IN_PROSE.items()},
    r"\textquotesingle": "'", r"\textquotedbl": '"', "-{}": "-",
}  # fmt: skip
_COMMAND = lazy_regex(
    "(" + "|".join(re.escape(command) for command in sorted(_PRINTED, reverse=True)) + ")"
    r"(?:\{\}|(?<=[a-z])[ \t]+)?|\\([ ,;])"
)
_IMAGE = lazy_regex(
    r"\\includegraphics\*?[ \t]*+(?:\[(?P<options>(?:[^\[\]{}]"
    r"|\{(?:[^{}\\]|\\.|\{[^{}]*+\})*+\})*+)\])?"
    r"[ \t]*+\{(?P<target>[^{}\n]*+(?:\{[^{}\n]*+\}[^{}\n]*+)*+)\}",
    re.DOTALL,
)
_ARGUMENT = lazy_regex(r"(?<!\\)#\d")
_ALT = lazy_regex(r"(?:^|,)\s*alt\s*=\s*(?:\{((?:[^{}\\]|\\.|\{[^{}]*\})*)\}|([^,]*))")
_FLOAT_MARK = lazy_regex(
    r"\\(?:begin|(?P<ends>end))\{(?:(?:sub|wrap|SC|sideways|margin)?figure|minipage|floatrow"
    r"|subcaptionblock)\*?\}"
    r"|\\(?:sub)?caption(?:of\{[^{}]*\})?(?:\[[^\[\]]*+\])?"
    r"\{(?P<caption>(?:[^{}\\]|\\.|\{(?:[^{}\\]|\\.|\{[^{}]*+\})*+\})*+)\}",
    re.DOTALL,
)
_BOXED = lazy_regex(
    r"\\(?:subfloat|subfigure|subcaptionbox\*?)\s*"
    r"(?:\[(?P<caption>(?:[^\[\]]|\[[^\[\]]*\])*)\]"
    r"|\{(?P<before>(?:[^{}]|\{[^{}]*\})*)\}(?:\[[^\]]*\]){0,3})\s*\{(?:[^{}]|\{[^{}]*\})*\Z"
)
"""A box with a caption of its own, in which a picture stands."""


def links(flat: str) -> Iterator[ImageLink]:
    r"""Yield ``\includegraphics`` with its ``alt`` key and the caption of its figure."""
    searched = mask(flat, _OPAQUE)
    caption_at = _captions(searched)
    for found in _IMAGE.finditer(searched):
        if _ARGUMENT.search(found["target"]):
            continue
        alt = _ALT.search(found["options"] or "")
        held = None if not alt else alt[1] if alt[1] is not None else alt[2]
        yield ImageLink(
            Span(*found.span()),
            _unescaped(found["target"]).strip().strip('"'),
            None if held is None else _unescaped(with_accents(held)).strip(),
            caption_at(found.end()),
        )


def escape(text: str, spot: Spot | None = None) -> str:
    """Return *text* as words: every special character as the command that prints it."""
    escaped = "".join(_IN_PROSE.get(character, character) for character in text)
    escaped = re.sub(r"-(?=-)|'(?=')", r"\g<0>{}", escaped)
    return re.sub(r"^\[", "{[}", escaped)


def locate(flat: str, span: Span, shape: BlockShape) -> Spot:
    """Return the spot; a block that ends inside braces ends where they close."""
    spot = spot_at(flat, span, shape)
    if spot.region and spot.region.rule.block:
        return spot
    if spot.place is Place.HEADING:
        # A picture in a heading would also go into the table of contents and the page header.
        spot = replace(spot, inline=False)
    depth, end = 0, spot.block.end
    for brace in re.compile(r"\\.|[{}]").finditer(flat, spot.block.start):
        if brace.start() >= end and depth <= 0:
            break
        depth += {"{": 1, "}": -1}.get(brace.group(), 0)
        if depth == 0:
            end = max(end, line_stop(flat, brace.end()))
    return spot if end == spot.block.end else spot.moved(end, spot.prefix)


def _graphics(figure: Figure) -> str:
    alt = "".join(_IN_KEYS.get(character, character) for character in figure.alt)
    return rf"\includegraphics[width=\linewidth,alt={{{alt}}}]{{{_target(figure.target)}}}"


def _float(figure: Figure) -> Lines:
    lines = [r"\begin{figure}[htbp]", r"  \centering", "  " + _graphics(figure)]
    if figure.caption:
        lines.append(rf"  \caption{{{escape(figure.caption)}}}")
    if figure.label:
        lines.append(rf"  \label{{fig:{figure.label}}}")
    return [*lines, r"\end{figure}"]


def _target(target: str) -> str:
    return re.sub(r"([%#{}])", r"\\\1", target)


def _captions(searched: str) -> Callable[[int], str | None]:
    """Return a function that finds the caption of the innermost float around an offset."""
    offsets, innermost = [0], [NONE]
    parents: list[int] = []
    captions: list[list[tuple[int, str]]] = []
    closed: set[int] = set()
    for mark in _FLOAT_MARK.finditer(searched):
        inside = innermost[-1]
        if mark["caption"] is not None:
            if inside != NONE:
                captions[inside].append((mark.start(), mark["caption"]))
            continue
        if mark["ends"] is None:
            parents.append(inside)
            captions.append([])
            inside = len(parents) - 1
        elif inside != NONE:
            closed.add(inside)
            inside = parents[inside]
        offsets.append(mark.end())
        innermost.append(inside)

    def caption_at(offset: int) -> str | None:
        inside = innermost[bisect_right(offsets, offset) - 1]
        for _ in range(MOST_NESTED):
            if inside == NONE:
                break
            if boxed := _BOXED.search(searched, max(0, offset - FARTHEST_BOX), offset):
                return _words(boxed["caption"] or boxed["before"] or "")
            held = captions[inside] if inside in closed else []
            if held:
                behind = bisect_right(held, (offset, ""))
                return _words(held[behind if behind < len(held) else 0][1])
            inside = parents[inside]
        return None

    return caption_at


NONE = -1
MOST_NESTED = 20
"""Floats inside of one another in which a caption is looked for."""
FARTHEST_BOX = 400
"""Characters before a picture in which a box with a caption of its own begins."""


def _words(caption: str) -> str:
    return _unescaped(words(caption)).strip()


def _unescaped(text: str) -> str:
    return _COMMAND.sub(lambda command: _PRINTED.get(command[1], command[2] or ""), text)


def _several(prompts: Sequence[str], _spot: Spot, _following: str) -> Lines:
    return [r"\begin{enumerate}", *(rf"  \item {prompt}" for prompt in prompts), r"\end{enumerate}"]


_STATED_FOLDERS = lazy_regex(r"\\graphicspath\s*\{((?:\s*\{[^{}]*\}\s*%?)+)\s*\}")
_COMMENTED = lazy_regex(r"(?<!\\)%[^\n]*")
_INCLUDED = lazy_regex(
    r"\\(?:(?P<style>usepackage|RequirePackage|documentclass|LoadClass)\s*(?:\[[^\]]*\])?"
    r"|(?:sub)?(?:import|inputfrom|includefrom)\*?\s*\{(?P<folder>[^{}]*)\}"
    r"|(?:input|include|subfile|loadglsentries)\b)\s*\{(?P<name>[^{}\\]+)\}"
)
_STYLES = {
    "usepackage": ".sty",
    "RequirePackage": ".sty",
    "documentclass": ".cls",
    "LoadClass": ".cls",
}
_EXAMPLES = re.compile(r"example-(?:image|grid|movie)(?:-[\w-]+)?(?:\.\w+)?")
"""The pictures that the package mwe brings along, and duckuments."""


def _included(text: str, _read: Iterable[str]) -> Iterator[str]:
    for found in _INCLUDED.finditer(_COMMENTED.sub("", text)):
        for name in found["name"].split(","):
            ending = _STYLES.get(found["style"] or "", "")
            yield f"{(found['folder'] or '').strip()}/{name.strip()}{ending}".lstrip("/")


def pictures(text: str, _folder: str) -> PictureFolders:
    r"""Return the folders of every ``\graphicspath``, of whichever branch."""
    stated = _STATED_FOLDERS.findall(_COMMENTED.sub("", text))
    folders = [folder for each in stated for folder in re.findall(r"\{([^{}]*)\}", each)]
    return PictureFolders(
        r"LaTeX's \graphicspath" if folders else "LaTeX",
        tuple(dict.fromkeys(folder.strip() for folder in folders if "\\" not in folder)),
        # In the order of pdfTeX's own list; a picture of an older one is looked for too.
        endings=(".pdf", ".png", ".jpg", ".mps", ".jpeg", ".PDF", ".PNG", ".JPG", ".JPEG", ".eps",
                 ".ps", ".svg"),
        supplied=_EXAMPLES,
        loose=True,
    )  # fmt: skip


LATEX = MarkupLanguage(
    shape=SHAPE,
    links_in=links,
    inline=lambda figure, _spot: _graphics(figure),
    standalone=True,
    # Indented as a paragraph is, a picture as wide as the text would not fit on its line.
    block=lambda figure: [rf"\noindent{_graphics(figure)}"],
    figure=_float,
    escape=escape,
    mark=comment_line("% "),
    several=_several,
    decoded=with_accents,
    peels=(
        (re.compile(r"\\(?:emph|text\w\w|underline|textbf|enquote)\{([^{}]*)\}"), r"\1"),
        (re.compile(r"``(.+?)''"), r"“\1”"),
        (re.compile(r"\\([{}$&#%_])"), r"\1"),
        (re.compile(r"(?<=\S)~(?=\S)"), " "),
    ),
    heads=re.compile(r"\\item(?:\[[^\]\n]*\])?[ \t]*|%+[ \t]*"),
    wrapped=re.compile(
        r"\\(?:part|chapter|(?:sub){0,2}section|(?:sub)?paragraph|caption|title|emph|textbf|textit)"
        r"\*?(?:\[[^\]\n]*\])?\{(?P<words>[^{}]*)\}"
    ),
    locate=locate,
    apart=False,
    address=_target,
    headings_in=lambda flat, shape: headings_outside(flat, _OPAQUE, shape.heading),
    signs=("graphics",),
    annotations=Annotations(remark=("% ", "")),
    stated=pictures,
    parts=Parts(
        included=_included,
        is_whole=r"\documentclass",
        named=re.compile(r"(?im)^%[ \t]*!TEX[ \t]+root[ \t]*=([^\n]*)$"),
        usual=("main.tex",),
        endings=("", ".tex"),
    ),
)
