package io.github.keycloakporter.password.policy;

import io.github.keycloakporter.password.rule.NotContext;
import io.github.keycloakporter.password.rule.PasswordRule;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** {@code porter-context}: not the person's names and addresses, nor those of the realm or the app. */
public final class ContextPolicyFactory implements RulePolicyFactory<Boolean> {

    public static final String PROVIDER_ID = "porter-context";

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getDisplayName() {
        return "Porter: Not From Context";
    }

    @Override
    public String getConfigType() {
        return null;
    }

    @Override
    public String getDefaultConfigValue() {
        return null;
    }

    /** Whatever the console puts into the brackets of a policy without a value. */
    @Override
    public Boolean parse(String value) {
        return true;
    }

    @Override
    public List<PasswordRule> rules(KeycloakSession session, RealmModel realm, Boolean config, Person person) {
        ClientModel app = session.getContext().getClient();
        Stream<String> service = Stream.of(realm.getName(), realm.getDisplayName());
        Stream<String> ofApp = app == null ? Stream.of() : Stream.of(app.getClientId(), app.getName());
        Stream<String> ofPerson = person.names().stream().flatMap(NotContext::parts);
        List<String> names = Stream.of(service, ofApp, ofPerson)
                .flatMap(words -> words)
                .filter(Objects::nonNull)
                // the key of a message, as stock's own apps have one
                .filter(name -> !name.startsWith("${"))
                .toList();
        return List.of(NotContext.of(names, person.addresses()));
    }
}
