#!/usr/bin/env bash
# Measures the native build on an idle machine: bench/measure.sh [runs]. Prints one line a figure: name, median (or as named), limit.
# Needs hyperfine and jq. Everything happens in a fresh root, which is removed.
set -euo pipefail
runs=${1:-60}
here=$(dirname "$(readlink -f "$0")")
"$here/../eng/publish-native.sh" src/Keeper src/Host src/Cli
bin=$here/../build/native/agent-exec
work=$(mktemp -d)
export AGENT_EXEC_ROOT="$work/jobs"
trap '"$bin" host stop >/dev/null 2>&1 || true; rm -rf "$work"' EXIT

report() { printf '%-58s %8s   limit %s\n' "$1" "$2" "$3"; }
median() { sort -n | awk '{v[NR]=$1} END {print v[int((NR+1)/2)]}'; }
time_of() { # name limit command...
    name=$1; limit=$2; shift 2
    hyperfine -N --warmup 3 -r "$runs" --export-json "$work/h.json" "$*" >/dev/null 2>&1
    report "$name" "$(jq -r '.results[0].median*10000|round/10' "$work/h.json") ms" "$limit ms"
}

# First run on an empty root: a new root and host each time.
i=0
while [ $i -lt 10 ]; do
    root="$work/first-$i"
    begin=$(date +%s%N)
    AGENT_EXEC_ROOT=$root "$bin" run --snapshot-after 0 -- true >/dev/null
    echo $((($(date +%s%N) - begin) / 100000))
    AGENT_EXEC_ROOT=$root "$bin" host stop >/dev/null
    i=$((i + 1))
done | median >"$work/first"
report "first run on an empty root (10)" "$(awk '{print $1/10}' "$work/first") ms" "350 ms"

job=$("$bin" run --wait -- true | jq -r .job_id)
time_of "status of a finished job" 5 "$bin status $job"
time_of "run --snapshot-after 0 -- true" 45 "$bin run --snapshot-after 0 -- true"
time_of "run --wait -- true" 50 "$bin run --wait -- true"

i=0
while [ $i -lt 20 ]; do
    id=$("$bin" run --snapshot-after 0 -- "sleep 0.4; date +%s%N >$work/end" | jq -r .job_id)
    "$bin" wait "$id" >/dev/null
    echo $((($(date +%s%N) - $(cat "$work/end")) / 10000))
    i=$((i + 1))
done | median >"$work/wait"
report "from the command's exit to wait returning (20)" "$(awk '{print $1/100}' "$work/wait") ms" "10 ms"

id=$("$bin" run --snapshot-after 0 -- sleep 600 | jq -r .job_id)
hyperfine -N --warmup 3 -r 300 --export-json "$work/h.json" "$bin status $id" >/dev/null 2>&1
report "slowest of 300 fresh status calls on a running job" "$(jq -r '.results[0].max*10000|round/10' "$work/h.json") ms" "250 ms"
report "  their median" "$(jq -r '.results[0].median*10000|round/10' "$work/h.json") ms" "-"

keeper=$(pgrep -f "agent-exec-keeper $AGENT_EXEC_ROOT/$id")
host=$("$bin" host status | jq -r .pid)
report "keeper resident" "$(awk '/VmRSS/ {print $2/1024}' "/proc/$keeper/status") MB" "5 MB"
report "keeper proportional" "$(awk '/^Pss:/ {print $2/1024}' "/proc/$keeper/smaps_rollup") MB" "-"
report "host resident" "$(awk '/VmRSS/ {print $2/1024}' "/proc/$host/status") MB" "-"
"$bin" kill "$id" >/dev/null

# utime and stime in clock ticks of 10 ms over 30 idle seconds.
sleep 5
ticks() { awk '{print $14+$15}' "/proc/$host/stat"; }
before=$(ticks)
sleep 30
report "idle host, share of a core over 30 s" "$(echo "$before $(ticks)" | awk '{print ($2-$1)/30}') %" "0.3 %"
