"""Searches that are made many times in one text, and together cost no more than reading it once.

What was found, and what was looked for in vain, is remembered: the next search that begins in
between has the same answer. So a document full of openings without an end is read in linear time.
"""

import re

from limner.patterns import lazy_regex

AHEAD = 1 << 13
"""Characters behind the end of a bounded search that are looked at too, for the next one."""
LONGEST_MATCH = 1 << 11
"""Characters of a match that is found wherever one search ends and the next begins."""


class NextMatch:
    """The next match of a pattern behind any offset of a text."""

    def __init__(self, flat: str, pattern: str, flags: int = re.MULTILINE) -> None:
        self.flat, self._pattern = flat, re.compile(pattern, flags)
        self._start, self._stop = 0, -1
        self._match: re.Match[str] | None = None

    def at(self, offset: int, limit: int | None = None) -> re.Match[str] | None:
        """Return the first match that begins at *offset* or behind it, and ends by *limit*."""
        limit = len(self.flat) if limit is None else min(limit, len(self.flat))
        if not self._start <= offset <= self._stop:
            self._start, self._stop, self._match = offset, offset, None
        if self._match is None and self._stop < limit:
            self._search_on(limit)
        found = self._match
        return found if found is not None and found.end() <= limit else None

    def _search_on(self, limit: int) -> None:
        """Search from where the last search has stopped; no match begins before."""
        end = min(limit + AHEAD, len(self.flat))
        found = self._pattern.search(self.flat, self._stop, end)
        if found is not None and (found.end() < end or end == len(self.flat)):
            self._match, self._stop = found, found.start()
        else:
            self._stop = end if end == len(self.flat) else max(limit, end - LONGEST_MATCH)


class Brackets:
    """Where brackets are closed; those in strings and in C-like comments do not count."""

    def __init__(self, flat: str) -> None:
        self.flat = flat
        self._ends: dict[int, int | None] = {}
        self._tokens = NextMatch(flat, r"[\"()\[\]{}]|//|/\*")
        self._line_ends = NextMatch(flat, "\n")
        self._comment_ends = NextMatch(flat, r"\*/")
        self._string = (0, -1)
        self._unclosed = len(flat)

    def end(self, offset: int) -> int | None:
        """Return the offset after the bracket that closes the one just before *offset*.

        ``None`` when it is never closed. Each part of the text is read once: all that was passed
        on the way between two brackets shares what was found out.
        """
        if offset in self._ends:
            return self._ends[offset]
        # Each part between two brackets shares the end that is found for it, and the first of its
        # places is the offset behind its opening bracket.
        passed: list[list[int]] = [[offset]]
        while passed:
            token = self._tokens.at(offset)
            result = self._ends.get(token.start()) if token else None
            if token and token.start() not in self._ends:
                passed[-1].append(token.start())
                mark = token.group()
                if mark not in (")", "]", "}"):
                    if mark in ("(", "[", "{"):
                        passed.append([token.end()])
                    offset = self._behind(token)
                    continue
                result = token.end()
            if result is None:
                break
            self._ends.update(dict.fromkeys(passed.pop(), result))
            offset = result
        for each in passed:
            self._ends.update(dict.fromkeys(each))
        return None if passed else offset

    def _behind(self, token: re.Match[str]) -> int:
        """Return where reading goes on behind *token*: a string or a comment is passed whole."""
        mark, start = token.group(), token.start()
        if mark == '"':
            return self._string_end(start) or token.end()
        ends = {"//": self._line_ends, "/*": self._comment_ends}.get(mark)
        if ends is None:
            return token.end()
        end = ends.at(token.end())
        return end.end() if end else len(self.flat) if mark == "//" else token.end()

    def _string_end(self, start: int) -> int | None:
        # A quotation mark inside of a string is escaped there, and would end where the string does.
        first, last = self._string
        if first <= start < last - 1:
            return last
        if start >= self._unclosed:
            return None
        closed = _STRING.match(self.flat, start)
        if closed is None:
            self._unclosed = start
            return None
        self._string = closed.span()
        return closed.end()


_STRING = lazy_regex(r'"(?:[^"\\]|\\.)*+"', re.DOTALL)
