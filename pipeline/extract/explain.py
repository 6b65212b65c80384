"""Why a quantity got its role: its reading, all bids, the standing, the arm, and what else was near."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from spacy.tokens import Doc

from pipeline.extract.facts import Roles, assign_roles, outside
from pipeline.extract.nlp import names_of, quantities_of, sentences_of, text_of
from pipeline.extract.roles.claim import Claim
from pipeline.extract.scope import Scope, find_scopes
from pipeline.extract.spans import Name, Quantity, Span
from pipeline.extract.standing import find_standing
from pipeline.extract.treatment import Drugs, Treatment
from pipeline.schema import FACT_CLASSES

Fact = dict[str, Any]
UNEXPLAINED = "unexplained"
_BEFORE = 8  # phrases before one that "the former", "the drug" may point to


@dataclass(frozen=True)
class Bid:
    """A role that bid for the quantity; the cheapest wins."""

    role: str
    cost: float
    because: str
    fields: Fact


@dataclass(frozen=True)
class Phrase:
    """A treatment phrase of the sentence, and the arm that it stands for."""

    start: int
    end: int
    text: str
    says: tuple[str, ...]
    """What the phrase says of itself: comparator, placebo, alone, added, prior, a pointer."""
    drugs: tuple[str, ...]


@dataclass(frozen=True)
class Explanation:
    """Why a quantity is what it is. Offsets are code points into the article's text."""

    start: int
    end: int
    text: str
    sentence: str
    reading: Fact
    """The quantity's kind and its stated fields."""
    role: str
    """A fact type, a known non-fact in lower case, or "unexplained"."""
    because: str
    bids: tuple[Bid, ...] = ()
    standing: str | None = None
    standing_because: str = ""
    facts: tuple[Fact, ...] = ()
    """The facts that the quantity ended in."""
    phrases: tuple[Phrase, ...] = ()
    arms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The studied arm (main) and the one it is compared with (control), in this part of the article."""
    arm_because: str = ""


def explain_quantity(doc: Doc, quantity: Quantity) -> Explanation:
    """Why `quantity`, one of `doc._.mednews_quantities`, got its role; the Doc is one of the pipeline."""
    text, boilerplate = text_of(doc), doc._.mednews_boilerplate or ()
    names = outside(names_of(doc), boilerplate)
    spans = [(s.start, s.end) for s in outside([Name(*s, "", "") for s in sentences_of(doc)], boilerplate)]
    roles = assign_roles(text, spans, outside(quantities_of(doc), boilerplate), names)
    span = (
        spans[max(0, bisect_right(spans, quantity.start, key=lambda span: span[0]) - 1)] if spans else (0, 0)
    )
    known = _explain_role(text, quantity, roles, names, span)
    facts = _facts_of(doc._.facts or [], quantity, known["role"], span)
    return Explanation(
        start=quantity.start,
        end=quantity.end,
        text=text[quantity.start : quantity.end],
        sentence=text[slice(*span)],
        reading=_read(quantity),
        facts=facts,
        **known,
        **(_explain_arm(text, names, span, facts) if any("drugs" in fact for fact in facts) else {}),
    )


def find_quantity(quantities: Sequence[Quantity], start: int, end: int) -> Quantity | None:
    """The first quantity that touches [start, end), or that holds `start`; they are in text order."""
    return next((q for q in quantities if q.start < max(end, start + 1) and start < q.end), None)


def nearest_quantities(quantities: Sequence[Quantity], offset: int, count: int = 3) -> list[Quantity]:
    """The `count` quantities nearest to an offset, in text order."""
    near = sorted(quantities, key=lambda q: min(abs(q.start - offset), abs(q.end - offset)))[:count]
    return sorted(near, key=attrgetter("start"))


def _read(quantity: Quantity) -> Fact:
    """The fields that the quantity states, those of a plain form left out."""
    fields = {key: value for key, value in quantity._asdict().items() if value is not None}
    return {key: value for key, value in fields.items() if key not in ("start", "end")}


def _explain_role(
    text: str, quantity: Quantity, roles: Roles, names: Sequence[Name], span: Span
) -> dict[str, Any]:
    """role, because, and where a decision was made: bids and standing."""
    if quantity in roles.taken:
        return {"role": "ADVERSE_EVENT", "because": "the rate of a harm in its sentence"}
    for decision in roles.decisions:
        if decision.quantity == quantity:
            bids = tuple(Bid(c.role, round(c.cost, 2), c.because, c.fields) for c in decision.claims)
            if decision.claim is None:
                return {"role": UNEXPLAINED, "because": "no role bid for it"}
            standing, why = _stand(decision.claim, find_standing(decision.sentence, quantity, decision.claim))
            known = {"role": decision.claim.role, "because": decision.claim.because, "bids": bids}
            return known | {"standing": standing, "standing_because": why}
        if decision.claim is not None and quantity in decision.claim.uses:
            whole = decision.quantity
            words = f'"{text[whole.start : whole.end]}" at {whole.start}'
            return {"role": decision.claim.role, "because": f"belongs to {words}"}
    holder = next((n for n in names if n.start <= quantity.start and quantity.end <= n.end), None)
    if holder is not None:
        return {
            "role": "name",
            "because": f'letters of the {holder.kind} "{text[holder.start : holder.end]}"',
        }
    return {"role": "boilerplate", "because": "in a part of the page where no facts are sought"}


def _stand(claim: Claim, standing: tuple[str, str]) -> tuple[str, str]:
    return standing if claim.role in FACT_CLASSES else ("non_fact", claim.because)


def _facts_of(facts: Sequence[Fact], quantity: Quantity, role: str, span: Span) -> tuple[Fact, ...]:
    """The facts that hold the quantity; for the rate of a harm those of the sentence that state it."""
    if role != "ADVERSE_EVENT":
        return tuple(
            f for f in facts if f["start"] < quantity.end and quantity.start < f["end"] and f["type"] == role
        )
    rates = {quantity.percent, quantity.n, *((quantity.low,) if quantity.kind != "ratio" else ())} - {None}
    stated = ("percent", "other_percent", "n")
    return tuple(
        fact
        for fact in facts
        if fact["type"] == role
        and span[0] <= fact["start"] < span[1]
        and rates & {_one(fact.get(k)) for k in stated}
    )


def _one(value: Any) -> Any:
    return None if isinstance(value, list | tuple) else value


def _explain_arm(text: str, names: Sequence[Name], span: Span, facts: Sequence[Fact]) -> dict[str, Any]:
    """The treatment phrases of the sentence, the arms of its scope, and which the facts' drugs are."""
    scope = next(s for s in reversed(find_scopes(text, names)) if s.start <= span[0])
    treatments = scope.arms.treatments
    here = [(i, t) for i, t in enumerate(treatments) if span[0] <= t.start < span[1]]
    phrases = tuple(
        Phrase(t.start, t.end, text[t.start : t.end], _says(t), _names(_resolve(scope, treatments, i)))
        for i, t in here
    )
    arms = {"main": _names(scope.arms.main), "control": _names(scope.arms.control)}
    drugs = tuple(next(fact["drugs"] for fact in facts if "drugs" in fact))
    return {"phrases": phrases, "arms": arms, "arm_because": _arm_because(drugs, phrases, arms)}


def _resolve(scope: Scope, treatments: Sequence[Treatment], i: int) -> Drugs:
    return scope.arms.resolve(treatments[i], treatments[max(0, i - _BEFORE) : i])


def _names(drugs: Drugs) -> tuple[str, ...]:
    return tuple(sorted(drugs))


def _says(phrase: Treatment) -> tuple[str, ...]:
    flags = ("comparator", "placebo", "alone", "beside", "prior", "loose", "plural")
    says = [flag for flag in flags if getattr(phrase, flag)]
    return (
        *says,
        *(["added"] if phrase.added else []),
        *([f"points to {phrase.pointer}"] if phrase.pointer else []),
    )


def _arm_because(drugs: tuple[str, ...], phrases: Sequence[Phrase], arms: dict[str, tuple[str, ...]]) -> str:
    """What the drugs agree with; attribute.py keeps no record of the rule that it took."""
    agreeing = [f'"{phrase.text}" at {phrase.start}' for phrase in phrases if phrase.drugs == drugs]
    if agreeing:
        return f"what {' and '.join(agreeing)} stands for"
    if drugs == arms["main"]:
        return "no phrase of the sentence names it: the studied arm of this part of the article"
    if drugs == arms["control"]:
        return "no phrase of the sentence names it: the arm that the studied one is compared with"
    return "neither a phrase of the sentence nor an arm of this part: carried on from a figure or dose before"
