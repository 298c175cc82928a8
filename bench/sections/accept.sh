# POST → 200, as the sender sees it, from one connection to 256.

accept_servers() {
  gateway gateway "$ROUTES" $NO_DATABASE
  gateway gateway-store-only "$STORE_ONLY" $NO_DATABASE $IN_MEMORY
  competitor handwritten
  competitor ceiling
  ACCEPT_ROWS=(gateway-store-only gateway handwritten)
  if [[ -z $QUICK ]]; then
    competitor textbook-platform-http
    ACCEPT_ROWS+=(textbook-platform-http)
  fi
  if express; then ACCEPT_ROWS+=(express-amqp); fi
  ACCEPT_ROWS+=(ceiling)
}

accept_section() {
  accept_servers
  local rows=("${ACCEPT_ROWS[@]}")
  if gateway_on_older_jdk gateway "$ROUTES" $NO_DATABASE; then rows+=("$OLDER_ROW"); fi
  section accept "Accepting: POST → 200" baseline=handwritten/req/s
  # shellcheck disable=SC2046 # words without spaces
  warm_up accept $(cold "${rows[@]}")
  alternate accept "${rows[@]}"
  [[ -n $QUICK ]] || accept_by_connections
  stop_all_but gateway ${OLDER_ROW:+"$OLDER_ROW"}
}

# All servers are warm by now; fewer and shorter rounds, for there are many.
accept_by_connections() {
  local CONNECTIONS ROUNDS=$(((ROUNDS + 1) / 2)) SECONDS_PER_ROUND=$(((3 * SECONDS_PER_ROUND + 3) / 4))
  for CONNECTIONS in 1 16 256; do
    section "accept-$CONNECTIONS" "Accepting with $CONNECTIONS connections" baseline=handwritten/req/s
    alternate accept "${ACCEPT_ROWS[@]}"
  done
}

# The gateway as it ships, with a database that the competitors do not have.
accept_everything_section() {
  local rows=(gateway-everything handwritten)
  gateway gateway-everything "$ROUTES"
  competitor handwritten
  section accept-everything "Accepting as it ships: POST → 200, queues and database" baseline=handwritten/req/s
  warm_up accept "${rows[@]}"
  alternate accept "${rows[@]}"
  stop "${rows[@]}"
}

# What has piled up in the queue is consumed afterwards, outside of the measured time.
measure_accept() {
  local before
  before=$(cpu_ticks)
  load "$1"
  CPU=$(cpu_per_event "$before" "$REQUESTS")
  empty_queue $((REQUESTS - ERRORS))
  rest
}

record_accept() {
  progress "$(per_second "$REQUESTS" "$DURATION") req/s, p99 $P99 ms"
  value req/s "$(per_second "$REQUESTS" "$DURATION")"
  value 'p50 ms' "$P50"
  value 'p99 ms' "$P99"
  value 'p99.9 ms' "$P999"
  value 'CPU µs/req' "$CPU"
}
