#!/usr/bin/env bash
# Builds HiGHS once from a pinned source archive into a cached prefix and prints that prefix.
# The archive is the source distribution of its Python package; it lacks the folders of the
# executable and the examples, which are stubbed. Static, no LTO, no tests: about 3 minutes on 2 cores.
set -euo pipefail

version=1.15.1
sha256=20ed2fbf1cb64bf3044ee6632364b7e2653d93e6901e2b19fd3d5df10702e8c5
cache="${DUALFLOW_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/dualflow}"
recipe=$(sha256sum "$0" | cut -c1-12)
prefix="$cache/highs-$version-$recipe"

if [ -f "$prefix/.complete" ]; then
    echo "$prefix"
    exit 0
fi
echo "building HiGHS $version into $prefix (once)" >&2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv" >&2
"$work/venv/bin/pip" download --quiet --no-deps --no-build-isolation --no-binary :all: \
    --dest "$work" "highspy==$version" >&2 ||
    "$work/venv/bin/pip" download --quiet --no-deps --no-binary highspy --dest "$work" "highspy==$version" >&2
echo "$sha256  $work/highspy-$version.tar.gz" | sha256sum --check --quiet >&2
tar -xzf "$work/highspy-$version.tar.gz" -C "$work"
source="$work/highspy-$version"
for part in app examples; do
    mkdir -p "$source/$part"
    : > "$source/$part/CMakeLists.txt"
done
[ -f "$source/highs.pc.in" ] || : > "$source/highs.pc.in"
cmake -S "$source" -B "$work/build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=OFF \
    -DCMAKE_POSITION_INDEPENDENT_CODE=ON -DCMAKE_INTERPROCEDURAL_OPTIMIZATION=OFF -DFAST_BUILD=ON \
    -DBUILD_TESTING=OFF -DBUILD_CXX_EXE=OFF -DBUILD_EXAMPLES=OFF -DPYTHON_BUILD_SETUP=OFF -DZLIB=OFF \
    -DCMAKE_CXX_FLAGS=-ffp-contract=off -DCMAKE_INSTALL_PREFIX="$prefix.part" >&2
cmake --build "$work/build" >&2
rm -rf "$prefix.part"
cmake --install "$work/build" >&2
rm -rf "$prefix"
mv "$prefix.part" "$prefix"
touch "$prefix/.complete"
echo "$prefix"
