"""Questions in a cell: which host may be asked, what may be paid, which picture is meant."""

from pathlib import Path

from IPython.core.error import StdinNotImplementedError
from IPython.display import Image, display

from limner.errors import ConsentNeeded
from limner.image.jobs.approval import DRAW, DRAW_AGAIN, REUSE, SEND_PROMPT
from limner.image.jobs.choosing import KEEP
from limner.image.jobs.session import Ask, Show
from limner.jupyter.beforehand import advice
from limner.jupyter.interruptible import MainThread
from limner.services.backends import Backends, Consent
from limner.settings.declaration import Settings

NOBODY = "This front end cannot ask"
PAYING = frozenset({DRAW, DRAW_AGAIN, SEND_PROMPT})
"""Answers that agree to what is sent or paid."""


def consent_in_cell(main: MainThread) -> Consent:
    """Return what asks in the cell whether text may be sent to a host."""

    async def consent(host: str) -> bool:
        question = f"Limner would send your words to {host}. Do you agree to that host? [y/N] "
        answer = await main.do(
            lambda: _input(
                question,
                f'to agree beforehand, set allowedHosts = ["{host}"] in your config.toml',
            )
        )
        if answer.strip().lower() in ("y", "yes"):
            return True
        raise ConsentNeeded(f"Nothing was sent to {host}, because you did not agree.")

    return consent


def asking_in_cell(main: MainThread, settings: Settings, backends: Backends, *, edit: bool) -> Ask:
    """Return what asks in the cell about one picture.

    Args:
        main: the thread that the cell runs in.
        settings: that hold for the picture.
        backends: who would draw it, and for what.
        edit: a picture that is there is changed.
    """

    async def ask(question: str, answers: tuple[str, ...]) -> str | None:
        if KEEP in answers:
            # The cell has asked for the change, and the old picture stays beside the new one.
            return answers[0]
        listed = "".join(f"\n  {n}. {each}" for n, each in enumerate(answers, 1))
        advised = advice(answers, settings, backends.tariff(settings), edit=edit)
        try:
            said = await main.do(lambda: _input(f"{question}{listed}\nWhich? [none] ", advised))
        except ConsentNeeded:
            # A picture that is there already, or was paid for, needs no yes.
            if REUSE in answers or all(map(str.isdecimal, answers)):
                return answers[0]
            if PAYING & set(answers):
                raise
            return None  # Nobody has said yes, to having a picture looked at for instance.
        number = said.strip()
        chosen = int(number) if number.isdecimal() and len(number) < 10 else 0
        return answers[chosen - 1] if 1 <= chosen <= len(answers) else None

    return ask


def showing_in_cell(main: MainThread) -> Show:
    """Return what shows a sheet of candidates in the cell."""

    async def show(sheet: Path) -> bool:
        await main.do(lambda: display(Image(filename=str(sheet))))  # type: ignore[no-untyped-call]
        return True

    return show


def _input(question: str, advised: str) -> str:
    """Ask in the cell.

    Raises:
        ConsentNeeded: it cannot ask; what is *advised* would do instead.
    """
    try:
        return input(question)
    except (StdinNotImplementedError, EOFError):
        asked = question.split("\n")[0].removesuffix(" [y/N] ")
        raise ConsentNeeded(
            f"{NOBODY} “{asked}”, so nothing was sent or drawn: {advised}."
        ) from None
