"""The arms of an article: which sets of drugs it compares, and which of them a phrase stands for.

From its treatment phrases (treatment.py): the drug that the article is about, what it was added to (the
backbone), what a class word stands for ("chemotherapy (carboplatin and paclitaxel)"), and so the two arms.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from pipeline.extract.names.drug_class import find_members
from pipeline.extract.spans import Name
from pipeline.extract.treatment import (
    CLASS_MEMBERS,
    CONTROL,
    CONTROL_CLASSES,
    CYTOTOXICS,
    PLACEBO,
    Drugs,
    Treatment,
    find_components,
    list_compared,
)

SUPPORTIVE = frozenset({"supportive care", "usual care", "standard care", "background therapy"})
"""What everyone gets: a placebo given with it is a placebo."""
_PLACES = ("first", "second", "third")
OPPOSED_WEIGHT = 3
"""What "X did better than Y" adds to X as the drug that the text is about, in mentions."""
OR_REACH = 14
"""Characters of " or ", " or matching "."""
OPPOSED_REACH = 200
"""Characters between a phrase and the comparator that it is held against."""


class Arms:
    """What an article, or a part of it that tells of another study, says of its arms.

    lead: the drug that it is about. backbone: for a drug that was given on top of others, those others.
    main, control: the studied arm and the one it is compared with, as sets of drugs; empty if unknown.
    """

    def __init__(
        self,
        treatments: Sequence[Treatment],
        names: Sequence[Name],
        title_end: int,
        whole: Arms | None = None,
        text: str = "",
    ) -> None:
        self.treatments = list(treatments)
        drugs = [n for n in names if n.kind == "DRUG"]
        self.members: dict[str, Drugs] = (whole.members if whole else {}) | self._class_members(
            {n.name for n in drugs}
        )
        self.votes = self._comparator_votes()
        self.opposed = self._opposed_pairs()
        self.partnered: set[str] = set()
        self.shared = self._shared()
        self.main: Drugs = frozenset()
        self.control: Drugs = frozenset()
        self.order: list[Drugs] = []
        self.lead: str | None = self._lead_drug(drugs, title_end)
        self.backbone: dict[str, Drugs] = (whole.backbone if whole else {}) | self._backbones()
        self.lead = self._added_to(self.lead)
        self.main = self._arm_of(frozenset({self.lead})) if self.lead else frozenset()
        self.control = self._control()
        self.order = self._order(text)

    @property
    def only(self) -> Drugs:
        """The studied arm, where nothing tells of another one; else empty."""
        return self.main if not (self.control or self.votes or len(self.order) > 1) else frozenset()

    # ---- what the article tells

    def _class_members(self, named: set[str]) -> dict[str, Drugs]:
        """Class word -> the drugs that it stands for in this article."""
        members = {name: drugs & named for name, drugs in CLASS_MEMBERS.items() if drugs & named}
        for treatment in self.treatments:
            for name, drugs in treatment.naming:
                members.setdefault(name, drugs)
        for name in {name for t in self.treatments for name in t.classes} - members.keys():
            if len(fitting := find_members(name, named)) == 1:
                members[name] = fitting
        if "chemotherapy" not in members:
            cytotoxic = [
                t.drugs & CYTOTOXICS for t in self.treatments if len(t.drugs & CYTOTOXICS) > 1 and not t.prior
            ]
            if cytotoxic:
                members["chemotherapy"] = cytotoxic[0]
        return members

    def named(self, t: Treatment) -> Drugs:
        """The drugs of a phrase, class words replaced by the drugs that they stand for."""
        drugs = set(t.drugs)
        explained = {name for name, _ in t.naming}
        for name in t.classes - explained:
            if not t.plural or name in CONTROL_CLASSES | CLASS_MEMBERS.keys():
                drugs |= self.members.get(name, frozenset())
        return frozenset(drugs)

    def _shared(self) -> Drugs:
        """What both arms were given: "each on top of B", "X or placebo along with B"."""
        shared = {d for t in self.treatments if t.shared for d in self.named(t)}
        for left, right in pairwise(self.treatments):
            beside = right.placebo and right.drugs and left.drugs and not left.placebo
            if beside and right.start - left.end <= OR_REACH and not left.drugs & right.drugs:
                shared |= self.named(right)
        return frozenset(shared)

    def _comparator_votes(self) -> Counter[Drugs]:
        """How often each set of drugs stands where the other arm stands: behind "versus", with placebo,
        alone.
        """
        votes: Counter[Drugs] = Counter()
        for t in self.treatments:
            if t.pointer is None and not t.prior and not t.added and (t.comparator or t.placebo or t.alone):
                votes[self._unnamed(t)] += 1
        return votes

    def _opposed_pairs(self) -> Counter[tuple[str, str]]:
        """Drugs that are held against each other, (studied, compared with), and how often."""
        pairs: Counter[tuple[str, str]] = Counter()
        for left, right in pairwise(self.treatments):
            apart = right.comparator and not left.comparator and not left.prior
            if apart and right.start - left.end < OPPOSED_REACH and not left.drugs & right.drugs:
                pairs.update((a, b) for a in left.drugs for b in right.drugs)
        return pairs

    def _is_list(self, t: Treatment, drugs: Drugs) -> bool:
        """Whether "X and Y" only lists drugs that the article holds against each other."""
        return t.loose and any((a, b) in self.opposed for a in drugs for b in drugs)

    def _is_combination(self, t: Treatment) -> bool:
        drugs = self.named(t)
        return bool(t.added) or (len(drugs) > 1 and not self._is_list(t, drugs))

    def _combination(self) -> Drugs:
        """The set of drugs that is most often given together, the first of equals."""
        counts = Counter(
            self.resolve(t) for t in self.treatments if not t.pointer and self._is_combination(t)
        )
        return max(counts, key=lambda drugs: counts[drugs], default=frozenset())

    def _unnamed(self, t: Treatment) -> Drugs:
        return self.named(t) or (PLACEBO if t.placebo and t.classes <= SUPPORTIVE else CONTROL)

    def _lead_drug(self, drugs: Sequence[Name], title_end: int) -> str | None:
        """The drug that the text is about: named in title or lead, and often, and not only to compare
        with.
        """
        named = {n.name for n in drugs}
        apart = [t for t in self.treatments if t.comparator or t.prior or t.lacking]
        behind = {i for t in apart for i in range(t.start, t.end)}
        weights: Counter[str] = Counter()
        first: dict[str, int] = {}
        for previous, name in zip([None, *drugs], drugs, strict=False):
            if previous and previous.name == name.name and name.start - previous.end <= 4:
                continue  # "generic (Brand)" is one mention
            weight = (
                1 + 5 * (name.start < title_end) + (name.start < title_end + 700) + 2 * (previous is None)
            )
            for part in find_components(name.name, named):
                first.setdefault(part, name.start)
                weights[part] += 0 if name.start in behind or part in self.shared else weight
        for (studied, other), count in self.opposed.items():
            if studied in weights and not self.opposed[other, studied]:
                weights[studied] += OPPOSED_WEIGHT * count
        # Parts of one regimen stand at one place: their names decide, not the order of a set.
        return min(weights, key=lambda name: (-weights[name], first[name], name), default=None)

    def _backbones(self) -> dict[str, Drugs]:
        """Drug -> what it was given with: from "X plus B versus B", "B plus placebo", "adding X to B", "X
        plus B" often.
        """
        phrases = [(t, self.named(t)) for t in self.treatments if t.pointer is None and not t.prior]
        phrases = [(t, drugs) for t, drugs in phrases if not self._is_list(t, drugs)]
        found: dict[str, Drugs] = {}
        if self.lead and self.shared - {self.lead}:
            self._note(found, frozenset({self.lead}), self.shared - {self.lead})
        last: Drugs = frozenset()
        for t, drugs in phrases:
            if t.added and drugs - t.added:
                self._note(found, t.added, drugs - t.added)
            elif self.lead in t.added and last and not last & drugs:
                self._note(found, t.added, last)
            elif t.optional and last in self.votes and not last & drugs:
                self._note(found, drugs, last)
            last = drugs if drugs and not t.comparator else last
            if t.placebo or t.alone or len(drugs) < 2:
                continue
            rivals = max(
                (n for other, n in self.votes.items() if not other & drugs and other != CONTROL), default=0
            )
            for control in sorted(self.votes, key=lambda c: (-len(c), sorted(c))):
                if control < drugs and self.votes[control] >= rivals:
                    self._note(found, drugs - control, control)
                    break
        for t, drugs in phrases:
            lone = self.lead and self.lead not in drugs | found.keys() and PLACEBO not in self.votes
            if lone and t.placebo and drugs and drugs not in found.values():
                self._note(found, frozenset({self.lead or ""}), drugs)
        self._widen(found, [drugs for t, drugs in phrases if not t.comparator])
        backbones = {d for b in found.values() for d in b} | {d for t, _ in phrases for d in t.added}
        for drug, partners in self._frequent_partners(phrases).items():
            if drug == self.lead or (
                drug not in backbones and any(drug in v and len(v) > 1 for v in self.votes)
            ):
                if drug not in found:
                    self.partnered.add(drug)
                found.setdefault(drug, partners)
        return found

    def _added_to(self, lead: str | None) -> str | None:
        """The drug that was put on top of `lead`, if `lead` is only a backbone."""
        return next(
            (
                drug
                for drug, b in self.backbone.items()
                if lead in b and drug not in self.backbone.get(lead or "", ())
            ),
            lead,
        )

    @staticmethod
    def _note(found: dict[str, Drugs], added: Drugs, backbone: Drugs) -> None:
        for drug in sorted(added):
            found.setdefault(drug, backbone | (added - {drug} if len(added) > 1 else frozenset()))

    @staticmethod
    def _widen(found: dict[str, Drugs], phrases: Sequence[Drugs]) -> None:
        """A backbone told in two places ("pemetrexed", "pemetrexed with cisplatin or carboplatin") is the
        larger one.
        """
        for drug, backbone in list(found.items()):
            for drugs in phrases:
                if len(backbone) == 1 and drugs > backbone and drug not in drugs and drugs <= CYTOTOXICS:
                    backbone = drugs
            found[drug] = backbone - {drug}

    @staticmethod
    def _frequent_partners(phrases: Sequence[tuple[Treatment, Drugs]]) -> dict[str, Drugs]:
        """A drug that is mostly named within one combination is that combination; one of two combinations
        is neither.
        """
        combined = Counter(drugs for t, drugs in phrases if len(drugs) > 1 and t.end - t.start < 120)
        partners: dict[str, Drugs] = {}
        for drug in sorted({d for drugs in combined for d in drugs}):
            mine = [(count, sorted(drugs)) for drugs, count in combined.items() if drug in drugs]
            count, best = max(mine)
            singles = sum(1 for t, drugs in phrases if drugs == {drug})
            often = (count >= 2 and 2 * count >= singles) or not singles
            if often and sum(1 for n, _ in mine if 2 * n >= count) == 1:
                partners[drug] = frozenset(best) - {drug}
        return partners

    def _arm_of(self, drugs: Drugs) -> Drugs:
        """The whole arm that these drugs stand for: a drug given on top of others brings those along."""
        whole = set(drugs)
        for drug in drugs:
            backbone = self.backbone.get(drug)
            if backbone and drugs - {drug} <= backbone:
                whole |= backbone
        return frozenset(whole)

    def _control(self) -> Drugs:
        own = self.backbone.get(self.lead or "", frozenset())
        if self.shared and own == self.shared and not any(d - PLACEBO - CONTROL - own for d in self.votes):
            return own
        votes = {drugs: n for drugs, n in self.votes.items() if self.lead not in drugs and drugs != CONTROL}
        if own in votes or (own and not votes and self.lead not in self.partnered):
            return own
        if not votes:
            return CONTROL if CONTROL in self.votes else frozenset()
        best = max(votes, key=lambda drugs: votes[drugs])  # the first of equals
        return self._arm_of(best) if best != PLACEBO else best

    def _order(self, text: str) -> list[Drugs]:
        """The arms in the order in which the article tells of them, for "respectively"."""
        arms = [self.resolve(t) for t in list_compared(text, self.treatments)]
        return list(dict.fromkeys(arms))

    # ---- what a phrase stands for

    def resolve(self, t: Treatment, before: Sequence[Treatment] = ()) -> Drugs:
        """The arm that a phrase stands for; `before` are the phrases before it, for "the former", "the
        drug".
        """
        if t.pointer is not None:
            return self._resolve_pointer(t, before)
        drugs = self.named(t)
        if t.lacking and drugs:
            return self.main - drugs or self.control or CONTROL
        backbone = (
            self.backbone.get(self.lead or "", frozenset()) if self.control <= self.main else frozenset()
        )
        if t.placebo:
            return drugs or backbone or self._unnamed(t)
        if not drugs:
            if t.plural and any(len(find_members(name, self.main)) > 1 for name in t.classes):
                return self.main
            if t.beside and not t.comparator and not t.alone:
                return self.main
            if t.classes & CONTROL_CLASSES or t.comparator or t.plural or t.alone:
                return backbone or CONTROL
            return self.main
        if t.added:
            return self._arm_of(drugs) if set(self.backbone) & drugs else drugs | self.main
        if drugs < backbone and not t.alone:
            return backbone
        return drugs if t.alone else self._only_arm_with(self._arm_of(drugs))

    def drug_of(self, t: Treatment, before: Sequence[Treatment] = ()) -> Drugs:
        """The one drug that a phrase without a drug's name points to; empty if none or several."""
        if t.classes:
            drugs = self.named(t)
        elif t.pointer == "main":
            drugs = self._fitting(t.form) or (frozenset({self.lead}) if self.lead else frozenset())
        elif t.pointer in ("control", "former", "latter"):
            drugs = self.resolve(t, before) - PLACEBO - CONTROL
        else:
            drugs = frozenset()
        return drugs if len(drugs) == 1 else frozenset()

    def _only_arm_with(self, drugs: Drugs) -> Drugs:
        """ "the bendamustine group": of the arms compared, the one that has it, if the others have it not."""
        arms = {self.main, self.control, *self.order}
        owners = [arm for arm in arms if drugs < arm]
        return owners[0] if len(owners) == 1 and drugs not in arms else drugs

    def _resolve_pointer(self, t: Treatment, before: Sequence[Treatment]) -> Drugs:
        named = [p for p in before if p.pointer is None]
        if t.pointer in _PLACES:
            place = _PLACES.index(t.pointer)
            if place < len(self.order):
                return self.order[place]
            return (self.control or CONTROL) if place else self.main
        if t.pointer == "control":
            return self.control or CONTROL
        if t.pointer in ("former", "latter") and (pair := self._last_two(before)):
            return pair[0 if t.pointer == "former" else 1]
        if t.pointer == "doublet":
            return self.main if len(self.main) == 2 else self.control or CONTROL
        if t.pointer == "triplet" or (t.pointer == "combination" and len(self.main) > 1):
            return self.main
        if t.pointer == "combination":
            combined = [self.resolve(p) for p in named if self._is_combination(p)]
            return combined[-1] if combined else self._combination() or self._both()
        if fitting := self._fitting(t.form):
            return self._only_arm_with(self._arm_of(fitting))
        recent = [self.resolve(p) for p in named if p.drugs and not p.comparator]
        return recent[-1] if recent and self.lead is None else self.main

    def _last_two(self, before: Sequence[Treatment]) -> list[Drugs]:
        """The two arms named last, in the order in which they were; empty if fewer were named."""
        arms: list[Drugs] = []
        for place in range(len(before) - 1, -1, -1):
            if before[place].pointer in ("former", "latter", "doses"):
                continue
            arm = self.resolve(before[place], before[:place])
            if arm not in arms:
                arms.insert(0, arm)
            if len(arms) == 2:
                return arms
        return []

    def _both(self) -> Drugs:
        """What "the pair" means where no phrase names it: the article's drug and the one set against it."""
        single = len(self.main) == 1 and len(self.control) == 1 and not self.control & (PLACEBO | CONTROL)
        return self.main | self.control if single else self.main

    def _fitting(self, form: str) -> Drugs:
        """The one drug of the arms that "the tablet" can mean, if the article's own drug cannot be meant."""
        drugs = self.main.union(self.control, self.shared, *self.order)
        fitting = find_members(form, drugs)
        return fitting if len(fitting) == 1 and self.lead not in fitting else frozenset()
