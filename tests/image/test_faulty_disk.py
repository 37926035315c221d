"""Whichever call to the file system fails, once or for ever: no paid picture is lost."""

import errno
import os
from dataclasses import replace

import pytest

from limner.errors import SaveError
from limner.files import pictures, whole
from limner.image.jobs import paid_drawing
from limner.image.journal.entries import open_journal
from limner.services.answers import images_response
from tests.support.drawing import FakeImageModel, billing, drawing_job
from tests.support.faulty_os import ERRORS, FaultyOS
from tests.support.pictures import picture
from tests.support.quick_journal import without_decoding, without_syncing


# What is written beside the picture fails every day in one way, and among the long checks in all.
@pytest.mark.parametrize(
    ("place", "code"),
    [
        *(("file", code) for code in ERRORS),
        ("sidecar", ERRORS[0]),
        *(pytest.param("sidecar", code, marks=pytest.mark.nightly) for code in ERRORS[1:]),
    ],
    ids=lambda value: errno.errorcode.get(value, value),
)
@pytest.mark.parametrize("forever", [False, True], ids=["once", "for ever"])
async def test_the_nth_call_of_a_drawing_fails(tmp_path, monkeypatch, code, forever, place):
    """The picture is in the project, in the spool or in the error; no half picture is anywhere."""
    without_decoding(monkeypatch)
    without_syncing(monkeypatch)
    for n in range(1, 60):
        project = tmp_path / str(n) / "project"
        project.mkdir(parents=True)
        journal = open_journal(tmp_path / str(n) / "state")
        model, handed = FakeImageModel(), ()
        faulty = FaultyOS(n, code, forever)
        with monkeypatch.context() as patch:
            patch.setattr(pictures, "os", faulty)
            patch.setattr(whole, "os", faulty)
            try:
                await paid_drawing.carry_out(
                    model, replace(drawing_job(project), provenance=place), billing(journal)
                )
            except paid_drawing.PictureUnsaved as error:
                handed = (error.picture,)
            except SaveError:
                pass
        (job,) = journal.history()
        spooled = journal.answer(job.id)
        kept = spooled and images_response.read(spooled).pictures
        found = [path.read_bytes() for path in project.glob("*.png")]

        assert model.accepted == 1
        assert found or kept == (picture(),) or handed == (picture(),)
        assert all(b"IEND" in data[-12:] for data in found)
        assert len(found) <= 1
        if faulty.left > 0:
            assert found
            return
    pytest.fail("drawing one picture takes more than sixty calls")


def test_the_test_reaches_the_calls_that_matter():
    """The stand-in fails what `limner.files` calls, and nothing else."""
    faulty = FaultyOS(1, errno.EIO, forever=True)
    with pytest.raises(OSError, match="Input/output"):
        faulty.open("/dev/null", os.O_RDONLY)

    assert faulty.strerror(errno.EIO)
    assert faulty.path is os.path
