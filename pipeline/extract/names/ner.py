"""Names that neither the tables nor the rules know, by a trained model; off unless asked for.

A gate lets only sentences through that hold a word in lower case which no English dictionary, no table of
ours and no name has: elsewhere there is nothing to find. models/ner/MODEL_CARD.md tells how well it does.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING

from pipeline.errors import ModelError
from pipeline.extract.names.drug_context import is_given, read_dictionary
from pipeline.extract.names.lexicon import read_words
from pipeline.extract.spans import Name, Span
from pipeline.extract.window import fold
from pipeline.paths import models_folder

if TYPE_CHECKING:
    from spacy.language import Language

WORD = re.compile(r"(?<![\w-])[a-z]{6,}(?!\w)")
DISEASE, CHEMICAL = "DISEASE", "CHEMICAL"


@cache
def read_model() -> Language:
    """The trained pipeline of models/ner/model, loaded once a process.

    Raises: ModelError if it is missing or damaged.
    """
    import spacy

    path = models_folder() / "ner" / "model"
    try:
        return spacy.load(path)
    except (OSError, ValueError) as error:
        raise ModelError("the trained name finder cannot be read", where=str(path)) from error


def find_by_model(text: str, sentences: Sequence[Span], names: Sequence[Name]) -> list[Name]:
    """Drugs and conditions that `names` lacks, in text order; offsets are code points.

    sentences, names: of `text`, sorted; the names are those found so far. A chemical counts as a drug where
    it is given as one.
    """
    doubtful = [(start, end) for start, end in sentences if _may_hold_more(text, start, end, names)]
    docs = read_model().pipe(text[start:end] for start, end in doubtful)
    found: list[Name] = []
    for (start, _), doc in zip(doubtful, docs, strict=True):
        for entity in doc.ents:
            place = (start + entity.start_char, start + entity.end_char)
            if not _overlaps(place, names) and (kind := _kind_of(entity.label_, entity.text, text)):
                found.append(Name(*place, kind, fold(entity.text)))
    return found


def _kind_of(label: str, words: str, text: str) -> str | None:
    if label == DISEASE:
        return "CONDITION"
    return "DRUG" if label == CHEMICAL and is_given(re.escape(fold(words)), fold(text)) else None


def _may_hold_more(text: str, start: int, end: int, names: Sequence[Name]) -> bool:
    """Whether the sentence holds a word that nobody knows."""
    return any(
        match[0] not in read_dictionary()
        and match[0].removesuffix("s") not in read_dictionary()
        and match[0] not in read_words("biology.txt")
        and not _overlaps(match.span(), names)
        for match in WORD.finditer(text, start, end)
    )


def _overlaps(span: Span, names: Sequence[Name]) -> bool:
    """Whether one of the names, sorted, covers a part of the span."""
    place = bisect_left(names, span[1], key=attrgetter("start"))
    return any(name.end > span[0] for name in names[max(0, place - 8) : place])
