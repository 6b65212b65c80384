"""Marked text: square brackets stand around each journal or meeting that is to be found."""

import re
import time

import pytest

from pipeline.extract.names.journal import find_journals

ASCO = "American Society of Clinical Oncology"
ASH = "American Society of Hematology"
NEJM = "New England Journal of Medicine"


def marks(text: str) -> str:
    for name in reversed(find_journals(text)):
        text = f"{text[: name.start]}[{text[name.start : name.end]}]{text[name.end :]}"
    return text


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("It appeared in The [New England Journal of Medicine].", id="leading the stays outside"),
        pytest.param("They write in the [New England Journal of medicine].", id="lower-case tail"),
        pytest.param("It is out in The [Lancet Oncology], not another.", id="longest"),
        pytest.param("The paper appeared Monday in [Blood].", id="common word in a citation"),
        pytest.param("It was published in [Blood] on Tuesday.", id="common word, day after"),
        pytest.param("Published today in the journal [CANCER], it shows", id="capitals"),
        pytest.param("an editorial in [Neurology]", id="editorial"),
        pytest.param("in the journals [Cell] and [Nature]", id="two journals"),
        pytest.param("Patients bled, and Blood tests and Cancer wards were full.", id="common words"),
        pytest.param("Circulation was poor. Science is slow. Nature called.", id="sentence starts"),
        pytest.param("results in Cancer patients were published", id="qualifies a noun"),
        pytest.param("SOURCE: bit.ly/abc [Blood], online May 3, 2017.", id="source line"),
        pytest.param("[Gut] 2016;65:1-9", id="reference"),
        pytest.param("[Ann. Oncol.] 2018", id="dotted"),
        pytest.param("[J Clin Oncol]. 2018;36:1-10.", id="undotted"),
        pytest.param("Vik et al.\n[Lancet]. Published online December 2.", id="citation line"),
        pytest.param("Writing in the journal [Lung Letters], the team said", id="unknown after journal"),
        pytest.param("in the [Journal of Applied Lung Research].", id="unknown Journal of"),
        pytest.param("It was published online in [Cell Genomics] on Friday.", id="unknown published in"),
        pytest.param("in the May issue of [Baltic Lung Reports], they", id="unknown, issue of"),
        pytest.param("in today’s [Nordic Annals of Oncology].", id="longer than the known"),
        pytest.param("Seen in the [Annals of Oncology].", id="the known"),
        pytest.param("Vik.\n\n[Balt. Lung. Rep.] 2024;31(5):212", id="unknown, abbreviated"),
        pytest.param("Mr. Vik. Published by Acme\nDr. Lund. 2024 was good", id="no abbreviated journal"),
        pytest.param("It was published in Britain in May.", id="a place"),
        pytest.param("as reported in The Wall Street Journal.", id="news outlet"),
        pytest.param("at the Institute of Cancer Research and Cancer Research UK", id="institutes"),
        pytest.param(
            "shown at the 2018 [American Society of Clinical Oncology] ([ASCO]) Annual Meeting", id="meeting"
        ),
        pytest.param("at the [American Thoracic Society]'s ([ATS]) conference", id="possessive"),
        pytest.param("It was presented at [ASCO] on Sunday.", id="presented at"),
        pytest.param("[ESMO] 2020. Abstract LBA12.", id="reference to an abstract"),
        pytest.param("She told the [European Society for Medical Oncology].", id="told"),
        pytest.param(
            "at the 21st Congress of the [European Hematology Association] in June", id="congress of"
        ),
        pytest.param("at the [Nordic Lung Society] Congress in Oslo", id="unknown society"),
        pytest.param(
            "at the annual meeting of the [Nordic Lung Society] in Oslo", id="unknown, meeting first"
        ),
        pytest.param("presented at the [European Lupus Congress] in Rome", id="unknown congress"),
        pytest.param("at the [Digestive Disease Week] meeting", id="named meeting"),
        pytest.param("said ASCO president Ann Lund. ASCO Expert Tor Vik agreed.", id="office holders"),
        pytest.param("According to the American Heart Association, it is common.", id="statement"),
        pytest.param("She is a researcher at the American Heart Association.", id="employer"),
        pytest.param("funded by a grant from the American Society of Hematology", id="funder"),
        pytest.param("ASCO guidelines recommend it.", id="guideline"),
        pytest.param("the 2018 ASCO Annual Meeting News Planning Team", id="committee of a meeting"),
        pytest.param("The ash tree and a gut feeling", id="lower case"),
    ],
)
def test_journals_are_found_in_the_words_of_a_source(marked: str) -> None:
    assert marks(re.sub(r"[\[\]]", "", marked)) == marked


@pytest.mark.parametrize(
    "text, name",
    [
        ("N. Engl. J. Med. Published online.", NEJM),
        ("published in NEJM", NEJM),
        ("at the ASH annual meeting", ASH),
        ("at the\nAMERICAN SOCIETY OF CLINICAL ONCOLOGY ANNUAL MEETING", ASCO),
        ("in the journal CANCER", "Cancer"),
        ("in JAMA Oncol. 2019", "JAMA Oncology"),
        ("in the New England\u00a0Journal of Medicine", NEJM),
        ("at Crohn’s & Colitis Congress", "Crohn's & Colitis Congress"),
        ("İİİ published in The Lancet", "Lancet"),
    ],
)
def test_name_is_the_full_name(text: str, name: str) -> None:
    found = find_journals(text)
    assert [n.name for n in found] == [name]
    assert text[found[0].start : found[0].end].strip() == text[found[0].start : found[0].end]


def test_abbreviation_of_a_journal_named_before() -> None:
    found = find_journals("in the journal Baltic Lung Reports.\n\nBalt. Lung. Rep. 2024;31(5):212")
    assert [name.name for name in found] == ["Baltic Lung Reports"] * 2


@pytest.mark.parametrize(
    "hostile",
    [
        "Journal of A " * 20_000,
        "at the Annual " * 20_000,
        "A of " * 50_000,
        "published in " * 20_000,
        "journal " * 30_000,
    ],
)
def test_hostile_text_takes_linear_time(hostile: str) -> None:
    begin = time.perf_counter()
    find_journals(hostile)
    assert time.perf_counter() - begin < 10
