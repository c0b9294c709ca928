"""Run a notebook from top to bottom, and accept nothing but a clean run."""

import os
import re
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

import nbformat
from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpecManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from tools.reports import ROOT, ReportError

CELL_SECONDS = 300
BARS = [  # what a progress bar leaves in a line, after the last carriage return
    re.compile(r"^.*?\d+%\|.*?\| *\S+/\S+ \[[^\]]*\]"),  # tqdm
    re.compile(r"^.*?\d+it \[[^\]]*\]"),  # tqdm, of unknown length
    re.compile(r"^.*\d+/\d+ .*━{3,}.*$"),  # Keras
]


def execute(path, root):
    """The notebook with the outputs of a run in its own folder, by this Python, with root's packages.

    Tags do not excuse anything: an error or a line on stderr in any cell raises ReportError, which names the cell.
    """
    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory(prefix="report-") as scratch:
        startup = Path(scratch) / "ipython" / "profile_default" / "startup" / "figures.py"
        startup.parent.mkdir(parents=True)
        startup.write_text("from tools.reports import figures\nfigures.install()\ndel figures\n", encoding="utf-8")
        client = NotebookClient(
            notebook,
            km=_kernel(scratch),
            timeout=CELL_SECONDS,
            force_raise_errors=True,
            coalesce_streams=True,
            resources={"metadata": {"path": str(path.parent)}},
        )
        try:
            client.execute(env=_environment(scratch, root), stderr=subprocess.DEVNULL, cleanup_kc=True)
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as problem:
            _refuse_errors(path, notebook)
            raise ReportError(f"{path}: {problem}") from problem
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [output for output in map(_without_bars, cell.outputs) if output]
    _refuse_errors(path, notebook)
    return notebook


def _kernel(scratch):
    """A manager for kernels of this very Python, whatever kernels the user has installed."""
    return AsyncKernelManager(
        kernel_spec_manager=KernelSpecManager(kernel_dirs=[]),
        connection_file=str(Path(scratch) / "kernel.json"),
        transport="ipc" if os.name == "posix" else "tcp",  # over TCP, kernels that start at once race for ports
    )


def _environment(scratch, root):
    """The kernel's environment variables: nothing of the user's own settings, and the same arithmetic everywhere."""
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(root), str(ROOT)]),  # the second for figures.py
        "PYTHONHASHSEED": "0",
        "IPYTHONDIR": str(Path(scratch) / "ipython"),
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "CUDA_VISIBLE_DEVICES": "-1",
    }


def _refuse_errors(path, notebook):
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                raise ReportError(f"{path}, cell '{cell.id}': {output.ename}: {output.evalue}")
            if output.get("name") == "stderr":
                raise ReportError(
                    f"{path}, cell '{cell.id}' writes to stderr: {output.text.strip()[-500:]}\n"
                    "Repair the cause of a warning; progress belongs on stdout."
                )


def _without_bars(output):
    """An output without progress bars, or None if it was nothing else."""
    if "application/vnd.jupyter.widget-view+json" in output.get("data", {}):
        return None  # tqdm.notebook
    if output.get("name") == "stdout":
        output.text = without_bars(output.text)
        return output if output.text.strip() else None
    return output


def without_bars(text):
    """What of a stream a terminal would still show, without the progress bars."""
    lines = []
    for line in text.split("\n"):
        shown = line.rstrip("\r").rsplit("\r", 1)[-1]
        for bar in BARS:
            shown = bar.sub("", shown)
        if shown.strip() or not line:  # a line that was empty stays
            lines.append(shown)
    return "\n".join(lines)


def versions(notebook):
    """What a notebook ran on, in words: "Python 3.13.1, NumPy 2.2.0, …"."""
    packages = ["NumPy", "Matplotlib"]
    if any("tensorflow" in cell.source for cell in notebook.cells if cell.cell_type == "code"):
        packages.append("TensorFlow")
    python = ".".join(map(str, sys.version_info[:3]))
    return ", ".join([f"Python {python}", *(f"{name} {version(name.lower())}" for name in packages)])


def differing_cells(first, second):
    """The ids of the cells whose outputs differ between two executions of a notebook, those tagged `timing` aside."""
    return [
        one.id
        for one, other in zip(first.cells, second.cells, strict=True)
        if one.get("outputs") != other.get("outputs") and "timing" not in one.metadata.get("tags", [])
    ]
