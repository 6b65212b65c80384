"""What drug-named-entity-recognition finds, as DRUG facts. Runs in that tool's environment:

python find_drugs.py FACTS ARTICLE...
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from drug_named_entity_recognition import find_drugs
from exchange import read_articles, write_lines

TOKEN = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]")
"""The tool leaves words to its caller. Hyphens within words are kept: the best of several splits on `dev`."""
CLASS = re.compile(r"\b(?:inhibitors|agents|antibodies)$")
"""The dictionary also has classes, which are no DRUG: where the name tells, they are left out."""
AFFIX = re.compile(r"^(?:ado|fam)-|(?<=[a-z]{6})-(?!alfa$|beta$)[a-z]{4}$")
"""What the FDA adds to an INN: "ado-trastuzumab emtansine", "sacituzumab govitecan-hziy"."""


def find_facts(id_: str, text: str) -> Iterator[dict[str, Any]]:
    """A fact for each span; where the tool offers several names for one span, the first."""
    tokens = list(TOKEN.finditer(text))
    told: set[tuple[int, int]] = set()
    for match, first, stop in find_drugs([token[0] for token in tokens]):
        start, end = tokens[first].start(), tokens[stop - 1].end()
        if (start, end) not in told:
            told.add((start, end))
            name = normal_name(str(match.get("name") or match["matching_string"]))
            if not CLASS.search(name):
                place = {"start": start, "end": end, "text": text[start:end]}
                yield {"article": id_, "type": "DRUG"} | place | {"name": name}


def normal_name(name: str) -> str:
    """The tool's name in the gold's form: no affixes, the parts of a combination sorted, joined by a plus."""
    return " + ".join(sorted(AFFIX.sub("", part) for part in name.lower().split(" and ")))


def main() -> None:
    """Write the facts of all articles."""
    facts, *articles = map(Path, sys.argv[1:])
    write_lines(facts, [fact for id_, text in read_articles(articles) for fact in find_facts(id_, text)])


if __name__ == "__main__":
    main()
