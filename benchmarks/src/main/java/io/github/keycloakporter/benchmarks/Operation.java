package io.github.keycloakporter.benchmarks;

import java.util.function.Function;

/** What is measured. */
public enum Operation {
    PUT("single-use put + commit", "SET PX", SingleUseWork.Put::new),
    GET("single-use get", "GET", SingleUseWork.Get::new),
    REMOVE("single-use remove", "GETDEL", SingleUseWork.Remove::new),
    PUT_IF_ABSENT("single-use putIfAbsent", "SET NX PX", SingleUseWork.PutIfAbsent::new),
    ISSUE("link + code issue", "EVALSHA", LinkWork.Issue::new),
    CLAIM("link claim", "EVALSHA", LinkWork.Claim::new),
    CLAIM_CODE("code claim", "EVALSHA", LinkWork.ClaimCode::new);

    private final String label;
    private final String command;
    private final Function<StoreNode, Workload> workload;

    Operation(String label, String command, Function<StoreNode, Workload> workload) {
        this.label = label;
        this.command = command;
        this.workload = workload;
    }

    String label() {
        return label;
    }

    /** What goes over the wire. */
    String command() {
        return command;
    }

    Workload on(StoreNode node) {
        return workload.apply(node);
    }
}
