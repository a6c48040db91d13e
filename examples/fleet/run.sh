#!/usr/bin/env bash
# Runs a fleet on this machine: a Redis, a mock of the gateway and four workers, one of which is killed if the second
# argument is "kill". The others then do its offers, after one to two minutes.
#
#   examples/fleet/run.sh [offers, 200] [kill]
set -euo pipefail
cd "$(dirname "$0")/../.."
offers=${1:-200} kill=${2:-}
dir=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$dir"' EXIT

go build -o "$dir/" ./cmd/ali1688 ./examples/fleet

redis-server --port 0 --unixsocket "$dir/redis.sock" --dir "$dir" --save '' --appendonly yes >"$dir/redis.log" &
"$dir/ali1688" mock --listen 127.0.0.1:0 >"$dir/mock.log" 2>&1 &
until [ -S "$dir/redis.sock" ] && grep -q '^listening on ' "$dir/mock.log"; do sleep 0.1; done
export ALI1688_KEY=k ALI1688_SECRET=s ALI1688_REDIS=unix://$dir/redis.sock
ALI1688_BASE_URL=$(sed -n 's/^listening on //p' "$dir/mock.log")
export ALI1688_BASE_URL

seq 610947572360 $((610947572360 + offers - 1)) | "$dir/fleet" add
workers=()
for _ in 1 2 3 4; do
  "$dir/fleet" work &
  workers+=($!)
done
if [ "$kill" = kill ]; then
  sleep 1
  kill -9 "${workers[0]}"
  echo "one worker was killed"
fi
"$dir/fleet" collect "$dir/out.ndjson"
for worker in "${workers[@]}"; do wait "$worker" || [ "$kill" = kill ]; done
echo "$(wc -l <"$dir/out.ndjson") lines, $(grep -o '"id":"[0-9]*"' "$dir/out.ndjson" | sort -u | wc -l) offers," \
  "$(grep -c '"error"' "$dir/out.ndjson" || true) errors"
