#!/usr/bin/env bash
# Measures list and gc over many finished jobs, native build, idle machine: bench/measure-many.sh [jobs] [runs]. Prints one line a figure.
# Needs hyperfine and jq. Everything happens in a fresh root, which is removed.
set -euo pipefail
jobs=${1:-10000}; runs=${2:-20}
here=$(dirname "$(readlink -f "$0")")
"$here/../eng/publish-native.sh" src/Keeper src/Host src/Cli
bin=$here/../build/native/agent-exec
work=$(mktemp -d)
export AGENT_EXEC_ROOT="$work/jobs"
trap '"$bin" host stop >/dev/null 2>&1 || true; rm -rf "$work"' EXIT

report() { printf '%-58s %8s   limit %s\n' "$1" "$2" "$3"; }
time_of() { # name limit command...
    name=$1; limit=$2; shift 2
    hyperfine -N --warmup 2 -r "$runs" --export-json "$work/h.json" "$*" >/dev/null 2>&1
    report "$name" "$(jq -r '.results[0].median*10000|round/10' "$work/h.json") ms" "$limit"
}
once() { # name command...
    name=$1; shift
    begin=$(date +%s%N)
    "$@" >/dev/null
    report "$name" "$((($(date +%s%N) - begin) / 1000000)) ms" -
}

"$here/make-jobs.sh" "$AGENT_EXEC_ROOT" "$jobs"
once "host start over $jobs jobs" "$bin" host start
once "first list --all" "$bin" list --all
once "first gc --dry-run" "$bin" gc --dry-run
time_of "list --all, $jobs jobs" "150 ms" "$bin list --all"
time_of "list --all --limit 20" - "$bin list --all --limit 20"
time_of "gc --dry-run, $jobs jobs" "150 ms" "$bin gc --dry-run"
time_of "host status, for comparison" - "$bin host status"
host=$("$bin" host status | jq -r .pid)
report "host resident" "$(awk '/VmRSS/ {print $2/1024}' "/proc/$host/status") MB" -
once "gc of $jobs jobs" "$bin" gc
