"""The exit codes of every command. Floor 7; imports nothing."""

CLEAN = 0
FINDINGS = 1  # at or above --fail-on
TROUBLE = 2  # usage, config, rules, or a source that could not be read
DEFECT = 70  # ours
INTERRUPTED = 130
