package io.github.keycloakporter.localstack;

/** Is told what the stack is doing. */
@FunctionalInterface
public interface Progress {

    /** Says nothing. */
    Progress SILENT = (what, work) -> work.run();

    /**
     * Runs the work.
     *
     * @param what a few words, as in "Redis"
     */
    void step(String what, Runnable work);
}
