package io.github.keycloakporter.email.fault;

import io.github.keycloakporter.spi.mail.DeliveryEvent;
import io.github.keycloakporter.spi.mail.DeliveryResult.Failed;
import io.github.keycloakporter.spi.mail.Fault;
import java.util.Optional;
import java.util.StringJoiner;

/** Puts the input of one test case before the real thing and says what came of it. */
public interface FaultDialect extends AutoCloseable {

    /**
     * @param fault whose fault it is; empty where it is nobody's
     * @param follows in the words of the file of cases
     */
    record Seen(Optional<Fault> fault, String follows) {

        static final String DELIVERED = "delivered over a new connection";

        public static Seen of(Failed failed, boolean connectionKept) {
            Fault fault = failed.fault();
            StringJoiner follows = new StringJoiner(", ");
            if (FaultPolicy.retried(fault)) {
                follows.add("wait");
            } else {
                Optional<DeliveryEvent.Type> bounce = FaultPolicy.bounce(fault);
                follows.add(bounce.isPresent() ? "bounced" : "failed");
                bounce.filter(DeliveryEvent.Type.HARD_BOUNCE::equals).ifPresent(type -> follows.add("suppress"));
            }
            if (FaultPolicy.triesNextTransport(fault)) {
                follows.add("next");
            }
            if (FaultPolicy.opensCircuit(fault)) {
                follows.add("circuit");
            }
            if (!connectionKept) {
                follows.add("new connection");
            }
            return new Seen(Optional.of(fault), follows.toString());
        }

        public static Seen delivered(Fault fault) {
            return new Seen(Optional.of(fault), DELIVERED);
        }

        /** @param type of the event that a report becomes; empty for none */
        public static Seen reported(Optional<Fault> fault, Optional<DeliveryEvent.Type> type) {
            String follows = type.map(event -> switch (event) {
                        case HARD_BOUNCE -> "bounced, suppress";
                        case SOFT_BOUNCE -> "bounced, count";
                        case REFUSED -> "bounced";
                        case COMPLAINT -> "complained, suppress";
                        case DROPPED -> "suppressed, suppress";
                        case DEFERRED -> "deferred";
                        case DELIVERED -> "delivered";
                        case UNSUBSCRIBED -> "no reminders";
                    })
                    .orElse("nothing");
            return new Seen(fault, follows);
        }
    }

    Seen see(Stage stage, String input) throws Exception;

    @Override
    default void close() {
        // nothing was opened
    }
}
