package io.github.keycloakporter.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainOptionsTest {

    @Test
    void hasUsualPortsThatTheEnvironmentAndThenFlagsReplace() {
        Map<String, String> environment = Map.of("PORTER_PORT_INBOX", "7001", "PORTER_PORT_REDIS", "7002");
        MainOptions options = MainOptions.parse(List.of("--redis-port", "7003", "--smtp-port=7004"), environment::get);
        assertThat(options.ports())
                .containsEntry(StackPort.KEYCLOAK, 8080)
                .containsEntry(StackPort.INBOX, 7001)
                .containsEntry(StackPort.REDIS, 7003)
                .containsEntry(StackPort.SMTP, 7004);
        assertThat(options.stackPorts().smtp()).isEqualTo(7004);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--app-port 0      | --app-port must be a port from 1 to 65535, not '0'",
                "--app-port ninety | --app-port must be a port from 1 to 65535, not 'ninety'",
                "--app-port        | --app-port needs a port number",
                "--appport 1       | Unknown option --appport: see scripts/run.sh --help",
                "--debug=          | --debug must be a port from 1 to 65535, not ''",
                "--debug=8080      | Port 8080 is given twice: choose another one with --keycloak-port N",
                "--app-port 8080   | Port 8080 is given twice: choose another one with --keycloak-port N"
            })
    void namesWhatIsWrong(String arguments, String message) {
        assertThatThrownBy(() -> MainOptions.parse(List.of(arguments.split(" ")), name -> null))
                .isInstanceOf(StackException.class)
                .hasMessage(message);
    }

    @Test
    void aWrongVariableIsNamedToo() {
        assertThatThrownBy(() -> MainOptions.parse(List.of(), Map.of("PORTER_PORT_APP", "-1")::get))
                .hasMessage("PORTER_PORT_APP must be a port from 1 to 65535, not '-1'");
    }

    @Test
    void debuggingAndThemesFromTheSourcesAreChosen() {
        MainOptions neither = MainOptions.parse(List.of(), name -> null);
        assertThat(neither.debug()).isEmpty();
        assertThat(neither.dev()).isFalse();
        assertThat(MainOptions.parse(List.of("--dev", "--debug"), name -> null))
                .isEqualTo(new MainOptions(false, Optional.of(5005), true, neither.ports()));
        assertThat(MainOptions.parse(List.of("--debug=5006"), name -> null).debug())
                .contains(5006);
    }

    @Test
    void explainsEveryPort() {
        assertThat(MainOptions.parse(List.of("--help"), name -> null).help()).isTrue();
        for (StackPort port : StackPort.values()) {
            assertThat(MainOptions.usage()).contains(port.flag(), port.variable());
        }
    }
}
