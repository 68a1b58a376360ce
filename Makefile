# fazhi: `make chat` is all that a fresh machine needs (Python >= 3.11, make, the ordinary package index).

# The first Python that is new enough; PYTHON=… on the command line names another.
PYTHON ?= $(firstword $(foreach p,python3 python3.14 python3.13 python3.12 python3.11 python,\
	$(if $(shell $(p) -c 'import sys; print("ok" if sys.version_info >= (3, 11) else "")' 2>/dev/null),$(p))))
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# How many processes ask the FAQ files: one a processor, four at most.
JOBS = $(shell $(BIN)/python -c 'import os; print(min(4, os.cpu_count() or 1))')

.DEFAULT_GOAL := help
.PHONY: help chat ask test coverage check mixtures soak sampled audit bench clean install

help:
	@echo 'make chat                打开问答（首次使用会自动安装并读入 corpus/）'
	@echo 'make ask Q="问题"        问一句'
	@echo 'make test                代码检查（ruff、mypy）与全部测试，含 tests/faq 里的问答用例'
	@echo 'make check               只做代码检查：ruff、mypy'
	@echo 'make mixtures            一万个随机拼成的问题，逐一核对回答'
	@echo 'make soak                长跑：读入与作答各杀两百次，一万条变异的更新（约一小时）'
	@echo 'make sampled             测试里只抽一部分核对的，全部核对一遍；容器的构建步骤（约十分钟，要联网）'
	@echo 'make audit               查依赖有没有已知漏洞（pip-audit，要联网）'
	@echo 'make bench               量一量：冷启动、回答、门槛曲线、读入、数字、检索、机器人'
	@echo 'make clean               删除虚拟环境与缓存（不动数据库与报告）'

install: $(STAMP)

# Stamped, so that nothing is fetched again (and no network is needed) until pyproject.toml changes.
$(STAMP): pyproject.toml
	@test -n "$(PYTHON)" || { \
	  echo '找不到 Python 3.11 或更新的版本。' >&2; \
	  echo '请安装 Python ≥ 3.11；若已装在别处：make chat PYTHON=/路径/python3.12' >&2; exit 4; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "$$($(PYTHON) --version 2>&1) 太旧，需要 Python ≥ 3.11。" >&2; \
	  echo '请安装新版，或指明：make chat PYTHON=/路径/python3.12' >&2; exit 4; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { \
	  rm -rf $(VENV); \
	  echo '无法建立虚拟环境。Debian/Ubuntu 请先：sudo apt install python3-venv' >&2; exit 4; }
	@echo '正在安装依赖（仅第一次）…' >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]' || { \
	  echo '依赖没有装上。请检查网络或软件源（pip config list），再试一次。' >&2; exit 4; }
	@touch $@

chat: $(STAMP)
	@$(BIN)/fazhi chat

# The question travels in the environment, so that quotes and $$ in it reach no shell. Not found (1)
# and asking back (3) are answers too: make shall not call them errors.
ask: export FAZHI_MAKE_QUESTION = $(value Q)
ask: $(STAMP)
	@test -n "$$FAZHI_MAKE_QUESTION" || { echo '请写上问题：make ask Q="嘉祥街道2023年有多少件行政应诉案件？"' >&2; exit 2; }
	@$(BIN)/fazhi ask -- "$$FAZHI_MAKE_QUESTION" || { code=$$?; [ $$code -eq 1 ] || [ $$code -eq 3 ] || exit $$code; }

# Where the environment forbids compiled files, each of the hundreds of programs that the tests start
# would compile its modules and patterns anew.
test: export PYTHONDONTWRITEBYTECODE :=

# What continuous integration runs: the linters, every test, and the FAQ files through the real
# command. pytest by itself collects these too; here they need to be asked but once. Many tests wait
# for a clock or a child, so that three share two cores well.
test: check
	@$(BIN)/python -m pytest -n 3 --dist worksteal --ignore tests/faq
	@$(BIN)/fazhi faq run --corpus corpus --brief --strict --jobs $(JOBS) $(wildcard tests/faq/*/)

# Which lines no test reaches; half as long again as the tests alone.
coverage: $(STAMP)
	@$(BIN)/python -m pytest -n 2 --cov=bot --cov=retrieval --cov-report=term:skip-covered

check: $(STAMP)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

# What the tests ask 300 of: random mixtures of the reports' words, every answer checked.
mixtures: $(STAMP)
	@MIXTURES=10000 $(BIN)/python -m pytest tests/test_promises.py -k mixtures

# What the tests do a few times, hundreds of times: kills, mutated updates, and their figures.
soak: $(STAMP)
	@SOAK=1 $(BIN)/python -m pytest -s tests/ingest/test_kills.py \
	  tests/telegram/test_telegram_kills.py tests/telegram/test_telegram_mutations.py

# What the tests take a sample of, all of it, and the container's steps, which fetch all packages.
sampled: $(STAMP)
	@SOAK=1 $(BIN)/python -m pytest tests/answering/test_within_reach.py \
	  tests/answering/test_told_sides.py tests/answering/test_kept_cells.py tests/test_promises.py \
	  tests/language/test_data_files.py tests/auditing/test_audit_synthetic.py tests/bot/test_backup.py \
	  tests/deploy/test_container.py

# In an environment of its own: what looks at the packages is none of them. Exit code 1 where one
# has a known hole.
audit: $(STAMP)
	@test -x $(VENV)/audit/bin/pip-audit || { $(BIN)/python -m venv $(VENV)/audit && \
	  $(VENV)/audit/bin/python -m pip install --quiet --disable-pip-version-check 'pip-audit>=2.7'; } || { \
	  echo 'pip-audit 没有装上，没有查。请检查网络，再试一次。' >&2; exit 4; }
	@$(VENV)/audit/bin/pip-audit --skip-editable --progress-spinner off \
	  --path "$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')"

bench: $(STAMP)
	@$(BIN)/python tests/bench/start.py
	@$(BIN)/python tests/bench/answers.py
	@$(BIN)/python tests/bench/threshold.py
	@$(BIN)/python tests/bench/ingest.py
	@$(BIN)/python tests/bench/figures.py
	@$(BIN)/python tests/bench/across.py 300
	@$(BIN)/python tests/bench/large.py 300
	@$(BIN)/python tests/bench/retrieval.py tests/support/squad/*.json
	@$(BIN)/python tests/bench/telegram.py
	@$(BIN)/python -m tests.bench.browsing

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
