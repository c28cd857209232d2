package io.github.keycloakporter.localstack;

/** Starts the app people log in to. */
@FunctionalInterface
public interface AppStarter {

    /** @param stack its inbox runs already, its Keycloak does not; the app listens where {@link LocalStack#appUrl()} says */
    AutoCloseable start(LocalStack stack);
}
