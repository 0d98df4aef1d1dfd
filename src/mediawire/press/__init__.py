"""What prints: item page, front page and feeds, and the printer that writes them into the public folder.

render(item, surroundings) -> Edition       the item's page; pure
render_ninjs(item, surroundings) -> Edition the item with its rights as ninjs; pure
render_lists(surroundings) -> Edition       front page, feeds, standing pages; pure
render_story(story, surroundings) -> Edition    the tellings of one event, as a page and as JSON; pure
recent_of(item, surroundings) -> Recent     the line that lists and feeds carry for an item
carried(item, house) -> Carried             the blocks that the terms let us print: what a manifest must list
paths_of(item)                              the files that a withdrawal removes
printer.Printer(folder)                     writes and removes, atomically
serving.PublicFolder(folder)                serves the folder as a WSGI application
"""

from mediawire.press.extent import Carried, PrintedBlock, carried
from mediawire.press.figures import shown_pictures
from mediawire.press.lists import render_lists
from mediawire.press.ninjs import render_ninjs
from mediawire.press.pages import paths_of, recent_of, render, shown_headline
from mediawire.press.tellings import files_of_story, render_moved, render_story
from mediawire.press.words import excerpt, slug

__all__ = [
    "Carried",
    "PrintedBlock",
    "carried",
    "excerpt",
    "files_of_story",
    "paths_of",
    "recent_of",
    "render",
    "render_lists",
    "render_moved",
    "render_ninjs",
    "render_story",
    "shown_headline",
    "shown_pictures",
    "slug",
]
