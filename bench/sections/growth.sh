# What an event costs when there is more of something: route files, instances, bytes, known ids. The cost is that of the whole
# way: each route takes every event, and the server works until nothing is left.

growth_routes_section() {
  local rows=('1 route' '10 routes' '50 routes') row LONGEST_REST=600
  for row in "${rows[@]}"; do
    accept_only_routes "$RUN/$row/routes" "${row% *}"
    gateway "$row" "$ROUTES" $NO_DATABASE
  done
  section growth-routes "Growth: route files" 'baseline=1 route/CPU µs/event'
  grow growth
}

growth_instances_section() {
  local rows=('1 instance' '1000 instances')
  gateway '1 instance' "$ACCEPT_ONLY" $NO_DATABASE
  # shellcheck disable=SC2046 # words without spaces
  gateway '1000 instances' "$ACCEPT_ONLY" $NO_DATABASE $(further_instances 1000)
  section growth-instances "Growth: instances" 'baseline=1 instance/CPU µs/event'
  grow instances
}

growth_bodies_section() {
  local rows=('0.5 KB' '2 KB' '20 KB' '200 KB') row MESSAGE=$BENCH/load/short.json
  for row in "${rows[@]}"; do
    gateway "$row" "$ACCEPT_ONLY" $NO_DATABASE
  done
  section growth-bodies "Growth: bodies" 'baseline=0.5 KB/CPU µs/event'
  grow bodies
}

# A window of the latest thousand ids is the least of memory; the other is full before the first round.
growth_ids_section() {
  local rows=('1000 known ids' "$KNOWN_IDS known ids") row
  section growth-ids "Growth: known ids" 'baseline=1000 known ids/CPU µs/event'
  for row in "${rows[@]}"; do
    gateway "$row" "$ACCEPT_ONLY" $NO_DATABASE --zapi.inbox.duplicate-window="${row%% *}"
    ROW=$row ROUND=warm-up
    pile_up "${row%% *}"
    rest
  done
  grow growth
}

# grow KIND : measures the rows of the section, and ends its servers
grow() {
  warm_up "$1" "${rows[@]}"
  alternate "$1" "${rows[@]}"
  stop "${rows[@]}"
}

measure_growth() {
  local before
  before=$(cpu_ticks)
  load "$1"
  rest
  CPU=$(cpu_per_event "$before" "$REQUESTS")
}

record_growth() {
  progress "$(per_second "$REQUESTS" "$DURATION") req/s, $CPU µs/event"
  value req/s "$(per_second "$REQUESTS" "$DURATION")"
  value 'p99 ms' "$P99"
  value 'CPU µs/event' "$CPU"
  value 'memory MB' "$(memory_mb)"
}

measure_instances() {
  local INSTANCES=${ROW% *}
  measure_growth "$1"
}

record_instances() { record_growth; }

measure_bodies() {
  local BODY_SIZE
  BODY_SIZE=$(awk "BEGIN {print ${ROW% KB} * 1000}")
  measure_growth "$1"
}

record_bodies() { record_growth; }

# accept_only_routes FOLDER COUNT : so many route files, each of which takes every event and forgets it
accept_only_routes() {
  local i
  mkdir -p "$1"
  for ((i = 1; i <= $2; i++)); do
    sed "s/id: accept-only/id: accept-only-$i/" "$BENCH/routes/accept-only/accept-only.camel.yaml" \
      >"$1/accept-only-$i.camel.yaml"
  done
}

# further_instances COUNT : the arguments for all but the first; post.lua counts up in the same way
further_instances() {
  local i
  for ((i = 1; i < $1; i++)); do
    printf ' --zapi.instances[%d].id=%s%04X --zapi.instances[%d].token=%s' \
      $i "${INSTANCE:0:28}" $((16#${INSTANCE:28} + i)) $i $TOKEN
  done
}
