package io.github.keycloakporter.spi.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.Race;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.RepeatedTest;

/**
 * What every {@link ActionLinkProvider} has to keep when many ask at once, on more than one node. An implementation's
 * test extends this one and so runs the whole contract.
 */
public abstract class ActionLinkRaceContract extends ActionCodeContract {

    private static final int RUNNERS = 100;

    /** The same store as {@link #links()}, as another node sees it: over a connection of its own. */
    protected abstract ActionLinkProvider linksOfAnotherNode();

    @RepeatedTest(3)
    void oneOfAHundredClaimsWins() {
        String token = token(USER, VERIFY);

        List<LinkState> states =
                Race.of(RUNNERS, i -> node(i).claim(REALM, token).state());

        assertThat(Collections.frequency(states, LinkState.LIVE)).isEqualTo(1);
        assertThat(Collections.frequency(states, LinkState.USED)).isEqualTo(RUNNERS - 1);
    }

    @RepeatedTest(3)
    void oneOfAHundredRightCodesWins() {
        String code = withCode().code().orElseThrow();

        List<CodeResult> results = Race.of(RUNNERS, i -> node(i).claimCode(REALM, USER, VERIFY, code, BINDING));

        assertThat(Collections.frequency(results, CodeResult.ACCEPTED)).isEqualTo(1);
        assertThat(Collections.frequency(results, CodeResult.GONE)).isEqualTo(RUNNERS - 1);
    }

    @RepeatedTest(3)
    void linkAndCodeTogetherHaveOneWinner() {
        IssuedLink issued = withCode();

        List<Boolean> wins = Race.of(
                RUNNERS,
                i -> i % 4 < 2
                        ? node(i).claim(REALM, issued.token()).state() == LinkState.LIVE
                        : node(i).claimCode(REALM, USER, VERIFY, issued.code().orElseThrow(), BINDING)
                                == CodeResult.ACCEPTED);

        assertThat(Collections.frequency(wins, true)).isEqualTo(1);
    }

    @RepeatedTest(3)
    void guessingAtOnceGivesNoMoreTries() {
        IssuedLink issued = withCode();
        String wrong = wrong(issued);

        List<CodeResult> results = Race.of(RUNNERS, i -> node(i).claimCode(REALM, USER, VERIFY, wrong, BINDING));

        assertThat(Collections.frequency(results, CodeResult.WRONG)).isEqualTo(ActionLinkProvider.MAX_CODE_TRIES - 1);
        assertThat(Collections.frequency(results, CodeResult.EXHAUSTED)).isEqualTo(1);
        assertThat(Collections.frequency(results, CodeResult.GONE))
                .isEqualTo(RUNNERS - ActionLinkProvider.MAX_CODE_TRIES);
    }

    @RepeatedTest(3)
    void ofManyIssuedAtOnceOneLives() {
        List<String> tokens = Race.of(
                RUNNERS,
                i -> node(i).issue(REALM, request(USER, VERIFY)).orElseThrow().token());

        List<LinkState> states =
                tokens.stream().map(token -> links().peek(REALM, token).state()).toList();

        assertThat(Collections.frequency(states, LinkState.LIVE)).isEqualTo(1);
        assertThat(Collections.frequency(states, LinkState.REPLACED)).isEqualTo(RUNNERS - 1);
    }

    @RepeatedTest(3)
    void aClaimAndARevocationDoNotBothWin() {
        String token = token(USER, VERIFY);

        List<Optional<LinkState>> claims = Race.of(2, i -> {
            if (i == 0) {
                links().revokeAll(REALM, USER);
                return Optional.empty();
            }
            return Optional.of(linksOfAnotherNode().claim(REALM, token).state());
        });

        LinkState claimed = claims.get(1).orElseThrow();
        assertThat(claimed).isIn(LinkState.LIVE, LinkState.REVOKED);
        assertDead(token, claimed == LinkState.LIVE ? LinkState.USED : LinkState.REVOKED);
    }

    private ActionLinkProvider node(int number) {
        return number % 2 == 0 ? links() : linksOfAnotherNode();
    }
}
