# Starting and stopping. All servers get the same JVM options, the same arguments and a data directory of their own.

INSTANCE=3E0000000000000000000000000BE7C4
TOKEN=0123456789ABCDEF01234567
declare -A PID PORT ACCEPTOR DATABASE
# The route whose file is taken away while a backlog waits, and the folder of routes that servers get.
HELD=publish-to-queues ROUTES_OF=

# gateway NAME ARGUMENTS… ; GATEWAY_COMMAND may start another build, or a stand-in that understands the arguments.
gateway() {
  local name=$1
  shift
  if [[ -n ${GATEWAY_COMMAND:-} ]]; then
    # shellcheck disable=SC2086 # a command with its arguments
    start "$name" $GATEWAY_COMMAND "$@"
  else
    start "$name" "$JAVA" "${JAVA_OPTIONS[@]}" -jar "$GATEWAY_JAR" "$@"
  fi
}

competitor() {
  start "$1" "$JAVA" "${JAVA_OPTIONS[@]}" -jar "$BENCH_JAR" --spring.profiles.active="$@"
}

# A broker of the company's own, as both sides deliver to it.
external_broker() {
  free_port && EXTERNAL=tcp://127.0.0.1:$FREE
  tool Broker "$EXTERNAL" "$RUN/broker" >"$RUN/broker.log" 2>&1 &
  PID[broker]=$!
  local i
  for ((i = 0; i < 100; i++)); do
    (: <"/dev/tcp/127.0.0.1/${EXTERNAL##*:}") 2>/dev/null && return
    sleep 0.2
  done
  fail "the external broker did not start: $(tail -n 5 "$RUN/broker.log")"
}

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

# Nothing of the server's inbox is delivered until it is released; what comes in waits there.
hold() {
  case $ROW in
    textbook*) curl -sf -X POST "http://127.0.0.1:${PORT[$ROW]}/route/stop" ;;
    *) mv "$RUN/$ROW/routes/$HELD.camel.yaml" "$RUN/$ROW/$HELD.camel.yaml"; sleep 5 ;;
  esac
}

release() {
  case $ROW in
    textbook*) curl -sf -X POST "http://127.0.0.1:${PORT[$ROW]}/route/start" ;;
    *) mv "$RUN/$ROW/$HELD.camel.yaml" "$RUN/$ROW/routes/$HELD.camel.yaml" ;;
  esac
}

# start NAME COMMAND… : starts it unless it runs already; a section takes over the warm servers of the one before.
start() {
  local name=$1
  shift
  [[ -z ${PID[$name]:-} ]] || return 0
  free_port && PORT[$name]=$FREE
  free_port && ACCEPTOR[$name]=tcp://127.0.0.1:$FREE
  free_port
  mkdir -p "$RUN/$name"
  cp -r "${ROUTES_OF:-$PROJECT/routes}" "$RUN/$name/routes"
  (cd "$RUN/$name" && exec "$@" \
    --server.port="${PORT[$name]}" --management.server.port="$FREE" \
    --zapi.data-dir="$RUN/$name/data" --zapi.broker.acceptor="${ACCEPTOR[$name]}" \
    "--zapi.instances[0].id=$INSTANCE" "--zapi.instances[0].token=$TOKEN" \
    --logging.level.root=WARN --logging.level.org.apache.activemq.audit=OFF) >"$RUN/$name.log" 2>&1 &
  PID[$name]=$!
  wait_until_ready "$name"
}

# Ready is whoever answers a POST with 200: for every server the same test, and the one that counts.
wait_until_ready() {
  local name=$1 end=$((SECONDS + 90)) code
  printf 'starting %s ' "$name" >&2
  while ((SECONDS < end)) && kill -0 "${PID[$name]}" 2>/dev/null; do
    code=$(curl -s -o /dev/null -m 5 -w '%{http_code}' "http://127.0.0.1:${PORT[$name]}/webhooks/zapi" \
      -H 'content-type: application/json' -H "z-api-token: $TOKEN" -d "$(probe)") || true
    [[ $code != 200 ]] || { echo "ready" >&2; return; }
    sleep 0.5
  done
  printf '\n--- the last lines of its log\n' >&2
  tail -n 30 "$RUN/$name.log" >&2
  fail "$name did not become ready (last answer to a POST: ${code:-none})"
}

probe() {
  printf '{"type":"ReceivedCallback","instanceId":"%s","messageId":"PROBE%s","phone":"5511900000001",' \
    $INSTANCE "$EPOCHREALTIME"
  printf '"fromMe":false,"isGroup":false,"momment":1757391244000,"status":"RECEIVED","text":{"message":"ready?"}}'
}

# Below the ephemeral ports, which the load generator's own connections use.
free_port() {
  while :; do
    FREE=$((20000 + RANDOM % 12000))
    [[ " ${PORT[*]} ${ACCEPTOR[*]##*:} " != *" $FREE "* ]] || continue
    (: <"/dev/tcp/127.0.0.1/$FREE") 2>/dev/null || return 0
  done
}

# tool CLASS ARGUMENTS… : a main class of the bench jar
tool() {
  local class=$1
  shift
  exec "$JAVA" -Xmx256m -cp "$BENCH_JAR" -Dloader.main="org.zapigateway.bench.tool.$class" \
    org.springframework.boot.loader.launch.PropertiesLauncher "$@"
}

stop() {
  local name
  for name in "$@"; do
    [[ -n ${PID[$name]:-} ]] || continue
    kill "${PID[$name]}" 2>/dev/null || true
    gone "${PID[$name]}" || kill -9 "${PID[$name]}" 2>/dev/null || true
    wait "${PID[$name]}" 2>/dev/null || true
    unset "PID[$name]"
    rm -rf "${RUN:?}/$name"
  done
}

gone() {
  local i
  for ((i = 0; i < 100; i++)); do
    kill -0 "$1" 2>/dev/null || return 0
    sleep 0.1
  done
  return 1
}

clean_up() {
  local status=$?
  trap - EXIT
  stop "${!PID[@]}"
  [[ -z ${CONSUMER_PID:-} ]] || kill "$CONSUMER_PID" 2>/dev/null || true
  end_postgresql
  [[ -z ${RUN:-} ]] || rm -rf "$RUN"
  exit $status
}
