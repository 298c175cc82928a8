package org.zapigateway.bench.tool;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept connection that sends a request and reads the answer to its end. Hardly more than the system calls: a client
 * library would spend the processor time that the measured server on the same machine needs.
 */
final class HttpConnection implements Closeable {

    private static final int TIMEOUT_MILLIS = 10_000;
    private static final String LENGTH = "\r\ncontent-length:";

    private final int port;
    private final byte[] buffer = new byte[8192];
    private Socket socket;

    HttpConnection(int port) {
        this.port = port;
    }

    /**
     * Connects when there is no connection: at first, after a failure, and when the server has announced that it ends one,
     * as Tomcat does after a hundred requests.
     *
     * @return the status of the answer
     */
    int exchange(byte[] request) throws IOException {
        if (socket == null) {
            connect();
        }
        try {
            socket.getOutputStream().write(request);
            String answer = answer(socket.getInputStream());
            if (head(answer).contains("\r\nconnection: close\r\n")) {
                close();
            }
            return Integer.parseInt(answer.substring(9, 12));
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void connect() throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
    }

    private String answer(InputStream in) throws IOException {
        StringBuilder answer = new StringBuilder();
        while (!complete(answer)) {
            int read = in.read(buffer);
            if (read < 0) {
                throw new EOFException("the server closed the connection");
            }
            answer.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
        }
        return answer.toString();
    }

    /** By the length that its head names; without one it is chunked, and the last chunk is the empty one. */
    private static boolean complete(StringBuilder answer) {
        int headEnd = answer.indexOf("\r\n\r\n");
        if (headEnd < 0) {
            return false;
        }
        String head = head(answer.toString());
        int length = head.indexOf(LENGTH);
        if (length < 0) {
            return answer.indexOf("\r\n0\r\n\r\n", headEnd) >= 0;
        }
        String value = head.substring(length + LENGTH.length(), head.indexOf("\r\n", length + 2));
        return answer.length() >= headEnd + 4 + Integer.parseInt(value.strip());
    }

    private static String head(String answer) {
        return answer.substring(0, answer.indexOf("\r\n\r\n") + 2).toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            // It is gone, as was wanted.
        }
        socket = null;
    }
}
