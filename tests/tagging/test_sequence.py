"""A text as words and marks, cut into sentences."""

import pytest

from articles.tagging.gazetteer import Text
from articles.tagging.sequence import Row, row_of


def row(body: str) -> Row:
    return row_of(body, Text.of(body))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("زار علي. ثم عاد", ["زار علي .", "ثم عاد"], id="a full stop"),
        pytest.param("متى؟ الآن! نعم", ["متى ؟", "الآن !", "نعم"], id="question and exclamation"),
        pytest.param("عنوان\nنص", ["عنوان", "نص"], id="a line's end"),
        pytest.param("عنوان\n\n\nنص\n", ["عنوان", "نص"], id="empty lines"),
        pytest.param("قال د. علي", ["قال د . علي"], id="the point of a title ends nothing"),
        pytest.param("قال: «نعم، علي»", ["قال : « نعم ، علي »"], id="marks are tokens"),
        pytest.param("«\nعلي", ["«", "علي"], id="a mark before the line's end"),
        pytest.param("علي\n«حسن»", ["علي", "« حسن »"], id="a mark behind the line's end"),
        pytest.param("...", [".", ".", "."], id="marks alone"),
        pytest.param(" \n ", [], id="nothing"),
    ],
)
def test_sentences(body: str, expected: list[str]) -> None:
    found = row(body)
    sentences = [" ".join(token.surface for token in found.tokens[begin:end]) for begin, end in found.sentences]
    assert sentences == expected


def test_every_token_stands_where_it_says_and_in_one_sentence() -> None:
    body = "قالت «رويترز» إنّ 3 أشخاص... \n\n(ثلاثة) قُتلوا؛ في حلب!\n"
    found = row(body)
    assert all(body[token.start : token.end] == token.surface for token in found.tokens)
    assert [at for begin, end in found.sentences for at in range(begin, end)] == list(range(len(found.tokens)))
    assert [found.tokens[at] for at in found.words] == list(Text.of(body).tokens)
