"""Tie the facts of a sentence to the arms that it names.

In this order: as many phrases as figures ("A did better than B: 63 percent versus 27"); the phrase behind
the figure
("20 percent with placebo"); the phrase before it; the figure that it is compared with; the study's main
treatment.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter
from typing import Any

from pipeline.extract.scope import Scope
from pipeline.extract.spans import Name, Span
from pipeline.extract.treatment import CONTROL, Drugs, Treatment
from pipeline.extract.window import fold
from pipeline.extract.words import PEOPLE

Fact = dict[str, Any]
_start = attrgetter("start")

_ATTRIBUTED = frozenset({
    "DOSE", "SCHEDULE", "CYCLE_LENGTH", "CYCLE_COUNT", "DURATION", "RESPONSE", "SURVIVAL", "EFFECT",
    "ADVERSE_EVENT", "ENROLLMENT",
})  # fmt: skip
_DOSED = frozenset({"DOSE", "SCHEDULE"})
_FIGURES = frozenset({"RESPONSE", "SURVIVAL", "ENROLLMENT"})
_IN_TURN = frozenset({"EFFECT", "DURATION", "CYCLE_COUNT"})
"""What may be told of several arms, "respectively", besides."""
_TRANSPARENT = frozenset({"ADVERSE_EVENT", "SCHEDULE", "DOSE"})
"""Facts across which a figure can still reach its phrase."""

_VERSUS = re.compile(
    r"\b(?:versus|vs?\.?|compared (?:with|to)|as compared with|than|rather|against|as opposed to|"
    r"as against|relative to|while|whereas|but)\b"
)
_BEHIND = re.compile(
    r"^[\s%)\],]*(?:\([^()]*\)[\s,]*)?(?:(?:of|in|with|for|on|among|to|by|after|from|when|who|"
    r"whom|given|receiving|received|taking|treated|randomly|assigned|allocated|were|had|got|those|"
    r"the|patients?|women|men|people|participants?|adults|children|subjects|group|arm|all|each|"
    r"other|at|and|months?|years?|weeks?|rate|rates|response|survival|progression|a|an|either|"
    r"using|achieved|experienced|responded|\d+|only|just|randomi[sz]ed|was|took|saw|gets?|alive|"
    r"disease|without|cancer)\b[^.;]{0,90}?)?$"
)
_THAN_IN = re.compile(r"\bthan (?:\w+ ){0,3}$")
_AND_THEN = re.compile(r"(?:,\s*(?:and|but)|\band)\s+(?:(?:the|with)\s+)*$")
_DID = re.compile(
    r"\s+(?:alone\s+|(?:group|arm|patients|recipients)\s+)*(?:did|had|has|was|were|gave|got|achieved|"
    r"reached|managed|"
    r"produced|brought|led|yielded|shrank|kept|held)\b"
)
_NEXT_GROUP = re.compile(r",\s*(?:and\s+)?(?:those|patients|people|women|men|the others)\b|\band those\b")
_FROM = re.compile(r"\bfrom\s+(?:an?\s+(?:average|median|mean)\s+of\s+|about\s+|just\s+|only\s+)?$")
_BRACKET_PAIR = re.compile(r"\s*(?:[,;/]|and|versus|vs?\.?)\s*")
_JUST_AND = re.compile(r"[®™]?(?:\s*\([^()]*\))?,?\s*(?:(?:and|or)\s+)?")
_SHORT_AND = re.compile(
    r"\s*(?:,?\s*and\s+|/\s*|,?\s*versus\s+|,?\s*vs?\.?\s+)(?:just |only |about |nearly |a mere )?"
)
_LISTED = re.compile(
    r"\s*(?:[,;/]|,?\s*(?:and|versus|vs?\.?|rather than|compared (?:with|to)))\s*(?:and\s+)?(?:just |only |"
    r"about |nearly |in |of |by )*"
)
_BRACKET = re.compile(r"\s*\([^()]*\)|\s*\[[^\[\]]*\]")
_MORE_COMMON = re.compile(
    r"(?:(?!\d|\bother\b)[^.;]){0,120}\bmore (?:likely|common(?:ly)?|frequent(?:ly)?|often|prevalent)\b"
    r"(?:(?!\bthan\b)[^.;,]){0,30}?"
    r"\b(?:in|with|among|for|on)\s+(?:\w+ ){0,4}"
)
_GROUP = re.compile(r"[ -]?(?:only )?(?:group|arm|patients|recipients)")
_RATE = re.compile(r"\d\s?(?:%|percent\b|per cent\b)")
_BLAMED = re.compile(
    r"\b(?:associated with|attributed to|caused by|due to|related to|linked to|blamed on|brought on by)\s+"
    r"(?:taking |using |the use of |use of )?(?:the )?(?:drug )?$"
)
_HANGS_ON = re.compile(r"[®™)]*\s*(?:alone\s+)?(?:group|arm|patients|recipients|cohort)?\s*[(\[]\s*")
_IN_ORDER = re.compile(r"\brespectively\b|\bin (?:that|this|the same) (?:order|sequence)\b")
_PAIR = re.compile(
    r"\s*(?:\([^()]*\)\s*)?,?\s*(?:versus|vs?\.?|compared (?:with|to)|against|rather than|and|or|to)\s+"
)
_THAN = re.compile(r"\b(?:than|versus|vs\.?|compared (?:with|to)|over|against)\b")
_DOSED_HERE = re.compile(r"[®™]?\s*[(\[,]?\s*(?:at\s+)?(?:\d[\d.,·]*\s?[^\s()]{1,8}\s)?")
_BRACKET_OPENS = re.compile(r"\s*[(\[]\s*(?:(?:with|for|in|on|the)\s+)*")
_DOSE_BRACKET = re.compile(
    r"\s*(?:(?:,\s*)?(?:also\s+)?(?:once|twice|three times|every)\b[^(\[;.]{0,25}|daily\s*|"
    r"weekly\s*)?[(\[]\s*(?:n\s*=\s*)?"
)
_ON_DOSE = re.compile(
    rf"\s*(?:of\s+)?(?:those\s+|{PEOPLE}\s+|the\s+|\d+\s+)*(?:on|with|given|taking|receiving|"
    rf"assigned to|who (?:got|took|received))\s+(?:the\s+)?|\s*(?:of|in|with|for|at)\s+the\s+"
)
_MANAGED = re.compile(
    r"\b(?:managed|controlled|reversed|prevented|relieved|eased|resolved|needed|required)\b[^.;]{0,50}$"
)
_CLAUSE = re.compile(r"[;:]|,\s*(?:and|but|while|whereas)\b")
_FRONTED = re.compile(
    rf"\W*(?:and |but |while |whereas )?(?:with|on|for|in|among|under|of|after)\s+(?:the\s+|those\s+|"
    rf"{PEOPLE}\s+|"
    r"on\s+|given\s+|taking\s+|who\s+(?:took|got|received)\s+)*"
)
_SUBGROUP = re.compile(
    rf"^\s*(?:of|in|among|for)\s+(?:the\s+|those\s+)?(?:{PEOPLE}\s+)?(?:who|with|without|whose|"
    rf"in whom|aged|under|over|younger|older)\b(?!\s+(?:received|took|got|were given|placebo))"
)
_THAT_COMPARED = re.compile(r"^\W*(?:that|this|which)?\s*compare[sd]?\s+(?:with|to)\b")
_WHO_HAD = re.compile(
    r"\bwho\s+(?:had|has|have|did|previously)\b(?! received| been (?:assigned|given|randomi))[^,;.]{0,60}$"
)
_TO_ITS_DOSE = re.compile(r"(?:(?!\band\b)[^.;]|\.\d){0,60}")
_DOSE_THEN_DRUG = re.compile(
    r"\s*(?:\(mg\)\s*)?(?:(?:dose|doses|dosage|injections?|infusions?|tablets?|capsules?|daily|"
    r"once daily|twice daily|weekly|weekly dose|of weight|a day)\s+)*(?:of\s+)?(?:(?:the|oral|"
    r"intravenous|subcutaneous|either|injectable|its|their|maintenance)\s+)*"
)
_TIGHT = re.compile(
    r"\s*(?:patients?|people|women|men|adults|participants|subjects|"
    r"controls)?\s*(?:who\s+)?(?:(?:were|was|had)\s+)?(?:(?:randomi[sz]ed|assigned|allocated|"
    r"allotted|randomly assigned)\s+)?(?:to|on|received|receiving|given|got|had|taking|took|"
    r"treated with|in the|to receive|who received)\s+(?:the\s+|a\s+|only\s+)*(?:standard\s+)?"
)
_IN_BRACKETS = re.compile(
    r"(?:\s*\d[\d.,]*\s?(?:mg|µg|mcg|g|mL)(?:/[\w²]+)?(?:\s+(?:once |twice )?(?:daily|weekly|a day))?)?"
    r"\s*(?:alone|only|monotherapy)?\s*(?:group|"
    r"arm)?(?:\s*;\s*n\s*=|\s*[(\[])(?:[^()\[\]]{0,40}[;,])?\s*(?:n\s*=\s*)?"
)


def attribute_facts(
    text: str, facts: list[Fact], sentences: Sequence[Span], scopes: Sequence[Scope], names: Sequence[Name]
) -> None:
    """Set `drugs` on each fact that takes it, in place. `facts` are in text order."""
    places = [f["start"] for f in facts]
    drugs = [n for n in names if n.kind == "DRUG"]
    counts = Counter(n.name for n in drugs)
    dosed: dict[tuple[Any, ...], Drugs] = {}
    for start, end in sentences:
        inside = [
            f
            for f in facts[bisect_left(places, start) : bisect_left(places, end)]
            if f["type"] in _ATTRIBUTED
        ]
        if inside:
            scope = next(s for s in reversed(scopes) if s.start <= start)
            _Sentence(text, (start, end), scope, counts, drugs, dosed).attribute(inside)


class _Sentence:
    def __init__(
        self,
        text: str,
        span: Span,
        scope: Scope,
        counts: Counter[str],
        names: Sequence[Name],
        dosed: dict[tuple[Any, ...], Drugs],
    ) -> None:
        self.start, self.end = span
        self.lower = fold(text[self.start : self.end])
        self.arms, self.counts, self.dosed = scope.arms, counts, dosed
        treatments = self.arms.treatments
        first, last = (bisect_left(treatments, at, key=_start) for at in span)
        here = treatments[first:last]
        self.phrases = [
            t for t in here if not t.prior and not _WHO_HAD.search(self.between(t.start - 80, t.start))
        ]
        self.earlier = [t for t in treatments[max(0, first - 6) : first] if t.start >= scope.start]
        prior = {i for t in here if t.prior for i in range(t.start, t.end)}
        self.named = names[bisect_left(names, span[0], key=_start) : bisect_left(names, span[1], key=_start)]
        self.drugs = [n for n in self.named if n.start not in prior]

    def between(self, a: int, b: int) -> str:
        """The lower-case text of [a, b), offsets into the article, cut to the sentence."""
        return self.lower[max(0, a - self.start) : max(0, b - self.start)]

    def attribute(self, facts: list[Fact]) -> None:
        figures = [f for f in facts if f["type"] in _FIGURES]
        told = [f for f in facts if f["type"] in _FIGURES or f["type"] in _IN_TURN]
        chosen = (
            self._respectively(told, [f for f in facts if f["type"] == "DOSE"])
            or self._in_order(figures)
            or self._than(figures)
        )
        previous: Fact | None = None
        for fact in facts:
            if fact["type"] in _DOSED:
                drugs = self._dosed(fact)
            elif fact["type"] == "ENROLLMENT":
                drugs = chosen.get(fact["start"]) or self._enrolled(fact, facts)
            else:
                drugs = (
                    chosen.get(fact["start"])
                    or self._next_in_turn(fact, facts)
                    or self._arm(fact, facts, previous)
                )
            if drugs:
                fact["drugs"] = sorted(drugs)
            if fact["type"] in ("RESPONSE", "SURVIVAL"):
                previous = fact

    # ---- the drug that is dosed

    def _dosed(self, fact: Fact) -> Drugs:
        """ "pembrolizumab 200 mg", "100 milligrams of mepolizumab"; else the last drug named, or dosed
        alike before.
        """
        after = [n for n in self.drugs if n.start >= fact["end"]]
        before = [n for n in self.drugs if n.end <= fact["start"]]
        earlier = [n for n in self.named if n.end <= fact["start"]]
        if earlier and _DOSED_HERE.fullmatch(self.between(earlier[-1].end, fact["start"])):
            before = earlier  # "had been through methotrexate (10 mg/m2 weekly)"
        key = (str(fact.get("value")), fact.get("unit")) if fact["type"] == "DOSE" else ()
        if after and _DOSE_THEN_DRUG.fullmatch(self.between(fact["end"], after[0].start)):
            drugs = frozenset({after[0].name})
        elif pointed := self._pointed_at(fact, before):
            drugs = pointed
        elif before:
            drugs = frozenset({before[-1].name})
        elif key in self.dosed:
            drugs = self.dosed[key]
        elif after and not self.earlier:
            drugs = frozenset({after[0].name})
        else:
            drugs = frozenset({self.arms.lead}) if self.arms.lead else frozenset()
        if key and drugs:
            self.dosed.setdefault(key, drugs)
        return drugs

    def _pointed_at(self, fact: Fact, before: list[Name]) -> Drugs:
        """ "the antibody at 10 mg/kg", "its rival, twice daily": the drug of the last phrase before the dose,
        if that names none but points to one.
        """
        phrases = [p for p in self.phrases if p.end <= fact["start"]]
        if not phrases or phrases[-1].drugs or phrases[-1].beside:
            return frozenset()
        if (before and before[-1].end > phrases[-1].end) or not _TO_ITS_DOSE.fullmatch(
            self.between(phrases[-1].end, fact["start"])
        ):
            return frozenset()
        return self.arms.drug_of(phrases[-1], self._before(phrases[-1]))

    def _enrolled(self, fact: Fact, facts: list[Fact]) -> Drugs:
        """The arm of a count of people, if a phrase touches it: "207 to sunitinib", "VRd (264)"."""
        for phrase in self.phrases:
            behind = phrase.start >= fact["end"] and _TIGHT.fullmatch(self.between(fact["end"], phrase.start))
            ahead = phrase.end <= fact["start"] and _IN_BRACKETS.fullmatch(
                self.between(phrase.end, fact["start"])
            )
            inside = phrase.pointer == "control" and fact["start"] <= phrase.start < fact["end"]
            if behind or ahead or inside:
                fact["scope"] = "arm"
                return self.arms.resolve(phrase, self._before(phrase))
        doses = [f for f in facts if f["type"] == "DOSE" and f["end"] <= fact["start"]]
        if doses and _DOSE_BRACKET.fullmatch(self.between(doses[-1]["end"], fact["start"])):
            return self._dosed(doses[-1])
        if fact.get("scope") != "arm":
            return self.arms.only
        return self._arm(fact, [fact], None)

    # ---- the arm that a result describes

    def _in_order(self, figures: list[Fact]) -> dict[int, Drugs]:
        """As many phrases as figures, all on one side: "A had a higher rate than B: 63 versus 27", "...
        respectively".
        """
        phrases = self._distinct(self.phrases)
        if len(figures) < 2 or len(phrases) != len(figures):
            return {}
        together = _IN_ORDER.search(self.lower) is not None
        first, last = figures[0]["start"], figures[-1]["end"]
        outside = all(p.end <= first for p, _ in phrases) or (
            together and all(p.start >= last for p, _ in phrases)
        )
        if not outside or not (
            together or _VERSUS.search(self.between(figures[0]["end"], figures[1]["start"]))
        ):
            return {}
        return {f["start"]: drugs for f, (_, drugs) in zip(figures, phrases, strict=True)}

    def _respectively(self, figures: list[Fact], doses: list[Fact]) -> dict[int, Drugs]:
        """ "were 38% and 14% for X and Y, respectively": the arms named behind the figures, or else before
        them, in their order; of two figures without names, the studied arm's comes first. Where as many doses
        are told before them, each is its dose's.
        """
        chosen: dict[int, Drugs] = {}
        for group in self._groups(figures):
            told = _IN_ORDER.search(self.lower, group[-1]["end"] - self.start)
            end = told.start() if told else -1
            before = _IN_ORDER.search(self.between(group[0]["start"] - 40, group[0]["start"]))
            if len(group) < 2 or not (before or 0 <= end - (group[-1]["end"] - self.start) < 90):
                continue
            behind = [p for p in self.phrases if group[-1]["end"] <= p.start < self.start + end]
            ahead = [p for p in self.phrases if p.end <= group[0]["start"]]
            if not (behind or ahead):
                behind = [p for p in self.phrases if 0 <= p.start - self.start - end < 60]
            arms = [drugs for _, drugs in self._distinct(behind or ahead)]
            dosed = [f for f in doses if f["end"] <= group[0]["start"]]
            if len(arms) == 1:
                arms = self._split((behind or ahead)[0], group) or arms
            if len(dosed) == len(group) != len(arms):
                arms = [self._dosed(dose) for dose in dosed]
            elif len(arms) != len(group) and not behind:
                arms = self._usual_order(len(group))
            if len(arms) == len(group):
                chosen |= {f["start"]: drugs for f, drugs in zip(group, arms, strict=True)}
        return chosen

    def _split(self, phrase: Treatment, group: list[Fact]) -> list[Drugs]:
        """ "39% and 23%, respectively, for X and Y": two arms, though the phrase could be one of both "
        "drugs."""
        named = [n for n in self.drugs if phrase.start <= n.start < phrase.end]
        told = {(f.get("category"), f.get("endpoint")) for f in group}
        apart = len(told) == 1 and all(
            _JUST_AND.fullmatch(self.between(a.end, b.start)) for a, b in pairwise(named)
        )
        return [frozenset({n.name}) for n in named] if apart and len(named) == len(group) else []

    def _usual_order(self, count: int) -> list[Drugs]:
        """The arms in the article's own order; or the studied one, at each of its doses, and its control."""
        if len(self.arms.order) == count:
            return self.arms.order
        known = self.arms.main and self.arms.control
        return [self.arms.main] * (count - 1) + [self.arms.control] if known else []

    def _next_in_turn(self, fact: Fact, facts: list[Fact]) -> Drugs | None:
        """ "33.7% with X and 14.5% with Y at one year, and 22.1% versus 9.6% at two": figures side by side
        without a name take the arms of as many before them.
        """
        figures = [f for f in facts if f["type"] in ("RESPONSE", "SURVIVAL")]
        for group in self._groups(figures):
            first, count = figures.index(group[0]), len(group)
            if (
                fact not in group
                or not 1 < count <= first
                or not self._is_nameless(group, figures[first - 1])
            ):
                continue
            earlier = [frozenset(f.get("drugs", ())) for f in figures[first - count : first]]
            if self._is_from(figures[first - count], facts):
                earlier.reverse()
            return earlier[group.index(fact)] if all(earlier) and len(set(earlier)) == count else None
        return None

    def _is_nameless(self, group: list[Fact], before: Fact) -> bool:
        own = self._phrase_behind(before, group)
        named = any(before["end"] <= p.start < group[-1]["end"] and p is not own for p in self.phrases)
        return not named and self._phrase_behind(group[-1], group) is None

    def _than(self, figures: list[Fact]) -> dict[int, Drugs]:
        """ "X had a higher rate than the control group (93% versus 76%)": pairs, in the order of the arms
        before them.
        """
        chosen: dict[int, Drugs] = {}
        for first, second in pairwise(figures):
            gap = self.between(first["end"], second["start"])
            before = [p for p in self.phrases if p.end <= first["start"]]
            behind = [p for p in self.phrases if first["end"] <= p.start < second["end"] + 12]
            if behind or first["type"] != second["type"] or not _PAIR.fullmatch(gap):
                continue
            arms = self._distinct(before)[-2:]
            if len(arms) == 2 and _THAN.search(self.between(arms[0][0].end, arms[1][0].start)):
                chosen |= {first["start"]: arms[0][1], second["start"]: arms[1][1]}
        return chosen

    def _groups(self, figures: list[Fact]) -> list[list[Fact]]:
        """Figures of one type that stand side by side, with nothing but "and" or a bracket between them."""
        groups: list[list[Fact]] = []
        for fact in figures:
            last = groups[-1][-1] if groups else None
            gap = _BRACKET.sub("", self.between(last["end"], fact["start"])) if last else ""
            if last and last["type"] == fact["type"] and _LISTED.fullmatch(gap):
                groups[-1].append(fact)
            else:
                groups.append([fact])
        return groups

    def _distinct(self, phrases: list[Treatment]) -> list[tuple[Treatment, Drugs]]:
        """Phrases that stand for different arms, each arm once with its first phrase, in order."""
        first: dict[Drugs, Treatment] = {}
        for phrase in phrases:
            first.setdefault(self.arms.resolve(phrase, self._before(phrase)), phrase)
        return [(phrase, drugs) for drugs, phrase in first.items()]

    def _arm(self, fact: Fact, facts: list[Fact], previous: Fact | None) -> Drugs:
        if fact["type"] == "ADVERSE_EVENT":
            return self._harmed_by_rates(fact) or self._harmed(fact)
        if fact["type"] == "EFFECT" or fact.get("statistic") == "gain":
            return self._own_effect(fact, facts) or self._studied(self.phrases)
        if fact["type"] in ("RESPONSE", "SURVIVAL") and self._is_from(fact, facts):
            return self.arms.control or CONTROL
        on_dose = self._dose_behind(fact, facts)
        if on_dose is not None:
            return on_dose
        fronted = self._fronted(fact, facts)
        if fronted is not None:
            return self.arms.resolve(fronted, self._before(fronted))
        behind = self._phrase_behind(fact, facts)
        if behind is not None:
            return self.arms.resolve(behind, self._before(behind))
        beside = self._beside(fact, previous)
        if beside is not None:
            return beside
        ahead = self._bracketed(fact) or self._phrase_ahead(fact)
        if ahead is not None:
            return self.arms.resolve(ahead, self._before(ahead))
        if _THAT_COMPARED.search(self.lower):
            return self.arms.control or CONTROL
        return self._default()

    def _before(self, phrase: Treatment) -> list[Treatment]:
        return [*self.earlier, *(p for p in self.phrases if p.end <= phrase.start)]

    def _is_from(self, fact: Fact, facts: list[Fact]) -> bool:
        """ "from 6.4 months to 10 months", "to 3.7 months from 1.5": the control arm is where one comes
        from.
        """
        others = [f for f in facts if f["type"] == fact["type"] and f is not fact]
        ranged = fact.get("statistic") == "range" or isinstance(fact.get("value"), list)
        return (
            bool(others)
            and not ranged
            and _FROM.search(self.between(fact["start"] - 30, fact["start"])) is not None
        )

    def _dose_behind(self, fact: Fact, facts: list[Fact]) -> Drugs | None:
        """ "49% of those on 300 mg": the dose names the arm."""
        later = [f for f in facts if f["start"] >= fact["end"]]
        if not later or later[0]["type"] != "DOSE":
            return None
        gap = self.between(fact["end"], later[0]["start"])
        named = any(fact["end"] <= p.start < later[0]["start"] for p in self.phrases)
        return None if named or not _ON_DOSE.fullmatch(gap) else self._dosed(later[0])

    def _phrase_behind(self, fact: Fact, facts: list[Fact]) -> Treatment | None:
        """The phrase that qualifies the figure from behind: "20 percent with placebo", "the 30 who
        received X".
        """
        later = [f for f in facts if f["start"] >= fact["end"] and f["type"] not in _TRANSPARENT]
        for phrase in self.phrases:
            if phrase.start < fact["end"]:
                continue
            if later and phrase.start >= later[0]["start"]:
                return phrase if self._shares(fact, later, phrase) else None
            gap = self.between(fact["end"], phrase.start)
            if _BRACKET_OPENS.fullmatch(gap):
                return phrase
            other = _VERSUS.search(gap) or ";" in gap or _NEXT_GROUP.search(gap) or self._acts(gap, phrase)
            if other or not _BEHIND.match(gap) or self._owns_next(gap, phrase, later):
                return None
            return phrase
        return None

    def _fronted(self, fact: Fact, facts: list[Fact]) -> Treatment | None:
        """The phrase that opens the figure's clause: "With the antibody alone it was 3%"."""
        others = [f for f in facts if f["type"] not in _TRANSPARENT and f["end"] <= fact["start"]]
        floor = max([f["end"] for f in others], default=self.start)
        for phrase in self.phrases:
            if floor <= phrase.start and phrase.end <= fact["start"]:
                parts = _CLAUSE.split(self.between(floor, phrase.start))
                opens = floor == self.start or len(parts) > 1
                return phrase if opens and _FRONTED.fullmatch(parts[-1]) else None
        return None

    def _acts(self, gap: str, phrase: Treatment) -> bool:
        """ "..., and chemotherapy did so in 46": the phrase is what the next clause speaks of."""
        return (
            _AND_THEN.search(gap) is not None
            and _DID.match(self.between(phrase.end, phrase.end + 40)) is not None
        )

    def _owns_next(self, gap: str, phrase: Treatment, later: list[Fact]) -> bool:
        """ "6.0 months and on placebo for 3.7": the phrase goes with the figure behind it."""
        if not later or not re.search(r",|\band\b", gap):
            return False
        rest = self.between(phrase.end, later[0]["start"]).lstrip(", ")
        return len(rest) < 30 and not re.search(r",|;|\band\b", rest)

    def _shares(self, fact: Fact, later: list[Fact], phrase: Treatment) -> bool:
        """ "35%, 35%, and 18% on the three doses": figures of a list share the phrase behind the last one."""
        listed = [f for f in later if f["start"] < phrase.start]
        if any(f["type"] != fact["type"] for f in listed):
            return False
        position = fact["end"]
        for other in listed:
            gap = self.between(position, other["start"])
            if (
                _VERSUS.search(gap)
                or re.search(r"\b(?:to|from)\b|[;:—–]", gap)
                or len(gap.split()) > 7
                or (_SHORT_AND.fullmatch(gap) and len(listed) == 1)
            ):
                return False
            position = other["end"]
        gap = self.between(position, phrase.start)
        return not _VERSUS.search(gap) and _BEHIND.match(gap) is not None

    def _beside(self, fact: Fact, previous: Fact | None) -> Drugs | None:
        """The arm of a figure that stands beside one of the same type and has no phrase of its own."""
        if previous is None or previous["type"] != fact["type"] or "drugs" not in previous:
            return None
        gap = self.between(previous["end"], fact["start"])
        if any(
            previous["end"] <= p.start < fact["start"]
            for p in self.phrases
            if not p.comparator or p.pointer is None
        ):
            named = [p for p in self.phrases if previous["end"] <= p.start < fact["start"]]
            if not (_VERSUS.search(gap) and _VERSUS.search(self.between(named[-1].end, fact["start"]))):
                return None
        drugs = frozenset(previous["drugs"])
        in_bracket = self.between(previous["start"] - 1, previous["start"]) == "("
        if in_bracket and self.arms.control and _BRACKET_PAIR.fullmatch(gap):
            return self._other(drugs)
        if fact.get("statistic") != previous.get("statistic"):
            return drugs  # "the median was not reached, but at 12 months the rate was 76%": of one arm
        if _SUBGROUP.match(self.between(fact["end"], fact["end"] + 60)):
            return drugs
        came_from = _FROM.search(self.between(previous["start"] - 30, previous["start"])) and re.search(
            r"\bto\b", gap
        )
        if (
            _VERSUS.search(gap)
            or came_from
            or (self.arms.control and _SHORT_AND.fullmatch(gap) and not self._clause_phrases(fact))
        ):
            return self._other(drugs)
        return drugs if len(gap.split()) <= 4 else None

    def _clause_phrases(self, fact: Fact) -> list[Treatment]:
        """The phrases between the semicolons around a figure."""
        start, end = self._clause_span(fact)
        return [p for p in self.phrases if start <= p.start - self.start < end]

    def _clause(self, fact: Fact) -> str:
        start, end = self._clause_span(fact)
        return self.lower[start:end]

    def _clause_span(self, fact: Fact) -> Span:
        """Where the semicolons around a figure stand, offsets into the sentence."""
        position = fact["start"] - self.start
        end = self.lower.find(";", position)
        return self.lower.rfind(";", 0, position) + 1, end if end >= 0 else len(self.lower)

    def _other(self, drugs: Drugs) -> Drugs:
        """The arm that a figure without a name is compared with."""
        if drugs in (self.arms.control, CONTROL) and self.arms.main:
            return self.arms.main
        compared = [self.arms.resolve(p, self._before(p)) for p in self.phrases if p.comparator]
        others = [d for d in compared if d != drugs]
        return others[0] if others else self.arms.control or CONTROL

    def _bracketed(self, fact: Fact) -> Treatment | None:
        """The phrase that a bracket with the figure hangs on: "than in the control group (9.9%)"."""
        before = [p for p in self.phrases if p.end <= fact["start"]]
        if before and _HANGS_ON.fullmatch(self.between(before[-1].end, fact["start"])):
            return before[-1]
        return None

    def _phrase_ahead(self, fact: Fact) -> Treatment | None:
        """The nearest phrase before the figure; a comparator ("than placebo") only if there is no other."""
        before = [p for p in self.phrases if p.end <= fact["start"]]
        plain = [p for p in before if not p.comparator] or before
        return plain[-1] if plain else None

    def _harmed_by_rates(self, fact: Fact) -> Drugs | None:
        """The studied one of the two arms whose rates are told, in whatever order: "4.7% with warfarin but
        only 3.4% with its rival". The rate of the harm becomes this arm's.
        """
        rates = fact.pop("rates", ())
        if not any(rates[0].end <= p.start < rates[-1].start for p in self.phrases if rates):
            return None
        figures = [{"type": "RESPONSE", "start": rate.start, "end": rate.end} for rate in rates]
        arms = self._arms_of(figures)
        if len(set(arms)) < 2 or not all(arms) or self.arms.main not in arms:
            return None
        for name in ("n", "total", "percent", "bound", "other_percent"):
            fact.pop(name, None)
        fact |= rates[arms.index(self.arms.main)].fields
        return self.arms.main

    def _arms_of(self, figures: list[Fact]) -> list[Drugs]:
        """The arm of each figure of a sentence, as `attribute` finds it."""
        chosen = self._respectively(figures, []) or self._in_order(figures) or self._than(figures)
        arms: list[Drugs] = []
        previous: Fact | None = None
        for figure in figures:
            arms.append(chosen.get(figure["start"]) or self._arm(figure, figures, previous))
            previous = figure | {"drugs": sorted(arms[-1])}
        return arms

    def _harmed(self, fact: Fact) -> Drugs:
        """The arm of a harm: what it is laid to, the only arm of its clause, or else the studied one."""
        clause = self._clause_phrases(fact)
        blamed = [p for p in clause if p.drugs and _BLAMED.search(self.between(p.start - 40, p.start))]
        if len(blamed) == 1:
            return self.arms.named(blamed[0])
        more = [p for p in clause if _MORE_COMMON.fullmatch(self.between(fact["end"], p.start))]
        if more:
            return self.arms.resolve(more[0], self._before(more[0]))
        here = [p for p in clause if not self._is_remedy(p) and self._tells_arm(p) and not self._is_than(p)]
        arms = {self.arms.resolve(p, self._before(p)) for p in here}
        compared = any(p.comparator for p in here) or len(_RATE.findall(self._clause(fact))) > 1
        if len(arms) == 1 and not compared:
            return arms.pop()
        return self._studied(here)

    def _is_than(self, phrase: Treatment) -> bool:
        """ "no more common than in the control arm": what the harm's rate is held against."""
        return _THAN_IN.search(self.between(phrase.start - 40, phrase.start)) is not None

    def _tells_arm(self, phrase: Treatment) -> bool:
        """Whether a phrase names people: a drug, a placebo, a pointer, or the group of a class."""
        named = phrase.drugs or phrase.placebo or phrase.pointer not in (None, "doses")
        return bool(named or _GROUP.match(self.between(phrase.end, phrase.end + 12)))

    def _studied(self, phrases: Sequence[Treatment]) -> Drugs:
        """The arm of an effect or a gain: the studied one, never the comparator."""
        own = [
            p
            for p in phrases
            if not self._is_remedy(p)
            and not p.comparator
            and not p.placebo
            and p.pointer != "control"
            and not (p.alone and self.arms.backbone)
        ]
        resolved = [self.arms.resolve(p, self._before(p)) for p in own]
        good = [d for d in resolved if d not in (CONTROL, self.arms.control)]
        if self.arms.main in good or (not good and phrases):
            return self.arms.main
        return good[0] if good else self.arms.main

    def _own_effect(self, fact: Fact, facts: list[Fact]) -> Drugs:
        """ "X cut the risk by 50 percent and Y by 38": the second is that of the one phrase between."""
        ends = [f["end"] for f in facts if f["type"] == "EFFECT" and f["end"] <= fact["start"]]
        if not ends:
            return frozenset()
        between = [p for p in self.phrases if max(ends) <= p.start and p.end <= fact["start"]]
        if len(between) != 1 or not between[0].drugs or between[0].comparator:
            return frozenset()
        return self.arms.resolve(between[0], self._before(between[0]))

    def _is_remedy(self, phrase: Treatment) -> bool:
        """ "was managed with X": X treats the harm, it did not cause it."""
        return _MANAGED.search(self.between(phrase.start - 60, phrase.start)) is not None

    def _default(self) -> Drugs:
        """The main arm; where the article goes on about another drug of weight, that one."""
        recent = [
            p
            for p in self.earlier[-3:]
            if p.pointer is None and p.drugs and not p.comparator and not p.placebo
        ]
        weighty = [p for p in recent if max(self.counts[d] for d in p.drugs) >= 3]
        if (
            len(weighty) >= 2
            and not any(self.arms.lead in self.arms.resolve(p) for p in recent)
            and self.start - weighty[-1].end < 500
        ):
            return self.arms.resolve(weighty[-1])
        return self.arms.main
