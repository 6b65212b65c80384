"""All that one run of the evaluation is reported from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.evaluate.baseline import BaselineCheck
from pipeline.evaluate.bootstrap import Interval, bootstrap_intervals
from pipeline.evaluate.breakdown import Part, split_scores
from pipeline.evaluate.compare import Comparison
from pipeline.evaluate.confusion import Confusion, confuse_types
from pipeline.evaluate.floors import FloorResult
from pipeline.evaluate.score import Level, Scores

TEST_SPLIT = "test"
"""Articles that are scored, never looked at: no report quotes them unless it is asked to."""


@dataclass(frozen=True)
class Evaluation:
    """The scores, of which articles, and what they were held against: floors, a baseline, another run."""

    scores: Scores
    texts: Mapping[str, str]
    """Article id to its text."""
    splits: Mapping[str, str | None]
    """Article id to its split, None where the corpus names none."""
    floors: Sequence[FloorResult] = ()
    genres: Mapping[str, str | None] = field(default_factory=dict)
    """Article id to its genre, as the corpus' articles.jsonl says."""
    baseline: BaselineCheck | None = None
    comparison: Comparison | None = None
    show_test: bool = False
    """Whether reports may quote articles of the test split."""

    @property
    def passed(self) -> bool:
        return all(result.passed for result in self.floors) and (not self.baseline or self.baseline.passed)

    @cached_property
    def quotable(self) -> dict[str, str]:
        """Article id to its text, of the articles whose words a report may show."""
        kept = [id_ for id_ in self.texts if self.show_test or self.splits.get(id_) != TEST_SPLIT]
        return {id_: self.texts[id_] for id_ in kept}

    @cached_property
    def intervals(self) -> dict[str, dict[Level, Interval | None]]:
        """Row and level to the 95% interval of F1."""
        return bootstrap_intervals(self.scores)

    @cached_property
    def confusion(self) -> Confusion:
        """(found as, gold says) to the number of facts."""
        return confuse_types(self.scores)

    def split_by(self, part: Part) -> dict[str, Scores]:
        """The scores of each split, genre or article."""
        return split_scores(self.scores, part, self.splits, self.genres)


def describe_unquoted(evaluation: Evaluation) -> str | None:
    """What a report says of the articles that it scores and does not quote; None if it may quote all."""
    count = len(evaluation.scores.pairs.keys() - evaluation.quotable.keys())
    if not count:
        return None
    articles = f"{count} article{'' if count == 1 else 's'} of split {TEST_SPLIT}"
    return f"{articles}: scored, but not quoted, so that no rule is made from them (--show-test quotes them)."


def describe_articles(evaluation: Evaluation) -> str:
    """Which articles the figures are of: "22 articles (split dev: 20, no split: 2)"."""
    counts = Counter(evaluation.splits.get(id_) for id_ in evaluation.scores.pairs)
    named = [f"split {split}: {count}" for split, count in sorted(counts.items(), key=str) if split]
    unnamed = [f"no split: {counts[None]}"] if counts[None] else []
    total = counts.total()
    return f"{total} article{'' if total == 1 else 's'} ({', '.join(named + unnamed)})"
