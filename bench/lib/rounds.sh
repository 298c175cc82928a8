# Loading, waiting for rest, recording. A line of $RAW is one measured value:
#   value <section> <row> <round> <metric> <number>
#   invalid <section> <row> <round> <reason>
#   section <section> <title> <baseline row/metric>
#   machine <what> <value>
# separated by tabs; Report.java makes the table of it.

QUEUE=whatsapp.message.received

open_results() {
  mkdir -p "$BENCH/results" "${BENCH_DATA:-$BENCH/target}"
  RUN=$(mktemp -d "${BENCH_DATA:-$BENCH/target}/run.XXXXXX")
  RUN=$(cd "$RUN" && pwd)
  RAW=$RUN/raw.tsv
  coproc CONSUMER { tool Consumer 2>"$RUN/consumer.log"; }
  describe_machine
}

describe_machine() {
  record machine date "$(date -u +%FT%RZ)"
  record machine commit "$(git -C "$PROJECT" describe --always --dirty 2>/dev/null || echo unknown)"
  record machine cores "$(nproc) × $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)"
  record machine memory "$(awk '/MemTotal/ {printf "%.0f GB", $2 / 1048576}' /proc/meminfo)"
  record machine kernel "$(uname -sr)"
  record machine JDK "$("$JAVA" -version 2>&1 | sed -n 2p)"
  record machine 'JVM options' "${JAVA_OPTIONS[*]}"
  record machine disk "$(df --output=fstype "$RUN" | tail -n 1), a synced write of 4 KB takes $(synced_write)"
  record machine 'load before the start' "$(cut -d' ' -f1 /proc/loadavg) (should be near 0)"
  record machine 'load generator' "wrk, $THREADS threads, $CONNECTIONS connections, on the same machine"
  record machine rounds "$ROUNDS (end to end $(end_to_end_rounds)) × $SECONDS_PER_ROUND s, alternating, after $WARMUP s of warm-up"
}

# The floor under every durable answer on this disk.
synced_write() {
  dd if=/dev/zero of="$RUN/probe" bs=4k count=500 oflag=dsync 2>&1 | awk '/copied/ {
    for (i = 1; i <= NF; i++) if ($i ~ /^s,?$/) printf "%.2f ms", $(i - 1) / 500 * 1000 }'
  rm -f "$RUN/probe"
}

record() { (IFS=$'\t'; printf '%s\n' "$*" >>"$RAW"); }
section() {
  SECTION=$1
  record section "$1" "$2" "${3#baseline=}"
}
value() { record value "$SECTION" "$ROW" "$ROUND" "$1" "$2"; }
invalid() {
  record invalid "$SECTION" "$ROW" "$ROUND" "$1"
  echo "INVALID: $SECTION, $ROW, round $ROUND: $1" >&2
}

# warm_up KIND ROWS… and alternate KIND ROWS… : KIND is accept, end_to_end or drain
warm_up() {
  local kind=$1
  shift
  ROUND=warm-up
  for ROW in "$@"; do
    echo "warming up $ROW" >&2
    measure_"$kind" "$WARMUP"
  done
}

# Each round begins with another row, so that none is always measured behind the same one.
alternate() {
  local kind=$1 i
  shift
  for ((ROUND = 1; ROUND <= ROUNDS; ROUND++)); do
    for ((i = 0; i < $#; i++)); do
      ROW=${@:(i + ROUND - 1) % $# + 1:1}
      measure_"$kind" "$SECONDS_PER_ROUND"
      record_"$kind"
    done
  done
}

# POST → 200. What has piled up in the queue is consumed afterwards, outside of the measured time.
measure_accept() {
  local before
  before=$(cpu_ticks)
  load "$1"
  CPU=$(cpu_per_event "$before" "$REQUESTS")
  drain $((REQUESTS - ERRORS))
  rest
}

record_accept() {
  echo "accept round $ROUND: $ROW $(per_second "$REQUESTS" "$DURATION") req/s, p99 $P99 ms" >&2
  value req/s "$(per_second "$REQUESTS" "$DURATION")"
  value 'p50 ms' "$P50"
  value 'p99 ms' "$P99"
  value 'CPU µs/req' "$CPU"
}

# POST → consumer, from the first POST to the last message, what was left at the end of the load included.
measure_end_to_end() {
  local before start
  attach
  before=$(cpu_ticks) start=${EPOCHREALTIME/./}
  load "$1"
  finish $((REQUESTS - ERRORS))
  CPU=$(cpu_per_event "$before" "$CONSUMED")
  ELAPSED=$(awk "BEGIN {print $LAST_MILLIS / 1000 - $start / 1000000}")
  rest
}

record_end_to_end() {
  echo "end-to-end round $ROUND: $ROW $(per_second "$CONSUMED" "$ELAPSED") events/s" >&2
  value events/s "$(per_second "$CONSUMED" "$ELAPSED")"
  value 'accepted/s' "$(per_second "$REQUESTS" "$DURATION")"
  value 'left when the load ended' $((CONSUMED - CONSUMED_BEFORE))
  value 'drained in s' "$(awk "BEGIN {d = $ELAPSED - $DURATION; print (d > 0 ? d : 0)}")"
  value 'CPU µs/event' "$CPU"
}

# Backlog → consumer, from the first message to the last.
measure_drain() {
  local waiting=0 before
  hold
  while ((waiting < BACKLOG)); do
    load 1
    ((waiting += REQUESTS - ERRORS))
  done
  rest
  attach
  before=$(cpu_ticks)
  release
  finish $waiting
  CPU=$(cpu_per_event "$before" "$CONSUMED")
  ELAPSED=$(awk "BEGIN {print ($LAST_MILLIS - $FIRST_MILLIS) / 1000}")
  rest
}

record_drain() {
  echo "drain round $ROUND: $ROW $(per_second "$CONSUMED" "$ELAPSED") events/s" >&2
  value events/s "$(per_second "$CONSUMED" "$ELAPSED")"
  value 'memory MB' "$(awk '/^VmRSS/ {printf "%.0f", $2 / 1024}' "/proc/${PID[$ROW]}/status")"
  value 'CPU µs/event' "$CPU"
}

# Backlog → rows of whatsapp_event, from the first to the last.
measure_store() {
  local waiting=0 before rows first last
  hold
  rows_of "rows ${DATABASE[$ROW]}" rows
  while ((waiting < BACKLOG)); do
    load 1
    ((waiting += REQUESTS - ERRORS))
  done
  rest
  before=$(cpu_ticks)
  release
  rows_of "await ${DATABASE[$ROW]} $rows $((rows + waiting))" first last
  rows_of "rows ${DATABASE[$ROW]}" last_rows
  STORED=$((last_rows - rows))
  ((STORED >= waiting)) || invalid "$waiting events were accepted, only $STORED are in the table"
  CPU=$(cpu_per_event "$before" "$STORED")
  ELAPSED=$(awk "BEGIN {print ($last - $first) / 1000}")
  rest
}

record_store() {
  echo "database round $ROUND: $ROW $(per_second "$STORED" "$ELAPSED") events/s" >&2
  value events/s "$(per_second "$STORED" "$ELAPSED")"
  value 'CPU µs/event' "$CPU"
}

# rows_of COMMAND VARIABLES… : asks the process that counts rows
rows_of() {
  echo "$1" >&"${ROWS[1]}"
  shift
  # shellcheck disable=SC2229 # the names of the variables
  read -r "$@" <&"${ROWS[0]}" || fail "nobody counts rows: $(tail -n 5 "$RUN/postgresql.log")"
}

# waiting SERVER : its rate at the start, and again whenever another fifth of all events waits.
waiting() {
  local server=$1 waiting=0 stage
  ROUND=warm-up ROW=$server
  load "$WARMUP"
  ((waiting += REQUESTS))
  for ((stage = 0; stage <= 5; stage++)); do
    ROUND=1 ROW=$server
    while ((waiting < WAITING * stage / 5)); do
      load "$SECONDS_PER_ROUND"
      ((waiting += REQUESTS - ERRORS))
    done
    for ((ROUND = 1; ROUND <= ROUNDS; ROUND++)); do
      ROW=$server
      load "$SECONDS_PER_ROUND"
      ((waiting += REQUESTS - ERRORS))
      echo "waiting: $waiting events wait, $(per_second "$REQUESTS" "$DURATION") req/s" >&2
      local memory
      memory=$(awk '/^VmRSS/ {printf "%.0f", $2 / 1024}' "/proc/${PID[$ROW]}/status")
      ROW=$((WAITING * stage / 5))
      value req/s "$(per_second "$REQUESTS" "$DURATION")"
      value 'p99 ms' "$P99"
      value 'memory MB' "$memory"
    done
  done
}

load() {
  local kind=event line run
  [[ $ROW != ceiling ]] || kind=empty
  printf -v run '%04X%04X' $RANDOM $RANDOM
  line=$(wrk -t "$THREADS" -c "$CONNECTIONS" -d "$1" --timeout 10s -s "$BENCH/load/post.lua" \
    "http://127.0.0.1:${PORT[$ROW]}/webhooks/zapi" -- "$run" $INSTANCE $TOKEN $kind | grep '^RESULT') \
    || fail "the load generator gave no result for $ROW"
  kill -0 "${PID[$ROW]}" 2>/dev/null || fail "$ROW ended under load: $(tail -n 30 "$RUN/$ROW.log")"
  read -r _ REQUESTS DURATION P50 P99 ERRORS BROKEN <<<"$line"
  ((ERRORS + BROKEN == 0)) || invalid "$ERRORS answers other than 200, $BROKEN broken connections"
}

attach() {
  echo "attach ${ACCEPTOR[$ROW]} $QUEUE" >&"${CONSUMER[1]}"
  read -r -t 30 <&"${CONSUMER[0]}" || fail "no consumer on ${ACCEPTOR[$ROW]}: $(tail -n 5 "$RUN/consumer.log")"
}

# finish EXPECTED : an answer of 200 whose event never arrives makes the round invalid.
finish() {
  echo "finish $1" >&"${CONSUMER[1]}"
  read -r CONSUMED CONSUMED_BEFORE FIRST_MILLIS LAST_MILLIS <&"${CONSUMER[0]}" || fail "the consumer ended: $(cat "$RUN/consumer.log")"
  ((CONSUMED >= $1)) || invalid "$1 events were accepted, only $CONSUMED arrived"
}

drain() {
  case $ROW in
    ceiling | gateway-store-only | gateway-accept-only) ;;
    *) attach; finish "$1" ;;
  esac
}

# Until the server has nothing left to do (backlog, database, JIT compiler): a round must not pay for the one before.
# What was written needs no waiting, all these journals are synced as they go.
rest() {
  local before after i
  before=$(cpu_ticks)
  for ((i = 0; i < 120; i++)); do
    sleep 0.5
    after=$(cpu_ticks)
    ((after - before > 5)) || return 0
    before=$after
  done
  echo "note: $ROW still works a minute after its load ended" >&2
}

# What the server alone spent (a tick is 10 ms): of all figures the one that a busy machine disturbs least.
cpu_per_event() { awk "BEGIN {print ($2 ? ($(cpu_ticks) - $1) * 10000 / $2 : 0)}"; }
cpu_ticks() { awk '{print $14 + $15}' "/proc/${PID[$ROW]}/stat"; }
per_second() { awk "BEGIN {printf \"%.0f\", $1 / $2}"; }

report() {
  (tool Report "$RAW" "$BENCH/results/latest.md" "$BENCH/results/latest.json")
}
