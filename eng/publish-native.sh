#!/bin/sh
# Publishes native programs into build/native: eng/publish-native.sh [project directory...]
# Without arguments: the three programs and the tests' child program. A program is published only when one of its sources is newer than it.
# Calls side by side wait for each other. Says what it does on stderr and nothing on stdout.
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- src/Keeper src/Host src/Cli tests/ChildTool

fail() { echo "agent-exec: $1" >&2; exit 1; }

case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) rid=linux-x64 ;;
    Linux-aarch64) rid=linux-arm64 ;;
    *) fail "$(uname -s) on $(uname -m) is not supported yet: Linux on x64 or arm64 is needed" ;;
esac
command -v dotnet >/dev/null || fail "the .NET SDK is missing: install .NET 10 (package dotnet-sdk-10.0)"
# Where each program's sources are, beside its own directory.
sources_of() {
    case "$1" in
        src/Keeper) echo "src/Contracts src/Posix" ;;
        src/Host) echo "src/Contracts src/Posix src/Actors src/Remoting hocon src/AkkaNative.props" ;;
        src/Cli) echo "src/Contracts src/Posix src/Remoting src/Client hocon src/AkkaNative.props" ;;
        *) echo "" ;;
    esac
}

is_fresh() {
    [ -x "$2" ] || return 1
    # shellcheck disable=SC2046 # a list of paths without spaces
    [ -z "$(find "$1" $(sources_of "$1") Directory.Build.props Directory.Packages.props global.json \
        \( -name obj -o -name bin \) -prune -o -type f -newer "$2" -print 2>/dev/null | head -n 1)" ]
}

mkdir -p build/native
exec 9>build/native/.lock
flock 9
for project in "$@"; do
    file=$(ls "$project"/*.csproj)
    name=$(sed -n 's:.*<AssemblyName>\(.*\)</AssemblyName>.*:\1:p' "$file")
    if is_fresh "$project" "build/native/$name"; then continue; fi
    command -v clang >/dev/null || command -v gcc >/dev/null \
        || fail "no C linker found: install clang or gcc (Debian, Ubuntu: apt-get install clang zlib1g-dev)"
    linker=clang
    command -v clang >/dev/null || linker=gcc
    echo "agent-exec: building $name (native, one to three minutes)" >&2
    log=$(mktemp)
    # What is edited while it builds is newer than the binary, whose time is that of the start.
    started=$(mktemp)
    # Built beside the place and moved over it: a running program keeps its file, and a failed build leaves the old one. The lock's descriptor stays
    # here, since a build server that outlives the build would hold it for hours.
    staging=build/staging/$name
    if ! dotnet publish "$project" -c Release -r "$rid" -o "$staging" -v quiet -nologo --disable-build-servers \
        -p:CppCompilerAndLinker=$linker 9>&- >"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log"
        fail "building $name failed"
    fi
    rm -f "$log"
    # Copied, not moved: the kernel maps what was written in one go in larger pieces than what a linker wrote, which is a fifth of a short run.
    cp "$staging/$name" "build/native/.$name.new"
    mv -f "build/native/.$name.new" "build/native/$name"
    rm -f "$staging/$name"
    [ ! -f "$staging/$name.dbg" ] || mv -f "$staging/$name.dbg" "build/native/$name.dbg"
    touch -r "$started" "build/native/$name"
    rm -f "$started"
done
