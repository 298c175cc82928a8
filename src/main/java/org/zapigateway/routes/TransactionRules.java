package org.zapigateway.routes;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.zapigateway.routes.Outline.Entry;
import org.zapigateway.routes.Outline.Word;

/**
 * Warns of steps that leave the transaction of the batch: what they do is not taken back when the batch is, and when it
 * fails nobody tries again. Camel keeps {@code threads} and {@code delay} inside, which has a price too. And of messages
 * of which nobody could tell that they are repeats. And refuses what can only work outside of it.
 */
final class TransactionRules implements Rule {
    private static final String OWN_ROUTE = "give it a route of its own that begins with zapi:events";
    private static final Advice IN_MEMORY = new Advice(
            "keeps events in memory that count as delivered, so a restart loses them", "collect them in a table");

    private static final Map<String, Advice> STEPS = Map.of(
            "aggregate", IN_MEMORY,
            "resequence", IN_MEMORY,
            "wireTap",
                    new Advice(
                            "works outside of the batch's transaction: it is not taken back with the batch, and not"
                                    + " tried again when it fails",
                            OWN_ROUTE),
            "threads",
                    new Advice(
                            "has no effect, because the batch's transaction belongs to its thread",
                            "set the parameter 'concurrency' of zapi:events"),
            "delay",
                    new Advice(
                            "is not asynchronous here, it keeps the batch's transaction and its chats waiting",
                            "add 'asyncDelayed: false' if that is meant, or remove it"));

    private static final Advice PARALLEL = new Advice(
            "works outside of the batch's transaction: what it sends is not taken back with the batch",
            "remove 'parallelProcessing'; events of several chats run side by side anyway");
    private static final Set<String> SPLITTING = Set.of("split", "multicast");

    private record Advice(String what, String remedy) {}

    @Override
    public void check(Outline outline, Findings findings) {
        for (Entry entry : outline.entries()) {
            if (entry.kind().equals("onCompletion")) {
                findings.warning(
                        entry.line(),
                        null,
                        "has 'onCompletion', which runs after the batch's transaction and is not tried again when it"
                                + " fails",
                        "make it a step of the route");
                continue;
            }
            messagesThatGo(entry, findings);
            if (!entry.isRoute() || isPartOfBatch(entry)) {
                steps(entry, findings);
                memory(entry, findings);
                messagesOfBatches(entry, findings);
                questions(entry, findings);
            }
        }
    }

    /** A route of another origin, such as a timer, has no batch to leave. */
    private static boolean isPartOfBatch(Entry route) {
        return route.uses().stream().anyMatch(use -> use.isSubscription() || use.from() && use.isDirect());
    }

    private static void steps(Entry entry, Findings findings) {
        List<Word> words = entry.words();
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            String text = word.text();
            if (word.step() && STEPS.containsKey(text) && !isSynchronousDelay(words, i)) {
                warn(entry, word, text, STEPS.get(text), findings);
            } else if (text.equals("parallelProcessing") && SPLITTING.contains(word.parent()) && !isFalse(words, i)) {
                warn(entry, word, word.parent(), PARALLEL, findings);
            }
        }
    }

    private static boolean isSynchronousDelay(List<Word> words, int step) {
        for (int i = step + 1; i < words.size() && !words.get(i).step(); i++) {
            if (words.get(i).text().equals("asyncDelayed")
                    && words.get(i).parent().equals("delay")) {
                return isFalse(words, i);
            }
        }
        return false;
    }

    private static boolean isFalse(List<Word> words, int key) {
        return key + 1 < words.size() && words.get(key + 1).text().equalsIgnoreCase("false");
    }

    private static void memory(Entry entry, Findings findings) {
        for (EndpointUse use : entry.uses()) {
            if (use.scheme().equals("seda") && !use.from()) {
                findings.warning(
                        use.line(),
                        entry.routeId(),
                        "sends to seda:, a queue in memory, so the event counts as delivered and a restart loses it",
                        "use direct:, or " + OWN_ROUTE);
            }
        }
    }

    /** Camel acknowledges a message before its route has run unless it is told otherwise. */
    private static void messagesThatGo(Entry entry, Findings findings) {
        for (EndpointUse use : entry.uses()) {
            boolean takes =
                    use.from() && (use.scheme().equals("jms") || use.scheme().equals("amqp"));
            if (takes && !"true".equals(use.values().get("transacted"))) {
                findings.warning(
                        use.line(),
                        entry.routeId(),
                        "takes messages from " + use.scheme()
                                + ": without 'transacted: true', so one whose route fails is gone",
                        "add it below 'parameters'");
            }
        }
    }

    private static void messagesOfBatches(Entry entry, Findings findings) {
        boolean batching = entry.uses().stream().anyMatch(EndpointUse::isBatching);
        for (EndpointUse use : entry.uses()) {
            if (batching && use.scheme().equals("jms")) {
                findings.warning(
                        use.line(),
                        entry.routeId(),
                        "sends to jms: with 'batching: true', so the message bears no event id, and a repeat arrives"
                                + " twice",
                        "give jms: a route of its own, without 'batching'");
            }
        }
    }

    /** A question that nobody can see yet is never answered, and the route would wait for the answer again and again. */
    private static void questions(Entry entry, Findings findings) {
        for (EndpointUse use : entry.uses()) {
            if (use.from() || !use.scheme().equals("jms")) {
                continue;
            }
            if ("InOut".equalsIgnoreCase(use.values().get("exchangePattern"))) {
                question(entry, use.parameters().get("exchangePattern"), "exchangePattern", findings);
            }
            if (use.asksAt() != null) {
                question(entry, use.asksAt(), "pattern", findings);
            }
        }
    }

    private static void question(Entry entry, int line, String key, Findings findings) {
        findings.error(
                line,
                entry.routeId(),
                "waits for a reply to a message that is only sent when the batch is committed, so none can come",
                "remove '" + key + "', and take the replies in a route of their own that begins with jms:");
    }

    private static void warn(Entry entry, Word at, String step, Advice advice, Findings findings) {
        findings.warning(
                at.line(), entry.routeId(), "has the step '" + step + "', which " + advice.what(), advice.remedy());
    }
}
