"""How fast the name stage alone is: every finder of names, tables only, set against spaCy's blank tokenizer.

    python benchmarks/names.py [ARTICLE ...] [--runs 7] [--ner]

The tokenizer and the finders take turns over the same texts, so that a busy machine slows both alike, and the
ratio of the medians is what to look at. Both have read the texts once before, as in the midst of a batch:
spaCy and the finders each keep what they know of words. The table says where the time of the stage goes;
with --ner the trained name finder (models/ner/) is one of the finders.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from pipeline.extract.names.abbreviation import find_abbreviations
from pipeline.extract.names.agency import find_agencies
from pipeline.extract.names.condition import find_conditions
from pipeline.extract.names.drug import find_drugs
from pipeline.extract.names.harm import find_harm_terms
from pipeline.extract.names.journal import find_journals
from pipeline.extract.names.phase import find_phases
from pipeline.extract.names.phrase import Words
from pipeline.extract.names.trial import find_trials

CORPUS = Path(__file__).parents[1] / "corpus"
TOKENIZER = "spaCy's blank tokenizer"

Reader = Callable[[str, dict[str, str]], object]
"""Reads a text, given its abbreviations."""
FINDERS: dict[str, Reader] = {
    "abbreviations": lambda text, _: find_abbreviations(text),
    "trials": find_trials,
    "journals": lambda text, _: find_journals(text),
    "phases": lambda text, _: find_phases(text),
    "agencies": lambda text, _: find_agencies(text),
    "drugs": find_drugs,
    "conditions and harms": lambda text, short: find_terms(text, short, Words(text)),
}


def find_terms(text: str, abbreviations: dict[str, str], words: Words) -> None:
    """Conditions and harms of the same words, as their component finds them."""
    find_conditions(text, abbreviations, words)
    find_harm_terms(text, abbreviations, words)


def find_trained(text: str, abbreviations: dict[str, str]) -> None:
    """What the trained model adds, behind its gate."""
    from pipeline.extract.names.ner import find_by_model
    from pipeline.extract.sentence import find_sentences

    found = [*find_drugs(text, abbreviations), *find_conditions(text, abbreviations)]
    find_by_model(text, find_sentences(text), sorted(found))


def time_readers(readers: dict[str, Reader], texts: Iterable[str], *, runs: int) -> dict[str, float]:
    """Median seconds of each reader over all the texts, in `runs` rounds of turns, after one that warms."""
    read = [(text, find_abbreviations(text)) for text in texts]
    seconds: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(runs + 1):
        for name, reader in readers.items():
            begin = time.perf_counter()
            for text, abbreviations in read:
                reader(text, abbreviations)
            seconds[name].append(time.perf_counter() - begin)
    return {name: statistics.median(times[1:]) for name, times in seconds.items()}


def build_tokenizer() -> Reader:
    """The blank English tokenizer of spaCy, as a reader of texts."""
    import spacy

    make_doc = spacy.blank("en").make_doc
    return lambda text, _: make_doc(text)


def main() -> None:
    """Print the table in Markdown, the ratio below it."""
    parser = argparse.ArgumentParser(description="The name stage against spaCy's tokenizer, medians.")
    parser.add_argument("articles", nargs="*", type=Path, default=sorted(CORPUS.glob("*.txt")))
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--ner", action="store_true", help="with the trained name finder")
    options = parser.parse_args()
    finders = FINDERS | ({"trained finder": find_trained} if options.ner else {})
    texts = [path.read_text(encoding="utf-8") for path in options.articles]
    words = sum(len(text.split()) for text in texts)
    medians = time_readers({TOKENIZER: build_tokenizer(), **finders}, texts, runs=options.runs)
    baseline = medians.pop(TOKENIZER)
    stage = sum(medians.values())
    print(f"{len(texts)} articles, {words} words, medians of {options.runs} alternating runs\n")
    print("| finder | thousand words/s | share of the stage |\n|---|--:|--:|")
    for name, seconds in medians.items():
        print(f"| {name} | {words / seconds / 1000:.0f} | {seconds / stage:.0%} |")
    print(f"| all of them | {words / stage / 1000:.0f} | 100% |")
    print(f"| {TOKENIZER} | {words / baseline / 1000:.0f} | |")
    print(f"\nnames / tokenizer: {baseline / stage:.2f}")


if __name__ == "__main__":
    main()
