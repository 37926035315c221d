"""What a start does without: no data file is read before there are words to expand."""

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import asyncio
from limner.files import packaged
asked = []
for name in ("text", "table", "data"):
    def noting(*path, whole=getattr(packaged, name)):
        asked.append("/".join(path))
        return whole(*path)
    setattr(packaged, name, noting)
from tests.support.fake_backends import FakeBackends
from tests.support.fake_editor import Editor

async def session():
    editor = Editor(FakeBackends())
    editor.server.watch.seconds = 600  # A pause reads the tables of names, beside what is asked.
    await editor.start()
    buffer = editor.open("A red fox in the snow.")
    assert len(await editor.actions(buffer, 2, 9)) == 4

asyncio.run(session())
print(*asked)
from limner.prompt.expansion import ExpansionRequest
from limner.prompt.offline.offline_expander import expand
expand(ExpansionRequest("a red fox"))
print(len(asked))
"""


def test_initialize_and_the_first_code_action_read_no_table():
    """Nor do their imports; the first description does, which shows that the test would see it."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )

    assert done.returncode == 0, done.stderr
    before, after = done.stdout.split("\n")[:2]
    assert before == ""
    assert int(after) > 5
