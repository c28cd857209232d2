package io.github.keycloakporter.localstack;

/** The ports a person sees, with the numbers they have unless told otherwise. */
enum StackPort {
    APP("app", 8081, "the demo app"),
    KEYCLOAK("keycloak", 8080, "Keycloak"),
    MANAGEMENT("management", 9000, "Keycloak's health and metrics"),
    INBOX("inbox", 8025, "the mail inbox"),
    SMTP("smtp", 1025, "SMTP"),
    // not 6379: many machines run a Redis there
    REDIS("redis", 16379, "Redis");

    private static final int LARGEST = 65_535;

    private final String word;
    private final int usual;
    private final String part;

    StackPort(String word, int usual, String part) {
        this.word = word;
        this.usual = usual;
        this.part = part;
    }

    int usual() {
        return usual;
    }

    String flag() {
        return "--" + word + "-port";
    }

    String variable() {
        return "PORTER_PORT_" + name();
    }

    String part() {
        return part;
    }

    /**
     * @param value what was given
     * @param origin where, as in "--app-port"
     */
    static int parse(String value, String origin) {
        try {
            int port = Integer.parseInt(value.strip());
            if (port >= 1 && port <= LARGEST) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new StackException(complaint(value, origin), e);
        }
        throw new StackException(complaint(value, origin));
    }

    /** Fails, with the way out, if another program listens there. */
    void requireFree(int port) {
        Ports.requireFree(port, part, flag() + " N or " + variable() + "=N");
    }

    private static String complaint(String value, String origin) {
        return origin + " must be a port from 1 to " + LARGEST + ", not '" + value + "'";
    }
}
