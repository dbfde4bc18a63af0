"""Pages of a news site, written for the tests: what surrounds an article differs, the article is given."""

import json
from html import escape
from typing import Any

HEADLINE = "وزير الري يفتتح محطة جديدة لتحلية المياه في الإسكندرية"
PARAGRAPHS = (
    "افتتح وزير الري صباح اليوم محطة جديدة لتحلية مياه البحر في الإسكندرية بحضور المحافظ وعدد من نواب المدينة.",
    "وقال الوزير إن المحطة ستنتج أربعين ألف متر مكعب في اليوم، وإنها الثالثة من خمس محطات تبنى على الساحل الشمالي.",
    "وأضاف أن العمل في المحطتين الأخريين ينتهي قبل نهاية العام المقبل، وأن كلفتهما تزيد على مليار جنيه.",
)
_TEASERS = (
    "الجامعة العربية تعقد اجتماعا طارئا غدا في القاهرة",
    "ارتفاع أسعار النفط بعد قرار المنتجين خفض الإنتاج",
    "المنتخب يختتم استعداداته قبل مباراة السبت",
    "معرض الكتاب يفتح أبوابه بمشاركة ألف ناشر",
    "درجات الحرارة تنخفض في شمال البلاد من يوم الاثنين",
)


def page(
    *,
    headline: str = HEADLINE,
    paragraphs: tuple[str, ...] = PARAGRAPHS,
    title: str | None = None,
    head: str = "",
    above: str = "",
    body: str | None = None,
    below: str = "",
    linked: dict[str, Any] | list[Any] | str | None = None,
) -> str:
    """A page with a menu, teasers and a footer around its article. `head`, `above` and `below` are markup."""
    data = linked if isinstance(linked, str) else json.dumps(linked, ensure_ascii=False) if linked else ""
    script = f'<script type="application/ld+json">{data}</script>' if data else ""
    teasers = "".join(f'<li><a href="/news/{number}">{escape(text)}</a></li>' for number, text in enumerate(_TEASERS))
    text = "".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in paragraphs) if body is None else body
    return f"""<!doctype html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{escape(headline if title is None else title)}</title>
{head}{script}<style>p {{ margin: 0 }}</style></head>
<body><div class="menu"><ul><li><a href="/">الرئيسية</a></li><li><a href="/sport">رياضة</a></li></ul>
<span>الأحد، 5 يناير 2025</span></div>
<div id="content"><h1>{escape(headline)}</h1>{above}<div class="text">{text}</div>{below}
<div class="share">شارك: <a href="#">فيسبوك</a> <a href="#">تويتر</a></div></div>
<div class="related"><h3>اقرأ أيضا</h3><ul>{teasers}</ul></div>
<footer>جميع الحقوق محفوظة © 2025</footer><script>var text = "<p>ليس نصا</p>";</script></body></html>"""


FRONT_PAGE = (
    "<!doctype html><html><head><title>الأخبار</title></head><body><h1>الأخبار</h1>"
    + "".join(
        f'<div><h2><a href="/{number}">{text} {number}</a></h2></div>' for number in range(8) for text in _TEASERS
    )
    + "</body></html>"
)
