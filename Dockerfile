# syntax=docker/dockerfile:1
#
# The gateway as an image. 'docker compose up' builds it; no JDK and no Maven are needed on the machine.

FROM eclipse-temurin:25-jdk AS build
WORKDIR /build
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY src src
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -q -B -ntp -DskipTests -Dspotless.check.skip=true package
# Taken apart: plain jars on the class path are faster to start from and to look classes up in than jars within a jar,
# and the dependencies are a layer that a change of our own code does not touch.
# They lie in dependencies/, because lib/ is yours.
RUN java -Djarmode=tools -jar target/zapi-gateway.jar extract --layers --libraries dependencies --destination extracted

FROM eclipse-temurin:25-jre
# A fixed number, so that the rights of a mounted directory can be set to it.
RUN groupadd --system --gid 10001 zapi \
    && useradd --system --uid 10001 --gid zapi --home-dir /app --shell /usr/sbin/nologin zapi \
    && install -d -m 0755 /app \
    && install -d -m 0700 -o zapi -g zapi /app/data
WORKDIR /app
COPY --from=build /build/extracted/dependencies/ ./
COPY --from=build /build/extracted/spring-boot-loader/ ./
COPY --from=build /build/extracted/snapshot-dependencies/ ./
COPY --from=build /build/extracted/application/ ./
# What runs when no directory is mounted over it.
COPY routes routes
# The classes that a start loads, checked and laid out in advance: it then takes a fifth less processor time. The rehearsal ends
# before anything listens or runs; what it writes is thrown away.
RUN java -XX:ArchiveClassesAtExit=zapi-gateway.jsa --enable-native-access=ALL-UNNAMED -Dspring.context.exit=onRefresh -Xlog:disable \
    -cp "lib/*:zapi-gateway.jar" org.zapigateway.ZapiGateway \
    --zapi.data-dir=/tmp/rehearsal --zapi.broker.acceptor= \
    && rm -r /tmp/rehearsal
USER 10001:10001
# The inbox: what is in it was acknowledged and exists nowhere else.
VOLUME /app/data
# 8080 webhooks. The operations port 8081 listens on the container's own 127.0.0.1 only.
EXPOSE 8080
# The other half is for Netty's buffers, the journal's, and threads. JDK_JAVA_OPTIONS adds options.
# Jars that are mounted at /app/lib come first on the class path; with them the archive does not fit, and Java ignores it.
# Requests wait while Java collects its garbage: rather for a short time often than for a long time sometimes. In less than
# 2 GB or on one processor Java would take the collector that knows no such goal.
# Memory in large pages takes a tenth less processor time; where the machine has none, Java is not to speak of it.
# Java would begin each log with warnings of what Netty does with memory and native code.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-XX:+AlwaysActAsServerClassMachine", "-XX:MaxGCPauseMillis=20", \
    "-XX:+UseTransparentHugePages", "-Xlog:pagesize=off", \
    "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED", \
    "-Xlog:cds*=off", "-XX:SharedArchiveFile=zapi-gateway.jsa", \
    "-cp", "lib/*:zapi-gateway.jar", "org.zapigateway.ZapiGateway"]
