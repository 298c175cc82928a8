package org.zapigateway.bench.tool;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * The consumer at the far end of a queue, in a process of its own, over TCP. One process serves the whole run, so that
 * its JIT compiler is as warm in the first round as in the last. Commands on standard input, one answer line each:
 *
 * <pre>
 * attach URL QUEUE   starts to consume                    → attached
 * reach COUNT        waits for that many                  → MILLIS of the last of them
 * finish EXPECTED    waits for that many, then for quiet  → TOTAL BEFORE FIRST_MILLIS LAST_MILLIS
 * </pre>
 *
 * BEFORE is the count when the command came (the load has just ended), FIRST_MILLIS and LAST_MILLIS the epoch times of the
 * first and the last message.
 */
public final class Consumer {

    /** The load generator does not count the answers it no longer waits for: a few more than expected may come. */
    private static final long QUIET_MILLIS = 500;

    /** Without any message for so long, what is missing is lost. */
    private static final long LOST_MILLIS = 15_000;

    /** With acknowledgements in batches a few sessions are faster than all the servers here. */
    private static final int SESSIONS = 4;

    private final AtomicLong count = new AtomicLong();
    private final AtomicLong firstMillis = new AtomicLong();
    private volatile long lastMillis;
    private ActiveMQConnectionFactory factory;
    private Connection connection;

    public static void main(String[] args) throws Exception {
        Consumer consumer = new Consumer();
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ");
            System.out.println(consumer.answer(words));
        }
    }

    private String answer(String... words) throws JMSException, InterruptedException {
        return switch (words[0]) {
            case "attach" -> attach(words[1], words[2]);
            case "reach" -> reach(Long.parseLong(words[1]));
            case "finish" -> finish(Long.parseLong(words[1]));
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    private String attach(String url, String queueName) throws JMSException {
        count.set(0);
        firstMillis.set(0);
        lastMillis = System.currentTimeMillis();
        factory = new ActiveMQConnectionFactory(url);
        connection = factory.createConnection();
        for (int i = 0; i < SESSIONS; i++) {
            Session session = connection.createSession(false, Session.DUPS_OK_ACKNOWLEDGE);
            Queue queue = session.createQueue(queueName);
            MessageConsumer consumer = session.createConsumer(queue);
            consumer.setMessageListener(message -> {
                lastMillis = System.currentTimeMillis();
                if (count.getAndIncrement() == 0) {
                    firstMillis.set(lastMillis);
                }
            });
        }
        connection.start();
        return "attached";
    }

    private String reach(long expected) throws InterruptedException {
        long since = System.currentTimeMillis();
        while (count.get() < expected && quietFor(since) < LOST_MILLIS) {
            Thread.sleep(20);
        }
        return String.valueOf(lastMillis);
    }

    private String finish(long expected) throws JMSException, InterruptedException {
        long before = count.get();
        long since = System.currentTimeMillis();
        while (quietFor(since) < (count.get() < expected ? LOST_MILLIS : QUIET_MILLIS)) {
            Thread.sleep(20);
        }
        connection.close();
        factory.close();
        return count.get() + " " + before + " " + firstMillis + " " + lastMillis;
    }

    private long quietFor(long since) {
        return System.currentTimeMillis() - Math.max(since, lastMillis);
    }
}
