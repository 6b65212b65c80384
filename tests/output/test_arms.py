"""The regimen of each arm in one line."""

from __future__ import annotations

from pipeline.output.arms import describe_arms
from pipeline.output.table import render_text
from pipeline.schema import Arm, Article, Component, Dose, Drug, Record, Term

TEXT = "Pillimab 20 mg, then 40 mg by mouth daily, plus tablaxel weekly until progression; cut to 10 mg."


def _at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def _record(*components: Component) -> Record:
    start, end = _at("20 mg")
    dose = Dose(start=start, end=end, text="20 mg", value=20, unit="mg", drugs=["pillimab"])
    article = Article(id="one", text=TEXT, sha256="0" * 64)
    return Record(article=article, facts=[dose], arms=[Arm(drugs=["pillimab"], regimen=[*components])])


def test_one_drug_is_named_once() -> None:
    component = Component(
        drug="pillimab",
        sequence=1,
        doses=[_at("20 mg"), _at("40 mg")],
        step_up=_at("then"),
        routes=[Term(start=33, end=41, name="oral")],
        schedules=[_at("daily")],
        reductions=[_at("10 mg")],
        until=Term(start=0, end=1, name="progression"),
    )
    (line,) = describe_arms(_record(component))
    assert line == "arm pillimab: 20 mg then 40 mg, oral, daily, reduced to 10 mg, until progression"


def test_what_is_given_together_and_what_comes_later() -> None:
    first = Component(drug="pillimab", sequence=1, doses=[_at("20 mg")], cycle_lengths=[_at("daily")])
    second = Component(drug="tablaxel", sequence=1, schedules=[_at("weekly")], durations=[_at("daily")])
    third = Component(drug="pillimab", sequence=2, part=Term(start=0, end=1, name="maintenance"))
    (line,) = describe_arms(_record(first, second, third))
    assert line == (
        "arm pillimab: pillimab 20 mg, cycle daily; plus tablaxel weekly, for daily;"
        " then maintenance pillimab"
    )


def test_no_line_without_a_dose_shown_or_known() -> None:
    dosed = _record(Component(drug="pillimab", sequence=1, doses=[_at("20 mg")]))
    drug = Drug(start=0, end=8, text="Pillimab", name="pillimab")
    assert list(describe_arms(dosed.model_copy(update={"facts": [drug]}))) == []
    assert list(describe_arms(_record(Component(drug="pillimab", sequence=1)))) == []


def test_the_table_ends_with_the_arms() -> None:
    lines = "".join(
        render_text([_record(Component(drug="pillimab", sequence=1, doses=[_at("20 mg")]))], several=False)
    )
    assert lines.splitlines()[-3:-1] == ["arm pillimab: 20 mg", ""]
