"""Small pieces of HTML that the page families share."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from html import escape

from mediawire.demo.texts import Part, PartKind

Wrap = Callable[[str], str]


def inline(part: Part) -> str:
    """The words of a part as HTML, its links as anchors."""
    return "".join(
        f'<a href="{escape(address)}">{escape(words)}</a>' if address else escape(words, quote=False)
        for words, address in part.runs
    )


def body(parts: Iterable[Part], paragraph: Wrap) -> str:
    """Parts as blocks, paragraphs wrapped as the outlet has it; items in a row share one list, rows one table."""
    told = []
    for kind, run in itertools.groupby(parts, key=lambda part: part.kind):
        group = list(run)
        if kind is PartKind.ITEM:
            told.append("<ul>\n" + "\n".join(f"<li>{inline(each)}</li>" for each in group) + "\n</ul>")
        elif kind is PartKind.ROW:
            told.append(table(group))
        else:
            told += [block(each, paragraph) for each in group]
    return "\n".join(told)


def block(part: Part, paragraph: Wrap) -> str:
    """One part that stands for itself."""
    words = inline(part)
    match part.kind:
        case PartKind.HEADING:
            return f"<h3>{words}</h3>"
        case PartKind.QUOTATION:
            return f"<blockquote><p>{words}</p></blockquote>"
        case PartKind.NOTE:
            return f'<p class="correction"><em>{words}</em></p>'
        case PartKind.PARAGRAPH:
            return paragraph(words)
    return furniture(part)


def table(rows: list[Part]) -> str:
    """Rows as a table, the first one its head."""
    head, *rest = ([escape(cell, quote=False) for cell in row.cells] for row in rows)
    lines = ["".join(f"<td>{cell}</td>" for cell in row) for row in rest]
    top = "".join(f"<th>{cell}</th>" for cell in head)
    return (
        f"<table>\n<thead><tr>{top}</tr></thead>\n<tbody>\n"
        + "\n".join(f"<tr>{line}</tr>" for line in lines)
        + "\n</tbody></table>"
    )


def furniture(part: Part) -> str:
    """What stands in the page and is not of the report."""
    words = inline(part)
    match part.kind:
        case PartKind.RELATED:
            links = "".join(f'<li><a href="/">{escape(cell)}</a></li>' for cell in part.cells)
            return f'<aside class="related read-also"><h4>Read also</h4><ul>{links}</ul></aside>'
        case PartKind.NEWSLETTER:
            return (
                f'<div class="newsletter-signup"><form action="/account/newsletter" method="post"><p>{words}</p>'
                '<input type="email" name="email"><button type="submit">Sign up</button></form></div>'
            )
        case PartKind.HIDDEN:
            return f'<p style="display:none" aria-hidden="true">{words}</p>'
        case PartKind.CAPTION:
            return f'<figure><img src="/picture.png" alt=""><figcaption>{words}</figcaption></figure>'
        case PartKind.PAYWALL:
            return f'<div class="paywall subscribe-wall"><p>{words}</p><a href="/account/">Subscribe</a></div>'
    return f'<div class="ad advertisement" data-ad-slot="mid"><span>{words}</span></div>'
