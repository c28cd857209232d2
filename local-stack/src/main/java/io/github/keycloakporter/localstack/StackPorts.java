package io.github.keycloakporter.localstack;

import java.util.List;

/** The ports of a stack; each is a fixed one or, with 0 given, a free one chosen now. */
public record StackPorts(int app, int keycloak, int management, int inbox, int smtp, int redis) {

    private static final int COUNT = 6;

    public StackPorts {
        List<Integer> free = Ports.free(COUNT);
        app = app == 0 ? free.get(0) : app;
        keycloak = keycloak == 0 ? free.get(1) : keycloak;
        management = management == 0 ? free.get(2) : management;
        inbox = inbox == 0 ? free.get(3) : inbox;
        smtp = smtp == 0 ? free.get(4) : smtp;
        redis = redis == 0 ? free.get(5) : redis;
    }

    /** All of them free ones. */
    public static StackPorts free() {
        return new StackPorts(0, 0, 0, 0, 0, 0);
    }
}
