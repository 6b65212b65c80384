"""What every arm received, and near misses: what some received, what is cover, what was earlier."""

import pytest

from pipeline.extract.shared import is_shared

SHARED = """
every man in the trial swallowed [prednisone]; what differed was the infusion.
all 1,305 participants stayed on their [methotrexate].
everyone began with [gemcitabine] at 1,000 mg/m2.
patients were given veltomab or placebo, each on top of monthly injections of [fulvestrant].
all of the patients also received [letrozole].
both groups got [aspirin] as well.
[metformin] went on unchanged in both arms.
[dexamethasone] was also given to everyone.
[carboplatin and etoposide] went to all 403 patients.
they took the pill or a placebo, together with [enzalutamide].
every man in tax 327 swallowed [prednisone].
it took in 1,204 men, all of whom received [leuprolide].
[sertraline] was carried on for six weeks in everybody.
they tried it in lymphoma, keeping [lenalidomide] (20 mg) as everyone's partner drug.
[paclitaxel] was the backbone in both arms.
""".strip().splitlines()

NOT_SHARED = """
all patients had either [cisplatin] or carboplatin.
all patients took no [aspirin] for a week.
[colchicine] was given to all for the first six months.
everyone was given [aciclovir] as cover.
a second trial compares orvatide with a placebo, each on top of [metformin].
tumours shrank in all patients, and [olaparib] was well tolerated.
some of the women received [letrozole].
of all patients, half received [letrozole].
[olaparib] was compared with placebo.
""".strip().splitlines()


def _is_shared(marked: str) -> bool:
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    return is_shared(text, text[:start], start, end)


@pytest.mark.parametrize("marked", SHARED)
def test_shared(marked: str) -> None:
    assert _is_shared(marked)


@pytest.mark.parametrize("marked", NOT_SHARED)
def test_not_shared(marked: str) -> None:
    assert not _is_shared(marked)
