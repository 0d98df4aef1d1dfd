"""Element names as feeds mean them: `dc:creator` whatever the prefix, the case or the age of the namespace."""

from __future__ import annotations

import re

# Namespaces (in small letters) whose elements count as the plain words of RSS, Atom or CDF.
_PLAIN = frozenset(
    {
        "",
        "http://backend.userland.com/rss",
        "http://backend.userland.com/rss2",
        "http://backend.userland.com/rss091",
        "http://blogs.law.harvard.edu/tech/rss",
        "http://cyber.law.harvard.edu/rss/rss.html",
        "http://purl.org/rss/1.0/",
        "http://purl.org/rss/1.0",
        "http://purl.org/net/rss1.1#",
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://channel.netscape.com/rdf/simple/0.9/",
        "http://my.netscape.com/publish/formats/rss-0.91.dtd",
        "http://example.com/newformat#",
        "http://example.com/necho",
        "http://purl.org/echo/",
        "uri/of/echo/namespace#",
        "http://purl.org/pie/",
        "http://purl.org/atom/ns#",
        "http://www.w3.org/2005/atom",
        "https://www.w3.org/2005/atom",
        "http://purl.org/rss/1.0/modules/rss091#",
    }
)
_PREFIXES = {
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/elements/1.0/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://example.com/dtds/podcast-1.0.dtd": "itunes",
    "http://search.yahoo.com/mrss": "media",
    "http://search.yahoo.com/mrss/": "media",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://creativecommons.org/ns#license": "cc",
    "http://creativecommons.org/ns#": "cc",
    "http://web.resource.org/cc/": "cc",
    "http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html": "creativecommons",
    "http://backend.userland.com/creativecommonsrssmodule": "creativecommons",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://purl.org/syndication/history/1.0": "fh",
    "http://www.xmlnews.org/namespaces/meta#": "xn",
    "http://www.w3.org/xml/1998/namespace": "xml",
}
_USERLAND = re.compile(r"backend\.userland\.com/rss")


def name_of(tag: str, prefix: str | None) -> str:
    """The name of an element: "title" for the words of RSS and Atom, "dc:creator" for those of a known module.

    `tag` is lxml's "{namespace}local"; `prefix`, as written in the document, counts where the namespace is unknown.
    """
    namespace, _, local = tag.rpartition("}")
    namespace = namespace[1:].lower()
    local = local.lower()
    if namespace in _PLAIN or _USERLAND.search(namespace):
        known = _PREFIXES.get(namespace)
        return f"{known}:{local}" if known else local
    known = _PREFIXES.get(namespace, (prefix or "").lower())
    return f"{known}:{local}" if known else local
