# The order of measuring, and what many sections measure. A kind of measurement is a pair of functions, measure_KIND and
# record_KIND; the sections (bench/sections) bring theirs along.

QUEUE=whatsapp.message.received

# warm_up KIND ROWS…
warm_up() {
  local kind=$1
  shift
  ROUND=warm-up
  for ROW in "$@"; do
    echo "warming up $ROW" >&2
    measure_"$kind" "$WARMUP"
    WARM[$ROW]=yes
  done
}

# cold ROWS… : those of them that no section before has warmed up
cold() {
  local row
  for row in "$@"; do
    [[ -n ${WARM[$row]:-} ]] || echo "$row"
  done
}

# alternate KIND ROWS… : each round begins with another row, so that none is always measured behind the same one.
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

# pile_up EVENTS : posts until so many wait, from as many connections as bring most; WAITING_NOW is how many there are
pile_up() {
  local CONNECTIONS=256
  WAITING_NOW=0
  while ((WAITING_NOW < $1)); do
    load 1
    ((WAITING_NOW += REQUESTS - ERRORS)) || true
  done
}

start_consumer() {
  coproc CONSUMER { tool Consumer 2>"$RUN/consumer.log"; }
}

attach() {
  echo "attach ${ACCEPTOR[$ROW]} $QUEUE" >&"${CONSUMER[1]}"
  read -r -t 30 <&"${CONSUMER[0]}" || fail "no consumer on ${ACCEPTOR[$ROW]}: $(tail -n 5 "$RUN/consumer.log")"
}

# reach COUNT : waits for that many
reach() {
  echo "reach $1" >&"${CONSUMER[1]}"
  read -r REACHED_MILLIS <&"${CONSUMER[0]}" || fail "the consumer ended: $(cat "$RUN/consumer.log")"
}

# finish EXPECTED : an answer of 200 whose event never arrives makes the round invalid.
finish() {
  echo "finish $1" >&"${CONSUMER[1]}"
  read -r CONSUMED CONSUMED_BEFORE FIRST_MILLIS LAST_MILLIS <&"${CONSUMER[0]}" || fail "the consumer ended: $(cat "$RUN/consumer.log")"
  ((CONSUMED >= $1)) || invalid "$1 events were accepted, only $CONSUMED arrived"
}

# empty_queue EVENTS : consumes what the measured load has left in the queue, or throws away what nobody wanted
empty_queue() {
  case $ROW in
    ceiling) ;;
    gateway-store-only*) discard_unrouted ;;
    *) attach; finish "$1" ;;
  esac
}

discard_unrouted() {
  local answer
  until [[ ${answer:-} == *'"more":false'* ]]; do
    answer=$(curl -sf -X POST "http://127.0.0.1:${OPERATIONS[$ROW]}/actuator/deadletters/zapi.unrouted" \
      -H 'content-type: application/json' \
      -d '{"action":"discard","all":true,"limit":10000,"reason":"measured"}') || fail "$ROW keeps its unrouted events"
  done
}

# Until the server has nothing left to do (backlog, database, JIT compiler): a round must not pay for the one before.
# What was written needs no waiting, all these journals are synced as they go.
rest() {
  local before after i
  before=$(cpu_ticks)
  for ((i = 0; i < 2 * LONGEST_REST; i++)); do
    sleep 0.5
    after=$(cpu_ticks)
    ((after - before > 5)) || return 0
    before=$after
  done
  echo "note: $ROW still works $LONGEST_REST seconds after its load ended" >&2
}

LONGEST_REST=60

# What the server alone spent, with its broker where that is another process (a tick is 10 ms): of all figures the one that a
# busy machine disturbs least.
cpu_per_event() { awk "BEGIN {print ($2 ? ($(cpu_ticks) - $1) * 10000 / $2 : 0)}"; }
cpu_ticks() {
  local pid
  for pid in "${PID[$ROW]}" ${PID[$ROW-broker]:-}; do cat "/proc/$pid/stat"; done | awk '{ticks += $14 + $15} END {print ticks}'
}

memory_mb() { awk '/^VmRSS/ {printf "%.0f", $2 / 1024}' "/proc/${PID[$ROW]}/status"; }
per_second() { awk "BEGIN {printf \"%.0f\", $1 / $2}"; }
