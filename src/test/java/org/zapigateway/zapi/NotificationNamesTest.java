package org.zapigateway.zapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zapigateway.event.CallData;
import org.zapigateway.event.CallState;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.ChangeData;
import org.zapigateway.event.EventData;
import org.zapigateway.event.NotificationData;
import org.zapigateway.event.ProfileData;

/** Every name of FIELD_CATALOGUE section 3, and names of the same families that may come. */
class NotificationNamesTest {
    @ParameterizedTest
    @CsvSource({
        "CALL_VOICE, RINGING",
        "CALL_VIDEO, RINGING",
        "CALL_RECEIVED, RINGING",
        "CALL_MISSED_VOICE, MISSED",
        "CALL_MISSED_VIDEO, MISSED",
        "CALL_MISSED, MISSED",
        "CALL_ACCEPTED, ACCEPTED",
        "CALL_STARTED, STARTED",
        "CALL_ENDED, ENDED",
        "CALL_NEW_WORD, "
    })
    void aCall(String name, CallState state) {
        CallData data = (CallData) translated(name, "call.changed");

        assertThat(data.call().state()).isEqualTo(state);
        assertThat(data.call().notification()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "GROUP_CREATE, group.changed, create",
        "GROUP_PARTICIPANT_ADD, group.changed, participant-add",
        "GROUP_PARTICIPANT_REMOVE, group.changed, participant-remove",
        "GROUP_PARTICIPANT_LEAVE, group.changed, participant-leave",
        "GROUP_PARTICIPANT_INVITE, group.changed, participant-invite",
        "GROUP_PARTICIPANT_PROMOTE, group.changed, participant-promote",
        "GROUP_PARTICIPANT_DEMOTE, group.changed, participant-demote",
        "GROUP_CHANGE_SUBJECT, group.changed, change-subject",
        "GROUP_CHANGE_DESCRIPTION, group.changed, change-description",
        "GROUP_CHANGE_ICON, group.changed, change-icon",
        "GROUP_MEMBER_LINK_PROPERTY_UPDATE, group.changed, member-link-property-update",
        "GROUP_NEW_WORD, group.changed, new-word",
        "MEMBERSHIP_APPROVAL_REQUEST, group.changed, membership-approval-request",
        "REVOKED_MEMBERSHIP_REQUESTS, group.changed, revoked-membership-requests",
        "NEWSLETTER_ADMIN_PROMOTE, channel.changed, admin-promote",
        "NEWSLETTER_ADMIN_DEMOTE, channel.changed, admin-demote",
        "NEWSLETTER_NEW_WORD, channel.changed, new-word"
    })
    void aGroupOrAChannel(String name, String type, String change) {
        assertThat(((ChangeData) translated(name, type)).change()).isEqualTo(change);
    }

    @ParameterizedTest
    @CsvSource({
        "PROFILE_NAME_UPDATED, name-updated",
        "PROFILE_PICTURE_UPDATED, picture-updated",
        "PROFILE_NEW_WORD, new-word"
    })
    void theOwnProfile(String name, String change) {
        assertThat(((ProfileData) translated(name, "profile.changed")).change()).isEqualTo(change);
    }

    @ParameterizedTest
    @CsvSource({
        "PAYMENT_ACTION_REQUEST_DECLINED",
        "E2E_ENCRYPTED",
        "CIPHERTEXT",
        "BLUE_MSG_SELF_PREMISE_UNVERIFIED",
        "BLUE_MSG_SELF_PREMISE_VERIFIED",
        "BIZ_MOVE_TO_CONSUMER_APP",
        "WA_OLD_REGISTRATION",
        "NEW_WORD"
    })
    void whatHasNoFamilyIsANotificationUnderItsName(String name) {
        NotificationData data = (NotificationData) translated(name, "notification");

        assertThat(data.notification()).isEqualTo(name);
        assertThat(data.original()).contains(name);
    }

    private static EventData translated(String name, String type) {
        ObjectNode payload = Fixtures.copy("notification/wa-old-registration").put("notification", name);
        CanonicalEvent event = Fixtures.translate(payload.toString()).get(0);
        assertThat(event.type().text()).isEqualTo(type);
        return event.data();
    }
}
