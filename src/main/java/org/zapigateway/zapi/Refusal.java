package org.zapigateway.zapi;

/** What an answer of Z-API's management API other than 200 means, and what to do. */
final class Refusal {
    /** FACTS A4: what an account with an activated client token answers to a call without it. */
    private static final String NO_CLIENT_TOKEN = "null not allowed";

    private Refusal() {}

    /** Explains a status; nothing of the body is repeated. */
    static String explain(int status, String body) {
        if (body.contains(NO_CLIENT_TOKEN)) {
            return "the account demands its client token; set zapi.instances[n].client-token";
        }
        return "Z-API answered " + status + ": " + meaning(status);
    }

    private static String meaning(int status) {
        return switch (status) {
            case 401, 403 -> "a token is wrong; compare zapi.instances[n].token and .client-token with Z-API's panel";
            case 404 -> "there is no such instance; compare zapi.instances[n].id and .token with Z-API's panel";
            case 405 -> "it does not know this call any more; enter the URL in its panel, or look for a newer gateway";
            case 415 ->
                "it does not take application/json any more; enter the URL in its panel, or look for a newer "
                        + "gateway";
            case 429 -> "too many calls; wait a while and try again";
            default ->
                status >= 500
                        ? "it fails; try again later"
                        : status >= 300 && status < 400
                                ? "it sends the call elsewhere, where the token must not go"
                                : "it refuses the call; enter the URL in its panel, or look for a newer gateway";
        };
    }
}
