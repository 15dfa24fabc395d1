import pytest

from tests.windows.originals.papers import handed_in, publish


@pytest.fixture
def case(town):
    publish()
    return handed_in(town)
