# Everything a contributor runs.  `make demo` and `make test` set themselves up: only Python >= 3.11 and make are needed.

PYTHON ?= python3
VENV   ?= .venv
JOBS   ?= 2
RUN    := $(VENV)/bin/python
READY  := $(VENV)/.ready
PEERS  ?= $(VENV)/peers
TORCH  ?= torch==2.13.0
# Where PyTorch keeps its CPU builds: the plain index gives the one with gigabytes of CUDA.
TORCH_INDEX ?= https://download.pytorch.org/whl/cpu
CODE   := symbolic_info derivations tests demo benchmarks tools

export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DEFAULT_GOAL := help
.PHONY: help demo test wide peers test-peers speed lint format types stubs trusted derivations render certify atlas differential mutants fuzz bench wheel clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

# The stamp is older than pyproject.toml, or missing: make or mend the environment, then stamp it.
$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "$(PYTHON) is older than 3.11; name another one: make PYTHON=python3.12" >&2; exit 1; }
	@$(RUN) -m pip --version >/dev/null 2>&1 || { echo "creating $(VENV)"; $(PYTHON) -m venv --clear $(VENV); } \
		|| { echo "no environment: on Debian, install python3-venv" >&2; exit 1; }
	@echo "installing what pyproject.toml lists (once)"
	@$(RUN) -m pip install --quiet --editable '.[dev]'
	@touch $@

demo: $(READY) ## derive, check and print the KL of two Gaussians; then real data
	@$(RUN) -m demo

test: lint types ## lint, types and every test (the README's test command)
	@$(RUN) -m pytest -n $(JOBS) --dist loadgroup -q

peers: $(PEERS)/.ready ## the environment of the peers: CPU builds of PyTorch and JAX, Numba and Dask beside this package

$(PEERS)/.ready: pyproject.toml | $(READY)
	@$(PYTHON) -m venv $(PEERS)
	@echo "installing PyTorch (CPU), JAX, Numba and Dask (once)"
	@$(PEERS)/bin/python -m pip install --quiet --extra-index-url $(TORCH_INDEX) '$(TORCH)'
	@$(PEERS)/bin/python -m pip install --quiet --editable '.[dev,jax,fast,dask]'
	@touch $@

wide: $(READY) ## every row of the catalogue: what `make test` samples (over an hour)
	@$(RUN) -m pytest -n $(JOBS) --dist loadgroup -q -m wide

test-peers: $(PEERS)/.ready ## the tests that need PyTorch or JAX
	@JAX_ENABLE_X64=1 $(PEERS)/bin/python -m pytest -q -m peers $$(grep -rl --include='*.py' 'mark\.peers' tests)

speed: $(PEERS)/.ready ## numeric functions beside their peers, as ratios; status 1 where one falls short
	@JAX_ENABLE_X64=1 $(PEERS)/bin/python benchmarks/speed.py

lint: $(READY) ## ruff: mistakes, order of imports, layout of lines
	@$(RUN) -m ruff check $(CODE)
	@$(RUN) -m ruff format --check --quiet $(CODE) || { echo "not formatted; run: make format" >&2; exit 1; }

format: $(READY) ## let ruff lay out the lines and mend what it safely can
	@$(RUN) -m ruff check --fix --quiet --exit-zero $(CODE)
	@$(RUN) -m ruff format $(CODE)

types: $(READY) ## mypy
	@$(RUN) -m mypy

stubs: $(READY) ## write symbolic_info/__init__.pyi anew
	@$(RUN) tools/stubs.py

trusted: $(READY) ## the trusted base: its files and their line counts
	@$(RUN) tools/trusted.py

derivations: $(READY) ## run every theorem, replay all in a fresh process; write the index and the book (build/book)
	@$(RUN) -m symbolic_info derivations build --book build/book
	@if command -v pdflatex >/dev/null; then cd build/book && pdflatex -interaction=batchmode theorems.tex >/dev/null && pdflatex -interaction=batchmode theorems.tex >/dev/null && echo "build/book/theorems.pdf"; else echo "no pdflatex here: build/book/theorems.tex is not typeset"; fi

render: $(READY) ## render every exported formula with KaTeX (needs npm)
	@npm install --prefix tests/render --no-audit --no-fund --silent
	@$(RUN) -m tests.render

certify: $(READY) ## enclose lemmas, expectations and results by ball arithmetic: docs/certified.md (up to an hour; goes on where it stopped)
	@$(RUN) -m tools.certify --jobs $(JOBS) --falsify

atlas: $(READY) ## derive families x quantities: docs/atlas.md (some 20 minutes; goes on where it stopped)
	@$(RUN) -m tools.atlas --jobs $(JOBS)

differential: $(PEERS)/.ready ## SciPy's entropies and PyTorch's divergences against certified values: docs/peers.md
	@$(PEERS)/bin/python -m benchmarks.peers_differential

mutants: $(READY) ## remove each check of the trusted base: a named test must fail
	@$(RUN) tests/mutants.py

fuzz: $(READY) ## the parser on 1,000,000 broken and 200,000 well-formed texts (about half an hour)
	@$(RUN) -m tests.fuzz

bench: $(READY) ## time derivations and the import, as ratios to named peers
	@$(RUN) benchmarks/derive.py

wheel: stubs ## build dist/*.whl and dist/*.tar.gz
	@$(RUN) -m build --quiet --outdir dist

clean: ## remove what these targets made
	rm -rf $(VENV) dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis symbolic_info.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
