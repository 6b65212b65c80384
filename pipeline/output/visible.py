"""Text from anywhere, made safe to look at: what would steer a terminal or turn the reading order is shown.

The character that is shown instead is U+FFFD. Line feeds and tabs stay.
"""

from __future__ import annotations

import re

# Controls (carriage returns apart), line and paragraph separators, bidi controls and marks, invisible format
# characters, tags, and surrogates without their other half, which no file can hold.
_STEERING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)


def make_visible(text: str) -> str:
    """`text` with "\\ufffd" for each character that steers and does not show; a line ends with "\\n"."""
    return _STEERING.sub("\ufffd", text).replace("\r\n", "\n").replace("\r", "\n")
