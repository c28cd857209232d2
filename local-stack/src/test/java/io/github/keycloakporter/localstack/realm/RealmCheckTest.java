package io.github.keycloakporter.localstack.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealmCheckTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void prepare() throws IOException {
        Files.copy(Path.of("..", "realm-config", RealmCheck.SNAPSHOT), directory.resolve(RealmCheck.SNAPSHOT));
        readme("");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "eventsListeners": ["jboss-loging"]                                     | eventsListeners[0]
            "loginTheme": "potter"                                                  | loginTheme
            "enabledEventTypes": ["LOGIN", "LOG_IN"]                                | enabledEventTypes[1]
            "passwordPolicy": "length(12) and upperCase(1) and symbols(1)"          | passwordPolicy
            "requiredActions": [{"alias": "x", "providerId": "VERIFY_MAIL"}]        | requiredActions[0].providerId
            "users": [{"username": "a", "requiredActions": ["VERIFY_MAIL"]}]        | users[0].requiredActions[0]
            "clients": [{"protocol": "oidc"}]                                       | clients[0].protocol
            "clients": [{"clientAuthenticatorType": "client-secrets"}]              | clients[0].clientAuthenticatorType
            "clients": [{"protocolMappers": [{"protocolMapper": "oidc-mapper"}]}]   | clients[0].protocolMappers[0].protocolMapper
            "identityProviders": [{"providerId": "gogle"}]                          | identityProviders[0].providerId
            "identityProviders": [{"postBrokerLoginFlowAlias": "after"}]            | identityProviders[0].postBrokerLoginFlowAlias
            "components": {"org.keycloak.keys.KeyProvider": [{"providerId": "rsb"}]} | components.org.keycloak.keys.KeyProvider[0].providerId
            "components": {"no.such.Type": [{"providerId": "rsa"}]}                 | components.no.such.Type[0].providerId
            "browserFlow": "browsers"                                               | browserFlow
            """)
    void namesTheUnknown(String fragment, String key) throws IOException {
        realm(fragment);

        assertThat(check()).singleElement().satisfies(finding -> assertThat(finding.toString())
                .startsWith(file() + ": " + key + ": \""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"authenticator": "auth-cookies", "requirement": "REQUIRED"}                                    | .authenticator
            {"authenticator": "registration-password-action", "requirement": "REQUIRED"}                    | .authenticator
            {"flowAlias": "nowhere", "authenticatorFlow": true, "requirement": "REQUIRED"}                  | .flowAlias
            {"authenticator": "auth-cookie", "authenticatorConfig": "none", "requirement": "REQUIRED"}      | .authenticatorConfig
            {"authenticator": "auth-cookie", "requirement": "OPTIONAL"}                                     | .requirement
            {"requirement": "REQUIRED"}                                                                     | ''
            """)
    void namesTheWrongStepOfAFlow(String step, String key) throws IOException {
        realm(flow("basic-flow", step));

        assertThat(check()).singleElement().satisfies(finding -> assertThat(finding.key())
                .isEqualTo("authenticationFlows[0].authenticationExecutions[0]" + key));
    }

    @Test
    void acceptsStepsThatFitTheirFlow() throws IOException {
        realm(flow("form-flow", "{\"authenticator\": \"registration-password-action\", \"requirement\": \"REQUIRED\"}")
                + ", \"browserFlow\": \"mine\", \"registrationFlow\": \"registration\"");

        assertThat(check()).isEmpty();
    }

    @Test
    void namesAFlowTypeThatDoesNotExistAndAnAliasUsedTwice() throws IOException {
        realm("\"authenticationFlows\": [{\"alias\": \"a\", \"providerId\": \"basic\"},"
                + " {\"alias\": \"a\", \"providerId\": \"basic-flow\"}]");

        assertThat(check())
                .extracting(Finding::key)
                .containsExactlyInAnyOrder("authenticationFlows[0].providerId", "authenticationFlows");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ${PORTER_NAME}              | has no default
            ${porter_name:x}            | is malformed
            ${PORTER-NAME:x}            | is malformed
            ${PORTER_NAME:${OTHER:x}}   | is malformed
            ${PORTER_NAME:x             | has no closing brace
            ${PORTER_NEW:x}             | is unknown
            ${PORTER_NAME:y}            | has the default "y" here and "x" in
            """)
    void namesTheWrongPlaceholder(String value, String fault) throws IOException {
        readme("| `PORTER_NAME` | `x` | a name |");
        realm("\"displayName\": \"${PORTER_NAME:x}\", \"displayNameHtml\": \"" + value + "\"");

        assertThat(check()).singleElement().satisfies(finding -> {
            assertThat(finding.file()).isEqualTo(file());
            assertThat(finding.key()).isEqualTo("displayNameHtml");
            assertThat(finding.message()).contains(fault);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "${vault.smtp}",
        "${client_account}",
        "${role_offline-access}",
        "${authBaseUrl}/realms",
        "${rolesScopeConsentText}"
    })
    void leavesKeycloaksOwnExpressionsAlone(String value) throws IOException {
        realm("\"displayName\": \"" + value + "\"");

        assertThat(check()).isEmpty();
    }

    @Test
    void checksAnIdBehindAPlaceholderByItsDefault() throws IOException {
        readme("| `PORTER_THEME` | `porter` | the theme |\n| `PORTER_MAIL_THEME` | `potter` | the mails' |");
        realm("\"loginTheme\": \"${PORTER_THEME:porter}\", \"emailTheme\": \"${PORTER_MAIL_THEME:potter}\"");

        assertThat(check()).extracting(Finding::key).containsExactly("emailTheme");
    }

    @Test
    void namesRowsThatNobodyUsesOrThatStandTwice() throws IOException {
        readme("| `PORTER_OLD` | (empty) | gone |\n| `PORTER_OLD` | (empty) | gone |");
        realm("\"enabled\": true");

        assertThat(check())
                .extracting(Finding::key, Finding::message)
                .containsExactly(
                        tuple("PORTER_OLD", "stands in the table twice"),
                        tuple("PORTER_OLD", "no realm file uses it: remove the row"));
    }

    @Test
    void namesTheLineThatIsNotJson() throws IOException {
        Files.writeString(directory.resolve("porter-realm.json"), "{\n  \"realm\": \"porter\"\n  \"enabled\": true\n}");

        assertThat(check()).singleElement().satisfies(finding -> assertThat(finding.key())
                .isEqualTo("line 3"));
    }

    @Test
    void namesAKeyThatStandsTwice() throws IOException {
        realm("\"enabled\": true, \"enabled\": false");

        assertThat(check()).singleElement().satisfies(finding -> assertThat(finding.message())
                .contains("enabled"));
    }

    @Test
    void asksForTheNameKeycloakWillAskFor() throws IOException {
        Files.writeString(directory.resolve("shop-realm.json"), "{\"realm\": \"porter\"}");

        assertThat(check()).singleElement().satisfies(finding -> assertThat(finding.message())
                .contains("porter-realm.json"));
    }

    @Test
    void doesNotPassOverAnEmptyDirectory() {
        assertThatThrownBy(this::check).isInstanceOf(IOException.class).hasMessageContaining("no file");
    }

    @Test
    void theSnapshotIsReadAsItWasWritten() throws IOException {
        Path snapshot = directory.resolve(RealmCheck.SNAPSHOT);
        KnownProviders known = KnownProviders.load(snapshot);
        Path copy = directory.resolve("copy.json");

        known.save(copy);

        assertThat(KnownProviders.load(copy)).isEqualTo(known);
        assertThat(Files.readString(copy)).isEqualTo(Files.readString(snapshot));
    }

    private List<Finding> check() throws IOException {
        return new RealmCheck().check(directory);
    }

    private String file() {
        return directory.resolve("porter-realm.json").toString();
    }

    private void realm(String fragment) throws IOException {
        Files.writeString(directory.resolve("porter-realm.json"), "{\"realm\": \"porter\", " + fragment + "}");
    }

    private void readme(String rows) throws IOException {
        Files.writeString(
                directory.resolve("README.md"), "# Realm\n\n| Name | Default | Meaning |\n|---|---|---|\n" + rows);
    }

    private static String flow(String type, String step) {
        return "\"authenticationFlows\": [{\"alias\": \"mine\", \"providerId\": \"" + type
                + "\", \"authenticationExecutions\": [" + step + "]}]";
    }
}
