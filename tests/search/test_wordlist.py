"""Words spelled almost alike: held against a plain implementation, pair by pair."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from articles.search.letters import ARABIC, DOUBLED, FIRST, LATIN, SWAPPED, Script
from articles.search.wordlist import LONGEST, WordList

ARABIC_WORDS = st.text(alphabet="ابتلمسصو", min_size=1, max_size=8)
LATIN_WORDS = st.text(alphabet="abeknst1", min_size=1, max_size=8)


def listed(*words: str) -> WordList:
    return WordList.of(sorted(word.encode() for word in words))


def near(words: WordList, word: str, edits: int) -> dict[str, int]:
    numbers, distances = words.near(word, edits)
    return {
        words.word(number).decode(): distance
        for number, distance in zip(numbers.tolist(), distances.tolist(), strict=True)
        if distance <= 10 * edits
    }


def plain_distance(script: Script, one: str, other: str, band: int) -> int:
    """Optimal string alignment by its definition, over all pairs of beginnings."""
    a, b = [script.codes[letter] for letter in one], [script.codes[letter] for letter in other]

    def indel(codes: list[int], at: int, costs: NDArray[np.uint8]) -> int:
        doubled = at > 1 and codes[at - 1] == codes[at - 2]
        return DOUBLED if doubled else int(costs[codes[at - 1]]) + (FIRST if at == 1 else 0)

    far = 10_000
    table = [[far] * (len(b) + 1) for _ in range(len(a) + 1)]
    table[0][0] = 0
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            if abs(i - j) > band:
                continue
            ways = [table[i][j]]
            if i:
                ways.append(table[i - 1][j] + indel(a, i, script.removing))
            if j:
                ways.append(table[i][j - 1] + indel(b, j, script.inserting))
            if i and j:
                cost = int(script.replacing[a[i - 1], b[j - 1]])
                ways.append(table[i - 1][j - 1] + cost + (FIRST if i == j == 1 and cost else 0))
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1] and a[i - 1] != a[i - 2]:
                ways.append(table[i - 2][j - 2] + SWAPPED)
            table[i][j] = min(ways)
    return table[-1][-1]


def edits_between(one: str, other: str) -> int:
    """The least number of plain edits."""
    table = [list(range(len(other) + 1))]
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, against in enumerate(other, 1):
            best = min(row[-1] + 1, table[-1][j] + 1, table[-1][j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                best = min(best, table[-2][j - 2] + 1)
            row.append(best)
        table.append(row)
    return table[-1][-1]


@pytest.mark.parametrize(("script", "words"), [(ARABIC, ARABIC_WORDS), (LATIN, LATIN_WORDS)], ids=["Arabic", "Latin"])
@pytest.mark.parametrize("edits", [1, 2])
def test_all_words_within_so_many_edits_are_found_with_their_distance(
    script: Script, words: st.SearchStrategy[str], edits: int
) -> None:
    @given(st.lists(words, min_size=1, max_size=30, unique=True), words)
    def holds(known: list[str], asked: str) -> None:
        found = near(listed(*known), asked, edits)
        for word in known:
            distance = plain_distance(script, asked, word, edits)
            is_near = edits_between(asked, word) <= edits and distance <= 10 * edits
            assert found.get(word, distance) == distance
            assert word in found or not is_near or word[0].isdigit()

    holds()


@pytest.mark.parametrize(
    ("asked", "nearer", "farther"),
    [
        ("ظابط", "ضابط", "رابط"),  # dad and zah sound alike
        ("طرامب", "ترامب", "كرامب"),  # tah and teh
        ("مفاوصات", "مفاوضات", "مفاونات"),  # a dot too few
        ("مدسنه", "مدينه", "مدقنه"),  # keys side by side
        ("سوريااا", "سورياا", "سوريال"),  # a doubled letter
        ("الريءس", "الرءيس", "الريكس"),  # swapped letters
        ("طهرن", "طهران", "طهرقن"),  # a long vowel left out
        ("lavrof", "lavrov", "lavrok"),
        ("bashsr", "bashar", "bashor"),
    ],
)
def test_usual_slips_are_nearer_than_others(asked: str, nearer: str, farther: str) -> None:
    found = near(listed(nearer, farther), asked, 2)
    assert found[nearer] < found[farther]


def test_scripts_do_not_meet_and_other_letters_are_no_words() -> None:
    words = listed("حلب", "halab", "москва", "عربي21", "2016")
    assert near(words, "حلت", 1) == {"حلب": words.near("حلت", 1)[1].min()}
    assert near(words, "halap", 1).keys() == {"halab"}
    assert near(words, "москве", 1) == {}
    assert near(words, "حلx", 2) == {}


def test_the_empty_list_and_the_longest_words() -> None:
    assert near(listed(), "حلب", 2) == {}
    longest = "ا" + "ب" * (LONGEST - 1)
    words = listed(longest, longest + "ب")
    assert near(words, longest, 1) == {longest: 0}
    assert near(words, longest + "ب", 1) == {}
    assert all(a < b for a, b in pairwise([words.word(0), words.word(1)]))
