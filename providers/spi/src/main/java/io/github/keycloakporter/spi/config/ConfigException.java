package io.github.keycloakporter.spi.config;

/** An option is missing or wrong. Stops the start; the message names the full option and says what would be right. */
public class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String option;
    private final String problem;

    public ConfigException(String option, String problem) {
        this(option, problem, null);
    }

    public ConfigException(String option, String problem, Throwable cause) {
        super("Option " + option + " " + problem, cause);
        this.option = option;
        this.problem = problem;
    }

    /** As the operator types it. */
    public String option() {
        return option;
    }

    /** The rest of the sentence that begins with the option. */
    public String problem() {
        return problem;
    }
}
