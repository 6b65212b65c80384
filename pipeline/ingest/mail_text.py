"""The plain text of a mail: wrapped lines back to paragraphs, without masthead, quotes and footer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from pipeline.ingest.clean import CLINICAL

WRAPPED_AT = 80
"""Characters; where a tenth of the lines is longer, a line is a paragraph and nothing is joined."""
FULL = 0.85
"""Of the width: a line that with the next one's first word would be longer was wrapped there."""
MAX_FOOTER_SHARE = 0.3
"""Of the characters; what is longer behind a mark of the footer is no footer."""
MASTHEAD_BLOCKS = 12
"""Blocks at the top in which the title may stand once more."""
ATTRIBUTION_LINES = 3

QUOTE = re.compile(r">(?!From )")
ATTRIBUTION = re.compile(r".{0,300}\b(?:wrote|writes|schrieb|écrit)\s?:$")
RULE = re.compile(r"\s*(?:[-=_*~#]\s?){5,}$")
ITEM = re.compile(r"(?:[•*·◦‣▪-]|(?P<number>\d{1,2}[.)]))\s")
SENTENCE_END = re.compile(r"[.:;!?]$")
FOOTER = re.compile(
    r"\bunsubscribe\b"
    r"|\byou(?:['’]re| are| were| have)? (?:receiv|sent|got|gett)\w* this (?:e-?mail|newsletter|message)\b"
    r"|\b(?:manage|update|change) your (?:e-?mail )?(?:preferences|subscription|settings)\b",
    re.IGNORECASE,
)
BROKEN_WORD = re.compile(r"\w[-–]$")
SUSPENDED = re.compile(r"(?:and|or|to|und)\b")


def read_mail_text(text: str, *, title: str = "", flowed: bool = False, delsp: bool = False) -> str:
    """The story in a mail's plain text: paragraphs one blank line apart, list items on lines.

    A mail that is one quotation, a forwarded one, keeps it.

    Args: title: where it stands at the top, the story begins behind it. flowed, delsp: the parameters of
    the content type.
    """
    lines = [line.rstrip("\r\n") for line in re.split(r"(?<=\n)", text.replace("\f", "\n"))]
    lines = _without_footer(lines)
    own = _without_quotes(lines)
    lines = own if any(map(str.isalnum, "".join(own))) else [line.lstrip("> ") for line in lines]
    if flowed and any(_is_soft(line) for line in lines):
        lines = list(_join_flowed(lines, delsp))
    else:
        lines = list(_join_wrapped(lines))
    blocks = ["\n".join(block) for block in _blocks(lines)]
    return "\n\n".join(_without_masthead(blocks, title))


def _without_footer(lines: list[str]) -> list[str]:
    """The lines before the signature's mark, "-- ", or the rule or blank line above the footer's cue."""
    tail = _tail_start(lines)
    ends = [i for i in range(tail, len(lines)) if lines[i] in {"-- ", "--"}]
    cue = next((i for i in range(tail, len(lines)) if FOOTER.search(lines[i])), tail)
    ends += [i for i in range(tail, cue) if RULE.match(lines[i])][-1:]
    ends += [i for i in range(tail, cue) if not lines[i].strip()][-1:]
    return lines[: min(ends, default=len(lines))]


def _tail_start(lines: list[str]) -> int:
    """The first line behind which there is little enough to be a footer, and no figure of a result."""
    left = MAX_FOOTER_SHARE * sum(map(len, lines))
    start = len(lines)
    while start > 0 and (left := left - len(lines[start - 1])) >= 0:
        if CLINICAL.search(lines[start - 1]):
            break
        start -= 1
    return start


def _without_quotes(lines: list[str]) -> list[str]:
    """The lines that answer, without the ones answered and the "... wrote:" above them."""
    own: list[str] = []
    for line in lines:
        if not QUOTE.match(line):
            own.append(line)
        elif own and _is_attribution(own):
            del own[_attribution_start(own) :]
    return own


def _is_attribution(own: list[str]) -> bool:
    last = next((line for line in reversed(own[-2:]) if line.strip()), "")
    return ATTRIBUTION.match(last.rstrip()) is not None


def _attribution_start(own: list[str]) -> int:
    """Where the block begins that ends with "... wrote:"; one longer than an attribution is text."""
    end = len(own) - (not own[-1].strip())
    start = end
    while start > 0 and own[start - 1].strip() and end - start <= ATTRIBUTION_LINES:
        start -= 1
    return start if end - start <= ATTRIBUTION_LINES else end


def _is_soft(line: str) -> bool:
    return line.endswith(" ") and line != "-- " and line.strip() != ""


def _join_flowed(lines: list[str], delsp: bool) -> Iterator[str]:
    """Lines that end with a space go on in the next one. Source: RFC 3676, section 4."""
    parts: list[str] = []
    for line in lines:
        soft = _is_soft(line)
        line = line.removeprefix(" ")
        parts.append(line[:-1] if soft and delsp else line)
        if not soft:
            yield "".join(parts).rstrip()
            parts = []
    if parts:
        yield "".join(parts).rstrip()


def _join_wrapped(lines: list[str]) -> Iterator[str]:
    """Lines that were wrapped at one width are joined; short ones, list items and rules stay."""
    width = _width(lines)
    parts: list[str] = []
    for line in lines:
        if parts and not _goes_on(parts[-1], line, width):
            yield _joined(parts)
            parts = []
        parts.append(line)
    if parts:
        yield _joined(parts)


def _width(lines: list[str]) -> float:
    """The longest line's length, addresses and rules apart; no bound for text that is not wrapped."""
    prose = [len(line.rstrip()) for line in lines if " " in line.strip() and not RULE.match(line)]
    long = sum(length > WRAPPED_AT for length in prose)
    if long * 10 > len(prose):
        return float("inf")
    return max((length for length in prose if length <= WRAPPED_AT), default=float("inf"))


def _goes_on(line: str, following: str, width: float) -> bool:
    """Whether the line was broken because the next word did not fit."""
    bare = following.strip()
    if not line.strip() or not bare or RULE.match(line) or RULE.match(following):
        return False
    item = ITEM.match(bare)
    # A sentence may go on with a number: "... in week\n4. Then".
    if item and (not item["number"] or SENTENCE_END.search(line.rstrip())):
        return False
    return len(line.rstrip()) + 1 + len(bare.split(maxsplit=1)[0]) > FULL * width


def _joined(parts: list[str]) -> str:
    text = parts[0].strip()
    for part in map(str.strip, parts[1:]):
        broken = BROKEN_WORD.search(text[-2:]) and not SUSPENDED.match(part)
        text += part if broken else f" {part}"
    return text


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Runs of lines between blank ones; rules are blank."""
    for is_text, block in groupby(lines, key=lambda line: bool(line.strip()) and not RULE.match(line)):
        if is_text:
            yield list(block)


def _without_masthead(blocks: list[str], title: str) -> list[str]:
    """The blocks behind the title, if it stands among the first ones."""
    wanted = _letters(title)
    for i, block in enumerate(blocks[:MASTHEAD_BLOCKS]):
        if wanted and _letters(block) == wanted:
            return blocks[i + 1 :]
    return blocks


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()
