package org.zapigateway.zapi;

import org.zapigateway.event.Call;
import org.zapigateway.event.CallData;
import org.zapigateway.event.CallState;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.EventType;

/** Notifications of a call: {@code CALL_…} (FIELD_CATALOGUE section 3). */
final class CallTranslator {
    private CallTranslator() {}

    static CanonicalEvent translate(Callback callback, String name) {
        Fields fields = callback.fields();
        Boolean sent = fields.flag("isVideo");
        var call = new Call(
                fields.text("callId"),
                state(name),
                fields.text("callDirection"),
                sent == null ? videoByName(name) : sent,
                name);
        var data = new CallData(callback.envelope(), call, callback.original());
        return callback.event(callback.ids().notification(name), EventType.CALL_CHANGED, data);
    }

    // CALL_VOICE and CALL_VIDEO are the older words for CALL_RECEIVED.
    private static CallState state(String name) {
        return switch (name) {
            case "CALL_VOICE", "CALL_VIDEO", "CALL_RECEIVED" -> CallState.RINGING;
            case "CALL_MISSED", "CALL_MISSED_VOICE", "CALL_MISSED_VIDEO" -> CallState.MISSED;
            case "CALL_ACCEPTED" -> CallState.ACCEPTED;
            case "CALL_STARTED" -> CallState.STARTED;
            case "CALL_ENDED" -> CallState.ENDED;
            default -> null;
        };
    }

    private static Boolean videoByName(String name) {
        if (name.endsWith("_VIDEO")) {
            return true;
        }
        return name.endsWith("_VOICE") ? false : null;
    }
}
