package io.github.keycloakporter.localstack;

/** The databases a stack can run on. PostgreSQL and MariaDB come as binaries for Linux on x86-64. */
public enum Database {
    H2("dev-file", new H2Engine()),
    POSTGRES("postgres", new PostgresEngine()),
    MARIADB("mariadb", new MariaDbEngine());

    private final String keycloakName;
    private final transient DatabaseEngine engine;

    Database(String keycloakName, DatabaseEngine engine) {
        this.keycloakName = keycloakName;
        this.engine = engine;
    }

    /** The value of Keycloak's build option {@code db}. */
    public String keycloakName() {
        return keycloakName;
    }

    DatabaseEngine engine() {
        return engine;
    }
}
