"""The trigger is marked by square brackets; drugs and conditions are those of the small tables."""

import re
import time
from typing import Any

import pytest

from pipeline.extract.names.agency import find_agencies
from pipeline.extract.roles.approval import find_approvals
from pipeline.extract.sentence import find_sentences
from pipeline.extract.spans import Name

DRUGS = {"Lumiva": "lumitinib", "lumitinib": "lumitinib", "Orvek": "orvekimab", "orvekimab": "orvekimab"}
CONDITIONS = ("melanoma", "lung cancer", "asthma")


def approvals(text: str) -> list[dict[str, Any]]:
    names = [Name(*m.span(), "DRUG", DRUGS[m.group()]) for m in re.finditer("|".join(DRUGS), text)]
    names += [Name(*m.span(), "CONDITION", m.group()) for m in re.finditer("|".join(CONDITIONS), text)]
    return find_approvals(text, find_sentences(text), sorted(names + find_agencies(text)))


@pytest.mark.parametrize(
    "marked, status",
    [
        pytest.param("The FDA [approved] Lumiva on Friday.", "approved", id="active"),
        pytest.param("FDA [Approves] Lumiva for Asthma", "approved", id="headline"),
        pytest.param("Lumiva is the only FDA-[approved] drug here.", "approved", id="adjective"),
        pytest.param("Lumiva has been [approved] in 60 countries.", "approved", id="passive"),
        pytest.param("Lumiva was the first drug of its kind to be [approved].", "approved", id="first to be"),
        pytest.param("Lumiva won [approval] in 2014.", "approved", id="won"),
        pytest.param("Lumiva has accelerated [approval] for asthma, granted last May.", "approved", id="May"),
        pytest.param("Since its [approval], Lumiva has sold well.", "approved", id="since"),
        pytest.param("These data led to the [approval] of Lumiva.", "approved", id="led to"),
        pytest.param("Regulators could rescind [approval] of Lumiva.", "approved", id="may be taken back"),
        pytest.param("The EC granted marketing [authorisation] to Lumiva.", "approved", id="authorisation"),
        pytest.param(
            "Acme will seek European [authorization] for Lumiva.", "not_approved", id="bare authorization"
        ),
        pytest.param("Insurers asked for prior authorization of Lumiva.", None, id="an insurer's"),
        pytest.param("Lumiva is [licensed] for asthma in Britain.", "approved", id="licensed"),
        pytest.param("The [approved] dose of Lumiva is 200 mg.", "approved", id="approved dose"),
        pytest.param("Lumiva has not yet been [approved].", "not_approved", id="not yet"),
        pytest.param("Lumiva isn’t [approved] for children.", "not_approved", id="contraction"),
        pytest.param("If [approved], Lumiva would be the first.", "not_approved", id="if"),
        pytest.param("If the FDA [approves] Lumiva, doctors will use it.", "not_approved", id="if active"),
        pytest.param("The FDA has yet to [approve] Lumiva.", "not_approved", id="yet to"),
        pytest.param("Acme plans to seek [approval] for Lumiva.", "not_approved", id="seek"),
        pytest.param("Acme hopes for a quick [approval] of Lumiva.", "not_approved", id="hope"),
        pytest.param("Lumiva [approval] could come next year.", "not_approved", id="could come"),
        pytest.param("An [approval] for asthma would help Lumiva.", "not_approved", id="would"),
        pytest.param("Attempts to win [approval] for Lumiva were rebuffed.", "not_approved", id="rebuffed"),
        pytest.param("Lumiva has not received [approval].", "not_approved", id="not received"),
        pytest.param(
            "Acme withdrew its application for [approval] of Lumiva.", "not_approved", id="application"
        ),
        pytest.param("A panel recommended [approval] of Lumiva.", "not_approved", id="recommended"),
        pytest.param("Having Lumiva [approved] would be a step.", "not_approved", id="having"),
        pytest.param("[Unapproved] uses of Lumiva are common.", "not_approved", id="unapproved"),
        pytest.param("Doctors use Lumiva [off-label].", "off_label", id="off-label"),
        pytest.param("The FDA withdrew its [approval] of Lumiva.", "withdrawn", id="withdrew"),
        pytest.param("The [approval] of Lumiva was later revoked.", "withdrawn", id="revoked"),
        pytest.param("Lumiva was [withdrawn] from the market in 2009.", "withdrawn", id="market"),
        pytest.param("Lumiva was approved by the ethics committee.", None, id="committee"),
        pytest.param("The study of Lumiva was approved by the FDA.", None, id="a study"),
        pytest.param("Lumiva ran under an IND that was approved by the FDA.", None, id="an application"),
        pytest.param("The agency approved the device that gives Lumiva.", None, id="a device"),
        pytest.param("Lumiva works unlike other approved drugs.", None, id="a kind of drug"),
        pytest.param("No drugs are approved for asthma. Lumiva may be.", None, id="no drug"),
        pytest.param("Several drugs have been approved. Lumiva may be next.", None, id="several drugs"),
        pytest.param("Acme licensed Lumiva from Bolt.", None, id="licensed from"),
        pytest.param("Two patients on Lumiva were withdrawn from the study.", None, id="left the study"),
        pytest.param("The FDA cleared Lumiva for two uses.", None, id="cleared"),
        pytest.param("The company got approval for its merger.", None, id="no drug in the article"),
    ],
)
def test_status_of_the_trigger(marked: str, status: str | None) -> None:
    text = re.sub(r"[\[\]]", "", marked)
    found = approvals(text)
    if status is None:
        assert found == []
        return
    start = marked.index("[")
    assert [(f["start"], f["status"]) for f in found] == [(start, status)]
    assert (
        text[found[0]["start"] : found[0]["end"]] == found[0]["text"] == marked[start + 1 : marked.index("]")]
    )


@pytest.mark.parametrize(
    "text, drugs",
    [
        pytest.param("The FDA approved Lumiva, not Orvek.", ["lumitinib"], id="object"),
        pytest.param("Unlike Orvek, Lumiva (lumitinib) is approved.", ["lumitinib"], id="nearest subject"),
        pytest.param("The FDA approved Lumiva plus Orvek.", ["lumitinib", "orvekimab"], id="combination"),
        pytest.param("Orvek helps. It is approved for asthma.", ["orvekimab"], id="pronoun"),
        pytest.param("Lumiva and Orvek help. Both were approved.", ["lumitinib", "orvekimab"], id="both"),
        pytest.param(
            "Lumiva, Lumiva, Lumiva. Orvek failed. Acme will seek approval.", ["lumitinib"], id="main drug"
        ),
        pytest.param("A Pill Is Approved\n\nThe pill Orvek works.", ["orvekimab"], id="heading"),
    ],
)
def test_drugs(text: str, drugs: list[str]) -> None:
    assert [fact["drugs"] for fact in approvals(text)] == [drugs]


def test_two_clauses_have_each_their_own() -> None:
    text = "Lumiva is approved by the FDA for melanoma and is often used off-label for asthma."
    first, second = approvals(text)
    assert (first["status"], first["agency"], first["conditions"]) == ("approved", "FDA", ["melanoma"])
    assert (second["status"], second["drugs"], second["conditions"]) == (
        "off_label",
        ["lumitinib"],
        ["asthma"],
    )
    assert "agency" not in second


@pytest.mark.parametrize(
    "hostile", ["approved " * 3_000, "Lumiva, " * 3_000 + "approved", "approval of " * 3_000]
)
def test_hostile_text_does_not_hang(hostile: str) -> None:
    begin = time.perf_counter()
    approvals("Lumiva " + hostile)
    assert time.perf_counter() - begin < 10
