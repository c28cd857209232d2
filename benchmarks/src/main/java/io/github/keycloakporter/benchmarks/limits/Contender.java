package io.github.keycloakporter.benchmarks.limits;

/** Somebody who decides limits in Redis. */
interface Contender extends AutoCloseable {

    String label();

    /** For one thread. */
    Caller caller();

    @Override
    void close();

    /** Decides {@link Sample#LIMITS} limits of a subject; fails unless each is allowed, so that nobody measures a refusal. */
    @FunctionalInterface
    interface Caller {
        void decide(int subject);
    }
}
