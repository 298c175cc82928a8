# Which JDK runs the servers: the newest; and the gateway once more on the oldest one that it supports.

OLDEST_SUPPORTED=17

java_version() { "$1" -version 2>&1 | sed -n '1s/.*"\(.*\)".*/\1/p'; }

java_major() {
  local version
  version=$(java_version "$1")
  echo "${version%%[.-]*}"
}

# choose_java : JAVA, and OLDER_JAVA where there is one and it is wanted
choose_java() {
  local java
  JAVA=${JAVA_HOME:+$JAVA_HOME/bin/}java OLDER_JAVA='' OLDER_ROW=''
  command -v "$JAVA" >/dev/null || fail "there is no Java: install a JDK from $OLDEST_SUPPORTED, or set JAVA_HOME"
  if [[ -z ${JAVA_HOME:-} ]]; then
    for java in "$JVM_DIRECTORY"/*/bin/java; do
      ! is_older "$JAVA" "$java" || JAVA=$java
    done
  fi
  [[ -z $ONE_JDK ]] || return 0
  for java in "$(command -v java || true)" "$JVM_DIRECTORY"/*/bin/java; do
    ! is_older "$java" "${OLDER_JAVA:-$JAVA}" || OLDER_JAVA=$java
  done
}

# is_older JAVA OTHER : both are there and supported, and the first is the older one
is_older() {
  command -v "$1" >/dev/null && command -v "$2" >/dev/null || return 1
  local major
  major=$(java_major "$1")
  ((major >= OLDEST_SUPPORTED && major < $(java_major "$2")))
}

# gateway_on_older_jdk NAME ARGUMENTS… : as OLDER_ROW, when there is such a JDK; its rows are in the rounds of the others, since only
# such rows can be compared
gateway_on_older_jdk() {
  [[ -n $OLDER_JAVA ]] || return 1
  local JAVA=$OLDER_JAVA
  OLDER_ROW=$1-jdk$(java_major "$JAVA")
  shift
  gateway "$OLDER_ROW" "$@"
}

# jdk_tool NAME : a tool of the JDK in use
jdk_tool() { echo "$(dirname "$(readlink -f "$(command -v "$JAVA")")")/$1"; }
