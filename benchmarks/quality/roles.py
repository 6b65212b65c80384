"""The role of each quantity of a text, as the benchmarks ask for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.extract.facts import assign_roles
from pipeline.extract.nlp import names_of, quantities_of, sentences_of, text_of
from pipeline.extract.spans import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Doc

HARM, NAME, PART, UNEXPLAINED = "ADVERSE_EVENT", "name", "part", "unexplained"


def find_roles(doc: Doc) -> Iterator[tuple[Quantity, str]]:
    """Each quantity with its role: a fact type, a known non-fact in lower case, or one of the words above.

    `name`: its digits are letters of a name. `part`: it belongs to the fact of another quantity. A word
    such as "all" that is no number is left out where it has no role.
    """
    quantities, names = quantities_of(doc), names_of(doc)
    roles = assign_roles(text_of(doc), sentences_of(doc), quantities, names)
    decided = {d.quantity: d.claim.role if d.claim else UNEXPLAINED for d in roles.decisions}
    covered = {i for name in names if name.kind != "AGENCY" for i in range(name.start, name.end)}
    for q in quantities:
        role = HARM if q in roles.taken else decided.get(q)
        role = role or (NAME if {q.start, q.end - 1} <= covered else PART)
        if role != UNEXPLAINED or q.form != "quantifier":
            yield q, role
