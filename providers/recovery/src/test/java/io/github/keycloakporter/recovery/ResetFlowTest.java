package io.github.keycloakporter.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keycloak.models.AuthenticationExecutionModel;

class ResetFlowTest {

    @Test
    void onlyAQuestionBeforeTheNewPasswordProtectsIt() {
        assertThat(flow("choose", "mail", "question", "password").asksForSecondFactorBefore(step("password")))
                .isTrue();
        assertThat(flow("choose", "mail", "password", "question").asksForSecondFactorBefore(step("password")))
                .isFalse();
        assertThat(flow("choose", "mail", "password", "question").asksForSecondFactor())
                .isTrue();
        assertThat(flow("choose", "mail", "password", "reset-otp").asksForSecondFactor())
                .isFalse();
    }

    private static ResetFlow flow(String... steps) {
        return new ResetFlow(
                "reset", steps(steps), step -> step.getAuthenticator().equals("question"));
    }

    private static List<AuthenticationExecutionModel> steps(String... ids) {
        return Stream.of(ids).map(ResetFlowTest::step).toList();
    }

    private static AuthenticationExecutionModel step(String id) {
        AuthenticationExecutionModel step = new AuthenticationExecutionModel();
        step.setId(id);
        step.setAuthenticator(id);
        return step;
    }
}
