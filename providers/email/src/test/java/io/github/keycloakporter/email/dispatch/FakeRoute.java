package io.github.keycloakporter.email.dispatch;

import io.github.keycloakporter.spi.mail.DeliveryResult;
import io.github.keycloakporter.spi.mail.MailMessage;
import io.github.keycloakporter.spi.mail.MailRoute;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** A transport that answers as it is told and remembers what it was given. */
final class FakeRoute implements MailRoute {

    final List<List<MailMessage>> calls = Collections.synchronizedList(new ArrayList<>());
    private final String transport;
    private final int batchSize;
    private volatile Function<MailMessage, DeliveryResult> answer;

    FakeRoute(String transport, int batchSize, Function<MailMessage, DeliveryResult> answer) {
        this.transport = transport;
        this.batchSize = batchSize;
        this.answer = answer;
    }

    void answers(Function<MailMessage, DeliveryResult> next) {
        answer = next;
    }

    @Override
    public String transport() {
        return transport;
    }

    @Override
    public String server() {
        return transport + ":server";
    }

    @Override
    public int batchSize() {
        return batchSize;
    }

    @Override
    public List<DeliveryResult> deliver(List<MailMessage> mails) {
        calls.add(mails);
        return mails.stream().map(answer).toList();
    }
}
