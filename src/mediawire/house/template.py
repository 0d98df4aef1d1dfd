"""The commented wire.toml that `mediawire init` writes, and the table that `mediawire add` appends."""

from __future__ import annotations

import json

from mediawire.house import termsfile
from mediawire.model.source import Door, Source

WIRE = """\
# wire.toml: this newsroom's media wire. Settings stand here with their defaults; a line that begins with # is not in
# force. After a change, restart `mediawire run`.

[house]
name = {name}                     # printed on every page
url = {url}                       # where readers find the house
contact = {contact}               # an address or page for those whose sites we read; stands in every request we make
language = "en"
section = "Media Wire"            # the label of the section
# disclaimer = "..."              # the words below every report; the default says what a media wire promises
# style = "plain"                 # headlines: plain, front-page, headline-case, or NAME of a styles/NAME.toml here
# recent = 8                      # recent posts below a report
# search = true                   # link to /search; false where the public folder is served without mediawire
# hub = "https://hub.example.org" # a WebSub hub that is told of each printing
# front = 40                      # reports on the front page

[house.profile]                   # what you are: sources' terms are tested against it; unsaid counts against you
# country = "DE"
# kind = "news"                   # news, ngo, monitoring, public
# for_profit = false
# advertisements = false
# paywall = false
# counter_consent = false         # may a source's page counter run on your pages?

[web]
host = "127.0.0.1"                # 0.0.0.0 to be reached from elsewhere; better: a web server in front
port = {port}
# public_url = "https://wire.example.org"

[manners]                         # how sources are asked
# pace = 1.0                      # seconds between two requests to one site
# poll_floor = 60                 # a feed is never asked more often than this, in seconds ...
# poll_ceiling = 21600            # ... nor less often than this
# local = ["10.0.0.0/8"]          # addresses on your own network that sources may live on; none by default

[doors]                           # what may be brought to the wire
# folder = "incoming"             # agency documents, one subfolder for each source that has `documents = ""`
# token_file = "data/tokens"      # lets agencies push over HTTP; `mediawire token SOURCE` makes a token
# callback = "https://wire.example.org"     # how WebSub hubs reach this server: feeds with a hub are then pushed

[reading]
# seconds = 10                    # processor time that one page may cost
# processes = 2

[keeping]
# unprinted_days = 30             # captures that nothing printed stands on are kept so long
# disk_alarm = 1073741824         # free bytes below which the desk is told

# Sources. `mediawire add URL` finds the feed of a page and appends a table like this one:
#
# [[source]]
# id = "example"
# name = "The Example Times"      # printed as the source of its reports
# home = "https://example.org/"
# feed = "https://example.org/feed.xml"      # or feeds = [...], sitemap = ..., listing = ... with pattern = "/2026/"
# documents = "incoming/example"  # ninjs, NewsML-G2 and NITF files are taken from here; "": only what is pushed
# language = "en"
# rule = "queue"                  # publish: print by itself what the terms permit; queue: an editor decides; hold
# on_change = "queue"             # when the source changes a printed report: print, queue or hold
#
# [source.terms]                  # without terms the wire prints the headline and a link, nothing more
# extent = "full"                 # full, excerpt, headline, nothing
# excerpt = {{ paragraphs = 2 }}    # or words, characters, percent
# headline_may_change = "yes"     # yes, ask, no
# licence = "CC-BY-ND-4.0"
# credits = [ {{ place = "top", wording = "First published by [{{source}}]", link = "article" }} ]
# canonical = true
# human_choice = false            # true: an editor must choose each report
# closing = "..."                 # text that must close the copy
# basis = "Their republication page"
# url = "https://example.org/republish"
# read_at = 2026-11-25
# valid_until = 2027-11-25
# per_month = 1                   # reports a calendar month; also: delay_hours, age_days
# expires_days = 90               # so long after publication the text must go; or take_down_days after printing
# when_over = "link"              # then headline and link may stay
# serve_capture = true            # the source lets you serve its page as captured, so that readers can compare
#
# [[source.terms.layer]]          # more layers; the strictest wins. `mediawire terms SOURCE` says what they come to
# kind = "permission"             # licence, house-rules, permission

# [[outlet]]                      # an agency or outlet that reports cite and mediawire does not know; repeat as needed
# id = "coast-wire"
# name = "Coast Wire"
# kind = "agency"                 # agency or outlet
# aliases = ["CW", "the Coast Wire agency"]
# domains = ["coastwire.example"]
"""


def wire(*, name: str, url: str, contact: str, port: int = 8750) -> str:
    """The text of a new wire.toml."""
    return WIRE.format(name=_text(name), url=_text(url), contact=_text(contact), port=port)


def demo(port: int) -> str:
    """The text of the demo's wire.toml, above its sources: quick, and on this machine alone."""
    text = wire(name="The Quayside Wire", url="http://localhost/", contact="desk@quayside.example", port=port)
    text = text.replace("[manners]", '[manners]\npace = 0.3\npoll_floor = 5\nlocal = ["127.0.0.0/8"]', 1)
    return text.replace("[house.profile]", "[house.profile]\nfor_profit = false\nadvertisements = false", 1)


def source(new: Source, note: str = "") -> str:
    """The table of a new source, to be appended to wire.toml."""
    feeds = [url for door, url in new.doors if door is Door.FEED]
    others = [(door.value, url) for door, url in new.doors if door is not Door.FEED]
    lines = ["", "", "[[source]]"] + ([f"# {note}"] if note else [])
    lines += [f"id = {_text(new.id)}", f"name = {_text(new.name)}", f"home = {_text(new.home)}"]
    if len(feeds) == 1:
        lines.append(f"feed = {_text(feeds[0])}")
    elif feeds:
        lines.append(f"feeds = [{', '.join(_text(url) for url in feeds)}]")
    lines += [f"{key} = {_text(url)}" for key, url in others]
    if new.language:
        lines.append(f"language = {_text(new.language)}")
    if new.section:
        lines.append(f"section = {_text(new.section)}")
    lines.append(f"rule = {_text(new.rule.value)}")
    if new.terms.layers:
        lines += ["# Until somebody stands behind these terms (confirmed_by), the headline and a link are printed.", ""]
        return "\n".join(lines) + termsfile.tables(new.terms)
    lines += ["# Without [source.terms] the wire prints the headline and a link. See the comments above.", ""]
    return "\n".join(lines)


def _text(value: str) -> str:
    """A TOML basic string: JSON's escapes are a subset of TOML's, once the delete character is escaped too."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
