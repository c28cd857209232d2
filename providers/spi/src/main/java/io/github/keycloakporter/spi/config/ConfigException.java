package io.github.keycloakporter.spi.config;

/** An option is missing or wrong. Stops the start; the message names the full option and says what would be right. */
public class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConfigException(String option, String problem) {
        super("Option " + option + " " + problem);
    }

    public ConfigException(String option, String problem, Throwable cause) {
        super("Option " + option + " " + problem, cause);
    }
}
