# ruff: noqa: E501 - each attack on one line
"""Markdown of a student's runs nothing, whatever renders it, and shows what was written."""

import html
import time
from functools import partial
from html.parser import HTMLParser

import pytest
from nbconvert.filters import strip_files_prefix
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from graders.engine import formgrader, markdown, untrusted

RUN = "ran()"
LIVE = [
    f"<script>{RUN}</script>", f"<img src=x onerror={RUN}>", f"<svg onload={RUN}>", f"<svg/onload={RUN}>", f"<a\nhref=javascript:{RUN}>a</a>",
    f"<style>*{{background:url(javascript:{RUN})}}</style>", f"<iframe srcdoc='<script>{RUN}</script>'>", f"<!--><script>{RUN}</script>-->",
    f"<?php <script>{RUN}</script> ?>", f"<![CDATA[<script>{RUN}</script>]]>", f"</p><script>{RUN}</script>", f"<math><mtext><img src onerror={RUN}>",
    f"[a](javascript:{RUN})", f"[a](JaVaScRiPt:{RUN})", f"[a](&#106;avascript:{RUN})", f"[a](&#x000000006A;avascript:{RUN})",
    f"[a](java&Tab;script:{RUN})", f"[a](java&NewLine;script:{RUN})", f"[a](javascript&colon;{RUN})", f"[a](javascript\\:{RUN})",
    f"[a](&#1;javascript:{RUN})", f"[a](<javascript:{RUN}>)", f"[a]( \njavascript:{RUN})", f"> [a](\n> javascript:{RUN})",
    f"[a](files/javascript:{RUN})", f"[a](/files/javascript:{RUN})", f"[a](files/&#106;avascript:{RUN})", f"![a](javascript:{RUN})",
    f"[a](vbscript:{RUN})", f"[a](data:text/html,<script>{RUN}</script>)", "[a](data:text/html;base64,PHNjcmlwdD4=)",
    f"[a][b]\n\n[b]: javascript:{RUN}", f"[b]\n\n[b]:\n  javascript:{RUN}", f"[a][b\nc]\n\n[b\nc]: <javascript:{RUN}>", f"[b]\n\n[b]: files/javascript:{RUN}",
    f"<javascript:{RUN}>", f"<https://x/onclick={RUN}/>", f"<https://x onclick={RUN}>", f"$\\href{{javascript:{RUN}}}{{a}}$",
    f"```mermaid\n<script>{RUN}</script>\n```", f"```mermaid\nx\n<img src=x onerror={RUN}>\n```", f"`` ` `` <script>{RUN}</script> `",
    f"$x$<script>{RUN}</script>$y$", f"$$<script>{RUN}</script>", f"    \n<script>{RUN}</script>", f"<\x00script>{RUN}</script>",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>", f"\\<script>{RUN}</script>", f"<details ontoggle={RUN} open>", f"# a <b onclick={RUN}>b</b>",
    f"| a |\n|---|\n| <b onclick={RUN}> |", f"![\" onerror={RUN} x=\"](x)", f"[a](x \"\\\" onclick={RUN} \")", f"```\" onclick={RUN}\nx\n```",
]  # fmt: skip


class Live(HTMLParser):
    """What a browser would run or open of a page."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        if tag in ("script", "style", "iframe", "svg", "object", "embed", "base", "form", "meta", "link", "math"):
            self.found.append(tag)
        for name, value in attributes:
            address = "".join(letter for letter in value or "" if letter > " ").lower()
            if name.startswith("on") or address.startswith(("javascript:", "vbscript:", "data:text")):
                self.found.append((tag, name, value))


def stock(source):
    """As formgrader's template renders it: without cleaning."""
    return strip_files_prefix(MarkdownWithMath(renderer=IPythonRenderer(escape=False)).render(source))


@pytest.mark.parametrize("source", LIVE)
def test_nothing_runs_whatever_renders_it(source):
    untrusted.allow()
    for text in (source, f"* {source}", f"words {source} words", source + "\n" + "x" * markdown.LONGEST):
        made = markdown.harmless(text)
        assert Live(stock(made)).found == []
        assert Live(made).found == []  # even if it were shown as HTML
        assert 'href="javascript' not in formgrader.markdown({}, text)
    assert Live(markdown.harmless_text(source)).found == []


def test_the_attacks_would_run():
    """Else the test above could not fail."""
    assert sum(Live(stock(source)).found != [] for source in LIVE) > 35


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("a < b, x <- 3, 1<2", "a < b, x <- 3, 1<2"), ("a<b and c>d", "a<b and c>d"), ("`<div>`", "<div>"),
        ("```\n<div>\nif a<b:\n```", "<div>\nif a<b:"), ("    <div>", "<div>"), ("$x<y$", "x<y"), ("$$x<y \\\\ a</b$$", "x<y"),
        ("Say <b>why</b>", "Say <b>why</b>"), ("[a](https://a.org/x?a=1&b=2)", "a"), ("see <https://a.org>", "see https://a.org"),
        ("| a | b |\n|---|---|\n| 1<x | 2 |", "1<x"), ("x[1:2] and d[k]: v and [1]: a note", "x[1:2] and d[k]: v and"),
    ],
)  # fmt: skip
def test_what_was_written_is_shown(source, shown):
    untrusted.allow()
    for render in (stock, partial(formgrader.markdown, {})):
        words = html.unescape(text_of(render(markdown.harmless(source)))).replace(markdown.JOINER, "")
        assert "".join(shown.split()) in "".join(words.split())


def test_links_pictures_and_formulas_stay():
    for source in (
        "[a](https://a.org)",
        "[a]: https://a.org",
        "[a](#top)",
        "**b** $x^2$",
        "a & b",
        "[a](x.png)",
    ):
        assert markdown.harmless(source) == source


class Words(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.words = []
        self.feed(text)
        self.close()

    def handle_data(self, data):
        self.words.append(data)


def text_of(page):
    return "".join(Words(page).words)


@pytest.mark.parametrize(
    "piece", ["\\begin{a}", "` `` ", "$$", "$a ", "`a ", "```", "](", "\\href{", "<", "](\n", "\\", "](&#00", "<a>"]
)
def test_no_text_takes_long(piece):
    began = time.process_time()
    for length in (markdown.LONGEST, 1 << 20):
        markdown.harmless(piece * (length // len(piece)))
    assert time.process_time() - began < 2


def test_a_picture_that_is_not_there_stops_no_renderer():
    """nbconvert raises for an attachment that is missing, and formgrader then shows no page at all."""
    stock(markdown.harmless("![a](attachment:x)\n\n![a](&#97;ttachment:x) ![b]\n\n[b]: attachment:x"))
