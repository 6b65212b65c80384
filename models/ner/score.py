"""Score the trained name finder on texts with entities, such as the test part of BC5CDR.

    python models/ner/score.py ../shared/data/ner/bc5cdr/test.jsonl [MODEL]

An entity counts where its beginning, its end and its label are those of the annotators (strict match).
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import spacy

MODEL = Path(__file__).resolve().parent / "model"


def count_matches(source: Path, model: Path) -> Counter[tuple[str, str]]:
    """(label or "both", "gold" | "found" | "right") -> entities."""
    rows = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
    counts: Counter[tuple[str, str]] = Counter()
    for row, doc in zip(rows, spacy.load(model).pipe(row["text"] for row in rows), strict=True):
        gold = {(start, end, label) for start, end, label in row["entities"]}
        found = {(entity.start_char, entity.end_char, entity.label_) for entity in doc.ents}
        for name, entities in (("gold", gold), ("found", found), ("right", gold & found)):
            for *_, label in entities:
                counts[label, name] += 1
                counts["both", name] += 1
    return counts


def main(source: str, model: str = str(MODEL)) -> None:
    counts = count_matches(Path(source), Path(model))
    for label in sorted({label for label, _ in counts}):
        gold, found, right = (counts[label, name] for name in ("gold", "found", "right"))
        f1 = 2 * right / (gold + found)
        print(f"{label:10} F1 {f1:.4f}  P {right / max(found, 1):.4f}  R {right / gold:.4f}  of {gold}")


if __name__ == "__main__":
    main(*sys.argv[1:])
