"""``textDocument/codeAction``: offers what can be done with the words, without doing any of it.

Nothing here awaits, sends or reads a file, and only the lines of the selection are looked at.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lsprotocol import types

from limner.document import DATA, Span
from limner.lsp import to_proto
from limner.lsp.documents.open_documents import OpenDocument
from limner.lsp.documents.text import Position, Text
from limner.lsp.from_proto import LONGEST_SELECTION
from limner.lsp.server import LimnerServer
from limner.patterns import lazy_regex

KIND = "refactor.rewrite.limner"


@dataclass(frozen=True)
class Offer:
    """A code action on words."""

    title: str
    command: str
    name: str = ""
    options: Mapping[str, bool] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The action's kind: its name, or the command's last word, below Limner's own."""
        return f"{KIND}.{self.name or self.command.rpartition('.')[2]}"


OFFERS = (
    Offer("Expand into an image prompt", "limner.expand"),
    Offer("Insert an image prompt below", "limner.insertPrompt"),
    Offer("Draw this and insert the image", "limner.draw"),
    Offer("Insert variations of this prompt", "limner.vary"),
)

AS_IT_STANDS = Offer("Draw as it stands", "limner.draw", "drawAsItStands", {"asItStands": True})
"""For a long passage without Limner's mark, which is read and condensed otherwise."""

SHORTEN = Offer("Shorten this prompt to fit the image generator", "limner.shorten")

KINDS = [KIND, types.CodeActionKind.QuickFix]

EXPLAIN = types.Command("What these actions do", "limner.explainActions")

DOCUMENTATION = [types.CodeActionKindDocumentation(kind, EXPLAIN) for kind in KINDS]
"""An entry below the actions, for clients that show one."""

PROMPT_WORDS = 40
"""Words from which a selection may be a prompt, as in `limner.markup.common.words`."""

MARK = "limner-prompt"
"""What stands in the line of a marked prompt or above it, as in `limner.markup.common.words`."""

SENTENCE_WINDOW = 2_000
"""Code points on each side of the cursor that are searched for the ends of its sentence."""

_SENTENCE_END = lazy_regex(r"[.!?…。！？]+[\"'”’)\]]*\s")


def code_action(
    ls: LimnerServer, params: types.CodeActionParams
) -> list[types.CodeAction | types.Command]:
    """Offer Limner's actions for the selected words, finished results first."""
    document = ls.documents.get(params.text_document.uri)
    # Many editors do not say how they come to ask; then somebody did.
    invoked = params.context.trigger_kind != types.CodeActionTriggerKind.Automatic
    only = params.context.only
    if document is None or not document.in_step or document.language in DATA:
        return []
    if only and not invoked:
        return []
    actions: list[types.CodeAction] = []
    if ls.pending.of(document):
        from limner.lsp.features import insert_finished  # Seldom needed, and never at the start.

        actions += insert_finished.offers(ls, document, params.range, anywhere=invoked)
    if document.busy:
        from limner.lsp.features import stop  # Imported with the commands.

        actions += stop.offers(ls, document, params.range)
    if document.hints:
        from limner.lsp.features import diagnostics  # It has been imported to publish them.

        told = {str(one.code) for one in params.context.diagnostics if one.source == "limner"}
        actions += diagnostics.fixes(ls, document, params.range, told)
    # Imported by the time of the first request.
    from limner.lsp.features import link_actions
    from limner.lsp.features.project_cast import cast_actions

    near = link_actions.near(document, params.range, ls.documents.encoding, at_cursor=invoked)
    if near is not None and not near.inside:
        actions += link_actions.offers(document, near)
    if near is None or near.inside or near.beside:
        actions += _on_words(document, params.range, ls, line_at_cursor=invoked)
        actions += cast_actions.on_name(
            document, params.range, ls.documents.encoding, at_cursor=invoked
        )
    if near is not None and near.inside:
        actions += link_actions.offers(document, near)
    actions = [action for action in actions if _wanted(_name(action.kind), only)]
    if ls.protocol.features.llm_tag and len(actions) > 1:
        # On a sole action the tag would make a click on the light bulb run it at once.
        for action in (each for each in actions if _name(each.kind).startswith(KIND)):
            action.tags = [types.CodeActionTag.LlmGenerated]
    return list(actions)


def _on_words(
    document: OpenDocument, range_: types.Range, ls: LimnerServer, *, line_at_cursor: bool
) -> list[types.CodeAction]:
    words = _words(document, range_, ls, line_at_cursor=line_at_cursor)
    if words is None:
        return []
    found, text = words
    offers: tuple[Offer, ...] = OFFERS
    if len(text.split()) >= PROMPT_WORDS:
        marked = _is_marked(document.text, found.start.line) or _is_written(document, found, ls)
        offers = (*OFFERS, SHORTEN) if marked else (*OFFERS, AS_IT_STANDS, SHORTEN)
    return [_action(offer, document, found, text) for offer in offers]


def _is_marked(text: Text, line: int) -> bool:
    """Say whether Limner's mark stands in *line* or right above it."""
    return any(MARK in text.line(number) for number in (line, line - 1) if number >= 0)


def _is_written(document: OpenDocument, range_: types.Range, ls: LimnerServer) -> bool:
    """Say whether Limner wrote a prompt there in place of words."""
    if not document.written:
        return False
    return document.written_at(document.span(range_, ls.documents.encoding)) is not None


def _action(
    offer: Offer, document: OpenDocument, range_: types.Range, text: str
) -> types.CodeAction:
    title = offer.title
    if offer.command == "limner.draw" and document.prices.draw:
        from limner.lsp.features.price import priced  # It has been imported to find it out.

        title = priced(title, document.prices.draw)
    rest = {"options": dict(offer.options)} if offer.options else {}
    command = to_proto.command(
        offer.command, title, document.uri, range_, version=document.version, text=text, **rest
    )
    return types.CodeAction(title=title, kind=offer.kind, command=command)


def _words(
    document: OpenDocument, range_: types.Range, ls: LimnerServer, *, line_at_cursor: bool
) -> tuple[types.Range, str] | None:
    """Return the words an action would be about, and where; ``None`` when there are none."""
    text, encoding = document.text, ls.documents.encoding
    start = text.place(range_.start.line, range_.start.character, encoding)
    end = text.place(range_.end.line, range_.end.character, encoding)
    start, end = min(start, end), max(start, end)
    if start == end and not line_at_cursor:
        return None
    written = document.written and document.written_at(Span(text.offset(start), text.offset(end)))
    if written:
        start, end = (text.place_at(offset) for offset in (written[0].start, written[0].end))
    elif start == end:
        start, end = _sentence(text, start)
    if end.line - start.line > LONGEST_SELECTION:  # Each line has its end, at least.
        return None
    words = text.between(start, end)
    if len(words) > LONGEST_SELECTION or not any(map(str.isalnum, words)):
        return None
    positions = (
        types.Position(line=place.line, character=text.character(place, encoding))
        for place in (start, end)
    )
    return types.Range(*positions), words


def _sentence(text: Text, cursor: Position) -> tuple[Position, Position]:
    """Return the sentence at *cursor*, within its line and a bounded window."""
    line = text.line(cursor.line)
    first = max(cursor.column - SENTENCE_WINDOW, 0)
    window = line[first : cursor.column + SENTENCE_WINDOW]
    at = cursor.column - first
    start, end = 0, len(window)
    for match in _SENTENCE_END.finditer(window):
        if match.end() <= at:
            start = match.end()
        else:
            end = match.end()
            break
    inside = window[start:end]
    start += len(inside) - len(inside.lstrip())
    end -= len(inside) - len(inside.rstrip())
    return Position(cursor.line, first + start), Position(cursor.line, first + max(start, end))


def _name(kind: object) -> str:
    return str(getattr(kind, "value", kind))


def _wanted(kind: str, only: Iterable[str] | None) -> bool:
    """Say whether *kind* is one of *only* or below one of them."""
    if not only:
        return True
    wanted = [_name(want) for want in only]
    return any(kind == want or kind.startswith(f"{want}.") or not want for want in wanted)
