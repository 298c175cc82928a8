package org.zapigateway.operations;

import java.net.UnknownHostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.function.ServerRequest;

/** Tells the log who was shown what people wrote, and never what it was. */
final class PayloadAudit {
    private static final Logger LOG = LoggerFactory.getLogger(PayloadAudit.class);

    /**
     * Somebody was shown an event.
     *
     * @param eventId as the gateway has it, not as somebody asked for it
     */
    void shown(String eventId, ServerRequest to) throws UnknownHostException {
        LOG.info("the payload of event {} was shown to {}", eventId, operator(to));
    }

    /**
     * Somebody was shown the events of a queue of dead letters.
     *
     * @param queue a queue that exists
     */
    void shownAll(String queue, ServerRequest to) throws UnknownHostException {
        LOG.info("payloads of the dead letters of {} were shown to {}", queue, operator(to));
    }

    /** Somebody was shown so many events of the event log, the newest. */
    void shownNewest(int count, ServerRequest to) throws UnknownHostException {
        LOG.info("the payloads of the newest {} events of the event log were shown to {}", count, operator(to));
    }

    /** Somebody was shown all that is known of a person, whom the log does not name. */
    void shownOfAPerson(ServerRequest to) throws UnknownHostException {
        LOG.info("what is known of a person was shown to {}", operator(to));
    }

    /** Who asks: the user, if one has logged in, and the address. */
    static String operator(ServerRequest request) throws UnknownHostException {
        String address = LoginSender.address(request.servletRequest()).getHostAddress();
        Object user = request.servletRequest().getAttribute(StrangersFilter.USER);
        return user == null ? address : user + " at " + address;
    }
}
