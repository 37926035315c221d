"""What a cell shows of a picture: the picture where it can be shown, and words everywhere."""

import base64
import html
import re
from pathlib import Path

from limner.image.file_names import MIME_TYPES


def bundle(
    path: Path, data: bytes, alt: str, prompt: str
) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Return the forms of one output, and their metadata.

    JupyterLab and nbconvert's default template show an ``image/png`` entry without its alternative
    text; ``text/html`` and ``text/markdown``, which both prefer, carry it.
    """
    encoded = base64.b64encode(data).decode()
    kind = MIME_TYPES.get(path.suffix[1:].lower(), "image/png")
    address = f"data:{kind};base64,{encoded}"
    said = html.escape(alt)
    forms = {
        "text/plain": f"{path.name}: {alt}\n{prompt}",
        "text/markdown": f"![{escaped(alt)}]({address})\n\n{escaped(prompt)}",
        "text/html": (
            f'<figure><img alt="{said}" src="{address}" style="max-width: 100%">'
            f"<figcaption>{html.escape(prompt)}</figcaption></figure>"
        ),
    }
    if kind in ("image/png", "image/jpeg"):
        forms[kind] = encoded
        return forms, {kind: {"alt": alt}}
    return forms, {}


def escaped(text: str) -> str:
    """Return *text* as words of Markdown on one line, whatever it holds."""
    return re.sub(r"([\\`*_{}\[\]()#+!|<>$~&-])", r"\\\1", " ".join(text.split()))
