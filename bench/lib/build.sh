# Everything that has to be there before a server can start: both jars, the Express service, the load generator.

build() {
  same_versions
  command -v wrk >/dev/null && command -v curl >/dev/null || install_load_generator
  install_express & # which waits for a registry, while Maven needs the processors
  local express=$!
  # Another build of the gateway may be measured, but the benchmark of the translation is compiled against this one.
  [[ -n ${GATEWAY_COMMAND:-} && -f $GATEWAY_JAR.original ]] \
    || built "$GATEWAY_JAR" "$PROJECT/pom.xml" "$PROJECT/src/main" || maven -DskipTests package
  built "$BENCH_JAR" "$BENCH/pom.xml" "$BENCH/src" || maven -f "$BENCH/pom.xml" package
  LEFT_OUT=
  wait "$express" || LEFT_OUT='express-amqp (there is no node or npm, or npm ci failed in bench/express)'
  [[ -z $LEFT_OUT ]] || echo "left out: $LEFT_OUT" >&2
}

# The gateway's own jar with an empty application in the place of its classes: the same libraries, none of our code.
emptied_jar() {
  local folder=$RUN/emptied
  EMPTIED_JAR=$RUN/emptied.jar
  mkdir "$folder" "$folder/bench"
  (cd "$folder/bench" && "$(jdk_tool jar)" xf "$BENCH_JAR" BOOT-INF/classes)
  (cd "$folder" && "$(jdk_tool jar)" xf "$GATEWAY_JAR")
  rm -r "$folder"/BOOT-INF/classes "$folder"/META-INF/{spring,spring.factories}
  mkdir -p "$folder/BOOT-INF/classes/org/zapigateway/bench"
  mv "$folder/bench/BOOT-INF/classes/application.yml" "$folder/BOOT-INF/classes"
  mv "$folder/bench/BOOT-INF/classes/org/zapigateway/bench/competitor" "$folder/BOOT-INF/classes/org/zapigateway/bench"
  sed 's/^Start-Class:.*/Start-Class: org.zapigateway.bench.competitor.Competitor/' \
    "$folder/META-INF/MANIFEST.MF" | tr -d '\r' >"$RUN/emptied.mf"
  rm "$folder/META-INF/MANIFEST.MF"
  # Not compressed: Spring Boot reads the jars within the jar where they lie.
  "$(jdk_tool jar)" -c -0 -f "$EMPTIED_JAR" -m "$RUN/emptied.mf" -C "$folder" BOOT-INF -C "$folder" META-INF -C "$folder" org
  rm -r "$folder"
}

# Without Node.js and its registry one row is missing, and everything else is measured.
install_express() {
  command -v node >/dev/null && command -v npm >/dev/null || return 1
  ! built "$BENCH/express/node_modules/.package-lock.json" "$BENCH/express/package-lock.json" || return 0
  echo "installing the Express service: npm ci" >&2
  (cd "$BENCH/express" && npm ci --omit=dev --ignore-scripts --no-audit --no-fund) >/dev/null 2>&1
}

maven() {
  echo "building: mvnw $*" >&2
  (cd "$PROJECT" && ./mvnw -q "$@")
}

# built JAR SOURCES… : is the jar there and newer than all its sources?
built() {
  local jar=$1
  shift
  [[ -f $jar && -z $(find "$@" -newer "$jar" -print -quit) ]]
}

# A comparison of two versions of a library would say nothing about the code above it.
same_versions() {
  local property
  for property in camel.version artemis.version java.version; do
    [[ $(version_in "$PROJECT/pom.xml" $property) == $(version_in "$BENCH/pom.xml" $property) ]] \
      || fail "pom.xml and bench/pom.xml name different values of $property: make them equal"
  done
  [[ $(boot_in "$PROJECT/pom.xml") == $(boot_in "$BENCH/pom.xml") ]] \
    || fail "pom.xml and bench/pom.xml have different Spring Boot parents: make them equal"
}

version_in() { sed -n "s|.*<$2>\(.*\)</$2>.*|\1|p" "$1"; }
boot_in() { sed -n '/<parent>/,/<\/parent>/s|.*<version>\(.*\)</version>.*|\1|p' "$1"; }

install_load_generator() {
  [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null \
    || fail "wrk (the load generator) or curl is missing: install them (Debian, Ubuntu: apt-get install wrk curl)"
  echo "installing wrk and curl" >&2
  { apt-get update && apt-get install -y wrk curl; } >/dev/null 2>&1 || fail "apt-get could not install wrk and curl"
}

fail() {
  echo "bench/run: $*" >&2
  exit 1
}
