"""A real Neovim, driven by Lua scripts in ``tests/e2e``.

``LIMNER_NVIM`` names its command (0.10 or newer); several are separated by ``:``.
"""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

from tests.support import tools

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "tests" / "e2e"
PLUGIN = str(ROOT / "client-nvim")
EDITORS = [
    command
    for command in tools.path("nvim").split(":")
    if not tools.lack("nvim", 0, 10, program=command)
]
marks = tools.editor_marks(
    "" if EDITORS else "no Neovim 0.10 or newer: set LIMNER_NVIM to its command"
)

NOTE = "# Über 😀\n\nFrom the bay we saw a beach sunset.\n\nThen home.\n"
WORDS = "a beach sunset"
FENCE = "```limner-prompt\n"
LINK = "![A red fox.](a-red-fox.png)"


def drive(editor: str, file: Path, title: str, wait: str, **step) -> list[dict]:
    """Run one action in *editor* and return what it reported."""
    steps = {"file": str(file), "words": WORDS, "title": title, "wait": wait, **step}
    return reported(editor, "neovim.lua", file.parent, steps)


def reported(editor: str, script: str, folder: Path, steps: dict) -> list[dict]:
    """Let *script* take *steps* in *editor*; its state goes below *folder*."""
    done = subprocess.run(
        [editor, "--headless", "--clean", "-i", "NONE", "-l", str(SCRIPTS / script)],
        env={
            **os.environ,
            "LIMNER_COMMAND": "\x1f".join((sys.executable, "-m", "limner", "serve")),
            "LIMNER_STEPS": json.dumps(steps),
            "XDG_STATE_HOME": str(folder / ".state"),
            "XDG_CONFIG_HOME": str(folder / ".config"),
        },
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    events = [json.loads(line) for line in done.stdout.split("\n") if line.startswith("{")]
    assert events, done.stderr
    return events


def offline_prompts(count: int = 1) -> list[str]:
    """What the terminal makes of the same words: the editor's result must be equal."""
    command = [sys.executable, "-m", "limner", "expand", WORDS, "--engine", "offline"]
    done = subprocess.run(
        [*command, "--variations", str(count), "--format", "json"],
        capture_output=True,
        text=True,
        check=True,
    )
    return [item["prompt"] for item in json.loads(done.stdout)["items"]]


def within(prompt: str) -> str:
    """A prompt as it stands within a sentence."""
    return prompt[:1].lower() + prompt[1:]


async def told(editor: str, file: Path, service: str, *story: tuple) -> list[dict]:
    """Drive *editor* through a story and return what it reported; the last is messages."""
    steps = [
        dict(zip(("step", "value", "answers"), step, strict=False))
        for step in (("open", str(file)), *story)
    ]
    running = await asyncio.create_subprocess_exec(
        *(editor, "--headless", "--clean", "-i", "NONE", "-l"),
        str(SCRIPTS / "story.lua"),
        env={
            **os.environ,
            "LIMNER_COMMAND": "\x1f".join((sys.executable, "-m", "limner", "serve")),
            "LIMNER_PLUGIN": PLUGIN,
            "LIMNER_STORY": json.dumps(steps),
            "LIMNER_IMAGE_BASE_URL": service,
            "LIMNER_IMAGE_MODEL": "painter",
            "XDG_STATE_HOME": str(file.parent / ".state"),
            "XDG_CONFIG_HOME": str(file.parent / ".config"),
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(90):
        output, problems = await running.communicate()
    events = [json.loads(line) for line in output.decode().split("\n") if line.startswith("{")]
    assert events, problems.decode()
    assert "failed" not in events[0], events
    return events
