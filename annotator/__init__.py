"""Annotator: a desktop program for labelling news, Arabic first."""

from __future__ import annotations

__version__ = "0.1.0"
