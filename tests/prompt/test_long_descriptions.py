"""No description keeps anyone waiting: four times the words are not sixteen times the work."""

import asyncio
import time

import pytest

from limner.prompt.expansion import ExpansionRequest
from limner.prompt.offline.offline_expander import OfflineExpander

SAID_AGAIN = (
    '"a" ', "“Ja”, sagte er. ", 'a sign that says "Open". ', "not ", "no dogs, ", "without a cat. ",
    "three ", "3 cm ", "two red boats ", "#ffffff ", "a fox left of a hen ", "Mia and Tom. ", "海",
)  # fmt: skip


def seconds(source: str) -> float:
    """Return the processor time of an expansion, at best of three."""
    taken = []
    for _ in range(3):
        start = time.process_time()
        asyncio.run(OfflineExpander().expand(ExpansionRequest(source, "generic")))
        taken.append(time.process_time() - start)
    return min(taken)


@pytest.mark.nightly
@pytest.mark.parametrize("piece", SAID_AGAIN)
def test_four_times_the_words_are_not_sixteen_times_the_work(piece):
    seconds("a red fox")  # What is loaded once is no part of it.
    short, long = (seconds(piece * (length // len(piece))) for length in (2000, 8000))

    assert long < max(10 * short, 0.2)
