# Sending. Both senders leave REQUESTS, DURATION (seconds), P50, P99, P999 (milliseconds) and ERRORS behind.

# The body of a POST, its length (0: as it is), and from how many instances the messages are.
MESSAGE=$BENCH/load/message.json BODY_SIZE=0 INSTANCES=1

# load SECONDS : connections that send, wait for the answer, and send again
load() {
  local threads=$((CONNECTIONS < THREADS ? CONNECTIONS : THREADS)) line
  line=$(wrk -t "$threads" -c "$CONNECTIONS" -d "$1" --timeout 10s -s "$BENCH/load/post.lua" \
    "http://127.0.0.1:${PORT[$ROW]}/webhooks/zapi" -- \
    "$(run_id)" $INSTANCE $TOKEN "$(message)" "$BODY_SIZE" "$INSTANCES" | grep '^RESULT') \
    || fail "the load generator gave no result for $ROW"
  loaded "$line"
}

# open_loop RATE SECONDS : so many requests a second, whatever the server does; a rate of 0 is the most it can do
open_loop() { loaded "$(sender "$1" "$LEAD" "$2" || true)"; }

# begin_open_loop RATE : the same in the background, until end_open_loop
begin_open_loop() {
  exec {SENDER}> >(sender "$1" 1 0 >"$RUN/open-loop")
  SENDER_PID=$!
}

end_open_loop() {
  exec {SENDER}>&-
  wait "$SENDER_PID" || true
  loaded "$(<"$RUN/open-loop")"
}

sender() {
  tool OpenLoop "${PORT[$ROW]}" "$(message)" "$(run_id)" $INSTANCE $TOKEN "$CONNECTIONS" "$1" "$2" "$3"
}

run_id() { printf '%04X%04X' $RANDOM $RANDOM; }

message() { [[ $ROW != ceiling* ]] && echo "$MESSAGE" || echo empty; }

loaded() {
  kill -0 "${PID[$ROW]}" 2>/dev/null || fail "$ROW ended under load: $(tail -n 30 "$RUN/$ROW.log")"
  local broken
  read -r _ REQUESTS DURATION P50 P99 P999 ERRORS broken <<<"$1"
  [[ -n $broken ]] || fail "the load generator gave no result for $ROW"
  ((ERRORS + broken == 0)) || invalid "$ERRORS answers other than 200, $broken broken connections"
}
