"""The first minute in a terminal, animated: ``python -m tests.evaluation.first_minute``.

It runs the commands for real, in an empty home with no service set up, and writes what the terminal
showed into ``docs/images/first-minute.svg``, with the picture that was drawn. A viewer that does
not animate shows all of it at once.
"""

import base64
import io
import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from PIL import Image

ROOT = Path(__file__).parents[2]
OUT = ROOT / "docs" / "images" / "first-minute.svg"
DOCUMENT = "lighthouse-keeper.md"
COMMANDS = (
    'limner expand "a beach sunset"',
    f'limner illustrate {DOCUMENT} --select "one small boat with a red sail"',
    f"cat {DOCUMENT}",
)
COLUMNS, LEADING, LETTER = 92, 20, 8.43
MARGIN = 24
PICTURE = 240
"""Sizes in pixels; a letter is 8.43 wide in a monospaced font of 14 pixels."""

TYPING, READING = 0.035, 2.2
"""Seconds for a letter, and before the next command is typed."""


def main() -> None:
    """Run the commands and write the picture."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(ROOT / "examples" / DOCUMENT, folder)
        shown = [(command, run(command, folder)) for command in COMMANDS]
        (drawn,) = folder.glob("*.png")
        picture = Image.open(drawn).convert("RGB")
    OUT.write_text(as_svg(shown, picture), "utf-8")


def run(command: str, folder: Path) -> str:
    """Return what *command* shows in *folder*, as a terminal would have it."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    home = {"HOME": str(folder), "XDG_CONFIG_HOME": "", "XDG_STATE_HOME": "", "XDG_DATA_HOME": ""}
    done = subprocess.run(
        command, shell=True, cwd=folder, env={"PATH": path, "LANG": "C.UTF-8", **home}, check=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    return done.stdout.rstrip("\n")


def as_svg(shown: list[tuple[str, str]], picture: Image.Image) -> str:
    """Return the recording: each command letter by letter, what it showed, and the picture."""
    rows: list[str] = []
    seconds, top = 0.8, MARGIN + LEADING
    for command, result in shown:
        letters = "".join(typed(command, seconds))
        rows.append(text(top, f'<tspan class="sign">$ </tspan>{letters}', "typed", seconds))
        seconds += TYPING * len(command) + 0.6
        top += LEADING
        for line in result.split("\n"):
            for part in textwrap.wrap(line, COLUMNS, subsequent_indent="  ") or [""]:
                rows.append(text(top, escape(part), "said", seconds))
                top += LEADING
        seconds += READING
        top += LEADING // 2
    picture.thumbnail((PICTURE * 2, PICTURE * 2))
    height = round(PICTURE * picture.height / picture.width)
    rows.append(
        f'<image class="late" style="animation-duration:{seconds - READING / 2:.2f}s" x="{MARGIN}" '
        f'y="{top - LEADING // 2}" width="{PICTURE}" height="{height}" '
        f"href={quoteattr(data_uri(picture))}/>"
    )
    width, whole = round(COLUMNS * LETTER + 2 * MARGIN), top + height + MARGIN // 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{whole}" '
        f'viewBox="0 0 {width} {whole}" role="img">\n'
        "<title>In a terminal: words become a prompt, a picture is drawn and linked</title>\n"
        f"<style>{STYLE}</style>\n"
        f'<rect width="{width}" height="{whole}" rx="10" fill="#1e2430"/>\n'
        + "\n".join(rows)
        + "\n</svg>\n"
    )


STYLE = (
    "text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;white-space:pre}"
    ".typed{fill:#fff}.sign{fill:#7fd1ae}.said{fill:#c3cbd9}"
    ".late{animation:later 1s}@keyframes later{from,to{visibility:hidden}}"
    "@media (prefers-reduced-motion:reduce){.late{animation:none}}"
)
"""What comes later is hidden until then, and visible where nothing is animated."""


def text(top: int, content: str, kind: str, seconds: float) -> str:
    """Return one line that appears after *seconds*."""
    return (
        f'<text x="{MARGIN}" y="{top}" class="{kind} late" '
        f'style="animation-duration:{seconds:.2f}s">{content}</text>'
    )


def typed(command: str, seconds: float) -> Iterator[str]:
    """Yield the letters of a command, each with the moment it is typed."""
    for number, letter in enumerate(command, 1):
        when = f"animation-duration:{seconds + TYPING * number:.2f}s"
        yield f'<tspan class="late" style="{when}">{escape(letter)}</tspan>'


def data_uri(picture: Image.Image) -> str:
    """Return *picture* as an address that holds it."""
    held = io.BytesIO()
    picture.save(held, "WEBP", quality=80)
    return f"data:image/webp;base64,{base64.b64encode(held.getvalue()).decode()}"


if __name__ == "__main__":
    main()
