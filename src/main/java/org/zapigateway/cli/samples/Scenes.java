package org.zapigateway.cli.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.zapigateway.event.ChatKind;
import org.zapigateway.event.EventType;

/** The scenes of a day. Each kind of event and each kind of content occurs in one of them at least. */
final class Scenes {
    private final Shop shop;
    private final Callbacks callbacks;
    private final Contents contents;
    private final Media media;
    private final Commerce commerce;

    Scenes(Shop shop, Callbacks callbacks, Contents contents, Media media, Commerce commerce) {
        this.shop = shop;
        this.callbacks = callbacks;
        this.contents = contents;
        this.media = media;
        this.commerce = commerce;
    }

    /** All of a day; what is ordinary occurs several times. */
    List<Script> ofADay() {
        List<Script> scripts = new ArrayList<>();
        add(scripts, 8, ChatKind.DIRECT, this::question);
        add(scripts, 3, ChatKind.DIRECT, this::order);
        add(scripts, 2, ChatKind.DIRECT, this::complaint);
        add(scripts, 2, ChatKind.GROUP, this::chatter);
        add(scripts, 1, ChatKind.DIRECT, this::delivery);
        add(scripts, 1, ChatKind.DIRECT, this::choice);
        add(scripts, 1, ChatKind.DIRECT, this::calls);
        add(scripts, 1, ChatKind.DIRECT, this::payment);
        add(scripts, 1, ChatKind.DIRECT, this::advertisement);
        add(scripts, 1, ChatKind.DIRECT, this::sendingFails);
        add(scripts, 1, ChatKind.DIRECT, this::office);
        add(scripts, 1, ChatKind.GROUP, this::planning);
        add(scripts, 1, ChatKind.GROUP, this::members);
        add(scripts, 1, ChatKind.CHANNEL, this::channel);
        add(scripts, 1, ChatKind.BROADCAST, this::offer);
        return scripts;
    }

    private static void add(List<Script> scripts, int times, ChatKind kind, Consumer<Scene> steps) {
        for (int i = 0; i < times; i++) {
            scripts.add(new Script(kind, steps));
        }
    }

    private void question(Scene scene) {
        scene.presence("AVAILABLE", "COMPOSING")
                .says(contents.text(
                        "Bom dia! O pedido %s já saiu? 🙂", "Oi, tem pão de queijo hoje?", "Vocês abrem no sábado?"))
                .presence("PAUSED")
                .readsAll()
                .sends(contents.text(
                        "Bom dia! Saiu agora há pouco.", "Temos sim, saindo do forno!", "Abrimos às 7h 🥐"))
                .reaches("RECEIVED", "READ")
                .reacts("👍", contents)
                .presence("UNAVAILABLE");
    }

    private void order(Scene scene) {
        scene.presence("COMPOSING")
                .says(contents.text("Quero encomendar para amanhã", "Qual o valor da cesta?"))
                .sends(commerce.product())
                .sends(commerce.carousel())
                .reaches("RECEIVED", "READ")
                .says(commerce.order())
                .readsAll()
                .sends(commerce.invoice())
                .sends(commerce.pixKey())
                .says(media.image("Comprovante do pix"))
                .readsAll()
                .sends(commerce.orderReview())
                .sends(media.document())
                .reaches("RECEIVED", "READ")
                .reacts("❤️", contents);
    }

    private void complaint(Scene scene) {
        scene.presence("RECORDING")
                .says(media.audio(true))
                .says(media.image("Chegou assim 😕"))
                .says(contents.text("O bolo veio errado"))
                .corrects(contents.text("O bolo veio sem a cobertura"))
                .readsAll()
                .writes(contents.text("Sentimos muito! Mandamos outro agora mesmo."))
                .reaches("RECEIVED", "READ")
                .replies(contents.text("Obrigada!", "Combinado, fico no aguardo"))
                .says(contents.text("Pode ser às 15h?"))
                .deletes()
                .says(media.sticker())
                .reacts("🙏", contents)
                .reacts("", contents);
    }

    private void delivery(Scene scene) {
        scene.says(contents.location())
                .sends(contents.contact())
                .sends(contents.liveLocation())
                .sends(contents.liveLocation())
                .says(media.videoNote())
                .says(media.video("O portão é este", false))
                .readsAll()
                .writes(media.video("", true))
                .reaches("RECEIVED", "READ", "PLAYED");
    }

    private void choice(Scene scene) {
        scene.says(contents.text("Que horas vocês entregam?"))
                .sends(commerce.list())
                .replies(commerce.listReply())
                .sends(commerce.buttons())
                .replies(commerce.buttonReply())
                .sends(commerce.template())
                .reaches("SENT", "RECEIVED", "READ")
                .readsAll()
                .says(contents.unknown());
    }

    private void calls(Scene scene) {
        scene.call(false, "CALL_RECEIVED", "CALL_MISSED_VOICE")
                .call(true, "CALL_RECEIVED", "CALL_ACCEPTED", "CALL_STARTED", "CALL_ENDED")
                .call(true, "CALL_MISSED_VIDEO")
                .says(media.audio(false));
    }

    private void payment(Scene scene) {
        scene.writes(commerce.paymentRequest())
                .reaches("RECEIVED", "READ")
                .says(commerce.payment())
                .tells(
                        EventType.NOTIFICATION,
                        "PAYMENT_ACTION_REQUEST_DECLINED",
                        payer -> List.of(payer.phone(), "BRL", "4500"));
    }

    private void advertisement(Scene scene) {
        scene.says(contents.fromAdvertisement())
                .sends(contents.linkPreview())
                .reaches("RECEIVED", "READ")
                .says(contents.statusReply())
                .looksAtStatus();
    }

    private void sendingFails(Scene scene) {
        scene.failsToSend("Message timeout", null)
                .sends(contents.text("Seu pedido %s está pronto"))
                .reaches("SENT", "RECEIVED")
                .failsToSend("This number cannot start new conversations for now", "SHADOW_BAN");
    }

    private void office(Scene scene) {
        scene.labels(true, shop.chats().subList(0, 3))
                .labels(false, shop.chats().subList(0, 1))
                .tellsOfShop(EventType.PROFILE_CHANGED, "PROFILE_NAME_UPDATED", "profileName", Shop.NAME + " 🥐")
                .tellsOfShop(
                        EventType.PROFILE_CHANGED,
                        "PROFILE_PICTURE_UPDATED",
                        "updatedPhoto",
                        "https://photos.example/aurora.jpg")
                .tells(EventType.NOTIFICATION, "WA_OLD_REGISTRATION", person -> List.of())
                .happens(EventType.INSTANCE_DISCONNECTED, callbacks::disconnected)
                .happens(EventType.INSTANCE_CONNECTED, callbacks::connected)
                .happens(EventType.INSTANCE_PROXY_FAILED, callbacks::proxyFailed)
                .happens(EventType.UNRECOGNISED, callbacks::unknown);
    }

    private void chatter(Scene scene) {
        scene.says(contents.text("Bom dia, pessoal!", "Cheguei na loja", "Falta farinha no depósito"))
                .says(media.image("A vitrine de hoje"))
                .saysUndecryptably(contents.text("Alguém tem a chave?"))
                .says(media.sticker())
                .readsAll()
                .writes(contents.text("Bom trabalho a todos! 💛", "A entrega da farinha é às 14h"))
                .reaches("READ")
                .reacts("🚀", contents)
                .reacts("😂", contents)
                .replies(contents.text("Ok!", "Certo, obrigada"))
                .does(contents.pin());
    }

    private void planning(Scene scene) {
        scene.writes(contents.poll())
                .does(contents.vote("Eu posso"))
                .does(contents.vote("Não posso"))
                .does(contents.vote())
                .writes(contents.calendarEvent())
                .does(contents.calendarReply())
                .does(contents.calendarReply())
                .reaches("READ");
    }

    private void members(Scene scene) {
        scene.tells(EventType.GROUP_CHANGED, "GROUP_CREATE", cause -> List.of("Equipe Aurora"))
                .tells(EventType.GROUP_CHANGED, "MEMBERSHIP_APPROVAL_REQUEST", cause -> List.of(cause.phone()))
                .tells(EventType.GROUP_CHANGED, "GROUP_PARTICIPANT_ADD", cause -> List.of(cause.lid()))
                .tells(EventType.GROUP_CHANGED, "GROUP_PARTICIPANT_PROMOTE", cause -> List.of(cause.phone()))
                .tells(EventType.GROUP_CHANGED, "GROUP_CHANGE_SUBJECT", cause -> List.of("Equipe Aurora 🥐"))
                .tells(EventType.GROUP_CHANGED, "GROUP_PARTICIPANT_LEAVE", cause -> List.of(cause.phone()));
    }

    private void channel(Scene scene) {
        scene.says(contents.text("Novidade: torta de limão aos sábados 🍋"))
                .tells(EventType.CHANNEL_CHANGED, "NEWSLETTER_ADMIN_PROMOTE", cause -> List.of(cause.phone(), "ADMIN"))
                .does(contents.channelInvite(scene.chat()));
    }

    private void offer(Scene scene) {
        scene.writes(contents.text("Hoje: 3 croissants pelo preço de 2!")).reaches("RECEIVED", "READ");
    }

    /**
     * A scene to be played.
     *
     * @param kind the kind of chat that it needs
     * @param steps adds what happens
     */
    record Script(ChatKind kind, Consumer<Scene> steps) {}
}
