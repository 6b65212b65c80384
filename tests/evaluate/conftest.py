"""Properties are checked without a clock: a busy machine is no fault of the scorer."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("no clock", deadline=None)
settings.load_profile("no clock")
