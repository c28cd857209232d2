package io.github.keycloakporter.benchmarks.limits;

import io.github.keycloakporter.benchmarks.SampleRealm;
import io.github.keycloakporter.benchmarks.StoreNode;
import io.github.keycloakporter.spi.limit.Limit;
import java.util.List;
import java.util.stream.IntStream;
import org.keycloak.models.KeycloakSession;

/** Porter's provider, from its factory on: all limits in one call. */
final class OurLimits implements Contender {

    private final StoreNode node;
    private final List<List<Limit>> limits;

    OurLimits(StoreNode node, int subjects) {
        this.node = node;
        this.limits = IntStream.range(0, subjects).mapToObj(Sample::limits).toList();
    }

    @Override
    public String label() {
        return "Porter";
    }

    @Override
    public Caller caller() {
        KeycloakSession session = node.session();
        return subject -> Sample.expect(node.limiter(session)
                .acquire(SampleRealm.REALM, limits.get(subject))
                .allowed());
    }

    @Override
    public void close() {
        // the node belongs to whoever made it
    }
}
