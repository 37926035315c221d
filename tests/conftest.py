"""Every test has its own configuration and state folders, and no key or service of the machine."""

import gc
import itertools
import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

import limner
from limner.image.sandbox import isolation
from limner.settings.declaration import BY_KEY, environment_name
from tests.support import decoded_once

if Path(limner.__file__).is_relative_to(Path(__file__).parents[1]):
    # Else each process compiles anew what it imports, and pytest each test. Not so with a copy of
    # the package: faults are planted there, and one of the same length would not be seen.
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# A busy machine is no failure, and a failure must come back when it is looked for.
settings.register_profile("limner", deadline=None, derandomize=True)
settings.load_profile("limner")

# The validator of notebooks would build a grammar of addresses, which they have no field for: that
# takes more than a second in each process.
sys.modules.setdefault("rfc3987_syntax", None)

NUMBERS = itertools.count()

PERSONAL = {"LIMNER_CHAT_KEY", "LIMNER_IMAGE_KEY", *map(environment_name, BY_KEY)}


def pytest_collection_finish():
    # Ten thousand tests live until the end: no collection looks through them again.
    gc.freeze()


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory, monkeypatch):
    # Apart from the folders of pytest, which looks through all of them for the number of the next.
    home = tmp_path_factory.getbasetemp() / "homes" / str(next(NUMBERS))
    home.mkdir(parents=True)
    for name in list(os.environ):
        if name in PERSONAL or name.startswith("OPENAI_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    return home


@pytest.fixture(autouse=True)
def few_decoders(monkeypatch):
    """Have each picture looked into by a process once; tests of these processes override it."""
    monkeypatch.setattr(isolation, "run", decoded_once.run)
