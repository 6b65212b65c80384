"""Of which drugs of which arm a dose, route, schedule, cycle or duration is told, and in which part of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from pipeline.extract.route import find_routes
from pipeline.extract.scope import Scope
from pipeline.extract.sentence import cut_long
from pipeline.extract.sequence import Step, find_steps, find_until
from pipeline.extract.sought import Sought
from pipeline.extract.spans import Name, Span
from pipeline.extract.treatment import Drugs

Fact = dict[str, Any]
REGIMEN = frozenset({"DOSE", "SCHEDULE", "CYCLE_LENGTH", "CYCLE_COUNT", "DURATION"})
_OF_ARM = frozenset({"CYCLE_LENGTH", "CYCLE_COUNT", "DURATION", "UNTIL"})

_GIVEN = Sought(
    r"\b(?:given|receiv\w+|got|took|take[ns]?|taking|treated|treatment|therapy|start\w*|had|assigned|regimen|"
    r"course|cycles?|continued|followed by)\b"
)
_EVERYBODY = re.compile(
    r"\b(?:(?:both|all|each|either)\s(?:of\s)?(?:the\s)?(?:\w+\s)?(?:groups?|arms?|patients|women|men|"
    r"participants|"
    r"people|drugs|regimens|treatments)|everyone|everybody)\b"
)
_BOTH_BEFORE = re.compile(r"\b(?:both|all|each)\s(?:[\w-]+\s){0,2}$")
_APART = re.compile(r"\b(?:versus|vs|or|while|whereas|but|compared|than|followed|then)\b|[;.]\s")
_OF = re.compile(r"\s(?:(?:more|further|additional)\s)?of\s")
_TOGETHER = re.compile(
    r"(?:[\s,()®™–-]*\b(?:plus|and|with|combined|combination|in|together|along|alongside|given|was|were|each|"
    r"then|followed|after|by|for|at|on|of|the|an?|both|added|to|orally|intravenously|subcutaneously|iv|oral|"
    r"infusions?|injected|injection|weekly|daily|course|courses|cycles|doses?|alternating|four|three|two|"
    r"six)\b)*"
    r"[\s,()®™+/&–-]*"
)
"""Between drugs that one arm is given; doses and lengths of time taken out."""
_OR_NEXT = re.compile(r"[\s,()®™]*(?:once |twice )?(?:daily[\s,]*)?\bor\b")
_ALTERNATING = Sought(r"\balternat(?:ed|ing|ely)\b(?!\s(?:days?|medicine))")


class Told(NamedTuple):
    """A fact (or route, or end of treatment), its drugs, its arm and its part of the treatment."""

    fact: Fact
    drugs: Drugs
    arm: Drugs | None
    """None: whichever arms have the drugs."""
    rank: int | None
    """None: nothing is said of the order."""


@dataclass
class Dosing:
    """What an article tells of how its drugs are given."""

    told: list[Told] = field(default_factory=list)
    parts: dict[str, dict[int, Name | None]] = field(default_factory=dict)
    """Drug -> the ranks of its parts, each with the word that names the part ("maintenance")."""
    alternating: list[tuple[Span, Drugs]] = field(default_factory=list)
    together: list[Drugs] = field(default_factory=list)
    """Drugs that a sentence lists with their doses, joined by "plus", "and", "followed by"."""


def read_dosing(
    lower: str,
    facts: Sequence[Fact],
    sentences: Sequence[Span],
    scopes: Sequence[Scope],
    names: Sequence[Name],
    arms: Sequence[Drugs],
) -> Dosing:
    """Read each sentence that names a drug or tells a dose, cycle or duration.

    Args: lower: the article in lower case, every offset kept. facts, sentences, names: in text order.
    """
    dosing = Dosing()
    drugs = [name for name in names if name.kind == "DRUG"]
    facts = [fact for fact in facts if fact["type"] in REGIMEN]
    last: int | None = None
    goes_on = False
    for start, end in cut_long(sentences):
        there = _between(facts, start, end, itemgetter("start"))
        named = _between(drugs, start, end, attrgetter("start"))
        if there or named or goes_on:
            scope = next(s for s in reversed(scopes) if s.start <= start)
            sentence = _Sentence(lower, (start, end), scope, there, named, arms, last)
            sentence.read(dosing)
            last = sentence.steps[-1].rank if sentence.steps else last
        goes_on = bool(there)
        if lower.startswith("\n", end):
            last, goes_on = None, False  # an order is told within its paragraph
    dosing.told.sort(key=lambda told: told.fact["start"])
    return dosing


def _between(items: Sequence[Any], start: int, end: int, key: Any) -> list[Any]:
    return list(items[bisect_left(items, start, key=key) : bisect_left(items, end, key=key)])


class _Sentence:
    def __init__(
        self,
        lower: str,
        span: Span,
        scope: Scope,
        facts: list[Fact],
        named: list[Name],
        arms: Sequence[Drugs],
        last: int | None,
    ) -> None:
        self.lower, self.scope, self.arms, self.last = lower, scope, arms, last
        self.start, self.end = span
        phrases = scope.arms.treatments
        self.phrases = _between(phrases, self.start, self.end, attrgetter("start"))
        self.drugs = [
            n for n in named if not any(p.prior and p.start <= n.start < p.end for p in self.phrases)
        ]
        self.facts = facts
        self.steps: list[Step] = []
        if facts or (self.drugs and _GIVEN.search(lower, *span)):
            self.steps = find_steps(lower, *span)

    def read(self, dosing: Dosing) -> None:
        """Add what the sentence tells."""
        routes = [self._as_fact(r) for r in find_routes(self.lower, self.start, self.end, self.drugs)]
        ends = [self._as_fact(u) for u in find_until(self.lower, self.start, self.end)]
        for fact in [*self.facts, *routes, *ends]:
            arm_wide = fact["type"] in _OF_ARM
            dosing.told.append(self._tell_of_arm(fact) if arm_wide else self._tell_of_drug(fact))
        self._note_parts(dosing)
        if self.facts:
            dosing.together += self._listed()
        if match := _ALTERNATING.search(self.lower, self.start, self.end):
            drugs = frozenset(name.name for name in self.drugs)
            if len(drugs) > 1:
                dosing.alternating.append((match.span(), drugs))

    @staticmethod
    def _as_fact(name: Name) -> Fact:
        return {"type": name.kind, "start": name.start, "end": name.end, "name": name.name}

    def _note_parts(self, dosing: Dosing) -> None:
        """Note in which steps each drug is named or dosed."""
        dosed = [fact for fact in self.facts if fact["type"] not in _OF_ARM]
        told = [(name.start, name.name) for name in self.drugs]
        told += [(fact["start"], drug) for fact in dosed for drug in fact.get("drugs", ())]
        for at, drug in sorted(told):
            if step := self._step(at):
                dosing.parts.setdefault(drug, {}).setdefault(step.rank, step.part)

    def _listed(self) -> Iterator[Drugs]:
        """The lists of drugs in the sentence that one arm is given; "X, Y or placebo" lists arms."""
        lists: list[list[Name]] = []
        for name in self.drugs:
            if lists and _TOGETHER.fullmatch(self._without_facts(lists[-1][-1].end, name.start)):
                lists[-1].append(name)
            else:
                lists.append([name])
        for listed in lists:
            if not _OR_NEXT.match(self._without_facts(listed[-1].end, min(self.end, listed[-1].end + 90))):
                yield frozenset(name.name for name in listed)

    def _step(self, at: int) -> Step | None:
        i = bisect_right(self.steps, at, key=attrgetter("start")) - 1
        return self.steps[i] if i >= 0 else None

    # ---- of one drug, or of several that are listed

    def _tell_of_drug(self, fact: Fact) -> Told:
        drugs = self._routed(fact) if fact["type"] == "ROUTE" else frozenset(fact.get("drugs", ()))
        step = self._step(fact["start"])
        before = [name for name in self.drugs if name.end <= fact["start"]]
        if fact["type"] == "SCHEDULE" and before and before[-1].name in drugs:
            drugs |= self._listed_with(fact, before)
        return Told(fact, drugs, self._arm_of(fact, drugs), step.rank if step else None)

    def _routed(self, fact: Fact) -> Drugs:
        """The drug of a route: the one right behind it, or the last one before, or the next."""
        behind = [name for name in self.drugs if name.start >= fact["end"]]
        before = [name for name in self.drugs if name.end <= fact["start"]]
        if behind and len(self.lower[fact["end"] : behind[0].start].split()) < 3:
            return frozenset({behind[0].name})
        if before and _BOTH_BEFORE.search(self.lower, max(self.start, fact["start"] - 30), fact["start"]):
            return frozenset(name.name for name in before)
        near = before[-1:] or behind[:1]
        if near:
            return frozenset({near[0].name})
        dosed = [d for fact in self.facts if fact["type"] == "DOSE" for d in fact.get("drugs", ())]
        return frozenset(dosed[-1:] or ([self.scope.arms.lead] if self.scope.arms.lead else []))

    def _listed_with(self, fact: Fact, before: Sequence[Name]) -> Drugs:
        """ "X 10 mg plus Y 20 mg every three weeks": the drugs with which it is listed are given as often."""
        same = [f for f in self.facts if f["type"] == "SCHEDULE" and ("days" in f) == ("days" in fact)]
        since = max((f["end"] for f in same if f["end"] <= fact["start"]), default=self.start)
        listed: list[Name] = [before[-1]]
        for name in reversed(before[:-1]):
            gap = self._without_facts(name.end, listed[-1].start)
            if name.start < since or _APART.search(gap) or len(gap.split()) > 5:
                break
            listed.append(name)
        doses = [f["start"] for f in self.facts if f["type"] == "DOSE"]
        dosed = [n.name for n in listed if any(n.end <= d < self._next(n, fact["start"]) for d in doses)]
        return frozenset(dosed or [name.name for name in listed])

    def _next(self, name: Name, end: int) -> int:
        return min((other.start for other in self.drugs if other.start > name.start), default=end)

    def _without_facts(self, start: int, end: int) -> str:
        inside = [f for f in self.facts if start <= f["start"] and f["end"] <= end]
        pieces = [start, *(at for f in inside for at in (f["start"], f["end"])), end]
        return " ".join(self.lower[a:b] for a, b in zip(pieces[::2], pieces[1::2], strict=True))

    def _arm_of(self, fact: Fact, drugs: Drugs) -> Drugs | None:
        """The one arm that the phrase at the fact stands for; None if it may be said of several."""
        for phrase in sorted(
            self.phrases, key=lambda p: (p.start > fact["start"], abs(p.start - fact["start"]))
        ):
            if phrase.pointer is None and not phrase.shared and not phrase.prior and drugs & phrase.drugs:
                arm = self.scope.arms.resolve(phrase)
                return arm if arm in self.arms and drugs <= arm and self._holds(phrase.drugs, arm) else None
        return None

    def _holds(self, named: Drugs, arm: Drugs) -> bool:
        """Whether a phrase tells the arm apart: it names all of it, or no other arm has these drugs."""
        return named == arm or sum(named <= other for other in self.arms) == 1

    # ---- of a whole arm

    def _tell_of_arm(self, fact: Fact) -> Told:
        step = self._step(fact["start"])
        rank = step.rank if step else self.last
        mine = self._chunk(fact, step)
        if mine:
            return Told(fact, mine, None, rank)
        drugs = frozenset(fact.get("drugs", ()))
        if not drugs:
            drugs = self._in_step(step) or self.scope.arms.main
        if drugs not in self.arms:
            drugs = drugs.union(*(each & self._in_step(step) for each in self._listed() if each & drugs))
        alone = drugs in self.arms and not _EVERYBODY.search(self.lower, self.start, self.end)
        if not alone and _EVERYBODY.search(self.lower, self.start, self.end):
            drugs = drugs.union(*self.arms)
        return Told(fact, drugs, drugs if alone else None, rank)

    def _in_step(self, step: Step | None) -> Drugs:
        start, end = (step.start, step.end) if step else (self.start, self.end)
        return frozenset(name.name for name in self.drugs if start <= name.start < end)

    def _chunk(self, fact: Fact, step: Step | None) -> Drugs:
        """ "A for 35 cycles plus B for four": each of several lengths in one step has its own drugs."""
        start, end = (step.start, step.end) if step else (self.start, self.end)
        lengths = [f for f in self.facts if f["type"] == fact["type"] and start <= f["start"] < end]
        if len(lengths) < 2 or fact not in lengths or len(self._in_step(step)) < 2:
            return frozenset()
        i = lengths.index(fact)
        if _OF.match(self.lower, fact["end"]):
            span = fact["end"], lengths[i + 1]["start"] if i + 1 < len(lengths) else end
        else:
            span = lengths[i - 1]["end"] if i else start, fact["start"]
        return frozenset(self._named_in(*span))

    def _named_in(self, start: int, end: int) -> Iterator[str]:
        yield from (name.name for name in self.drugs if start <= name.start < end)
