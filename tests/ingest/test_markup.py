"""The text of a fragment of HTML, block by block, whatever state the markup is in."""

import time

import pytest

from articles.ingest.markup import blocks_of
from articles.ingest.told import Block

CASES = [
    ("paragraphs", "<p>أولى.</p>\n<p>ثانية.</p>", [Block("أولى."), Block("ثانية.")]),
    ("no markup: lines are paragraphs", "سطر &amp; آخر\r\nثان", [Block("سطر & آخر"), Block("ثان")]),
    ("line breaks", "أ ب<br>ج<br/><br />د", [Block("أ ب"), Block("ج"), Block("د")]),
    ("line ends in markup are spaces", "<p>من\n القاهرة</p>", [Block("من القاهرة")]),
    ("subheading", "<h2>عنوان</h2><p>نص</p>", [Block("عنوان", "subheading"), Block("نص")]),
    ("subheading never closed", "<h2>عنوان<p>نص</p>", [Block("عنوان", "subheading"), Block("نص")]),
    (
        "subheading in bold between paragraphs",
        "<p>قال كذا.</p><p><strong>موقف الجامعة</strong></p><p>وأضاف.</p>",
        [Block("قال كذا."), Block("موقف الجامعة", "subheading"), Block("وأضاف.")],
    ),
    ("bold sentence is none", "<p>أ</p><p><b>قال كذا.</b></p><p>ب</p>", [Block("أ"), Block("قال كذا."), Block("ب")]),
    ("quote", "<blockquote><p>لن نقبل</p></blockquote><p>وقال</p>", [Block("لن نقبل", "quote"), Block("وقال")]),
    ("inline quote", "<p>قال <q>نعم</q></p>", [Block("قال «نعم»")]),
    (
        "caption",
        '<figure><img alt="x"><figcaption>الوزير في دمشق</figcaption></figure>نص',
        [Block("الوزير في دمشق", "caption"), Block("نص")],
    ),
    ("caption by class", '<p class="wp-caption-text">الوزير</p><p>نص</p>', [Block("الوزير", "caption"), Block("نص")]),
    ("list", "<ul><li>واحد<li>اثنان</ul>", [Block("واحد"), Block("اثنان")]),
    (
        "table",
        "<table><tr><th>البلد</th><th>العدد</th></tr><tr><td>مصر</td><td>30</td></tr></table>",
        [Block("البلد | العدد"), Block("مصر | 30")],
    ),
    ("table for layout", "<table><tr><td><p>أ</p><p>ب</p></td></tr></table>", [Block("أ"), Block("ب")]),
    ("preformatted", "<pre>بيت\nوبيت</pre>", [Block("بيت"), Block("وبيت")]),
    ("words parted by tags", "<p>وقال <b>ال</b>وزير</p>", [Block("وقال الوزير")]),
    ("script and style", "<script>if (a<b) '</p>'</script>نص<style>p{}</style>", [Block("نص")]),
    ("script never closed", "نص<script>document.write('x')", [Block("نص")]),
    ("hidden", '<div hidden>مخفي</div><p style="display: none">مخفي</p>نص', [Block("نص")]),
    ("hidden and never closed", "<div hidden><p>نص</p>", [Block("نص")]),
    ("drawing never closed", "<svg><p>نص</p>", [Block("نص")]),
    ("comment", "قبل<!-- <p>تعليق</p> -->بعد", [Block("قبلبعد")]),
    ("comparison", "<p>3 < 5 و 7 > 2</p>", [Block("3 < 5 و 7 > 2")]),
    ("cut within a tag", '<p>نص</p><a href="http://exa', [Block("نص")]),
    ("quotation mark never closed", '<a href="x>رابط</a> نص', [Block("رابط نص")]),
    ("references", "&lt;b&gt; &#1605;&#x62A; &nbsp;&laquo;نص&raquo;", [Block("<b> مت \u00a0«نص»")]),
    ("a number beyond all characters", "نص&#" + "9" * 5000 + ";", [Block("نص\ufffd")]),
    ("closing tags alone", "</p></div>نص</blockquote>", [Block("نص")]),
    ("empty", "<p> </p><br>&#32;", []),
]


@pytest.mark.parametrize(("html", "blocks"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_fragment_gives_its_blocks(html: str, blocks: list[Block]) -> None:
    assert blocks_of(html) == blocks


def test_boilerplate_between_paragraphs_is_left_out() -> None:
    html = "<p>قال.</p><p>اقرأ أيضاً:</p><ul><li><a href='/1'>خبر آخر</a></li></ul><p>وأضاف.</p><p>© 2020 الموقع</p>"
    assert blocks_of(html) == [Block("قال."), Block("وأضاف.")]


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("1,000 deep", "<div>" * 1000 + "نص" + "</div>" * 1000),
        ("200,000 deep", "<div>" * 200_000 + "نص" + "</div>" * 200_000),
        ("200,000 never closed", "نص" + "<b><i>" * 100_000),
        ("closing tags of what is not open", "<div>" * 100_000 + "نص" + "</b>" * 100_000),
        ("comments never closed", "نص" + "<!--" * 200_000),
        ("attributes never closed", "نص" + '<a b="' * 200_000),
        ("brackets", "نص" + "<" * 500_000),
        ("hidden within hidden", "نص" + "<div hidden>" * 100_000 + "</div>" * 100_000),
        ("scripts never closed", "نص" + "<script>" * 100_000),
        ("a huge attribute", "نص<p " + "a=b " * 500_000 + ">"),
        ("spaces in a tag", "نص<p " + " " * 1_000_000 + "= >"),
        ("references", "نص&" + "#" * 500_000 + "&amp" * 100_000),
    ],
)
def test_hostile_markup_takes_time_by_its_length_alone(name: str, html: str) -> None:
    started = time.process_time()
    blocks = blocks_of(html)
    assert time.process_time() - started < 8, name
    assert blocks
    assert blocks[0].text.startswith("نص"), name
