"""`python -m coach`: the same as the `coach` command. Floor 7."""

import sys

from coach.cli import main

sys.exit(main())
