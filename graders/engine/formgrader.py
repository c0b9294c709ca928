"""What formgrader shows of a submission, by nbconvert's own extension points (nbgrader_config.py).

nbgrader's template for it neither cleans Markdown nor escapes names. Both are done here, before it sees them; and the
files beside the notebook are linked, which formgrader gives out.
"""

import base64
import hashlib
import os
import re
from urllib.parse import quote, urljoin

from jinja2 import pass_context
from markupsafe import Markup, escape
from nbconvert.preprocessors import Preprocessor

from graders.engine import untrusted
from graders.engine.submission import is_harmless
from graders.engine.typeset import typeset

NAMES = "student", "first_name", "last_name"
INLINE = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>|\sonclick=\"([^\"]*)\"", re.DOTALL)
ELSEWHERE = re.compile(r'<script[^>]*\ssrc="(https://[^"]+)"')


class Page(Preprocessor):
    """Begins a page: its Markdown may take the time of one submission, and a name is no markup.

    resources["beside"]: links to the files beside the notebook.
    """

    enabled = True

    def preprocess(self, nb, resources):
        untrusted.allow()
        for name in NAMES:
            if resources.get(name):
                resources[name] = escape(resources[name])
        names = [name for name in there(resources) if is_harmless(name)]
        links = Markup(", ").join(Markup('<a href="{}" target="_blank">{}</a>').format(quote(n), n) for n in names)
        resources["beside"] = Markup("<p>Files handed in with the notebook, or written by it: {}</p>").format(links)
        resources["beside"] *= bool(names)
        return nb, resources


def there(resources):
    """The names in the folder of the notebook that is shown."""
    folder = resources.get("metadata", {}).get("path")
    return sorted(os.listdir(folder)) if folder and os.path.isdir(folder) else []


@pass_context
def markdown(context, source):
    """Markdown as HTML: as on the feedback page, or as it was written."""
    html = typeset(source, context.get("cell", {}).get("attachments"))
    return Markup("<pre>{}</pre>").format(source) if html is None else html


def with_policy(head, bar):
    """The head of formgrader's page, with a content security policy: what runs is nbgrader's own.

    bar: the page's navigation. Of the scripts that stand in a page, those of head and bar run, known by their hashes.
    """
    own = [script or handler for script, handler in INLINE.findall(f"{head}{bar}")]
    hashes = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in own)
    elsewhere = {urljoin(address, ".") for address in ELSEWHERE.findall(head)}  # MathJax, and what it loads
    places = " ".join(["'self'", *sorted(elsewhere)])
    scripts = " ".join(["'unsafe-hashes'", *dict.fromkeys(f"'sha256-{text}'" for text in hashes)])
    policy = f"default-src 'self'; script-src {places} {scripts}; style-src {places} 'unsafe-inline'; "
    policy += f"img-src 'self' data:; font-src {places} data:; object-src 'none'; base-uri 'none'; form-action 'self'"
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return Markup(head.replace("<head>", f"<head>\n{meta}", 1))
