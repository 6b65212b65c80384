"""Registration numbers of the WHO's registries, as printed, and what only looks like one."""

from __future__ import annotations

import re
import time

import pytest

from pipeline.extract.names.registry import find_registrations
from pipeline.extract.names.trial import find_trials


@pytest.mark.parametrize(
    "marked",
    [
        "(ClinicalTrials.gov number, [NCT01234567].)",
        "Clinicaltrials.gov ID: [NCT 0123 4567]",
        "Clinicaltrials.gov ID [NCT-01234567]; identifier [nct01234567]; [NCT#01234567]",
        "EudraCT number [2015-001234-22], EudraCT: [2015–001234–22]",
        "[EUCTR2015-001234-22-DE]",
        "EU CT number [2022-501234-12-00]; EU trial number: [2023‑504321‑22‑01]; [EUCT 2022-501234-12]",
        "[ISRCTN12345678], [ISRCTN 12345678] and ISRCTN registry number, [87654321]",
        "[UMIN000012345], UMIN-CTR number [UMIN000012345], UMIN ID [000012345]",
        "[jRCT2031210123], [jRCTs031180123], jRCT number [2080225123]",
        "[JapicCTI-132288], [JapicCTI 132288], [JMA-IIA00123]",
        "[ACTRN12615000123456], [ACTRN 12615000123456p]",
        "[ChiCTR2000012345], [ChiCTR-IPR-15006789], [ChiCTR 2000012345], [ITMCTR2020000123]",
        "[CTRI/2020/05/025123] and [CTRI 2020/05/025123]",
        "DRKS-ID: [DRKS00012345]",
        "Dutch Trial Register [NL9876], [NTR1234], [NTR 5678], [NL-OMON12345]",
        "[IRCT20190123042345N1], [IRCT138805072240N1]",
        "[PACTR201901234567890], [KCT0001234], [TCTR20190123001], [SLCTR/2019/012]",
        "[RBR-7hj2k9], [RPCEC00000123], [PER-012-19], [LBCTR2019012345], [HKUCTR-1234], [U1111-1234-5678]",
        "grant R01CA123456, grant number 2019-123456, NCT alone, the NCT trial",
        "call 2022-501234 or 2015-001234; NCT0123456 is short, NCT012345678 long",
        "NL1234AB Amsterdam; the NTR said so; KCT is a trust; UMIN is a network of 13 universities",
        "XNCT01234567, NCT01234567-a",
    ],
)
def test_registrations(marked: str) -> None:
    spans = re.findall(r"\[([^\]]+)\]", marked)
    plain = re.sub(r"[\[\]]", "", marked)
    assert [plain[start:end] for start, end in sorted(find_registrations(plain))] == spans


def test_a_registration_is_a_trial() -> None:
    (trial,) = find_trials("Registered as NCT 0123\u00a04567 in May.", {})
    assert (trial.kind, trial.name) == ("TRIAL", "NCT 0123 4567")


@pytest.mark.parametrize("piece", ["NCT", "20", "2015-001234-", "U1111-", "ISRCTN registry ", "ChiCTR-IPR-"])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    start = time.perf_counter()
    list(find_registrations(piece * 20_000))
    assert time.perf_counter() - start < 1
