"""The chain as a picture: readable as text, with links, and no markup of a source's own."""

from __future__ import annotations

import re

import lxml.etree

from mediawire.model.sourcing import Chain, Link, SourceKind
from mediawire.press import chainpicture

OUR = Link(name="Nordholm Courier", kind=SourceKind.OUTLET, url="https://courier.example/a")
AGENCY = Link(name="Strait News Agency", kind=SourceKind.AGENCY)
SOURCE = Link(name="a source in the port", kind=SourceKind.ANONYMOUS)
CLERK = Link(name="Edda Holm", kind=SourceKind.OFFICIAL)


def drawn(chain: Chain) -> lxml.etree._Element:
    return lxml.etree.fromstring(str(chainpicture.picture(chain)))


def words(chain: Chain) -> str:
    return " ".join(" ".join(drawn(chain).itertext()).split())


def test_it_reads_from_this_report_back() -> None:
    assert words(Chain(links=(OUR, AGENCY, SOURCE))) == (
        "Nordholm Courier news outlet Strait News Agency news agency a source in the port not named in the report"
    )


def test_side_chains_branch_where_they_part() -> None:
    chain = Chain(links=(OUR, AGENCY, SOURCE), others=((OUR, CLERK), (OUR, AGENCY, CLERK)))
    told = chainpicture.hops(chain)
    assert [(hop.name, hop.depth, hop.parent) for hop in told] == [
        ("Nordholm Courier", 0, -1),
        ("Strait News Agency", 1, 0),
        ("a source in the port", 2, 1),
        ("Edda Holm", 2, 1),
        ("Edda Holm", 1, 0),
    ]


def test_only_web_addresses_become_links() -> None:
    bad = Link(name="Trap", kind=SourceKind.OUTLET, url="javascript:alert(1)")
    links = [each.get("href") for each in drawn(Chain(links=(OUR, bad))).iter("{*}a")]
    assert links == ["https://courier.example/a"]


def test_a_name_is_text_whatever_it_says() -> None:
    trap = Link(name='<script>alert("x")</script>\u202e & co', kind=SourceKind.PERSON)
    picture = str(chainpicture.picture(Chain(links=(OUR, trap))))
    assert "<script" not in picture
    assert "\u202e" not in picture
    assert '<script>alert("x")</script> & co' in words(Chain(links=(OUR, trap)))


def test_long_names_take_more_lines_and_stay_whole() -> None:
    name = "a person with knowledge of the talks between the two port authorities who asked not to be named"
    told = words(Chain(links=(OUR, Link(name=name, kind=SourceKind.ANONYMOUS))))
    assert name in told


def test_a_chain_without_end_is_drawn_so_far_and_counted() -> None:
    many = tuple((OUR, Link(name=f"person {at}", kind=SourceKind.PERSON)) for at in range(60))
    picture = str(chainpicture.picture(Chain(links=(OUR,), others=many)))
    assert "and 45 more." in picture
    assert len(re.findall("<circle", picture)) == 16


def test_no_chain_no_picture() -> None:
    assert chainpicture.picture(Chain()) == ""
