"""With which characters the matches of a pattern can begin, read from the pattern itself.

Reading some thousand patterns takes a third of a second, so what was read is kept in models/patterns.json; a
pattern that is not there, or not any more, is read anew. `models/build_patterns.py` renews the table.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache, wraps
from hashlib import sha1
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, TypeVar, cast

from pipeline.paths import models_folder

T = TypeVar("T")
_LONG = 300
"""Characters from which a text is worth remembering."""
_LENGTH = 8
"""Characters of a beginning: longer ones rule out hardly more."""
_MOST = 2000
"""Beginnings of one pattern; what would give more is cut shorter."""
_WIDEST = 12
"""Characters of a class that are spelled out; a wider one ends the beginning."""
_SPACES = "".join(c for c in map(chr, range(0x3001)) if c.isspace() and c != " ")
_DIGITS = "123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９"
_FOLDED = dict.fromkeys(_SPACES, " ") | dict.fromkeys("–—‑−", "-") | dict.fromkeys(_DIGITS, "0") | {"İ": "i"}
_ASCII = {character: plain for character, plain in _FOLDED.items() if character.isascii()}
_OTHERS = re.compile("[" + "".join(_FOLDED.keys() - _ASCII.keys()) + "]")
_TABLE = str.maketrans(_ASCII)

Beginnings = dict[str, bool]
"""Folded; whether what follows in the pattern may still lengthen it."""


def fold_text(text: str) -> str:
    """Lower case, any space as " ", any dash as "-", any digit as "0"; every character at its place."""
    return _fold(text) if len(text) < _LONG else _fold_long(text)


def _fold(text: str) -> str:
    if text.isascii():
        return text.translate(_TABLE).lower()
    if _OTHERS.search(text):
        text = _OTHERS.sub(lambda match: _FOLDED[match[0]], text)
    for character, plain in _ASCII.items():
        if character in text:
            text = text.replace(character, plain)
    return text.lower()


# The same article is folded for one search after another.
_fold_long = lru_cache(4)(_fold)


def _remember(read: Callable[[str, int], T]) -> Callable[..., T]:
    """`read(pattern, flags=0)`, looked up in the table of what was read before."""

    @wraps(read)
    def look_up(pattern: str, flags: int = 0) -> T:
        key = make_key(read.__name__, pattern, flags)
        known = read_table()
        if key not in known:
            known[key] = read(pattern, flags)
        return cast(T, known[key])

    return look_up


def make_key(kind: str, pattern: str, flags: int) -> str:
    """Where the table has what was read of a pattern."""
    return sha1(f"{kind} {flags:d} {pattern}".encode(), usedforsecurity=False).hexdigest()


@cache
def read_table() -> dict[str, Any]:
    """What is known of patterns, by `make_key`; it grows with what is asked. Empty if there is no table."""
    path = models_folder() / "patterns.json"
    known: dict[str, Any] = json.loads(path.read_bytes()) if path.is_file() else {}
    return known


@_remember
def find_beginnings(pattern: str, flags: int = 0) -> list[str]:
    """Strings, folded, with one of which every match begins; none is the beginning of another.

    [""] if a match may be empty or begin with anything.
    """
    return _shorten(_follow(parser.parse(pattern, flags), {"": True}))


@_remember
def find_endings(pattern: str, flags: int = 0) -> list[str]:
    """Strings, folded, with one of which every match ends, each from its last character to its first.

    [""] if a match may be empty or end in anything.
    """
    return _shorten(_follow(_reverse(parser.parse(pattern, flags)), {"": True}))


@_remember
def find_needed(pattern: str, flags: int = 0) -> list[str]:
    """Strings, folded, one of which stands in every match, long ones before short; [""] if none is seen."""
    return _need(list(parser.parse(pattern, flags)))


def _need(items: list[tuple[Any, Any]]) -> list[str]:
    found = [_shorten(_follow(items[i:], {"": True})) for i in range(len(items))]
    for operator, argument in items:
        if operator is codes.SUBPATTERN:
            found.append(_need(list(argument[-1])))
        elif operator is codes.BRANCH:
            found.append(_shorten(string for branch in argument[1] for string in _need(list(branch))))
    return max(found, key=lambda strings: (min(map(len, strings)), -len(strings)), default=[""])


def _reverse(items: Iterable[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """A parsed sequence as it is read from its end."""
    turned = []
    for operator, argument in items:
        if operator is codes.BRANCH:
            argument = (None, [_reverse(branch) for branch in argument[1]])
        elif operator in (codes.SUBPATTERN, codes.MAX_REPEAT, codes.MIN_REPEAT):
            argument = (*argument[:-1], _reverse(argument[-1]))
        turned.append((operator, argument))
    return turned[::-1]


def _shorten(found: Iterable[str]) -> list[str]:
    shortest: list[str] = []
    for beginning in sorted(found):
        if not shortest or not beginning.startswith(shortest[-1]):
            shortest.append(beginning)
    return shortest


@_remember
def begins_word(pattern: str, flags: int = 0) -> bool:
    """Whether no match begins behind a letter or digit, as far as that is easily seen."""
    letters = all(beginning[:1].isalnum() for beginning in find_beginnings(pattern, flags))
    return letters and _asks_border(parser.parse(pattern, flags))


def _asks_border(items: Iterable[tuple[Any, Any]]) -> bool:
    for operator, argument in items:
        if operator is codes.SUBPATTERN:
            return _asks_border(argument[-1])
        if operator is codes.BRANCH:
            return all(_asks_border(branch) for branch in argument[1])
        if operator is codes.ASSERT_NOT:
            side, ((kind, members), *more) = argument
            word = (codes.CATEGORY, codes.CATEGORY_WORD)
            return side < 0 and not more and kind is codes.IN and word in members
        return (operator, argument) == (codes.AT, codes.AT_BOUNDARY)
    return False


def _follow(items: Iterable[tuple[Any, Any]], before: Beginnings) -> Beginnings:
    """What the items of a parsed sequence make of the beginnings before them."""
    for operator, argument in items:
        if not any(before.values()):
            break
        before = _lengthen(before, _read_item(operator, argument))
    return before


def _lengthen(before: Beginnings, choices: Beginnings) -> Beginnings:
    """Each open beginning with each of the choices behind it."""
    made = {beginning: False for beginning, is_open in before.items() if not is_open}
    opened = [beginning for beginning, is_open in before.items() if is_open]
    if len(opened) > 1 and len(made) + len(opened) * len(choices) > _MOST:
        choices = {choice[:1]: is_open and not choice for choice, is_open in choices.items()}
    for beginning in opened:
        for choice, is_open in choices.items():
            whole = beginning + choice
            is_open = is_open and len(whole) < _LENGTH
            _add(made, whole[:_LENGTH], is_open)
    return made


def _add(made: Beginnings, beginning: str, is_open: bool) -> None:
    # What ends here covers all that go on from here.
    made[beginning] = is_open and made.get(beginning, True)


def _read_item(operator: Any, argument: Any) -> Beginnings:
    """The strings with which one item can begin, "" if it may be empty or anything."""
    if operator in (codes.AT, codes.ASSERT, codes.ASSERT_NOT):
        return {"": True}
    if operator is codes.LITERAL:
        return {fold_text(chr(argument)): True}
    if operator is codes.IN:
        return _read_class(argument)
    if operator is codes.SUBPATTERN:
        return _follow(argument[-1], {"": True})
    if operator is codes.BRANCH:
        made: Beginnings = {}
        for branch in argument[1]:
            for choice, is_open in _follow(branch, {"": True}).items():
                _add(made, choice, is_open)
        return made
    if operator in (codes.MAX_REPEAT, codes.MIN_REPEAT):
        return _read_repeat(*argument)
    return {"": False}


def _read_repeat(least: int, most: int, items: Iterable[tuple[Any, Any]]) -> Beginnings:
    once = _follow(items, {"": True})
    made: Beginnings = {"": True}
    for _ in range(min(least, _LENGTH)):
        made = _lengthen(made, once)
    # Up to two rounds more where the item is as plain as a space, behind the last of which anything comes.
    rounds = min(most - least, 2 if len(once) == 1 else 1)
    further = made
    for i in range(1, rounds + 1):
        further = _lengthen(further, once)
        for beginning, is_open in further.items():
            _add(made, beginning, is_open and (i < rounds or most - least == rounds))
    return made


def _read_class(members: Iterable[tuple[Any, Any]]) -> Beginnings:
    characters: set[str] = set()
    for kind, argument in members:
        if kind is codes.LITERAL:
            characters.add(fold_text(chr(argument)))
        elif kind is codes.RANGE and argument[1] - argument[0] < _WIDEST:
            characters |= {fold_text(chr(code)) for code in range(argument[0], argument[1] + 1)}
        elif (kind, argument) == (codes.CATEGORY, codes.CATEGORY_DIGIT):
            characters.add("0")
        elif (kind, argument) == (codes.CATEGORY, codes.CATEGORY_SPACE):
            characters.add(" ")
        else:
            return {"": False}
    return dict.fromkeys(characters, True)
