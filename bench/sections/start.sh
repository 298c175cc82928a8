# From the start of the process to its first 200, and what it occupies when it has nothing to do. One server at a time.

start_section() {
  local JAVA_OPTIONS=(-Xmx256m) EVENTS=${WAITING:-100000} waiting
  waiting="gateway, $EVENTS waiting"
  stop_all
  section start "Start: process → first 200, then idle" baseline=bare/s
  gateway "$waiting" "$STORE_ONLY" $NO_DATABASE
  ROUND=warm-up ROW=$waiting
  pile_up "$EVENTS"
  halt "$waiting"
  alternate start bare gateway gateway-everything "$waiting"
  stop "$waiting"
}

# Every start is that of an empty directory, but where events wait.
measure_start() {
  case $ROW in
    bare) competitor bare ;;
    gateway-everything) gateway gateway-everything "$ROUTES" ;;
    gateway) gateway gateway "$ROUTES" $NO_DATABASE ;;
    *) gateway "$ROW" "$STORE_ONLY" $NO_DATABASE ;;
  esac
  rest
  "$(jdk_tool jcmd)" "${PID[$ROW]}" GC.run >/dev/null
  sleep 1
  MEMORY=$(memory_mb)
  if [[ $ROW == *waiting ]]; then halt "$ROW"; else stop "$ROW"; fi
}

record_start() {
  progress "${STARTED[$ROW]} ms, $MEMORY MB"
  value s "$(awk "BEGIN {print ${STARTED[$ROW]} / 1000}")"
  value 'idle memory MB' "$MEMORY"
}
