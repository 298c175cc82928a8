package org.zapigateway.proof;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A sender whose body comes byte by byte or stops coming, and never comes to its end. Used by one thread. */
final class SlowSender implements AutoCloseable {
    private static final int ANNOUNCED = 2_000;
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private int status;
    private boolean cutOff;

    /** Connects, and sends the head and the first byte of the body. */
    SlowSender(int port, String token) throws IOException {
        socket = new Socket("127.0.0.1", port);
        String head = "POST /webhooks/zapi HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nz-api-token: "
                + token + "\r\ncontent-length: " + ANNOUNCED + "\r\n\r\n{";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    }

    /** Sends the next byte, as long as somebody listens. */
    void drip() throws IOException {
        if (status == 0 && socket.getInputStream().available() > 0) {
            readStatus();
        }
        try {
            if (!cutOff) {
                socket.getOutputStream().write(' ');
            }
        } catch (IOException e) {
            cutOff = true;
        }
    }

    /** Sends nothing any more until the gateway has answered and ended the connection. */
    SlowSender beSilent() throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        readStatus();
        socket.getInputStream().readAllBytes();
        cutOff = true;
        return this;
    }

    private void readStatus() throws IOException {
        byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 503".length());
        status = Integer.parseInt(new String(line, StandardCharsets.US_ASCII).substring("HTTP/1.1 ".length()));
    }

    /** The status of the answer; 0 before it has come. */
    int status() {
        return status;
    }

    /** Whether the gateway has ended the connection. */
    boolean isCutOff() {
        return cutOff;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
