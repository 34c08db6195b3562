"""Real files from elsewhere: each ends in text or in a clear refusal."""

from pathlib import Path

import pytest

from app.domain.errors import SamsynError
from app.domain.evidence import Origin
from tests.ingest.reading_a_file import assert_says, read, texts

FILES = Path(__file__).parents[3] / "shared" / "data" / "fixtures"
NAMES = sorted(f.name for f in FILES.glob("*") if f.name != "SOURCE.md") if FILES.is_dir() else []


@pytest.mark.skipif(not NAMES, reason="the fixtures do not lie beside this checkout")
@pytest.mark.parametrize("origin", list(Origin))
@pytest.mark.parametrize("name", NAMES or [""])
def test_a_real_file_ends_in_text_or_in_a_refusal_that_says_what_to_do(name: str, origin: Origin) -> None:
    try:
        documents = read((FILES / name).read_bytes(), name, origin).documents
    except SamsynError as error:
        assert_says(error.sentence(), name, error.next_step or "what to do")
    else:
        cited = [text for document in documents for text in texts(document)]
        # What looks like a mere name is read, and as a note holds nothing to cite.
        assert cited if origin is Origin.OFFICIAL else any(document.text.strip() for document in documents)
