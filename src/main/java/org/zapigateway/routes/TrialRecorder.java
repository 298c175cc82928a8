package org.zapigateway.routes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.MessageHelper;
import org.apache.camel.util.URISupport;
import org.zapigateway.routes.InertComponent.Instead;
import org.zapigateway.routes.TrialResult.Delivery;

/** Notes what the routes of a trial would send, in place of sending it. Safe for use by several threads. */
final class TrialRecorder implements Instead {
    private final Map<DefaultConsumer, Endpoint> consumers = new LinkedHashMap<>();
    private Map<String, Object> before = Map.of();
    private List<Delivery> deliveries = new ArrayList<>();

    /** What the routes begin with, {@code direct:} apart. */
    synchronized Map<DefaultConsumer, Endpoint> consumers() {
        return new LinkedHashMap<>(consumers);
    }

    /** An event with those headers comes next. */
    synchronized void begin(Map<String, Object> headers) {
        before = new LinkedHashMap<>(headers);
        deliveries = new ArrayList<>();
    }

    /** What was noted since. */
    synchronized List<Delivery> end() {
        List<Delivery> noted = deliveries;
        deliveries = new ArrayList<>();
        return noted;
    }

    @Override
    public synchronized void consume(Endpoint judged, DefaultConsumer consumer) {
        consumers.put(consumer, judged);
    }

    @Override
    public synchronized void send(String uri, Exchange exchange) {
        Message message = exchange.getMessage();
        deliveries.add(new Delivery(asWritten(uri), changed(message), MessageHelper.extractBodyAsString(message)));
    }

    /** Camel escapes addresses and puts slashes into them. */
    private static String asWritten(String uri) {
        String discreet = URISupport.sanitizeUri(uri);
        return discreet.startsWith("http")
                ? discreet
                : EndpointUse.unescaped(discreet.replaceFirst("^([^:]+)://", "$1:"));
    }

    /** A log step. */
    synchronized void log(String line) {
        deliveries.add(new Delivery("log", Map.of(), line));
    }

    private Map<String, String> changed(Message message) {
        Map<String, String> changed = new TreeMap<>();
        message.getHeaders().forEach((name, value) -> {
            if (value != null && !value.equals(before.get(name))) {
                changed.put(name, value.toString());
            }
        });
        return changed;
    }
}
