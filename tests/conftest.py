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

PERSONAL = {"LIMNER_CHAT_KEY", "LIMNER_IMAGE_KEY", *map(environment_name, BY_KEY)}


for name in list(os.environ):
    if name in PERSONAL or name.startswith("OPENAI_"):
        del os.environ[name]


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """Ten thousand tests live until the end: no collection of garbage looks through them."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture(scope="session")
def numbered(tmp_path_factory):
    """Make a new folder, without looking through all the others for its number, as pytest does."""
    base = tmp_path_factory.getbasetemp() / "numbered"
    base.mkdir()
    numbers = itertools.count()

    def make():
        folder = base / str(next(numbers))
        folder.mkdir()
        return folder

    return make


@pytest.fixture
def tmp_path(numbered):
    return numbered()


@pytest.fixture(scope="session")
def homes():
    return []


@pytest.fixture(autouse=True)
def own_folders(homes, numbered):
    """Begin in an empty home: a new one wherever a test has left something in the last."""
    if not homes or not homes[-1].is_dir() or any(homes[-1].iterdir()):
        homes.append(numbered())
    home = homes[-1]
    os.environ.update(
        HOME=str(home), XDG_CONFIG_HOME=str(home / "config"), XDG_STATE_HOME=str(home / "state")
    )
    return home


@pytest.fixture(autouse=True, scope="module")
def few_decoders():
    """Have each picture looked into by a process once; tests of these processes override it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(isolation, "run", decoded_once.run)
        yield
