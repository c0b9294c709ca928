"""A late penalty that grows with the days, as a plugin for nbgrader. In nbgrader_config.py:

    c.AssignLatePenalties.plugin_class = "graders.late.PerDay"
    c.PerDay.percent = 10  # of the points, for each day that has begun
    c.PerDay.grace = "15m"  # that costs nothing
    c.PerDay.most = 50  # percent; 100 without it

The next `make autograde` applies it to all that was late.
"""

import math

from nbgrader.plugins import LateSubmissionPlugin
from traitlets import Float, TraitError, Unicode, validate

from graders.engine import times

DAY = 86_400  # seconds


class PerDay(LateSubmissionPlugin):
    percent = Float(10, min=0, max=100, help="of the points, for each day that has begun").tag(config=True)
    most = Float(100, min=0, max=100, help="percent of the points that lateness costs at most").tag(config=True)
    grace = Unicode("0m", help="how late something may be at no cost, like 15m, 2h or 1d").tag(config=True)

    @validate("grace")
    def _is_a_period(self, proposal):
        try:
            times.period(proposal["value"])
        except ValueError as error:
            raise TraitError(f"c.PerDay.grace: {error}") from None
        return proposal["value"]

    def late_submission_penalty(self, student_id, score, total_seconds_late):
        """The points that are taken off; None if it costs nothing."""
        if total_seconds_late <= times.period(self.grace).total_seconds():
            return None
        days = math.ceil(total_seconds_late / DAY)
        return score * min(days * self.percent, self.most) / 100
