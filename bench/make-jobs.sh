#!/usr/bin/env bash
# Fills a jobs root with finished jobs, as the host and the keeper leave them: bench/make-jobs.sh ROOT COUNT [FINISHED_AT].
# Every job holds 1 KiB of logs. With a long ago FINISHED_AT they are what gc collects.
set -euo pipefail
root=$1; count=$2; time=${3:-2026-01-01T00:00:00Z}
umask 077
mkdir -p "$root"
root=$(readlink -f "$root")
line=$(printf '%0511d' 0)
i=0
while [ $i -lt "$count" ]; do
    printf -v id '01ARZ3NDEKTSV4RRFFQ6%06d' $i
    mkdir "$root/$id"
    cd "$root/$id"
    echo "{
  \"job\": { \"id\": \"$id\" }, \"schema_version\": \"0.1\", \"command\": [ \"true\" ], \"created_at\": \"$time\", \"root\": \"$root\",
  \"env_keys\": [], \"cwd\": \"/tmp\", \"tags\": [ \"bench\" ]
}" >meta.json
    echo "{
  \"job\": { \"id\": \"$id\", \"status\": \"exited\", \"started_at\": \"$time\" }, \"result\": { \"exit_code\": 0, \"signal\": null, \"duration_ms\": 5 },
  \"pid\": 1, \"finished_at\": \"$time\", \"updated_at\": \"$time\", \"reason\": \"exited\", \"output_complete\": true, \"pid_start_ticks\": 1,
  \"boot_id\": \"058115f9-2779-475d-9d4f-74c25e836f2e\", \"user_time_ms\": 2, \"system_time_ms\": 2, \"peak_memory_bytes\": 3493888
}" >state.json
    echo "{ \"pid\": 1, \"exit_code\": 0, \"signal\": null, \"core_dumped\": false, \"duration_ms\": 5, \"finished_at_unix_ms\": 1767225600000, \"user_time_ms\": 2,
  \"system_time_ms\": 2, \"peak_memory_bytes\": 3493888, \"stdout_bytes\": 0, \"stderr_bytes\": 0, \"dropped_bytes\": 0, \"output_complete\": true }" >exit.json
    echo "$line" >stdout.log
    echo "$line" >full.log
    : >stderr.log
    : >keeper.lock
    i=$((i + 1))
done
