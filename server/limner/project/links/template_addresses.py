"""What a template plainly says of a file's address on its site.

``{{ "/img/fox.png" | relative_url }}`` of Jekyll, ``{{ "img/fox.png" | relURL }}`` of Hugo and
``{{ site.baseurl }}/img/fox.png`` mean ``/img/fox.png``.
"""

from limner.patterns import lazy_regex

_FILTERED = lazy_regex(
    r"\{\{-?\s*(?P<quote>[\"'])(?P<path>[^\"'{}|]+)(?P=quote)\s*\|\s*"
    r"(?:relative_url|absolute_url|relURL|absURL|relLangURL|prepend:\s*site\.baseurl)\s*-?\}\}"
)
_BASE = lazy_regex(
    r"(?:\{\{-?\s*(?:site\.(?:base_?url|url|github\.url)|\.Site\.BaseURL|\$?baseURL)\s*-?\}\})+"
)


def plain_address(target: str) -> str:
    """Return *target* without the template around it; as it is where that does more."""
    if "{{" not in target:
        return target
    filtered = _FILTERED.fullmatch(target.strip())
    if filtered:
        path = filtered["path"].strip()
        return path if "://" in path else f"/{path.lstrip('/')}"
    base = _BASE.match(target)
    rest = target[base.end() :] if base else ""
    return f"/{rest.lstrip('/')}" if base and rest and "{" not in rest else target
