package io.github.keycloakporter.email.outbox;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** What the outbox promises, on whatever database Keycloak runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class MailStoreContract {

    private MailStore store;

    /** Called once: over an empty database. */
    protected abstract MailStore startStore() throws Exception;

    @BeforeAll
    void start() throws Exception {
        store = startStore();
    }

    @AfterAll
    void stop() {
        store.close();
    }

    @Nested
    class Enqueue extends EnqueueContract {
        @Override
        MailStore store() {
            return store;
        }
    }

    @Nested
    class Content extends ContentContract {
        @Override
        MailStore store() {
            return store;
        }
    }

    @Nested
    class Take extends TakeContract {
        @Override
        MailStore store() {
            return store;
        }
    }

    @Nested
    class Locks extends LockContract {
        @Override
        MailStore store() {
            return store;
        }
    }

    @Nested
    class Finish extends FinishContract {
        @Override
        MailStore store() {
            return store;
        }
    }

    @Nested
    class Report extends ReportContract {
        @Override
        MailStore store() {
            return store;
        }
    }

    @Nested
    class Suppressions extends SuppressionContract {
        @Override
        MailStore store() {
            return store;
        }
    }

    @Nested
    class Ledger extends LedgerContract {
        @Override
        MailStore store() {
            return store;
        }
    }

    @Nested
    class Removal extends RemovalContract {
        @Override
        MailStore store() {
            return store;
        }
    }

    @Nested
    class Plans extends PlanContract {
        @Override
        MailStore store() {
            return store;
        }
    }
}
