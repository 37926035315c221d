"""What has been spent by the journal, and whether more pictures stay within the limits."""

import sqlite3
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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


def left(database: sqlite3.Connection, caps: Caps) -> int:
    """Return the micro-dollars that are left of *caps*; below 0 where one is passed already."""
    return min(cap - spent for _, cap, spent in _sums(database, caps))


def beginnings() -> tuple[float, float]:
    """Return when this day and this month began, as Unix times: at midnight by the clocks here.

    Their offset from UTC may have been another one then.
    """
    now = time.localtime(time.time())
    day, month = (
        time.mktime((now.tm_year, now.tm_mon, first, 0, 0, 0, 0, 0, -1))
        for first in (now.tm_mday, 1)
    )
    return day, month


def _sums(database: sqlite3.Connection, caps: Caps) -> Iterator[tuple[str, int, int]]:
    """Yield each limit in money: its name, its micro-dollars, and those that are spent of it."""
    day, month = beginnings()
    yield "day", caps.day, spent_since(database, day)
    yield "month", caps.month, spent_since(database, month)


def spent_since(database: sqlite3.Connection, since: float) -> int:
    """Return the micro-dollars that are spent or reserved since that Unix time."""
    (total,) = database.execute(
        "SELECT coalesce(sum(price), 0) FROM jobs WHERE created >= ? AND state != 'refused'",
        (since,),
    ).fetchone()
    return int(total)
