package org.zapigateway.subscription;

import java.time.Duration;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** The events that Z-API sends, from a durable subscription of the route's own: zapi:events. */
@UriEndpoint(
        scheme = "zapi",
        title = "Z-API events",
        syntax = "zapi:name",
        consumerOnly = true,
        firstVersion = "0.1.0",
        category = {Category.MESSAGING},
        headersClass = DescribedHeaders.class)
public final class EventsEndpoint extends DefaultEndpoint implements MultipleConsumersSupport {
    /** A batch size that is not given. */
    private static final int BY_THE_ROUTE = 0;

    private static final Duration LEAST_BACKOFF = Duration.ofMillis(1);

    /** Each is a thread, and the gateway has other work for threads. */
    private static final int MAX_CONCURRENCY = 256;

    @UriPath(description = "Always events", enums = "events")
    @Metadata(required = true)
    private String name = "events";

    @UriParam(description = "Event types to receive, separated by commas, or their beginnings followed by a star")
    private String types;

    @UriParam(description = "Event types not to receive, as in types")
    private String excludeTypes;

    @UriParam(description = "Content kinds to receive, separated by commas, for example text,image")
    private String contentKinds;

    @UriParam(description = "Names or ids of the instances to receive from, separated by commas")
    private String instance;

    @UriParam(description = "Kinds of chats to receive from: direct, group, channel, broadcast, status")
    private String chatKinds;

    @UriParam(description = "Name of the durable subscription; by default the route's id")
    private String subscription;

    @UriParam(defaultValue = "4", description = "How many chats are worked on at the same time")
    private int concurrency = 4;

    @UriParam(
            description = "The most events in one transaction; by default 64 when the route sends only to jms, sql, "
                    + "log, or routes that do, else 1")
    private int batchSize;

    @UriParam(
            description = "Whether the route receives the events of one transaction together, as a list of their "
                    + "fields for sql: with batch: true")
    private boolean batching;

    @UriParam(defaultValue = "5", description = "How often an event is tried before it becomes a dead letter")
    private int maxAttempts = 5;

    @UriParam(defaultValue = "1s", description = "The wait before the second attempt; it doubles with each one")
    private Duration backoff = Duration.ofSeconds(1);

    @UriParam(defaultValue = "1m", description = "The longest wait between two attempts")
    private Duration maxBackoff = Duration.ofMinutes(1);

    @UriParam(
            defaultValue = "10000",
            description = "How many events may be held because their chat waits for a retry, before the subscription "
                    + "pauses")
    private int heldEvents = 10_000;

    private final Subscriptions subscriptions;

    EventsEndpoint(String uri, EventsComponent component, Subscriptions subscriptions) {
        super(uri, component);
        this.subscriptions = subscriptions;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (subscriptions == null) {
            throw new IllegalStateException("zapi:events: there is no inbox here to consume from");
        }
        EventsConsumer consumer = new EventsConsumer(this, processor, subscriptions);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("nothing can be sent to zapi:events; it gives the events of Z-API");
    }

    /** Routes with the same options share this endpoint; each has a subscription of its own. */
    @Override
    public boolean isMultipleConsumersSupported() {
        return true;
    }

    /** Fails with a message that names the option when one of them has a value that cannot be. */
    void requireValid() {
        between("concurrency", concurrency, MAX_CONCURRENCY);
        if (subscription != null) {
            Subscriptions.requireName(subscription);
        }
        atLeastOne("maxAttempts", maxAttempts);
        atLeastOne("heldEvents", heldEvents);
        if (batchSize != BY_THE_ROUTE) {
            between("batchSize", batchSize, Lane.MAX_BATCH);
        }
        // It doubles: from nothing it would stay nothing, and an outage be a loop that does not rest.
        if (backoff.compareTo(LEAST_BACKOFF) < 0 || backoff.compareTo(maxBackoff) > 0) {
            throw new IllegalArgumentException("zapi:events: backoff is " + backoff + "; it must lie between "
                    + LEAST_BACKOFF.toMillis() + " ms and maxBackoff " + maxBackoff);
        }
        filter();
    }

    private static void between(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(
                    "zapi:events: " + option + " is " + value + "; it must be between 1 and " + most);
        }
    }

    private static void atLeastOne(String option, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("zapi:events: " + option + " is " + value + "; it must be at least 1");
        }
    }

    /** How to deliver, with so many events in one transaction. */
    DeliveryPolicy policy(int batch) {
        return new DeliveryPolicy(batch, maxAttempts, backoff, maxBackoff, heldEvents);
    }

    EventFilter filter() {
        return EventFilter.of(types, excludeTypes, contentKinds, instance, chatKinds);
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getTypes() {
        return types;
    }

    public void setTypes(String types) {
        this.types = types;
    }

    public String getExcludeTypes() {
        return excludeTypes;
    }

    public void setExcludeTypes(String excludeTypes) {
        this.excludeTypes = excludeTypes;
    }

    public String getContentKinds() {
        return contentKinds;
    }

    public void setContentKinds(String contentKinds) {
        this.contentKinds = contentKinds;
    }

    public String getInstance() {
        return instance;
    }

    public void setInstance(String instance) {
        this.instance = instance;
    }

    public String getChatKinds() {
        return chatKinds;
    }

    public void setChatKinds(String chatKinds) {
        this.chatKinds = chatKinds;
    }

    public String getSubscription() {
        return subscription;
    }

    public void setSubscription(String subscription) {
        this.subscription = subscription;
    }

    public int getConcurrency() {
        return concurrency;
    }

    public void setConcurrency(int concurrency) {
        this.concurrency = concurrency;
    }

    public int getBatchSize() {
        return batchSize;
    }

    public void setBatchSize(int batchSize) {
        this.batchSize = batchSize;
    }

    public boolean isBatching() {
        return batching;
    }

    public void setBatching(boolean batching) {
        this.batching = batching;
    }

    public int getMaxAttempts() {
        return maxAttempts;
    }

    public void setMaxAttempts(int maxAttempts) {
        this.maxAttempts = maxAttempts;
    }

    public Duration getBackoff() {
        return backoff;
    }

    public void setBackoff(Duration backoff) {
        this.backoff = backoff;
    }

    public Duration getMaxBackoff() {
        return maxBackoff;
    }

    public void setMaxBackoff(Duration maxBackoff) {
        this.maxBackoff = maxBackoff;
    }

    public int getHeldEvents() {
        return heldEvents;
    }

    public void setHeldEvents(int heldEvents) {
        this.heldEvents = heldEvents;
    }
}
