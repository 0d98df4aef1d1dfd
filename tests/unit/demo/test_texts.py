"""The texts: their format, their number, and when they appear."""

from __future__ import annotations

import collections
import itertools

import pytest

from mediawire.demo import PartKind, reports
from mediawire.demo.outlets import outlets
from mediawire.demo.texts import FURNITURE, Part, parse

HEAD = "title: A title: with a colon\nslug: a-title\nat: 2.5\nbyline: Ann Other\n"


def test_a_file_becomes_a_report():
    report = parse(
        "ledger", HEAD + "\nOne line\nand the next.\n\n## Below\n\n* first\n* second\n\n| a | b |\n\n> said\n"
    )
    assert (report.key, report.title, report.at, report.byline) == (
        "ledger/a-title",
        "A title: with a colon",
        2.5,
        "Ann Other",
    )
    assert [part.kind for part in report.parts] == [
        PartKind.PARAGRAPH,
        PartKind.HEADING,
        PartKind.ITEM,
        PartKind.ITEM,
        PartKind.ROW,
        PartKind.QUOTATION,
    ]
    assert report.body == ("One line and the next.", "Below", "first", "second", "a b", "said")


def test_furniture_stands_in_the_parts_but_not_in_the_body():
    report = parse("ledger", HEAD + "\nText.\n\n!related: One / Two\n\n!hidden: 12 fish\n")
    assert report.body == ("Text.",)
    assert [part.text for part in report.parts[1:]] == ["One Two", "12 fish"]


def test_links_are_kept_apart_from_the_words():
    part = Part(PartKind.PARAGRAPH, "See [the book](/book) and [the bell](http://bell.example/).")
    assert part.text == "See the book and the bell."
    assert part.runs == (
        ("See ", ""),
        ("the book", "/book"),
        (" and ", ""),
        ("the bell", "http://bell.example/"),
        (".", ""),
    )


def test_a_correction_mends_title_and_text_and_says_so():
    head = HEAD.replace("A title", "12 fish") + "changed_at: 9\nreplace: 12 => 21\nnote: It was 21.\n"
    report = parse("ledger", head + "\nThere were 12 fish.\n")
    assert report.corrected.title.startswith("21 fish")
    assert report.corrected.body == ("There were 21 fish.", "It was 21.")
    assert report.body == ("There were 12 fish.",)


@pytest.mark.parametrize("head", ["slug: a\nat: 1\n", "title: a\nslug: a\n", HEAD + "colour: red\n"])
def test_a_head_that_lacks_or_misnames_a_key_is_refused(head):
    with pytest.raises(ValueError, match="ledger"):
        parse("ledger", head + "\nText.\n")


def test_every_report_belongs_to_an_outlet_and_has_a_name_of_its_own():
    assert {report.outlet for report in reports()} == {outlet.id for outlet in outlets()}
    assert len({report.key for report in reports()}) == len(reports())
    homes = {outlet.id: outlet for outlet in outlets()}
    addresses = {(report.outlet, homes[report.outlet].path(report)) for report in reports()}
    assert len(addresses) == len(reports())


def test_ten_to_twelve_appear_in_five_seconds_and_then_one_every_few():
    times = [report.at for report in reports()]
    assert 10 <= sum(at <= 5 for at in times) <= 12
    minute = [at for at in times if 5 < at <= 60]
    assert all(later - earlier <= 5 for earlier, later in itertools.pairwise(minute))
    assert len(times) >= 24
    assert max(times) > 120


def test_a_report_has_substance_unless_a_wall_stands_before_it():
    for report in reports():
        walled = any(part.kind is PartKind.PAYWALL for part in report.parts)
        assert len(report.body) >= (1 if walled else 5), report.key


def test_the_press_speaks_several_languages_and_directions():
    languages = collections.Counter(outlet.language for outlet in outlets())
    assert {"en", "ar", "ru", "de"} <= set(languages)
    arabic = " ".join(text for report in reports() if report.outlet == "sahil" for text in report.body)
    russian = " ".join(text for report in reports() if report.outlet == "vestnik" for text in report.body)
    assert sum("\u0600" <= sign <= "\u06ff" for sign in arabic) > len(arabic) / 2
    assert sum("\u0400" <= sign <= "\u04ff" for sign in russian) > len(russian) / 2


def test_what_real_outlets_do_is_there():
    kinds = {part.kind for report in reports() for part in report.parts}
    assert FURNITURE | {PartKind.HEADING, PartKind.ITEM, PartKind.ROW} <= kinds
    assert max(len(report.title) for report in reports()) > 200
    assert sum(report.kind == "view" for report in reports()) >= 2
    assert any(report.credit == "(Northlight)" for report in reports())
