"""Actions open no savepoint of their own: a door does, and so does this."""

from contextlib import contextmanager

import pytest
from django.db import transaction


@contextmanager
def refused(error):
    with pytest.raises(error) as caught, transaction.atomic():
        yield caught
