"""Model servers as they answer on a person's machine, and one that writes a prompt."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.support import fake_service as f

PROMPT = (
    "A red fox stands in the snow at dusk between bare birches, fresh powder on its back and "
    "breath hanging in the cold air. Low blue light from the side with a last warm glow behind "
    "the trees, long soft shadows on the drifts, shallow depth of field, a quiet mood."
)

MODEL = {"object": "model", "created": 1795834496}


def _ollama(name: str) -> dict:
    return {"id": name, **MODEL, "owned_by": "library"}


def _vllm(name: str) -> dict:
    permission = {"id": "modelperm-0", "object": "model_permission", "allow_sampling": True}
    return {"id": name, **MODEL, "owned_by": "vllm", "root": name, "parent": None,
            "max_model_len": 32768, "permission": [permission]}  # fmt: skip


LLAMA = {
    "models": [{"name": "tiny-chat", "model": "tiny-chat", "modified_at": "", "size": "",
                "digest": "", "type": "model", "description": "", "tags": [""],
                "capabilities": ["completion"], "parameters": "",
                "details": {"parent_model": "", "format": "gguf", "family": "", "families": [""],
                            "parameter_size": "", "quantization_level": ""}}],
    "object": "list",
    "data": [{"id": "tiny-chat", "aliases": ["tiny-chat"], "tags": [], **MODEL,
              "architecture": {"input_modalities": ["text"], "output_modalities": ["text"]},
              "owned_by": "llamacpp",
              "meta": {"vocab_type": 1, "n_vocab": 441, "n_ctx": 8192, "n_ctx_train": 8192,
                       "n_embd": 64, "n_params": 138688, "size": 554752, "ftype": "all F32"}}],
}  # fmt: skip
"""Word for word from llama-server, build 11669."""

LISTINGS = {
    "Ollama": {"object": "list", "data": [_ollama("nomic-embed-text:latest"),
                                          _ollama("gpt-oss:120b-cloud"),
                                          _ollama("gemma3:4b"),
                                          _ollama("x/z-image-turbo:latest")]},
    "LM Studio": {"data": [{"id": "qwen3-8b", "object": "model",
                            "owned_by": "organization_owner"},
                           {"id": "text-embedding-nomic-embed-text-v1.5", "object": "model",
                            "owned_by": "organization_owner"}], "object": "list"},
    "llama.cpp": LLAMA,
    "vLLM": {"object": "list", "data": [_vllm("Qwen/Qwen3-8B")]},
    "LocalAI": {"object": "list", "data": [{"id": name, "object": "model"} for name in (
        "gpt-4", "text-embedding-ada-002", "whisper-1", "stablediffusion", "tts-1",
        "jina-reranker-v1-base-en")]},
    "stable-diffusion.cpp": {"data": [{"id": "sd-cpp-local", "object": "model",
                                       "owned_by": "local"}]},
}  # fmt: skip
"""What ``/v1/models`` says. llama.cpp's was recorded; the others are from their documentation."""


def model_server(listing: object, *said: str, key: str = "") -> f.Answer:
    """Answer as a server with this list of models, which writes *said* one after the other."""
    turns = iter(said)
    last = said[-1] if said else PROMPT

    async def answer(fake: f.FakeService, writer: asyncio.StreamWriter) -> None:
        request = fake.requests[-1]
        if key and request.headers.get("authorization") != f"Bearer {key}":
            complaint = {"message": "Invalid API Key", "type": "authentication_error", "code": 401}
            await f.reply({"error": complaint}, 401)(fake, writer)
        elif request.line.startswith("GET /v1/models "):
            await f.reply(listing)(fake, writer)
        elif request.line.startswith("POST /v1/chat/completions "):
            await f.stream(*f.words(next(turns, last)))(fake, writer)
        else:
            await f.reply({"error": {"message": "Not Found"}}, 404)(fake, writer)

    return answer


@contextmanager
def running(*answers: f.Answer) -> Iterator[f.FakeService]:
    """Serve from a thread, for commands that have an event loop of their own."""
    loop, ready, fakes = asyncio.new_event_loop(), threading.Event(), []

    async def serve(done: asyncio.Event) -> None:
        async with f.serving(*answers) as fake:
            fakes.append(fake)
            ready.set()
            await done.wait()

    done = asyncio.Event()
    thread = threading.Thread(target=lambda: loop.run_until_complete(serve(done)))
    thread.start()
    ready.wait(60)
    try:
        yield fakes[0]
    finally:
        loop.call_soon_threadsafe(done.set)
        thread.join(10)
        loop.close()
