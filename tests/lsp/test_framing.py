"""Headers: legal ones in any spelling are read, absurd ones end the server."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limner.lsp.protocol.framing import LARGEST_BODY, Framing, FramingError, Outbox

BODY = b'{"jsonrpc":"2.0"}'
LENGTH = b"%d" % len(BODY)


@pytest.mark.parametrize(
    "header",
    [
        b"Content-Length: " + LENGTH + b"\r\n\r\n",
        b"content-length: " + LENGTH + b"\r\n\r\n",
        b"Content-Length:" + LENGTH + b"\r\n\r\n",
        b"Content-Length:  " + LENGTH + b" \r\n\r\n",
        b"Content-Length: " + LENGTH + b"\n\n",
        b"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: "
        + LENGTH
        + b"\r\n\r\n",
        b"X-Other: 1\r\nCONTENT-LENGTH: 0" + LENGTH + b"\r\n\r\n",
    ],
)
def test_legal_headers_are_read(header: bytes):
    assert list(Framing().feed((header + BODY) * 2)) == [BODY, BODY]


@pytest.mark.parametrize(
    "header",
    [
        b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n",
        b"Content-Length: 99999999999999999999\r\n\r\n",
        b"Content-Length: %d\r\n\r\n" % (LARGEST_BODY + 1),
        b"Content-Length: -5\r\n\r\n",
        b"Content-Length: many\r\n\r\n",
        b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"Content-Type: x\r\n\r\n",
        b"\r\n\r\n",
        b"x" * 9000,
    ],
)
def test_absurd_headers_are_refused(header: bytes):
    with pytest.raises(FramingError):
        list(Framing().feed(header))


@given(st.lists(st.binary(max_size=60), max_size=5), st.integers(1, 30))
def test_bodies_survive_any_cutting_of_the_stream(bodies: list[bytes], size: int):
    stream = b"".join(b"Content-Length: %d\r\n\r\n%b" % (len(body), body) for body in bodies)
    framing = Framing()
    pieces = [stream[at : at + size] for at in range(0, len(stream), size)]

    assert [body for piece in pieces for body in framing.feed(piece)] == bodies


@given(st.binary(max_size=300))
def test_no_bytes_bring_more_than_a_refusal(data: bytes):
    try:
        bodies = list(Framing().feed(data))
    except FramingError:
        return

    assert all(isinstance(body, bytes) for body in bodies)


def test_messages_are_written_in_order():
    stream = io.BytesIO()
    outbox = Outbox(stream)
    for body in (b"one", b"two"):
        outbox.write(body)
    outbox.close()

    assert stream.getvalue() == b"Content-Length: 3\r\n\r\noneContent-Length: 3\r\n\r\ntwo"
