"""A page about pictures that were checked: one HTML file with thumbnails, and nothing that acts.

What stands in it comes from documents, pictures and a model: all of it is escaped, and a policy
forbids scripts and whatever lies elsewhere.
"""

import base64
import html
from collections.abc import Callable, Sequence
from pathlib import Path

from limner.actions.batches.picture_checks import CheckedPictureFile
from limner.actions.linked_picture import read_picture
from limner.actions.outside_editors.picture_files import thumbnail
from limner.errors import LimnerError

PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; \
style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Pictures checked against their words</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; \
padding: 0 1rem }}
section {{ display: grid; grid-template-columns: 16rem 1fr; gap: 1.5rem; padding: 1.5rem 0; \
border-top: 1px solid #8888 }}
img {{ max-width: 100% }}
h2 {{ margin: 0; font-size: 1rem; overflow-wrap: anywhere }}
td, th {{ text-align: left; padding: 0.15rem 0.75rem 0.15rem 0; vertical-align: top }}
.missing {{ color: #b00020; font-weight: 600 }}
.uncertain {{ color: #8a6d00 }}
@media (prefers-color-scheme: dark) {{ body {{ background: #1b1b1b; color: #eee }} \
.missing {{ color: #ff8a80 }} .uncertain {{ color: #ffd54f }} }}
</style>
</head>
<body>
<h1>Pictures checked against their words</h1>
<p>{summary}</p>
{sections}
</body>
</html>
"""

SECTION = """\
<section>
<div>{picture}</div>
<div>
<h2>{path}</h2>
<p>In {document}: “{words}”</p>
{table}
</div>
</section>"""


async def html_report(
    results: Sequence[CheckedPictureFile], shown_path: Callable[[Path], str]
) -> str:
    """Return the page about *results*; *shown_path* says what a person calls a file."""
    lacking = [one for one in results if one.check is None or one.check.of("missing")]
    parts = [await _section(one, shown_path) for one in sorted(results, key=_first_lacking)]
    summary = f"{len(results)} pictures, {len(lacking)} of them lack something."
    return PAGE.format(summary=summary, sections="\n".join(parts))


def _first_lacking(one: CheckedPictureFile) -> tuple[int, str]:
    missing = len(one.check.of("missing")) if one.check else 99
    return (-missing, str(one.file.path))


async def _section(one: CheckedPictureFile, shown_path: Callable[[Path], str]) -> str:
    try:
        small = await thumbnail(read_picture(one.file.path, one.file.project))
    except LimnerError:
        small = None
    encoded = base64.b64encode(small).decode() if small else ""
    alt = html.escape(one.file.record.words[:300], quote=True)
    return SECTION.format(
        picture=f'<img src="data:image/jpeg;base64,{encoded}" alt="{alt}">' if encoded else "",
        path=html.escape(shown_path(one.file.path)),
        document=html.escape(shown_path(one.file.document)),
        words=html.escape(one.file.record.words),
        table=_table(one),
    )


def _table(one: CheckedPictureFile) -> str:
    if one.check is None:
        return f'<p class="uncertain">{html.escape(one.error)}</p>'
    rows = "\n".join(
        f'<tr class="{row.verdict}"><th>{row.verdict}</th><td>{html.escape(row.words)}</td>'
        f"<td>{html.escape(row.seen)}</td></tr>"
        for row in one.check.rows
    )
    looked = html.escape(f"{one.check.looked}, {one.check.created}. {one.check.note}".strip())
    return f"<table>\n{rows}\n</table>\n<p><small>{looked}</small></p>"
