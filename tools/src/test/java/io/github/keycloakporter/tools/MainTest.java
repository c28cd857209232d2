package io.github.keycloakporter.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What a wrong call is answered with: the exit code 2 and a line that names the option. */
class MainTest {

    private static final String MAILBOX = "--mailbox=http://localhost:1/api/messages";
    private static final String ADDRESS = "--address=smoke+{id}@example.org";

    @Test
    void wrongCallsOfSmoke() {
        refused("--mailbox", "smoke", "http://localhost:1");
        refused("must look like https://id.example.org", "smoke", "localhost:1", MAILBOX, ADDRESS);
        refused("--address must be an address with {id}", "smoke", "http://localhost:1", MAILBOX, "--address=a@b.c");
        refused("needs a --redirect-uri", "smoke", "http://localhost:1", MAILBOX, ADDRESS, "--client=shop");
        refused("http://localhost:1 cannot be reached", "smoke", "http://localhost:1", MAILBOX, ADDRESS);
        refused("--request-timeout must be", "smoke", "http://localhost:1", MAILBOX, ADDRESS, "--request-timeout=0");
        refused("--ca-file /nowhere", "smoke", "https://localhost:1", MAILBOX, ADDRESS, "--ca-file=/nowhere");
    }

    @Test
    void wrongCallsOfRealm() {
        String file = "--file=../realm-config/porter-realm.json";
        refused("Missing required parameter: 'URL'", "realm", "plan", file);
        refused("no credentials of an administrator", "realm", "plan", "http://localhost:1", file);
        refused("there is no file", "realm", "plan", "http://localhost:1", file, "--environment=nowhere");
        refused("Set PORTER_SMTP_HOST", "realm", "drift", "http://localhost:1", file, "--environment=staging");
        refused("nowhere.json cannot be read", "realm", "apply", "http://localhost:1", "--file=nowhere.json");
    }

    @Test
    void secretsDoNotStandInTheHelp() {
        assertThat(run(Map.of("PORTER_ADMIN_PASSWORD", "hush"), "smoke", "--help")
                        .text())
                .contains("--mailbox", "PORTER_ADMIN_PASSWORD")
                .doesNotContain("hush");
    }

    private record Answer(int code, String text) {}

    private static void refused(String words, String... arguments) {
        Answer answer = run(Map.of(), arguments);
        assertThat(answer.text()).contains(words).doesNotContain("Exception", "\tat ");
        assertThat(answer.code()).isEqualTo(2);
    }

    private static Answer run(Map<String, String> environment, String... arguments) {
        StringWriter text = new StringWriter();
        CommandLine tools =
                Main.commandLine(environment).setOut(new PrintWriter(text)).setErr(new PrintWriter(text));
        return new Answer(tools.execute(arguments), text.toString());
    }
}
