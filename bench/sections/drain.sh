# Backlog → consumer: of a server that has nothing else to do, and of one that accepts more all the time.

drain_section() {
  local rows=(gateway textbook) ROUNDS=$(((ROUNDS + 2) / 3)) # of a long time each
  gateway gateway "$ROUTES" $NO_DATABASE
  competitor textbook
  section drain "Drain: a backlog of $BACKLOG events → consumer of $QUEUE" baseline=textbook/events/s
  # shellcheck disable=SC2046 # words without spaces
  warm_up_with_a_third drain $(cold "${rows[@]}")
  alternate drain "${rows[@]}"
}

catch_up_section() {
  local rows=(gateway textbook) ROUNDS=$(((ROUNDS + 2) / 3)) # of a long time each
  gateway gateway "$ROUTES" $NO_DATABASE
  competitor textbook
  section catch-up "Catch-up: a backlog of $BACKLOG events → consumer, while $RATE more are posted each second" \
    baseline=textbook/events/s
  # shellcheck disable=SC2046 # words without spaces
  warm_up_with_a_third catch_up $(cold "${rows[@]}")
  alternate catch_up "${rows[@]}"
}

# warm_up_with_a_third KIND ROWS…
warm_up_with_a_third() {
  [[ -z $QUICK ]] || return 0
  local BACKLOG=$((BACKLOG / 3))
  warm_up "$@"
}

# From the first message to the last.
measure_drain() {
  local before
  hold
  pile_up "$BACKLOG"
  rest
  attach
  before=$(cpu_ticks)
  release
  finish $WAITING_NOW
  CPU=$(cpu_per_event "$before" "$CONSUMED")
  ELAPSED=$(awk "BEGIN {print ($LAST_MILLIS - $FIRST_MILLIS) / 1000}")
  rest
}

record_drain() {
  progress "$(per_second "$CONSUMED" "$ELAPSED") events/s"
  value events/s "$(per_second "$CONSUMED" "$ELAPSED")"
  value 'memory MB' "$(memory_mb)"
  value 'CPU µs/event' "$CPU"
}

# What waited leaves first: when as many have arrived, the backlog is gone.
measure_catch_up() {
  hold
  pile_up "$BACKLOG"
  rest
  attach
  begin_open_loop "$RATE"
  sleep 2 # the sender is a process that has to start
  release
  reach $WAITING_NOW
  end_open_loop
  finish $((WAITING_NOW + REQUESTS - ERRORS))
  ELAPSED=$(awk "BEGIN {print ($REACHED_MILLIS - $FIRST_MILLIS) / 1000}")
  rest
}

record_catch_up() {
  progress "$(per_second "$WAITING_NOW" "$ELAPSED") events/s"
  value events/s "$(per_second "$WAITING_NOW" "$ELAPSED")"
  value 'accepted/s' "$(per_second "$REQUESTS" "$DURATION")"
  value 'p50 ms of a POST' "$P50"
  value 'p99 ms of a POST' "$P99"
  value 'memory MB' "$(memory_mb)"
}
