# What accepting costs while more and more events wait, and how long a start takes with all of them. Rows are stages of one
# server: what matters is how the last compares with the first.

waiting_section() {
  local JAVA_OPTIONS=(-Xms256m -Xmx256m) EVENTS=${WAITING:-1000000}
  section waiting "Accepting while events wait that nobody consumes" baseline=0/req/s
  stages_of gateway-small "$STORE_ONLY" $NO_DATABASE
  # Nobody listens there: the route tries one event at a time, and all others wait in its subscription.
  section outage "Accepting while the company's broker is away" baseline=0/req/s
  stages_of gateway-outage "$ROUTES" $NO_DATABASE --spring.artemis.broker-url=tcp://127.0.0.1:9
}

# stages_of SERVER ARGUMENTS… : its rate at the start, and with a tenth, a half, and all of the events waiting
stages_of() {
  local server=$1 waiting=0 stage before memory
  gateway "$@"
  ROUND=warm-up ROW=$server
  load "$WARMUP"
  for stage in 0 $((EVENTS / 10)) $((EVENTS / 2)) "$EVENTS"; do
    ROUND=1 ROW=$server
    pile_up $((stage - waiting))
    ((waiting += WAITING_NOW)) || true
    for ((ROUND = 1; ROUND <= ROUNDS; ROUND++)); do
      ROW=$server
      before=$(cpu_ticks)
      load "$SECONDS_PER_ROUND"
      CPU=$(cpu_per_event "$before" "$REQUESTS")
      ((waiting += REQUESTS - ERRORS)) || true
      progress "$waiting events wait, $(per_second "$REQUESTS" "$DURATION") req/s"
      memory=$(memory_mb)
      ROW=$stage
      value req/s "$(per_second "$REQUESTS" "$DURATION")"
      value 'p99 ms' "$P99"
      value 'CPU µs/req' "$CPU"
      value 'memory MB' "$memory"
    done
    ROUND=1
    [[ $stage != 0 ]] || value 'start s' "$(started_seconds "$server")"
  done
  halt "$server"
  gateway "$@"
  value 'start s' "$(started_seconds "$server")"
  stop "$server"
}
