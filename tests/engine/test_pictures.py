"""Pictures that students paste into their texts reach the instructor and the page, as Pillow writes them, bounded."""

import base64
import io
import json
import re
import struct
import zlib

import nbformat
import pytest
from engine_course import cell, notebook
from PIL import Image

from graders.engine import feedback, formgrader, outputs, pictures, repair, submission, untrusted
from graders.engine.release import read_release

ESSAY = "YOUR ANSWER HERE"


def file(kind, size=(40, 30), mode="RGB", **how):
    """A picture in base64. how: as Pillow's `save` takes it."""
    buffer = io.BytesIO()
    Image.new(mode, size).save(buffer, kind, **how)
    return base64.b64encode(buffer.getvalue()).decode()


def declared(kind, width, height):
    """A small file that says it is larger."""
    data = base64.b64decode(file(kind))
    if kind == "PNG":
        header = b"IHDR" + struct.pack(">II", width, height) + data[24:29]
        data = data[:12] + header + struct.pack(">I", zlib.crc32(header)) + data[33:]
    elif kind == "GIF":
        data = data[:6] + struct.pack("<HH", width, height) + data[10:]
    else:
        at = data.index(b"\xff\xc0") + 5
        data = data[:at] + struct.pack(">HH", height, width) + data[at + 4 :]
    return base64.b64encode(data).decode()


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    folder = tmp_path_factory.mktemp("release")
    drawing = cell("drawing", "![d](attachment:d.png)", kind="markdown", locked=True)
    drawing["attachments"] = {"d.png": {"image/png": file("PNG")}}
    essay = cell("essay", ESSAY, kind="markdown", grade=True, solution=True, points=2)
    (folder / "E1").mkdir()
    (folder / "E1" / "e.ipynb").write_text(json.dumps(notebook([drawing, essay])))
    return read_release(folder, "E1", "e", {"essay": (ESSAY, 2.0)})


@pytest.fixture
def graded(release):
    """graded(text, attachments): (the notebook of autograded/, notes) of an essay, and of a cell below it."""

    def one(text, attachments, below=""):
        cells = [cell("essay", text, kind="markdown", grade=True, solution=True, points=2)]
        cells += [cell("own", below, kind="markdown")] * bool(below)
        for each in cells:
            each["attachments"] = attachments
        read = submission.read(json.dumps(notebook(cells)).encode(), release)
        looked_at, notes = pictures.looked_at(repair.repair(read, release)[0])
        made = outputs.graded_notebook([(c, source, []) for c, source in looked_at], {}, notes)
        found = nbformat.reads(made, 4)
        nbformat.validate(found)
        return found, notes

    return one


def page(found):
    return feedback.page(found, "ada", "E1", {})


def shown(found):
    """The pictures of a page, as Pillow reads them."""
    data = re.findall(r'src="data:image/(?:png|jpeg);base64,([^"]+)"', page(found))
    return [Image.open(io.BytesIO(base64.b64decode(each))) for each in data]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_pasted_picture_reaches_the_page_and_formgrader(graded, kind):
    pasted = {"image.png": {"image/png": file(kind)}}
    found, notes = graded("See ![my plot](attachment:image.png)", pasted, "![again](attachment:image.png)")
    assert notes == []
    assert [picture.size for picture in shown(found)] == [(40, 30)] * 3, "the release's, the essay's, the student's own"
    essay = next(each for each in found.cells if each.id == "essay")
    assert 'src="data:image/' in formgrader.markdown({"cell": essay}, essay.source)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "F"])
def test_pictures_of_all_kinds_are_shown(graded, mode):
    kind = "TIFF" if mode == "F" else "PNG"
    found, notes = graded("![a](attachment:a.png)", {"a.png": {"image/png": file(kind, mode=mode)}})
    assert len(shown(found)) == 1 + (mode != "F"), notes


@pytest.mark.parametrize("name", ["my plot (1).png", "Bild ü.png", "picture-2.png", "50%.png"])
def test_names_are_as_students_and_editors_write_them(graded, name):
    """Two names of which one begins with the other, spaces, letters that an editor encodes."""
    pasted = {name: {"image/png": file("PNG")}, name + ".png": {"image/png": file("PNG", (7, 5))}}
    quoted = pictures.quote(name)
    found, _ = graded(f"![a](attachment:{quoted}.png) ![b](attachment:{quoted}) ![c](<attachment:{name}>)", pasted)
    assert [each.size for each in shown(found)][1:] == [(7, 5), (40, 30), (40, 30)]


def test_a_photo_is_turned_made_small_and_says_nothing_of_where_it_was_taken(graded):
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "at home"  # held upright
    photo = file("JPEG", (4000, 3000), exif=exif, comment=b"secret")
    picture = shown(graded("![a](attachment:a.jpg)", {"a.jpg": {"image/jpeg": photo}})[0])[1]
    assert picture.size == (1200, 1600)
    assert not picture.getexif()
    assert "comment" not in picture.info


SVG = base64.b64encode(b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>").decode()
LEFT_OUT = {
    "a bomb as PNG": (declared("PNG", 60_000, 60_000), "more than 50 million points"),
    "a bomb as JPEG": (declared("JPEG", 60_000, 60_000), "more than 50 million points"),
    "a bomb as GIF": (declared("GIF", 60_000, 60_000), "more than 50 million points"),
    "a drawing": (SVG, "no PNG, JPEG, GIF or WebP"),
    "a page": (base64.b64encode(b"<script>alert(1)</script>").decode(), "no PNG, JPEG, GIF or WebP"),
    "half a file": (file("PNG", (400, 300))[:120], "damaged"),
    "no base64": ('"><script>', "no PNG, JPEG, GIF or WebP"),
    "no text": (7, "none in the notebook"),
}


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_is_no_picture_is_left_out_in_one_sentence(graded, name):
    data, why = LEFT_OUT[name]
    found, notes = graded("Look: ![a](attachment:a.png)", {"a.png": {"image/svg+xml": data}})
    assert len(notes) == 1
    assert notes[0].startswith("cell essay: a picture is left out: ")
    assert why in notes[0]
    assert len(shown(found)) == 1
    assert why in found.cells[1].source, "where it stood, for formgrader"
    assert "Look:" in page(found)
    assert "<script" not in page(found)


def test_there_are_bounds_on_their_number_and_bytes(graded, monkeypatch):
    many = {f"{n}.png": {"image/png": file("PNG")} for n in range(13)}
    text = " ".join(f"![a](attachment:{name})" for name in many)
    found, notes = graded(text, many)
    assert len(shown(found)) == 1 + pictures.MOST
    assert notes == ["cell essay: a picture is left out: there are more than 10"]
    monkeypatch.setattr(pictures, "IN_ALL", 200)
    assert "too large" in graded(text, many)[1][0]
    monkeypatch.setattr(pictures, "LARGEST", 10)
    assert "its file has more than" in graded("![a](attachment:1.png)", many)[1][0]


def test_a_name_alone_is_no_picture(graded):
    """Neither the path of a file, nor an attachment that is not there, nor one that many links name."""
    found, _ = graded("![a](attachment:b.png) ![c](attachment:picture-1.png)", {"a.png": {"image/png": file("PNG")}})
    assert len(shown(found)) == 1
    noise = Image.effect_noise((1200, 900), 90).convert("RGB")
    buffer = io.BytesIO()
    noise.save(buffer, "JPEG")
    big = {"a.png": {"image/jpeg": base64.b64encode(buffer.getvalue()).decode()}}
    found, _ = graded("![](attachment:a.png)" * 400, big)
    assert len(page(found)) < 2_000_000


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_an_output_that_says_it_is_huge_is_left_out(kind):
    untrusted.allow()
    bundle = {f"image/{kind.lower()}": declared(kind, 60_000, 60_000)}
    assert "left out: it " in outputs.clean_bundle(bundle, outputs.room())["text/plain"]
    good = {f"image/{kind.lower()}": file(kind)}
    assert outputs.clean_bundle(good, outputs.room()) == good
