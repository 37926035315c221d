"""The command line itself: what completes it, and what is said of a command that does not exist."""

import shutil
import subprocess
import sys

import pytest

import limner
from limner.cli import SUBCOMMANDS, main
from limner.errors import InputError

COMPLETIONS = (
    ("ill", "illustrate"),
    ("illustrate --mis", "--missing"),
    ("illustrate --missing --format s", "sarif"),
    ("expand --eng", "--engine"),
    ("completion z", "zsh"),
)


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
@pytest.mark.parametrize(("typed", "offered"), COMPLETIONS)
def test_bash_completes_commands_flags_and_values(tmp_path, capsys, typed, offered):
    assert main(["completion", "bash"]) == 0
    script = tmp_path / "limner.bash"
    script.write_text(capsys.readouterr().out)
    count = len(typed.split())
    asked = (
        f'. "{script}"; COMP_WORDS=(limner {typed}); COMP_CWORD={count}; '
        '$(complete -p limner | sed "s/.*-F //; s/ .*//"); printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(["bash", "-c", asked], capture_output=True, text=True, check=True)

    assert done.stdout.split() == [offered]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "tcsh", "powershell"])
def test_every_shell_gets_every_command(capsys, shell):
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out

    assert [name for name in SUBCOMMANDS if name not in script] == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("expnd", "“expnd” is no command: did you mean “expand”?"),
        ("ilustrate", "did you mean “illustrate”?"),
        ("docter", "did you mean “doctor”?"),
        ("paint", "“paint” is no command: there are serve, expand,"),
    ],
)
def test_a_mistyped_command_is_told_which_one_is_meant(capsys, typed, said):
    with pytest.raises(SystemExit) as ended:
        main([typed, "a beach"])

    assert ended.value.code == 2
    assert said in capsys.readouterr().err


GONE = ["draw fox", "expand fox", "doctor", "history", "illustrate a.md --line 1"]


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use cannot be deleted there")
@pytest.mark.parametrize("command", [*GONE, "illustrate . --missing", "draw fox --output /x.png"])
def test_a_current_folder_that_was_deleted_is_one_sentence(tmp_path, monkeypatch, capsys, command):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()

    assert main(command.split()) == 2
    assert "The current folder cannot be used (No such file or" in capsys.readouterr().err
    assert main(["key", "status"]) == 0
    with pytest.raises(InputError, match="current folder cannot be used"):
        limner.draw("a fox", output="fox.png")
    with pytest.raises(InputError, match="current folder cannot be used"):
        limner.draw("a fox")


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use cannot be deleted there")
def test_the_module_starts_in_a_folder_that_was_deleted(tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    started = [sys.executable, "-m", "limner", "--version"]

    assert subprocess.run(started, capture_output=True, check=True).stdout.startswith(b"limner ")


@pytest.mark.parametrize(
    ("words", "meant"),
    [(["help"], ["--help"]), (["help", "expand"], ["expand", "--help"])],
)
def test_help_is_a_command_too(capsys, words, meant):
    said = []
    for command in (words, meant):
        with pytest.raises(SystemExit) as ended:
            main(command)
        said.append((ended.value.code, capsys.readouterr().out))

    assert said[0] == said[1]
    assert said[0][0] == 0
    assert said[0][1].startswith("usage: limner")
