"""Runs every benchmark in an environment of its own, and keeps what each prints in build/bench/<benchmark>.txt.

python -m tools.bench                  all of them
python -m tools.bench training_step    this one

To add a benchmark, write a module beside this one that prints its figures (timing.py helps), and name it in BENCHMARKS.
"""

import argparse
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
REQUIREMENTS = Path(__file__).with_name("requirements.txt")
ENVIRONMENT = ROOT / "build" / "bench-venv"
RESULTS = ROOT / "build" / "bench"

BENCHMARKS = ["training_step", "optimizers"]
ONE_THREAD = dict.fromkeys(["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"], "1")


def environment():
    """The Python of the benchmarks' environment, which is made if it is not there or its requirements changed."""
    python = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    ready, wanted = ENVIRONMENT / "ready", REQUIREMENTS.read_text(encoding="utf-8")
    if not ready.exists() or ready.read_text(encoding="utf-8") != wanted:
        print(f"Setting up {ENVIRONMENT} (PyTorch is large: this can take minutes) ...", flush=True)
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", REQUIREMENTS]
        subprocess.run(install, check=True)
        ready.write_text(wanted, encoding="utf-8")
    return python


def run(python, name):
    """Run one benchmark; print what it says and keep it. Raises CalledProcessError where it fails."""
    command = [python, "-m", f"tools.bench.{name}"]
    settings = os.environ | ONE_THREAD | {"PYTHONUTF8": "1"}
    result = subprocess.run(command, cwd=ROOT, env=settings, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    RESULTS.mkdir(parents=True, exist_ok=True)
    (RESULTS / f"{name}.txt").write_text(result.stdout, encoding="utf-8", newline="\n")
    print(result.stdout)


def main():
    parser = argparse.ArgumentParser(
        prog="python -m tools.bench", description="Run benchmarks; figures in build/bench/."
    )
    parser.add_argument(
        "names", nargs="*", metavar="name", help=f"which: {', '.join(BENCHMARKS)} (all if none is named)"
    )
    options = parser.parse_args()
    if unknown := set(options.names) - set(BENCHMARKS):
        parser.error(f"no benchmark named {', '.join(sorted(unknown))}; there are: {', '.join(BENCHMARKS)}")
    try:
        python = environment()
        for name in options.names or BENCHMARKS:
            run(python, name)
    except subprocess.CalledProcessError as problem:
        sys.exit(f"Failed, see above: {' '.join(map(str, problem.cmd))}")


if __name__ == "__main__":
    main()
