package io.github.keycloakporter.benchmarks.queue;

import io.github.keycloakporter.spi.mail.EmailOutboxProvider;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Queues mails and holds them back until they are let go together. For a server on loopback that lives for minutes: it asks
 * nobody who they are.
 */
public final class QueueFiller {

    private static final int ROWS_A_TRANSACTION = 500;

    /** Far beyond what a dispatcher looks at. */
    private static final long HELD = Duration.ofDays(10).toMillis();

    private final KeycloakSession session;

    QueueFiller(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Queues mails {@code first} to {@code first + count - 1} and holds them back.
     *
     * @param prefix what the local part of each address begins with
     * @param run the bulk run they belong to; empty for none
     */
    @POST
    @Path("mails")
    @Produces(MediaType.TEXT_PLAIN)
    public String queue(
            @QueryParam("first") int first,
            @QueryParam("count") int count,
            @QueryParam("prefix") String prefix,
            @QueryParam("run") String run) {
        String realm = session.getContext().getRealm().getId();
        Optional<String> runId = Optional.ofNullable(run).filter(id -> !id.isBlank());
        for (int done = 0; done < count; done += ROWS_A_TRANSACTION) {
            int from = first + done;
            int rows = Math.min(ROWS_A_TRANSACTION, count - done);
            KeycloakModelUtils.runJobInTransaction(
                    session.getKeycloakSessionFactory(), own -> queue(own, realm, from, rows, prefix, runId));
        }
        return String.valueOf(count);
    }

    private static void queue(
            KeycloakSession own, String realmId, int first, int rows, String prefix, Optional<String> run) {
        RealmModel realm = own.realms().getRealm(realmId);
        own.getContext().setRealm(realm);
        EmailOutboxProvider outbox = own.getProvider(EmailOutboxProvider.class);
        List<String> ids = IntStream.range(first, first + rows)
                .mapToObj(number -> outbox.enqueue(realm, SampleMail.of(prefix, number, run)))
                .toList();
        entities(own)
                .createQuery("update MailEntity m set m.dueAt = :later where m.id in :ids")
                .setParameter("later", System.currentTimeMillis() + HELD)
                .setParameter("ids", ids)
                .executeUpdate();
    }

    /** Lets go of all of the realm's mails that are held back. */
    @POST
    @Path("release")
    @Produces(MediaType.TEXT_PLAIN)
    public String release() {
        int mails = entities(session)
                .createQuery(
                        "update MailEntity m set m.dueAt = m.createdAt where m.realmId = :realm and m.dueAt > :held")
                .setParameter("realm", session.getContext().getRealm().getId())
                .setParameter("held", System.currentTimeMillis() + HELD / 2)
                .executeUpdate();
        return String.valueOf(mails);
    }

    /** Collects garbage. Answers with the bytes of heap that are used then. */
    @POST
    @Path("heap")
    @Produces(MediaType.TEXT_PLAIN)
    public String heap() {
        System.gc();
        return String.valueOf(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }

    private static EntityManager entities(KeycloakSession session) {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }
}
