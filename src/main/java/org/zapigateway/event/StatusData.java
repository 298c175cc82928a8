package org.zapigateway.event;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A message reached a stage at one participant.
 *
 * @param envelope what all events have in common
 * @param status SENT, RECEIVED, READ, READ_BY_ME or PLAYED; another word in upper case,
 *     without the MESSAGE_ that it may begin with
 * @param participant whose device reports it, with the device's index; {@code null} when Z-API says nothing of them
 * @param original the Z-API object as received, JSON text; {@code null} when left out
 */
public record StatusData(
        @JsonUnwrapped Envelope envelope, String status, Person participant, @JsonRawValue String original)
        implements EventData {}
