package io.github.keycloakporter.settings;

import io.github.keycloakporter.spi.limit.LimitRules;
import io.github.keycloakporter.spi.limit.LimitedAction;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** All attributes of a realm that Porter reads, with what they say. The one list; docs/configuration.md is made from it. */
public final class RealmAttributes {

    /** Before the name of each. */
    public static final String PREFIX = "porter.";

    /** The realm's own order of transports. */
    static final String TRANSPORTS = "porter.mail.transports";

    private static final String NOTICE = "porter.notice.";
    private static final Map<String, String> ALL = all();

    private RealmAttributes() {}

    /** Names and meanings, in the order of the documentation. */
    public static Map<String, String> known() {
        return ALL;
    }

    private static Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("porter.brand.name", "Name at the top of pages and emails. The default is the realm's display name.");
        all.put("porter.brand.logo", "Logo: an https URL, a path on the server, or a file of the theme.");
        all.put("porter.brand.accent", "Colour of buttons and links, such as #0a6ebd.");
        all.put("porter.brand.background", "Background colour or image of the pages of the theme porter.");
        all.put("porter.mail.postal-address", "Postal address of the sender, at the end of emails.");
        all.put("porter.mail.support", "Email address or URL of the support, in emails and on pages.");
        all.put(TRANSPORTS, "Order of the transports, such as smtp,sendgrid. Overrides the option.");
        all.put("porter.mail.sendgrid.api-key", "SendGrid API key, a ${vault.…} expression. Overrides the option.");
        all.put("porter.mail.smtp.starttls", "opportunistic or required. Overrides the option.");
        all.put("porter.mail.smtp.ehlo", "Host name in EHLO. Overrides the option.");
        all.put(
                "porter.mail.smtp.preset",
                "Mail provider of the realm's SMTP server: ses, mailgun, sendgrid or postmark.");
        all.put("porter.mail.smtp.configuration-set", "Configuration set of Amazon SES.");
        all.put("porter.mail.smtp.message-stream", "Message stream of Postmark.");
        all.put(
                "porter.mail.dkim-selectors",
                "Selectors of the sender's DKIM keys, such as s1,s2. Without it check-config tries common selectors.");
        all.put(
                "porter.mail.webhook.sendgrid.public-key",
                "Key of SendGrid's signed events. During a rotation, two keys separated by a comma.");
        all.put(
                "porter.mail.webhook.mailgun.signing-key",
                "Key of Mailgun's signed events, a ${vault.…} expression. The vault entry may contain two keys.");
        all.put("porter.mail.webhook.ses.topic-arn", "SNS topics whose notifications are accepted for the realm.");
        for (String type : new String[] {
            "password-changed",
            "password-reset",
            "password-set",
            "address-changed",
            "factor-added",
            "factor-removed",
            "recovery-codes",
            "locked-temporarily",
            "locked-permanently",
            "new-device",
            "account-disabled",
            "account-reenabled",
            "provider-linked",
            "provider-unlinked",
            "account-deleted"
        }) {
            all.put(NOTICE + type, "on or off. Overrides the option.");
        }
        all.put(NOTICE + "ip", "on or off: whether a notice contains the IP address. Overrides the option.");
        all.put(
                NOTICE + "take-back",
                "on or off: whether the notice to the old address contains a link that restores it. Overrides the"
                        + " option.");
        for (LimitedAction action : LimitedAction.values()) {
            action.defaults()
                    .keySet()
                    .forEach(dimension -> all.put(
                            LimitRules.ATTRIBUTES + LimitRules.name(action, dimension),
                            "Rates such as 5/1h, or off. Overrides the option."));
        }
        return Collections.unmodifiableMap(all);
    }
}
