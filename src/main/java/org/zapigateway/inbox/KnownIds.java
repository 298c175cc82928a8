package org.zapigateway.inbox;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.journal.impl.JournalImpl;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.postoffice.impl.PostOfficeImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.transaction.Transaction;

/**
 * The ids of the latest events, in memory and in the journal: by them a repeat is known, also after a restart.
 *
 * <p>Artemis can know ids too. It writes a record for each, and syncs a deletion for each that it forgets, which is an
 * eighth of what accepting an event costs; and 200,000 records hold each file of the journal for as long as its ids are
 * known, so that it is compacted every few seconds. Here the ids of one commit are one record, small records become a
 * large one, and a record whose file is old is written anew: a file is free as soon as its events are delivered.
 *
 * <p>Used by the one writer.
 */
final class KnownIds {
    /** Under this address Artemis keeps the records and loads them; no message is ever sent there. */
    static final String ADDRESS = "zapi.known-ids";

    /** A record of fewer ids is small. */
    static final int SMALL = 1_024;

    /** So many small records in a row become one. */
    static final int MERGED = 64;

    /** How many files of the journal a record may lie behind; Artemis compacts when there are more than ten. */
    static final int FILES_BEHIND = 5;

    /** So many records are loaded at least; a window of a million ids has some thousand. */
    static final int MOST_RECORDS = 100_000;

    /** The most ids of a record: 64 KB, which fit into the journal's buffer. */
    private static final int MOST = 4 * SMALL;

    private static final SimpleString KEPT_AS = SimpleString.of(ADDRESS);

    private final StorageManager storage;
    private final JournalImpl journal;
    private final int window;
    private final RecentIds recent;

    /** What lies in the journal, in the order of the ids. A record that was written anew keeps its place in it. */
    private final NavigableMap<Long, IdRecord> records = new TreeMap<>();

    private KnownIds(StorageManager storage, int window) {
        this.storage = storage;
        this.journal = (JournalImpl) storage.getMessageJournal();
        this.window = window;
        this.recent = new RecentIds(window);
    }

    /**
     * Takes over what a server has loaded.
     *
     * @param server started, and not used yet
     * @param window how many ids are known, at least 1
     */
    static KnownIds of(ActiveMQServer server, int window) {
        PostOfficeImpl postOffice = (PostOfficeImpl) server.getPostOffice();
        NavigableMap<Long, Loaded> loaded = new TreeMap<>();
        postOffice.getDuplicateIDCache(KEPT_AS).getMap().forEach(record -> {
            ByteBuffer content = ByteBuffer.wrap(record.getA());
            loaded.put(content.getLong(), new Loaded(record.getB(), content));
        });
        // Artemis' own copy would stay in memory.
        postOffice.getDuplicateIDCaches().remove(KEPT_AS);
        KnownIds known = new KnownIds(server.getStorageManager(), window);
        loaded.forEach(known::load);
        return known;
    }

    private void load(long order, Loaded loaded) {
        long from = recent.added();
        while (loaded.ids.hasRemaining()) {
            recent.add(EventKey.from(loaded.ids));
        }
        // In a file that is older than all that come.
        records.put(order, new IdRecord(loaded.number, from, recent.added(), 0));
    }

    /** Whether an id is one of the latest that were remembered. */
    boolean contains(EventKey id) {
        return recent.contains(id);
    }

    /** How many records hold the ids. */
    int records() {
        return records.size();
    }

    /**
     * Writes ids in a transaction, in which at most one record is written again and those no longer needed are deleted.
     *
     * @param ids none of them known, in the order they came
     * @return remembers all that; to be run when the commit is certain, and not before
     */
    Runnable write(Collection<EventKey> ids, Transaction transaction) throws Exception {
        long oldest = oldestNeeded(ids.size());
        NavigableMap<Long, IdRecord> again = toBeWrittenAnew(records.tailMap(oldest, true));
        Set<Long> stale = new TreeSet<>(records.headMap(oldest, false).keySet());
        stale.addAll(again.keySet());
        Map<Long, IdRecord> fresh = new TreeMap<>();
        if (!again.isEmpty()) {
            long from = Math.max(again.firstEntry().getValue().from, recent.forgotten());
            List<EventKey> known = recent.range(from, again.lastEntry().getValue().to);
            fresh.put(again.firstKey(), store(again.firstKey(), known, from, transaction));
        }
        List<EventKey> added = List.copyOf(ids);
        long order = records.isEmpty() ? 0 : records.lastKey() + 1;
        for (int done = 0; done < added.size(); done += MOST) {
            List<EventKey> part = added.subList(done, Math.min(done + MOST, added.size()));
            fresh.put(order, store(order, part, recent.added() + done, transaction));
            order++;
        }
        for (long record : stale) {
            storage.deleteDuplicateIDTransactional(transaction.getID(), records.get(record).number);
        }
        transaction.setContainsPersistent();
        return () -> {
            records.keySet().removeAll(stale);
            records.putAll(fresh);
            added.forEach(recent::add);
        };
    }

    private IdRecord store(long order, List<EventKey> ids, long from, Transaction transaction) throws Exception {
        ByteBuffer content =
                ByteBuffer.allocate(Long.BYTES + ids.size() * EventKey.BYTES).putLong(order);
        ids.forEach(id -> id.to(content));
        long number = storage.generateID();
        storage.storeDuplicateIDTransactional(transaction.getID(), KEPT_AS, content.array(), number);
        return new IdRecord(
                number, from, from + ids.size(), journal.getCurrentFile().getFileID());
    }

    /** The first record that is still needed when so many ids are added. */
    private long oldestNeeded(int added) {
        long newer = added;
        for (Map.Entry<Long, IdRecord> record : records.descendingMap().entrySet()) {
            if (newer >= window) {
                return record.getKey() + 1;
            }
            newer += record.getValue().size();
        }
        return Long.MIN_VALUE;
    }

    /** Many small records, or one in an old file, or none. */
    private NavigableMap<Long, IdRecord> toBeWrittenAnew(NavigableMap<Long, IdRecord> needed) {
        NavigableMap<Long, IdRecord> small = smallOnes(needed);
        if (small.size() >= MERGED) {
            return asManyAsFit(small);
        }
        long old = journal.getCurrentFile().getFileID() - FILES_BEHIND;
        for (Map.Entry<Long, IdRecord> record : needed.entrySet()) {
            if (record.getValue().file <= old) {
                return needed.subMap(record.getKey(), true, record.getKey(), true);
            }
        }
        return new TreeMap<>();
    }

    /** The newest records, as far as they are small. */
    private static NavigableMap<Long, IdRecord> smallOnes(NavigableMap<Long, IdRecord> needed) {
        for (Map.Entry<Long, IdRecord> record : needed.descendingMap().entrySet()) {
            if (record.getValue().size() >= SMALL) {
                return needed.tailMap(record.getKey(), false);
            }
        }
        return needed;
    }

    private static NavigableMap<Long, IdRecord> asManyAsFit(NavigableMap<Long, IdRecord> small) {
        long from = small.firstEntry().getValue().from;
        for (Map.Entry<Long, IdRecord> record : small.entrySet()) {
            if (record.getValue().to - from > MOST) {
                return small.headMap(record.getKey(), false);
            }
        }
        return small;
    }

    /** What was read at a start. */
    private record Loaded(long number, ByteBuffer ids) {}

    /**
     * A record in the journal.
     *
     * @param number the journal's own
     * @param from the place of its first id in the order of all
     * @param to the place behind its last id
     * @param file the number of the file that it was put into, or of the one before
     */
    private record IdRecord(long number, long from, long to, long file) {
        private long size() {
            return to - from;
        }
    }
}
