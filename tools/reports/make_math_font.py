"""Make template/math.woff2, the font of the formulas: the glyphs of Latin Modern Math that a course on networks needs.

    python -m tools.reports.make_math_font /usr/share/texmf/fonts/opentype/public/lm-math/latinmodern-math.otf

The font is Debian's (package fonts-lmodern). Needs fonttools and brotli, which nothing else here does: run it in an
environment of its own. Writes template/math-characters.txt too, the characters that are in it: a formula with another
one does not build. The font's licence, GUST, is in template/math-licence.txt.
"""

import sys
from pathlib import Path

TEMPLATE = Path(__file__).parent / "template"

RANGES = [
    (0x20, 0x7E),  # ASCII
    (0x300, 0x30C),  # combining accents
    (0x32E, 0x333),  # and those below
    (0x391, 0x3C9),  # Greek
    (0x2190, 0x2199),  # arrows
    (0x2200, 0x2265),  # operators and relations
    (0x1D400, 0x1D467),  # bold, italic
    (0x1D49C, 0x1D4B5),  # script capitals
    (0x1D5A0, 0x1D5B9),  # sans-serif capitals
    (0x1D6E2, 0x1D71B),  # Greek: italic
]
# Not U+20D7, the arrow that \\vec makes: browsers draw it beside its letter.
SINGLE = "¬±×÷·¨¯ˆ˜˘˙ϑϕϖϱϵ…⋯⋮⋱′″‴–—‖⇐⇒⇔↔↦⟵⟶⟸⟹⟺≪≫≺≻≼≽⊂⊃⊆⊇⊕⊖⊗⊘⊙⊤⊥⋀⋁⋂⋃⋅⋆≜≝⩽⩾ℂℕℚℝℤℎℓℬℰℱℋℐℒℳℛ𝟙𝔼ℙ⌈⌉⌊⌋⟨⟩⏞⏟"
WANTED = {chr(code) for first, last in RANGES for code in range(first, last + 1)} | set(SINGLE)
SMALL_FORMS = "′″‴"  # drawn again as scripts; the other glyphs' forms for scripts would double the size


def main(source):
    """Write the subset of the OpenType font `source`, and the list of what is in it."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(flavor="woff2", hinting=False, layout_features=["ssty"])
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 5, 13, 14]
    options.drop_tables += ["DSIG", "GPOS", "kern"]
    font = TTFont(source, recalcTimestamp=False)
    keep_small_forms(font, SMALL_FORMS)
    covered = sorted(WANTED & {chr(code) for code in font.getBestCmap()})
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="".join(covered))
    subsetter.subset(font)
    subset.save_font(font, TEMPLATE / "math.woff2", options)
    (TEMPLATE / "math-characters.txt").write_text("".join(covered) + "\n", encoding="utf-8", newline="\n")
    size = (TEMPLATE / "math.woff2").stat().st_size
    print(f"{size} bytes, {len(covered)} characters; not in the font: {''.join(sorted(WANTED - set(covered)))!r}")


def keep_small_forms(font, characters):
    """Of the font's forms for scripts (OpenType feature ssty), keep those of these characters, for CSS to ask for."""
    glyphs = {font.getBestCmap()[ord(character)] for character in characters}
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
    main(sys.argv[1])
