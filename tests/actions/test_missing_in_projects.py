"""What is missing in small projects of every kind: each is a file of ``tests/projects/missing``.

Above the arrow stand the project's files, as `plant` reads them. Below it stands all that is found:
kind, document, the file that is asked for or found elsewhere, and the words.
"""

from pathlib import Path

import pytest

from limner.actions import findings
from limner.actions.document_search import search_documents
from limner.actions.findings import Finding
from limner.project.roots import Project
from limner.settings.declaration import Settings
from tests.support.folders import plant

PROJECTS = sorted((Path(__file__).parents[1] / "projects" / "missing").glob("*.txt"))

ONLY_IMAGES = Settings(diagnostics_missing_alt=False)


def described(finding: Finding, project: Project, folder: Path) -> str:
    document = project.document.relative_to(folder).as_posix()
    place = finding.elsewhere or finding.path
    where = place.relative_to(folder).as_posix() if place else "nowhere"
    return f"{finding.code} {document} {where} {findings.words_of(finding)}".strip()


@pytest.mark.parametrize("file", PROJECTS, ids=lambda file: file.stem)
def test_what_is_missing_in_a_project(file, tmp_path, monkeypatch):
    files, _, expected = file.read_text().partition("=>\n")
    plant(tmp_path, files.split("\n"))
    asks_for_alt = "missing-alt" in expected

    search = search_documents(
        [tmp_path], lambda project: Settings() if asks_for_alt else ONLY_IMAGES
    )

    found = [
        described(finding, project, tmp_path)
        for _, project, _, seen in search.documents
        for finding in seen
    ]
    assert sorted(found) == sorted(line for line in expected.split("\n") if line)
