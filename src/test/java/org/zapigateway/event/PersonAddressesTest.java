package org.zapigateway.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonAddressesTest {
    @ParameterizedTest
    @CsvSource({
        // Mobile numbers, with and without the ninth digit.
        "5573998765432, 557398765432",
        "557398765432, 5573998765432",
        // What would be left without the 9 may be somebody's landline.
        "5511951234567, ",
        "551133334444, ",
        // Of other countries.
        "351912345678, ",
        "541199876543, "
    })
    void aBrazilianMobileNumberHasTwoForms(String given, String other) {
        assertThat(PersonAddresses.of(List.of(given), List.of()).phones())
                .containsExactlyInAnyOrderElementsOf(other == null ? List.of(given) : List.of(given, other));
    }

    @Test
    void signsBetweenTheDigitsAndTheSuffixOfALidDoNotMatter() {
        PersonAddresses person =
                PersonAddresses.of(List.of("+351 (912) 345-678"), List.of("123456789012345", "98765432101234@lid"));

        assertThat(person.all()).containsExactly("351912345678", "123456789012345@lid", "98765432101234@lid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"phone\":\"557398765432\"}",
                "{\"phone\":\"5573998765432\"}",
                "{\"participant\":557398765432}",
                "5573998765432@c.us",
                "TEL;waid=5573998765432:+55 73 99876-5432",
                "123456789012345@lid",
                "\"123456789012345\"",
                "123456789012345"
            })
    void aTextNamesThePersonByAWholeNumber(String text) {
        assertThat(person().areIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "15573998765432",
                "55739987654321",
                "123456789012345678@lid",
                "5573998765431",
                // An old group, of which that person is only the founder.
                "557398765432-1623281429",
                ""
            })
    void aTextDoesNotNameThePersonByPartOfALongerNumber(String text) {
        assertThat(person().areIn(text)).isFalse();
    }

    @Test
    void theNumberThatAnEventCameToIsNoPersonsToAskAbout() {
        assertThat(person().areReceiverOf("{\"connectedPhone\":\"557398765432\"}"))
                .isTrue();
        assertThat(person().areReceiverOf("{\"connectedPhone\" : \"5573900000000\",\"phone\":\"557398765432\"}"))
                .isFalse();
    }

    @Test
    void whatIsKnownToBeTheSamePersonIsAddedInAllItsForms() {
        PersonAddresses known =
                person().with(List.of("5521987654321", "no number"), List.of("98765432101234@lid", "x@lid"));

        assertThat(known.phones())
                .containsExactlyInAnyOrder("557398765432", "5573998765432", "5521987654321", "552187654321");
        assertThat(known.lids()).containsExactlyInAnyOrder("123456789012345@lid", "98765432101234@lid");
        assertThat(known.areIn("552187654321")).isTrue();
    }

    @Test
    void whatCannotBeAnAddressIsRefusedAndNotQuoted() {
        assertThatThrownBy(() -> PersonAddresses.of(List.of("98765-432"), List.of("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a LID has 8 to 20 digits, such as 123456789012345@lid");
        assertThatThrownBy(() -> PersonAddresses.of(List.of("0800 123"), List.of()))
                .hasMessageStartingWith("a phone number has 8 to 15 digits, with country code");
        assertThatThrownBy(() -> PersonAddresses.of(List.of(), List.of())).hasMessageStartingWith("name the person");
    }

    private static PersonAddresses person() {
        return PersonAddresses.of(List.of("5573998765432"), List.of("123456789012345@lid"));
    }
}
