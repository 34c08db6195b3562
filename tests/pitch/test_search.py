from app.pitch.search import fuse


def test_fusion_prefers_what_both_rankings_found() -> None:
    scores = fuse([["a", "b", "c"], ["c", "d"]])
    assert max(scores, key=scores.__getitem__) == "c"
    assert scores["a"] == 1 / 61
    assert scores["c"] == 1 / 63 + 1 / 61


def test_fusion_of_nothing_is_nothing() -> None:
    assert fuse([[], []]) == {}
