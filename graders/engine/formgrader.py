"""What formgrader shows of a submission, by nbconvert's own extension points (nbgrader_config.py).

nbgrader's template for it neither cleans Markdown nor escapes names. Both are done here, before it sees them.
"""

from jinja2 import pass_context
from markupsafe import Markup, escape
from nbconvert.preprocessors import Preprocessor

from graders.engine import untrusted
from graders.engine.typeset import typeset

NAMES = "student", "first_name", "last_name"


class Page(Preprocessor):
    """Begins a page: its Markdown may take the time of one submission, and a name is no markup."""

    enabled = True

    def preprocess(self, nb, resources):
        untrusted.allow()
        for name in NAMES:
            if resources.get(name):
                resources[name] = escape(resources[name])
        return nb, resources


@pass_context
def markdown(context, source):
    """Markdown as HTML: as on the feedback page, or as it was written."""
    html = typeset(source, context.get("cell", {}).get("attachments"))
    return Markup("<pre>{}</pre>").format(source) if html is None else html
