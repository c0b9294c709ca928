"""Make the pages' fonts in template/fonts/: of STIX Two Text and STIX Two Math, the glyphs that the course needs.

    npm pack @fontsource-variable/stix-two-text@5.3.0 @fontsource/stix-two-math@5.3.0   # and unpack both
    python -m tools.reports.make_fonts TEXT_PACKAGE MATH_PACKAGE

The two are one design, drawn for each other. Needs fonttools and brotli, which nothing else here does: run it in an
environment of its own. Writes math-characters.txt too, the characters that formulas may use: a formula with another one
does not build. Both are under the SIL Open Font License 1.1, licence.txt.
"""

import shutil
import sys
from pathlib import Path

FONTS = Path(__file__).parent / "template" / "fonts"

RANGES = [
    (0x20, 0x7E),  # ASCII
    (0x300, 0x30C),  # combining accents
    (0x32E, 0x333),  # and those below
    (0x391, 0x3C9),  # Greek
    (0x2190, 0x2199),  # arrows
    (0x2200, 0x2265),  # operators and relations
    (0x1D400, 0x1D467),  # bold, italic
    (0x1D6E2, 0x1D71B),  # Greek: italic
]
# Of script and sans-serif capitals, those that formulas of this field use.
# Not U+20D7, the arrow that \\vec makes: browsers draw it beside its letter.
SINGLE = "𝒟ℒ𝒩𝖳¬±×÷·¨¯ˆ˜˘˙ϑϕϖϱϵ…⋯⋮⋱′″‴–—‖⇐⇒⇔↔↦⟵⟶⟸⟹⟺≪≫≺≻≼≽⊂⊃⊆⊇⊕⊖⊗⊘⊙⊤⊥⋀⋁⋂⋃⋅⋆≜≝⩽⩾ℂℕℚℝℤℎℓ𝟙𝔼ℙ⌈⌉⌊⌋⟨⟩⏞⏟"
MATH = {chr(code) for first, last in RANGES for code in range(first, last + 1)} | set(SINGLE)
TEXT = {chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x100))} | set("–—‘’“”…•‰′″−×")
# Chromium hangs a root sign that is taller than what stands under it below the line, and makes room for the widest form
# of the sign, whichever it draws. So the forms begin low, and are of one width: in units, of which an em has 1000.
ROOT_HEIGHTS, ROOT_WIDTH = (720, 950, 1600, 2500), 640
SMALL_FORMS = "′″‴"  # drawn again as scripts; the other glyphs' forms for scripts would double the size


def main(text, math):
    """Write the subsets of two unpacked packages, and the list of what formulas may use."""
    FONTS.mkdir(exist_ok=True)
    for style in "normal", "italic":
        source = Path(text) / "files" / f"stix-two-text-latin-wght-{style}.woff2"
        write(source, FONTS / f"text-{style}.woff2", TEXT, ["kern", "liga", "onum", "lnum", "tnum", "pnum", "mark"])
    source = Path(math) / "files" / "stix-two-math-latin-400-normal.woff2"
    covered = write(source, FONTS / "math.woff2", MATH, ["ssty"], drop=["GPOS", "kern"], prepare=prepare_math)
    (FONTS / "math-characters.txt").write_text("".join(covered) + "\n", encoding="utf-8", newline="\n")
    shutil.copy(Path(math) / "LICENSE", FONTS / "licence.txt")


def write(source, target, characters, features, drop=(), prepare=None):
    """Write a subset of a font as WOFF2. Returns the characters that are in it, sorted."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(flavor="woff2", hinting=False, layout_features=features)
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 5, 13, 14]
    options.drop_tables += ["DSIG", *drop]
    font = TTFont(source, recalcTimestamp=False)
    if prepare:
        prepare(font)
    covered = sorted(characters & {chr(code) for code in font.getBestCmap()})
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="".join(covered))
    subsetter.subset(font)
    subset.save_font(font, target, options)
    print(f"{target.name}: {target.stat().st_size} bytes; missing: {''.join(sorted(characters - set(covered)))!r}")
    return covered


def prepare_math(font):
    fit_roots(font)
    keep_small_forms(font)


def fit_roots(font):
    """Draw the forms of the root sign with ROOT_HEIGHTS and ROOT_WIDTH. No root of the course is taller."""
    from fontTools.pens.transformPen import TransformPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    variants, sign = font["MATH"].table.MathVariants, font.getBestCmap()[ord("√")]
    construction = variants.VertGlyphConstruction[variants.VertGlyphCoverage.glyphs.index(sign)]
    forms, drawn, wide = construction.MathGlyphVariantRecord, font.getGlyphSet(), font["hmtx"].metrics
    construction.GlyphAssembly = None  # Chromium leaves a gap between one made of parts and its bar
    new = []
    # Each form is drawn like the next smaller one, so that it is squeezed less.
    for form, source, height in zip(forms, (forms[0], *forms[:-1]), ROOT_HEIGHTS, strict=True):
        across, up = ROOT_WIDTH / wide[source.VariantGlyph][0], height / source.AdvanceMeasurement
        pen = TTGlyphPen(None)
        drawn[source.VariantGlyph].draw(TransformPen(pen, (across, 0, 0, up, 0, 0)))
        new.append((form, pen.glyph(), height))
    for form, glyph, form.AdvanceMeasurement in new:
        glyph.recalcBounds(font["glyf"])
        font["glyf"][form.VariantGlyph], wide[form.VariantGlyph] = glyph, (ROOT_WIDTH, glyph.xMin)


def keep_small_forms(font):
    """Of the font's forms for scripts (OpenType feature ssty), keep those of SMALL_FORMS, for CSS to ask for."""
    glyphs = {font.getBestCmap()[ord(character)] for character in SMALL_FORMS}
    table = font["GSUB"].table
    for record in table.ScriptList.ScriptRecord:
        record.ScriptTag = "DFLT"  # not "math", which no browser takes a prime to be
    numbers = {
        i
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "ssty"
        for i in record.Feature.LookupListIndex
    }
    for number in numbers:
        for subtable in table.LookupList.Lookup[number].SubTable:
            subtable.alternates = {glyph: forms for glyph, forms in subtable.alternates.items() if glyph in glyphs}


if __name__ == "__main__":
    main(*sys.argv[1:])
