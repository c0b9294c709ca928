"""The browser edition: `python -m tools.lite` makes build/lite/, a static site that any web server can serve.

JupyterLite runs the student's notebooks in the browser, with Python as WebAssembly (Pyodide) in place of a kernel on
a machine. Here it is given the released bundles, and told to load nothing but Pyodide's own files.
"""

import argparse
import html
import json
import os
import re
import shutil
import string
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

import nbformat

from tools import setup

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "tools" / "locks" / "lite.txt"
ENVIRONMENT = ROOT / "build" / "lite-venv"
FRONT = Path(__file__).with_name("lite.html")
CDN = "https://cdn.jsdelivr.net/pyodide/"  # JupyterLite's own setting; the front page names it
PACKAGES = ["numpy", "matplotlib", "tqdm"]  # from Pyodide's files
KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
# JupyterLab's panels leave a narrow window no room for a notebook; Jupyter Notebook has none.
ON_A_TELEPHONE = """<script>
if (innerWidth < 700) location.replace(location.href.replace("/lab/index.html", "/notebooks/index.html"));
</script>"""
FOR_A_MACHINE = ("README.md", "requirements.txt", "environment.yml")  # in a bundle, about setting it up
WITHOUT = """# {title}

This notebook needs TensorFlow, which does not run in a browser. Beside it in the list of files is `{bundle}`:
right-click it, choose *Download*, and unpack it. Its README has the three lines that set everything up on your own
machine and open the notebook."""


class LiteError(Exception):
    """The site could not be built; the message says why."""


def notebook_address(assignment, notebook):
    """Where a notebook opens, seen from the folder in which lite/ lies. notebook: its file's name."""
    return f"lite/lab/index.html?path={quote(f'{assignment}/{notebook}')}"


def bundle_address(assignment):
    """Where a bundle lies, seen from the same folder."""
    return f"bundles/{quote(assignment)}.zip"


def needs_tensorflow(bundle):
    """Whether the notebook of a released bundle cannot run in a browser."""
    return bool(re.search(r"(?m)^tensorflow==", (bundle / "requirements.txt").read_text(encoding="utf-8")))


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m tools.lite", description=__doc__.partition(":")[0] + ".")
    parser.add_argument("--into", type=Path, default=ROOT / "build" / "lite", help="the folder to write")
    parser.add_argument("--built", type=Path, default=ROOT / "build", help="where release/ and bundles/ are")
    parser.add_argument("--pyodide", type=Path, help="a folder with Pyodide's files, to serve them with the site")
    options = parser.parse_args(arguments)
    try:
        build(options.into, options.built, options.pyodide)
    except (LiteError, subprocess.CalledProcessError) as error:
        sys.exit(f"The browser edition was not built: {error}")


def build(into, built, pyodide=None):
    """Write the site into a folder, from the release in the folder built. What was there before is replaced.

    pyodide: the folder with Pyodide's files; None leaves them on their CDN. Raises LiteError, or CalledProcessError.
    """
    if pyodide and not (pyodide / "pyodide-lock.json").exists():
        raise LiteError(f"{pyodide} holds no pyodide-lock.json: unpack Pyodide's release there")
    names = sorted(path.name for path in (built / "release").iterdir() if path.is_dir())
    python, version = environment(), pyodide_version()
    into.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=into.parent) as fresh:
        work, site = Path(fresh, "work"), Path(fresh, "site")
        notebooks = [put(name, built, work / "contents") for name in names]
        configure(work, pyodide)
        run_jupyterlite(python, work, site)
        write_pages(site, notebooks, version, pyodide)
        if into.exists():
            shutil.rmtree(into)
        site.rename(into)
    print(f"  {os.path.relpath(into)}/: {len(notebooks)} pages; Pyodide {version} from {pyodide or CDN}")
    return into


def environment():
    """The Python of JupyterLite's own environment, which is made if it is not there or its lock changed."""
    python = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    ready, wanted = ENVIRONMENT / "ready", LOCK.read_text(encoding="utf-8")
    if not ready.exists() or ready.read_text(encoding="utf-8") != wanted:
        print(f"Setting up {ENVIRONMENT} for JupyterLite (20 s) ...", flush=True)
        uv, variables = (sys.executable, "-m", "uv"), setup.variables(os.environ)
        make = [*uv, "venv", "--quiet", "--clear", "--python", sys.executable, ENVIRONMENT]
        install = [*uv, "pip", "install", "--quiet", "--python", python, "--no-build", "--require-hashes", "-r", LOCK]
        subprocess.run(make, env=variables, check=True)
        subprocess.run(install, env=variables, check=True)
        download_wheel("comm", ENVIRONMENT)
        ready.write_text(wanted, encoding="utf-8")
    return python


def pyodide_version():
    """The version of Pyodide that JupyterLite, as it is locked, was made for."""
    (constants,) = ENVIRONMENT.rglob("jupyterlite_pyodide_kernel/constants.py")
    return re.search(r'(?m)^PYODIDE_VERSION = "(.+)"', constants.read_text(encoding="utf-8")).group(1)


def put(name, built, contents):
    """Copy an assignment's bundle to contents/. Returns its notebook's path there.

    One that needs TensorFlow is a page that says so, beside its zip.
    """
    source, target = built / "release" / name, contents / name
    (notebook,) = source.glob("*.ipynb")
    page = nbformat.read(notebook, as_version=4)
    page.metadata.language_info = {"name": "python"}  # else JupyterLite asks which kernel, for it has no "python3"
    if needs_tensorflow(source):
        target.mkdir(parents=True)
        bundle = built / "bundles" / f"{name}.zip"
        shutil.copy(bundle, target)
        words = WITHOUT.format(title=name.replace("_", " "), bundle=bundle.name)
        page.cells = [nbformat.v4.new_markdown_cell(words, id="why")]
    else:
        leave = shutil.ignore_patterns(*FOR_A_MACHINE, "__pycache__", ".*")
        shutil.copytree(source, target, ignore=leave)
        for key in target.glob("graders/checks/keys/*.json"):
            key.rename(key.with_suffix(".txt"))  # see graders/checks/answer_key.py
    nbformat.write(page, target / notebook.name)
    return f"{name}/{notebook.name}"


def configure(work, pyodide):
    """Write what JupyterLite reads in its folder: the kernel's settings, the interface's, and a copy of Pyodide."""
    kernel = {"disablePyPIFallback": True, "loadPyodideOptions": {"packages": PACKAGES}}
    data = {"jupyter-lite-schema-version": 0, "jupyter-config-data": {"litePluginSettings": {KERNEL: kernel}}}
    (work / "jupyter-lite.json").write_text(json.dumps(data))
    wheels = [str(path) for path in ENVIRONMENT.glob("*.whl")]
    settings = {
        "LiteBuildConfig": {"apps": ["lab", "notebooks", "tree", "edit"], "contents": ["contents"]},
        "PipliteAddon": {"piplite_urls": wheels},
    }
    (work / "jupyter_lite_config.json").write_text(json.dumps(settings))
    if pyodide:
        shutil.copytree(pyodide, work / "static" / "pyodide")


def download_wheel(package, folder):
    """The wheel of a package that the kernel needs and Pyodide has not, as the lock pins it."""
    (pin,) = re.findall(rf"(?m)^{package}==.*\n(?:    --hash.*\n)+", LOCK.read_text(encoding="utf-8"))
    (folder / "pin.txt").write_text(pin, encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    subprocess.run([*pip, "--require-hashes", "-r", folder / "pin.txt", "-d", folder], check=True)


def run_jupyterlite(python, work, site):
    """Run `jupyter lite build`. Raises LiteError with what it said if it fails."""
    command = [python, "-m", "jupyterlite_core.app", "build", "--no-sourcemaps", f"--output-dir={site}"]
    done = subprocess.run(command, cwd=work, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        raise LiteError(f"`jupyter lite build` says\n{done.stdout}")


def write_pages(site, notebooks, version, pyodide):
    """Write the site's first page: its notebooks, how work is kept, and what is loaded from where.

    A narrow window is sent on to Jupyter Notebook.
    """
    items = []
    for path in notebooks:
        name, file = path.split("/")
        address, title = notebook_address(name, file).removeprefix("lite/"), html.escape(name.replace("_", " "))
        item = f'<a href="{html.escape(address)}">{title}</a>'
        if (site / "files" / name / f"{name}.zip").exists():
            address = html.escape(f"files/{quote(name)}/{quote(name)}.zip")
            item = f'{title} needs TensorFlow, which does not run in a browser: <a href="{address}">its zip</a>'
        items.append(f"<li>{item}</li>")
    source = "this site" if pyodide else f"Pyodide's own server, {CDN}"
    page = string.Template(FRONT.read_text(encoding="utf-8"))
    page = page.substitute(notebooks="\n".join(items), source=source, version=version)
    (site / "index.html").write_text(page, encoding="utf-8")
    lab = site / "lab" / "index.html"
    text = lab.read_text(encoding="utf-8")
    lab.write_text(text.replace("<head>", f"<head>{ON_A_TELEPHONE}", 1), encoding="utf-8")


if __name__ == "__main__":
    main()
