package io.github.keycloakporter.email.transport.sendgrid;

import com.sendgrid.helpers.mail.Mail;
import com.sendgrid.helpers.mail.objects.ClickTrackingSetting;
import com.sendgrid.helpers.mail.objects.Content;
import com.sendgrid.helpers.mail.objects.Email;
import com.sendgrid.helpers.mail.objects.GoogleAnalyticsSetting;
import com.sendgrid.helpers.mail.objects.MailSettings;
import com.sendgrid.helpers.mail.objects.OpenTrackingSetting;
import com.sendgrid.helpers.mail.objects.Personalization;
import com.sendgrid.helpers.mail.objects.Setting;
import com.sendgrid.helpers.mail.objects.SubscriptionTrackingSetting;
import com.sendgrid.helpers.mail.objects.TrackingSettings;
import io.github.keycloakporter.email.transport.HeaderText;
import io.github.keycloakporter.email.transport.MailAddress;
import io.github.keycloakporter.email.transport.PorterId;
import io.github.keycloakporter.spi.mail.MailMessage;
import io.github.keycloakporter.spi.mail.SenderIdentity;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Letters of one sender and kind in SendGrid's words: one body, a personalization for each recipient, no tracking. */
final class SendGridMail {

    /** Those SendGrid sets itself and refuses from others. Message-ID is not among them. */
    private static final Set<String> RESERVED = Set.of(
            "x-sg-id",
            "x-sg-eid",
            "received",
            "dkim-signature",
            "content-type",
            "content-transfer-encoding",
            "mime-version",
            "to",
            "from",
            "subject",
            "reply-to",
            "cc",
            "bcc");

    private SendGridMail() {}

    static Mail of(List<BulkEntry> letters, boolean sandbox) {
        MailMessage first = letters.get(0).mail();
        BulkTemplate template = letters.get(0).template();
        boolean alone = letters.size() == 1;
        Mail mail = new Mail();
        SenderIdentity sender = first.sender();
        mail.setFrom(email(sender.address(), sender.displayName()));
        sender.replyTo().ifPresent(address -> mail.setReplyTo(email(address, sender.replyToDisplayName())));
        mail.setSubject(HeaderText.oneLine(alone ? first.subject() : template.subject()));
        content(mail, "text/plain", alone ? first.text() : template.text());
        content(mail, "text/html", alone ? first.html() : template.html());
        mail.addCategory(first.kind().tag());
        mail.setTrackingSettings(noTracking());
        if (sandbox) {
            Setting on = new Setting();
            on.setEnable(true);
            MailSettings settings = new MailSettings();
            settings.setSandboxMode(on);
            mail.setMailSettings(settings);
        }
        letters.forEach(letter -> mail.addPersonalization(
                personalization(letter, alone ? Map.of() : letter.template().substitutions())));
        return mail;
    }

    private static Personalization personalization(BulkEntry letter, Map<String, String> substitutions) {
        Personalization one = new Personalization();
        one.addTo(new Email(letter.recipient().text()));
        one.addCustomArg(PorterId.NAME, letter.mail().id());
        substitutions.forEach(one::addSubstitution);
        letter.mail().headers().forEach((name, value) -> {
            if (HeaderText.isName(name) && !RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
                one.addHeader(name, HeaderText.oneLine(value));
            }
        });
        return one;
    }

    private static Email email(String address, Optional<String> name) {
        String text = MailAddress.parse(address).map(MailAddress::text).orElse(address);
        String clean = name.map(HeaderText::oneLine).orElse("");
        return clean.isEmpty() ? new Email(text) : new Email(text, clean);
    }

    /** SendGrid takes no empty part. */
    private static void content(Mail mail, String type, String value) {
        if (!value.isEmpty()) {
            mail.addContent(new Content(type, value));
        }
    }

    /** A rewritten link or a pixel would tell a third party who opens an account. */
    private static TrackingSettings noTracking() {
        ClickTrackingSetting clicks = new ClickTrackingSetting();
        clicks.setEnable(false);
        clicks.setEnableText(false);
        OpenTrackingSetting opens = new OpenTrackingSetting();
        opens.setEnable(false);
        SubscriptionTrackingSetting subscriptions = new SubscriptionTrackingSetting();
        subscriptions.setEnable(false);
        GoogleAnalyticsSetting analytics = new GoogleAnalyticsSetting();
        analytics.setEnable(false);
        TrackingSettings settings = new TrackingSettings();
        settings.setClickTrackingSetting(clicks);
        settings.setOpenTrackingSetting(opens);
        settings.setSubscriptionTrackingSetting(subscriptions);
        settings.setGoogleAnalyticsSetting(analytics);
        return settings;
    }
}
