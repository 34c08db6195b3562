from app.domain.scope import Scope


def test_scopes_overlap_unless_something_known_sets_them_apart() -> None:
    assert Scope(plan="pro").overlaps(Scope())
    assert Scope(plan="pro").overlaps(Scope(plan="Pro", market="se"))
    assert not Scope(plan="pro").overlaps(Scope(plan="start"))
    assert not Scope(plan="pro", market="se").overlaps(Scope(plan="pro", market="no"))


def test_a_scope_of_several_plans_overlaps_each_of_them() -> None:
    both = Scope(plan="start|pro")
    assert both.overlaps(Scope(plan="pro"))
    assert both.overlaps(Scope(plan="pro|business"))
    assert not both.overlaps(Scope(plan="business"))


def test_overlap_does_not_depend_on_who_asks() -> None:
    one, other = Scope(product="A", period="2025"), Scope(product="a", period="2026")
    assert not one.overlaps(other)
    assert not other.overlaps(one)


def test_what_a_scope_leaves_open_is_taken_from_the_outer_one() -> None:
    inner, outer = Scope(plan="pro"), Scope(plan="start", market="se")
    assert inner.within(outer) == Scope(plan="pro", market="se")


def test_a_label_names_only_what_is_known() -> None:
    assert Scope(product="Kairos", market="se").label() == "Kairos, se"
    assert Scope().label() == ""
