"""What was found out about a picture: a short table of what is kept, missing and uncertain."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, get_args

from limner.prompt.cleaning import clean
from limner.prompt.picture_check.question import QuestionKind

Verdict = Literal["kept", "missing", "uncertain"]

LONGEST_WORDS, LONGEST_SEEN = 120, 60
"""Characters of a row that are kept: it may come from a file that anyone wrote."""

MOST_ROWS = 80


@dataclass(frozen=True)
class CheckRow:
    """What became of one thing that the words commit to.

    Attributes:
        kind: what it is about.
        words: what they commit to, in few words: "three boats".
        verdict: whether the picture shows it.
        seen: what is there instead, as far as whoever looked said it: "two boats".
    """

    kind: QuestionKind
    words: str
    verdict: Verdict
    seen: str = ""

    @property
    def mending(self) -> str:
        """What to mind when the picture is drawn again: "three boats, not two boats"."""
        if self.kind == "lettering":
            wrong = f", not “{self.seen}”" if self.seen else ""
            return f"the lettering {self.words}{wrong}"
        return f"{self.words}, not {self.seen}" if self.seen else self.words


@dataclass(frozen=True)
class PictureCheck:
    """What was found out about one picture.

    Attributes:
        rows: what its words commit to, in their order.
        looked: who looked at it: a model and its host, or the reader of lettering on this machine.
        created: date and time, ISO 8601 with its offset.
        note: why rows are uncertain, where there is one reason for many.
    """

    rows: tuple[CheckRow, ...] = ()
    looked: str = ""
    created: str = ""
    note: str = ""

    def of(self, verdict: Verdict) -> tuple[CheckRow, ...]:
        """Return the rows of one *verdict*."""
        return tuple(row for row in self.rows if row.verdict == verdict)

    @property
    def summary(self) -> str:
        """Say it in one line: "2 of 3 kept; missing: three boats (two boats)"."""
        kept, missing, uncertain = map(self.of, get_args(Verdict))
        said = f"{len(kept)} of {len(self.rows)} kept"
        for verdict, rows in (("missing", missing), ("uncertain", uncertain)):
            said += f"; {verdict}: {', '.join(map(_short, rows))}" if rows else ""
        return said

    @property
    def mending(self) -> str:
        """What to mind when the picture is drawn again, ``""`` where nothing is missing."""
        return "; ".join(row.mending for row in self.of("missing"))


def ranking(checks: Iterable[PictureCheck | None]) -> tuple[int, ...]:
    """Return the places of pictures, the one that lacks least first; equal ones stay in order."""
    every = list(checks)
    return tuple(sorted(range(len(every)), key=lambda place: _lacks(every[place])))


def rows_of(value: object) -> tuple[CheckRow, ...]:
    """Take the rows that have the right form: a record may come from anyone."""
    items = value[:MOST_ROWS] if isinstance(value, list) else []
    return tuple(row for item in items if (row := _row(item)) is not None)


def check_of(value: object) -> PictureCheck | None:
    """Read back what a record or the journal holds of a check; ``None`` where it is none."""
    if not isinstance(value, dict) or not (rows := rows_of(value.get("rows"))):
        return None
    looked, created, note = (
        _text(value.get(name), longest)
        for name, longest in (("looked", 120), ("created", 40), ("note", 300))
    )
    return PictureCheck(rows, looked, created, note)


def seen_text(text: str) -> str:
    """Return what somebody saw as a few words of one line."""
    short = clean(text[: 4 * LONGEST_SEEN]).strip(" .\"“”'")
    return re.sub(r"\s+", " ", short)[:LONGEST_SEEN]


def _lacks(check: PictureCheck | None) -> tuple[int, int]:
    return (len(check.of("missing")), len(check.of("uncertain"))) if check else (0, MOST_ROWS)


def _short(row: CheckRow) -> str:
    return f"{row.words} ({row.seen})" if row.seen else row.words


def _row(item: object) -> CheckRow | None:
    held: dict[str, Any] = item if isinstance(item, dict) else {}
    kind: Any = held.get("kind")
    verdict: Any = held.get("verdict")
    if kind not in get_args(QuestionKind) or verdict not in get_args(Verdict):
        return None
    words, seen = _text(held.get("words"), LONGEST_WORDS), _text(held.get("seen"), LONGEST_SEEN)
    return CheckRow(kind, words, verdict, seen) if words else None


def _text(value: object, longest: int) -> str:
    return clean(value[:longest]).replace("\n", " ") if isinstance(value, str) else ""
