"""What has been spent by the journal, and whether one more picture stays within the limits."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

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
            f"{pictures}): restart the editor, or raise the limit in your config.toml."
        )
    today = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    for name, cap, start in (("day", caps.day, today), ("month", caps.month, today.replace(day=1))):
        spent = spent_since(database, start.timestamp())
        if spent + price > cap:
            raise LimitReached(
                f"This picture would pass limits.{name} of {dollars(cap)} ({dollars(spent)} are "
                f"spent, it costs {dollars(price)}): raise the limit in your config.toml."
            )


def spent_since(database: sqlite3.Connection, since: float) -> int:
    """Return the micro-dollars that are spent or reserved since that Unix time."""
    (total,) = database.execute(
        "SELECT coalesce(sum(price), 0) FROM jobs WHERE created >= ? AND state != 'refused'",
        (since,),
    ).fetchone()
    return int(total)
