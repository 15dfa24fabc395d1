"""A file that reads well and may not be published all the same."""

from __future__ import annotations

from collections.abc import Sequence

from services.catalogue.faults import Fault
from services.catalogue.loading.judging import Judged
from services.errors import CatalogueRefused


class LoadingRefused(CatalogueRefused):
    """`faults` are all that stop it; `judged` is there as far as the file could be judged."""

    code = "loading_refused"

    def __init__(self, faults: Sequence[Fault], *, judged: Judged | None) -> None:
        super().__init__(faults)
        self.judged = judged
