"""Reviews on disk, in the folder of the gold: <article>.review.json, <article>.jsonl, <article>.txt.

Each is written beside and then put in its place. A change is based on a revision: if the file holds a later
one, somebody else was faster, and nothing is written.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from filelock import FileLock
from pydantic import ValidationError

from pipeline.errors import MednewsError
from pipeline.evaluate.gold import read_gold
from pipeline.evaluate.lines import dump_lines, read_exact
from pipeline.review.review import Review, start_review
from pipeline.schema import AnyFact, Record, fact_to_dict


class Conflict(Exception):
    """Somebody else has changed the review since it was read."""


class Store:
    """The reviews of a gold folder."""

    def __init__(self, folder: Path) -> None:
        """Raises: MednewsError if the folder cannot be made."""
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            what = f"cannot be made: {error.strerror}"
            raise MednewsError(what, where=str(folder), hint="name another folder for the gold") from error
        self._lock = FileLock(folder / ".review.lock", timeout=10)

    def load(self, record: Record) -> Review:
        """The review as it stands, or a new one of what was found and what is gold already.

        Raises: MednewsError if a file is broken, or of another text of that name.
        """
        article = record.article
        digest = sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
        path = self._path(article.id, ".review.json")
        if not path.exists():
            return start_review(article.id, digest, record.facts, self._gold(record))
        try:
            review = Review.model_validate_json(path.read_bytes())
        except ValidationError as error:
            hint = "mend it or move it away; the gold beside it stays"
            raise MednewsError("no review", where=str(path), hint=hint) from error
        if review.sha256 != digest:
            hint = "review the text that it was made of, or move it away"
            raise MednewsError("a review of another text", where=str(path), hint=hint)
        return review

    def save(self, record: Record, review: Review) -> None:
        """Write a review that is one revision ahead, and its gold.

        Raises: Conflict if the file is not at the revision before. MednewsError if it cannot be written.
        """
        id_ = record.article.id
        try:
            with self._lock:
                if self.load(record).revision != review.revision - 1:
                    raise Conflict
                self._write(self._path(id_, ".txt"), record.article.text)
                self._write(self._path(id_, ".jsonl"), dump_lines(map(fact_to_dict, review.gold())))
                self._write(self._path(id_, ".review.json"), review.model_dump_json(exclude_none=True) + "\n")
        except OSError as error:
            what = f"cannot be written: {error.strerror or error}"
            raise MednewsError(
                what, where=str(self.folder), hint="check the folder, its mode, the disk"
            ) from error

    def _gold(self, record: Record) -> list[AnyFact]:
        """Gold without a review: made elsewhere, and about this very text, or there is none."""
        gold, text = self._path(record.article.id, ".jsonl"), self._path(record.article.id, ".txt")
        if not gold.exists():
            return []
        if text.exists() and read_exact(text) == record.article.text:
            return list(read_gold(gold, text))
        raise MednewsError("gold of another text", where=str(gold), hint="name another folder for the gold")

    def _path(self, id_: str, ending: str) -> Path:
        return self.folder / (id_ + ending)

    @staticmethod
    def _write(path: Path, text: str) -> None:
        data = text.encode("utf-8")
        if path.exists() and path.read_bytes() == data:
            return
        partial = path.with_name(path.name + ".part")
        partial.write_bytes(data)
        partial.replace(path)
