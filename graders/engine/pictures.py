"""Pictures that a student pasted into a cell of text (Jupyter's attachments), for autograded/ and the pages.

Each is decoded and written again by Pillow, in the helper (untrusted.run), so nothing of the file itself goes on. How
many points it has is known from its header, before anything is decoded.
"""

import base64
import binascii
import io
import re
import struct
import warnings
from dataclasses import replace
from urllib.parse import quote

from PIL import Image, ImageOps

from graders.engine import markdown, repair, untrusted

MOST, IN_ALL = 10, 16 << 20  # pictures of a submission, and characters of all as they are shown
SECONDS, TOGETHER = 1.5, 5.0  # of processor time, for one picture and for all of a submission
MEMORY = 400 << 20  # bytes: decoded, a picture of POINTS takes up to 200 MB
LARGEST = 32 << 20  # characters of one, as it was handed in: a camera's photo has a tenth to a half of that
POINTS = 50_000_000  # of one, by its header
FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
SIDE, SHOWN = 1600, 2 << 20  # points of the longer side, and bytes, as it is shown


def looked_at(cells):
    """The cells, (Cell, source), with the pictures that can be shown, and notes for the student on the others."""
    untrusted.allow(TOGETHER)
    room, result, notes = {"attached": MOST, "characters": IN_ALL}, [], []
    for cell, source in cells:
        left_out = []
        if cell.pasted:
            source, kept, left_out = pasted(source, cell.pasted, room)
            cell = replace(cell, pasted=kept)
        result.append((cell, source))
        notes += [f"{repair.called(cell)}: {why}" for why in left_out]
    return result, notes


def pasted(source, attachments, room):
    """(Markdown, {name: {MIME type: base64}} of its pictures, why others are left out: words for the student).

    The Markdown gets new names for its pictures, and a note where one is left out. room: what the submission may still
    have, {"attached": pictures, "characters": of all}, which becomes less.
    """
    kept, left_out, names = {}, [], {}
    for name, attachment in attachments.items():
        written = {form for form in (name, quote(name)) if f"attachment:{form}" in source}
        if not written:
            continue
        try:
            if len(source) > markdown.LONGEST:
                raise untrusted.Failed("the text around it is too long to be typeset")
            kind, data = shown(attachment, room)
        except untrusted.Failed as error:
            left_out.append(f"a picture is left out: {error}")
            continue
        new = f"picture-{len(kept) + 1}.{'png' if kind == 'image/png' else 'jpg'}"
        kept[new] = {kind: data}
        names |= dict.fromkeys(written, new)
    if names:
        longest_first = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
        reference = rf"(<)?attachment:({longest_first})(?(1)>)"  # Markdown allows spaces in <…>
        source = re.sub(reference, lambda found: f"attachment:{names[found[2]]}", source)
    left_out = list(dict.fromkeys(left_out))
    return source + "".join(f"\n\n[{why}]" for why in left_out), kept, left_out


def shown(attachment, room):
    """(MIME type, base64) of an attachment, {MIME type: base64}. Raises untrusted.Failed if it is left out."""
    room["attached"] -= 1
    if room["attached"] < 0:
        raise untrusted.Failed(f"there are more than {MOST}")
    found = [data for data in attachment.values() if type(data) is str] if type(attachment) is dict else []
    if not found:
        raise untrusted.Failed("there is none in the notebook")
    if len(found[0]) > LARGEST:
        raise untrusted.Failed(f"its file has more than {LARGEST * 3 // 4 >> 20} MB")
    kind, data = untrusted.run(written_again, found[0], most=2 * SHOWN, seconds=SECONDS, memory=MEMORY)
    room["characters"] -= len(data)
    if room["characters"] < 0:
        raise untrusted.Failed("the pictures of this notebook are too large")
    return kind, data


def points_of_png(picture):
    """How many points a PNG has, by its header; 0 for what has none. A file of some kilobytes may have billions."""
    try:
        begin = base64.b64decode("".join(picture[:100].split())[:32])
    except binascii.Error:
        return 0
    return int.__mul__(*struct.unpack(">II", begin[16:24])) if begin[12:16] == b"IHDR" else 0


# -- in the helper (untrusted.run) -------------------------------------------------------------------------------------


def opened(data, formats=FORMATS):
    """A picture of which no more than the header has been read. Raises untrusted.Failed."""
    too_large = f"it has more than {POINTS // 1_000_000} million points"
    try:
        with warnings.catch_warnings(action="error", category=Image.DecompressionBombWarning):
            image = Image.open(io.BytesIO(base64.b64decode(data)), formats=formats)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise untrusted.Failed(too_large) from None
    except (binascii.Error, OSError, ValueError, SyntaxError):
        raise untrusted.Failed("it is no PNG, JPEG, GIF or WebP picture") from None
    if image.width * image.height > POINTS:
        raise untrusted.Failed(too_large)
    return image


def written_again(data):
    """[MIME type, base64] of a picture in base64: small enough for a page, and without what else its file says."""
    image = opened(data)
    photo = image.format == "JPEG"
    image.draft("RGB", (SIDE, SIDE))  # a large JPEG is decoded to a smaller picture at once
    try:
        image.load()
    except (OSError, ValueError, SyntaxError):
        raise untrusted.Failed("its file is damaged") from None
    image = ImageOps.exif_transpose(image)
    if image.mode not in ("L", "RGB", "RGBA"):
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    image.thumbnail((SIDE, SIDE))
    image.info.clear()  # where a photo was taken, say
    found = b"" if photo else encoded(image, "PNG")
    if photo or len(found) > SHOWN:
        return ["image/jpeg", base64.b64encode(encoded(on_white(image), "JPEG", quality=85)).decode()]
    return ["image/png", base64.b64encode(found).decode()]


def on_white(image):
    if image.mode != "RGBA":
        return image
    return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")


def encoded(image, kind, **how):
    buffer = io.BytesIO()
    image.save(buffer, kind, **how)
    return buffer.getvalue()


def points_of(data):
    """How many points a JPEG has, by its header; it stays as it is. Raises untrusted.Failed."""
    image = opened(data, ("JPEG",))
    return image.width * image.height
