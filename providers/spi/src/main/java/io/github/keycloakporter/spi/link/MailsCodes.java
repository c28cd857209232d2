package io.github.keycloakporter.spi.link;

import java.time.Duration;

/** What Keycloak's {@code EmailTemplateProvider} is where it writes a code beside the link of a verification mail. */
public interface MailsCodes {

    /** How long such a code lives, or as long as its link where that is shorter. */
    Duration codeLifespan();
}
