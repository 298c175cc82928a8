package org.zapigateway.event.content;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What a message contains, one record per kind (FIELD_CATALOGUE section 2). What is absent is {@code null}. All
 * implementations are immutable.
 */
@JsonPropertyOrder("kind")
public sealed interface Content
        permits Text,
                Media,
                Contact,
                Location,
                LiveLocation,
                Poll,
                PollVote,
                ButtonReply,
                ListReply,
                OptionList,
                Buttons,
                Template,
                Carousel,
                PixKey,
                Product,
                Order,
                Charge,
                PaymentRequest,
                Payment,
                ChannelInvite,
                Pin,
                CalendarEvent,
                CalendarReply,
                UnrecognisedContent {
    /** Which kind of content it is, never {@code null}; in the JSON its first field. */
    @JsonProperty("kind")
    ContentKind kind();
}
