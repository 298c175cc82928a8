package org.zapigateway.operations;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.zapigateway.inbox.EmbeddedBroker;

/** Tells of each damaged page once: events are lost then, and the depth of their queue says nothing of it. */
@Component
class PageWatch {
    private static final Logger LOG = LoggerFactory.getLogger(PageWatch.class);

    private final Callable<List<Path>> damagedPages;
    private final Set<Path> told = new HashSet<>();

    @Autowired
    PageWatch(EmbeddedBroker broker) {
        this(broker::damagedPages);
    }

    PageWatch(Callable<List<Path>> damagedPages) {
        this.damagedPages = damagedPages;
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    synchronized void look() throws Exception {
        List<Path> damaged = damagedPages.call();
        for (Path page : damaged) {
            if (told.add(page)) {
                LOG.error(
                        "inbox: {} could not be read to its end, so events that waited in it are lost. Check the disk, and keep"
                                + " a copy of the file; the event log in the database has what was stored there",
                        page);
            }
        }
        told.retainAll(damaged);
    }
}
