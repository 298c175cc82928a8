# Recording. A line of $RAW is one measured value:
#   value <section> <row> <round> <metric> <number>
#   invalid <section> <row> <round> <reason>
#   section <section> <title> <baseline row/metric> <conditions>
#   machine <what> <value>
# separated by tabs; Report.java makes the table of it.

open_results() {
  mkdir -p "$BENCH/results" "${BENCH_DATA:-$BENCH/target}"
  RUN=$(mktemp -d "${BENCH_DATA:-$BENCH/target}/run.XXXXXX")
  RUN=$(cd "$RUN" && pwd)
  RAW=$RUN/raw.tsv
  describe_machine
}

describe_machine() {
  record machine date "$(date -u +%FT%RZ)"
  record machine commit "$(git -C "$PROJECT" describe --always --dirty 2>/dev/null || echo unknown)"
  record machine cores "$(nproc) × $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)"
  record machine memory "$(awk '/MemTotal/ {printf "%.0f GB", $2 / 1048576}' /proc/meminfo)"
  record machine kernel "$(uname -sr)"
  record machine JDK "$("$JAVA" -version 2>&1 | sed -n 2p)${OLDER_JAVA:+ and $("$OLDER_JAVA" -version 2>&1 | sed -n 2p)}"
  record machine disk "$(df --output=fstype "$RUN" | tail -n 1), a synced write of 4 KB takes $(synced_write)"
  record machine 'load before the start' "$(cut -d' ' -f1 /proc/loadavg) (should be near 0)"
  record machine 'load generator' "wrk, $THREADS threads, on the same machine; open loop: our own, $CONNECTIONS connections"
  record machine rounds "$SECONDS_PER_ROUND s each, alternating, after $WARMUP s of warm-up"
  [[ -z $LEFT_OUT ]] || record machine 'left out' "$LEFT_OUT"
}

# The floor under every durable answer on this disk.
synced_write() {
  dd if=/dev/zero of="$RUN/probe" bs=4k count=500 oflag=dsync 2>&1 | awk '/copied/ {
    for (i = 1; i <= NF; i++) if ($i ~ /^s,?$/) printf "%.2f ms", $(i - 1) / 500 * 1000 }'
  rm -f "$RUN/probe"
}

record() { (IFS=$'\t'; printf '%s\n' "$*" >>"$RAW"); }

# section NAME TITLE baseline=ROW/METRIC : what follows is measured for it, under the conditions of this moment
section() {
  SECTION=$1
  record section "$SECTION" "$2" "${3#baseline=}" \
    "JDK $(java_version "$JAVA"), ${JAVA_OPTIONS[*]}, $CONNECTIONS connections, rounds: $ROUNDS"
}

value() { record value "$SECTION" "$ROW" "$ROUND" "$1" "$2"; }

invalid() {
  record invalid "$SECTION" "$ROW" "$ROUND" "$1"
  echo "INVALID: $SECTION, $ROW, round $ROUND: $1" >&2
}

progress() { echo "$SECTION, round $ROUND: $ROW $*" >&2; }

report() {
  REPORTED=yes
  (tool Report "$RAW" "$BENCH/results/$OUTPUT.md" "$BENCH/results/$OUTPUT.json")
}
