"""Turn a part of BC5CDR into the form that `spacy train` reads.

    python models/ner/prepare.py ../shared/data/ner/bc5cdr/train.jsonl train.spacy

Each line of the input is {"text", "entities": [[start, end, label]]}. Entities that begin or end inside a
token cannot be learnt; they are counted on stderr.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin

from pipeline.extract.names.ner_marks import Tokenizer


def build_doc(tokenizer: Tokenizer, text: str, entities: list[tuple[int, int, str]]) -> tuple[Doc, int]:
    """A doc with its entities, and how many of these no tokens make up."""
    doc = tokenizer(text)
    spans = [doc.char_span(start, end, label=label) for start, end, label in entities]
    doc.ents = spacy.util.filter_spans([span for span in spans if span is not None])
    return doc, len(entities) - len(doc.ents)


def main(source: str, target: str) -> None:
    tokenizer = Tokenizer(spacy.blank("en").vocab)
    docs, lost, total = DocBin(), 0, 0
    for line in Path(source).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        doc, missed = build_doc(tokenizer, row["text"], row["entities"])
        docs.add(doc)
        lost, total = lost + missed, total + len(row["entities"])
    docs.to_disk(target)
    print(f"{source}: {len(docs)} texts, {lost} of {total} entities that no tokens make up", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
