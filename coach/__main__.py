"""`python -m coach`: the same as the `coach` command. Floor 7."""

from coach.cli import command

command()
