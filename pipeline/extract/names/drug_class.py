"""Which drugs a class word can mean, told by their names: "the PARP inhibitor" is the one in -parib.

The table models/lexicon/class_members.tsv gives for each class, and for words of form and route ("tablet",
"infusion"), the stems of the International Nonproprietary Names that its drugs end in.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pipeline.extract.names.phrase import read_rows


@cache
def _read_stems() -> dict[str, tuple[str, ...]]:
    return {row["class"]: tuple(row["ends"].split(";")) for row in read_rows("class_members.tsv")}


def find_members(class_name: str, drugs: Iterable[str]) -> frozenset[str]:
    """Those of `drugs` (normal names) that the class word can mean; none for a class not in the table.

    Example:
        >>> sorted(find_members("parp inhibitor", ["olaparib", "bevacizumab"]))
        ['olaparib']
    """
    stems = _read_stems().get(class_name, ())
    return frozenset(drug for drug in drugs if any(word.endswith(stems) for word in drug.split()) and stems)
