# How long a POST takes while the server is not saturated. The rate is a share of what this sender gets from this server at most.

declare -A MOST

latency_section() {
  accept_servers
  latency_at 50
  latency_at 80
  stop_all_but gateway
}

# latency_at SHARE
latency_at() {
  local SHARE=$1
  section "latency-$SHARE" "Latency at $SHARE % of the most (open loop; the ceiling at the rate of gateway-store-only)" \
    'baseline=ceiling/p99 ms'
  [[ -n ${MOST[ceiling]:-} ]] || warm_up most "${ACCEPT_ROWS[@]}"
  # The empty POST at the rate of the gateway: what a request takes when nothing is done for it.
  MOST[ceiling]=${MOST[gateway-store-only]}
  alternate latency "${ACCEPT_ROWS[@]}"
}

measure_most() {
  measure_accept "$1"
  open_loop 0 "$SECONDS_PER_ROUND"
  MOST[$ROW]=$(per_second "$REQUESTS" "$DURATION")
  echo "most of $ROW: ${MOST[$ROW]} req/s" >&2
  empty_queue $((REQUESTS - ERRORS))
  rest
}

measure_latency() {
  open_loop $((${MOST[$ROW]} * SHARE / 100)) "$1"
  empty_queue $((REQUESTS - ERRORS))
  rest
}

record_latency() {
  progress "$(per_second "$REQUESTS" "$DURATION") req/s, p99 $P99 ms"
  value req/s "$(per_second "$REQUESTS" "$DURATION")"
  value 'p50 ms' "$P50"
  value 'p99 ms' "$P99"
  value 'p99.9 ms' "$P999"
}
