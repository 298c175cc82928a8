package org.zapigateway.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Whom somebody asks about. */
final class PersonOptions {
    @ArgGroup(exclusive = false, multiplicity = "1", heading = "%nThe person, by one address or several:%n")
    private Addresses addresses;

    /** By the names that the operations port uses. */
    Map<String, Object> request() {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("phones", addresses.phones);
        request.put("lids", addresses.lids);
        return request;
    }

    /** Picocli asks for at least one. */
    private static final class Addresses {
        @Option(
                names = "--phone",
                paramLabel = "NUMBER",
                description =
                        "A phone number with country code. A Brazilian mobile number is looked for with and without "
                                + "its ninth digit.")
        private List<String> phones = List.of();

        @Option(names = "--lid", paramLabel = "LID", description = "WhatsApp's other name of the person: digits@lid.")
        private List<String> lids = List.of();
    }
}
