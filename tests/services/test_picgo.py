"""PicGo's server as it behaves well, and as it does not: the local file stays in any case."""

import json

import pytest

from limner.errors import KeyRefused, ServiceError, ServiceUnavailable
from limner.image.jobs.drawing_job import Placed
from limner.image.jobs.upload import uploaded
from limner.services import transport
from limner.services.picgo import PicGo
from tests.support import fake_service as f
from tests.support.pictures import picture

URL = "https://cdn.example/2026/fox.png"


def server(fake, key=None, seconds=5.0):
    return PicGo(fake.service("upload", "", seconds, key))


@pytest.fixture
def fox(tmp_path):
    path = tmp_path / "fox.png"
    path.write_bytes(picture())
    return path


def said(*urls, origins=(), success=True, **more):
    items = [{"origin": str(o), "imgUrl": u} for o, u in zip(origins, urls, strict=False)]
    return {"success": success, "result": list(urls), "items": items, **more}


async def test_a_server_on_this_machine_is_given_the_path(fox):
    async with f.serving(f.reply(said(URL, origins=[fox]))) as fake:
        address = await server(fake, "s3cret").upload(fox)
    (request,) = fake.requests

    assert address == URL
    assert request.line == "POST /v1/upload HTTP/1.1"
    assert request.json == {"list": [str(fox)]}
    assert request.headers["authorization"] == "Bearer s3cret"
    assert "s3cret" not in request.line


async def test_another_server_is_given_the_picture(fox, monkeypatch):
    """Its own disk does not have our file."""
    from limner.services.hosts import Endpoint

    monkeypatch.setattr(Endpoint, "loopback", property(lambda self: False))
    async with f.serving(f.reply(said(URL, origins=["/tmp/picgo/1.png"]))) as fake:
        address = await server(fake).upload(fox)
    (request,) = fake.requests

    assert address == URL
    assert b'name="files"; filename="fox.png"' in request.body
    assert picture() in request.body
    assert str(fox).encode() not in request.body


async def test_the_entry_of_our_own_picture_counts(fox):
    other = {"success": True, "result": ["https://x.example/other.png", URL],
             "items": [{"origin": "/else.png", "imgUrl": "https://x.example/other.png"},
                       {"origin": str(fox), "imgUrl": URL}]}  # fmt: skip
    async with f.serving(f.reply(other)) as fake:
        assert await server(fake).upload(fox) == URL


FAULTS = {
    "all failed": (f.reply({"success": False, "result": [], "message": "All uploads failed"}, 500),
                   ServiceUnavailable, "failed while answering"),
    "failed with 200": (f.reply({"success": False, "result": [], "message": "All uploads failed"}),
                        ServiceUnavailable, "All uploads failed"),
    "fewer results": (f.reply(said()), ServiceUnavailable, "did not upload"),
    "too many results": (f.reply(said(URL, URL)), ServiceUnavailable, "did not upload"),
    "no success": (f.reply({"result": [URL]}), ServiceUnavailable, "did not upload"),
    "a number": (f.reply(said(3)), ServiceUnavailable, "did not upload"),
    "a file path": (f.reply(said("/tmp/fox.png")), ServiceUnavailable, "did not upload"),
    "a script": (f.reply(said("javascript:alert(1)")), ServiceUnavailable, "did not upload"),
    "a link that breaks out": (f.reply(said('https://x.example/a") b')), ServiceUnavailable,
                               "did not upload"),
    "an endless link": (f.reply(said("https://x.example/" + "a" * 3000)), ServiceUnavailable,
                        "did not upload"),
    "no JSON": (f.reply(b"{", 200), ServiceUnavailable, "did not upload"),
    "a list": (f.reply([]), ServiceUnavailable, "did not upload"),
    "HTML": (f.reply(b"<html>", 200, "text/html"), ServiceUnavailable, "upload.url"),
    "another program": (f.reply(b"", 404), ServiceUnavailable, "There is no PicGo server"),
    "a wrong secret": (f.reply({"message": "Unauthorized"}, 401), KeyRefused, "LIMNER_UPLOAD_KEY"),
    "dropped": (f.drop, ServiceUnavailable, "broke"),
    "redirect": (f.reply(b"", 302, location="http://127.0.0.1:9/"), ServiceUnavailable,
                 "upload.url"),
    "stalls": (f.stall, ServiceUnavailable, "within"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
async def test_a_failed_upload_is_a_note_and_never_sent_twice(fox, name, monkeypatch):
    monkeypatch.setattr(transport, "_moment", lambda: 0.01)
    answer, kind, text = FAULTS[name]
    placed = Placed(fox, (24, 16), "images")
    async with f.serving(answer) as fake:
        picgo = server(fake, "s3cret", 0.5)
        with pytest.raises(ServiceError) as caught:
            await picgo.upload(fox)
        assert len(fake.requests) == 1
        after = await uploaded(picgo, placed, lambda text: None)

    assert type(caught.value) is kind
    assert text in str(caught.value)
    assert "s3cret" not in str(caught.value)
    assert after.address is None
    assert after.notes == (f"The picture was not uploaded, so its link is local. {caught.value}",)
    assert fox.read_bytes() == picture()


async def test_a_server_that_is_not_there(fox):
    async with f.serving(f.drop) as fake:
        pass
    with pytest.raises(ServiceUnavailable, match="Nothing answers at"):
        await server(fake).upload(fox)


async def test_sketches_stay_at_home(fox):
    async with f.serving(f.reply(json.loads("{}"))) as fake:
        placed = Placed(fox, (24, 16), "placeholder")
        assert await uploaded(server(fake), placed, lambda text: None) == placed
        assert await uploaded(None, placed, lambda text: None) == placed

    assert fake.requests == []
