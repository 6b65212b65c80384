"""A text as a few numbers that agree with those of another text as often as the two texts share their words.

Minwise hashing (Broder 1997, "On the resemblance and containment of documents"): of all runs of WORDS words
each of SIZE hash functions keeps the least value. The share of equal values estimates the Jaccard similarity
of the two sets of runs; 16 bits of a value are enough to tell two apart (Li and König 2010, "b-bit minwise
hashing"), which makes 128 bytes an article.
"""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.schema import Article

SIZE = 64
"""Values in a sketch: the standard error of a similarity of .7 is .057."""
WORDS = 5
"""In a run: reports of two trials by one template share few, the same report in two outlets nearly all."""
BYTES = 2 * SIZE
WORD = re.compile(r"\w+")
SEED = 1


def sketch_article(article: Article) -> bytes:
    """The sketch of an article's own words: what a site puts around a story is left out. BYTES long."""
    parts, at = [], 0
    for region in sorted(article.boilerplate, key=lambda region: region.start):
        parts.append(article.text[at : region.start])
        at = max(at, region.end)
    return sketch_text(" ".join([*parts, article.text[at:]]))


def sketch_text(text: str) -> bytes:
    """The sketch of a text, whatever its case, spaces and punctuation. BYTES long."""
    from rensa import RMinHash

    words = WORD.findall(text.casefold())
    hashed = RMinHash(num_perm=SIZE, seed=SEED)
    hashed.update([" ".join(words[at : at + WORDS]) for at in range(max(1, len(words) - WORDS + 1))])
    return struct.pack(f"<{SIZE}H", *(value & 0xFFFF for value in hashed.digest()))
