package org.zapigateway.operations;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.zapigateway.inbox.EventFacts;
import org.zapigateway.subscription.Outcome;

/** A happening as bytes, within this process only. */
final class HappeningBytes {
    private static final int USUAL_SIZE = 384;
    /** No id of Z-API and no name in a route file is as long; a longer text is cut. */
    private static final int LONGEST_TEXT = 1_024;

    /** Nobody reads a list of more subscriptions, and {@link RecentHappenings} has room for one of so many. */
    private static final int MOST_TEXTS = 256;

    private static final byte STORED = 0;
    private static final byte REPEATED = 1;
    private static final byte DELIVERY = 2;

    private HappeningBytes() {}

    static byte[] write(Happening happening) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            writeInstant(out, happening.at());
            writeFacts(out, happening.event());
            if (happening instanceof Happening.Stored stored) {
                out.writeByte(STORED);
                writeTexts(out, stored.subscriptions());
            } else if (happening instanceof Happening.Delivery delivery) {
                out.writeByte(DELIVERY);
                writeOutcome(out, delivery.outcome());
            } else {
                out.writeByte(REPEATED);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Happening read(byte[] bytes) {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        try {
            Instant at = readInstant(in);
            EventFacts event = readFacts(in);
            return switch (in.readByte()) {
                case STORED -> new Happening.Stored(at, event, readTexts(in));
                case DELIVERY -> new Happening.Delivery(at, readOutcome(in, event));
                default -> new Happening.Repeated(at, event);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeFacts(DataOutputStream out, EventFacts event) throws IOException {
        writeText(out, event.id());
        writeText(out, event.type());
        writeText(out, event.instanceId());
        writeText(out, event.instanceName());
        writeText(out, event.chatId());
        writeText(out, event.messageId());
        writeInstant(out, event.receivedAt());
    }

    private static EventFacts readFacts(DataInputStream in) throws IOException {
        return new EventFacts(
                readText(in), readText(in), readText(in), readText(in), readText(in), readText(in), readInstant(in));
    }

    private static void writeOutcome(DataOutputStream out, Outcome outcome) throws IOException {
        out.writeByte(outcome.kind().ordinal());
        writeText(out, outcome.subscription());
        writeText(out, outcome.route());
        writeText(out, outcome.routeVersion());
        out.writeInt(outcome.attempt());
        writeText(out, outcome.exceptionType());
    }

    private static Outcome readOutcome(DataInputStream in, EventFacts event) throws IOException {
        return new Outcome(
                Outcome.Kind.values()[in.readByte()],
                event,
                readText(in),
                readText(in),
                readText(in),
                in.readInt(),
                readText(in));
    }

    private static void writeInstant(DataOutputStream out, Instant instant) throws IOException {
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano());
    }

    private static Instant readInstant(DataInputStream in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeUTF(text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT));
        }
    }

    private static String readText(DataInputStream in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }

    private static void writeTexts(DataOutputStream out, List<String> texts) throws IOException {
        int size = Math.min(texts.size(), MOST_TEXTS);
        out.writeInt(size);
        for (String text : texts.subList(0, size)) {
            writeText(out, text);
        }
    }

    private static List<String> readTexts(DataInputStream in) throws IOException {
        int size = in.readInt();
        List<String> texts = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            texts.add(readText(in));
        }
        return texts;
    }
}
