package org.zapigateway;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port that nobody listens on, for a server that cannot choose one itself. It lies below those that the system gives to
 * connections: tests beside this one open thousands of them before the server is up. JVMs that run tests beside each other have
 * ports of their own.
 */
public final class FreePort {
    private static final int JVMS = 3;
    private static final int OF_EACH = 4_000;
    private static final int FIRST = 20_000 + Integer.getInteger("surefire.forkNumber", 1) % JVMS * OF_EACH;
    private static final Set<Integer> FOUND = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    /** Another one each time. */
    public static int find() {
        int port;
        do {
            port = ThreadLocalRandom.current().nextInt(FIRST, FIRST + OF_EACH);
        } while (!FOUND.add(port) || !isFree(port));
        return port;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
