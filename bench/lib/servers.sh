# Starting and stopping. All servers get the same JVM options, the same arguments and a data directory of their own.

INSTANCE=3E0000000000000000000000000BE7C4
TOKEN=0123456789ABCDEF01234567
# STARTED: milliseconds from the start of the process to its first 200.
declare -A PID PORT OPERATIONS ACCEPTOR STARTED
# The rows whose servers run, and have been under full load.
declare -A WARM
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

# express : the Express service and its broker, unless it was left out
express() {
  [[ $LEFT_OUT != *express-amqp* ]] || return 1
  broker express-amqp-broker
  NODE_ENV=production start express-amqp node "$BENCH/express/server.js" --broker="${ACCEPTOR[express-amqp-broker]}"
  ACCEPTOR[express-amqp]=${ACCEPTOR[express-amqp-broker]}
}

# broker NAME : a broker in a process of its own, with the memory of a server
broker() {
  [[ -z ${PID[$1]:-} ]] || return 0
  free_port && ACCEPTOR[$1]=tcp://127.0.0.1:$FREE
  tool Broker "${ACCEPTOR[$1]}" "$RUN/$1" >"$RUN/$1.log" 2>&1 &
  PID[$1]=$!
  local i
  for ((i = 0; i < 150; i++)); do
    (: <"/dev/tcp/127.0.0.1/${ACCEPTOR[$1]##*:}") 2>/dev/null && return
    sleep 0.2
  done
  fail "the broker $1 did not start: $(tail -n 5 "$RUN/$1.log")"
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
  free_port && OPERATIONS[$name]=$FREE
  mkdir -p "$RUN/$name"
  [[ -d $RUN/$name/routes ]] || cp -r "${ROUTES_OF:-$PROJECT/routes}" "$RUN/$name/routes"
  local begun=${EPOCHREALTIME/./}
  (cd "$RUN/$name" && exec "$@" \
    --server.port="${PORT[$name]}" --management.server.port="${OPERATIONS[$name]}" \
    --zapi.data-dir="$RUN/$name/data" --zapi.broker.acceptor="${ACCEPTOR[$name]}" \
    "--zapi.instances[0].id=$INSTANCE" "--zapi.instances[0].token=$TOKEN" \
    --logging.level.root=WARN --logging.level.org.apache.activemq.audit=OFF) >"$RUN/$name.log" 2>&1 &
  PID[$name]=$!
  wait_until_ready "$name"
  STARTED[$name]=$(((${EPOCHREALTIME/./} - begun) / 1000))
}

# started_seconds NAME : from the start of its process to its first 200
started_seconds() { awk "BEGIN {print ${STARTED[$1]} / 1000}"; }

# Ready is whoever answers a POST with 200: for every server the same test, and the one that counts.
wait_until_ready() {
  local name=$1 end=$((SECONDS + 180)) code
  printf 'starting %s ' "$name" >&2
  while ((SECONDS < end)) && kill -0 "${PID[$name]}" 2>/dev/null; do
    code=$(curl -s -o /dev/null -m 5 -w '%{http_code}' "http://127.0.0.1:${PORT[$name]}/webhooks/zapi" \
      -H 'content-type: application/json' -H "z-api-token: $TOKEN" -d "$(probe)") || true
    [[ $code != 200 ]] || { echo "ready" >&2; return; }
    sleep 0.05
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
    [[ " ${PORT[*]} ${OPERATIONS[*]} ${ACCEPTOR[*]##*:} " != *" $FREE "* ]] || continue
    (: <"/dev/tcp/127.0.0.1/$FREE") 2>/dev/null || return 0
  done
}

# tool CLASS ARGUMENTS… : a main class of the bench jar
tool() {
  local class=$1 options=(-Xmx256m)
  shift
  [[ $class != Broker ]] || options=("${JAVA_OPTIONS[@]}")
  exec "$JAVA" "${options[@]}" -cp "$BENCH_JAR" -Dloader.main="org.zapigateway.bench.tool.$class" \
    org.springframework.boot.loader.launch.PropertiesLauncher "$@"
}

# stop NAMES… : ends them, and nothing of them is left
stop() {
  local name
  # All are told at once, and each then waited for.
  for name in "$@"; do
    [[ -z ${PID[$name]:-} ]] || kill "${PID[$name]}" 2>/dev/null || true
  done
  for name in "$@"; do
    halt "$name"
    halt "$name-broker"
    rm -rf "${RUN:?}/$name" "${RUN:?}/$name-broker"
  done
}

stop_all() { stop "${!PID[@]}"; }

# stop_all_but NAMES… : the next section goes on with those
stop_all_but() {
  local name others=()
  for name in "${!PID[@]}"; do
    [[ " $* " == *" $name "* ]] || others+=("$name")
  done
  stop "${others[@]}"
}

# halt NAME : ends it, and its data directory stays
halt() {
  local pid=${PID[$1]:-}
  [[ -n $pid ]] || return 0
  unset "WARM[$1]"
  kill "$pid" 2>/dev/null || true
  gone "$pid" || kill -9 "$pid" 2>/dev/null || true
  wait "$pid" 2>/dev/null || true
  unset "PID[$1]"
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
  stop_all
  [[ -z ${CONSUMER_PID:-} ]] || kill "$CONSUMER_PID" 2>/dev/null || true
  end_postgresql
  # What was measured before it failed or was stopped is not lost.
  [[ -z ${RAW:-} || -n ${REPORTED:-} ]] || report >&2 || true
  [[ -z ${RUN:-} ]] || rm -rf "$RUN"
  exit $status
}
