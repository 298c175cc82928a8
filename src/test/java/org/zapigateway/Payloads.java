package org.zapigateway;

/** Bodies as Z-API posts them, made up. */
public final class Payloads {
    private Payloads() {}

    public static String text(String instanceId, String messageId) {
        return text(instanceId, messageId, "Olá, tudo bem?");
    }

    public static String text(String instanceId, String messageId, String text) {
        return """
                {"isStatusReply":false,"connectedPhone":"5511900000000","waitingMessage":false,"isEdit":false,\
                "isGroup":false,"instanceId":"%s","messageId":"%s","phone":"5511988887777","fromMe":false,\
                "momment":1632228638000,"status":"RECEIVED","chatName":"Maria","senderPhoto":"https://example.com/p",\
                "senderName":"Maria","type":"ReceivedCallback","text":{"message":"%s"}}"""
                .formatted(instanceId, messageId, text);
    }

    /** A status of several messages: one event for each. */
    public static String status(String instanceId, String... messageIds) {
        return """
                {"status":"READ","ids":["%s"],"momment":1632234645000,"phone":"5511988887777",\
                "type":"MessageStatusCallback","instanceId":"%s"}"""
                .formatted(String.join("\",\"", messageIds), instanceId);
    }
}
