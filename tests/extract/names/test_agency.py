import pytest

from pipeline.extract.names.agency import find_agencies


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param(
            "the U.S. Food and Drug Administration (FDA)",
            [("Food and Drug Administration", "FDA"), ("FDA", "FDA")],
            id="full name and abbreviation",
        ),
        pytest.param("the FDA-approved drug", [("FDA", "FDA")], id="hyphen after"),
        pytest.param("FDA’s decision", [("FDA", "FDA")], id="possessive"),
        pytest.param(
            "the European Commission in January", [("European Commission", "European Commission")], id="EU"
        ),
        pytest.param("The EC approved it", [("EC", "European Commission")], id="EC approves"),
        pytest.param("the EC cells of the gut", [], id="EC cells"),
        pytest.param("NICE recommends it", [("NICE", "NICE")], id="NICE"),
        pytest.param("a flight from NICE to Oslo", [], id="a town in capitals"),
        pytest.param(
            "the European\nMedicines Agency's CHMP",
            [("European\nMedicines Agency", "EMA"), ("CHMP", "CHMP")],
            id="line end inside",
        ),
        pytest.param(
            "Health Canada and Japan’s PMDA",
            [("Health Canada", "Health Canada"), ("PMDA", "PMDA")],
            id="others",
        ),
        pytest.param(
            "China Food and Drug Administration",
            [("China Food and Drug Administration", "CFDA")],
            id="longest",
        ),
        pytest.param("It HAS worked and fda is no word; EMAIL us", [], id="words"),
    ],
)
def test_agencies(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[n.start : n.end], n.name) for n in find_agencies(text)] == expected
