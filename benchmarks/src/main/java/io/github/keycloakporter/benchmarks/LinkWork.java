package io.github.keycloakporter.benchmarks;

import io.github.keycloakporter.spi.link.ActionLinkProvider;
import io.github.keycloakporter.spi.link.CodeResult;
import io.github.keycloakporter.spi.link.IssuedLink;
import io.github.keycloakporter.spi.link.LinkLookup;
import io.github.keycloakporter.spi.link.LinkRequest;
import io.github.keycloakporter.spi.link.LinkState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.keycloak.models.KeycloakSession;

/** Action links and codes, each beside its script, called by digest. */
abstract class LinkWork extends Workload {

    private final List<LinkRequest> requests =
            IntStream.range(0, ENTRIES).mapToObj(SampleLink::request).toList();

    private KeycloakSession session;

    LinkWork(StoreNode node) {
        super(node);
    }

    @Override
    final void prepare() {
        session = node.session();
    }

    final LinkRequest request() {
        return request(at());
    }

    final LinkRequest request(int number) {
        return requests.get(number);
    }

    final ActionLinkProvider links() {
        return node.links(session);
    }

    final ActionLinkProvider capturingLinks() {
        return node.links(StoreNode.session(capturing));
    }

    final CodeResult claimCode(ActionLinkProvider links, int number, String code) {
        LinkRequest request = request(number);
        return links.claimCode(SampleRealm.REALM, request.userId(), request.purpose(), code, request.binding());
    }

    /**
     * A new link with a code, which kills the one the user had. The bare calls issue two links for each user in turns: a link
     * that replaces itself would be less work for Redis.
     */
    static final class Issue extends LinkWork {

        private final List<CapturedCall> others = new ArrayList<>();

        Issue(StoreNode node) {
            super(node);
            capture(calls);
            capture(others);
        }

        private void capture(List<CapturedCall> to) {
            for (int i = 0; i < ENTRIES; i++) {
                capturingLinks().issue(SampleRealm.REALM, request(i));
                to.add(capturing.captured());
            }
        }

        @Override
        void putBack() {
            List<CapturedCall> sent = new ArrayList<>(calls);
            calls.clear();
            calls.addAll(others);
            others.clear();
            others.addAll(sent);
        }

        @Override
        Object ours() {
            return links().issue(SampleRealm.REALM, request());
        }

        @Override
        Object bare() {
            Object answer = sent();
            return expect(Long.valueOf(1).equals(answer), answer);
        }
    }

    /** Links that wait, and come back once they were claimed. */
    abstract static class Waiting extends LinkWork {

        final List<IssuedLink> issued = new ArrayList<>();

        private final KeptCopies copies;

        Waiting(StoreNode node) {
            super(node);
            List<byte[]> keys = new ArrayList<>();
            for (int i = 0; i < ENTRIES; i++) {
                issued.add(capturingLinks().issue(SampleRealm.REALM, request(i)).orElseThrow());
                redis.call(capturing.captured().command());
                keys.addAll(capturing.captured().keys());
            }
            copies = new KeptCopies(redis, keys);
        }

        @Override
        final void putBack() {
            copies.putBack();
        }
    }

    /** The button behind the link. */
    static final class Claim extends Waiting {

        Claim(StoreNode node) {
            super(node);
            for (IssuedLink link : issued) {
                capturingLinks().claim(SampleRealm.REALM, link.token());
                calls.add(capturing.captured());
            }
        }

        @Override
        Object ours() {
            LinkLookup found = links().claim(SampleRealm.REALM, issued.get(at()).token());
            return expect(found.state() == LinkState.LIVE, found);
        }

        @Override
        Object bare() {
            Object answer = sent();
            return expect(((List<?>) answer).get(0) instanceof byte[], answer);
        }
    }

    /** The right code, typed in. */
    static final class ClaimCode extends Waiting {

        ClaimCode(StoreNode node) {
            super(node);
            for (int i = 0; i < ENTRIES; i++) {
                claimCode(capturingLinks(), i, issued.get(i).code().orElseThrow());
                calls.add(capturing.captured());
            }
        }

        @Override
        Object ours() {
            CodeResult result = claimCode(links(), at(), issued.get(at()).code().orElseThrow());
            return expect(result == CodeResult.ACCEPTED, result);
        }

        @Override
        Object bare() {
            Object answer = sent();
            return expect(Long.valueOf(0).equals(answer), answer);
        }
    }
}
