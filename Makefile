# Two commands set up everything: `make serve` and `make test`.
# They need Python 3.11 or later, git and make; all else goes into .venv.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8080
MINUTES ?= 60
BIN := .venv/bin

SOURCES := $(shell find ontology data shapes queries -type f)
VENDOR := service/migov/web/static/vendor/built
COMUNICA := benchmarks/comunica/node_modules/.package-lock.json

CLIENTS := tests/web/clients/node_modules/.package-lock.json

.PHONY: install serve test test-quick deploy-test image-test check build bench soak lock clean assets clients screenshots translations release

install: .venv/installed assets

serve: build/releases/current assets
	$(BIN)/migov serve --host $(HOST) --port $(PORT)

build: build/releases/current

test: .venv/installed-test assets clients
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadgroup --no-loadscope-reorder --durations 20

# Without the slowest tests and those that start a server, a browser or a build.
test-quick: .venv/installed-test assets
	$(BIN)/python -m pytest --quick --numprocesses auto --maxprocesses 4 --dist loadgroup --no-loadscope-reorder

check: .venv/installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Measures building, then answering beside other servers; prints tables.
bench: .venv/installed-test build $(COMUNICA)
	$(BIN)/python -m benchmarks.build
	$(BIN)/python -m benchmarks.serve

$(COMUNICA): benchmarks/comunica/package-lock.json | .venv/installed
	@export PATH="$(CURDIR)/$(BIN):$$PATH"; cd benchmarks/comunica; npm ci --silent || echo "The npm registry was not reached, so Comunica is left out."

# Two replicas behind nginx (apt-get install nginx), as deploy/ ships them; one is killed.
deploy-test: .venv/installed-test
	MIGOV_REQUIRE_ALL=1 $(BIN)/python -m pytest tests/deploy

# The image of deploy/Containerfile, from a base of Debian's; needs root, debootstrap and buildah.
image-test: .venv/installed-test assets
	MIGOV_REQUIRE_ALL=1 $(BIN)/python -m pytest -s tests/deploy/build_image.py

# Checks that VERSION is ready, builds its packages and notes, and says what is left to do by hand.
release: check test assets
	@test -n "$(VERSION)" || { echo "Name the version: make release VERSION=1.2.3"; exit 2; }
	$(BIN)/python deploy/release.py $(VERSION) $(if $(SINCE),--since $(SINCE))

# Sends a server what strangers may send, and fails where it is not as it was before.
soak: .venv/installed-test build
	$(BIN)/python -m benchmarks.soak --minutes $(MINUTES)

# pip refuses a package whose hash is not in the lock file.
.venv/installed: requirements/serve.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/serve.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/installed-test: .venv/installed requirements/test.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

build/releases/current: .venv/installed $(SOURCES)
	$(BIN)/migov build
	@touch $@

# The scripts and the map that pages use, from npm packages by the Node of the package index.
assets: $(VENDOR)

$(VENDOR): $(wildcard service/assets/*.* service/assets/entries/*) | .venv/installed
	@export PATH="$(CURDIR)/$(BIN):$$PATH"; cd service/assets; (npm ci --silent && npm run --silent build) || echo "The npm registry was not reached, so pages have no scripts and no map; all else works. 'make assets' tries again."

# Clients of linked data from npm packages, for the tests alone.
clients: $(CLIENTS)

$(CLIENTS): tests/web/clients/package-lock.json | .venv/installed
	@export PATH="$(CURDIR)/$(BIN):$$PATH"; cd tests/web/clients; npm ci --silent --ignore-scripts || echo "The npm registry was not reached, so the tests leave out its clients. 'make clients' tries again."

# Pins every dependency with its hashes, for every platform and Python from 3.11 on.
lock: .venv/installed-test
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url --group build --extra assistant --output-file requirements/serve.txt pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url --group build --group test --group bench --group check --group lock --all-extras --output-file requirements/test.txt pyproject.toml

# Collects the texts of pages and questions, and updates the catalogues of translations with them.
translations: .venv/installed-test
	$(BIN)/pybabel --quiet extract --mapping-file pyproject.toml --keywords "gettext ngettext:1,2 marked" --no-wrap --add-location file --sort-by-file --project migov --output-file build/migov.pot .
	for language in fr es ar; do $(BIN)/pybabel --quiet update --no-wrap --ignore-obsolete --ignore-pot-creation-date --domain migov --locale $$language --input-file build/migov.pot --output-dir service/migov/web/locale; done

# README's pictures, in docs/screenshots: needs Chromium (apt-get install chromium).
screenshots: .venv/installed-test build assets
	$(BIN)/python -m tests.browser.screenshots

clean:
	rm -rf .venv build
