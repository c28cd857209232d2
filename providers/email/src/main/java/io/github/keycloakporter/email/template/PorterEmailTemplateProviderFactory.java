package io.github.keycloakporter.email.template;

import io.github.keycloakporter.spi.config.ScopeReader;
import io.github.keycloakporter.spi.keycloak.SimpleProviderFactory;
import java.time.Duration;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.common.util.Environment;
import org.keycloak.email.EmailTemplateProvider;
import org.keycloak.email.EmailTemplateProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

public final class PorterEmailTemplateProviderFactory
        implements EmailTemplateProviderFactory, SimpleProviderFactory<EmailTemplateProvider> {

    public static final String PROVIDER_ID = "porter";

    private static final Duration DEFAULT_CODE_LIFESPAN = Duration.ofMinutes(10);

    private Duration codeLifespan = DEFAULT_CODE_LIFESPAN;
    private LinkPolicy linkPolicy;

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    /** Above stock's {@code freemarker}: dropping the jar in is enough. */
    @Override
    public int order() {
        return 10;
    }

    @Override
    public void init(Config.Scope config) {
        // OWASP ASVS 5.0 6.5.5: out-of-band codes live 10 minutes at most.
        ScopeReader options = new ScopeReader(config, "email-template", PROVIDER_ID);
        codeLifespan =
                options.duration("codeLifespan", DEFAULT_CODE_LIFESPAN, Duration.ofMinutes(1), Duration.ofMinutes(10));
        LinkPolicy.Links links =
                options.choice("links", Environment.isDevMode() ? LinkPolicy.Links.ANY : LinkPolicy.Links.HTTPS);
        linkPolicy = new LinkPolicy(links, Config.scope("hostname", "v2").get("hostname"), options.option("links"));
    }

    @Override
    public EmailTemplateProvider create(KeycloakSession session) {
        return new PorterEmailTemplateProvider(session, codeLifespan, linkPolicy);
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name("codeLifespan")
                .type("string")
                .helpText("Lifespan of the 6-digit code in a verification email: 1m to 10m.")
                .defaultValue("10m")
                .add()
                .property()
                .name("links")
                .type("List")
                .options("https", "any")
                .helpText(
                        "Links that emails may contain: only https links to the configured hostname, or any. The default"
                                + " with start-dev is any.")
                .defaultValue("https")
                .add()
                .build();
    }
}
