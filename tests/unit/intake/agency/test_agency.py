"""Agency documents, read leniently: ninjs, NewsML-G2, NewsML 1.2, NITF."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from mediawire.intake import agency
from mediawire.model.errors import UnreadableFeed
from mediawire.model.feed import FeedEntry

NEVER = dt.datetime.max.replace(tzinfo=dt.UTC)
MOMENT = dt.datetime(2026, 3, 5, 14, 7, 9, tzinfo=dt.UTC)
IPTC = Path(__file__).resolve().parents[5] / "shared" / "feeds" / "iptc"
NITF = (
    "<nitf><head><docdata management-status='usable'><date.issue norm='20260305T140709Z'/>"
    "<doc-id id-string='n-1'/><doc.copyright holder='The Agency' year='2026'/></docdata>"
    "<tobject><tobject.subject tobject.subject.matter='Roads'/></tobject></head><body><body.head>"
    "<hedline><hl1>Bridge closed</hl1></hedline><byline>By Ada Example, <byttl>Staff</byttl></byline>"
    "<abstract><p>Short.</p></abstract></body.head><body.content><media><media-caption>Picture</media-caption></media>"
    "<p lede='true'>The <person>mayor</person> said <em>no</em> &amp; <a href='https://outlet.example/x'>left</a>.</p>"
    "<hl2>Why</hl2><note><p>To editors</p></note><block><p>Money.</p></block><style>p {}</style></body.content></body></nitf>"
)
NITF_HTML = '<p>The mayor said <em>no</em> &amp; <a href="https://outlet.example/x">left</a>.</p><h3>Why</h3><div><p>Money.</p></div>'


def one(document: str | dict[str, object]) -> FeedEntry:
    body = document if isinstance(document, str) else json.dumps(document)
    (entry,) = agency.parse(body.encode())
    return entry


def g2(body: str, attributes: str = "") -> str:
    return f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="3" {attributes}>{body}</newsItem>'


class TestNitf:
    def test_a_text_with_its_head(self) -> None:
        entry = one(NITF)
        assert (entry.id, entry.title, entry.author) == ("n-1", "Bridge closed", "Ada Example")
        assert (entry.published, entry.status, entry.medium) == (MOMENT, "usable", "text")
        assert entry.summary == "<p>Short.</p>"
        assert entry.content == NITF_HTML
        assert (entry.categories, entry.licences) == (("Roads",), ("The Agency 2026",))

    def test_an_embargo_without_a_date_never_ends(self) -> None:
        entry = one(NITF.replace("usable", "embargoed"))
        assert entry.embargo == NEVER

    def test_a_document_type_is_not_followed(self) -> None:
        assert one(f'<!DOCTYPE nitf SYSTEM "http://127.0.0.1:9/nitf.dtd">{NITF}').title == "Bridge closed"


class TestNewsmlG2:
    def test_a_text_as_nitf(self) -> None:
        entry = one(
            g2(
                "<rightsInfo><usageTerms>Not for archives</usageTerms></rightsInfo><itemMeta>"
                "<itemClass qcode='ninat:text'/><versionCreated>2026-03-05T14:07:09Z</versionCreated>"
                "<embargoed>2026-03-06T06:00:00+01:00</embargoed><pubStatus qcode='stat:usable'/>"
                "<edNote>Updates with reaction</edNote></itemMeta><contentMeta><headline>Bridge shut</headline>"
                "<language tag='en-GB'/><subject qcode='medtop:1'><name>Roads</name></subject></contentMeta>"
                f"<contentSet><inlineXML contenttype='application/nitf+xml'>{NITF}</inlineXML></contentSet>"
            )
        )
        assert (entry.id, entry.version, entry.medium) == ("urn:x:1", "3", "text")
        assert entry.title == "Bridge shut"
        assert entry.content == NITF_HTML
        assert entry.embargo == dt.datetime(2026, 3, 6, 5, tzinfo=dt.UTC)
        assert (entry.status, entry.note, entry.language) == ("usable", "Updates with reaction", "en-GB")
        assert "Not for archives" in entry.licences
        assert entry.updated == MOMENT

    @pytest.mark.parametrize(
        ("content", "html"),
        [
            (
                "<inlineXML contenttype='application/xhtml+xml'><html><body><p>A</p></body></html></inlineXML>",
                "<p>A</p>",
            ),
            (
                "<inlineData contenttype='text/plain'>One &lt; two\n\nThree</inlineData>",
                "<p>One &lt; two</p>\n<p>Three</p>",
            ),
            ("<inlineData contenttype='text/html'>&lt;p&gt;A&lt;/p&gt;</inlineData>", "<p>A</p>"),
            ("<inlineData encoding='base64'>AAAA</inlineData>", None),
            ("<inlineXML><sports/></inlineXML>", None),
        ],
    )
    def test_other_forms_of_text(self, content: str, html: str | None) -> None:
        assert one(g2(f"<contentSet>{content}</contentSet>")).content == html

    def test_a_message_gives_all_its_items(self) -> None:
        picture = (
            "<newsItem guid='p'><itemMeta><itemClass qcode='ninat:picture'/></itemMeta><contentSet>"
            "<remoteContent href='https://a.example/p.jpg' contenttype='image/jpeg' size='9'/></contentSet></newsItem>"
        )
        package = "<packageItem guid='k'><groupSet><group><itemRef residref='t'/></group></groupSet></packageItem>"
        text = "<newsItem guid='t'><contentMeta><headline>T</headline></contentMeta></newsItem>"
        found = agency.parse(f"<newsMessage><itemSet>{package}{text}{picture}</itemSet></newsMessage>".encode())
        assert [(each.id, each.medium) for each in found] == [("k", "package"), ("t", "text"), ("p", "picture")]
        assert found[0].enclosures[0].url == "t"
        assert (found[2].enclosures[0].url, found[2].enclosures[0].length) == ("https://a.example/p.jpg", 9)

    def test_withdrawn(self) -> None:
        assert one(g2("<itemMeta><pubStatus qcode='stat:canceled'/></itemMeta>")).status == "canceled"


class TestNewsml1:
    def test_a_news_item(self) -> None:
        entry = one(
            "<NewsML Version='1.2'><NewsItem xml:lang='en'><Identification><NewsIdentifier><PublicIdentifier>urn:a:1"
            "</PublicIdentifier></NewsIdentifier></Identification><NewsManagement><FirstCreated>20260305T140709+0000"
            "</FirstCreated><Status FormalName='Embargoed'/><StatusWillChange><DateAndTime>20260306T060000Z</DateAndTime>"
            "</StatusWillChange></NewsManagement><NewsComponent><NewsLines><HeadLine>Bridge</HeadLine><ByLine>By Ada</ByLine>"
            "<CopyrightLine>The Agency</CopyrightLine></NewsLines><DescriptiveMetadata><Property FormalName='Keyword' "
            f"Value='road'/></DescriptiveMetadata><ContentItem><DataContent>{NITF}</DataContent></ContentItem>"
            "</NewsComponent></NewsItem></NewsML>"
        )
        assert (entry.id, entry.title, entry.authors[0]) == ("urn:a:1", "Bridge", "Ada")
        assert (entry.published, entry.language, entry.medium) == (MOMENT, "en", "text")
        assert entry.embargo == dt.datetime(2026, 3, 6, 6, tzinfo=dt.UTC)
        assert entry.content == NITF_HTML
        assert "road" in entry.categories
        assert "The Agency" in entry.licences

    @pytest.mark.parametrize(
        ("data", "html"),
        [
            ("<html><body><p>A</p></body></html>", "<p>A</p>"),
            ("Plain\nlines", "<p>Plain</p>\n<p>lines</p>"),
            ("&lt;p&gt;A&lt;/p&gt;", "<p>A</p>"),
            ("", None),
        ],
    )
    def test_other_forms_of_text(self, data: str, html: str | None) -> None:
        body = f"<NewsItem><ContentItem><DataContent>{data}</DataContent></ContentItem></NewsItem>"
        assert one(f"<NewsML>{body}</NewsML>").content == html


class TestNinjs:
    def test_the_first_version(self) -> None:
        entry = one(
            {
                "uri": "urn:n:1", "type": "text", "version": "2", "versioncreated": "2026-03-05T14:07:09Z",
                "headline": "Bridge", "byline": "By Ada", "language": "en", "pubstatus": "usable",
                "embargoed": "2026-03-06T06:00:00Z", "body_text": "Plain", "body_html": "<p>Rich</p>",
                "description_text": "Short", "copyrightholder": "The Agency", "usageterms": "None",
                "subject": [{"name": "Roads"}], "keyword": ["x"], "ednote": "Note",
                "associations": {"main": {"renditions": {"full": {"href": "https://a.example/p.jpg", "sizeinbytes": 9}}}},
            }
        )  # fmt: skip
        assert (entry.id, entry.title, entry.author, entry.version) == ("urn:n:1", "Bridge", "Ada", "2")
        assert (entry.content, entry.summary) == ("<p>Rich</p>", "Short")
        assert (entry.embargo, entry.updated) == (dt.datetime(2026, 3, 6, 6, tzinfo=dt.UTC), MOMENT)
        assert (entry.status, entry.note, entry.categories) == ("usable", "Note", ("Roads", "x"))
        assert entry.licences == ("None", "The Agency")
        assert entry.enclosures[0].url == "https://a.example/p.jpg"

    def test_the_third_version(self) -> None:
        entry = one(
            {
                "uri": "urn:n:3", "firstCreated": "2026-03-05T14:07:09Z", "pubStatus": "canceled",
                "headlines": [{"role": "short", "value": "Br"}, {"role": "main", "value": "Bridge"}],
                "bodies": [{"contentType": "text/plain", "value": "A\nB"}, {"role": "nitf", "value": NITF}],
                "by": "Ada", "descriptions": [{"value": "Short"}],
            }
        )  # fmt: skip
        assert (entry.title, entry.published, entry.status) == ("Bridge", MOMENT, "canceled")
        assert entry.content == NITF_HTML

    def test_html_goes_before_the_rest_and_loses_its_frame(self) -> None:
        bodies = [{"value": "x"}, {"contentType": "text/html", "value": "<html><body><p>A</p></body></html>"}]
        assert one({"uri": "x", "bodies": bodies}).content == "<p>A</p>"

    def test_a_body_that_is_broken_leaves_the_other(self) -> None:
        bodies = [{"role": "nitf", "value": "<nitf><b></nitf>"}, {"value": "Plain"}]
        assert one({"uri": "x", "bodies": bodies}).content == "<p>Plain</p>"

    def test_lists_of_items(self) -> None:
        items = [{"uri": "a"}, {"uri": "b"}, 5]
        assert [each.id for each in agency.parse(json.dumps(items).encode())] == ["a", "b"]
        assert [each.id for each in agency.parse(json.dumps({"items": items}).encode())] == ["a", "b"]

    @pytest.mark.parametrize(
        "odd",
        [{"headlines": "x"}, {"bodies": [5]}, {"subject": 5}, {"associations": []}, {"renditions": {"a": {"href": 5}}},
         {"version": 4}, {"rightsinfo": [{"linkedrights": "https://a.example/r"}]}, {"byline": None}],
    )  # fmt: skip
    def test_members_of_the_wrong_kind_do_no_harm(self, odd: dict[str, object]) -> None:
        assert one({"uri": "x", **odd}).id == "x"

    def test_an_embargo_that_cannot_be_read_never_ends(self) -> None:
        assert one({"uri": "x", "embargoed": "until the speech"}).embargo == NEVER


@pytest.mark.parametrize("body", ["", "{}", "[]", "{", "<rss/>", "<html/>", "text", "[1]", '{"a": 1}'])
def test_what_is_no_agency_document_is_refused(body: str) -> None:
    with pytest.raises(UnreadableFeed) as caught:
        agency.parse(body.encode(), where="dropped.xml")
    assert caught.value.where in ("dropped.xml", "body")


def test_all_of_iptcs_own_examples_are_read() -> None:
    if not IPTC.is_dir():
        pytest.skip("the IPTC examples are not part of this repository; they lie in ../shared/feeds/iptc of its makers")
    paths = [path for path in IPTC.rglob("*") if path.suffix in (".json", ".xml") and "examples" in path.parts]
    assert len(paths) > 70
    skeletons = ("extension-schema",)
    read = {path.name: agency.parse(path.read_bytes(), "", path.name) for path in paths if path.stem not in skeletons}
    assert all(read.values())
    texts = [entry for entries in read.values() for entry in entries if entry.content]
    assert len(texts) > 30
