"""What ships with a student's edition: the visible checks, and nothing that holds an answer."""

from graders.checks.checker import checker

__all__ = ["checker"]
