"""Pictures that an ended ``limner draw`` has paid for: each is used once, where it fits."""

from dataclasses import asdict
from pathlib import Path

from limner.actions import figures, requests
from limner.actions.outside_editors import word_pictures
from limner.actions.outside_editors.json_rows import KEYS
from limner.actions.outside_editors.word_pictures import DrawingConditions
from limner.cli.console import say
from limner.cli.inputs import shown_path
from limner.image.finishing import as_row
from limner.image.jobs.recovery import Waiting
from limner.prompt.expansion import Expansion

USED = "An earlier run has paid for this picture: it is used, free of charge."

ASKED = ("size", "quality", "format", "background", "compression")
"""What two requests for the same words may differ in, by the names that the journal has for it."""


def take(
    words: str, conditions: DrawingConditions, earlier: list[Waiting], at: Path | None
) -> Waiting | None:
    """Take the picture out of *earlier* that would be drawn for *words* now, if there is one.

    Where there are others of these words, that is said.

    Args:
        words: the author's own.
        conditions: what holds for the picture.
        earlier: what earlier runs have paid for.
        at: the picture's file, where one is named.

    Raises:
        InputError: what is asked for now cannot be drawn.
        SaveError: the journal cannot be read.
    """
    here = conditions.project.document
    same = [one for one in earlier if (one.document, one.words) == (here, words)]
    for waiting in same:
        if _fits(waiting, conditions, at):
            earlier.remove(waiting)
            return waiting
    for waiting in same:
        say(
            "An earlier run has paid for a picture of these words, which is not what is asked for "
            f"now: it stays at {shown_path(waiting.picture)}."
        )
    return None


def used(waiting: Waiting, conditions: DrawingConditions, language: str) -> dict[str, object]:
    """Write down that an earlier picture is used, and return its JSON object.

    Args:
        waiting: the picture.
        conditions: what holds for it.
        language: in which its link is written; ``""`` for no link.

    Raises:
        SaveError: the journal cannot be written.
    """
    figure = figures.waiting_figure(waiting, conditions.project, conditions.settings)
    job = waiting.journal.job(waiting.job)
    waiting.journal.done(waiting.job)
    link = None
    if language:
        link = word_pictures.link_of(figure, waiting.picture, language, Path.cwd())
    row: dict[str, object] = dict.fromkeys(KEYS)
    return row | {
        "source": waiting.words,
        "picture": shown_path(waiting.picture),
        "link": link,
        "alt": figure.alt,
        "renderer": "images",
        "model": job.details.get("model") if job else None,
        "prompt": job.details.get("prompt") if job else None,
        "cost": 0.0,
    }


def _fits(waiting: Waiting, conditions: DrawingConditions, at: Path | None) -> bool:
    """Say whether an earlier picture is what would be drawn now."""
    settings = conditions.settings
    job = waiting.journal.job(waiting.job)
    finish = requests.finish_of(settings, at)
    asked = requests.fit_request(
        requests.request_of(Expansion("", None, "", ""), settings, at),
        conditions.backends.tariff(settings),
        waiting.words,
        requests.unread_references(settings),
        settings.dialect,
        finish.size,
    ).request
    wanted = {key: value for key, value in asdict(asked).items() if key in ASKED}
    wanted |= {"name": at.name if at else "", "dialect": settings.dialect, **as_row(finish)}
    return job is not None and all(job.details.get(key) == value for key, value in wanted.items())
