# The two commands: make demo, make test. `make help` lists the rest.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup demo build test optima many mutants check web tidy format asan tsan coverage fuzz docs clean

# Programs that the system has too old or not at all are put into this folder by tools/setup.sh.
CACHE := $(or $(DUALFLOW_CACHE),$(or $(XDG_CACHE_HOME),$(or $(HOME),/var/tmp)/.cache)/dualflow)
export PATH := $(CACHE)/bin:$(PATH)

# With CI=true the web part is not optional.
LEVEL := $(if $(filter 1 true yes,$(CI)),web,test)
DUALFLOW := build/release/dualflow

help:  ## this list
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

setup:  ## install what is missing to build (see tools/setup.sh)
	@tools/setup.sh build

build: setup  ## build build/release/dualflow
	@cmake --preset release --log-level=NOTICE
	@cmake --build --preset release --target dualflow

demo: build  ## install, build, plan examples/heavy-truck, write its report
	@$(DUALFLOW) plan examples/heavy-truck --report build/heavy-truck.html

test:  ## build and run all tests
	@tools/setup.sh $(LEVEL)
	@python3 tools/test.py

optima:  ## every stochastic program of known optimum in every way, where the shared data are: hours
	@tools/setup.sh test
	@cmake --preset release --log-level=NOTICE
	@cmake --build --preset release --target solver_tests dualflow
	@tools/optima.py --tests build/release/tests/solver_tests --program build/release/dualflow

many:  ## the tests of the solver that take long: 100,000 warm re-solves, a hard network design
	@tools/setup.sh test
	@cmake --preset release --log-level=NOTICE
	@cmake --build --preset release --target solver_tests
	@DUALFLOW_MANY=1 build/release/tests/solver_tests --gtest_filter='Resolves*:NetworkDesign.OfTheShared*'

mutants:  ## break the stochastic solver in ways that look right: a test fails for each
	@tools/setup.sh test
	@tools/solver_mutants.py

check:  ## only the checks that need no build: layers, size, format, tools
	@tools/setup.sh test
	@python3 tools/test.py layers size format tools

web:  ## rebuild the report's renderer and test it in a browser
	@tools/setup.sh web
	@CI=true python3 tools/test.py web

tidy:  ## clang-tidy over all C++ files
	@tools/setup.sh test
	@cmake --preset dev --log-level=NOTICE
	@git ls-files 'src/*.cpp' 'cli/*.cpp' | xargs -P $$(nproc) -n 4 clang-tidy-19 -p build/dev --quiet

format:  ## reformat all C++ files
	@git ls-files '*.cpp' '*.hpp' | xargs clang-format-19 -i

asan:  ## the unit tests under the address and undefined-behaviour sanitizers
	@tools/setup.sh test
	@python3 tools/test.py asan-ubsan

tsan:  ## the unit tests under the thread sanitizer
	@tools/setup.sh test
	@cmake --workflow --preset races

coverage:  ## line coverage of the tests, in build/coverage/index.html
	@tools/setup.sh test
	@cmake --preset coverage && cmake --build --preset coverage && ctest --preset coverage -j $$(nproc)
	@gcovr --root . --filter src/ --filter cli/ --html-details build/coverage/index.html --print-summary build/coverage

fuzz:  ## fuzz the readers of CSV and TOML for five minutes
	@tools/setup.sh test
	@cmake --preset fuzz && cmake --build --preset fuzz
	@tests/fuzz/run.sh build/fuzz

docs: build  ## regenerate the reference pages from the program
	@$(DUALFLOW) docs docs/reference
	@tools/verification_cards.py --program $(DUALFLOW)

clean:  ## remove what was built (the cache of HiGHS and tools stays)
	rm -rf build
