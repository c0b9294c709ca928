"""One folder for a web server: `python -m tools.site` puts the reports, the zips and the browser edition together.

build/site/index.html                                          the reports, as in exported_html/
build/site/bundles/<assignment>.zip                            tools.lite.bundle_address
build/site/lite/lab/index.html?path=<assignment>/<notebook>    tools.lite.notebook_address
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m tools.site", description=__doc__.partition(":")[0] + ".")
    parser.add_argument("--into", type=Path, default=ROOT / "build" / "site", help="the folder to write")
    parser.add_argument("--built", type=Path, default=ROOT / "build", help="where bundles/ and lite/ are")
    options = parser.parse_args(arguments)
    build(options.into, options.built, ROOT / "exported_html")


def build(into, built, reports):
    """Write the folder; what was there before is replaced. Raises SystemExit if one of the parts has not been made."""
    parts = {".": reports, "bundles": built / "bundles", "lite": built / "lite"}
    for part in parts.values():
        if not part.is_dir():
            sys.exit(f"{part} is not there: make site makes it first")
    into.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=into.parent) as fresh:
        site = Path(fresh, "site")
        for name, part in parts.items():
            shutil.copytree(part, site / name, dirs_exist_ok=True)
        (site / ".nojekyll").touch()  # GitHub Pages serves the files as they are
        shutil.rmtree(into, ignore_errors=True)
        site.rename(into)


if __name__ == "__main__":
    main()
