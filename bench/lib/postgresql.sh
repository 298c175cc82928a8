declare -A DATABASE

# A PostgreSQL of this run, in a process that also counts its rows.
postgresql() {
  # bash warns of a second coprocess; it serves both.
  { coproc ROWS { tool Database "$RUN/postgresql" 2>>"$RUN/postgresql.log"; }; } 2>/dev/null
}

# It stops its server when its input ends.
end_postgresql() {
  [[ -n ${ROWS_PID:-} ]] || return 0
  local pid=$ROWS_PID
  exec {ROWS[1]}>&-
  gone "$pid" || kill "$pid" 2>/dev/null || true
}

# database NAME FILE : an empty database for a server, with the tables of that file or - for none
database() {
  echo "create $1 $2" >&"${ROWS[1]}"
  read -r -t 60 "DATABASE[$1]" <&"${ROWS[0]}" || fail "no database: $(tail -n 5 "$RUN/postgresql.log")"
}

# database_like NAME OTHER : a copy of the database of another row, whose server does not run
database_like() { rows_of "copy $1 $2" "DATABASE[$1]"; }

# rows_of COMMAND VARIABLES… : asks the process that counts rows
rows_of() {
  echo "$1" >&"${ROWS[1]}"
  shift
  # shellcheck disable=SC2229 # the names of the variables
  read -r "$@" <&"${ROWS[0]}" || fail "nobody counts rows: $(tail -n 5 "$RUN/postgresql.log")"
}
