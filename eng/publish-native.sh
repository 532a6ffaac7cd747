#!/bin/sh
# Publishes programs native into build/native: eng/publish-native.sh [project directory...]
# A program is published only when a source is newer than its binary. Side by side calls wait for each other. Says nothing on stdout.
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- src/Keeper tests/ChildTool
case "$(uname -m)" in
    x86_64) rid=linux-x64 ;;
    aarch64 | arm64) rid=linux-arm64 ;;
    *) echo "publish-native: no runtime identifier known for $(uname -m)" >&2; exit 1 ;;
esac
mkdir -p build/native
exec 9>build/native/.lock
flock 9
for project in "$@"; do
    file=$(ls "$project"/*.csproj)
    name=$(sed -n 's:.*<AssemblyName>\(.*\)</AssemblyName>.*:\1:p' "$file")
    binary=build/native/$name
    # Not only the program's own sources count but those of every library it may use.
    if [ -x "$binary" ] && [ -z "$(find "$project" src/Contracts src/Posix src/Remoting src/Client src/Actors hocon Directory.*.props \
        \( -name obj -o -name bin \) -prune -o -type f -newer "$binary" -print 2>/dev/null | head -n 1)" ]; then
        continue
    fi
    # The lock's descriptor stays here: a build server that outlives the build would hold it for hours.
    dotnet publish "$project" -c Release -r "$rid" -o build/native -v quiet -nologo --disable-build-servers 9>&- >&2
    touch "$binary"
done
