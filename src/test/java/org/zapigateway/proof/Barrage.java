package org.zapigateway.proof;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.zapigateway.proof.Payloads.Payload;
import org.zapigateway.proof.WebhookConnection.Answer;

/**
 * Connections that post as fast as their events are taken, until {@link #close()}. A connection that breaks is made again; like
 * Z-API, none sends an unanswered event again on purpose.
 */
final class Barrage implements AutoCloseable {
    private static final int CONNECTIONS = 16;
    private static final int NONE = -1;
    private static final int PAUSE_MILLIS = 100;
    /** A gateway on its way gets the processors instead of those that it refuses. */
    private static final int PAUSE_AFTER_REFUSAL_MILLIS = 10;

    private final int port;
    private final Payloads payloads;
    private final PostLedger ledger;
    private final int restMillis;
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    Barrage(int port, Payloads payloads, PostLedger ledger) {
        this(port, payloads, ledger, CONNECTIONS, 0);
    }

    /** A few connections that rest after each answer, for a proof that takes long for other reasons. */
    static Barrage gentle(int port, Payloads payloads, PostLedger ledger) {
        return new Barrage(port, payloads, ledger, 4, 30);
    }

    private Barrage(int port, Payloads payloads, PostLedger ledger, int connections, int restMillis) {
        this.port = port;
        this.payloads = payloads;
        this.ledger = ledger;
        this.restMillis = restMillis;
        for (int i = 0; i < connections; i++) {
            Thread thread = new Thread(this::run, "barrage-" + i);
            threads.add(thread);
            thread.start();
        }
    }

    /** Returns when all requests in hand have come to an end. */
    @Override
    public void close() throws InterruptedException {
        over.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void run() {
        try {
            while (over.getCount() > 0) {
                onOneConnection();
                // Nobody listens, or the server is about to end: look again in a moment, not in a busy loop.
                over.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void onOneConnection() throws InterruptedException {
        try (WebhookConnection connection = connect()) {
            while (connection != null && over.getCount() > 0 && !connection.isClosing()) {
                int status = post(connection);
                if (status == NONE) {
                    return;
                }
                over.await(
                        status == 200 ? restMillis : Math.max(restMillis, PAUSE_AFTER_REFUSAL_MILLIS),
                        TimeUnit.MILLISECONDS);
            }
        }
    }

    private WebhookConnection connect() {
        try {
            return new WebhookConnection(port);
        } catch (ConnectException e) {
            ledger.unconnected("connection refused");
        } catch (IOException e) {
            ledger.unconnected("connection not made");
        }
        return null;
    }

    /** The status of the answer, or {@link #NONE}. */
    private int post(WebhookConnection connection) {
        Payload payload = payloads.next();
        byte[] body = payload.bytes();
        ledger.sending();
        try {
            Answer answer = connection.post(WebhookConnection.headers(GatewayProcess.TOKEN, body), body);
            ledger.answered(payload, answer);
            return answer.status();
        } catch (EOFException e) {
            ledger.unanswered(payload, "closed, " + age(connection));
        } catch (IOException e) {
            ledger.unanswered(payload, "reset, " + age(connection));
        }
        return NONE;
    }

    private static String age(WebhookConnection connection) {
        return connection.answers() == 0 ? "new connection" : "used connection";
    }
}
