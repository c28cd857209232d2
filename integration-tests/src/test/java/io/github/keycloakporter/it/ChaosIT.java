package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.it.chaos.ChaosRun;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The short run of the proof kit. scripts/chaos.sh runs longer ones, and others. */
public class ChaosIT {

    private static final int MINUTES = 2;
    public static final long SEED = 740;

    @Test
    void everyPromiseIsKept() throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        ChaosRun.Outcome outcome = new ChaosRun(MINUTES, SEED, out).run();
        out.println(outcome.markdown());
        assertThat(outcome.clean()).as(outcome.markdown()).isTrue();
    }
}
