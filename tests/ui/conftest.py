"""Windows of the tests are painted off the screen unless somebody asks to see them."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
