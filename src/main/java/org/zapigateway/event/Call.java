package org.zapigateway.event;

/**
 * A call.
 *
 * @param id the call's id, the same in all its events, or {@code null}
 * @param state where it stands, or {@code null} when Z-API uses a word that is not known yet
 * @param direction for example {@code incoming}, or {@code null}: old payloads do not say
 * @param video whether it is a video call, or {@code null} when Z-API does not say
 * @param notification Z-API's word for the change, for example {@code CALL_MISSED_VOICE}
 */
public record Call(String id, CallState state, String direction, Boolean video, String notification) {}
