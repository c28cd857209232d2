package io.github.keycloakporter.redis.limit;

import io.github.keycloakporter.spi.check.ConfigCheckFactory;
import io.github.keycloakporter.spi.check.Finding;
import io.github.keycloakporter.spi.check.Rule;
import io.github.keycloakporter.spi.check.Settings;
import io.github.keycloakporter.spi.config.ScopeReader;
import io.github.keycloakporter.spi.limit.LimitRules;
import io.github.keycloakporter.spi.limit.LimitedAction;
import io.github.keycloakporter.spi.limit.Rate;
import io.github.keycloakporter.spi.limit.RateLimiterSpi;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.keycloak.representations.idm.RealmRepresentation;

/** Whether limits are there, and whether the IPs that they go by can be forged. */
public final class LimitCheck implements ConfigCheckFactory {

    public static final String PROVIDER_ID = "limits";

    private static final Rule PROXY_TRUSTED = Rule.error(
            "proxy-trusted",
            "Every caller can choose the IP address that limits and events use.",
            "Set --proxy-trusted-addresses to the addresses of the proxies only.");
    private static final Rule LIMIT_OFF = Rule.warning(
            "limit-off",
            "Mailboxes can be flooded, codes guessed or accounts created in bulk.",
            "Remove the option or attribute, or set a high rate such as 1000/1h. docs/limits.md explains each"
                    + " limit.");
    private static final Rule LIMIT_INVALID = Rule.warning(
            "limit-invalid",
            "An invalid limit of a realm is ignored, and the server's limit applies.",
            "Set rates such as 5/1h or 1/1m 5/1h.");

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public List<Rule> rules() {
        return List.of(PROXY_TRUSTED, LIMIT_OFF, LIMIT_INVALID);
    }

    @Override
    public void server(Settings settings, Consumer<Finding> found) {
        ScopeReader options = new ScopeReader(
                settings.scope(RateLimiterSpi.NAME, RedisRateLimiterProviderFactory.PROVIDER_ID),
                RateLimiterSpi.NAME,
                RedisRateLimiterProviderFactory.PROVIDER_ID);
        String headers = settings.option("proxy-headers").orElse("");
        String trusted = settings.option("proxy-trusted-addresses").orElse("");
        if (options.choice(ProxyTrust.OPTION, ProxyTrust.NAMED) == ProxyTrust.NAMED
                && ProxyTrust.forgeable(headers, trusted)) {
            found.accept(PROXY_TRUSTED.at(
                    "--proxy-trusted-addresses",
                    trusted.isBlank() ? "is missing, so that everybody is believed" : "names everybody"));
        }
        LimitRules rules = LimitRules.from(options);
        List<String> off = new ArrayList<>();
        for (LimitedAction action : LimitedAction.values()) {
            action.defaults().keySet().forEach(dimension -> {
                if (rules.rates(action, dimension).isEmpty()) {
                    off.add(options.option(LimitRules.option(action, dimension)));
                }
            });
        }
        off.forEach(option -> found.accept(LIMIT_OFF.at(option, "is off")));
    }

    @Override
    public void realm(RealmRepresentation realm, Settings settings, Consumer<Finding> found) {
        realm.getAttributesOrEmpty().forEach((name, value) -> {
            if (name.startsWith(LimitRules.ATTRIBUTES) && value != null && !value.isBlank()) {
                try {
                    if (Rate.parse(value).isEmpty()) {
                        found.accept(LIMIT_OFF.at(name, "is off"));
                    }
                } catch (IllegalArgumentException e) {
                    found.accept(LIMIT_INVALID.at(name, e.getMessage()));
                }
            }
        });
    }
}
