# make         sets up .venv, releases the course, grades the sample class, builds the reports
# make test    sets up .venv and runs the tests
# make help    says what else there is
#
# Each target prints the plain command that does its work. The commands need .venv/bin on PATH: `. .venv/bin/activate`.

PYTHON     ?= python3
COURSE     ?= course
ASSIGNMENT ?=
STUDENT    ?=
FORCE      ?=
UPGRADE    ?=
# A folder with Pyodide's files, to serve them with the browser edition instead of loading them from their CDN.
PYODIDE    ?=
# The address at which build/site/ will be served; its pages name it.
SITE       ?=
# The test run's processes; TensorFlow takes 1 GB in each.
WORKERS    ?= 3
TESTS      ?=

outer_path := $(PATH)
export PATH := $(CURDIR)/.venv/bin:$(PATH)

python := .venv/bin/python
ready  := .venv/ready

# nbgrader takes these for a pattern; graders/engine/handed_in.py says so to the commands.
ifneq ($(strip $(foreach letter,[ ] * ?,$(findstring $(letter),$(CURDIR)))),)
$(error The folder $(CURDIR) has one of [ ] * ? in its name, which nbgrader takes for a pattern: \
rename the folder, or clone into another one)
endif

# Around a long command: what comes and how long it takes on two cores; how long it took.
begin  := date +%s >.venv/begun; echo
end    := echo "  took $$(( $$(date +%s) - $$(cat .venv/begun) )) s"

.DEFAULT_GOAL := all
.NOTPARALLEL:
.PHONY: all help release demo autograde feedback grades reports lab lite site test lint lock bench clean always

all: release demo reports  ## release the course, grade the sample class, build the reports
	@echo
	@echo "Made:"
	@echo "  build/release/    the released notebooks ($$(ls build/release/*/*.ipynb | wc -l | tr -d ' '))"
	@echo "  build/bundles/    one self-contained zip for each assignment ($$(ls build/bundles/*.zip | wc -l | tr -d ' '))"
	@echo "  build/demo/       the sample class, graded: gradebook.db, grades.csv, feedback/"
	@echo "  exported_html/    the reports; open exported_html/index.html in a browser"

release: $(ready)  ## release notebooks in build/release/, self-contained zips in build/bundles/
	@$(begin) "Releasing the course (about 45 s)"
	$(python) -m tools.release
	@$(end)

demo: release  ## grade the bundled sample class into build/demo/
	@$(begin) "Grading the sample class (about 60 s)"
	$(python) -m tools.demo
	@$(end)

autograde: $(ready)  ## grade $(COURSE)/submitted/ into $(COURSE)/gradebook.db (ASSIGNMENT=, STUDENT= for one, FORCE=1 again)
	@# Submissions are graded against the bundle: an old one would grade by old checks. If no assignment is named, one
	@# that cannot be released does not stop the others.
	@rm -f .venv/refused
	$(python) -m tools.release $(if $(ASSIGNMENT),"$(ASSIGNMENT)",|| touch .venv/refused)
	$(python) -m graders grade $(if $(ASSIGNMENT),"$(ASSIGNMENT)") $(if $(STUDENT),--student "$(STUDENT)") \
		$(if $(FORCE),--force) --course "$(COURSE)"
	@test ! -e .venv/refused || { echo "Not every assignment was released: see the first lines. One that was refused is" \
		"graded by its earlier release, if it has one." >&2; exit 1; }

feedback: $(ready)  ## feedback pages in $(COURSE)/feedback/ (ASSIGNMENT=name for one)
	$(python) -m graders feedback $(if $(ASSIGNMENT),"$(ASSIGNMENT)") --course "$(COURSE)"

grades: $(ready)  ## the grade sheet, $(COURSE)/grades.csv
	$(python) -m graders grades --course "$(COURSE)"

reports: $(ready)  ## exported_html/, as far as its sources have changed (FORCE=1 for all of it)
	@$(begin) "Building the reports whose sources have changed (about 3 s for none, 1 to 3 minutes for each)"
	$(python) -m tools.reports $(if $(FORCE),--force)
	@$(end)

lab: $(ready) build/release  ## JupyterLab on the students' notebooks in build/release/
	@echo "The next 'make release' overwrites build/release/. To keep your work, unzip build/bundles/<assignment>.zip elsewhere."
	.venv/bin/jupyter lab build/release

build/release:
	$(MAKE) release

lite: release  ## the NumPy notebooks as a static site in build/lite/, to run in a browser (PYODIDE=folder)
	@$(begin) "Building the browser edition (about 5 s, and 20 s more the first time, to set up JupyterLite)"
	$(python) -m tools.lite $(if $(PYODIDE),--pyodide "$(PYODIDE)")
	@$(end)

site: lite reports  ## reports, zips and browser edition in one folder for a web server, build/site/ (PYODIDE=folder, SITE=https://…)
	$(python) -m tools.site $(if $(SITE),--address "$(SITE)")

test: $(ready)  ## run the tests (TESTS="tests/test_setup.py -x" for some, WORKERS=n for n processes)
	$(python) -m pytest -n $(WORKERS) $(TESTS)

lint: $(ready)  ## check style, format and that notebooks are committed clean, but for assignments of your own
	$(python) -m ruff check . $$($(python) -m tools.ours)
	$(python) -m ruff format --check . $$($(python) -m tools.ours)
	$(python) -m tools.lint_notebooks

bench: $(ready)  ## measure; figures in build/bench/
	$(python) -m tools.bench

# uv keeps every pin that still fits; UPGRADE=1 takes the newest instead. PyPI alone decides, whatever mirrors are set up,
# and one version of a package serves every Python: numbers should not depend on which one a student has.
uv     := .venv/bin/uv --no-config --quiet
export := $(uv) export --frozen --offline --no-emit-project --format requirements.txt

# With pip 23.2, what some package asks for with an extra is found only if the pin names the extra too.
name_extras := perl -pi -e 's/^(bleach)==/$$1\[css]==/; s/^(jsonschema)==/$$1\[format-nongpl]==/'

lock: $(ready)  ## resolve pyproject.toml into uv.lock, requirements.txt, tools/locks/ (UPGRADE=1 for the newest versions)
	$(uv) lock --default-index https://pypi.org/simple --fork-strategy fewest --no-build $(if $(UPGRADE),--upgrade)
	$(export) --all-extras --output-file requirements.txt
	$(export) --only-group student --output-file tools/locks/student.txt
	$(export) --only-group student-tensorflow --output-file tools/locks/student-tensorflow.txt
	$(export) --only-group uv --output-file tools/locks/uv.txt
	$(export) --only-group lite --output-file tools/locks/lite.txt
	$(name_extras) requirements.txt tools/locks/*.txt

clean:  ## remove build/, and nothing else: never an instructor's records
	rm -rf build

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1 /p' Makefile | while read -r name what; do printf '%-10s %s\n' "$$name" "$$what"; done

# A .venv that was made elsewhere (a moved or copied folder) is never up to date.
ifneq ($(shell head -n 1 $(ready) 2>/dev/null),$(CURDIR))
$(ready): always
endif

$(ready): requirements.txt pyproject.toml tools/setup.py tools/locks/uv.txt
	@PATH="$(outer_path)"; command -v $(PYTHON) >/dev/null || { \
	  echo "Set-up stopped. There is no '$(PYTHON)' on this machine. Install Python 3.11, 3.12 or 3.13, for example:"; \
	  echo "  Debian, Ubuntu: sudo apt install python3 python3-venv    macOS: brew install python@3.13"; \
	  echo "or name the one to use: make PYTHON=/path/to/python3.12"; \
	  exit 1; } >&2; \
	echo $(PYTHON) tools/setup.py; $(PYTHON) tools/setup.py
