package io.github.keycloakporter.benchmarks.server;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Processor time of the nodes for each operation, by number of nodes and server. */
final class LoginFigures {

    /** What a person or an app does. */
    enum Operation {
        LOG_IN("log-in with password", 1.05),
        SSO("log-in with an SSO session", 1.0),
        REFRESH("token refresh", 1.0);

        private final String label;
        private final double aim;

        Operation(String label, double aim) {
            this.label = label;
            this.aim = aim;
        }
    }

    private record Row(int nodes, String server) {}

    private final Map<Operation, Map<Row, Samples>> samples = new EnumMap<>(Operation.class);

    /** @param nanos processor time of one operation, the mean of a batch */
    void add(Operation operation, int nodes, String server, long nanos) {
        samples.computeIfAbsent(operation, key -> new HashMap<>())
                .computeIfAbsent(new Row(nodes, server), key -> new Samples())
                .add(nanos);
    }

    Table table(List<Integer> nodeCounts) {
        Table table = new Table(
                "Log-ins: processor time of the nodes",
                "operation",
                "nodes",
                "Porter, ms",
                "plain Keycloak, ms",
                "ratio",
                "aim");
        for (Operation operation : Operation.values()) {
            for (int nodes : nodeCounts) {
                double porter = median(operation, nodes, "Porter");
                double plain = median(operation, nodes, "stock");
                table.row(
                        operation.label,
                        String.valueOf(nodes),
                        Table.figure(2, porter),
                        Table.figure(2, plain),
                        Table.figure(2, porter / plain),
                        Table.figure(2, operation.aim));
            }
        }
        return table.note("Medians over the rounds.");
    }

    private double median(Operation operation, int nodes, String server) {
        return samples.getOrDefault(operation, Map.of())
                .getOrDefault(new Row(nodes, server), new Samples())
                .median();
    }
}
