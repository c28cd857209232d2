package io.github.keycloakporter.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.SingleUseObjectProvider;

/** Keycloak's single-use objects. */
abstract class SingleUseWork extends Workload {

    private final List<SampleCode> codes =
            Stream.generate(SampleCode::next).limit(ENTRIES).toList();

    private KeycloakSession session;

    SingleUseWork(StoreNode node) {
        super(node);
    }

    /** Every call is a request of its own. */
    @Override
    final void prepare() {
        session = node.session();
    }

    final SampleCode code() {
        return codes.get(at());
    }

    final SingleUseObjectProvider objects() {
        return node.objects(session);
    }

    final void commit() {
        session.getTransactionManager().commit();
    }

    /** Keeps what the call sends for each entry, when its transaction commits at the latest. */
    final void captureAll(BiConsumer<SingleUseObjectProvider, SampleCode> call) {
        calls.clear();
        for (SampleCode code : codes) {
            KeycloakSession capturingSession = StoreNode.session(capturing);
            call.accept(node.objects(capturingSession), code);
            capturingSession.getTransactionManager().commit();
            calls.add(capturing.captured());
        }
    }

    final void storeAll() {
        captureAll(SingleUseWork::put);
        calls.forEach(call -> redis.call(call.command()));
    }

    /** Where the store keeps the entries of {@link #calls}. */
    final List<byte[]> keys() {
        return calls.stream().flatMap(call -> call.keys().stream()).toList();
    }

    private static void put(SingleUseObjectProvider objects, SampleCode code) {
        objects.put(code.key(), SampleCode.LIFESPAN, code.notes());
    }

    /** {@code put} and the commit that writes it, beside {@code SET PX}. */
    static final class Put extends SingleUseWork {

        Put(StoreNode node) {
            super(node);
            captureAll(SingleUseWork::put);
        }

        @Override
        Object ours() {
            put(objects(), code());
            commit();
            return code();
        }

        @Override
        Object bare() {
            Object answer = sent();
            return expect("OK".equals(answer), answer);
        }
    }

    /** {@code get}, beside {@code GET}. */
    static final class Get extends SingleUseWork {

        Get(StoreNode node) {
            super(node);
            storeAll();
            captureAll((objects, code) -> objects.get(code.key()));
        }

        @Override
        Object ours() {
            Map<String, String> notes = objects().get(code().key());
            return expect(notes != null, notes);
        }

        @Override
        Object bare() {
            Object value = sent();
            return expect(value != null, value);
        }
    }

    /** {@code remove}, beside {@code GETDEL}. */
    static final class Remove extends SingleUseWork {

        private final KeptCopies copies;

        Remove(StoreNode node) {
            super(node);
            storeAll();
            copies = new KeptCopies(redis, keys());
            captureAll((objects, code) -> objects.remove(code.key()));
        }

        @Override
        void putBack() {
            copies.putBack();
        }

        @Override
        Object ours() {
            Map<String, String> notes = objects().remove(code().key());
            return expect(notes != null, notes);
        }

        @Override
        Object bare() {
            Object value = sent();
            return expect(value != null, value);
        }
    }

    /** {@code putIfAbsent} that wins, beside {@code SET NX PX}. */
    static final class PutIfAbsent extends SingleUseWork {

        private final byte[][] keys;

        PutIfAbsent(StoreNode node) {
            super(node);
            captureAll((objects, code) -> objects.putIfAbsent(code.key(), SampleCode.LIFESPAN));
            keys = keys().toArray(byte[][]::new);
        }

        @Override
        void putBack() {
            Long removed = redis.call(commands -> commands.del(keys));
            expect(removed == ENTRIES, removed);
        }

        @Override
        Object ours() {
            boolean won = objects().putIfAbsent(code().key(), SampleCode.LIFESPAN);
            return expect(won, won);
        }

        @Override
        Object bare() {
            Object answer = sent();
            return expect("OK".equals(answer), answer);
        }
    }
}
