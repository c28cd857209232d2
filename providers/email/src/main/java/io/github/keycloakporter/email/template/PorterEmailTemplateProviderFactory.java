package io.github.keycloakporter.email.template;

import io.github.keycloakporter.spi.config.ScopeReader;
import java.time.Duration;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.email.EmailTemplateProvider;
import org.keycloak.email.EmailTemplateProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

public final class PorterEmailTemplateProviderFactory implements EmailTemplateProviderFactory {

    public static final String PROVIDER_ID = "porter";

    private static final Duration DEFAULT_CODE_LIFESPAN = Duration.ofMinutes(10);

    private Duration codeLifespan = DEFAULT_CODE_LIFESPAN;

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
        codeLifespan = new ScopeReader(config, "email-template", PROVIDER_ID)
                .duration("codeLifespan", DEFAULT_CODE_LIFESPAN, Duration.ofMinutes(1), Duration.ofMinutes(10));
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // nothing to register
    }

    @Override
    public EmailTemplateProvider create(KeycloakSession session) {
        return new PorterEmailTemplateProvider(session, codeLifespan);
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name("codeLifespan")
                .type("string")
                .helpText("How long the 6-digit code in a verification mail lives: 1m to 10m.")
                .defaultValue("10m")
                .add()
                .build();
    }

    @Override
    public void close() {
        // nothing was opened
    }
}
