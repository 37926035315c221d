"""How much work something is, in calls: the same on every machine, however busy it is."""

from collections.abc import Callable
from cProfile import Profile


def calls(work: Callable[..., object], *arguments: object) -> int:
    """Count the calls that ``work(*arguments)`` makes, of functions in Python and in C."""
    profile = Profile()
    profile.runcall(work, *arguments)
    return sum(entry.callcount for entry in profile.getstats())
