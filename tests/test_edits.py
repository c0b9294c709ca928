"""Mistakes as edits: what an edit does, and what it says if it cannot be made."""

import pytest

from graders.exercise import Case, Change, Exercise
from graders.exercises.edits import EditError, edited, edited_source

SCALE = 10


def ratio(a, b, c=0):
    """a / b + c: the text a / b in a docstring is not looked at."""
    top, bottom = a, b
    return SCALE * top / bottom + c


def test_every_occurrence_of_the_text_is_replaced():
    assert edited(ratio, "top -> a")(6, 3) == 20
    assert edited_source(ratio, "top -> a").count("a, bottom") == 1


def test_the_edits_of_one_mistake_are_made_at_once():
    assert edited(ratio, "= a, b -> = b, a")(3, 6) == 20
    assert edited(ratio, "* top -> * bottom", "/ bottom -> / top")(3, 6) == 20


def test_an_arrow_with_nothing_after_it_deletes():
    assert edited(ratio, " + c ->")(6, 3, 100) == 20


def test_an_edit_may_use_what_the_declaring_file_imports():
    assert edited(ratio, "SCALE * -> extra *", names={"extra": 3})(6, 3) == 6
    assert edited(ratio, " + c ->", names={"SCALE": 1})(6, 3) == 20, "the function's own names come first"


def test_edits_that_overlap_are_an_error():
    with pytest.raises(EditError, match="overlaps"):
        edited(ratio, "top / -> bottom /", "/ bottom -> / top")


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        ("bottom -> b -> c", "gives what is not Python"),
        ("a / b -> b / a", "'a / b', to become 'b / a', does not occur in the reference"),
        ("def ratio -> def other", "does not occur"),
        ("top", "not of the form 'before -> after'"),
        (" -> top", "not of the form"),
        ("top -> (", "gives what is not Python"),
    ],
)
def test_an_edit_that_cannot_be_made_says_why_and_shows_the_source(edit, words):
    with pytest.raises(EditError) as caught:
        edited(ratio, edit)
    assert words in str(caught.value)
    assert "form" in words or "return SCALE * top" in str(caught.value) or "return SCALE * (" in str(caught.value)


def declared(mistakes):
    return Exercise(ratio, points=10, cases=lambda rng: [Case("six and three", (6, 3))], mistakes=mistakes)


def test_a_declaration_with_such_an_edit_fails_where_it_stands_and_names_the_file():
    with pytest.raises(EditError, match=r"test_edits\.py: 'middle', to become 'top', does not occur"):
        declared({"middle -> top": "There is no middle."})


def test_the_key_is_the_mistakes_identity_and_the_order_is_kept():
    exercise = declared(
        {
            "the sum": Change(lambda reference: lambda a, b: a + b, "The numbers are added. Divide them."),
            ("= a, b -> = b, a", "SCALE * ->"): "The fraction is upside down.",
        }
    )
    assert [mistake.identity for mistake in exercise.mistakes] == ["the sum", "= a, b -> = b, a and SCALE * ->"]
    assert [mistake.function(6, 3) for mistake in exercise.mistakes] == [9, 0.5]
    assert exercise.name == "ratio"
