package io.github.keycloakporter.email.outbox;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The large mailbox providers by their domains: a label that does not grow with the number of recipients' domains. All other
 * domains are {@link #OTHER}.
 */
enum MailHost {
    AOL("aol.com"),
    FREE("free.fr"),
    GMAIL("gmail.com", "googlemail.com"),
    GMX("gmx.de", "gmx.net", "gmx.at", "gmx.ch", "gmx.com"),
    ICLOUD("icloud.com", "me.com", "mac.com"),
    MAIL_RU("mail.ru", "bk.ru", "inbox.ru", "list.ru"),
    MICROSOFT(
            "outlook.com",
            "outlook.de",
            "outlook.fr",
            "outlook.es",
            "hotmail.com",
            "hotmail.de",
            "hotmail.fr",
            "hotmail.es",
            "hotmail.it",
            "hotmail.co.uk",
            "live.com",
            "msn.com"),
    ORANGE("orange.fr", "wanadoo.fr"),
    PROTON("proton.me", "protonmail.com", "pm.me"),
    QQ("qq.com", "foxmail.com"),
    T_ONLINE("t-online.de"),
    WEB_DE("web.de"),
    YAHOO("yahoo.com", "yahoo.co.uk", "yahoo.de", "yahoo.fr", "yahoo.es", "yahoo.it", "ymail.com", "yahoo.co.jp"),
    YANDEX("yandex.ru", "yandex.com", "ya.ru"),
    OTHER;

    private static final Map<String, MailHost> BY_DOMAIN = byDomain();

    private final List<String> domains;

    MailHost(String... domains) {
        this.domains = List.of(domains);
    }

    static MailHost of(String address) {
        String domain = address.substring(address.lastIndexOf('@') + 1);
        return BY_DOMAIN.getOrDefault(domain.toLowerCase(Locale.ROOT), OTHER);
    }

    /** Lower case with dashes. */
    String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, MailHost> byDomain() {
        Map<String, MailHost> all = new HashMap<>();
        Arrays.stream(values()).forEach(host -> host.domains.forEach(domain -> all.put(domain, host)));
        return Map.copyOf(all);
    }
}
