package io.github.keycloakporter.spi.check;

import io.github.keycloakporter.spi.config.ConfigException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.RealmRepresentation;

/** All checks of an installation. */
public record ConfigChecks(List<ConfigCheck> all) {

    /** Of every check that finds an option which stops the start, whoever reads it. */
    public static final Rule INVALID_OPTION = Rule.error(
            "option-invalid",
            "The server does not start with an invalid value.",
            "Use a value that docs/configuration.md describes.");

    /** Those of the server. */
    public static ConfigChecks of(KeycloakSessionFactory factory) {
        return new ConfigChecks(factory.getProviderFactoriesStream(ConfigCheck.class)
                .map(ConfigCheck.class::cast)
                .toList());
    }

    /** Those on the class path, where there is no server. */
    public static ConfigChecks onClassPath() {
        return new ConfigChecks(ServiceLoader.load(ConfigCheckFactory.class).stream()
                .<ConfigCheck>map(ServiceLoader.Provider::get)
                .toList());
    }

    public List<Rule> rules() {
        return Stream.concat(
                        Stream.of(INVALID_OPTION),
                        all.stream().map(ConfigCheck::rules).flatMap(Collection::stream))
                .toList();
    }

    /** What is wrong with the server's options. */
    public List<Finding> server(Settings settings) {
        return findings((check, found) -> {
            try {
                check.server(settings, found);
            } catch (ConfigException e) {
                found.accept(INVALID_OPTION.at(e.option(), e.problem()));
            }
        });
    }

    /** What is wrong with a realm, as far as no server has to be asked. */
    public List<Finding> realm(RealmRepresentation realm, Settings settings) {
        return findings((check, found) -> {
            try {
                check.realm(realm, settings, finding -> found.accept(finding.in(realm.getRealm())));
            } catch (ConfigException e) {
                // the same as among the server's options: it belongs to no realm
                found.accept(INVALID_OPTION.at(e.option(), e.problem()));
            }
        });
    }

    /** What is wrong with what the server uses. Takes up to seconds. */
    public List<Finding> runningServer(KeycloakSession session) {
        return findings((check, found) -> check.runningServer(session, found));
    }

    /** What is wrong with what the realm uses. Takes up to seconds. */
    public List<Finding> runningRealm(KeycloakSession session, RealmModel realm) {
        return findings((check, found) ->
                check.runningRealm(session, realm, finding -> found.accept(finding.in(realm.getName()))));
    }

    private List<Finding> findings(BiConsumer<ConfigCheck, Consumer<Finding>> question) {
        List<Finding> found = new ArrayList<>();
        all.forEach(check -> question.accept(check, found::add));
        return found.stream().distinct().sorted(Finding.ORDER).toList();
    }
}
