"""``limner illustrate … --missing --check-pictures``: do linked pictures show what they should."""

import argparse
import asyncio
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from limner import files
from limner.actions import checking, findings
from limner.actions.batches.picture_checks import (
    CheckedPictureFile,
    LinkedFile,
    check_all,
    linked_files_of,
    price_of,
)
from limner.actions.checking import CheckConditions
from limner.actions.document_search import search_documents
from limner.cli.console import Asking, confirm, interactive, print_json, print_line, say
from limner.cli.inputs import settings, shown_path
from limner.cli.missing.illustrate_missing import paths_of
from limner.cli.missing.picture_report import html_report
from limner.errors import ConsentNeeded, InputError
from limner.image.pricing import dollars
from limner.services.configured_backends import ConfiguredBackends
from limner.settings.declaration import Settings

ONLY_READ = (
    "nobody is set up who could look at them: their lettering is read on this machine, and nothing "
    "is sent."
)


@dataclass(frozen=True)
class _Agreed:
    """Who looks, after the person's yes."""

    conditions: CheckConditions
    held: Settings


def run(options: argparse.Namespace) -> int:
    """Check every linked picture that says what it was drawn from, after one question.

    1 when one of them lacks something, or could not be checked.
    """
    if options.report and options.report.exists():
        raise InputError(f"{options.report} exists already: choose another name.")
    search = search_documents(
        paths_of(options),
        lambda project: settings(project, options),
        lambda held: findings.THERE,
        say,
        listed=options.files_from is not None,
    )
    found, unsaid = linked_files_of(search.documents)
    if unsaid:
        say(f"{_many(unsaid)} without a record of what was drawn: left out.")
    kept = tuple(one for one in found if one.settings.engine != "offline")
    if len(kept) < len(found):
        say(f"{_many(len(found) - len(kept))} of projects with engine = offline: left out.")
    found = kept
    if not found:
        say("No linked picture can be checked against the words it was drawn from.")
        return 0
    # The question stands outside of any event loop, which would keep a Ctrl-C from ending it.
    agreed = _agree(found, options)
    results: list[CheckedPictureFile] = []

    def on_result(one: CheckedPictureFile) -> None:
        results.append(one)
        _print(one, options.format)

    asyncio.run(check_all(found, agreed.conditions, agreed.held.image_jobs, on_result))
    if options.report:
        page = asyncio.run(html_report(results, shown_path))
        files.create_text(options.report, page.encode())
        say(f"Written: {options.report}")
    lacking = sum(one.check is None or bool(one.check.of("missing")) for one in results)
    say(f"{lacking} of {_many(len(results))} lack something, or could not be checked.")
    return 1 if lacking else 0


def _agree(found: Sequence[LinkedFile], options: argparse.Namespace) -> _Agreed:
    """Ask once for all.

    Raises:
        ConsentNeeded: nobody can be asked, or the answer was no; nothing was sent.
        InputError: nobody is set up who could look.
    """
    backends, asking = ConfiguredBackends(os.environ), Asking(options.yes)
    held = found[0].settings
    conditions = asyncio.run(checking.conditions_of(held, backends, asking.consent, asking.session))
    viewer = conditions.viewer
    if viewer is None:
        say(f"{_many(len(found))}: {ONLY_READ}")
        return _Agreed(conditions, held)
    price = price_of(found, viewer)
    cost = "at a price that is not known" if price is None else f"for about {dollars(price)}"
    cost = "free of charge" if price == 0 else cost
    sentence = (
        f"{_many(len(found))}, each sent to {viewer.says_who} to be checked against its words, "
        f"{cost}."
    )
    if options.yes:
        say(sentence)
    elif not interactive():
        raise ConsentNeeded(f"{sentence} Nothing was sent: add --yes to have them checked.")
    elif not confirm(f"{sentence} Send them?"):
        raise ConsentNeeded("Nothing was sent, because you did not agree.")
    asking.session.may_check = True
    return _Agreed(conditions, held)


def _print(one: CheckedPictureFile, form: str) -> None:
    place = shown_path(one.file.path)
    if form == "json":
        print_json(
            {
                "file": shown_path(one.file.document),
                "link": one.file.target,
                "picture": place,
                "words": one.file.record.words,
                "check": asdict(one.check) if one.check else None,
                "error": one.error or None,
            }
        )
        return
    said = one.check.summary if one.check else one.error
    note = f" {one.check.note}" if one.check and one.check.note else ""
    print_line(f"{shown_path(one.file.document)}: {place}: {said}{note}")


def _many(count: int) -> str:
    return "1 picture" if count == 1 else f"{count} pictures"
