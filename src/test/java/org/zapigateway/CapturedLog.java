package org.zapigateway;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** All that is logged at the levels that ship, with arguments and stack traces. */
public final class CapturedLog extends AppenderBase<ILoggingEvent> {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    public void attach() {
        setContext(root.getLoggerContext());
        start();
        root.addAppender(this);
    }

    public void detach() {
        root.detachAppender(this);
    }

    public Queue<String> lines() {
        return lines;
    }

    @Override
    protected void append(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        lines.add(event.getLoggerName() + " " + event.getFormattedMessage() + " "
                + Arrays.deepToString(event.getArgumentArray()) + " " + event.getMDCPropertyMap() + " "
                + (thrown == null ? "" : ThrowableProxyUtil.asString(thrown)));
    }
}
