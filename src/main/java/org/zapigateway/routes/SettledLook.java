package org.zapigateway.routes;

import java.util.Map;
import java.util.TreeMap;

/**
 * Lets a change through only when two looks in a row saw the same: editors truncate before they write, and others
 * delete before they rename, so one look may see half a file or none.
 */
final class SettledLook {
    private Look previous;
    private Look settled;

    /**
     * Takes a new look into account.
     *
     * @return for each file what two looks agreed on last: the new version, or still the earlier one
     */
    Look settle(Look next) {
        if (settled == null) {
            settled = next;
        } else if (next.trouble() != null) {
            // Trouble needs no second look, because nothing is changed on account of it. And it has seen no files: it
            // is not one of two looks that agree on what is gone.
            settled = new Look(next.trouble(), settled.files(), settled.unreadable(), settled.placeholders());
            return settled;
        } else {
            boolean samePlaceholders = next.placeholders().equals(previous.placeholders());
            settled = new Look(
                    null,
                    samePlaceholders ? merge(previous.files(), next.files(), settled.files()) : settled.files(),
                    merge(previous.unreadable(), next.unreadable(), settled.unreadable()),
                    samePlaceholders ? next.placeholders() : settled.placeholders());
        }
        previous = next;
        return settled;
    }

    private static <T> Map<String, T> merge(Map<String, T> before, Map<String, T> now, Map<String, T> settled) {
        Map<String, T> merged = new TreeMap<>(settled);
        for (String path : union(before, now, settled).keySet()) {
            T seen = now.get(path);
            boolean agreed = seen == null ? !before.containsKey(path) : seen.equals(before.get(path));
            if (agreed && seen == null) {
                merged.remove(path);
            } else if (agreed) {
                merged.put(path, seen);
            }
        }
        return merged;
    }

    @SafeVarargs
    private static <T> Map<String, T> union(Map<String, T>... maps) {
        Map<String, T> all = new TreeMap<>();
        for (Map<String, T> map : maps) {
            all.putAll(map);
        }
        return all;
    }
}
