"""What has been spent by the journal, and whether more pictures stay within the limits."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate

from limner.errors import LimitReached
from limner.image.pricing import dollars, micros
from limner.settings.declaration import Settings

_DRAWN = (
    "SELECT coalesce(sum(CASE WHEN json_valid(intent) THEN "
    "coalesce(json_extract(intent, '$.candidates'), 1) ELSE 1 END), 0) "
    "FROM jobs WHERE owner = ? AND state != 'refused'"
)
"""Pictures of this process; a row counts as many as it asked for."""


@dataclass(frozen=True)
class Caps:
    """Most that may be spent: pictures in a session, micro-dollars in a day and in a month."""

    session: int
    day: int
    month: int


@dataclass(frozen=True)
class Allowance:
    """How many of several pictures a limit allows.

    Attributes:
        pictures: how many, the first ones.
        limit: which limit, as a person says it.
        setting: that limit's setting.
    """

    pictures: int
    limit: str
    setting: str


def caps_of(settings: Settings) -> Caps:
    """Return the limits that the person has set."""
    return Caps(settings.limits_session, micros(settings.limits_day), micros(settings.limits_month))


def check_caps(
    database: sqlite3.Connection, owner: str, price: int, pictures: int, caps: Caps
) -> None:
    """Raise ``LimitReached`` when *pictures* for *price* micro-dollars would pass a limit."""
    (drawn,) = database.execute(_DRAWN, (owner,)).fetchone()
    if drawn + pictures > caps.session:
        raise LimitReached(
            f"This would pass limits.session of {caps.session} (drawn so far: {drawn}, asked for: "
            f"{pictures}): begin a new session, or raise the limit in your config.toml."
        )
    for name, cap, spent in _sums(database, caps):
        if spent + price > cap:
            raise LimitReached(
                f"This picture would pass limits.{name} of {dollars(cap)} ({dollars(spent)} are "
                f"spent, it costs {dollars(price)}): raise the limit in your config.toml."
            )


def allowance(
    database: sqlite3.Connection, owner: str, prices: Sequence[int], caps: Caps
) -> Allowance | None:
    """Return what the tightest limit allows of pictures for *prices*; ``None`` when it is all."""
    (drawn,) = database.execute(_DRAWN, (owner,)).fetchone()
    session = f"{caps.session} pictures in a session"
    found = [Allowance(max(caps.session - drawn, 0), session, "limits.session")]
    for name, cap, spent in _sums(database, caps):
        fitting = sum(spent + total <= cap for total in accumulate(prices))
        found.append(Allowance(fitting, f"{dollars(cap)} a {name}", f"limits.{name}"))
    tightest = min(found, key=lambda one: one.pictures)
    return tightest if tightest.pictures < len(prices) else None


def _sums(database: sqlite3.Connection, caps: Caps) -> Iterator[tuple[str, int, int]]:
    """Yield each limit in money: its name, its micro-dollars, and those that are spent of it."""
    today = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    for name, cap, start in (("day", caps.day, today), ("month", caps.month, today.replace(day=1))):
        yield name, cap, spent_since(database, start.timestamp())


def spent_since(database: sqlite3.Connection, since: float) -> int:
    """Return the micro-dollars that are spent or reserved since that Unix time."""
    (total,) = database.execute(
        "SELECT coalesce(sum(price), 0) FROM jobs WHERE created >= ? AND state != 'refused'",
        (since,),
    ).fetchone()
    return int(total)
