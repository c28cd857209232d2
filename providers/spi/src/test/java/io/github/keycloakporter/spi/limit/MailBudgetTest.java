package io.github.keycloakporter.spi.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.TestRealm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.keycloak.common.util.Time;
import org.keycloak.models.RealmModel;

class MailBudgetTest {

    private static final LimitSubjects BUSY = LimitSubjects.none().user("busy");

    private final RealmModel realm = TestRealm.withAttributes(Map.of("porter.limit.user-mail.realm", "10/1h"));
    private final InMemoryRateLimiter limiter = new InMemoryRateLimiter();
    private final MailBudget budget = new MailBudget(limiter, realm);

    @AfterEach
    void backToThePresent() {
        Time.setOffset(0);
    }

    @Test
    void manyEmailsToOneAccountLeaveAShareToOthers() {
        assertThat(taken(BUSY, 20)).as("the first, and the share").isEqualTo(9);
        assertThat(taken(LimitSubjects.none().user("late"), 5)).isEqualTo(1);
        assertThat(taken(LimitSubjects.none().user("too late"), 5)).isZero();
    }

    @Test
    void firstEmailsMayUseAllOfIt() {
        int taken = 0;
        for (int i = 0; i < 20; i++) {
            taken += taken(LimitSubjects.none().user("user " + i), 1);
        }
        assertThat(taken).isEqualTo(10);
    }

    @Test
    void anAccountHasAFirstEmailOnceADay() {
        taken(BUSY, 20);
        Time.setOffset((int) Duration.ofHours(23).toSeconds());
        assertThat(taken(BUSY, 20)).as("the share alone").isEqualTo(8);
        Time.setOffset((int) Duration.ofHours(25).toSeconds());
        assertThat(taken(BUSY, 20)).isEqualTo(9);
    }

    @Test
    void nobodyInParticularHasNoFirstEmail() {
        assertThat(taken(LimitSubjects.none(), 20)).isEqualTo(8);
    }

    @Test
    void checkingTellsTheSameAndChargesNothing() {
        for (int i = 0; i < 20; i++) {
            assertThat(budget.check(List.of(), BUSY).allowed()).isTrue();
        }
        assertThat(taken(BUSY, 20)).isEqualTo(9);
        Decision denied = budget.check(List.of(), BUSY);
        assertThat(denied.deniedBy(Dimension.REALM)).isTrue();
        assertThat(denied.retryAfter()).isLessThanOrEqualTo(Duration.ofHours(1));
    }

    @Test
    void whatDoesNotComeToBeIsGivenBackWhole() {
        for (int i = 0; i < 20; i++) {
            limiter.giveBack(realm, budget.take(List.of(), BUSY).limits());
        }
        assertThat(taken(BUSY, 20)).isEqualTo(9);
    }

    @Test
    void itsOwnLimitsHoldAndARefusalCostsNothing() {
        Limit own = new Limit("own", "busy", 1, Duration.ofHours(1));
        assertThat(budget.take(List.of(own), BUSY).decision().allowed()).isTrue();
        for (int i = 0; i < 20; i++) {
            MailBudget.Charge charge = budget.take(List.of(own), BUSY);
            assertThat(charge.decision().deniedBy()).contains(own);
            assertThat(charge.limits()).isEmpty();
        }
        assertThat(taken(BUSY, 20)).isEqualTo(8);
    }

    @Test
    void withoutABudgetNothingIsCounted() {
        MailBudget none =
                new MailBudget(limiter, TestRealm.withAttributes(Map.of("porter.limit.user-mail.realm", "off")));
        assertThat(none.take(List.of(), BUSY).limits()).isEmpty();
    }

    private int taken(LimitSubjects whom, int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += budget.take(List.of(), whom).decision().allowed() ? 1 : 0;
        }
        return taken;
    }
}
