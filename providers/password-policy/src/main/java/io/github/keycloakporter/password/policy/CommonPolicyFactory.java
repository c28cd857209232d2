package io.github.keycloakporter.password.policy;

import io.github.keycloakporter.password.list.PasswordList;
import io.github.keycloakporter.password.list.WatchedList;
import io.github.keycloakporter.password.rule.NotCommon;
import io.github.keycloakporter.password.rule.PasswordRule;
import io.github.keycloakporter.spi.config.ScopeReader;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;

/** {@code porter-common(shipped)} or {@code porter-common(own.txt)}, which takes both lists: on no list of common passwords, in no disguise. */
public final class CommonPolicyFactory implements RulePolicyFactory<Optional<WatchedList>> {

    public static final String PROVIDER_ID = "porter-common";

    /** A word, since the console lets no policy with a value go without one. */
    private static final String SHIPPED = "shipped";

    private CommonLists lists;

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getDisplayName() {
        return "Porter: Not Common";
    }

    @Override
    public String getDefaultConfigValue() {
        return SHIPPED;
    }

    @Override
    public void init(Config.Scope config) {
        lists = new CommonLists(CommonConfig.from(new ScopeReader(config, "password-policy", PROVIDER_ID)));
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return CommonConfig.metadata();
    }

    @Override
    public Optional<WatchedList> parse(String value) {
        return value.isEmpty() || value.equals(SHIPPED) ? Optional.empty() : Optional.of(lists.own(value));
    }

    @Override
    public List<PasswordRule> rules(
            KeycloakSession session, RealmModel realm, Optional<WatchedList> own, Person person) {
        Stream<PasswordList> ofRealm = own.map(WatchedList::list).stream();
        return List.of(
                new NotCommon(Stream.concat(Stream.of(lists.shipped()), ofRealm).toList()));
    }
}
