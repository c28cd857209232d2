package io.github.keycloakporter.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void freePortsAreAllDifferentAndCanBeTaken() {
        List<Integer> ports = Ports.free(20);
        assertThat(ports).doesNotHaveDuplicates();
        assertThatCode(() -> Ports.requireFree(ports.get(0), "a test", "no flag"))
                .doesNotThrowAnyException();
    }

    @Test
    void aTakenPortIsOneLineWithTheWayOut() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(Ports.LOOPBACK))) {
            assertThatThrownBy(() -> Ports.requireFree(taken.getLocalPort(), "Keycloak", "--keycloak-port N"))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " for Keycloak is taken")
                    .hasMessageContaining("--keycloak-port N")
                    .hasMessageNotContaining("\n");
        }
    }
}
