"""Units: the whole unit, as its UCUM code, or nothing."""

from __future__ import annotations

import pytest

from pipeline.extract.unit import is_dose_unit, read_unit


@pytest.mark.parametrize(
    "text, code",
    [
        pytest.param(" mg", "mg", id="abbreviated"),
        pytest.param("mg", "mg", id="glued to the number"),
        pytest.param("-mg", "mg", id="hyphen"),
        pytest.param("\u00a0mg", "mg", id="no-break space"),
        pytest.param("\u2009mg", "mg", id="thin space"),
        pytest.param(" milligrams", "mg", id="spelled out"),
        pytest.param("-milligram", "mg", id="spelled out behind a hyphen"),
        pytest.param(" µg", "ug", id="micro sign"),
        pytest.param(" μg", "ug", id="Greek mu"),
        pytest.param(" mcg", "ug", id="mcg"),
        pytest.param(" micrograms", "ug", id="micrograms"),
        pytest.param(" g", "g", id="gram"),
        pytest.param(" grams", "g", id="grams"),
        pytest.param(" mL", "mL", id="millilitre"),
        pytest.param(" millilitres", "mL", id="British spelling"),
        pytest.param(" IU", "[iU]", id="international units"),
        pytest.param(" international units", "[iU]", id="international units spelled out"),
        pytest.param(" units", "U", id="units of insulin"),
        pytest.param(" mmol", "mmol", id="mmol is not mm"),
        pytest.param(" mm Hg", "mm[Hg]", id="mm Hg is not mm"),
        pytest.param(" Gy", "Gy", id="gray"),
        pytest.param(" mg/kg", "mg/kg", id="slash"),
        pytest.param(" mg / kg", "mg/kg", id="slash with spaces"),
        pytest.param(" mg per kilogram", "mg/kg", id="per kilogram"),
        pytest.param(" mg per kg of body weight", "mg/kg", id="of body weight belongs to it"),
        pytest.param(" milligrams per kilogram of body weight", "mg/kg", id="spelled out, of body weight"),
        pytest.param(" mg/kg of body weight", "mg/kg", id="slash, of body weight"),
        pytest.param(" mg per kilo of body weight", "mg/kg", id="per kilo of body weight"),
        pytest.param(" mg/m2", "mg/m2", id="m2"),
        pytest.param(" mg/m²", "mg/m2", id="superscript two"),
        pytest.param(" mg/m^2", "mg/m2", id="caret"),
        pytest.param(" mg per square meter", "mg/m2", id="per square meter"),
        pytest.param(" mg per square metre", "mg/m2", id="per square metre"),
        pytest.param(" mg per square meter of body-surface area", "mg/m2", id="of body-surface area"),
        pytest.param(" mg per square metre of body surface", "mg/m2", id="of body surface"),
        pytest.param(" mg per meter squared", "mg/m2", id="meter squared"),
        pytest.param(" mg/kg/day", "mg/kg/d", id="two denominators"),
        pytest.param(" mg for each kilogram", "mg/kg", id="for each kilogram"),
        pytest.param(" µg/kg/hr", "ug/kg/h", id="an infusion rate"),
        pytest.param(" mg/day", "mg/d", id="a daily dose"),
        pytest.param(" mg/week", "mg/wk", id="a weekly dose"),
        pytest.param(" mg/dL", "mg/dL", id="a concentration"),
        pytest.param(" mg per deciliter", "mg/dL", id="a concentration spelled out"),
        pytest.param(" IU/kg", "[iU]/kg", id="clotting factor"),
    ],
)
def test_amounts(text: str, code: str) -> None:
    unit = read_unit(f"5{text} was given", 1)
    assert unit is not None
    assert (unit.code, unit.sort, unit.end) == (code, "amount", 1 + len(text))


@pytest.mark.parametrize(
    "text, code",
    [
        pytest.param(" months", "mo", id="months"),
        pytest.param("-month", "mo", id="hyphen"),
        pytest.param("\u2011month", "mo", id="no-break hyphen"),
        pytest.param(" mo", "mo", id="mo"),
        pytest.param(" weeks", "wk", id="weeks"),
        pytest.param("-wk", "wk", id="wk"),
        pytest.param(" days", "d", id="days"),
        pytest.param("\u00a0years", "a", id="years"),
        pytest.param(" yrs", "a", id="yrs"),
        pytest.param(" hours", "h", id="hours"),
        pytest.param("h", "h", id="glued h"),
        pytest.param(" minutes", "min", id="minutes"),
    ],
)
def test_times(text: str, code: str) -> None:
    unit = read_unit(f"5{text} later", 1)
    assert unit is not None
    assert (unit.code, unit.sort, unit.end) == (code, "time", 1 + len(text))


@pytest.mark.parametrize(
    "text, code",
    [
        pytest.param(" °C", "Cel", id="temperature"),
        pytest.param(" degrees Celsius", "Cel", id="temperature spelled out"),
        pytest.param(" kPa", "kPa", id="pressure"),
        pytest.param(" μm", "um", id="a prefix in Greek"),
        pytest.param(" K", "K", id="a letter behind a space"),
        pytest.param(" mm³", "mm3", id="a cubed length"),
        pytest.param(" km s−1", "km/s", id="a negative power"),
        pytest.param(" kg m⁻²", "kg/m2", id="a negative power in superscript"),
        pytest.param(" µmol L−1", "umol/L", id="a concentration as a power"),
        pytest.param(" mg ha−1 year−1", "mg/har/a", id="two negative powers"),
        pytest.param(" cm−1", "/cm", id="nothing but a negative power"),
        pytest.param(" wt.%", "%{wt}", id="percent of the weight"),
        pytest.param("‰", "[ppth]", id="per mil"),
        pytest.param(" Ma", "10*6.a", id="a million years is no duration of a study"),
        pytest.param(" beats per minute", "{beats}/min", id="beats per minute"),
        pytest.param(" CAR T cells per kilogram", "{cells}/kg", id="several words"),
        pytest.param(" mg/kg body weight", "mg/kg", id="body weight without of"),
    ],
)
def test_units_of_science(text: str, code: str) -> None:
    unit = read_unit(f"5{text} was seen", 1)
    assert unit is not None
    assert (unit.code, unit.sort, unit.end) == (code, "amount", 1 + len(text))


@pytest.mark.parametrize("text", ["%", " %", "\u00a0%", " percent", "-percent", " per cent", " pct"])
def test_percent(text: str) -> None:
    unit = read_unit(f"5{text} of them", 1)
    assert unit is not None
    assert (unit.code, unit.sort, unit.end) == ("%", "percent", 1 + len(text))


def test_percentage_points_are_no_percent() -> None:
    unit = read_unit("5 percentage points higher", 1)
    assert unit is not None
    assert (unit.sort, unit.end) == ("points", 19)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(" patients", id="a noun"),
        pytest.param(" monthly", id="begins like a unit"),
        pytest.param(" grade", id="begins with g"),
        pytest.param(" having", id="begins with h"),
        pytest.param(" dogs", id="begins with d"),
        pytest.param(" mgr", id="a longer abbreviation"),
        pytest.param(" percentile", id="percentile"),
        pytest.param(" US sites", id="the country, no microseconds"),
        pytest.param(" MS patients", id="the disease, no milliseconds"),
        pytest.param(" second-line drugs", id="an ordinal"),
        pytest.param("K", id="a letter glued to the number"),
        pytest.param(" PA", id="the case of a symbol counts"),
        pytest.param(" of 6 mg", id="the unit of another number"),
        pytest.param("", id="nothing"),
    ],
)
def test_silent(text: str) -> None:
    assert read_unit(f"5{text}", 1) is None


def test_dose_noun_is_no_denominator() -> None:
    unit = read_unit("5 mg per dose", 1)
    assert unit is not None
    assert unit.code == "mg"


@pytest.mark.parametrize("code", ["mg", "ug", "g", "mL", "[iU]", "mg/m2", "mg/kg", "mg/kg/d", "mg/d", "MBq"])
def test_doses(code: str) -> None:
    assert is_dose_unit(code)


@pytest.mark.parametrize(
    "code", ["mg/dL", "g/L", "mmol/L", "mm[Hg]", "cm", "kg", "[lb_av]", "kcal", "mL/min", "Gy"]
)
def test_no_doses(code: str) -> None:
    assert not is_dose_unit(code)
