"""Which arms an article tells of: those that it compares, and those that its results and counts describe."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from pipeline.extract.scope import Scope
from pipeline.extract.sought import Sought
from pipeline.extract.spans import Name
from pipeline.extract.treatment import Drugs, Treatment

Fact = dict[str, Any]
_OUTCOMES = ("RESPONSE", "SURVIVAL", "ENROLLMENT")
_FIGURES = (*_OUTCOMES, "EFFECT", "ADVERSE_EVENT")


class Arm(NamedTuple):
    """A set of drugs, how many people were given it, and whether it is compared or has results."""

    drugs: Drugs
    sizes: tuple[Fact, ...]
    """The ENROLLMENT facts of the arm."""
    told: bool


def list_arms(facts: Sequence[Fact], scopes: Sequence[Scope], labelled: Sequence[Drugs] = ()) -> list[Arm]:
    """The arms: compared ones first, labelled ones, then those with two figures or a size, in text order."""
    told = _sort_by_arm(facts, _FIGURES)
    outcomes, sizes = _sort_by_arm(facts, _OUTCOMES), _sort_by_arm(facts, ("ENROLLMENT",))
    compared = [drugs for scope in scopes for drugs in _compared(scope) if drugs]
    compared = [drugs for drugs in compared if drugs in told or not any(drugs < arm for arm in labelled)]
    others = [drugs for drugs, there in outcomes.items() if len(there) > 1 or drugs in sizes]
    found = dict.fromkeys([*compared, *labelled, *others]) or dict.fromkeys(_dosed(facts))
    pair = {arm for scope in scopes[:1] for arm in (scope.arms.main, scope.arms.control)}
    held = told.keys() | (pair if all(pair) and len(pair) > 1 else set())
    return [Arm(drugs, tuple(sizes.get(drugs, ())), drugs in held) for drugs in found]


def _sort_by_arm(facts: Sequence[Fact], types: Sequence[str]) -> dict[Drugs, list[Fact]]:
    """Drugs -> the facts of these types that describe that arm; totals and subgroups describe none."""
    found: dict[Drugs, list[Fact]] = {}
    for fact in facts:
        if fact["type"] in types and "drugs" in fact and fact.get("scope", "arm") == "arm":
            found.setdefault(frozenset(fact["drugs"]), []).append(fact)
    return found


def _compared(scope: Scope) -> list[Drugs]:
    return [scope.arms.main, scope.arms.control, *scope.arms.order]


def _dosed(facts: Sequence[Fact]) -> Iterator[Drugs]:
    """Of an article that tells of no arm: each drug that is dosed."""
    yield from (frozenset(fact["drugs"]) for fact in facts if fact["type"] == "DOSE" and fact.get("drugs"))


def add_partners(arms: Sequence[Drugs], together: Sequence[Drugs]) -> list[Drugs]:
    """What each arm is given: its drugs, and those listed with them that are no other arm's.

    "Carboplatin at AUC 5 plus pemetrexed": an arm that goes by one drug of its list is given the whole list.
    """
    owners = Counter(drug for drugs in arms for drug in drugs)
    lists: dict[str, list[Drugs]] = {}
    for listed in dict.fromkeys(together):
        for drug in listed:
            lists.setdefault(drug, []).append(listed)
    return [drugs.union(*_lists_of(drugs, owners, lists)) for drugs in arms]


def _lists_of(drugs: Drugs, owners: Counter[str], lists: Mapping[str, Sequence[Drugs]]) -> Iterator[Drugs]:
    """The lists that name a drug of this arm alone, and none of another arm."""
    for drug in drugs:
        if owners[drug] == 1:
            yield from (
                listed for listed in lists.get(drug, ()) if not any(owners[d] for d in listed - drugs)
            )


_LABEL = Sought(r"\b(?:group|arm|cohort)\s(?:[a-d]|\d|one|two|three|four|i{1,3}|iv)\b")
_BEFORE = re.compile(
    r"(?:\s*\([^()]{0,30}\))?\s*(?:(?:patients|women|men|participants|people)\s)?(?:who\s)?(?::|,|\(|=|"
    r"(?:was|were|is) (?:given|assigned(?: to)?|treated with)|received|receiving|got|had|took)\s*"
    r"(?:[\w-]+\s){0,2}"
)
_NEAR, _LONGEST = 80, 400
"""Characters from a label to its phrase, and of a phrase with what follows it."""
_BEHIND = re.compile(r"[®™]?(?:\s(?:alone|only))?\s*[,(\[]\s*(?:the\s)?")


def find_labels(lower: str, scopes: Sequence[Scope]) -> list[tuple[Name, Drugs]]:
    """Labels with the arms that they stand for: "arm A received X", "X plus Y (group 1)"."""
    found: list[tuple[Name, Drugs]] = []
    for match in _LABEL.finditer(lower):
        scope = next(s for s in reversed(scopes) if s.start <= match.start())
        phrases = scope.arms.treatments
        first, last = (bisect_left(phrases, at, key=attrgetter("start")) for at in _around(match))
        phrase = next((t for t in phrases[first:last] if _is_labelled(lower, match, t)), None)
        if phrase is not None:
            found.append((Name(*match.span(), "LABEL", match[0]), scope.arms.resolve(phrase)))
    return list({label.name: (label, drugs) for label, drugs in reversed(found)}.values())[::-1]


def _around(label: re.Match[str]) -> tuple[int, int]:
    return label.start() - _LONGEST, label.end() + _NEAR + 1


def _is_labelled(lower: str, label: re.Match[str], phrase: Treatment) -> bool:
    if phrase.pointer is not None or phrase.prior:
        return False
    if label.end() <= phrase.start <= label.end() + _NEAR:
        return _BEFORE.fullmatch(lower, label.end(), phrase.start) is not None
    return phrase.end <= label.start() <= phrase.end + 20 and (
        _BEHIND.fullmatch(lower, phrase.end, label.start()) is not None
    )
