"""What a pipeline has taken in, as the tests of it count it."""

from app.domain.evidence import Origin
from ingest import sources
from ingest.pipeline import Pipeline
from ingest.summary import Summary
from tests.ingest.reading_a_file import TODAY


def counts(summary: Summary) -> tuple[int, int, int, int, int, int]:
    return (
        summary.added, summary.changed, summary.unchanged, summary.removed, len(summary.refusals), len(summary.vanished)
    )  # fmt: skip


def hand_in(pipeline: Pipeline, name: str, data: bytes, origin: Origin) -> Summary:
    return pipeline.accept([sources.upload(name, data, origin)], TODAY)


def stored(pipeline: Pipeline) -> dict[str, str]:
    return {
        f"{one.document.path} {one.document.place}".strip(): one.document.text for one in pipeline.library.documents()
    }
