# POST → row in PostgreSQL, and backlog → rows.

DATABASE_ROWS=(gateway-log textbook-database gateway-database)

# gateway-database: the shipped route, a row of the log and the state of each message. gateway-log: the log alone, which is what the
# textbook route writes.
database_servers() {
  postgresql
  database_routes
  database gateway-database -
  gateway_of_database gateway-database
  log_alone
  database gateway-log -
  gateway_of_database gateway-log
  database textbook-database "$PROJECT/src/main/resources/db/migration/postgresql/V1__event_log.sql"
  competitor textbook-database --spring.datasource.url="${DATABASE[textbook-database]}"
}

# Millions of rows are written once, and copied. The row of the first POST tells that the tables are there.
large_database_servers() {
  local row
  postgresql
  database_routes
  database gateway-database -
  gateway_of_database gateway-database
  rows_of "await ${DATABASE[gateway-database]} 0 1" _ _
  stop gateway-database
  rows_of "fill ${DATABASE[gateway-database]} $ROWS_PRESENT" _
  for row in gateway-log textbook-database; do
    database_like "$row" gateway-database
  done
  gateway_of_database gateway-database
  log_alone
  gateway_of_database gateway-log
  competitor textbook-database --spring.datasource.url="${DATABASE[textbook-database]}"
}

# Only the shipped route to the database, and what keeps its folder from being empty when that one is held.
database_routes() {
  HELD=store-in-database ROUTES_OF=$RUN/routes-database
  cp -r "$PROJECT/routes" "$ROUTES_OF"
  rm -f "$ROUTES_OF/publish-to-queues.camel.yaml"
  rm -rf "$ROUTES_OF/examples"
  # A directory that is empty at once is taken for a mistake, and its last route would run on.
  cp "$BENCH/routes/store-only/store-only.camel.yaml" "$ROUTES_OF"
}

# The shipped route up to its first statement, for the gateways that start from now on.
log_alone() { sed -i '/# Who is who/,$d' "$ROUTES_OF/store-in-database.camel.yaml"; }

gateway_of_database() {
  gateway "$1" "$ROUTES" --spring.datasource.url="${DATABASE[$1]}" --spring.datasource.username=postgres
}

database_section() {
  local HELD ROUTES_OF ROUNDS=$((ROUNDS / 2 + 1)) BACKLOG=$((BACKLOG / 2))
  database_servers
  section end-to-end-database "End to end: POST → row in PostgreSQL" baseline=textbook-database/events/s
  warm_up insert "${DATABASE_ROWS[@]}"
  alternate insert "${DATABASE_ROWS[@]}"
  section database "Database: a backlog of $BACKLOG events → rows in PostgreSQL" baseline=textbook-database/events/s
  measure_database
}

database_large_section() {
  local HELD ROUTES_OF ROUNDS=$((ROUNDS / 2 + 1)) BACKLOG=$((BACKLOG / 2))
  large_database_servers
  section database-large "Database with $ROWS_PRESENT rows present" baseline=textbook-database/events/s
  measure_database
}

# The end of both sections, their servers included.
measure_database() {
  warm_up_with_a_third store "${DATABASE_ROWS[@]}"
  alternate store "${DATABASE_ROWS[@]}"
  stop "${DATABASE_ROWS[@]}"
  end_postgresql
}

# From the first POST to the last row, what was left at the end of the load included.
measure_insert() {
  local before start
  count_rows
  before=$(cpu_ticks) start=${EPOCHREALTIME/./}
  load "$1"
  await_rows $((REQUESTS - ERRORS))
  CPU=$(cpu_per_event "$before" "$STORED")
  ELAPSED=$(awk "BEGIN {print $LAST_MILLIS / 1000 - $start / 1000000}")
  rest
}

record_insert() {
  progress "$(per_second "$STORED" "$ELAPSED") events/s"
  value events/s "$(per_second "$STORED" "$ELAPSED")"
  value 'accepted/s' "$(per_second "$REQUESTS" "$DURATION")"
  value 'CPU µs/event' "$CPU"
}

# Of a backlog, from the first row to the last.
measure_store() {
  local before
  hold
  count_rows
  pile_up "$BACKLOG"
  rest
  before=$(cpu_ticks)
  release
  await_rows "$WAITING_NOW"
  CPU=$(cpu_per_event "$before" "$STORED")
  ELAPSED=$(awk "BEGIN {print ($LAST_MILLIS - $FIRST_MILLIS) / 1000}")
  rest
}

record_store() {
  progress "$(per_second "$STORED" "$ELAPSED") events/s"
  value events/s "$(per_second "$STORED" "$ELAPSED")"
  value 'CPU µs/event' "$CPU"
}

count_rows() { rows_of "rows ${DATABASE[$ROW]}" ROWS_BEFORE; }

# await_rows EXPECTED : since they were counted; STORED have come when no more do
await_rows() {
  local rows
  rows_of "await ${DATABASE[$ROW]} $ROWS_BEFORE $((ROWS_BEFORE + $1))" FIRST_MILLIS LAST_MILLIS
  rows_of "rows ${DATABASE[$ROW]}" rows
  STORED=$((rows - ROWS_BEFORE))
  ((STORED >= $1)) || invalid "$1 events were accepted, only $STORED are in the table"
}
