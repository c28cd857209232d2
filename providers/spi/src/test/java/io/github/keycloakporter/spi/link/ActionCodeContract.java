package io.github.keycloakporter.spi.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.TestRealm;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link ActionLinkProvider} has to keep for the codes that stand beside links. */
public abstract class ActionCodeContract extends ActionLinkContract {

    private static final Duration CODE_LIFE = Duration.ofMinutes(10);

    @Test
    void aCodeStandsThereOnlyIfAskedFor() {
        assertThat(links().issue(REALM, request(USER, VERIFY)).orElseThrow().code())
                .isEmpty();
        assertThat(claim("123456")).isEqualTo(CodeResult.GONE);
    }

    @Test
    void aCodeIsSixDigitsAndKeepsItsLeadingZeros() {
        List<String> codes = IntStream.range(0, 300)
                .mapToObj(i -> withCode().code().orElseThrow())
                .toList();

        // one in ten begins with a zero: that none of 300 does happens once in 10^13 runs
        assertThat(codes).allMatch(code -> code.matches("[0-9]{6}")).anyMatch(code -> code.startsWith("0"));
        assertThat(codes.stream().distinct().count()).isGreaterThan(250);
    }

    @Test
    void theRightCodeIsAcceptedOnceAndTakesTheLinkAlong() {
        IssuedLink issued = withCode();

        assertThat(claim(issued)).isEqualTo(CodeResult.ACCEPTED);
        assertThat(claim(issued)).isEqualTo(CodeResult.GONE);
        assertDead(issued.token(), LinkState.USED);
    }

    @Test
    void aClaimedLinkTakesTheCodeAlong() {
        IssuedLink issued = withCode();

        links().claim(REALM, issued.token());

        assertThat(claim(issued)).isEqualTo(CodeResult.GONE);
    }

    @Test
    void peekLeavesTheCodeAlone() {
        IssuedLink issued = withCode();

        links().peek(REALM, issued.token());

        assertThat(claim(issued)).isEqualTo(CodeResult.ACCEPTED);
    }

    @Test
    void theFifthWrongTryKillsTheCodeAndLeavesTheLink() {
        IssuedLink issued = withCode();

        for (int i = 1; i < ActionLinkProvider.MAX_CODE_TRIES; i++) {
            assertThat(claim(wrong(issued))).isEqualTo(CodeResult.WRONG);
        }
        assertThat(claim(wrong(issued))).isEqualTo(CodeResult.EXHAUSTED);
        assertThat(claim(wrong(issued))).isEqualTo(CodeResult.GONE);
        assertThat(claim(issued)).isEqualTo(CodeResult.GONE);
        assertAlive(issued.token());
    }

    @Test
    void fourWrongTriesLeaveOneRightOne() {
        IssuedLink issued = withCode();

        for (int i = 1; i < ActionLinkProvider.MAX_CODE_TRIES; i++) {
            claim(wrong(issued));
        }

        assertThat(claim(issued)).isEqualTo(CodeResult.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "12345", "1234567", "abcdef", "\u0661\u0662\u0663\u0664\u0665\u0666", "-00001"})
    void whatIsNoCodeIsAWrongCode(String typed) {
        withCode();

        assertThat(claim(typed)).isEqualTo(CodeResult.WRONG);
    }

    @Test
    void theNewestCodeWins() {
        IssuedLink first = withCode();
        claim(wrong(first));
        IssuedLink second = withCode();

        if (!first.code().equals(second.code())) {
            assertThat(claim(first)).isEqualTo(CodeResult.WRONG);
        }
        assertThat(claim(second)).isEqualTo(CodeResult.ACCEPTED);
    }

    @Test
    void aNewCodeHasAllItsTries() {
        IssuedLink first = withCode();
        for (int i = 1; i < ActionLinkProvider.MAX_CODE_TRIES; i++) {
            claim(wrong(first));
        }
        IssuedLink second = withCode();

        assertThat(claim(wrong(second))).isEqualTo(CodeResult.WRONG);
        assertThat(claim(second)).isEqualTo(CodeResult.ACCEPTED);
    }

    @Test
    void aNewLinkWithoutACodeKillsTheOldCode() {
        IssuedLink first = withCode();
        links().issue(REALM, request(USER, VERIFY));

        assertThat(claim(first)).isEqualTo(CodeResult.GONE);
    }

    @Test
    void aCodeOfAnotherBindingIsWrong() {
        String code = withCode().code().orElseThrow();

        assertThat(links().claimCode(REALM, USER, VERIFY, code, "another state"))
                .isEqualTo(CodeResult.WRONG);
        assertThat(links().claimCode(REALM, USER, VERIFY, code, BINDING)).isEqualTo(CodeResult.ACCEPTED);
    }

    @Test
    void aCodeIsGoodForItsUserPurposeAndRealmOnly() {
        String code = withCode().code().orElseThrow();
        links().issue(REALM, request(USER, RESET));

        assertThat(links().claimCode(REALM, "another-user", VERIFY, code, BINDING))
                .isEqualTo(CodeResult.GONE);
        assertThat(links().claimCode(REALM, USER, RESET, code, BINDING)).isEqualTo(CodeResult.GONE);
        assertThat(links().claimCode(TestRealm.withId("another-realm"), USER, VERIFY, code, BINDING))
                .isEqualTo(CodeResult.GONE);
        assertThat(claim(code)).isEqualTo(CodeResult.ACCEPTED);
    }

    @Test
    void aCodeDiesBeforeItsLink() {
        IssuedLink issued = withCode();

        later(CODE_LIFE.plusSeconds(5));

        assertThat(claim(issued)).isEqualTo(CodeResult.GONE);
        assertAlive(issued.token());
    }

    @Test
    void aCodeNeverOutlivesItsLink() {
        LinkRequest request =
                new LinkRequest(USER, VERIFY, target(VERIFY), BINDING, CODE_LIFE.toSeconds(), LIFE.toSeconds(), NOW);
        IssuedLink issued = links().issue(REALM, request).orElseThrow();

        later(CODE_LIFE.plusSeconds(5));

        assertThat(claim(issued)).isEqualTo(CodeResult.GONE);
    }

    @Test
    void revokedLinksTakeTheirCodesAlong() {
        IssuedLink first = withCode();
        links().revoke(REALM, USER, VERIFY);
        assertThat(claim(first)).isEqualTo(CodeResult.GONE);

        IssuedLink second = withCode();
        links().revokeAll(REALM, USER);
        assertThat(claim(second)).isEqualTo(CodeResult.GONE);
    }

    protected final IssuedLink withCode() {
        LinkRequest plain = request(USER, VERIFY);
        return links().issue(
                        REALM,
                        new LinkRequest(
                                plain.userId(),
                                plain.purpose(),
                                plain.target(),
                                plain.binding(),
                                plain.lifespan(),
                                CODE_LIFE.toSeconds(),
                                plain.requestedAt()))
                .orElseThrow();
    }

    /** A code that is certainly not the one issued. */
    protected static String wrong(IssuedLink issued) {
        return issued.code().equals(Optional.of("000000")) ? "000001" : "000000";
    }

    protected final CodeResult claim(IssuedLink issued) {
        return claim(issued.code().orElseThrow());
    }

    protected final CodeResult claim(String code) {
        return links().claimCode(REALM, USER, VERIFY, code, BINDING);
    }
}
