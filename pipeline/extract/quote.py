"""Quoted speech and whose it is: what stands between quotation marks, and the name beside "said"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pipeline.extract.spans import Quantity, Span

_QUOTED = re.compile(r"“(?P<curly>[^“”\n]{2,2000})(?:”|(?=\n|$))|\"(?P<straight>[^\"\n]{2,2000})\"")
"""A curly quotation may go on in the next paragraph: then it has no closing mark in this one."""
_SAID = (
    r"(?:said|says|told|tells|noted|notes|explained|explains|added|adds|commented|wrote|writes|cautioned|"
    r"stressed|concluded|remarked|warned|warns|observed|stated|argued|argues|emphasi[sz]ed|recalled|asked|"
    r"continued|admitted|acknowledged|agreed)"
)
_NAME = (
    r"(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir)\b\.?\s)?(?:[A-ZÀ-Þ](?:\.|[\w'’-]*))"
    r"(?:\s(?:(?:de|van|von|der|den|la|le|al|bin|ten)\s)?[A-ZÀ-Þ](?:\.|[\w'’-]*)){0,4}"
)
_SOMEBODY = (
    rf"(?P<who>\b(?:[Ss]he|[Hh]e|[Tt]hey)\b|\b[Tt]he (?:(?:lead|senior|study|first)\s)?"
    rf"(?:author|investigator|researcher|company|analyst|agency)s?\b|\b{_NAME})"
)
_ASIDE = r"(?:,\s[^“”\"\n]{1,120}?,|\s\([^()\n]{1,60}\))?"
_BEHIND = re.compile(
    rf"[,.!?]?\s*(?:{_SAID}\s{_SOMEBODY.replace('who', 'after')}|{_SOMEBODY}{_ASIDE}\s{_SAID}\b)"
)
_BEFORE = re.compile(
    rf"{_SOMEBODY}{_ASIDE}\s{_SAID}(?:\s[^.“”\"\n]{{0,80}})?[,:]?\s*$"
    rf"|\b[Aa]ccording to {_SOMEBODY.replace('who', 'after')}{_ASIDE}[,:]?\s*$"
)
_REACH = 240
"""Characters before and after a quotation in which its speaker is sought."""
_LAST = ""
"""The key of the last speaker; the others are known by their surnames."""
_TITLE = re.compile(r"^(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir)\b\.?\s")


class Speaker(NamedTuple):
    """The words that name a speaker, and the name last given to them."""

    start: int
    end: int
    name: str


def find_quotes(text: str, quantities: Sequence[Quantity]) -> list[dict[str, Any]]:
    """The quotations that have a speaker or hold a number, in text order, in the form of `schema.Quote`."""
    found: list[tuple[Span, Speaker | None]] = []
    known: dict[str, str] = {}
    for match in _QUOTED.finditer(text):
        span = match.span(match.lastgroup or 0)
        speaker = _find_speaker(text, match, known)
        if speaker is not None:
            known |= {_LAST: speaker.name, speaker.name.split()[-1]: speaker.name}
        elif found and _goes_on(text, found[-1], span):
            speaker = found[-1][1]
        found.append((span, speaker))
    starts = [q.start for q in quantities if q.form != "quantifier"]
    return list(_kept(_close(text, found), starts))


def _close(text: str, found: Sequence[tuple[Span, Speaker | None]]) -> list[tuple[Span, Speaker | None]]:
    """Give a quotation that goes on in the next paragraph the speaker that is only named there."""
    closed: list[tuple[Span, Speaker | None]] = []
    for span, speaker in reversed(found):
        if speaker is None and closed and _is_open(text, span[1], closed[-1][0][0]):
            speaker = closed[-1][1]
        closed.append((span, speaker))
    return closed[::-1]


def _is_open(text: str, end: int, start: int) -> bool:
    """Whether nothing, not even a closing mark, stands between a quotation and the next one."""
    return not text[end:start].strip("\n “")


def _kept(found: Sequence[tuple[Span, Speaker | None]], starts: Sequence[int]) -> Iterator[dict[str, Any]]:
    i = 0
    for (start, end), speaker in found:
        while i < len(starts) and starts[i] < start:
            i += 1
        if speaker or (i < len(starts) and starts[i] < end):
            yield {"start": start, "end": end, "speaker": speaker._asdict() if speaker else None}


def _find_speaker(text: str, quoted: re.Match[str], known: Mapping[str, str]) -> Speaker | None:
    """Behind the quotation ("...," said X), or else before it (X said: "...")."""
    last = min(_paragraph_end(text, quoted.end()), quoted.end() + _REACH)
    match = _BEHIND.match(text, quoted.end(), last)
    if match is None:
        first = max(text.rfind("\n", 0, quoted.start()) + 1, quoted.start() - _REACH)
        match = _BEFORE.search(text, first, quoted.start())
    if match is None:
        return None
    group = "who" if match["who"] else "after"
    return Speaker(*match.span(group), _full_name(match[group], known))


def _full_name(words: str, known: Mapping[str, str]) -> str:
    """ "Smith", "Dr. Smith" and "she" by the name last given."""
    name = _TITLE.sub("", words)
    if name[0].islower() or name in ("She", "He", "They") or name.startswith("The "):
        return known.get(_LAST, name) if name.lower() in ("she", "he") else name
    return known.get(name, name)


def _goes_on(text: str, previous: tuple[Span, Speaker | None], span: Span) -> bool:
    """Whether the same person goes on: in the same paragraph, or after a quotation that was left open."""
    (_, end), speaker = previous
    gap = text[end : span[0]]
    same = "\n" not in gap or _is_open(text, end, span[0])
    return speaker is not None and same and len(gap) < _REACH and len(text[slice(*span)].split()) > 3


def _paragraph_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
