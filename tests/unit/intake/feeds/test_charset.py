"""Charsets as RFC 7303 and real servers have them."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.intake.feeds.charset import as_utf8, codec_of, decode

WORDS = "Größe und Fähre"
CYRILLIC = "Совет министров утвердил бюджет на следующий год"


def xml(words: str, label: str) -> str:
    return f"<?xml version='1.0' encoding='{label}'?><rss><channel><title>{words}</title></channel></rss>"


@pytest.mark.parametrize(
    "label",
    ["utf-8", "iso-8859-1", "windows-1252", "iso-8859-15", "cp437", "cp850", "mac-roman", "utf-16", "utf-16-le"]
    + ["utf-16-be", "utf-32", "utf-32-be", "cp500", "cp1140"],
)
def test_a_declared_charset_is_believed_where_the_bytes_fit(label: str) -> None:
    assert WORDS in decode(xml(WORDS, label).encode(label), {}).text


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("windows-1251", CYRILLIC), ("koi8-r", CYRILLIC), ("iso-8859-5", CYRILLIC), ("iso-8859-7", "Ελλάδα"),
        ("shift_jis", "東京の新聞"), ("euc-jp", "東京の新聞"), ("iso-2022-jp", "東京の新聞"), ("gb2312", "北京新闻"),
        ("big5", "台北新聞"), ("euc-kr", "서울신문"), ("windows-1256", "أخبار"), ("windows-1255", "חדשות"), ("tis-620", "ข่าว"),
    ],
)  # fmt: skip
def test_other_scripts_in_their_old_charsets(label: str, words: str) -> None:
    assert words in decode(xml(words, label).encode(label), {}).text


def test_the_header_goes_before_the_declaration() -> None:
    body = xml("Ő", "iso-8859-1").encode("iso-8859-2")
    assert "Ő" in decode(body, {"content-type": "text/xml; charset=iso-8859-2"}).text


def test_the_byte_order_mark_goes_before_both() -> None:
    body = codecs.BOM_UTF8 + xml(CYRILLIC, "windows-1251").encode()
    found = decode(body, {"content-type": "text/xml; charset=windows-1251"})
    assert CYRILLIC in found.text
    assert found.charset == "utf-8"


def test_utf8_under_a_false_label_is_known_by_its_bytes_and_flagged() -> None:
    found = decode(xml(CYRILLIC, "windows-1251").encode(), {})
    assert CYRILLIC in found.text
    assert found.flags == ("charset-misdeclared",)


def test_text_xml_without_charset_is_not_ascii() -> None:
    assert WORDS in decode(xml(WORDS, "utf-8").encode(), {"content-type": "text/xml"}).text


def test_an_unknown_label_is_passed_over() -> None:
    assert WORDS in decode(xml(WORDS, "x-nonsense").encode(), {"content-type": "text/xml; charset=klingon"}).text


@pytest.mark.parametrize("label", ["windows-1251", "koi8-r"])
def test_cyrillic_under_the_label_of_utf8_is_guessed_and_flagged(label: str) -> None:
    found = decode(xml(CYRILLIC, "utf-8").encode(label), {})
    assert CYRILLIC in found.text
    assert "charset-guessed" in found.flags


def test_western_bytes_under_the_label_of_utf8_are_guessed_and_flagged() -> None:
    found = decode(xml("Größe “und” Fähre", "utf-8").encode("cp1252"), {})
    assert "Größe “und” Fähre" in found.text
    assert "charset-guessed" in found.flags


def test_one_bad_byte_does_not_turn_utf8_into_something_else() -> None:
    body = xml(CYRILLIC * 3, "utf-8").encode().replace(b"</title>", b"\xff</title>")
    found = decode(body, {})
    assert CYRILLIC in found.text
    assert found.flags == ("bad-bytes",)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_sniffed(codec: str) -> None:
    found = decode(xml(WORDS, "utf-16").encode(codec), {})
    assert WORDS in found.text
    assert found.flags == ("charset-sniffed",)


def test_json_in_utf16_is_sniffed_too() -> None:
    assert decode('{"title": "Größe"}'.encode("utf-16-le"), {}).text == '{"title": "Größe"}'


def test_utf7_is_flagged() -> None:
    found = decode(xml("Gr+APYA3w-e", "utf-7").encode(), {})
    assert "Größe" in found.text
    assert "charset-unusual" in found.flags


@pytest.mark.parametrize("label", ["unicode_escape", "idna", "zlib_codec", "hex", "rot13", "no-such-thing"])
def test_codecs_that_are_no_charsets_are_refused(label: str) -> None:
    body = xml("plain", label).encode()
    assert "plain" in decode(body, {}).text


def test_web_labels_stand_for_the_wider_codec() -> None:
    assert codec_of("gb2312") == "gb18030"
    assert codec_of("shift_jis") == "cp932"
    assert codec_of("unicode_escape") == ""


def test_a_damaged_document_with_a_mark_keeps_what_can_be_read() -> None:
    found = decode(codecs.BOM_UTF16_LE + "<rss>a</rss>".encode("utf-16-le") + b"\x00", {})
    assert found.text.startswith("<rss>a</rss>")
    assert found.flags == ("bad-bytes",)


def test_a_label_in_the_wrong_place_does_not_break_the_reader() -> None:
    body = b"<?xml version='1.0' encoding=''?><rss><channel><title>x</title></channel></rss>"
    assert "<title>x" in decode(body, {"content-type": "text/xml; charset="}).text


@given(
    body=st.one_of(st.binary(), st.text().map(str.encode)),
    mark=st.sampled_from([b"", codecs.BOM_UTF8, codecs.BOM_UTF8 * 2, codecs.BOM_UTF16_LE]),
    label=st.sampled_from(["", "utf-8", "iso-8859-1", "windows-1251", "utf-16"]),
)
def test_what_parsers_are_given_as_utf8_is_the_decoded_text(body: bytes, mark: bytes, label: str) -> None:
    headers = {"content-type": f"text/html; charset={label}"} if label else {}
    text = decode(mark + body, headers).text
    assert as_utf8(mark + body, headers) == text.encode("utf-8", "replace")
