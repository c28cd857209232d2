package io.github.keycloakporter.email.transport.smtp;

import io.github.keycloakporter.email.transport.smtp.SmtpConfig.StartTls;
import jakarta.mail.Session;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;

/** Settings in the words of jakarta.mail. */
final class SmtpProperties {

    private SmtpProperties() {}

    /**
     * Stock's {@code debug} is left out: it prints mails and passwords to the console.
     *
     * @param timer cuts writes that take too long; without it each connection would have a thread for that
     */
    static Session session(SmtpSettings settings, SmtpTrust trust, ScheduledExecutorService timer) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", settings.host());
        properties.setProperty("mail.smtp.port", String.valueOf(settings.port()));
        settings.ehlo().ifPresent(name -> properties.setProperty("mail.smtp.localhost", name));
        properties.setProperty("mail.smtp.timeout", String.valueOf(settings.timeout()));
        properties.setProperty("mail.smtp.connectiontimeout", String.valueOf(settings.connectTimeout()));
        properties.setProperty("mail.smtp.writetimeout", String.valueOf(settings.writeTimeout()));
        properties.put("mail.smtp.executor.writetimeout", timer);
        properties.setProperty("mail.smtp.quitwait", "false");
        // RSET in place of NOOP asks whether the connection lives and clears what a refused mail left behind
        properties.setProperty("mail.smtp.userset", "true");
        properties.setProperty("mail.mime.allowutf8", String.valueOf(settings.internationalised()));
        properties.setProperty("mail.smtp.ssl.enable", String.valueOf(settings.ssl()));
        settings.starttls().ifPresent(starttls -> {
            properties.setProperty("mail.smtp.starttls.enable", "true");
            properties.setProperty("mail.smtp.starttls.required", String.valueOf(starttls == StartTls.REQUIRED));
        });
        if (!(settings.login() instanceof SmtpSettings.Nobody)) {
            properties.setProperty("mail.smtp.auth", "true");
        }
        if (settings.login() instanceof SmtpSettings.Token) {
            properties.setProperty("mail.smtp.auth.mechanisms", "XOAUTH2");
        }
        if (settings.tls()) {
            trust.applyTo(properties);
        }
        return Session.getInstance(properties);
    }
}
