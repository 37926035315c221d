"""What goes on the wire, and to whom: nothing but what belongs there."""

import ssl
import subprocess

import pytest

from limner.errors import InputError, LimnerError, ServiceUnavailable
from limner.prompt.chat.chat_model import ChatRequest, Message
from limner.services import connection, failures, transport
from limner.services.hosts import endpoint
from limner.services.openai.chat_completions import OpenAIChat
from limner.services.openai.image_generations import fetch
from limner.services.service import Service
from tests.support import fake_service as f
from tests.support.tools import needed

ASK = ChatRequest((Message("user", "hello"),), "raw", ("none", {}))

FOREIGN = {
    "OPENAI_API_KEY": "sk-environment",
    "OPENAI_ADMIN_KEY": "sk-admin",
    "OPENAI_ORG_ID": "org-environment",
    "OPENAI_PROJECT_ID": "proj-environment",
    "OPENAI_BASE_URL": "http://elsewhere.test/v1",
    "OPENAI_CUSTOM_HEADERS": "X-Corp: secret\nAuthorization: Bearer corp",
    "HTTP_PROXY": "http://127.0.0.1:9",
    "ALL_PROXY": "socks5://127.0.0.1:9",
}


async def test_nothing_of_the_environment_reaches_another_service(monkeypatch):
    """Own key, own host, no proxy on loopback, no header of anybody else's."""
    for name, value in FOREIGN.items():
        monkeypatch.setenv(name, value)
        monkeypatch.setenv(name.lower(), value) if name.endswith("PROXY") else None
    async with f.serving(f.stream(*f.words("hi"))) as fake:
        await OpenAIChat(fake.service("chat", key="sk-own")).reply(ASK)

    (request,) = fake.requests
    assert set(request.headers) == {
        "host", "accept", "connection", "content-type", "content-length", "user-agent",
        "accept-encoding", "authorization",
    }  # fmt: skip
    assert request.headers["authorization"] == "Bearer sk-own"
    assert request.headers["accept-encoding"] == "identity"
    assert request.headers["user-agent"] == "limner"
    assert "environment" not in str(request)


async def test_openai_gets_its_own_headers_and_no_telemetry(monkeypatch):
    """Organisation and project belong to api.openai.com; the key is the one we were given."""
    import httpx2

    sent = httpx2.Request(
        "POST", "https://api.openai.com/v1/images/generations", content=b"{}",
        headers={"Authorization": "Bearer corp", "OpenAI-Organization": "org", "X-Corp": "yes",
                 "X-Stainless-OS": "Linux", "User-Agent": "AsyncOpenAI", "Accept-Encoding": "gzip"},
    )  # fmt: skip
    own = transport.GuardedTransport(Service("image", endpoint(""), "m", 5.0, "sk-own"))
    keyless = transport.GuardedTransport(Service("image", endpoint(""), "m", 5.0))
    wire_headers = own._admitted(sent).headers

    assert "authorization" not in keyless._admitted(sent).headers
    assert wire_headers["authorization"] == "Bearer sk-own"
    assert wire_headers["openai-organization"] == "org"
    assert wire_headers["x-corp"] == "yes"
    assert wire_headers["user-agent"] == "limner"
    assert wire_headers["accept-encoding"] == "identity"
    assert "x-stainless-os" not in wire_headers
    await own.aclose()
    await keyless.aclose()


async def test_no_key_is_no_header():
    async with f.serving(f.stream(*f.words("hi"))) as fake:
        await OpenAIChat(fake.service("chat", key=None)).reply(ASK)

    assert "authorization" not in fake.requests[0].headers


@pytest.mark.parametrize(
    ("status", "location"), [(301, "http"), (302, "port"), (307, "port"), (308, "port")]
)
async def test_a_redirect_is_not_followed(status, location):
    async with f.serving(f.stream(*f.words("hi"))) as other:
        target = f"{location if location == 'http' else 'http'}://127.0.0.1:{other.port}/v1"
        async with f.serving(f.reply(b"", status, location=target)) as fake:
            with pytest.raises(ServiceUnavailable, match="redirects to another address"):
                await OpenAIChat(fake.service("chat")).reply(ASK)

        assert other.requests == []


async def test_another_origin_is_refused_before_a_byte_leaves():
    import httpx2

    async with f.serving(f.reply(b"{}")) as fake, f.serving(f.reply(b"{}")) as other:
        guarded = transport.GuardedTransport(fake.service())
        async with httpx2.AsyncClient(transport=guarded, trust_env=False) as client:
            with pytest.raises(InputError, match="only"):
                await client.post(f"http://127.0.0.1:{other.port}/v1/images", content=b"x")

    assert other.requests == []


ADDRESSES = [
    "https://cdn.test/a.png", "http://api.test/a.png", "https://api.test:444/a.png",
    "https://api.test.evil.test/a.png", "https://user@api.test/a.png", "https://api.test@evil/a",
    "http://127.0.0.1/a.png", "https://localhost/a.png", "http://[::1]/a.png", "file:///etc/passwd",
    "ftp://api.test/a.png", "https://2130706433/a.png", "https://0x7f.1/a.png", "https://127.1/a",
    "https://[::ffff:127.0.0.1]/a.png", "https:///a.png", "https://api.test\\@evil.test/a.png",
    "https://bücher.test/a.png", "https://api.test:99999/a.png", "https://-x.test/a",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
async def test_pictures_are_fetched_from_allowed_places_only(address):
    """None of these twenty is the service's own origin or an allowed host: nothing is sent."""
    service = Service("image", endpoint("https://api.test/v1"), "m", 1.0, allowed_hosts=("b.test",))
    with pytest.raises(ServiceUnavailable, match=r"Limner does not fetch|allowedHosts"):
        await fetch(address, service)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for localhost that nobody has signed."""
    openssl = needed("openssl")
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-keyout", "key.pem", "-out", "cert.pem", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    return folder


@pytest.mark.parametrize("trusted", [False, True])
async def test_certificates_are_always_checked(certificate, monkeypatch, trusted):
    """An unknown root is one clear sentence; SSL_CERT_FILE names the roots of a company."""
    import asyncio

    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))
    connection.trusted_roots.cache_clear()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    fake = f.FakeService(
        [f.reply({"choices": [{"message": {"content": "hi"}, "finish_reason": "stop"}]})]
    )
    server = await asyncio.start_server(fake.serve, "localhost", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    service = Service("chat", endpoint(f"https://localhost:{port}/v1"), "m", 5.0, "sk-own")
    try:
        if trusted:
            assert (await OpenAIChat(service).reply(ASK)).text == "hi"
        else:
            with pytest.raises(ServiceUnavailable, match="certificate of localhost"):
                await OpenAIChat(service).reply(ASK)
            assert fake.requests == []
    finally:
        server.close()
        connection.trusted_roots.cache_clear()
        await asyncio.sleep(0.05)


async def test_a_proxy_is_used_for_far_hosts(monkeypatch):
    """The request to connect goes to the proxy; what it refuses is said."""
    async with f.serving(f.reply(b"no", 403)) as proxy:
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.port}")
        service = Service("chat", endpoint("https://api.test/v1"), "m", 5.0, "sk-own")
        with pytest.raises(ServiceUnavailable, match="Your proxy does not let Limner through"):
            await OpenAIChat(service).reply(ASK)

    assert {request.line for request in proxy.requests} == {"CONNECT api.test:443 HTTP/1.1"}
    assert "sk-own" not in str(proxy.requests)


@pytest.mark.parametrize(
    ("proxy", "said"),
    [
        ("socks5://127.0.0.1:9", "SOCKS"),
        ("ftp://127.0.0.1:9", "address of your proxy"),
        ("http://127.0.0.1:9", "proxy cannot be reached on the way to api.test"),
    ],
)
async def test_a_proxy_that_cannot_be_used_is_explained(monkeypatch, proxy, said):
    monkeypatch.setenv("https_proxy", proxy)
    service = Service("chat", endpoint("https://api.test/v1"), "m", 5.0)
    with pytest.raises(LimnerError, match=said):
        await OpenAIChat(service).reply(ASK)


@pytest.mark.parametrize(
    ("url", "key", "said"),
    [
        (
            "http://127.0.0.1:7860/v1",
            None,
            "It may have made the picture all the same: look there before you try again.",
        ),
        ("http://127.0.0.1:4000/v1", "sk-own", "may have been made and billed"),
        ("https://api.test/v1", None, "may have been made and billed"),
    ],
)
def test_a_lost_picture_may_be_billed_where_it_costs(url, key, said):
    service = Service("image", endpoint(url), "m", 1.0, key)

    assert said in str(failures.lost(service, "The connection broke", paid=True))
