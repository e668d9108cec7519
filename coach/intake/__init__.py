"""Bytes → Drafts, or Failures. Floor 4; one file per kind of source."""
