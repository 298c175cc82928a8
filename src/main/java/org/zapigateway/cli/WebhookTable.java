package org.zapigateway.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.zapigateway.zapi.RegisteredWebhooks;
import org.zapigateway.zapi.WebhookKind;

/** Shows what is registered at Z-API before and after, without secrets. */
final class WebhookTable {
    private static final String NONE = "-";
    private static final String UNKNOWN = "unknown";
    private static final String NOT_SHOWN = "not shown by Z-API";

    private final PublicUrl ours;
    private final PrintWriter out;

    WebhookTable(PublicUrl ours, PrintWriter out) {
        this.ours = ours;
        this.out = out;
    }

    /**
     * Prints the table.
     *
     * @param afterwards what the last column is called
     * @param after {@code null} when nobody knows
     */
    void print(RegisteredWebhooks before, String afterwards, RegisteredWebhooks after) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"webhook", "before", afterwards});
        for (WebhookKind kind : WebhookKind.values()) {
            rows.add(new String[] {kind.text(), url(before, kind), url(after, kind)});
        }
        rows.add(new String[] {"sent by me", sentByMe(before), sentByMe(after)});
        int first = width(rows, 0);
        int second = width(rows, 1);
        for (String[] row : rows) {
            String line = String.format("  %-" + first + "s  %-" + second + "s  %s", (Object[]) row);
            out.println(Printable.of(line.stripTrailing()));
        }
    }

    private String url(RegisteredWebhooks webhooks, WebhookKind kind) {
        if (webhooks == null) {
            return UNKNOWN;
        }
        String url = webhooks.url(kind);
        if (!kind.isShown()) {
            return url == null ? NOT_SHOWN : ours.shown(url) + " (" + NOT_SHOWN + ")";
        }
        if (url == null) {
            return NONE;
        }
        return ours.shown(url) + (webhooks.uses(kind) ? "" : " (not used)");
    }

    private static String sentByMe(RegisteredWebhooks webhooks) {
        if (webhooks == null || webhooks.sentByMe() == null) {
            return UNKNOWN;
        }
        return webhooks.sentByMe() ? "yes" : "no";
    }

    private static int width(List<String[]> rows, int column) {
        return rows.stream().mapToInt(row -> row[column].length()).max().orElseThrow();
    }
}
