"""Model servers on this machine: each by its own answer, and whatever else may answer there."""

from contextlib import AsyncExitStack

import pytest

from limner.errors import KeyRefused, ServiceUnavailable
from limner.services import discovery
from limner.services.discovery import FoundServer, find_servers, list_models
from limner.services.hosts import endpoint
from limner.services.model_names import chat_models, image_models
from tests.support import fake_service as f
from tests.support.model_servers import LISTINGS, model_server


async def found(monkeypatch, usual, *answers):
    """Look where *answers* are given, as if *usual* were expected at each."""
    async with AsyncExitStack() as stack:
        fakes = [await stack.enter_async_context(f.serving(answer)) for answer in answers]
        monkeypatch.setattr(discovery, "PORTS", {fake.port: usual for fake in fakes})
        return await find_servers(), fakes


@pytest.mark.parametrize("usual", ["llama.cpp", "LM Studio"])
@pytest.mark.parametrize("name", [name for name in LISTINGS if name != "Ollama"])
async def test_a_server_is_told_by_its_answer(monkeypatch, name, usual):
    """Several share a port."""
    (server,), (fake,) = await found(monkeypatch, usual, model_server(LISTINGS[name]))

    assert server.name == name
    assert server.models == tuple(row["id"] for row in LISTINGS[name]["data"])
    assert (server.problem, server.wants_key) == ("", False)
    assert server.endpoint.url == f"http://127.0.0.1:{fake.port}/v1"
    assert [request.line for request in fake.requests] == ["GET /v1/models HTTP/1.1"]
    assert "authorization" not in fake.requests[0].headers


@pytest.mark.parametrize("listing", [LISTINGS["Ollama"], {"object": "list", "data": None}])
async def test_ollama_is_told_with_and_without_a_model(monkeypatch, listing):
    (server,), _ = await found(monkeypatch, "Ollama", model_server(listing))

    assert (server.name, server.problem) == ("Ollama", "")
    assert len(server.models) == len(listing["data"] or ())


async def elsewhere(fake, writer):
    head = "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/v1/models\r\ncontent-length: 0\r\n"
    writer.write(f"{head}\r\n".encode())


HUGE = {"object": "list", "data": [{"id": "x" * 190, "object": "model"}] * 6_000}

ODD = {
    "a web page": f.reply(b"<!doctype html><title>My site</title>", kind="text/html"),
    "a redirect": elsewhere,
    "another interface": f.reply({"error": "no such route"}, 404),
    "no JSON": f.reply(b"hello"),
    "JSON of another kind": f.reply({"data": "none"}),
    "a failure": f.reply(b"oops", 503),
    "more than a list": f.reply(HUGE),
    "no end": f.endless,
    "no HTTP": f.garbage,
    "a closed connection": f.drop,
}


@pytest.mark.parametrize("answer", ODD.values(), ids=ODD)
async def test_what_is_no_model_server_is_said_and_not_followed(monkeypatch, answer):
    monkeypatch.setattr(discovery, "SECONDS", 60)
    (server,), (fake,) = await found(monkeypatch, "llama.cpp", answer)

    assert server.models == ()
    assert len(fake.requests) <= 1
    assert server.problem == "is no model server, or one that does not list its models"


async def test_a_server_that_is_not_ready_says_so(monkeypatch):
    """llama-server, while it loads its model."""
    loading = {"error": {"message": "Loading model", "type": "unavailable_error", "code": 503}}
    (server,), _ = await found(monkeypatch, "llama.cpp", f.reply(loading, 503))

    assert server.problem == "answers “Loading model”: wait, and look again"


@pytest.mark.parametrize("answer", [f.stall, f.drip], ids=["nothing", "a byte now and then"])
async def test_what_takes_long_is_not_waited_for(monkeypatch, answer):
    monkeypatch.setattr(discovery, "SECONDS", 0.2)
    servers, _ = await found(monkeypatch, "vLLM", answer, answer, answer)

    assert len(servers) == 3
    assert all(server.problem for server in servers)


async def test_a_server_that_wants_a_key_is_one(monkeypatch):
    (server,), _ = await found(
        monkeypatch, "llama.cpp", model_server(LISTINGS["llama.cpp"], key="local-key")
    )

    assert server == FoundServer("llama.cpp", server.endpoint, (), "wants a key", True)


async def test_where_nothing_listens_nothing_is_found(monkeypatch):
    async with f.serving(f.drop) as fake:
        port = fake.port
    monkeypatch.setattr(discovery, "PORTS", {port: "Ollama"})

    assert await find_servers() == ()


async def test_no_proxy_is_used(monkeypatch):
    async with f.serving(f.drop) as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        (server,), _ = await found(monkeypatch, "vLLM", model_server(LISTINGS["vLLM"]))

    assert server.models == ("Qwen/Qwen3-8B",)
    assert proxy.requests == []


async def test_names_that_are_none_are_left_out(monkeypatch):
    rows = [{"id": name} for name in ("good", "", "  ", 5, None, "x" * 201, "a\x1b[2J", "good")]
    listing = {"data": [*rows, "text", {"name": "other"}]}
    (server,), _ = await found(monkeypatch, "vLLM", model_server(listing))

    assert server.models == ("good",)


async def test_a_key_goes_along_and_is_never_shown():
    async with f.serving(model_server(LISTINGS["llama.cpp"], key="local-key")) as fake:
        place = endpoint(f"http://127.0.0.1:{fake.port}/v1")
        assert await list_models("chat", place, "local-key") == ("tiny-chat",)
        with pytest.raises(KeyRefused) as refused:
            await list_models("chat", place, "wrong-key")
        with pytest.raises(ServiceUnavailable, match="no list of models"):
            await list_models("chat", endpoint(place.url.removesuffix("/v1")), "local-key")

    assert "wrong-key" not in str(refused.value)


WRITERS = (
    "gemma3:4b", "gpt-5.5", "qwen2.5-vl-7b-instruct", "Qwen/Qwen3-8B", "llama-3.2-3b", "o3",
    "mistral-small", "claude-sonnet-5", "gpt-oss:20b", "deepseek-r1:8b", "LFM2-1.2B", "tiny-chat",
)  # fmt: skip
PAINTERS = (
    "gpt-image-2.6-flare", "x/z-image-turbo", "Qwen/Qwen-Image", "stablediffusion", "sd-cpp-local",
    "flux.1-dev", "stabilityai/sdxl-turbo", "dall-e-3", "dreamshaper", "sd-3.5-medium",
    "stable-diffusion-3", "imagen-4", "chatgpt-image-latest",
)  # fmt: skip
NEITHER = (
    "text-embedding-3-large", "nomic-embed-text", "bge-m3", "all-minilm:l6-v2", "whisper-1",
    "tts-1", "omni-moderation-latest", "gpt-realtime", "gpt-audio", "jina-reranker-v1-base-en",
    "multilingual-e5-large", "qwen3-embedding:0.6b", "sora-2", "gpt-4o-transcribe",
)  # fmt: skip


def test_models_are_told_apart_by_their_names():
    everything = (*NEITHER, *PAINTERS, *WRITERS)

    assert chat_models(everything) == WRITERS
    assert image_models(everything) == PAINTERS


def test_models_that_run_elsewhere_come_last():
    assert chat_models(("gpt-oss:120b-cloud", "kimi-k2:cloud", "gemma3:4b")) == (
        "gemma3:4b", "gpt-oss:120b-cloud", "kimi-k2:cloud",
    )  # fmt: skip
