"""The first minute in VS Code, animated: ``python -m tests.evaluation.first_minute_vscode``.

It drives the real editor with the packed extension, as the tests do, and writes what the window
showed into ``docs/images/first-minute-vscode.webp``. ``tests/tools/vscode.sh`` fetches the editor.
"""

import tempfile
from pathlib import Path

from PIL import Image

from tests.support import vscode

OUT = Path(__file__).parents[2] / "docs" / "images" / "first-minute-vscode.webp"
SECONDS = (2.0, 2.5, 5.0, 1.5, 2.0, 5.0)
"""How long each frame stands."""

MOST_BYTES = 400_000


def main() -> None:
    """Drive the editor and write the recording.

    Raises:
        ValueError: it is too large for the repository.
    """
    with tempfile.TemporaryDirectory() as name:
        vscode.run("recording.mjs", Path(name))
        shots = sorted((Path(name) / "shots").glob("*.png"))
        first, *others = (Image.open(shot).convert("RGB") for shot in shots)
        first.save(
            OUT,
            save_all=True,
            append_images=others,
            duration=[int(1000 * seconds) for seconds in SECONDS],
            loop=0,
            quality=82,
            method=6,
        )
    if OUT.stat().st_size > MOST_BYTES:
        raise ValueError(f"{OUT.name} has {OUT.stat().st_size:,} bytes: make its frames smaller.")


if __name__ == "__main__":
    main()
