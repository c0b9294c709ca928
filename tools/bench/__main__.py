"""Runs every benchmark, and keeps what each prints in build/bench/<benchmark>.txt.

python -m tools.bench                  all of them, an hour on two processors
python -m tools.bench training_step    this one

To add a benchmark, write a module beside this one that prints its figures (timing.py helps). Name it in BESIDE_OTHERS,
whose environment is made here and has PyTorch and Optuna, or in ON_THE_COURSE, whose environment is the course's own.
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

BESIDE_OTHERS = ["training_step", "optimizers", "batch_norm", "optuna_search"]
ON_THE_COURSE = ["reports", "grading", "bombs"]
BENCHMARKS = BESIDE_OTHERS + ON_THE_COURSE
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


def run(name):
    """Run one benchmark; print what it says and keep it. Raises CalledProcessError if it fails."""
    python, settings = (environment(), ONE_THREAD) if name in BESIDE_OTHERS else (sys.executable, {})
    command, lines = [python, "-m", f"tools.bench.{name}"], []
    settings = os.environ | settings | {"PYTHONUTF8": "1"}
    with subprocess.Popen(command, cwd=ROOT, env=settings, stdout=subprocess.PIPE, encoding="utf-8") as process:
        for line in process.stdout:  # as they come: some take many minutes
            print(line, end="", flush=True)
            lines.append(line)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    RESULTS.mkdir(parents=True, exist_ok=True)
    (RESULTS / f"{name}.txt").write_text("".join(lines), encoding="utf-8", newline="\n")
    print()


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
    failed = [name for name in options.names or BENCHMARKS if not succeeds(name)]
    if failed:
        sys.exit(f"Failed, see above: {', '.join(failed)}")


def succeeds(name):
    """Run one benchmark. If one fails (there is no Chromium, say) the others still have something to tell."""
    try:
        run(name)
        return True
    except subprocess.CalledProcessError:
        return False


if __name__ == "__main__":
    main()
