"""Stops jobs: by an action at their words, or all of them by a command without arguments.

An editor that shows no progress has no other way.
"""

from collections.abc import Iterator, Sequence

from lsprotocol import types

from limner.document import Span
from limner.lsp import from_proto, to_proto
from limner.lsp.documents.document_state import RunningJob
from limner.lsp.documents.open_documents import OpenDocument
from limner.lsp.server import LimnerServer

KIND = "refactor.rewrite.limner.cancel"


def offers(
    ls: LimnerServer, document: OpenDocument, range_: types.Range
) -> Iterator[types.CodeAction]:
    """Offer to stop the jobs whose words *range_* touches."""
    for job in _at(document, document.span(range_, ls.documents.encoding)):
        title = f"Stop {job.title[:1].lower()}{job.title[1:]}"
        yield types.CodeAction(
            title=title,
            kind=KIND,
            command=to_proto.command("limner.cancel", title, document.uri, range_),
        )


def cancel(ls: LimnerServer, arguments: Sequence[object]) -> None:
    """Stop the jobs at the place that the one argument names, or all jobs without one."""
    if arguments:
        target = from_proto.target(ls.documents, arguments)
        running = _at(target.document, target.span)
    else:
        running = [job for document in ls.documents for job in document.busy.values()]
    for job in running:
        job.task.cancel()


def _at(document: OpenDocument, span: Span) -> list[RunningJob]:
    """Return the jobs at *span*, each once."""
    found = [job for followed, job in document.busy.items() if followed.anchor.span.touches(span)]
    return list({id(job.task): job for job in found}.values())
