package io.github.keycloakporter.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Redis, inbox and Keycloak, tied together. */
public final class LocalStack implements AutoCloseable {

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private RedisServer redis;
    private MailInbox inbox;
    private KeycloakNode node;

    private LocalStack() {}

    public static Builder builder() {
        return new Builder();
    }

    public RedisServer redis() {
        return redis;
    }

    public MailInbox inbox() {
        return inbox;
    }

    public KeycloakNode keycloak() {
        return node;
    }

    /** Stops all parts, the youngest first; a part that fails does not keep the others from stopping. */
    @Override
    public void close() {
        StackException failure = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                if (failure == null) {
                    failure = new StackException("Not everything stopped: " + e.getMessage(), e);
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** What can be chosen. */
    public static final class Builder {

        private final StackArtifacts artifacts = StackArtifacts.load();
        private final Map<String, String> options = new LinkedHashMap<>();
        private final List<Path> realms = new ArrayList<>();

        private Builder() {}

        public Builder option(String name, String value) {
            options.put(name, value);
            return this;
        }

        public Builder importRealm(Path file) {
            realms.add(file);
            return this;
        }

        public LocalStack start() {
            LocalStack stack = new LocalStack();
            try {
                Path dir = Files.createTempDirectory(Files.createDirectories(artifacts.workDir()), "stack-");
                stack.redis = stack.add(
                        RedisServer.builder().dir(dir.resolve("redis")).start());
                stack.inbox = stack.add(MailInbox.start());
                KeycloakDistribution distribution = KeycloakDistribution.builder(artifacts)
                        .provider(artifacts.requireBundleJar())
                        .build();
                KeycloakNode.Builder node = KeycloakNode.builder(distribution)
                        .dir(dir.resolve("keycloak"))
                        .option(
                                "spi-redis-connection--lettuce--uri",
                                stack.redis.uri().toString())
                        .env("PORTER_SMTP_HOST", Ports.LOOPBACK)
                        .env("PORTER_SMTP_PORT", Integer.toString(stack.inbox.smtpPort()));
                options.forEach(node::option);
                realms.forEach(node::importRealm);
                stack.node = stack.add(node.build());
                stack.node.restart();
                return stack;
            } catch (IOException e) {
                stack.close();
                throw new StackException("No directory for the stack: " + e.getMessage(), e);
            } catch (StackException e) {
                stack.close();
                throw e;
            }
        }
    }

    private <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }
}
