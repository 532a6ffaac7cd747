#!/bin/sh
# Installs the three programs: ./install.sh [--prefix DIR], by default into ~/.local (DIR/bin gets agent-exec, agent-exec-host, agent-exec-keeper).
set -eu
prefix=${HOME:?HOME is not set: name a directory with --prefix}/.local
while [ $# -gt 0 ]; do
    case "$1" in
        --prefix) [ $# -gt 1 ] || { echo "install.sh: --prefix needs a directory" >&2; exit 2; }; prefix=$2; shift 2 ;;
        --prefix=*) prefix=${1#--prefix=}; shift ;;
        -h | --help) sed -n '2s/^# //p' "$0"; exit 0 ;;
        *) echo "install.sh: unknown argument $1 (usage: ./install.sh [--prefix DIR])" >&2; exit 2 ;;
    esac
done
[ -n "$prefix" ] || { echo "install.sh: --prefix needs a directory" >&2; exit 2; }
here=$(dirname "$(readlink -f "$0")")
"$here/eng/publish-native.sh" src/Keeper src/Host src/Cli
mkdir -p "$prefix/bin"
for name in agent-exec-keeper agent-exec-host agent-exec; do
    # Replaced by a rename: programs that run keep theirs.
    cp "$here/build/native/$name" "$prefix/bin/.$name.new"
    chmod 0755 "$prefix/bin/.$name.new"
    mv -f "$prefix/bin/.$name.new" "$prefix/bin/$name"
done
echo "installed agent-exec, agent-exec-host and agent-exec-keeper into $prefix/bin" >&2
case ":$PATH:" in *":$prefix/bin:"*) ;; *) echo "note: $prefix/bin is not on your PATH" >&2 ;; esac
