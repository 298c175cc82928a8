package org.zapigateway.event;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * The connected number's own profile changed.
 *
 * @param envelope what all events have in common
 * @param change what changed, for example {@code name-updated}
 * @param name the new name, or {@code null}
 * @param photoUrl the new picture, a URL that expires, or {@code null}
 * @param original the Z-API object as received, JSON text; {@code null} when left out
 */
public record ProfileData(
        @JsonUnwrapped Envelope envelope, String change, String name, String photoUrl, @JsonRawValue String original)
        implements EventData {}
