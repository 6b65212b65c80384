"""The hand-made annotations: where they are, whether they fit their articles, what they say."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import GoldError
from pipeline.evaluate.lines import check_span, parse_fact, parse_object, read_exact, read_lines, show_path
from pipeline.schema import AnyFact

ARTICLE_LIST = "articles.jsonl"
"""The corpus' table of contents, one article a line; it may lie beside gold files and is none."""


@dataclass(frozen=True, slots=True)
class GoldEntry:
    """One article of the gold: its files, which need not exist yet, and its split."""

    id: str
    gold_file: Path
    article_file: Path
    split: str | None = None
    """"dev" or "test", as the corpus' articles.jsonl says; None where it says nothing."""
    genre: str | None = None
    """"wire story", "company press release" ..., from the same list."""


def read_gold(gold_file: Path, article_file: Path) -> list[AnyFact]:
    """The facts of one article, in text order.

    Raises: GoldError, the first of `check_gold`.
    """
    facts, errors = _scan(gold_file, article_file)
    if errors:
        raise errors[0]
    return facts


def check_gold(gold_file: Path, article_file: Path) -> list[GoldError]:
    """Everything that is wrong with one gold file: JSON, schema, spans, order, a fact written twice.

    Returns: the errors in the order of the file, at most one a line; empty if it is clean.
    """
    return _scan(gold_file, article_file)[1]


def read_all(entries: Sequence[GoldEntry]) -> dict[str, list[AnyFact]]:
    """The facts of several articles, by article id.

    Raises: ExceptionGroup of every GoldError in them.
    """
    scans = {entry.id: _scan(entry.gold_file, entry.article_file) for entry in entries}
    errors = [error for _, errors in scans.values() for error in errors]
    if errors:
        raise ExceptionGroup("gold does not fit its articles", errors)
    return {id_: facts for id_, (facts, _) in scans.items()}


def find_gold(
    gold_folders: Sequence[Path],
    corpus_folders: Sequence[Path],
    *,
    split: str | None = None,
    ids: Sequence[str] = (),
) -> list[GoldEntry]:
    """The articles to score, sorted by id: every <id>.jsonl of the gold and every <id>.txt of the corpus.

    Args: split: only the articles of this split. ids: only these articles; all if empty.
    Raises: GoldError if a folder is missing, an id is there twice, or nothing is left.
    """
    gold = _index(gold_folders, "jsonl")
    articles = _index(corpus_folders, "txt")
    listed = _read_list(corpus_folders)
    # An id that has only one of its two files is kept: check_gold says which one is missing.
    entries = [
        GoldEntry(
            id=id_,
            gold_file=gold.get(id_, gold_folders[0] / f"{id_}.jsonl"),
            article_file=articles.get(id_, corpus_folders[0] / f"{id_}.txt"),
            **listed.get(id_, {}),
        )
        for id_ in sorted(gold.keys() | articles.keys())
    ]
    if not entries:
        raise GoldError("no gold in this folder", where=show_path(gold_folders[0]), hint="name it by --gold")
    return _select(entries, split, ids)


def _scan(gold_file: Path, article_file: Path) -> tuple[list[AnyFact], list[GoldError]]:
    facts: list[AnyFact] = []
    errors: list[GoldError] = []
    try:
        _check_both_there(gold_file, article_file)
        text = read_exact(article_file)
        for where, line in read_lines(gold_file):
            try:
                fact = parse_fact(parse_object(line, where), where)
                check_span(fact, text, where)
                _check_order(facts, fact, where)
                facts.append(fact)
            except GoldError as error:
                errors.append(error)
    except GoldError as error:
        errors.append(error)
    return facts, errors


def _check_both_there(gold_file: Path, article_file: Path) -> None:
    if not gold_file.is_file():
        what = f"an article without gold: there is no {show_path(gold_file)}"
        raise GoldError(what, where=show_path(article_file), hint="an empty gold file says: no facts")
    if not article_file.is_file():
        what = f"gold without an article: there is no {show_path(article_file)}"
        raise GoldError(what, where=show_path(gold_file), hint="name the articles' folder by --corpus")


def _check_order(before: list[AnyFact], fact: AnyFact, where: str) -> None:
    """Text order, and no fact twice."""
    if not before:
        return
    last = before[-1]
    if (fact.start, fact.end) < (last.start, last.end):
        what = f"out of order: {fact.start} to {fact.end} after {last.start} to {last.end}"
        raise GoldError(what, where=where, hint="sort the lines by start, then end")
    if fact in [fact_ for fact_ in before if fact_.start == fact.start]:
        raise GoldError(f'the {fact.type} "{fact.text}" at {fact.start} is there twice', where=where)


def _index(folders: Sequence[Path], extension: str) -> dict[str, Path]:
    """Each id with its file; a folder that is given twice counts once."""
    files: dict[str, Path] = {}
    for folder in {folder.resolve(): folder for folder in folders}.values():
        if not folder.is_dir():
            raise GoldError("no such folder", where=show_path(folder))
        for file in sorted(folder.glob(f"*.{extension}")):
            if file.name == ARTICLE_LIST:
                continue
            if file.stem in files:
                what = f'"{file.stem}" is also in {show_path(files[file.stem].parent)}'
                raise GoldError(what, where=show_path(file), hint="rename one: an id names one article")
            files[file.stem] = file
    return files


def _read_list(corpus_folders: Sequence[Path]) -> dict[str, dict[str, str | None]]:
    """Article id to its split and genre, as far as a list of the articles is there."""
    listed: dict[str, dict[str, str | None]] = {}
    for folder in corpus_folders:
        if not (folder / ARTICLE_LIST).is_file():
            continue
        for where, line in read_lines(folder / ARTICLE_LIST):
            fields = parse_object(line, where)
            id_, said = fields.get("id"), {key: fields.get(key) for key in ("split", "genre")}
            if not isinstance(id_, str) or not all(isinstance(word, str | None) for word in said.values()):
                raise GoldError('"id", "split" and "genre" must be strings', where=where)
            listed[id_] = said
    return listed


def _select(entries: list[GoldEntry], split: str | None, ids: Sequence[str]) -> list[GoldEntry]:
    known = [entry.id for entry in entries]
    for id_ in ids:
        if id_ not in known:
            near = difflib.get_close_matches(id_, known, n=3, cutoff=0.5)
            raise GoldError(f'no article "{id_}"', hint=f"did you mean {', '.join(near)}?" if near else None)
    if split is not None and split not in {entry.split for entry in entries}:
        there = ", ".join(sorted({entry.split for entry in entries if entry.split})) or "none"
        raise GoldError(f'no article of split "{split}"', hint=f"splits that {ARTICLE_LIST} names: {there}")
    kept = [
        entry for entry in entries if (not ids or entry.id in ids) and (split is None or entry.split == split)
    ]
    if not kept:
        raise GoldError(f'none of the articles named is of split "{split}"')
    return kept
