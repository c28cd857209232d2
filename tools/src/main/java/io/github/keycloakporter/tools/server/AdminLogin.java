package io.github.keycloakporter.tools.server;

import java.util.Map;
import java.util.Optional;

/**
 * The administrator that a tool works as, from the environment only, so that no secret stands on a command line: the service
 * account {@code PORTER_ADMIN_CLIENT_ID} with {@code PORTER_ADMIN_CLIENT_SECRET}, or {@code PORTER_ADMIN_USER} with
 * {@code PORTER_ADMIN_PASSWORD}, of the realm {@code PORTER_ADMIN_REALM}.
 *
 * @param realm where the administrator's account is
 * @param user null for a service account
 * @param secret of the client, or the user's password
 */
public record AdminLogin(String realm, String client, String user, String secret) {

    private static final String PREFIX = "PORTER_ADMIN_";
    private static final String NEEDED = "Set " + PREFIX + "CLIENT_ID and " + PREFIX + "CLIENT_SECRET, or " + PREFIX
            + "USER and " + PREFIX + "PASSWORD; each may be a file named by the same variable with _FILE at its end";

    /** The credentials, or nothing where none are set. Half of them is an error. */
    public static Optional<AdminLogin> from(Map<String, String> environment) {
        Secrets secrets = new Secrets(environment);
        String realm = secrets.get(PREFIX + "REALM").orElse("master");
        Optional<String> client = secrets.get(PREFIX + "CLIENT_ID");
        Optional<String> clientSecret = secrets.get(PREFIX + "CLIENT_SECRET");
        Optional<String> user = secrets.get(PREFIX + "USER");
        Optional<String> password = secrets.get(PREFIX + "PASSWORD");
        if (user.isPresent() != password.isPresent() || client.isPresent() != clientSecret.isPresent()) {
            throw new ToolException("The administrator's credentials are incomplete. " + NEEDED);
        }
        if (client.isPresent() && user.isPresent()) {
            throw new ToolException("There are credentials of two administrators. " + NEEDED);
        }
        if (client.isPresent()) {
            return Optional.of(new AdminLogin(realm, client.get(), null, clientSecret.get()));
        }
        return user.map(name -> new AdminLogin(realm, "admin-cli", name, password.get()));
    }

    /** The credentials, or an error that says how to give them. */
    public static AdminLogin require(Map<String, String> environment) {
        return from(environment)
                .orElseThrow(() -> new ToolException("There are no credentials of an administrator. " + NEEDED));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return (user == null ? "client " + client : "user " + user) + " of realm " + realm;
    }
}
