"""Put the facts of one article together: names, claimed quantities, adverse events, approvals, arms."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from pipeline.extract.attribute import attribute_facts
from pipeline.extract.decide import Decision, build_sentences, decide_roles
from pipeline.extract.origin import EARLIER, find_origins, find_prior_drugs
from pipeline.extract.quote import find_quotes
from pipeline.extract.regimen import build_arms
from pipeline.extract.roles.adverse_event import find_adverse_events
from pipeline.extract.roles.approval import find_approvals
from pipeline.extract.roles.claim import Claim
from pipeline.extract.scope import Scope, find_scopes
from pipeline.extract.spans import Name, Quantity, Span
from pipeline.extract.standing import RESULT, find_standing
from pipeline.extract.window import fold
from pipeline.schema import FACT_CLASSES

Fact = dict[str, Any]

_NAMED_FACTS = {"DRUG": "name", "CONDITION": "name", "TRIAL": "name", "JOURNAL": "name", "PHASE": "phase"}
_QUIET = frozenset({"label", "pronoun", "date", "ordinal", "time_of_day", "phone_number", "interval"})
"""Non-facts that nobody would look for in a list of what was set aside: they stay out of the record."""


class Found(NamedTuple):
    """What was made of one article: its facts, what was understood and set aside, what was not understood."""

    facts: list[Fact]
    set_aside: list[Fact]
    unexplained: list[Fact]
    arms: list[Fact]
    standings: list[Fact]
    quotes: list[Fact]


def build_facts(
    text: str,
    sentences: Sequence[Span],
    quantities: Sequence[Quantity],
    names: Sequence[Name],
    boilerplate: Sequence[Span] = (),
) -> Found:
    """The facts of `text` in GOLD.md's form, in text order.

    Args: sentences: half-open spans in order. quantities, names: as found on the whole text.
    boilerplate: spans in which no facts are sought.
    """
    names = outside(names, boilerplate)
    spans = list(outside([Name(s, e, "", "") for s, e in sentences], boilerplate))
    sentence_spans = [(s.start, s.end) for s in spans]
    events, _, decisions = assign_roles(text, sentence_spans, outside(quantities, boilerplate), names)
    claimed, set_aside, unexplained = _sort_out(text, decisions)
    named = _named_facts(text, names, events)
    scopes = find_scopes(text, names)
    facts = [*events, *claimed]
    attribute_facts(text, sorted(facts, key=_place), sentence_spans, scopes, names)
    facts += named + find_approvals(text, sentence_spans, _without(names, events))
    facts.sort(key=_place)
    _attribute_aside(text, set_aside, sentence_spans, scopes, names)
    standings = find_origins(fold(text), facts, sentence_spans, scopes, names)
    earlier = {_place(standing) for standing in standings if standing["standing"] == EARLIER}
    treated = [fact for fact in facts if _place(fact) not in earlier]
    arms = build_arms(text, treated, sentence_spans, scopes, names)
    return Found(facts, set_aside, unexplained, arms, standings, find_quotes(text, quantities))


class Roles(NamedTuple):
    """What the quantities of an article are, before facts are made of them."""

    events: list[Fact]
    taken: frozenset[Quantity]
    """The rates of adverse events."""
    decisions: list[Decision]


def assign_roles(
    text: str, sentences: Sequence[Span], quantities: Sequence[Quantity], names: Sequence[Name]
) -> Roles:
    """The harms with their rates, and a decision for each quantity that is no such rate and in no name."""
    quantities = _not_in_names(quantities, names)
    events, used = find_adverse_events(text, sentences, list(names), list(quantities))
    taken = frozenset(quantities[i] for i in used)
    built = build_sentences(text, list(sentences), list(quantities), list(names))
    return Roles(events, taken, decide_roles(built, taken))


def _place(fact: Fact) -> tuple[int, int, str]:
    return fact["start"], fact["end"], fact["type"]


_Spanned = TypeVar("_Spanned", Name, Quantity)


def outside(items: Iterable[_Spanned], regions: Sequence[Span]) -> list[_Spanned]:
    """The items that begin in none of the regions (which are in order and do not overlap)."""
    starts = [start for start, _ in regions]
    kept = []
    for item in items:
        i = bisect_right(starts, item.start) - 1
        if i < 0 or item.start >= regions[i][1]:
            kept.append(item)
    return kept


def _not_in_names(quantities: Iterable[Quantity], names: Sequence[Name]) -> list[Quantity]:
    """Numbers inside a name ("interferon beta-1a", "KEYNOTE 189", "phase 3") are letters of it."""
    covered = {i for n in names if n.kind != "AGENCY" for i in range(n.start, n.end)}
    return [q for q in quantities if not (q.start in covered and (q.end - 1) in covered)]


def _without(names: Sequence[Name], events: Sequence[Fact]) -> list[Name]:
    """The names, less conditions that are adverse events in this place."""
    covered = {i for e in events for i in range(e["start"], e["end"])}
    return [n for n in names if n.kind != "CONDITION" or covered.isdisjoint(range(n.start, n.end))]


def _named_facts(text: str, names: Sequence[Name], events: Sequence[Fact]) -> list[Fact]:
    return [
        {
            "type": n.kind,
            "start": n.start,
            "end": n.end,
            "text": text[n.start : n.end],
            _NAMED_FACTS[n.kind]: n.name,
        }
        for n in _without(names, events)
        if n.kind in _NAMED_FACTS
    ]


def _sort_out(text: str, decisions: Sequence[Decision]) -> tuple[list[Fact], list[Fact], list[Fact]]:
    """(facts, set aside, unexplained): every decision goes to one of the three."""
    facts: list[Fact] = []
    set_aside: list[Fact] = []
    unexplained: list[Fact] = []
    for decision in decisions:
        q, claim = decision.quantity, decision.claim
        if claim is None:
            if q.form != "quantifier":
                unexplained.append(
                    {"start": q.start, "end": q.end, "text": text[q.start : q.end], "kind": q.kind}
                )
            continue
        standing, why = ("non_fact", claim.because)
        if claim.role in FACT_CLASSES:
            standing, why = find_standing(decision.sentence, q, claim)
        if standing == RESULT:
            facts.append(_fact(text, decision))
        elif claim.role not in _QUIET:
            set_aside.append(_aside(text, decision, claim, standing, why))
    return facts, set_aside, unexplained


def _aside(text: str, decision: Decision, claim: Claim, standing: str, why: str) -> Fact:
    q = decision.quantity
    entry = {"start": q.start, "end": q.end, "text": text[q.start : q.end], "role": claim.role.lower()}
    fact = {"fact": _fact(text, decision)} if claim.role in FACT_CLASSES else {}
    return entry | {"standing": standing, "because": why} | fact


def _attribute_aside(
    text: str,
    set_aside: Sequence[Fact],
    sentences: Sequence[Span],
    scopes: Sequence[Scope],
    names: Sequence[Name],
) -> None:
    """Set the drugs of what is no result: hopes and animals have arms, earlier treatment drugs of its own."""
    facts = [entry["fact"] for entry in set_aside if entry["standing"] in ("hypothetical", "preclinical")]
    attribute_facts(text, facts, sentences, scopes, names)
    for entry in set_aside:
        if entry["standing"] == EARLIER and "fact" in entry:
            span = sentences[bisect_right(sentences, entry["start"], key=itemgetter(0)) - 1]
            scope = next(s for s in reversed(scopes) if s.start <= span[0])
            if drugs := find_prior_drugs(scope, span):
                entry["fact"]["drugs"] = drugs


def _fact(text: str, decision: Decision) -> Fact:
    q, claim = decision.quantity, decision.claim
    assert claim is not None
    start = claim.start if claim.start is not None else q.start
    end = claim.end if claim.end is not None else q.end
    stated: Mapping[str, Any] = {key: value for key, value in claim.fields.items() if value is not None}
    return {"type": claim.role, "start": start, "end": end, "text": text[start:end], **stated}
