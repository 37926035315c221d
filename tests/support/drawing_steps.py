"""Something happens at the n-th step of a picture, whatever the step is."""

from contextlib import contextmanager

import pytest

from limner.image.jobs import paid_drawing
from limner.image.journal import entries as journals
from limner.image.journal.entries import Journal

STEPS = ("reserve", "sent", "received", "checked", "placed", "done")


class Steps:
    """Counts the steps of a picture, and does something at one of them."""

    def __init__(self, point, action):
        self.left, self.action = point or -1, action

    def __call__(self):
        self.left -= 1
        if self.left == 0:
            self.action()

    def before(self, function):
        def call(*arguments, **options):
            self()
            return function(*arguments, **options)

        return call


@contextmanager
def at(point, action, dead=False):
    """Do *action* at the n-th step of a picture; a process that is *dead* writes nothing more."""
    step = Steps(point, action)
    with pytest.MonkeyPatch.context() as patch:
        for name in STEPS:
            patch.setattr(Journal, name, step.before(getattr(Journal, name)))
        ended = Journal.ended
        patch.setattr(
            Journal, "ended", lambda *rest: None if dead and step.left == 0 else ended(*rest)
        )
        for module, name in (
            (paid_drawing.files, "write_picture"),
            (journals.files, "write_private"),
        ):
            patch.setattr(module, name, step.before(getattr(module, name)))
        yield step
