#!/bin/sh
# Trains the same from two checkouts, one after the other on this machine, and compares the two runs.
# usage: gate.sh BASE_FOLDER HEAD_FOLDER COMMAND...    the command is run in each folder, with a Thermograd exporter that records it
# Its status is that of `thermograd compare`: 0 not slower, 3 slower by its code, 4 by the hardware alone, 5 cannot tell.
# THERMOGRAD names the launcher (default: thermograd); a run should take 30 minutes or more.
set -eu

if [ $# -lt 3 ]; then
    sed -n 's/^# usage: /usage: /p' "$0" >&2
    exit 2
fi
thermograd=${THERMOGRAD:-thermograd}
base=$1
head=$2
shift 2
work=$(mktemp -d)
exporter=
# An exporter never outlives the gate.
trap 'if [ -n "$exporter" ]; then kill "$exporter" 2>/dev/null || true; fi' EXIT

# train SIDE FOLDER COMMAND...: records one run into $work/SIDE.
train() {
    side=$1
    folder=$2
    shift 2
    "$thermograd" serve --listen 127.0.0.1:0 --record "$work/$side" 2>"$work/$side.log" &
    exporter=$!
    url=
    while [ -z "$url" ]; do
        kill -0 "$exporter" 2>/dev/null || {
            cat "$work/$side.log" >&2
            exit 1
        }
        sleep 1
        url=$(sed -n 's#.*event=started url=\(http://[^/]*\)/.*#\1#p' "$work/$side.log")
    done
    status=0
    (cd "$folder" && THERMOGRAD_PUSH_URL=$url THERMOGRAD_PUSH_RUN=$side "$@") || status=$?
    kill "$exporter"
    wait "$exporter" || true
    exporter=
    if [ "$status" -ne 0 ]; then
        echo "gate: the training in $folder ended with status $status" >&2
        exit 1
    fi
}

train base "$base" "$@"
train head "$head" "$@"
# Each holds one session.
"$thermograd" compare "$work/base"/* "$work/head"/* --output comparison
