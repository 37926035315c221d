"""A real PicGo server: a picture is uploaded, linked by its public address, and stays where it is.

Started by ``tests/tools/picgo.sh``.
"""

import os
from pathlib import Path

import pytest

from limner.errors import KeyRefused, ServiceUnavailable
from limner.image.jobs.drawing_job import Placed
from limner.image.jobs.upload import uploaded
from limner.services.hosts import endpoint
from limner.services.picgo import PicGo
from limner.services.service import Service
from tests.support import tools
from tests.support.pictures import picture

URL = tools.server("picgo")
PUBLIC = Path(os.environ.get("LIMNER_PICGO_FOLDER", "."))
pytestmark = tools.server_marks("picgo", "picgo.sh")


def server(key="local-secret"):
    return PicGo(Service("upload", endpoint(URL), "", 30.0, key))


@pytest.fixture
def save(tmp_path):
    def run(name):
        path = tmp_path / name
        path.write_bytes(picture())
        return path

    return run


async def test_a_picture_is_uploaded_and_stays(save):
    fox = save("a-quiet-fox.png")
    placed = await uploaded(server(), Placed(fox, (24, 16), "images"), lambda text: None)

    assert placed.address == "https://pictures.example/a-quiet-fox.png"
    assert placed.notes == ()
    assert (PUBLIC / "a-quiet-fox.png").read_bytes() == fox.read_bytes() == picture()


async def test_the_picture_itself_can_be_sent(save, monkeypatch):
    """As to a server on another machine, which has no such path."""
    from limner.services.hosts import Endpoint

    monkeypatch.setattr(Endpoint, "loopback", property(lambda self: False))
    address = await server().upload(save("sent-fox.png"))

    assert address.startswith("https://pictures.example/")


async def test_what_the_image_host_refuses_is_a_note(save):
    fox = save("a-refused-fox.png")
    placed = await uploaded(server(), Placed(fox, (24, 16), "images"), lambda text: None)

    assert placed.address is None
    assert "was not uploaded" in placed.notes[0]
    assert fox.read_bytes() == picture()


async def test_a_file_that_is_gone_is_not_uploaded(tmp_path):
    with pytest.raises(ServiceUnavailable):
        await server().upload(tmp_path / "gone.png")


@pytest.mark.parametrize("key", [None, "wrong-secret"])
async def test_a_wrong_secret_is_refused(save, key):
    with pytest.raises(KeyRefused, match="LIMNER_UPLOAD_KEY"):
        await server(key).upload(save("fox.png"))
