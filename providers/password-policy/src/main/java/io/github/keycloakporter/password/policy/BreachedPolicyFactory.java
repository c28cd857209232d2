package io.github.keycloakporter.password.policy;

import io.github.keycloakporter.password.breach.BreachConfig;
import io.github.keycloakporter.password.breach.BreachSources;
import io.github.keycloakporter.password.breach.Breaches;
import io.github.keycloakporter.password.breach.NotBreached;
import io.github.keycloakporter.password.rule.PasswordRule;
import io.github.keycloakporter.spi.config.ScopeReader;
import io.micrometer.core.instrument.Metrics;
import java.util.List;
import java.util.Optional;
import org.keycloak.Config;
import org.keycloak.connections.httpclient.HttpClientProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.policy.PasswordPolicyConfigException;
import org.keycloak.provider.ProviderConfigProperty;

/** {@code porter-breached(online)}: in no breach that Have I Been Pwned knows; {@code offline}: in no file of such. */
public final class BreachedPolicyFactory implements RulePolicyFactory<BreachMode> {

    public static final String PROVIDER_ID = "porter-breached";

    private BreachSources sources;
    private String fileOption;

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getDisplayName() {
        return "Porter: Not Breached";
    }

    @Override
    public String getDefaultConfigValue() {
        return "off";
    }

    @Override
    public void init(Config.Scope config) {
        ScopeReader options = new ScopeReader(config, "password-policy", PROVIDER_ID);
        sources = new BreachSources(BreachConfig.from(options), Metrics.globalRegistry, System::nanoTime);
        fileOption = options.option(BreachConfig.FILE);
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return BreachConfig.metadata();
    }

    @Override
    public BreachMode parse(String value) {
        BreachMode mode = BreachMode.parse(value);
        if (mode == BreachMode.OFFLINE && sources.offline().isEmpty()) {
            throw new PasswordPolicyConfigException("offline needs the option " + fileOption);
        }
        return mode;
    }

    @Override
    public List<PasswordRule> rules(KeycloakSession session, RealmModel realm, BreachMode mode, Person person) {
        Optional<Breaches> breaches =
                switch (mode) {
                    case OFF -> Optional.empty();
                    case ONLINE ->
                        Optional.of(sources.online(() ->
                                session.getProvider(HttpClientProvider.class).getHttpClient()));
                    case OFFLINE -> sources.offline();
                };
        return breaches.<PasswordRule>map(NotBreached::new).map(List::of).orElse(List.of());
    }
}
