"""Missing pictures of a document, and a person who agrees to every host."""

from pathlib import Path

from limner.actions import findings
from limner.actions.batches import batch
from limner.document import Document
from limner.project.roots import Project
from limner.settings.declaration import Settings


def missing_in(folder: Path, text: str, **settings) -> tuple[batch.MissingPicture, ...]:
    project, held = Project(folder, folder / "note.md", text), Settings(**settings)
    document = Document(text, "markdown", folder / "note.md")
    found = findings.findings_in(document, findings.locator(project, held))
    return batch.missing_pictures_of(found, document, project, held)


async def yes(host: str) -> bool:
    return True
