"""NewsML-G2, NewsML 1 and NITF, as agencies send them, whole and broken."""

import datetime as dt
import time

import pytest

from articles.ingest.records import Unreadable
from tests.ingest.readers.reading_bytes import REFERENCE, articles_in, items_in, outline

FIRST = "دمشق 25 كانون الثاني (رويترز) - وصل الوفد إلى العاصمة أمس."
SECOND = "وأضاف الوزير أن المحادثات تبدأ غدا."
NITF_TEXT = f"""<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/" version="3.5">
 <head><title>عنوان الرأس</title>
  <docdata><doc-id id-string="AFP-17-9"/>
   <date.issue norm="20170125T143600+0200"/><date.release norm="20170125T150000Z"/>
   <doc.copyright holder="الناشر"/></docdata>
  <pubdata name="صحيفة البلاد" position.section="سياسة"/></head>
 <body><body.head><hedline><hl1>الوفد يصل إلى <em>دمشق</em></hl1><hl2>عنوان ثان</hl2></hedline>
   <byline>بقلم <person>أحمد علي</person><byttl>مراسل</byttl></byline>
   <distributor>وكالة الأنباء</distributor><dateline><location>دمشق</location></dateline></body.head>
  <body.content><block><p>{FIRST}</p><hl2>موقف الوزير</hl2><bq><block><p>لن نقبل</p></block></bq>
   <media media-type="image"><media-reference source="x.jpg"/><media-caption>الوزير في دمشق</media-caption></media>
   <p>{SECOND}</p></block></body.content>
  <body.end><tagline>رويترز</tagline></body.end></body></nitf>"""


def g2(
    content: str, *, guid: str = "urn:newsml:example:1", meta: str = "", head: str = "<headline>الوفد يصل</headline>"
) -> str:
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" version="3" standard="NewsML-G2">
 <catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_30.xml"/>
 <itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:AFP"><name>فرانس برس</name></provider>
  <versionCreated>2017-01-27T08:00:00+00:00</versionCreated>
  <firstCreated>2017-01-25T14:36:00+01:00</firstCreated>
  <pubStatus qcode="stat:usable"/>{meta}</itemMeta>
 <contentMeta><contentCreated>2017-01-25T10:00:00Z</contentCreated>
  <located><name>دمشق</name></located><by>أحمد علي</by>{head}</contentMeta>
 <contentSet>{content}</contentSet></newsItem>"""


XHTML = f"""<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>
<body><p>{FIRST}</p><h2>موقف الوزير</h2><p>{SECOND}</p></body></html></inlineXML>"""
PLAIN = f'<inlineData contenttype="text/plain">{FIRST}\n{SECOND}</inlineData>'
ESCAPED = f"<inlineData contenttype='text/html'>&lt;p&gt;{FIRST}&lt;/p&gt;&lt;p&gt;{SECOND}&lt;/p&gt;</inlineData>"
CDATA = f"<inlineData contenttype='text/html'><![CDATA[<p>{FIRST}</p><p>{SECOND}</p>]]></inlineData>"
NEWSML_1 = f"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE NewsML SYSTEM "http://www.iptc.org/NewsML/1.2/NewsML_1.2.dtd">
<NewsML Version="1.2"><NewsEnvelope><DateAndTime>20170126T000000Z</DateAndTime></NewsEnvelope><NewsItem>
<Identification><NewsIdentifier><ProviderId>afp.com</ProviderId><NewsItemId>TX-1</NewsItemId>
<PublicIdentifier>urn:newsml:afp.com:20170125:TX-1:1</PublicIdentifier></NewsIdentifier></Identification>
<NewsManagement><FirstCreated>20170125T143600Z</FirstCreated><Status FormalName="Usable"/></NewsManagement>
<NewsComponent><NewsLines><HeadLine>الوفد يصل</HeadLine><ByLine>أحمد علي</ByLine></NewsLines>
<AdministrativeMetadata><Provider><Party FormalName="AFP"/></Provider></AdministrativeMetadata>
<ContentItem><DataContent><p>{FIRST}</p><p>{SECOND}</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"""

CONTENTS = [
    ("XHTML", g2(XHTML), f"{FIRST}\nموقف الوزير\n{SECOND}"),
    ("plain text", g2(PLAIN), f"{FIRST}\n{SECOND}"),
    ("escaped HTML", g2(ESCAPED), f"{FIRST}\n{SECOND}"),
    ("HTML as character data", g2(CDATA), f"{FIRST}\n{SECOND}"),
    ("NewsML 1", NEWSML_1, f"{FIRST}\n{SECOND}"),
    ("prefixes", g2(PLAIN).replace("<", "<n:").replace("<n:/", "</n:"), f"{FIRST}\n{SECOND}"),
]


@pytest.mark.parametrize(("text", "body"), [row[1:] for row in CONTENTS], ids=[row[0] for row in CONTENTS])
def test_the_text_of_an_item_is_read_whatever_it_is_in(text: str, body: str) -> None:
    (article,) = articles_in(text)
    assert article.body == body
    assert (article.headline, article.byline) == ("الوفد يصل", "أحمد علي")
    assert article.published_on == dt.date(2017, 1, 25)


def test_a_newsml_item_is_known_by_what_its_sender_calls_it() -> None:
    (article,) = articles_in(g2(XHTML))
    assert article.reference == f"{REFERENCE}#urn:newsml:example:1"
    assert article.source_name == "فرانس برس"
    assert article.published_at == dt.datetime(2017, 1, 25, 13, 36, tzinfo=dt.UTC)
    assert article.block_kinds == {"1": "subheading"}


def test_nitf() -> None:
    (article,) = articles_in('<?xml version="1.0"?>\n<!DOCTYPE nitf SYSTEM "nitf-3-5.dtd">\n' + NITF_TEXT)
    assert article.headline == "الوفد يصل إلى دمشق"
    lines = ["عنوان ثان", "دمشق", FIRST, "موقف الوزير", "لن نقبل", "الوزير في دمشق", SECOND, "رويترز"]
    assert article.body.split("\n") == lines
    assert {lines[int(at)]: kind for at, kind in article.block_kinds.items()} == {
        "عنوان ثان": "subheading",
        "موقف الوزير": "subheading",
        "لن نقبل": "quote",
        "الوزير في دمشق": "caption",
        "رويترز": "credit",
    }
    assert (article.source_name, article.byline, article.section) == ("صحيفة البلاد", "أحمد علي", "سياسة")
    assert article.published_at == dt.datetime(2017, 1, 25, 15, tzinfo=dt.UTC)
    assert article.reference == f"{REFERENCE}#AFP-17-9"


def test_nitf_within_newsml() -> None:
    (article,) = articles_in(g2(f'<inlineXML contenttype="application/nitf+xml">{NITF_TEXT}</inlineXML>', head=""))
    assert article.headline == "الوفد يصل إلى دمشق"
    assert FIRST in article.body
    assert article.source_name == "فرانس برس"


DATES = [
    ("the first version before the last", "", dt.date(2017, 1, 25)),
    ("no first version", "firstCreated", dt.date(2017, 1, 25)),
    ("only the last version", "firstCreated contentCreated", dt.date(2017, 1, 27)),
    ("none", "firstCreated contentCreated versionCreated", None),
]


@pytest.mark.parametrize(("without", "day"), [row[1:] for row in DATES], ids=[row[0] for row in DATES])
def test_when_it_came_out(without: str, day: dt.date | None) -> None:
    text = g2(PLAIN)
    for name in without.split():
        text = text.replace(f"<{name}>", "<edited>").replace(f"</{name}>", "</edited>")
    (article,) = articles_in(text)
    assert article.published_on == day


def message(*items: str) -> str:
    opening = '<?xml version="1.0" encoding="UTF-8"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>'
    return f"{opening}{''.join(items)}</itemSet></newsMessage>"


ONE, TWO = (
    g2(PLAIN, guid=f"urn:{at}", head=f"<headline>{name}</headline>") for at, name in enumerate(("الأول", "الثاني"))
)
BROKEN = [
    ("not well formed", g2("<inlineData>x</inlineXML>"), "no well-formed XML"),
    ("no end", g2(PLAIN).removesuffix("</newsItem>"), "it has no end"),
    ("no text", g2('<remoteContent href="x.jpg"/>'), "it has no text"),
    ("empty", "<newsItem/>", "it has no text"),
    ("withdrawn", g2(PLAIN).replace("stat:usable", "stat:canceled"), "has withdrawn it"),
    ("nested too deeply", g2("<inlineXML>" + "<p>" * 5000 + "</p>" * 5000 + "</inlineXML>"), "deeper than"),
]


@pytest.mark.parametrize(("item", "reason"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_a_broken_item_costs_no_other(item: str, reason: str) -> None:
    first, fault, last = items_in(message(ONE, item, TWO))
    assert outline([first, last]) == ["الأول", "الثاني"]
    assert isinstance(fault, Unreadable)
    assert fault.number == 2
    assert reason in fault.reason


def test_a_message_that_is_cut_off_gives_all_before_the_cut_and_says_so() -> None:
    whole = message(ONE, TWO)
    found = outline(items_in(whole[: whole.index("المحادثات", whole.index("urn:1"))]))
    assert found == ["الأول", "2: the file is cut off here"]


MENDED = [
    ("HTML's entities", "وصل&nbsp;الوفد &ldquo;أمس&rdquo; &amp; عاد", "وصل الوفد “أمس” & عاد"),
    ("a bare ampersand", "AT&T & X", "AT&T & X"),
    ("an entity of its own", "وصل &unknown; أمس", "وصل &unknown; أمس"),
    ("control characters", "وصل\x0b الوفد\x01", "وصل الوفد"),
    ("numbers of no characters", "وصل&#0;&#x0B;&#11; الوفد&#x202E;", "وصل الوفد"),
]


@pytest.mark.parametrize(("written", "read"), [row[1:] for row in MENDED], ids=[row[0] for row in MENDED])
def test_what_is_no_xml_but_clear_is_read(written: str, read: str) -> None:
    (article,) = articles_in(g2(f"<inlineData>{written}</inlineData>"))
    assert article.body.replace("\u00a0", " ") == read


@pytest.mark.parametrize("declared", ["windows-1256", "utf-8", "iso-8859-6"])
@pytest.mark.parametrize("encoding", ["windows-1256", "iso8859-6", "utf-8", "utf-16"])
def test_a_wrong_declaration_does_no_harm(declared: str, encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{declared}"?>' + g2(PLAIN)
    (article,) = articles_in(text.encode(encoding))
    assert article.body == f"{FIRST}\n{SECOND}"


LAUGHS = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
HOSTILE = [
    (
        "an entity bomb",
        f'<!DOCTYPE nitf [<!ENTITY l0 "lol">{LAUGHS}]>' + NITF_TEXT.replace("وصل", "&l9;"),
        "entities of its own",
    ),
    (
        "a file",
        '<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + NITF_TEXT.replace("وصل", "&x;"),
        "entities of its own",
    ),
    (
        "a parameter entity",
        '<!DOCTYPE nitf [<!ENTITY % x SYSTEM "http://127.0.0.1/">%x;]>' + NITF_TEXT,
        "entities of its own",
    ),
    ("nothing but beginnings", "<newsMessage>" + "<newsItem>" * 200_000, "it has no end"),
    ("no end", "<newsMessage><newsItem>" + "x" * 20_000_000, "too long"),
    ("no items", "<newsMessage>" + "<x>" * 1_000_000, "no items"),
    ("attributes", "<newsMessage><newsItem " + 'a="1" ' * 500_000 + ">", "cut off"),
    ("the same attribute twice", "<newsItem guid='1' guid='2'>x</newsItem>", "no well-formed XML"),
]


@pytest.mark.parametrize(("text", "reason"), [row[1:] for row in HOSTILE], ids=[row[0] for row in HOSTILE])
def test_hostile_documents_are_refused_in_time(text: str, reason: str) -> None:
    began = time.process_time()
    found = items_in(text)
    assert time.process_time() - began < 10
    assert found
    assert all(isinstance(item, Unreadable) for item in found)
    assert isinstance(found[0], Unreadable)
    assert reason in found[0].reason


def test_nothing_is_fetched_or_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("it opens a connection")

    monkeypatch.setattr("socket.socket.connect", refuse)
    (article,) = articles_in('<!DOCTYPE nitf PUBLIC "x" "http://127.0.0.1:9/nitf.dtd">' + NITF_TEXT)
    assert FIRST in article.body
