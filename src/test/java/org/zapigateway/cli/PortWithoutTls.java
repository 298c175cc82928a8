package org.zapigateway.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Answers as Tomcat answers whoever greets a plain port by TLS. */
final class PortWithoutTls implements AutoCloseable {
    private final ServerSocket plain;
    private final Thread refusing = new Thread(this::refuseAll);

    PortWithoutTls() throws IOException {
        plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        refusing.start();
    }

    int number() {
        return plain.getLocalPort();
    }

    @Override
    public void close() throws Exception {
        plain.close();
        refusing.join();
    }

    /** Until the port closes: somebody else's test may knock first, at a port that it takes for free. */
    private void refuseAll() {
        while (!plain.isClosed()) {
            try (Socket socket = plain.accept()) {
                socket.getInputStream().read();
                socket.getOutputStream().write("HTTP/1.1 400 \r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                socket.shutdownOutput();
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException endOfThisOneOrOfThePort) {
                // The next one, if there is one.
            }
        }
    }
}
