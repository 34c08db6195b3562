"""What customers believe against the official material, and what is no belief of theirs or true."""

from datetime import date

import pytest

from app.domain.gap import Kind
from tests.gaps.company import gaps_of, note, page

TODAY = date(2026, 10, 5)


def kinds(official: str, said: str) -> list[Kind]:
    texts = {"official/page.md": page(official), "field/note.md": note(said, day="2026-09-20")}
    return [gap.kind for gap in gaps_of(texts, TODAY)]


@pytest.mark.parametrize(
    ("official", "said"),
    [
        ("Uppsägningstiden är en månad.", "Kassören trodde att uppsägningstiden är ett år."),
        ("The notice period is one month.", "Their buyer is convinced our notice period is twelve months."),
        ("The trial lasts 30 days.", "She had heard that the trial is only a week."),
        ("The notice period is one month.", "Kassören utgick från att uppsägningstiden är ett år."),
    ],
)
def test_a_wrong_figure_a_customer_believes_in_is_a_misperception(official: str, said: str) -> None:
    assert kinds(official, said) == [Kind.MISPERCEPTION]


@pytest.mark.parametrize(
    ("official", "said"),
    [
        ("All data lagras i Sverige.", "Rektorn har för sig att vi lagrar allt på servrar i USA."),
        ("Installation ingår i priset.", "Ekonomichefen utgick från att installationen kostar extra."),
        ("Our cameras never record sound.", "The union rep is convinced the cameras record sound too."),
        ("Kamerorna spelar aldrig in ljud.", "Skyddsombudet tror att kamerorna spelar in ljud."),
        ("The sensor needs no wifi.", "Karin at the desk assumed they would have to put up wifi for the sensor."),
        ("Sensorn behöver inget wifi.", "Vaktmästaren tror att sensorn måste ha wifi."),
        ("Sensorn behöver inget wifi.", "Sensorn är död utan wifi, tror hon."),
        ("Support is staffed around the clock.", "He thinks our support is closed at weekends."),
        ("Orders can be changed until noon.", "The chef thinks orders cannot be changed once sent."),
        ("Beställningar kan ändras fram till klockan tolv.", "Kocken tror att beställningar inte kan ändras."),
        ("Appen finns för iPhone och Android.", "Pelle trodde att appen bara finns för iPhone."),
        ("Trainers never see your heart rate.", "Members fear that trainers see their heart rate."),
        ("The contract has no lock-in.", "CFO under the impression that they would be locked in for three years."),
    ],
)
def test_a_belief_the_official_words_exclude_is_a_misperception_and_no_contradiction(official: str, said: str) -> None:
    assert kinds(official, said) == [Kind.MISPERCEPTION]


@pytest.mark.parametrize(
    ("official", "said"),
    [
        ("Uppsägningstiden är en månad.", "Kassören trodde att uppsägningstiden är fyra veckor."),
        ("Uppsägningstiden är en månad.", "Jag tror att uppsägningstiden är ett år."),
        ("The notice period is one month.", "Nobody there thinks the notice period is twelve months."),
        ("The notice period is one month.", "Does the buyer think our notice period is twelve months?"),
        ("Our cameras never record sound.", "The union rep is convinced the cameras never record sound."),
        ("Our cameras never record sound.", "He thinks the cameras look nice."),
        ("The sensor needs no wifi.", "She thinks the wifi in the office is slow."),
        ("Guests view the menu without logging in.", "She thinks the staff have to wear a badge."),
        ("Trainers never see your heart rate.", "Members think that trainers are great at heart."),
        ("Support is staffed around the clock.", "Prof thinks the labs run on weekdays only."),
        ("Vår tekniker går igenom appen med personalen.", "Chefen var rädd att personalen inte är tekniska nog."),
    ],
)
def test_true_beliefs_our_own_and_those_about_other_things_are_none(official: str, said: str) -> None:
    assert Kind.MISPERCEPTION not in kinds(official, said)


def test_a_belief_about_another_plan_is_none() -> None:
    official = page("Bulk sending is not part of Basic.", "Basic", plan="Basic")
    said = note("The owner thinks bulk sending is part of Premium.", day="2026-09-20")
    assert gaps_of({"official/page.md": official, "field/note.md": said}, TODAY) == []


@pytest.mark.parametrize(
    ("official", "said"),
    [
        ("The badge has no microphone and keeps no location.", "Their union rep thinks the badge keeps location."),
        ("No welding is needed.", "The foreman had assumed we need to weld it to the frame."),
        ("Vi lyssnar aldrig av era samtal.", "Receptionisten var orolig för att vi lyssnar av deras samtal."),
        ("Ni äger alla ritningar.", "Arkitekten utgår från att vi äger ritningarna."),
        ("Portalen finns på nio språk.", "Rektorn trodde att portalen bara finns på svenska."),
        ("You can cancel at any time.", "The owner was under the impression that she'd be locked in for two years."),
        ("Pumpen levereras med full tank.", "Bonden påstod att pumpen levereras med tom tank."),
    ],
)
def test_a_belief_is_refuted_whoever_says_no_and_in_whatever_words(official: str, said: str) -> None:
    assert kinds(official, said) == [Kind.MISPERCEPTION]
