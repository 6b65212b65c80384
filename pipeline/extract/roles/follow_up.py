"""FOLLOW_UP: how long people were followed."""

from __future__ import annotations

import re

from pipeline.extract.roles.claim import STRONG, Claim
from pipeline.extract.window import Window

_BEFORE = re.compile(
    r"\b(?:follow(?:ed(?! by)|ing)?(?:[- ]?up)?(?: period| time| duration)?(?: \w+ant| patients| them|"
    r" the \w+| participants)?(?: up)?(?: has been| of| was| for| is| time of| ranged from|:|,|"
    r"\()?|observation (?:period )?of|follow-?up (?:is |was |has been )?(?:now |currently )?(?:at|stood "
    r"at|stands at|"
    r"standing at|reached|lasted)|time since (?:randomi[sz]ation|treatment|enrol?lment|the first dose|"
    r"start) (?:was|of)|"
    r"data (?:were|had been|have been) (?:collected|gathered) (?:for|over)|kept an eye on [^.;]{0,40}for|"
    r"tracked (?:\w+ ){0,3}for|monitored (?:\w+ ){0,3}for|"
    r"(?:evaluated|assessed|observed)\b[^.;]{0,90}\bfor)\s*\(?(?:a |an |the )?(?:median|mean|"
    r"average|minimum|maximum|total)?(?: of| was| time)?\s*(?:only |just |about |up to |at least |"
    r"more than |nearly |almost |over |approximately |an average of |a median of |a mean of )*$"
)
_AFTER = re.compile(
    r"^['’]?\s*(?:of )?(?:(?:median|mean|additional|further|extra|extended|longer|long-term|more|complete|"
    r"clinical) )*"
    r"(?:follow[- ]?up|observation)\b|^\s*(?:of|in) (?:median )?follow-up\b"
)
_AFTER_MEDIAN = re.compile(
    r"^(?:[“\"\s]*)(?:at|after|over|during|with) (?:a|an) (?:median|mean|average|minimum) (?:time |"
    r"period )?of\s+(?:about |only |nearly )*$"
)
_OF_TREATMENT = re.compile(r"^\s+(?:of|on|with)\s+(?!follow|observation)|^\s+\w+\s+(?:treatment|therapy)\b")
_WATCHED = re.compile(
    r"\b(?:watched|tracked|observed|followed(?! by\b))\b[^.;]{0,50}\bfor\s+(?:a (?:median|mean) of\s+)?$|"
    r"\bfollow-?up(?: was)? (?:median|mean)\s+$|\bfollow-?up\b[^.;]{0,50}\((?:range|minimum|median|mean|"
    r"maximum)[,:]?\s+$"
)
_BEFORE_WIDE = re.compile(
    r"\bfollow[- ]?up\b(?! (?:trial|study|studies))[^.;]{0,40}\b(?:was|of|is|lasted|reached|"
    r"exceeded|for|median)\b[^.;,]{0,20}$"
)
_STUDY_TIMES = re.compile(
    r"\b(?:assess|measur|evaluat|scann|monitor|check|"
    r"examin)\w*\b[^.;]{0,90}\bevery (?:\w+ )?(?:months|weeks|days|years)? ?for\s+$"
)


def _opens_sentence(window: Window) -> bool:
    """ "Over a median of 3.2 years, ...": so long people were followed, unless it is how long they were "
    "treated."""
    opens = _AFTER_MEDIAN.search(window.before(60)) and window.quantity.start - window.sentence.start < 45
    return bool(opens) and not _OF_TREATMENT.match(window.after(40))


def follow_up(window: Window) -> Claim | None:
    """ "median follow-up of 11 months", "followed for two years", "after 55 months of follow-up"."""
    q = window.quantity
    if q.kind not in ("duration", "timepoint") or q.low is None or q.unit is None:
        return None
    before = window.before(140)
    if q.kind == "timepoint":
        return None
    if not (
        _BEFORE.search(before)
        or _AFTER.match(window.after(40))
        or _BEFORE_WIDE.search(before)
        or _STUDY_TIMES.search(before)
        or _WATCHED.search(before)
        or _opens_sentence(window)
    ):
        return None
    fields = {"value": q.value, "unit": q.unit}
    if "median" in before[-60:] or "median" in window.after(20):
        fields["statistic"] = "median"
    elif re.search(r"\b(?:mean|average)\b", before[-60:]):
        fields["statistic"] = "mean"
    elif q.high is not None and re.search(r"\brang", before[-60:]):
        fields["statistic"] = "range"
    return Claim("FOLLOW_UP", STRONG, fields | ({"bound": q.bound} if q.bound else {}), "beside follow-up")
