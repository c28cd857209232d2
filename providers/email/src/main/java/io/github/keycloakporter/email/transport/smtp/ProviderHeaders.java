package io.github.keycloakporter.email.transport.smtp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.email.transport.PorterId;
import io.github.keycloakporter.email.transport.RealmText;
import io.github.keycloakporter.spi.config.RealmWarnings;
import io.github.keycloakporter.spi.mail.MailMessage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.keycloak.models.RealmModel;

/**
 * What a mail provider behind SMTP reads from headers: our id of the mail, which comes back in its reports, and that it
 * neither rewrites links nor puts a pixel into the mail.
 *
 * @param configurationSet of Amazon SES: where its reports go
 * @param messageStream of Postmark
 */
record ProviderHeaders(Preset preset, Optional<String> configurationSet, Optional<String> messageStream) {

    enum Preset {
        NONE,
        SES,
        MAILGUN,
        SENDGRID,
        POSTMARK
    }

    static final String PRESET_ATTRIBUTE = "porter.mail.smtp.preset";
    static final String CONFIGURATION_SET_ATTRIBUTE = "porter.mail.smtp.configuration-set";
    static final String MESSAGE_STREAM_ATTRIBUTE = "porter.mail.smtp.message-stream";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    static ProviderHeaders of(RealmModel realm, RealmWarnings warnings) {
        return new ProviderHeaders(
                preset(realm, warnings),
                name(realm, CONFIGURATION_SET_ATTRIBUTE, warnings),
                name(realm, MESSAGE_STREAM_ATTRIBUTE, warnings));
    }

    Map<String, String> of(MailMessage mail) {
        Map<String, String> headers = new LinkedHashMap<>();
        switch (preset) {
            case NONE -> {}
            case SES -> {
                configurationSet.ifPresent(set -> headers.put("X-SES-CONFIGURATION-SET", set));
                headers.put("X-SES-MESSAGE-TAGS", PorterId.NAME + "=" + mail.id());
            }
            case MAILGUN -> {
                headers.put("X-Mailgun-Variables", id(mail).toString());
                headers.put("X-Mailgun-Track", "no");
                headers.put("X-Mailgun-Track-Clicks", "no");
                headers.put("X-Mailgun-Track-Opens", "no");
            }
            case SENDGRID -> headers.put("X-SMTPAPI", smtpApi(mail).toString());
            case POSTMARK -> {
                headers.put("X-PM-Metadata-" + PorterId.NAME, mail.id());
                // without it Postmark puts a Message-ID of its own in place of ours
                headers.put("X-PM-KeepID", "true");
                headers.put("X-PM-TrackOpens", "false");
                headers.put("X-PM-TrackLinks", "None");
                messageStream.ifPresent(stream -> headers.put("X-PM-Message-Stream", stream));
            }
        }
        return headers;
    }

    private static ObjectNode id(MailMessage mail) {
        return JsonNodeFactory.instance.objectNode().put(PorterId.NAME, mail.id());
    }

    private static ObjectNode smtpApi(MailMessage mail) {
        ObjectNode api = JsonNodeFactory.instance.objectNode();
        api.set("unique_args", id(mail));
        api.put("category", mail.kind().tag());
        ObjectNode filters = api.putObject("filters");
        for (String filter : new String[] {"clicktrack", "opentrack"}) {
            filters.putObject(filter).putObject("settings").put("enable", 0);
        }
        return api;
    }

    private static Preset preset(RealmModel realm, RealmWarnings warnings) {
        String asked =
                RealmText.attribute(realm, PRESET_ATTRIBUTE).orElse("none").toUpperCase(Locale.ROOT);
        return Arrays.stream(Preset.values())
                .filter(preset -> preset.name().equals(asked))
                .findFirst()
                .orElseGet(() -> {
                    warnings.warn(
                            realm,
                            PRESET_ATTRIBUTE,
                            "must be one of "
                                    + Arrays.stream(Preset.values())
                                            .map(preset -> preset.name().toLowerCase(Locale.ROOT))
                                            .collect(Collectors.joining(", "))
                                    + "; mails go out without a preset");
                    return Preset.NONE;
                });
    }

    private static Optional<String> name(RealmModel realm, String attribute, RealmWarnings warnings) {
        return RealmText.attribute(realm, attribute).filter(text -> {
            boolean right = NAME.matcher(text).matches();
            if (!right) {
                warnings.warn(realm, attribute, "must be 1 to 64 letters, digits, dashes or _; it is left out");
            }
            return right;
        });
    }
}
