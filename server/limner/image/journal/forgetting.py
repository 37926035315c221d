"""What is old is forgotten in two steps, so that a clock that jumps ahead loses nothing.

A row of more than a month is not shown any more; when the clock turns out to have been wrong, it is
shown again. Its files go a month later, and only when Limner has been started on seven days
meanwhile: a wrong clock is noticed by then.
"""

import sqlite3

DAY = 86_400.0

KEPT_DAYS = 32
"""How long finished rows and unused answers are kept: longer than the month that is summed."""

SEEN_DAYS = 7
"""On how many days Limner must have been started since a row was forgotten, until it goes."""


def forget_old(database: sqlite3.Connection, now: float) -> tuple[str, ...]:
    """Forget what is old at *now*; return the names of jobs whose rows are gone for good."""
    before = now - KEPT_DAYS * DAY
    database.execute("INSERT OR IGNORE INTO days VALUES (?)", (int(now // DAY),))
    database.execute("UPDATE jobs SET forgotten = NULL WHERE changed >= ?", (before,))
    database.execute(
        "UPDATE jobs SET forgotten = ? WHERE forgotten IS NULL AND changed < ? "
        "AND state NOT IN ('received', 'checked')",
        (now, before),
    )
    gone = database.execute(
        "SELECT id, name FROM jobs WHERE forgotten < ? AND "
        "(SELECT count(*) FROM days WHERE day > forgotten / ? AND day <= ?) >= ?",
        (before, DAY, int(now // DAY), SEEN_DAYS),
    ).fetchall()
    database.executemany("DELETE FROM jobs WHERE id = ?", [(number,) for number, _ in gone])
    return tuple(name or str(number) for number, name in gone)
