# POST → consumer, from the first POST to the last message, what was left at the end of the load included.

end_to_end_section() {
  local rows=(gateway textbook) ROUNDS=$((ROUNDS / 2 + 1)) # each of them also drains what has piled up
  gateway gateway "$ROUTES" $NO_DATABASE
  competitor textbook
  if gateway_on_older_jdk gateway "$ROUTES" $NO_DATABASE; then rows+=("$OLDER_ROW"); fi
  section end-to-end "End to end: POST → consumer of $QUEUE" baseline=textbook/events/s
  # shellcheck disable=SC2046 # words without spaces
  warm_up end_to_end $(cold "${rows[@]}")
  alternate end_to_end "${rows[@]}"
  stop ${OLDER_ROW:+"$OLDER_ROW"}
}

# The same, whose sends go to another process.
external_section() {
  local rows=(gateway-external textbook-external) ROUNDS=$((ROUNDS / 2 + 1)) external row
  broker company
  external=${ACCEPTOR[company]}
  gateway gateway-external "$ROUTES" $NO_DATABASE --spring.artemis.broker-url="$external"
  competitor textbook-external --bench.external="$external"
  for row in "${rows[@]}"; do ACCEPTOR[$row]=$external; done
  section external "End to end, to another broker over TCP" baseline=textbook-external/events/s
  warm_up end_to_end "${rows[@]}"
  alternate end_to_end "${rows[@]}"
  stop "${rows[@]}" company
}

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
  progress "$(per_second "$CONSUMED" "$ELAPSED") events/s"
  value events/s "$(per_second "$CONSUMED" "$ELAPSED")"
  value 'accepted/s' "$(per_second "$REQUESTS" "$DURATION")"
  value 'left when the load ended' $((CONSUMED - CONSUMED_BEFORE))
  value 'drained in s' "$(awk "BEGIN {d = $ELAPSED - $DURATION; print (d > 0 ? d : 0)}")"
  value 'CPU µs/event' "$CPU"
}
