"""LiteLLM's router over three image servers: each picture once, and nearly three times as fast.

``LIMNER_LITELLM`` is its program, which ``tests/tools/litellm.sh get FOLDER`` brings
(``FOLDER/bin/litellm``). With ``-s`` it prints the figures of ``docs/services.md``.
"""

import asyncio
import contextlib
import os
import socket
import sys
import time

import pytest

from tests.support.image_service import ImageService

PROGRAM = os.environ.get("LIMNER_LITELLM", "")
PICTURES = int(os.environ.get("LIMNER_LITELLM_PICTURES", "24"))
SECONDS = 1.0

pytestmark = [
    pytest.mark.service,
    pytest.mark.skipif(not PROGRAM, reason="LIMNER_LITELLM is not set: tests/tools/litellm.sh get"),
]


def free_port():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


@contextlib.asynccontextmanager
async def router(folder, urls):
    """Start the gateway in front of the image servers at *urls*; give its base URL."""
    rows = "".join(
        "  - model_name: painter\n"
        f'    litellm_params: {{model: openai/sd-cpp-local, api_base: "{url}", api_key: none}}\n'
        "    model_info: {mode: image_generation}\n"
        for url in urls
    )
    config = folder / "gateway.yaml"
    config.write_text(
        f"model_list:\n{rows}"
        "litellm_settings: {telemetry: false, num_retries: 0, request_timeout: 300}\n"
        "router_settings: {num_retries: 0, routing_strategy: least-busy}\n"
        "general_settings: {master_key: sk-your-own}\n"
    )
    port = free_port()
    quiet = {
        "LITELLM_LOCAL_MODEL_COST_MAP": "True", "LITELLM_TELEMETRY": "False", "NO_DOCS": "True",
    }  # fmt: skip
    log = (folder / "gateway.log").open("wb")
    process = await asyncio.create_subprocess_exec(
        PROGRAM, "--config", str(config), "--host", "127.0.0.1", "--port", str(port),
        "--telemetry", "False",
        env={**os.environ, **quiet}, stdout=log, stderr=log,
    )  # fmt: skip
    try:
        while True:
            assert process.returncode is None, (folder / "gateway.log").read_text()[-2000:]
            with contextlib.suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.close()
                break
            await asyncio.sleep(0.2)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        if process.returncode is None:
            process.terminate()
            await process.wait()
        log.close()


async def drawn(folder, url, jobs, pictures, key=None):
    """Draw so many missing pictures by one command; return its seconds."""
    folder.mkdir()
    links = "".join(f"![a fox of size {n}](fox-{n}.png)\n\n" for n in range(pictures))
    (folder / "a.md").write_text(links)
    environment = {
        **os.environ,
        "LIMNER_IMAGE_BASE_URL": url,
        "LIMNER_IMAGE_MODEL": "painter",
        "LIMNER_ENGINE": "offline",
        "LIMNER_LIMITS_SESSION": "1000",
        **({"LIMNER_IMAGE_KEY": key} if key else {}),
    }
    began = time.monotonic()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "limner", "illustrate", ".", "--missing", "--yes",
        "--jobs", str(jobs),
        cwd=folder, env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, err = await process.communicate()
    assert process.returncode == 0, (out + err).decode()[-2000:]
    assert len(list(folder.glob("*.png"))) == pictures
    return time.monotonic() - began


async def test_three_servers_share_the_pictures(tmp_path):
    servers = [ImageService(seconds=SECONDS, one_by_one=True) for _ in range(4)]
    async with contextlib.AsyncExitStack() as stack:
        alone, *three = [await stack.enter_async_context(server) for server in servers]
        took = await drawn(tmp_path / "one", alone.url, 12, PICTURES)
        async with router(tmp_path, [server.url for server in three]) as url:
            shared = await drawn(tmp_path / "three", url, 12, PICTURES, "sk-your-own")
    counts = [len(server.bodies) for server in three]
    prompts = [prompt for server in three for prompt in server.prompts]
    print(f"\none server: {PICTURES / took:.2f} pictures a second; three: {PICTURES / shared:.2f}")
    print(f"{took:.0f} s and {shared:.0f} s; the three drew {counts}")

    assert len(prompts) == len(set(prompts)) == PICTURES
    assert all(counts)
