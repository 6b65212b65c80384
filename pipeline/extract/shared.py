"""What every arm of a study received: "all patients also took Y", "each on top of Y", "Y in both arms"."""

from __future__ import annotations

import re

from pipeline.extract.scan import Signs
from pipeline.extract.sought import Sought
from pipeline.extract.words import PEOPLE

_GROUPS = r"(?:(?:trial |treatment |study )?(?:groups|arms)|halves|sets|cohorts|of them)"
_EVERYONE = (
    rf"(?:all(?: of)?(?: the)?(?: \d[\d,]*| two| three| four)?"
    rf"(?: (?:study|trial|these|enrolled|randomi[sz]ed))? (?:{PEOPLE}|{_GROUPS})|"
    rf"every (?:\w+ )?(?:{PEOPLE}|man|woman|child|group|arm)|all of (?:whom|them)|everyone|everybody|"
    rf"both {_GROUPS}|"
    rf"either (?:group|arm)|each (?:group|arm|{PEOPLE})|the two {_GROUPS})"
)
_TAKING = (
    r"(?:received|receive|receiving|took|take|taking|got|get|had|have|swallowed|used|underwent|"
    r"(?:(?:was|were) (?:also )?)?given|stayed on|remain(?:ed)? on|kept taking|kept on|on|"
    r"continued(?: on| with| taking| to (?:receive|take))?|(?:began|started) (?:with|on)|"
    r"(?:was|were) (?:already )?(?:taking|treated with|on|maintained on)|(?:carried|went) on with)"
)
_BESIDE = (
    r"(?:on top of|added to|in addition to|together with|along with|plus|combined with|alongside|with|"
    r"on a background of|against a background of|in combination with)"
)
_TOGETHER = re.compile(
    rf"\b(?:each|both|all|either|in (?:both|all|either)(?: \w+)?(?: groups?| arms?)?|every one of them),?\s+"
    rf"(?:given |taken |combined |administered )?{_BESIDE}\s+(?:[\w-]+\s+){{0,6}}?$"
)
_ALL_TOOK = re.compile(
    rf"\b{_EVERYONE}\s+(?:in (?:(?:the )?(?:both|all|either|trial|study)(?: groups| arms)?|[\w-]+(?: "
    rf"[\d-]+)?),? )?"
    rf"(?:also |then |were also |first |initially |must have )*{_TAKING}\s+"
    rf"(?!(?:no|neither|either|one|only|not)\b)(?:[\w-]+\s+){{0,5}}?$"
)
"""What stands in front of a treatment that all took; "either" and "one" give each his own."""
_OR_PLACEBO = re.compile(
    rf"\bor (?:a |an |matching |the |with )*(?:placebo|dummy \w+),?\s+(?:both |each )?(?:(?:was|were)\s+)?"
    rf"(?:given )?(?:added on to|{_BESIDE})\s+(?:[\w-]+\s+){{0,4}}$"
)
_TO_ALL = re.compile(
    rf"[®™)]*(?:[^.;:]{{0,60}}?,)?\s+(?:(?:was|were|is|being)\s+)?(?:also\s+)?(?:\w+ly\s+)?"
    rf"(?:given|administered|carried on|continued|kept up|used|taken|went(?: on)?|offered|received|"
    rf"prescribed)?\s*"
    rf"(?:[\w-]+\s+){{0,4}}?(?:to|in|for|by)\s+{_EVERYONE}\b"
)
_BACKBONE = re.compile(
    r"[®™)]*[^.;]{0,60}?\b(?:was|were|being|as) (?:the )?(?:common |shared )?(?:backbone|background)\b"
    r"|[®™)]*[^.;]{0,60}?\bas (?:everyone|everybody)['’]s\b"
)
_OTHER_STUDY = re.compile(
    r"\b(?:second|another|separate|ongoing|earlier|previous|later|next|third) (?:[\w-]+ ){0,2}?(?:trial|"
    r"study)\b"
)
_SUPPORT = Sought(
    r"\b(?:premedicat\w+|prophyla\w+|as cover|supportive|to prevent|against nausea|for the first|rescue|"
    r"(?:if|as) needed|until)\b"
)
"""Given beside the treatment for a while, or against its harms: part of no arm."""
_AHEAD = Signs(together=_TOGETHER, all_took=_ALL_TOOK, or_placebo=_OR_PLACEBO)


def is_shared(lower: str, clause: str, start: int, end: int) -> bool:
    """Whether the phrase [start, end) names what all arms received.

    lower: the article, folded. clause: its text from the beginning of the clause to `start`.
    """
    if _OTHER_STUDY.search(clause):
        return False
    if _SUPPORT.search(lower[max(0, start - 60) : end + 80]):
        return False
    return bool(_AHEAD.find(clause)) or any(p.match(lower, end) for p in (_TO_ALL, _BACKBONE))
