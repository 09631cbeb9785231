#!/usr/bin/env bash
# Where HiGHS comes from. Prints the prefix to hand to CMake (DUALFLOW_HIGHS_PREFIX), or an empty line
# when the system's own HiGHS is new enough.
#
#   tools/build_highs.sh           build it if need be, then print the prefix
#   tools/build_highs.sh --where   never build: print the prefix, or fail when there is none yet
#
# The source is the pinned archive of its Python package, checked by its SHA-256. That archive lacks
# the folders of the executable and the examples, which are stubbed. Static, no link-time
# optimisation, no tests: about 3 minutes on 2 cores, once a machine. The prefix is named after what
# it was made from, so another version, flag or compiler never meets an old build.
# DUALFLOW_HIGHS=source takes the pinned source even where the system has a HiGHS.
set -euo pipefail

version=1.15.1
sha256=20ed2fbf1cb64bf3044ee6632364b7e2653d93e6901e2b19fd3d5df10702e8c5
flags=(-DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=OFF -DCMAKE_POSITION_INDEPENDENT_CODE=ON
    -DCMAKE_INTERPROCEDURAL_OPTIMIZATION=OFF -DFAST_BUILD=ON -DBUILD_TESTING=OFF -DBUILD_CXX_EXE=OFF
    -DBUILD_EXAMPLES=OFF -DPYTHON_BUILD_SETUP=OFF -DZLIB=OFF -DCMAKE_CXX_FLAGS=-ffp-contract=off)

if [ "${DUALFLOW_HIGHS:-system}" != source ] && pkg-config --atleast-version=1.10 highs 2>/dev/null; then
    echo
    exit 0
fi

cache="${DUALFLOW_CACHE:-${XDG_CACHE_HOME:-${HOME:-/var/tmp}/.cache}/dualflow}"
compiler="${CXX:-c++}"
recipe=$(printf '%s\n' "$version" "$sha256" "${flags[@]}" "$("$compiler" -dumpfullversion -dumpmachine)" |
    sha256sum | cut -c1-12)
prefix="$cache/highs-$version-$recipe"

if [ -f "$prefix/.complete" ]; then
    echo "$prefix"
    exit 0
fi
if [ "${1:-}" = --where ]; then
    echo "HiGHS is not built yet: run tools/build_highs.sh" >&2
    exit 1
fi

mkdir -p "$cache"
exec 9>"$cache/highs.lock"
if command -v flock >/dev/null && ! flock --nonblock 9; then
    echo "another run is building HiGHS: waiting for it" >&2
    flock 9
fi
if [ -f "$prefix/.complete" ]; then  # that run was for us
    echo "$prefix"
    exit 0
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
log="$cache/highs-build.log"
: > "$log"
explain() {
    echo "HiGHS could not be $1; the end of $log:" >&2
    tail -n 15 "$log" >&2
    exit 1
}

echo "HiGHS $version: fetching the pinned source archive" >&2
# pip asks the archive for its metadata, and so needs its build tools for a moment: hence the venv.
{ python3 -m venv "$work/venv" &&
    "$work/venv/bin/pip" download --no-deps --no-binary highspy --dest "$work" "highspy==$version"; } \
    >> "$log" 2>&1 || explain "fetched (is the Python package index within reach?)"
echo "$sha256  $work/highspy-$version.tar.gz" | sha256sum --check --quiet >> "$log" 2>&1 ||
    explain "trusted: the archive is not the pinned one"
tar -xzf "$work/highspy-$version.tar.gz" -C "$work"
source="$work/highspy-$version"
for part in app examples; do
    mkdir -p "$source/$part"
    : > "$source/$part/CMakeLists.txt"
done
[ -f "$source/highs.pc.in" ] || : > "$source/highs.pc.in"

echo "HiGHS $version: building into $prefix (once, about 3 minutes on 2 cores)" >&2
rm -rf "$prefix.part"
{ cmake -S "$source" -B "$work/build" -G Ninja "${flags[@]}" -DCMAKE_INSTALL_PREFIX="$prefix.part" &&
    cmake --build "$work/build" &&
    cmake --install "$work/build"; } >> "$log" 2>&1 || explain "built"
rm -rf "$prefix"
mv "$prefix.part" "$prefix"
touch "$prefix/.complete"
echo "$prefix"
