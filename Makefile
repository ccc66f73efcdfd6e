# Everything is started from here. `make` alone lists what there is.

PYTHON ?= python3
PORT ?= 8000
BIN = .venv/bin
GERBANG = $(BIN)/gerbang
UV = $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11

.DEFAULT_GOAL = help
.PHONY: help demo dev test check format messages lock bench clean

help: ## List what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

demo: export GERBANG_DEMONSTRATION = 1
demo: ## Start Gerbang with demonstration data (PORT=8000)
	@$(PYTHON) tools/bootstrap run
	@$(GERBANG) migrate --verbosity 0
	@$(GERBANG) demonstration
	@$(GERBANG) collectstatic --noinput --verbosity 0
	@exec $(GERBANG) serve --port $(PORT)

dev: ## Install what development and the tests need
	@$(PYTHON) tools/bootstrap dev

test: dev ## Run all tests; ARGS="..." goes to pytest
	@$(BIN)/python tools/test $(ARGS)

check: dev ## Check style, types, floors, migrations, rulebooks, messages and locks
	@$(BIN)/python tools/check

format: dev ## Put the code into the one style
	@$(BIN)/ruff check --fix --quiet src tests tools
	@$(BIN)/ruff format --quiet src tests tools

messages: dev ## Update the message catalogues from the sources
	@$(GERBANG) messages --update

lock: dev ## Lock the dependencies again (UPGRADE=--upgrade for newer versions)
	$(UV) $(UPGRADE) requirements/run.in -o requirements/run.txt
	$(UV) $(UPGRADE) requirements/dev.in -c requirements/run.txt -o requirements/dev.txt
	$(UV) $(UPGRADE) requirements/node.in -o requirements/node.txt

bench: export GERBANG_DEMONSTRATION = 1
bench: dev ## Measure the pages of the demonstration against the SQL they need
	@$(GERBANG) migrate --verbosity 0
	@$(GERBANG) demonstration
	@$(GERBANG) collectstatic --noinput --verbosity 0
	@$(GERBANG) bench pages

clean: ## Remove what was installed, built or cached; keeps var/, where the data are
	rm -rf .venv node_modules .cache build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	rm -rf src/gerbang/pages/static/built src/gerbang.egg-info
	find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
	find src -name '*.mo' -delete
