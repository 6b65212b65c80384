"""Tie the facts of a sentence to the arms that it names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from pipeline.extract.arms import CONTROL, Arms, Drugs, Treatment
from pipeline.extract.spans import Name, Span
from pipeline.extract.window import fold

Fact = dict[str, Any]

_VERSUS = re.compile(r"\b(?:versus|vs\.?|compared (?:with|to)|as compared with|than|against|as opposed to|as against|relative to|while|whereas|but)\b")
_BEHIND = re.compile(
    r"^[\s%)\],]*(?:\([^()]*\)[\s,]*)?(?:(?:of|in|with|for|on|among|to|by|after|from|when|who|whom|given|receiving|received|taking|treated|randomly|assigned|allocated|were|had|got|those|the|patients?|women|men|people|participants?|adults|children|subjects|group|arm|all|each|other|at|and|months?|years?|weeks?|rate|rates|response|survival|progression|a|an|either|using|achieved|experienced|responded|\d+|only|just|randomi[sz]ed|was|took|saw|gets?|alive|disease|without|cancer)\b[^.;]{0,90}?)?$"
)
_FROM_TO = re.compile(r"\bfrom\s+(?:an? \w+ of\s+|about\s+|just\s+)?$")
_DOSED = frozenset({"DOSE", "SCHEDULE"})
_WIDE = re.compile(r"\b(?:both (?:groups|arms)|each (?:group|arm)|either (?:group|arm)|all (?:groups|arms))\b")


def attribute_facts(text: str, facts: list[Fact], sentences: Sequence[Span], arms: Arms, names: Sequence[Name]) -> None:
    """Set `drugs` on each fact that takes it, in place. A fact whose arm the text does not tell gets none."""
    starts = [t.start for t in arms.treatments]
    for start, end in sentences:
        inside = [f for f in facts if start <= f["start"] < end and _takes_drugs(f)]
        if not inside:
            continue
        phrases = arms.treatments[bisect_left(starts, start) : bisect_left(starts, end)]
        _Sentence(text, start, end, phrases, arms, names).attribute(inside)


def _takes_drugs(fact: Fact) -> bool:
    if fact["type"] == "ENROLLMENT":
        return fact.get("scope") == "arm"
    return fact["type"] in ("DOSE", "SCHEDULE", "CYCLE_LENGTH", "CYCLE_COUNT", "DURATION", "RESPONSE", "SURVIVAL", "EFFECT", "ADVERSE_EVENT")


class _Sentence:
    def __init__(self, text: str, start: int, end: int, phrases: Sequence[Treatment], arms: Arms, names: Sequence[Name]) -> None:
        self.start, self.end, self.phrases, self.arms = start, end, list(phrases), arms
        self.lower = fold(text[start:end])
        self.drugs = [n for n in names if n.kind == "DRUG" and start <= n.start < end]
        earlier = [t for t in arms.treatments if t.start < start]
        self.earlier = earlier[-6:]

    def between(self, a: int, b: int) -> str:
        return self.lower[max(0, a - self.start) : max(0, b - self.start)]

    def attribute(self, facts: list[Fact]) -> None:
        results = [f for f in facts if f["type"] not in _DOSED and f["type"] != "ADVERSE_EVENT"]
        chosen = self._in_order(results) or {}
        previous: tuple[Fact, Drugs] | None = None
        for fact in facts:
            if fact["type"] in _DOSED:
                drugs = self._dosed(fact)
            else:
                drugs = chosen.get(fact["start"]) or self._arm(fact, facts, previous)
                if fact["type"] in ("RESPONSE", "SURVIVAL", "ENROLLMENT"):
                    previous = (fact, drugs)
            if drugs:
                fact["drugs"] = sorted(drugs)

    # ---- the drug that is dosed

    def _dosed(self, fact: Fact) -> Drugs:
        """ "pembrolizumab 200 mg", "100 milligrams of mepolizumab", "25 mg of lenalidomide"; else the last drug named."""
        after = [n for n in self.drugs if n.start >= fact["end"]]
        before = [n for n in self.drugs if n.end <= fact["start"]]
        if after and re.fullmatch(r"\s*(?:\(mg\)\s*)?(?:(?:dose|doses|dosage|injections?|infusions?|tablets?|capsules?|daily|once daily|twice daily|weekly|weekly dose|of weight|a day)\s+)*(?:of\s+)?(?:(?:the|oral|intravenous|subcutaneous|either|injectable|its|their|maintenance)\s+)*", self.between(fact["end"], after[0].start)):
            return frozenset({after[0].name})
        if before:
            return frozenset(before[-1].name.split(" + "))
        pointing = [t for t in self.phrases if t.pointer == "main" or t.pointer == "combination"]
        if after and not pointing and not self.earlier:
            return frozenset({after[0].name})
        recent = [t for t in self.earlier if t.drugs]
        if self.arms.lead and not (recent and len(recent[-1].drugs) == 1 and recent[-1].start > self.start - 300):
            return frozenset({self.arms.lead})
        return recent[-1].drugs if recent else frozenset()

    # ---- the arm that a result describes

    def _in_order(self, facts: list[Fact]) -> dict[int, Drugs] | None:
        """As many phrases as figures, all on one side: "A had a higher rate than B: 63 versus 27", "... respectively"."""
        figures = [f for f in facts if f["type"] in ("RESPONSE", "SURVIVAL", "ENROLLMENT")]
        phrases = _distinct([p for p in self.phrases if not _is_aside(p)], self.arms)
        if len(figures) < 2 or len(phrases) != len(figures):
            return None
        together = "respectively" in self.lower
        first, last = figures[0]["start"], figures[-1]["end"]
        outside = all(p.end <= first for p in phrases) or (together and all(p.start >= last for p in phrases))
        if not outside or not (together or _VERSUS.search(self.between(figures[0]["end"], figures[1]["start"]))):
            return None
        return {f["start"]: self.arms.resolve(p, self.earlier) for f, p in zip(figures, phrases, strict=True)}

    def _arm(self, fact: Fact, facts: list[Fact], previous: tuple[Fact, Drugs] | None) -> Drugs:
        if fact["type"] == "EFFECT":
            return self._effect_arm(fact)
        behind = self._phrase_behind(fact, facts)
        if behind is not None:
            return self.arms.resolve(behind, self._before(behind))
        changed = self._from_to(fact, facts)
        if changed is not None:
            return changed
        ahead = self._phrase_ahead(fact, facts)
        compared = previous is not None and _VERSUS.search(self.between(previous[0]["end"], fact["start"])) is not None
        if ahead is not None and not (compared and previous and ahead.end <= previous[0]["start"]):
            return self.arms.resolve(ahead, self._before(ahead))
        if compared and previous is not None and previous[0]["type"] == fact["type"]:
            return self._other(previous[1])
        if previous is not None and previous[0]["type"] == fact["type"]:
            return previous[1]
        return self._default()

    def _before(self, phrase: Treatment) -> list[Treatment]:
        return [*self.earlier, *(p for p in self.phrases if p.end <= phrase.start)]

    def _other(self, drugs: Drugs) -> Drugs:
        """The arm that a figure without a name is compared with."""
        if drugs == self.arms.control and self.arms.main:
            return self.arms.main
        compared = [self.arms.resolve(p) for p in self.phrases if p.comparator]
        others = [d for d in compared if d != drugs]
        return others[0] if others else self.arms.control or CONTROL

    def _phrase_behind(self, fact: Fact, facts: list[Fact]) -> Treatment | None:
        """The phrase that qualifies the figure from behind: "20 percent with placebo", "the 30 who received X"."""
        nexts = [f["start"] for f in facts if f["start"] >= fact["end"] and f["type"] not in ("ADVERSE_EVENT", "SCHEDULE", "DOSE")]
        limit = min(nexts, default=self.end)
        for phrase in self.phrases:
            if phrase.start < fact["end"]:
                continue
            gap = self.between(fact["end"], phrase.start)
            if phrase.start >= limit:
                if phrase.start > limit and _shares(facts, fact, phrase, self):
                    return phrase
                return None
            if _VERSUS.search(gap) or ";" in gap or not _BEHIND.match(gap):
                return None
            return phrase
        return None

    def _from_to(self, fact: Fact, facts: list[Fact]) -> Drugs | None:
        """ "from 6.4 months to 10 months": first the control arm, then the studied one; "to 3.7 months from 1.5" too."""
        if fact["type"] != "SURVIVAL" or fact.get("statistic") in ("gain", "range"):
            return None
        if _FROM_TO.search(self.between(fact["start"] - 30, fact["start"])) and isinstance(fact.get("value"), int | float):
            if len([f for f in facts if f["type"] == "SURVIVAL"]) > 1:
                return self.arms.control or CONTROL
        return None

    def _phrase_ahead(self, fact: Fact, facts: list[Fact]) -> Treatment | None:
        """The nearest phrase before the figure in its clause; a comparator ("than placebo") only for a compared figure."""
        best: Treatment | None = None
        for phrase in self.phrases:
            if phrase.end > fact["start"]:
                break
            if phrase.comparator and best is not None and not best.comparator:
                continue
            best = phrase
        if best is None:
            return None
        return best

    def _effect_arm(self, fact: Fact) -> Drugs:
        """An effect is that of the studied arm, never of the comparator."""
        own = [p for p in self.phrases if not p.comparator and not p.placebo and not (p.alone and self.arms.partners) and p.pointer not in ("control",)]
        resolved = [self.arms.resolve(p, self._before(p)) for p in own]
        good = [d for d in resolved if d not in (CONTROL, self.arms.control) and "placebo" not in d]
        if self.arms.main in good:
            return self.arms.main
        return good[0] if good else self._default()

    def _default(self) -> Drugs:
        """The main arm; where the article goes on about another drug, that one."""
        recent = [p for p in self.earlier if p.pointer is None and p.drugs and not p.comparator]
        if recent and self.start - recent[-1].end < 400 and self.arms.lead not in recent[-1].drugs:
            mains = [p for p in recent if self.arms.lead in p.drugs]
            if not mains:
                return self.arms.resolve(recent[-1])
        return self.arms.main


def _is_aside(phrase: Treatment) -> bool:
    return phrase.pointer == "combination" and phrase.end - phrase.start < 6


def _distinct(phrases: list[Treatment], arms: Arms) -> list[Treatment]:
    """Phrases that stand for different arms, each once, in order."""
    seen: list[Drugs] = []
    kept = []
    for phrase in phrases:
        drugs = arms.resolve(phrase)
        if drugs not in seen:
            seen.append(drugs)
            kept.append(phrase)
    return kept


def _shares(facts: list[Fact], fact: Fact, phrase: Treatment, sentence: _Sentence) -> bool:
    """ "35%, 35%, and 18% on the three doses": figures of a list share the phrase behind the last one."""
    between = [f for f in facts if fact["end"] <= f["start"] < phrase.start]
    if not between or any(f["type"] != fact["type"] for f in between):
        return False
    position = fact["end"]
    for other in between:
        gap = sentence.between(position, other["start"])
        if not re.fullmatch(r"[\s,()]*(?:and\s+)?(?:(?:a|an)\s+)?(?:[a-z]+ ){0,6}", gap) or _VERSUS.search(gap):
            return False
        position = other["end"]
    gap = sentence.between(position, phrase.start)
    return not _VERSUS.search(gap) and _BEHIND.match(gap) is not None
