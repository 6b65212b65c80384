"""Whole extraction beside spaCy's blank tokenizer: pace, memory, growth, and where the time goes.

    python benchmarks/run.py [--texts corpus|nci|generated] [--runs 7] [--json FILE] [--profile]

The two take turns over the same texts in one process, so that a busy machine slows both alike: the ratio of
the medians is what to look at, its spread beside it. Growth is one document of 1,000 to 1,000,000 words.
Cold starts are measured by cold_start.py, several workers by batch.py, the name stage by names.py.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import spacy
from spacy.language import Language

import pipeline
from pipeline.extract.record import build_doc, build_record
from pipeline.schema import Article

ROOT = Path(__file__).parents[1]
FOLDERS = {"corpus": ROOT / "corpus", "nci": ROOT.parent / "shared" / "news" / "nci"}
LENGTHS = (1_000, 10_000, 100_000, 1_000_000)
Figures = dict[str, dict[str, float]]


def read_texts(source: str) -> list[str]:
    """The texts of a folder, or paragraphs of the corpus in seeded disorder."""
    texts = [
        p.read_text(encoding="utf-8") for p in sorted(FOLDERS.get(source, FOLDERS["corpus"]).glob("*.txt"))
    ]
    if source != "generated":
        return texts
    paragraphs = [paragraph for text in texts for paragraph in text.split("\n\n")]
    return ["\n\n".join(random.Random(seed).sample(paragraphs, 8)) for seed in range(100)]


def build_article(text: str) -> Article:
    """An article of the text, as read from a file."""
    return Article(id="benchmark", text=text, sha256="0" * 64)


def measure(read: Callable[[], object]) -> float:
    """Seconds that a call takes."""
    begin = time.perf_counter()
    read()
    return time.perf_counter() - begin


def measure_pace(nlp: Language, texts: list[str], runs: int) -> dict[str, float]:
    """Words a second of both, medians of alternating runs; their ratio, and its least and greatest."""
    blank, articles = spacy.blank("en"), [build_article(text) for text in texts]
    pairs = [
        (
            measure(lambda: [blank(text) for text in texts]),
            measure(lambda: list(pipeline.extract(articles, nlp=nlp))),
        )
        for _ in range(runs + 1)
    ][1:]
    words = sum(len(text.split()) for text in texts)
    tokenizer, extraction = (statistics.median(seconds) for seconds in zip(*pairs, strict=True))
    ratios = [one / other for one, other in pairs]
    return {
        "tokenizer words/s": words / tokenizer,
        "extraction words/s": words / extraction,
        "articles/s": len(texts) / extraction,
        "ratio": tokenizer / extraction,
        "least ratio": min(ratios),
        "greatest ratio": max(ratios),
    }


def measure_growth(nlp: Language, texts: list[str], lengths: tuple[int, ...]) -> dict[str, float]:
    """Microseconds a word in one document, by its words."""
    return {f"{length:,} words": measure_length(nlp, "\n\n".join(texts), length) for length in lengths}


def measure_length(nlp: Language, whole: str, length: int) -> float:
    """Microseconds a word in a document of so many words."""
    text = "\n\n".join([whole] * (length // len(whole.split()) + 1))
    article = build_article(" ".join(text.split(" ")[:length]))
    seconds = measure(lambda: list(pipeline.extract([article], nlp=nlp)))
    return 1e6 * seconds / len(article.text.split())


def measure_parts(nlp: Language, texts: list[str]) -> dict[str, float]:
    """The share of each component in the time, in percent."""
    articles = [build_article(text) for text in texts]
    docs, seconds = [], {}
    seconds["tokenizer"] = measure(lambda: docs.extend(build_doc(a, nlp) for a in articles))
    for name, component in nlp.pipeline:
        seconds[name] = measure(lambda: list(map(component, docs)))  # noqa: B023  # called at once
    seconds["record"] = measure(lambda: [build_record(a, d) for a, d in zip(articles, docs, strict=True)])
    return {name: 100 * part / sum(seconds.values()) for name, part in seconds.items()}


def measure_memory() -> dict[str, float]:
    """Peak megabytes of a process with spaCy's blank pipeline, and of one that has extracted an article."""
    article = FOLDERS["corpus"] / "orvacitinib-lgl-letter.txt"
    programs = {
        "blank MB": "import spacy; spacy.blank('en')('A text.')",
        "mednews MB": f"import pipeline; pipeline.load()(open({str(article)!r}, encoding='utf-8').read())",
    }
    peak = "\nimport resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)"
    found = {
        name: float(
            subprocess.run(
                [sys.executable, "-c", code + peak], check=True, capture_output=True, text=True
            ).stdout
        )
        for name, code in programs.items()
    }
    return found | {"ratio": found["mednews MB"] / found["blank MB"]}


def print_table(figures: Figures) -> None:
    """The figures in Markdown."""
    for title, rows in figures.items():
        print(f"\n| {title} | |\n|---|--:|")
        for name, value in rows.items():
            print(f"| {name} | {value:,.3g} |" if value < 1000 else f"| {name} | {value:,.0f} |")


def main() -> None:
    """Print the table, and write it as JSON if asked to."""
    parser = argparse.ArgumentParser(description="Whole extraction against spaCy's tokenizer, medians.")
    parser.add_argument("--texts", choices=[*FOLDERS, "generated"], default="corpus")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--longest", type=int, default=LENGTHS[-1], help="words of the longest document")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--profile", action="store_true", help="only where the time goes")
    options = parser.parse_args()
    texts = read_texts(options.texts)
    load = measure(lambda: pipeline.load()("A dose of 5 mg."))
    nlp = pipeline.load()
    measure(lambda: list(pipeline.extract(map(build_article, texts), nlp=nlp)))
    figures: Figures = {"share of the time, %": measure_parts(nlp, texts)}
    if not options.profile:
        lengths = tuple(length for length in LENGTHS if length <= options.longest)
        figures = {
            "pace": measure_pace(nlp, texts, options.runs) | {"load s": load},
            **figures,
            "growth, µs a word": measure_growth(nlp, texts, lengths),
            "memory": measure_memory(),
        }
    print_table(figures)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
