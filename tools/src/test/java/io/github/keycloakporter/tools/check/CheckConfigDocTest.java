package io.github.keycloakporter.tools.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.check.ConfigChecks;
import io.github.keycloakporter.spi.check.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * docs/operations/check-config.md has all rules as the code has them. After a change,
 * {@code mvn -pl tools -am test -Dtest=CheckConfigDocTest -Dporter.docs.write=true -Dsurefire.failIfNoSpecifiedTests=false}
 * writes it.
 */
class CheckConfigDocTest {

    private static final Path PAGE = Path.of("..", "docs", "operations", "check-config.md");

    private static final String HEAD = """
            # Check the configuration

            One set of rules finds unsafe and incomplete configuration. It is used in four places:

            | where | what it does |
            |---|---|
            | start of a production server | errors among the server's options stop the start; warnings are in the log |
            | first use of a realm of a production server, and whenever it is saved | one line in the log names the rules that the realm breaks; nothing is stopped |
            | `GET /admin/realms/{realm}/porter-config` | findings of the realm as JSON, and of the server too where the realm is `master`; needs `view-realm` or `manage-realm` |
            | `scripts/check-config` | the same of a running server, or of files before a server runs |

            A server is in production when it was started by `kc.sh start` and `--hostname` is not this machine
            (`localhost`, `127.0.0.1`, `[::1]`). Errors of realms never stop a start: one realm must not take down the others.

            ## The command

            ```sh
            # a running server: all realms that the administrator sees, and the server's options
            export PORTER_ADMIN_CLIENT_ID=checker PORTER_ADMIN_CLIENT_SECRET_FILE=/run/secrets/checker
            scripts/check-config https://id.example.org
            scripts/check-config https://id.example.org --realm shop --json

            # before a start: keycloak.conf, the environment (KC_…) and realm files, whose placeholders come from the environment
            scripts/check-config --conf conf/keycloak.conf --realm-file realm-config/porter-realm.json
            scripts/check-config --option hostname=https://id.example.org --option db=postgres --fail-on=warning
            ```

            The exit code is 0 where nothing was found, 1 for an error (with `--fail-on=warning` for a warning too), and 2 where
            nothing could be checked: wrong credentials, no such realm, a file that cannot be read. Run it where the files are that the
            options name; a password file that is missing is a finding. The config keystore is read, if the options name it.

            The administrator may also be a user: `PORTER_ADMIN_USER` and `PORTER_ADMIN_PASSWORD`, in the realm `PORTER_ADMIN_REALM`
            (default `master`).

            ## Allow what is unsafe

            ```sh
            kc.sh start --optimized --spi-config-check--server--allow-unsafe=redis-tls,redis-password
            ```

            The server then starts with these errors, and says so in the log at each start. A name that no rule has stops the start.

            """;

    private static final String FOOT = """

            `option-invalid` cannot be allowed: the server would not start with that option in any case.
            """;

    @Test
    void thePageHasEveryRule() throws IOException {
        String expected = HEAD + "## The rules\n\nIn *files* the rules are checked that need no running server.\n\n"
                + "| rule | severity | files | why | fix |\n|---|---|---|---|---|\n"
                + ConfigChecks.onClassPath().rules().stream()
                        .sorted(Comparator.comparing(Rule::severity).thenComparing(Rule::id))
                        .map(CheckConfigDocTest::row)
                        .collect(Collectors.joining())
                + FOOT;
        if (Boolean.getBoolean("porter.docs.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }

    private static String row(Rule rule) {
        return "| `" + rule.id() + "` | " + rule.severity().name().toLowerCase(java.util.Locale.ROOT) + " | "
                + (PlantedMistakesTest.RUNNING.contains(rule.id()) ? "–" : "yes") + " | " + plain(rule.why()) + " | "
                + plain(rule.fix()) + " |\n";
    }

    private static String plain(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }
}
