package io.github.keycloakporter.email.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.mail.DeliveryEvent.Type;
import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.OutgoingMail;
import io.github.keycloakporter.spi.mail.Suppression.Reason;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** How rows go. */
abstract class RemovalContract extends StoreContract {

    @Test
    void oldFinishedMailsGoWithTheirReportsAndOpenOnesStay() {
        String open = enqueue();
        change(open, row -> row.updatedAt = 1);
        String old = sentTo("bob@example.org");
        report(old, "event", Type.DELIVERED, now());
        change(old, row -> row.updatedAt = 1);
        String young = sentTo("cat@example.org");
        assertThat(store().<Integer>call(session -> session.queue().purge(2, 10)))
                .isEqualTo(1);
        assertThat(row(old)).isNull();
        assertThat(row(open)).isNotNull();
        assertThat(row(young)).isNotNull();
        assertThat(count("MailEventEntity")).isZero();
    }

    @Test
    void clearsInSteps() {
        for (int i = 0; i < 5; i++) {
            change(sent(), row -> row.updatedAt = 1);
        }
        assertThat(store().<Integer>call(session -> session.queue().purge(2, 3)))
                .isEqualTo(3);
        assertThat(store().<Integer>call(session -> session.queue().purge(2, 3)))
                .isEqualTo(2);
        assertThat(store().<Integer>call(session -> session.queue().purge(2, 3)))
                .isZero();
    }

    @Test
    void aDeletedUsersMailsGoWithTheUser() {
        String mine = enqueue();
        report(mine, "event", Type.DEFERRED, now());
        String others = enqueue(OutgoingMail.of(MailKind.OTHER, Optional.of("user-2"), ANN, "s", "t", "h"));
        String elsewhere = enqueue(TestRealms.STAFF, mail(ANN));
        store().run(session -> new MailRemovalListener().onEvent(userRemoved(session.session())));
        assertThat(row(mine)).isNull();
        assertThat(row(others)).isNotNull();
        assertThat(row(elsewhere)).isNotNull();
        assertThat(count("MailEventEntity")).isZero();
    }

    @Test
    void aDeletedRealmsRowsGoWithTheRealm() {
        report(sent(), "event", Type.HARD_BOUNCE, now());
        String elsewhere = enqueue(TestRealms.STAFF, mail(ANN));
        store().run(session -> session.outbox().suppress(TestRealms.STAFF, ANN, Reason.COMPLAINT));
        store().run(session -> new MailRemovalListener().onEvent(realmRemoved(session.session())));
        assertThat(count("MailEntity")).isEqualTo(1);
        assertThat(row(elsewhere)).isNotNull();
        assertThat(count("SuppressionEntity")).isEqualTo(1);
        assertThat(count("MailEventEntity")).isZero();
    }

    @Test
    void mailsOfARealmThatIsGoneCanBeDeletedById() {
        String id = enqueue();
        store().run(session -> session.queue().delete(take()));
        assertThat(row(id)).isNull();
    }

    private String sentTo(String recipient) {
        String id = enqueue(mail(recipient));
        change(id, row -> row.dueAt = null);
        return id;
    }

    private long count(String entity) {
        return store().call(session -> session.em()
                .createQuery("select count(e) from " + entity + " e", Long.class)
                .getSingleResult());
    }

    private static UserModel.UserRemovedEvent userRemoved(KeycloakSession session) {
        UserModel user = (UserModel) Proxy.newProxyInstance(
                UserModel.class.getClassLoader(), new Class<?>[] {UserModel.class}, (proxy, method, args) -> "user-1");
        return new UserModel.UserRemovedEvent() {
            @Override
            public RealmModel getRealm() {
                return REALM;
            }

            @Override
            public UserModel getUser() {
                return user;
            }

            @Override
            public KeycloakSession getKeycloakSession() {
                return session;
            }
        };
    }

    private static RealmModel.RealmRemovedEvent realmRemoved(KeycloakSession session) {
        return new RealmModel.RealmRemovedEvent() {
            @Override
            public RealmModel getRealm() {
                return REALM;
            }

            @Override
            public KeycloakSession getKeycloakSession() {
                return session;
            }
        };
    }
}
