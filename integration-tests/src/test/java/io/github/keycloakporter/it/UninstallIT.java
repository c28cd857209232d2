package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.it.harness.Admin;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.localstack.Database;
import io.github.keycloakporter.localstack.KeycloakDistribution;
import io.github.keycloakporter.localstack.KeycloakNode;
import io.github.keycloakporter.localstack.StackArtifacts;
import io.github.keycloakporter.localstack.StackException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The steps of docs/uninstall.md, as they stand there: on one database, by turns with the jar and without it. Each realm uses all of Porter that a
 * realm can name: policies, steps of flows, themes, listeners, attributes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UninstallIT {

    private static final Path PAGE = PorterStack.root().resolve("docs/uninstall.md");
    private static final String NEW_PASSWORD = "Another-Horse-8!";
    private static final long MINUTES = 10;

    private Path temporary;
    private PorterStack stack;
    private KeycloakNode plain;

    @BeforeAll
    void start(@TempDir Path directory) {
        temporary = directory;
        stack = PorterStack.start(1, plan -> plan.database(Database.POSTGRES));
        KeycloakDistribution withoutJar = KeycloakDistribution.builder(StackArtifacts.load())
                .option("db", Database.POSTGRES.keycloakName())
                .build();
        KeycloakNode.Builder node = KeycloakNode.builder(withoutJar)
                .name("Keycloak without the jar")
                .dir(temporary.resolve("plain"))
                .httpPort(stack.parts().baseUrl().getPort());
        stack.parts().database().keycloakOptions().forEach(node::option);
        plain = node.build();
    }

    @AfterAll
    void stop() {
        plain.close();
        stack.close();
    }

    @Test
    void theStepsOfTheDocumentation() throws Exception {
        Realm sql = realmThatUsesEverything("without-jar");
        Person ada = member(sql, "ada");

        // the jar goes first
        stack.parts().keycloak().stop();
        assertThatThrownBy(plain::restart).isInstanceOf(StackException.class);
        assertThat(Files.readString(plain.logFile())).contains("Password policy not found");
        runSql(block("sql", 0));
        long refused = Files.size(plain.logFile());
        plain.restart();
        assertEverythingWorks(ada);
        assertThat(Files.readString(plain.logFile()).substring((int) refused)).doesNotContain(" ERROR ");
        assertThat(sql.admin().read("/without-jar").get("passwordPolicy").asText())
                .isEqualTo("length(12) and notUsername and notEmail");

        // the jar comes back, and goes after the realms
        plain.stop();
        stack.parts().keycloak().restart();
        Realm api = realmThatUsesEverything("with-jar");
        Person ben = member(api, "ben");
        runScript(block("sh", 1));
        assertEverythingWorks(ben);
        stack.parts().keycloak().stop();
        plain.restart();
        assertEverythingWorks(ben);
        assertEverythingWorks(ada);

        // and comes back to a database in which nothing is left of it
        plain.stop();
        runSql(block("sql", 1));
        plain.restart();
        assertEverythingWorks(ada);
        plain.stop();
        stack.parts().keycloak().restart();
        assertThat(api.somebody(ben.address()).logIn(NEW_PASSWORD).isInApp()).isTrue();
    }

    private Realm realmThatUsesEverything(String name) {
        Realm realm = stack.realm(name, json -> {
            json.put("passwordPolicy", "porter-strength(12) and porter-common(shipped) and porter-context");
            json.put("verifyEmail", true);
            json.withArray("eventsListeners").add("porter-notices");
            json.withObject("/attributes").put("porter.mail.transports", "smtp");
        });
        Admin admin = realm.admin();
        String flows = "/" + name + "/authentication/flows/";
        Admin.require(admin.post(flows + "browser/copy", Map.of("newName", "our browser")), "copying the flow");
        Admin.require(
                admin.post(
                        flows + "our%20browser%20forms/executions/execution",
                        Map.of("provider", "porter-breached-password-check")),
                "adding the step");
        for (JsonNode step : admin.read(flows + "our%20browser/executions")) {
            if (step.path("providerId").asText().equals("porter-breached-password-check")) {
                Admin.require(
                        admin.put(
                                flows + "our%20browser/executions", ((ObjectNode) step).put("requirement", "REQUIRED")),
                        "switching the step on");
            }
        }
        Admin.require(admin.put("/" + name, Map.of("browserFlow", "our browser")), "binding the flow");
        return realm;
    }

    private static Person member(Realm realm, String who) {
        Person person = realm.member(who, true);
        person.arrive(person.logIn(Realm.PASSWORD));
        realm.setPassword(person.address(), NEW_PASSWORD);
        return person;
    }

    /** Log in, register, prove an address, ask for a new password: as far as a stranger and a member get by themselves. */
    private void assertEverythingWorks(Person member) {
        Realm realm = member.realm();
        Person again = realm.somebody(member.address());
        again.arrive(again.logIn(NEW_PASSWORD));

        Person newcomer = realm.newcomer("new");
        Page form = newcomer.openRegistration();
        assertThat(form.status()).as(form.toString()).isEqualTo(200);
        Page next = newcomer.fill(form, Map.of());
        assertThat(next.status()).as(next.toString()).isEqualTo(200);
        assertThat(newcomer.accounts()).hasSize(1);
        Page proven = openLink(newcomer);
        assertThat(proven.status()).as(proven.toString()).isEqualTo(200);

        Person forgetful = realm.member("forgetful", true, NEW_PASSWORD);
        assertThat(forgetful.forget().status()).isEqualTo(200);
        Page password = openLink(forgetful);
        assertThat(password.has("form#kc-passwd-update-form"))
                .as(password.toString())
                .isTrue();
        assertThat(realm.admin()
                        .get("/" + realm.name() + "/authentication/flows")
                        .status())
                .isEqualTo(200);
    }

    /** The mailed link, which Porter's page asks about and Keycloak follows at once. */
    private static Page openLink(Person person) {
        String link =
                Jsoup.parse(person.mailbox().next().html()).select("a[href]").attr("href");
        Page page = person.browser().open(link);
        return page.has("form:has(input[name=proof])") ? person.confirm(page) : page;
    }

    /** A block of the page, as it stands there. */
    private static String block(String language, int index) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE))
                .results()
                .skip(index)
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    private void runSql(String statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        stack.parts().database().jdbcUrl(),
                        stack.parts().database().user(),
                        stack.parts().database().password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements.lines().toList()) {
                statement.execute(sql);
            }
        }
    }

    private void runScript(String script) throws IOException, InterruptedException {
        Path home = stack.parts().keycloak().home();
        String server = stack.parts().baseUrl().toString();
        String logIn = "bin/kcadm.sh config credentials --server " + server + " --realm master --user "
                + KeycloakNode.ADMIN + " --password " + KeycloakNode.ADMIN + "\n";
        ProcessBuilder command = new ProcessBuilder(List.of("sh", "-eu"))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("kcadm.log").toFile());
        command.environment().put("KC_OPTS", "-XX:TieredStopAtLevel=1 -Duser.home=" + temporary);
        Process process = command.start();
        try (OutputStream input = process.getOutputStream()) {
            input.write((logIn + script).getBytes(StandardCharsets.UTF_8));
        }
        assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
        String log = Files.readString(temporary.resolve("kcadm.log"));
        assertThat(process.exitValue()).as(log).isZero();
        assertThat(log).doesNotContain("HTTP error", "Exception");
    }
}
