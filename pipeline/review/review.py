"""The review of one article: each fact with what was decided of it. Every change gives a new Review.

A fact is proposed by the extractor; a person accepts, changes or rejects it, or adds one. Only what a person
has decided is gold.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Literal

from pydantic import BaseModel

from pipeline.schema import AnyFact

State = Literal["proposed", "accepted", "changed", "added", "rejected"]
DECIDED = frozenset({"accepted", "changed", "added"})
"""States of facts that are gold."""
MOST_UNDONE = 200
"""Steps that are kept to be undone."""


class Entry(BaseModel):
    """A fact and what was decided of it, by whom and when (ISO 8601, UTC)."""

    fact: AnyFact
    state: State = "proposed"
    by: str | None = None
    at: str | None = None


class Step(BaseModel):
    """What undoes a change: the entry as it was before, or None if there was none."""

    number: int
    before: Entry | None = None


class Review(BaseModel):
    """The state of an article's review; `revision` grows by one with each change."""

    article: str
    sha256: str
    """Of the text in UTF-8: a review holds for this text only."""
    revision: int = 0
    done: bool = False
    notes: str = ""
    entries: list[Entry] = []
    steps: list[list[Step]] = []

    def gold(self) -> list[AnyFact]:
        """The decided facts in text order, each once."""
        decided = {
            entry.fact.model_dump_json(): entry.fact for entry in self.entries if entry.state in DECIDED
        }
        return sorted(decided.values(), key=lambda fact: (fact.start, fact.end, fact.type))

    def count(self, *states: str) -> int:
        """How many entries are in one of the states."""
        return sum(entry.state in states for entry in self.entries)

    def decide(self, number: int, state: State, by: str, fact: AnyFact | None = None) -> Review:
        """With another state of an entry, and another fact if one is given.

        Raises: IndexError if there is no such entry.
        """
        before = self.entries[number]
        # What a person has added stays theirs, however often it is changed.
        kept: State = "added" if before.state == "added" and state in DECIDED else state
        after = Entry(fact=fact or before.fact, state=kept, by=by, at=_now())
        return self._with({number: after}, [Step(number=number, before=before)])

    def add(self, fact: AnyFact, by: str) -> Review:
        """With a fact that a person has drawn."""
        number = len(self.entries)
        entry = Entry(fact=fact, state="added", by=by, at=_now())
        return self._with({number: entry}, [Step(number=number, before=None)])

    def finish(self, by: str) -> Review:
        """Done: what is still proposed is accepted."""
        open_ = {n: entry for n, entry in enumerate(self.entries) if entry.state == "proposed"}
        at = _now()
        after = {n: Entry(fact=entry.fact, state="accepted", by=by, at=at) for n, entry in open_.items()}
        steps = [Step(number=n, before=entry) for n, entry in open_.items()]
        return self._with(after, steps).model_copy(update={"done": True})

    def undo(self) -> Review:
        """Without the last change; the same if there is none."""
        if not self.steps:
            return self
        entries = list(self.entries)
        for step in reversed(self.steps[-1]):
            if step.before is None:
                entries.pop(step.number)
            else:
                entries[step.number] = step.before
        update = {"entries": entries, "steps": self.steps[:-1], "done": False, "revision": self.revision + 1}
        return self.model_copy(update=update)

    def note(self, notes: str) -> Review:
        """With other notes."""
        return self.model_copy(update={"notes": notes, "revision": self.revision + 1})

    def _with(self, after: dict[int, Entry], steps: list[Step]) -> Review:
        entries = [after.get(n, entry) for n, entry in enumerate(self.entries)]
        entries += [entry for n, entry in sorted(after.items()) if n >= len(self.entries)]
        kept = [*self.steps, steps][-MOST_UNDONE:]
        update = {"entries": entries, "steps": kept, "done": False, "revision": self.revision + 1}
        return self.model_copy(update=update)


def start_review(article: str, sha256: str, found: Iterable[AnyFact], gold: Iterable[AnyFact]) -> Review:
    """A review of what was found; facts that are gold already are accepted, others found are proposed."""
    accepted = list(gold)
    known = {(fact.type, fact.start, fact.end) for fact in accepted}
    proposed = [fact for fact in found if (fact.type, fact.start, fact.end) not in known]
    entries = [Entry(fact=fact, state="accepted") for fact in accepted] + [Entry(fact=f) for f in proposed]
    entries.sort(key=lambda entry: (entry.fact.start, entry.fact.end, entry.fact.type))
    return Review(article=article, sha256=sha256, entries=entries)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
