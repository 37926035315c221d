"""Where a key comes from, whom it may go to, and that nothing shows it."""

import subprocess
import sys
import time
from types import ModuleType

import pytest

from limner.errors import InputError
from limner.services import keys
from limner.services.hosts import endpoint
from limner.services.keys import Keys, find_key, key_status, take_keys

OPENAI = endpoint("")
OTHER = endpoint("https://gpu.lan/v1")
HERE = endpoint("http://127.0.0.1:4050/v1")


class Ring:
    """A keyring in memory."""

    def __init__(self, **held):
        self.held = held

    def get_password(self, service, account):
        return self.held.get(account)

    def set_password(self, service, account, key):
        self.held[account] = key

    def delete_password(self, service, account):
        del self.held[account]


@pytest.fixture
def keyring(monkeypatch):
    """Puts a backend where the system's keyring would be."""

    def install(backend):
        module = ModuleType("keyring")
        module.get_keyring = lambda: backend
        monkeypatch.setitem(sys.modules, "keyring", module)
        return backend

    monkeypatch.setitem(sys.modules, "keyring", None)
    return install


def test_keys_leave_the_environment():
    environ = {"LIMNER_CHAT_KEY": "a", "LIMNER_IMAGE_KEY": "b", "OPENAI_API_KEY": "c", "HOME": "/"}
    taken = take_keys(environ)

    assert environ == {"HOME": "/"}
    assert taken == Keys("a", "b", "c")
    assert "'a'" not in repr(taken)
    assert taken
    assert not take_keys({"HOME": "/"})


@pytest.mark.parametrize(
    ("held", "purpose", "place", "expected"),
    [
        (Keys(chat="sk-1", openai="sk-2"), "chat", OPENAI, "sk-1"),
        (Keys(chat="sk-1", openai="sk-2"), "image", OPENAI, "sk-2"),
        (Keys(openai="sk-2"), "chat", OTHER, None),
        (Keys(openai="sk-2"), "chat", HERE, None),
        (Keys(openai="sk-2"), "chat", endpoint("https://api.openai.com:444/v1"), None),
        (Keys(image="sk-1"), "image", HERE, "sk-1"),
        (Keys(), "image", OPENAI, None),
    ],
)
async def test_a_key_goes_to_its_own_service_only(keyring, held, purpose, place, expected):
    assert await find_key(purpose, place, held) == expected


@pytest.mark.parametrize("key", ["sk-1\n", " sk-1", "sk 1", "sk-\x00", "ключ", "sk-é", "\t"])
async def test_a_key_that_cannot_be_sent_is_refused_before(keyring, key):
    with pytest.raises(InputError) as caught:
        await find_key("chat", OPENAI, Keys(chat=key))

    assert "LIMNER_CHAT_KEY is no usable key" in str(caught.value)
    assert key.strip() not in str(caught.value) or not key.strip()


def command(code):
    return f'{sys.executable} -c "{code}"'


async def test_a_command_prints_the_key(keyring):
    assert await find_key("chat", OTHER, Keys(), command("print('sk-from-store')")) == (
        "sk-from-store"
    )


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (command("raise SystemExit(3)"), "exit code 3"),
        (command("print('two words')"), "no usable key"),
        (command("print()"), "no usable key"),
        ("no-such-program-anywhere", "names no program"),
        ("'unclosed", "names no program"),
        ("  ", "names no program"),
    ],
)
async def test_a_command_that_gives_no_key_is_explained(keyring, code, said):
    with pytest.raises(InputError, match=said):
        await find_key("chat", OTHER, Keys(), code)


async def test_a_command_is_no_shell(keyring, tmp_path):
    marker = tmp_path / "marker"
    with pytest.raises(InputError):
        await find_key("chat", OTHER, Keys(), f"{sys.executable} -c 1 ; touch {marker}")

    assert not marker.exists()


async def test_a_command_that_hangs_ends(keyring, monkeypatch):
    monkeypatch.setattr(keys, "COMMAND_SECONDS", 0.2)
    with pytest.raises(InputError, match="did not answer"):
        await find_key("chat", OTHER, Keys(), command("import time; time.sleep(20)"))


async def test_the_keyring_holds_a_key_per_host(keyring):
    ring = keyring(Ring())
    keys.set_key(OTHER, "sk-ring")

    assert ring.held == {"gpu.lan": "sk-ring"}
    assert await find_key("chat", OTHER, Keys()) == "sk-ring"
    assert await find_key("chat", OPENAI, Keys()) is None
    assert keys.clear_key(OTHER)
    assert not keys.clear_key(OTHER)


@pytest.mark.parametrize("key", ["", "sk 1", "sk-1\n", "“sk-1”"])
def test_what_cannot_be_a_key_is_not_kept(keyring, key):
    ring = keyring(Ring())
    with pytest.raises(InputError, match="no usable key"):
        keys.set_key(OTHER, key)

    assert ring.held == {}


async def test_a_keyring_that_hangs_or_fails_costs_its_wait_only(keyring, monkeypatch):
    class Slow(Ring):
        def get_password(self, service, account):
            time.sleep(2)

    class Broken(Ring):
        def get_password(self, service, account):
            raise RuntimeError("sk-secret in my error")

    monkeypatch.setattr(keys, "KEYRING_SECONDS", 0.1)
    for ring in (Slow(), Broken()):
        keyring(ring)
        assert await find_key("chat", OPENAI, Keys(openai="sk-2")) == "sk-2"


def test_a_keyring_that_hangs_does_not_keep_limner_from_ending():
    program = (
        "import sys, time, types; ring = types.ModuleType('keyring'); "
        "ring.get_keyring = lambda: time.sleep(60); sys.modules['keyring'] = ring; "
        "from limner.services import keys; keys.KEYRING_SECONDS = 0.1; print(keys._keyring())"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=30)

    assert done.stdout.split() == [b"None"]


@pytest.mark.parametrize(
    "module", ["keyring.backends.fail", "keyring.backends.null", "keyrings.alt.file"]
)
def test_a_keyring_that_protects_nothing_is_refused(keyring, module):
    weak = type("Keyring", (Ring,), {"__module__": module})()
    chain = Ring()
    chain.backends = [Ring(), weak]
    for backend in (weak, chain):
        keyring(backend)
        with pytest.raises(InputError, match="no system keyring"):
            keys.set_key(OTHER, "sk-1")
        with pytest.raises(InputError, match="no system keyring"):
            keys.clear_key(OTHER)


def test_the_status_names_the_source_and_no_key(keyring):
    keyring(Ring(**{"gpu.lan": "sk-ring"}))
    rows = [
        (key_status("chat", OPENAI, Keys(chat="sk-secret")), "LIMNER_CHAT_KEY"),
        (key_status("chat", OTHER, Keys(), "pass show"), "keyCommand"),
        (key_status("chat", OTHER, Keys()), "keyring"),
        (key_status("chat", OPENAI, Keys(openai="sk-secret")), "OPENAI_API_KEY"),
        (key_status("chat", HERE, Keys(openai="sk-secret")), "No key"),
        (key_status("chat", endpoint("https://other.lan/v1"), Keys()), "There is no key for"),
        (key_status("upload", HERE, Keys()), "There is no key for"),
    ]

    assert all(part in said and "sk-" not in said for said, part in rows)


async def test_the_secret_for_uploads_is_its_own(keyring):
    """Neither the command nor the variables of the models' services are asked for it."""
    keyring(Ring(**{HERE.authority: "ring"}))
    others = Keys("chat", "image", "openai")

    assert take_keys({"LIMNER_UPLOAD_KEY": "up"}) == Keys(upload="up")
    assert await find_key("upload", HERE, Keys(upload="up"), "false") == "up"
    assert await find_key("upload", HERE, others, "false") == "ring"
    assert await find_key("upload", OPENAI, others, "false") is None
    assert await find_key("chat", HERE, Keys()) is None
    assert key_status("upload", HERE, others, "false").endswith("from the system keyring.")
    assert key_status("upload", OPENAI, others, "false").startswith("There is no key")
