package io.github.keycloakporter.email.transport.sendgrid;

import io.github.keycloakporter.email.transport.HeaderText;
import io.github.keycloakporter.email.transport.MailAddress;
import io.github.keycloakporter.spi.mail.DeliveryResult;
import io.github.keycloakporter.spi.mail.MailMessage;
import io.github.keycloakporter.spi.mail.MailRoute;
import io.github.keycloakporter.spi.mail.SenderIdentity;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One realm's way to SendGrid. */
final class SendGridRoute implements MailRoute {

    /** SendGrid's limit of personalizations a call. */
    static final int BATCH_SIZE = 1000;

    private final SendGridApi api;
    private final SendGridConfig config;
    private final SendGridKey key;

    SendGridRoute(SendGridApi api, SendGridConfig config, SendGridKey key) {
        this.api = api;
        this.config = config;
        this.key = key;
    }

    @Override
    public String transport() {
        return SendGridTransportProviderFactory.PROVIDER_ID;
    }

    @Override
    public String server() {
        return "sendgrid:" + config.host() + key.account();
    }

    @Override
    public int batchSize() {
        return BATCH_SIZE;
    }

    @Override
    public List<DeliveryResult> deliver(List<MailMessage> mails) {
        DeliveryResult[] results = new DeliveryResult[mails.size()];
        List<BulkEntry> together = new ArrayList<>();
        List<List<BulkEntry>> calls = new ArrayList<>();
        for (int i = 0; i < results.length; i++) {
            MailMessage mail = mails.get(i);
            Optional<MailAddress> recipient = MailAddress.parse(mail.recipient());
            if (recipient.isEmpty()) {
                results[i] = SendGridDelivery.failed("sendgrid address");
            } else if (recipient.get().international()) {
                results[i] = SendGridDelivery.failed("sendgrid utf8");
            } else if (!canSend(mail.sender())) {
                results[i] = SendGridDelivery.failed("sendgrid sender");
            } else {
                Optional<BulkTemplate> template =
                        BulkTemplate.of(HeaderText.oneLine(mail.subject()), mail.text(), mail.html(), mail.personal());
                BulkEntry letter = new BulkEntry(i, mail, recipient.get(), template.orElseGet(() -> whole(mail)));
                if (template.isPresent()) {
                    together.add(letter);
                } else {
                    calls.add(List.of(letter));
                }
            }
        }
        calls.addAll(0, Calls.of(together));
        new SendGridDelivery(api, key, config.sandbox(), Clock.systemUTC(), results).run(calls);
        return List.of(results);
    }

    /** Whether its addresses are such, in ASCII; otherwise the realm's settings have to be mended. */
    private static boolean canSend(SenderIdentity sender) {
        return Stream.concat(Stream.of(sender.address()), sender.replyTo().stream())
                .allMatch(address -> MailAddress.parse(address)
                        .filter(parsed -> !parsed.international())
                        .isPresent());
    }

    private static BulkTemplate whole(MailMessage mail) {
        return new BulkTemplate(mail.subject(), mail.text(), mail.html(), Map.of());
    }
}
