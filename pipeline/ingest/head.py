"""What the head of a plain-text article says of itself: title, byline, date, outlet, language.

The head is the short lines before the story and the dateline at the story's start. A date, a name or an
outlet further down belongs to the story, so nothing else is looked at.
"""

from __future__ import annotations

import re
from itertools import islice, product
from typing import NamedTuple

from pipeline.ingest.dates import find_date

MAX_HEAD_LINES = 10
MAX_HEAD_LINE = 120
"""Characters; a longer line is the story."""
MAX_STORY_LINES = 3
"""Lines of the story that may hold the dateline: a photo caption may stand before it."""
MAX_DATELINE = 130
"""Characters of a line in which its dateline must end."""

OUTLETS = {
    "reuters": "Reuters",
    "reuters health": "Reuters Health",
    "healthday news": "HealthDay News",
    "healthday": "HealthDay",
    "newswise": "Newswise",
    "prnewswire": "PR Newswire",
    "pr newswire": "PR Newswire",
    "pr newswire-asianet": "PR Newswire",
    "business wire": "Business Wire",
    "globe newswire": "GlobeNewswire",
    "globenewswire": "GlobeNewswire",
    "marketwired": "Marketwired",
    "accesswire": "ACCESSWIRE",
    "eurekalert": "EurekAlert",
    "cnn": "CNN",
    "ap": "Associated Press",
    "afp": "AFP",
    "upi": "UPI",
}

DEGREE = (
    r"(?:M\.?D|Ph\.?D|D\.?O|M\.?A|M\.?S|M\.?Sc|B\.?Sc|B\.?A|M\.?P\.?H|R\.?N|Pharm\.?D|M\.?B\.?Ch\.?B"
    r"|M\.?B\.?B\.?S|E\.?L\.?S"
    r"|F\.?A\.?C\.?P|M\.?B\.?A|N\.?P|P\.?A|J\.?D|M\.?F\.?A|R\.?Ph|B\.?Pharm|D\.?Phil|FRCP|CMPP)\.?"
)
_WORD = r"(?:[^\W\d_a-z][\w'’.-]{0,24}|de|da|del|della|di|la|le|van|von|den|der|ter|bin|al|y|e)"
NAME = rf"[^\W\d_a-z][\w'’.-]{{0,24}}(?: {_WORD}){{1,4}}"
PLAIN_NAME = re.compile(rf"(?P<name>{NAME})(?P<degrees>(?:, {DEGREE}){{0,4}})")
BY_LINE = re.compile(r"(?i:(?:(?:written|reported|story) )?by:?|author:?)\s(?P<names>[^\W\d_a-z].{2,90})")
# What stands after the names on a byline: the job, the desk, the place in the outlet.
AFTER_NAMES = re.compile(
    r"\s*(?:\||;|•|·| [-–—] |,?\s(?:healthday|medscape|reuters|cnn|ap|afp|medpage today|staff|senior"
    r"|contributing|special to"
    r"|health|science|medical|associated press)\b).*",
    re.IGNORECASE,
)
NOT_A_NAME = re.compile(
    r"\b(?:the|of|and|in|for|with|to|a|an|about|study|trial|news|contact|media|health\w*|reporter|press"
    r"|university|cancer"
    r"|drug|en|inc|pharma\w*|research|hospital|institute|center|society|phase|dispatch|daily|weekly|times"
    r"|today|post|journal|wire|review|medicine|\w+ology|key|next|notes|background|results)\b",
    re.IGNORECASE,
)
ALL_NAMES = re.compile(
    rf"{NAME}(?:, {DEGREE}){{0,4}}(?:(?:, and |, | and | & ){NAME}(?:, {DEGREE}){{0,4}}){{0,5}}"
)

OUTLET_WORDS = re.compile(r"(?i:wire|news|press)\b")
# Before a dateline's date or outlet there are only places and days: no longer word in lower case.
LOWER_WORD = re.compile(r"(?<![\w'’])[a-z]{3,}")
DATE_WORDS = re.compile(
    r"\b(?:first|last|published|updated|posted|release[ds]?|online|date)\b", re.IGNORECASE
)
AFTER_DATE = re.compile(r"\s*(?:--|[-–—/|(:]|$)")
DATELINE_OUTLETS = (
    re.compile(r"\((?P<outlet>[^()]{2,30})\)\s*(?:--|[-–—:])"),
    re.compile(r"/(?P<outlet>[^/]{2,30})/"),
    re.compile(r"^(?P<outlet>[A-Z][\w ]{2,30}?)\s*[—–]\s"),
)

ENGLISH = frozenset(
    {
        *(
            "the",
            "of",
            "and",
            "with",
            "that",
            "was",
            "were",
            "who",
            "for",
            "from",
            "this",
            "which",
            "have",
            "are",
        )
    }
)
MIN_ENGLISH_SHARE = 0.08
"""Of the words; English prose has 0.15 to 0.25, other languages below 0.03."""
WORDS_LOOKED_AT = 2_000


class Head(NamedTuple):
    """What an article's first lines state; None for what they do not."""

    title: str | None = None
    byline: str | None = None
    published: str | None = None
    source: str | None = None


def read_head(text: str) -> Head:
    """Title, byline, publication date and outlet, from the lines before the story and from its dateline."""
    lines, story = _split_head(text)
    if not lines:
        return Head()
    pieces = [piece for line in lines[1:] for piece in re.split(r" [|•·] ", line)]
    return Head(lines[0], _find_byline(pieces), _find_published(pieces, story), _find_outlet(pieces + story))


def _split_head(text: str) -> tuple[list[str], list[str]]:
    """The short lines at the top, the title first whatever its length; and the first lines of the story."""
    tidied = (_tidy(match.group()) for match in re.finditer(r"[^\r\n]+", text))
    lines = list(islice(filter(None, tidied), MAX_HEAD_LINES + MAX_STORY_LINES))
    long = (i for i, line in enumerate(lines) if i > 0 and len(line) > MAX_HEAD_LINE)
    end = min(next(long, len(lines)), MAX_HEAD_LINES)
    return lines[:end], lines[end : end + MAX_STORY_LINES]


def _find_byline(pieces: list[str]) -> str | None:
    for piece in pieces:
        if match := BY_LINE.fullmatch(piece):
            names = AFTER_NAMES.sub("", match["names"]).strip(" ,")
            if ALL_NAMES.fullmatch(names):
                return names
    return _find_unmarked_byline(pieces)


def _find_unmarked_byline(pieces: list[str]) -> str | None:
    """A bare name is a byline where it carries degrees, or stands beside the date."""
    for i, piece in enumerate(pieces):
        match = PLAIN_NAME.fullmatch(piece)
        if match and not NOT_A_NAME.search(match["name"]):
            beside = pieces[max(0, i - 1) : i] + pieces[i + 1 : i + 2]
            if match["degrees"] or any(_is_date_line(line) for line in beside):
                return piece
    return None


def _is_date_line(line: str) -> bool:
    """A date with at most a place, a day, a time beside it; a sentence that names a date is none."""
    found = find_date(line)
    if found is None:
        return False
    beside = line[: found[0]] + line[found[1] :]
    return len(beside) <= 40 and not LOWER_WORD.search(DATE_WORDS.sub("", beside))


def _find_published(pieces: list[str], story: list[str]) -> str | None:
    for piece in pieces:
        found = find_date(piece)
        if found and _is_date_line(piece):
            return found[2]
    return next(filter(None, map(_dateline_date, pieces + story)), None)


def _dateline_date(line: str) -> str | None:
    """The date at the start of a story: "MILAN, Sept. 12, 2017 - An antibody ..."."""
    found = find_date(line[:MAX_DATELINE])
    if found is None or LOWER_WORD.search(_without_outlets(line[: found[0]])):
        return None
    return found[2] if AFTER_DATE.match(line, found[1]) else None


def _without_outlets(opening: str) -> str:
    return re.sub(r"(?i)\bnewswise\b|\([^()]*\)", "", opening)


def _find_outlet(lines: list[str]) -> str | None:
    """The outlet in a dateline: "(Reuters) -", "/PRNewswire/", "--(BUSINESS WIRE)--", "Newswise —"."""
    for line, pattern in product(lines, DATELINE_OUTLETS):
        match = pattern.search(line, 0, MAX_DATELINE)
        if match and not LOWER_WORD.search(line[: match.start()]):
            name = _tidy(match["outlet"])
            if name.lower() in OUTLETS or OUTLET_WORDS.search(name):
                return OUTLETS.get(name.lower(), name)
    return None


def guess_language(text: str) -> str | None:
    """`en` if English function words are frequent, else None."""
    words = re.findall(r"[^\W\d_]+", text[: WORDS_LOOKED_AT * 8].lower())[:WORDS_LOOKED_AT]
    hits = [word for word in words if word in ENGLISH]
    if len(set(hits)) >= 2 and len(hits) >= MIN_ENGLISH_SHARE * len(words):
        return "en"
    return None


def _tidy(line: str) -> str:
    return " ".join(line.split())
