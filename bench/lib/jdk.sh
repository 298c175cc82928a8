# Which JDK runs the servers. The blocks "on the newest JDK" repeat a section with another one.

java_version() { "$1" -version 2>&1 | sed -n '1s/.*"\(.*\)".*/\1/p'; }

java_major() {
  local version
  version=$(java_version "$1")
  echo "${version%%[.-]*}"
}

# The newest JDK of the JVM directory, when it is newer than the one in use; else nothing.
newer_java() {
  local java newest=$JAVA
  for java in "$JVM_DIRECTORY"/*/bin/java; do
    [[ ! -x $java ]] || (($(java_major "$java") <= $(java_major "$newest"))) || newest=$java
  done
  [[ $newest == "$JAVA" ]] || echo "$newest"
}

# jdk_tool NAME : a tool of the JDK in use
jdk_tool() { echo "$(dirname "$(readlink -f "$(command -v "$JAVA")")")/$1"; }
