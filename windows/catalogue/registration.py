"""What this package says of a life event before it is published. Imported once, at the start."""

from __future__ import annotations

from windows.catalogue import advice, burden, checks

checks.register()
advice.register()
burden.register()
