package org.zapigateway.proof;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One kept-alive HTTP/1.1 connection on a plain socket, so that a test decides each byte that is sent and learns how far
 * a request came. Used by one thread.
 */
final class WebhookConnection implements AutoCloseable {
    private static final String PATH = "/webhooks/zapi";
    private static final int READ_TIMEOUT_MILLIS = 60_000;

    private final Socket socket = new Socket();
    private final InputStream in;
    private int answers;
    private boolean closing;

    /** Connects; fails as the socket does. */
    WebhookConnection(int port) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress("127.0.0.1", port), READ_TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** The headers of Z-API's status sender, without the ones of the HTTP/2 upgrade. */
    static Map<String, String> headers(String token, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("host", "gateway.exemplo.com.br:3000");
        headers.put("content-type", "application/json");
        headers.put("content-length", String.valueOf(body.length));
        headers.put("origin", "https://api.z-api.io");
        headers.put("server", "Z-API");
        headers.put("user-agent", "Mozilla/5.0 (X11; Linux i686; rv:111.0) Gecko/20100101 Firefox/111.0");
        headers.put("z-api-token", token);
        return headers;
    }

    /** Posts exactly these headers and bytes, and reads the answer. */
    Answer post(Map<String, String> headers, byte[] body) throws IOException {
        StringBuilder head = new StringBuilder("POST " + PATH + " HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return exchange(head.append("\r\n").toString(), body);
    }

    /** How many answers came on this connection. */
    int answers() {
        return answers;
    }

    /** Whether the server said that it closes the connection, or did. */
    boolean isClosing() {
        return closing;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is not used any more, whatever its end was.
        }
    }

    private Answer exchange(String head, byte[] body) throws IOException {
        byte[] start = head.getBytes(StandardCharsets.UTF_8);
        byte[] request = new byte[start.length + body.length];
        System.arraycopy(start, 0, request, 0, start.length);
        System.arraycopy(body, 0, request, start.length, body.length);
        socket.getOutputStream().write(request);
        Answer answer = read();
        answers++;
        closing = "close".equalsIgnoreCase(answer.headers().get("connection"));
        return answer;
    }

    private Answer read() throws IOException {
        String statusLine = line();
        int status = Integer.parseInt(statusLine.split(" ")[1]);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        return new Answer(status, headers, body(headers));
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            throw new IOException("the edge never answers in chunks");
        }
        String length = headers.get("content-length");
        // Without a length, the end of the connection ends the body.
        return length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection ended before the answer");
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /**
     * An answer.
     *
     * @param headers by their names in small letters
     */
    record Answer(int status, Map<String, String> headers, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }
}
