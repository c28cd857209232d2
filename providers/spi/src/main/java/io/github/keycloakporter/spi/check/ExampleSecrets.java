package io.github.keycloakporter.spi.check;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Secrets that everybody knows: those of examples, documents and defaults. */
public final class ExampleSecrets {

    private static final Set<String> KNOWN = Set.of(
            "123456",
            "12345678",
            "admin",
            "demo",
            "foobared",
            "keycloak",
            "letmein",
            "minioadmin",
            "passw0rd",
            "password",
            "porter",
            "postgres",
            "redis",
            "root",
            "s3cr3t",
            "secret",
            "sg.xxx",
            "smtp",
            "test",
            "todo",
            "xxx");

    /** What asks to be replaced, and placeholders that nothing has filled. */
    private static final Pattern PLACEHOLDER = Pattern.compile(
            ".*(change.?(me|it)|replace.?(me|this|it)|example|your.?(own|password|secret|key)|of.the.password).*|<.*>|\\$\\{(?!vault\\.).*}|\\.\\.\\.|…");

    private ExampleSecrets() {}

    public static boolean isExample(String secret) {
        String plain = secret.trim().toLowerCase(Locale.ROOT);
        return KNOWN.contains(plain) || PLACEHOLDER.matcher(plain).matches();
    }
}
