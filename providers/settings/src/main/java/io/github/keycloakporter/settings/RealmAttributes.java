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
        all.put("porter.brand.name", "The name at the top of pages and emails; default: the realm's display name.");
        all.put("porter.brand.logo", "Its picture: an https address, a path on the server, or a file of the theme.");
        all.put("porter.brand.accent", "The colour of buttons and links, such as #0a6ebd.");
        all.put("porter.brand.background", "A colour or a picture behind the pages of the theme porter.");
        all.put("porter.mail.postal-address", "The sender's postal address at the foot of emails.");
        all.put("porter.mail.support", "Where people get help: an address or a page, in emails and on pages.");
        all.put(TRANSPORTS, "The realm's own order of transports, such as smtp,sendgrid.");
        all.put("porter.mail.sendgrid.api-key", "The realm's own key, a ${vault.…} expression.");
        all.put("porter.mail.smtp.starttls", "opportunistic or required, in place of the option.");
        all.put("porter.mail.smtp.ehlo", "The host name in EHLO, in place of the option.");
        all.put(
                "porter.mail.smtp.preset",
                "The provider behind the realm's SMTP server: ses, mailgun, sendgrid or postmark.");
        all.put("porter.mail.smtp.configuration-set", "The configuration set of Amazon SES.");
        all.put("porter.mail.smtp.message-stream", "The message stream of Postmark.");
        all.put(
                "porter.mail.dkim-selectors",
                "The selectors of the sender's DKIM keys, such as s1,s2; check-config looks for the usual ones.");
        all.put(
                "porter.mail.webhook.sendgrid.public-key",
                "The key of SendGrid's signed events; two, separated by a comma, while one replaces the other.");
        all.put(
                "porter.mail.webhook.mailgun.signing-key",
                "The key of Mailgun's signed events, a ${vault.…} expression; the vault may hold two.");
        all.put("porter.mail.webhook.ses.topic-arn", "The SNS topics that may report for the realm.");
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
            all.put(NOTICE + type, "on or off, in place of the option.");
        }
        all.put(NOTICE + "ip", "on or off: whether a notice names the IP address.");
        all.put(NOTICE + "take-back", "on or off: whether the old address may take the account back.");
        for (LimitedAction action : LimitedAction.values()) {
            action.defaults()
                    .keySet()
                    .forEach(dimension -> all.put(
                            LimitRules.ATTRIBUTES + LimitRules.name(action, dimension),
                            "Rates such as 5/1h, or off, in place of the option."));
        }
        return Collections.unmodifiableMap(all);
    }
}
