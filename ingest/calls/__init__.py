"""Calls and meetings: who says what, and when, however the transcript was written."""
