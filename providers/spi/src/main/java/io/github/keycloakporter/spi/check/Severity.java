package io.github.keycloakporter.spi.check;

/** How bad a finding is. The worse comes first. */
public enum Severity {
    /** Unsafe, or something does not work. Among the server's options it stops a start in production. */
    ERROR,
    /** Weaker than it should be, or an outage or an attack will go unnoticed. */
    WARNING
}
