"""How ``--check`` prints what it found: for people, for programs, and as GitHub reads it."""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from limner._version import __version__
from limner.actions import findings
from limner.actions.findings import Code, Finding
from limner.cli.console import print_json, print_line
from limner.cli.inputs import KEYS, shown_path


@dataclass(frozen=True)
class Reported:
    """A finding, and where a person finds it.

    Attributes:
        file: the document's path from this folder, with ``/``.
        line: from 1.
        column: from 1, in characters.
        finding: what was found.
    """

    file: str
    line: int
    column: int
    finding: Finding


def print_text(found: Sequence[Reported]) -> None:
    """Print a line each, as compilers do."""
    for one in found:
        print_line(f"{Path(one.file)}:{one.line}:{one.column}: {one.finding.message}")


def print_rows(found: Sequence[Reported]) -> None:
    """Print a JSON object each."""
    for one in found:
        print_json(_row(one))


def print_github(found: Sequence[Reported]) -> None:
    """Print a workflow command each, which GitHub shows at the line of a pull request.

    The commands and their escapes are those of github.com/actions/toolkit (core/src/command.ts).
    """
    for one in found:
        rule = _RULES[one.finding.code]
        title = _property(rule.title)
        print_line(
            f"::{rule.command} file={_property(one.file)},line={one.line},col={one.column},"
            f"title={title}::{_data(one.finding.message)}"
        )


def print_sarif(found: Sequence[Reported]) -> None:
    """Print one SARIF 2.1.0 log, also of nothing: an empty one closes GitHub's earlier alerts."""
    print_json(sarif(found))


PRINTERS: Mapping[str, Callable[[Sequence[Reported]], None]] = {
    "text": print_text,
    "json": print_rows,
    "github": print_github,
    "sarif": print_sarif,
}
"""The formats of ``--check``."""


def sarif(found: Sequence[Reported]) -> dict[str, object]:
    """Return *found* as a SARIF 2.1.0 log with what GitHub's code scanning asks for.

    https://docs.github.com/code-security/code-scanning (SARIF support), November 2026.
    """
    codes = list(_RULES)
    counted: Counter[str] = Counter()
    results = []
    for one in found:
        identity = "\n".join((one.file, one.finding.code, one.finding.link.target))
        counted[identity] += 1
        results.append(_result(one, codes.index(one.finding.code), identity, counted[identity]))
    driver = {
        "name": "Limner",
        "semanticVersion": __version__,
        "rules": [_rule(code, rule) for code, rule in _RULES.items()],
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": True}],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }


@dataclass(frozen=True)
class _Rule:
    """What GitHub is told of a kind of finding."""

    command: Literal["error", "warning", "notice"]
    title: str
    about: str
    remedy: str


_RULES: dict[Code, _Rule] = {
    "missing-image": _Rule(
        "error",
        "Missing picture",
        "An image link leads to no file, anywhere it could be meant.",
        "Add the picture, mend the link, or draw it: limner illustrate FILE --missing.",
    ),
    "missing-alt": _Rule(
        "warning",
        "No alternative text",
        "A picture has no alternative text, and not by choice.",
        "Say in the link what the picture shows, or that it is only decoration.",
    ),
    "elsewhere": _Rule(
        "notice",
        "The picture stands elsewhere",
        "An image link leads to no file, but one of its name stands elsewhere in the project.",
        "Mend the link, or move the picture to where the link leads.",
    ),
}


def _rule(code: Code, rule: _Rule) -> dict[str, object]:
    return {
        "id": code,
        "name": code.title().replace("-", ""),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.about},
        "help": {"text": rule.remedy},
        "defaultConfiguration": {"level": _level(rule)},
        "properties": {"tags": ["documentation", "accessibility"]},
    }


def _result(one: Reported, index: int, identity: str, number: int) -> dict[str, object]:
    code = one.finding.code
    place = {
        "artifactLocation": {"uri": quote(one.file), "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": one.line, "startColumn": one.column},
    }
    fingerprint = hashlib.sha256(f"{identity}\n{number}".encode()).hexdigest()
    return {
        "ruleId": code,
        "ruleIndex": index,
        "level": _level(_RULES[code]),
        "message": {"text": one.finding.message},
        "locations": [{"physicalLocation": place}],
        # GitHub's own, primaryLocationLineHash, is added from the line as the log is uploaded.
        "partialFingerprints": {"limnerLink/v1": fingerprint},
    }


def _level(rule: _Rule) -> str:
    return "note" if rule.command == "notice" else rule.command


def _data(text: str) -> str:
    """Escape what stands behind a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape the value of a property of a workflow command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _row(one: Reported) -> dict[str, object]:
    """Return the JSON object of a finding; its keys never vanish."""
    finding = one.finding
    place = finding.elsewhere or finding.path
    return {
        **dict.fromkeys(KEYS),
        "file": str(Path(one.file)),
        "source": findings.words_of(finding) or None,
        "picture": shown_path(place) if place else None,
        "link": finding.link.target,
        "alt": finding.link.alt,
        "error": finding.message,
        "code": finding.code,
        "line": one.line,
    }
