# From the start of the process to its first 200, and what it occupies when it has nothing to do. One server at a time.

start_section() {
  local JAVA_OPTIONS=(-Xmx256m) EVENTS=${WAITING:-100000} waiting
  waiting="gateway, $EVENTS waiting"
  stop_all
  emptied_jar
  section start "Start: process → first 200, then idle" baseline=same-starters/s
  gateway "$waiting" "$STORE_ONLY" $NO_DATABASE
  ROUND=warm-up ROW=$waiting
  pile_up "$EVENTS"
  halt "$waiting"
  alternate start same-starters same-starters-h2 bare gateway gateway-everything "$waiting"
  stop "$waiting"
}

# Every start is that of an empty directory, but where events wait.
measure_start() {
  case $ROW in
    bare) competitor bare ;;
    same-starters) emptied ;;
    same-starters-h2) emptied --spring.autoconfigure.exclude= --spring.datasource.url=jdbc:h2:file:./data/zapi ;;
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

emptied() { start "$ROW" "$JAVA" "${JAVA_OPTIONS[@]}" -jar "$EMPTIED_JAR" --spring.profiles.active=bare "$@"; }

record_start() {
  progress "${STARTED[$ROW]} ms, $MEMORY MB"
  value s "$(started_seconds "$ROW")"
  value 'idle memory MB' "$MEMORY"
}
