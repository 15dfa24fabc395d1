#!/usr/bin/env python3
"""The one way in: `up` runs the portal, `test` proves it, everything else is Django's.

This file and `portal.embedded.venv` need nothing but Python itself: on a new machine they
install the rest into `.venv` and start again inside it.
"""

import sys

from portal.embedded import venv


def main():
    venv.enter(sys.argv)
    from portal.embedded import command_line  # needs what venv.enter() has installed

    sys.exit(command_line.run(sys.argv))


if __name__ == "__main__":
    main()
