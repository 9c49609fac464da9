import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from council import Council


@pytest.fixture(scope="session")
def council():
    council = Council()
    yield council
    council.place.cleanup()


@pytest.fixture(params=[0, 1, 2], ids=["first plan", "second plan", "hard words"])
def plan(council, request):
    # Newest first: the hard one is the last that was made.
    return council.plans[::-1][request.param]
