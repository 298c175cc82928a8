# Backlog → rows in PostgreSQL.

# gateway-database: the shipped route, a row of the log and the state of each message. gateway-log: the log alone, which is what the
# textbook route writes.
database_servers() {
  postgresql
  HELD=store-in-database ROUTES_OF=$RUN/routes-database
  cp -r "$PROJECT/routes" "$ROUTES_OF"
  rm -f "$ROUTES_OF/publish-to-queues.camel.yaml"
  rm -rf "$ROUTES_OF/examples"
  # A directory that is empty at once is taken for a mistake, and its last route would run on.
  cp "$BENCH/routes/store-only/store-only.camel.yaml" "$ROUTES_OF"
  database gateway-database -
  gateway_of_database gateway-database
  # The shipped route up to its first statement.
  sed -i '/# Who is who/,$d' "$ROUTES_OF/store-in-database.camel.yaml"
  database gateway-log -
  gateway_of_database gateway-log
  database textbook-database "$PROJECT/src/main/resources/db/migration/postgresql/V1__event_log.sql"
  competitor textbook-database --spring.datasource.url="${DATABASE[textbook-database]}"
}

gateway_of_database() {
  gateway "$1" "$ROUTES" --spring.datasource.url="${DATABASE[$1]}" --spring.datasource.username=postgres
}

database_section() {
  local HELD ROUTES_OF ROUNDS=$((ROUNDS / 2 + 1)) BACKLOG=$((BACKLOG / 2))
  database_servers
  section database "Database: a backlog of $BACKLOG events → rows in PostgreSQL" baseline=textbook-database/events/s
  measure_database
}

database_large_section() {
  local HELD ROUTES_OF ROUNDS=$((ROUNDS / 2 + 1)) BACKLOG=$((BACKLOG / 2)) row
  database_servers
  for row in gateway-database gateway-log textbook-database; do
    rows_of "fill ${DATABASE[$row]} $ROWS_PRESENT" _
  done
  section database-large "Database with $ROWS_PRESENT rows present" baseline=textbook-database/events/s
  measure_database
}

# The end of both sections, their servers included.
measure_database() {
  local rows=(gateway-log textbook-database gateway-database)
  warm_up_with_a_tenth store "${rows[@]}"
  alternate store "${rows[@]}"
  stop "${rows[@]}"
  end_postgresql
}

# Backlog → rows of whatsapp_event, from the first to the last.
measure_store() {
  local before rows first last last_rows
  hold
  rows_of "rows ${DATABASE[$ROW]}" rows
  pile_up "$BACKLOG"
  rest
  before=$(cpu_ticks)
  release
  rows_of "await ${DATABASE[$ROW]} $rows $((rows + WAITING_NOW))" first last
  rows_of "rows ${DATABASE[$ROW]}" last_rows
  STORED=$((last_rows - rows))
  ((STORED >= WAITING_NOW)) || invalid "$WAITING_NOW events were accepted, only $STORED are in the table"
  CPU=$(cpu_per_event "$before" "$STORED")
  ELAPSED=$(awk "BEGIN {print ($last - $first) / 1000}")
  rest
}

record_store() {
  progress "$(per_second "$STORED" "$ELAPSED") events/s"
  value events/s "$(per_second "$STORED" "$ELAPSED")"
  value 'CPU µs/event' "$CPU"
}
