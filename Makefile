# Every target works from a fresh clone on Debian with Python 3.11; the second run starts at once.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

BIN := .venv/bin
OUT := out
DEMO_UNIT := th_kien_thien

.PHONY: help demo serve test lint bench golden oracle guide image clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## the example of every type, and a school's dossier from one campaign, as Word and PDF in out/
	@.ci/setup
	@run() { $(BIN)/vanban "$$@" || [ $$? -eq 1 ]; }; \
	run examples --format docx,pdf,png --out $(OUT); \
	run render ke_hoach_phong_trao --data examples/ke_hoach_phong_trao.yaml --campaign examples/campaign.yaml --format docx,pdf,png --out $(OUT); \
	run campaign set examples/phong-trao --unit $(DEMO_UNIT) --out $(OUT)/phong-trao   # 1: written, with findings

serve: ## the site and the HTTP service on http://127.0.0.1:8000 (settings: README)
	@.ci/setup
	@.ci/guide
	@exec $(BIN)/vanban serve

test: ## lint, types, and every test on all cores: all that is wrong, at once
	@.ci/setup test
	@.ci/guide
	@status=0; $(MAKE) --no-print-directory lint || status=1; $(BIN)/pytest -n auto --dist worksteal || status=1; exit $$status

lint: ## ruff, mypy and hadolint
	@.ci/setup
	@status=0; $(BIN)/ruff check || status=1; $(BIN)/mypy || status=1; $(BIN)/hadolint Dockerfile || status=1; exit $$status

bench: ## our speed against docxtpl, warm LibreOffice and Typst, and a batch, measured in one run (a few minutes)
	@.ci/setup bench
	@$(BIN)/python -m benchmarks
	@$(BIN)/python -m benchmarks.bulk 400

golden: ## writes the golden texts anew: read the diff before you commit it
	@.ci/setup
	@$(BIN)/python -m tests.golden

oracle: ## writes anew what LibreOffice says of every type's example
	@.ci/setup oracle
	@$(BIN)/python -m tests.oracle.renew

guide: ## the guide of docs/guide/, which the site shows at /huong-dan/
	@.ci/setup
	@.ci/guide

image: ## builds the container image without a Docker engine (needs buildah: apt.txt, group image)
	@.ci/packages image
	@.ci/image

clean: ## removes what the other targets made, and the environment
	rm -rf $(OUT) .venv .tools dist service/web/guide/site .pytest_cache .mypy_cache .ruff_cache .hypothesis .schemathesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
