from domain.broadcasts.approval import MOST_ALONE, Why, why_approval


def test_many_people_and_urgent_notices_need_a_second_person() -> None:
    assert why_approval(MOST_ALONE) is None
    assert why_approval(MOST_ALONE + 1) is Why.MANY
    assert why_approval(1, urgent=True) is Why.URGENT


def test_several_notices_of_one_day_count_together() -> None:
    assert why_approval(40, earlier=60) is None
    assert why_approval(41, earlier=60) is Why.TODAY
    assert why_approval(0, earlier=MOST_ALONE) is None, "nobody more is told"
