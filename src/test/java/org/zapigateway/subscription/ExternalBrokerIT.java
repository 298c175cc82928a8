package org.zapigateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.CannotCreateTransactionException;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.inbox.EventFeed;
import org.zapigateway.inbox.Events;
import org.zapigateway.inbox.InboxAddresses;
import org.zapigateway.inbox.QueuedEvent;

/** The company has a broker of its own: a second, real Artemis behind TCP. */
class ExternalBrokerIT {
    private static final String SUBSCRIPTION = InboxAddresses.subscriptionQueue("crm");

    @TempDir
    Path directory;

    private CompanyServer company;
    private GatewayHouse house;

    @BeforeEach
    void open() throws Exception {
        company = CompanyServer.start(directory.resolve("company"));
        house = GatewayHouse.open(directory.resolve("inbox"), company.broker());
    }

    @AfterEach
    void close() throws Exception {
        house.close();
        company.stop();
    }

    @Test
    void theSendsOfABatchShareOneTransaction() throws Exception {
        List<Long> unseen = new CopyOnWriteArrayList<>();
        AtomicInteger sent = new AtomicInteger();
        house.inbox.queues.ensure("crm", null);
        append(0, 50);
        house.routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zapi:events?concurrency=1&batchSize=64")
                        .routeId("crm")
                        .to("jms:queue:crm")
                        .process(exchange -> unseen.add(sent.incrementAndGet() - company.depth("crm")));
            }
        });
        awaitAll(50);

        // A send is never seen before its batch has ended, and a batch has more than one.
        assertThat(unseen).hasSize(50).allMatch(sends -> sends > 0).anyMatch(sends -> sends > 1);
    }

    @Test
    void anOutageIsWaitedOutInOrderWithoutAttempts() throws Exception {
        house.routes(crm("zapi:events?backoff=10ms&maxBackoff=200ms&maxAttempts=1"));
        append(0, 300);
        await().until(() -> company.depth("crm") > 0);

        company.stop();
        append(300, 600);
        await().until(() -> house.subscriptions.status().get(0).state() == SubscriptionStatus.State.PAUSED);
        company.start();

        awaitAll(600);
        assertThat(house.depth(InboxAddresses.deadLetterQueue("crm"))).isZero();
        await().until(() -> house.subscriptions.status().get(0).state() == SubscriptionStatus.State.RUNNING);
    }

    @Test
    void aBrokerThatIsDownAtTheStartDelaysNoStart() throws Exception {
        company.stop();
        house.routes(crm("zapi:events?backoff=10ms&maxBackoff=200ms&maxAttempts=1"));
        append(0, 100);
        await().until(() -> house.subscriptions.status().get(0).state() == SubscriptionStatus.State.PAUSED);

        company.start();

        awaitAll(100);
    }

    @Test
    void whatTheCompanyHasAlreadyWhenTheInboxCouldNotCommitIsNotDoubledAndNothingIsLost() throws Exception {
        AtomicBoolean cut = new AtomicBoolean(true);
        house.close();
        house = GatewayHouse.open(directory.resolve("inbox"), new CutAfterCommit(company.broker(), () -> {
            if (cut.getAndSet(false)) {
                // As a crash would: the company has the batch, the inbox does not know.
                throw new CannotCreateTransactionException("between the two commits");
            }
        }));
        house.inbox.queues.ensure("crm", null);
        append(0, 50);
        house.routes(crm("zapi:events?concurrency=1&maxAttempts=1"));
        append(50, 120);

        awaitAll(120);
        assertThat(cut).isFalse();
        assertThat(house.depth(InboxAddresses.deadLetterQueue("crm"))).isZero();
    }

    /** The file was edited before the gateway, or its target, was there again. */
    @Test
    void stepsThatChangedPlacesBetweenTheTwoCommitsDoubleNothing() throws Exception {
        house.close();
        house = GatewayHouse.open(directory.resolve("inbox"), new CutAfterCommit(company.broker(), () -> {
            throw new CannotCreateTransactionException("between the two commits");
        }));
        house.inbox.queues.ensure("crm", null);
        append(0, 10);
        house.routes(crm("zapi:events?concurrency=1&backoff=1m", "jms:queue:crm", "jms:queue:copy"));
        await().until(() -> company.depth("copy") > 0);
        house.close();

        house = GatewayHouse.open(directory.resolve("inbox"), company.broker());
        house.routes(crm("zapi:events", "jms:queue:copy", "jms:queue:crm"));

        awaitAll(10);
        assertThat(company.properties("copy", "eventId")).isEqualTo(company.properties("crm", "eventId"));
    }

    /** TRAPS C12. */
    @Test
    void noObjectOfAMessageIsMadeWhateverTheUrlTrusts() throws Exception {
        String trusting = company.url() + "?deserializationDenyList=nothing&deserializationAllowList=*";
        try (ExternalCompanyBroker broker = new ExternalCompanyBroker(trusting, null, null);
                Connection connection = broker.listeners().createConnection();
                Session session = connection.createSession()) {
            connection.start();
            Queue queue = session.createQueue("objects");
            session.createProducer(queue).send(session.createObjectMessage(new ArrayList<>()));
            ObjectMessage message =
                    (ObjectMessage) session.createConsumer(queue).receive(30_000);

            assertThatThrownBy(message::getObject).isInstanceOf(JMSException.class);
        }
    }

    private void awaitAll(int events) {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> house.depth(SUBSCRIPTION) == 0 && company.depth("crm") >= events);
        assertThat(company.properties("crm", "eventId"))
                .isEqualTo(IntStream.range(0, events)
                        .mapToObj(i -> Events.id("e" + i))
                        .toList());
    }

    private void append(int from, int to) throws Exception {
        house.inbox.append(IntStream.range(from, to)
                .mapToObj(i -> Events.text("e" + i, "chat", "text"))
                .toArray(CanonicalEvent[]::new));
    }

    private static RouteBuilder crm(String from) {
        return crm(from, "jms:queue:crm");
    }

    private static RouteBuilder crm(String from, String... targets) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(from).routeId("crm").to(targets);
            }
        };
    }

    /** Does something between the commit of the company's broker and that of the inbox. */
    private record CutAfterCommit(ExternalCompanyBroker company, Runnable after)
            implements CompanyBroker, AutoCloseable {
        @Override
        public String address() {
            return company.address();
        }

        @Override
        public ConnectionFactory senders() {
            return company.senders();
        }

        @Override
        public ConnectionFactory listeners() {
            return company.listeners();
        }

        @Override
        public LaneTransaction transaction(EventFeed feed) {
            LaneTransaction transaction = company.transaction(feed);
            return new LaneTransaction() {
                @Override
                public void run(Runnable batch) {
                    transaction.run(batch);
                    after.run();
                }

                @Override
                public boolean isFull() {
                    return transaction.isFull();
                }

                @Override
                public void commit(List<QueuedEvent> events) throws Exception {
                    transaction.commit(events);
                }

                @Override
                public void rollback() {
                    transaction.rollback();
                }

                @Override
                public void close() {
                    transaction.close();
                }
            };
        }

        @Override
        public void close() {
            company.close();
        }
    }
}
