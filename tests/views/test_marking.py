from itertools import count

from articles.models import Mention
from articles.views.marking import Run, marked_blocks

_keys = count(1)


def mention(body: str, surface: str, start: int | None = None, end: int | None = None) -> Mention:
    first = body.index(surface) if start is None else start
    return Mention(pk=next(_keys), start=first, end=first + len(surface) if end is None else end, surface=surface)


def texts(body: str, *mentions: Mention) -> list[tuple[str, bool]]:
    (block,) = marked_blocks(body, {}, mentions)
    return [(run.text, run.mention is not None) for run in block.runs]


def test_a_mention_cuts_its_line_in_three() -> None:
    body = "وصل إلى حلب أمس"
    assert texts(body, mention(body, "حلب")) == [("وصل إلى ", False), ("حلب", True), (" أمس", False)]


def test_mentions_at_both_ends_leave_no_empty_runs() -> None:
    body = "حلب ودمشق"
    found = texts(body, mention(body, "دمشق"), mention(body, "حلب"))
    assert found == [("حلب", True), (" و", False), ("دمشق", True)]


def test_of_two_that_start_together_the_longer_is_marked() -> None:
    body = "حلب الشهباء"
    assert texts(body, mention(body, "حلب"), mention(body, "حلب الشهباء")) == [("حلب الشهباء", True)]


def test_one_that_overlaps_an_earlier_one_is_left_out() -> None:
    body = "وزير الدفاع الروسي"
    found = texts(body, mention(body, "وزير الدفاع"), mention(body, "الدفاع الروسي"))
    assert found == [("وزير الدفاع", True), (" الروسي", False)]


def test_offsets_outside_the_text_change_nothing() -> None:
    body = "حلب"
    outside = [mention(body, "حلب", 2, 90), mention(body, "حلب", 50, 53), mention(body, "لب", 1, 1)]
    assert texts(body, *outside) == [("حلب", False)]


def test_words_that_no_longer_stand_there_are_not_marked() -> None:
    assert texts("وصل إلى دمشق", mention("x", "حلب", 8, 11)) == [("وصل إلى دمشق", False)]


def test_a_detached_mention_has_no_place() -> None:
    detached = Mention(start=None, end=None, surface="حلب")
    assert texts("حلب", detached) == [("حلب", False)]


def test_a_mention_over_the_end_of_a_line_stays_unmarked_and_loses_no_text() -> None:
    body = "مدينة حلب\nالشهباء هنا"
    blocks = marked_blocks(body, {}, [mention(body, "حلب\nالشهباء")])
    assert [block.text for block in blocks] == ["مدينة حلب", "الشهباء هنا"]
    assert all(run.mention is None for block in blocks for run in block.runs)


def test_blank_lines_are_left_out_and_still_counted() -> None:
    blocks = marked_blocks("أولى\n\n  \nعنوان\nثانية", {"3": "subheading", "9": "credit"}, [])
    assert [(block.kind, block.text) for block in blocks] == [
        ("paragraph", "أولى"),
        ("subheading", "عنوان"),
        ("paragraph", "ثانية"),
    ]


def test_an_empty_body_has_no_blocks() -> None:
    assert marked_blocks("", {}, []) == []


def test_runs_of_a_line_add_up_to_the_line() -> None:
    body = "قال شويغو إن حلب"
    (block,) = marked_blocks(body, {}, [mention(body, "شويغو"), mention(body, "حلب")])
    assert block.text == body
    assert block.runs[0] == Run("قال ")


def test_every_mention_of_many_lines_is_marked() -> None:
    """Also in linear time: 3,000 lines with one each took 3,000 x 3,000 looks."""
    body = "\n".join(["قال شويغو"] * 3_000)
    starts = range(4, len(body), 10)
    mentions = [Mention(start=start, end=start + 5, surface="شويغو") for start in starts]
    assert sum(run.mention is not None for block in marked_blocks(body, {}, mentions) for run in block.runs) == 3_000
