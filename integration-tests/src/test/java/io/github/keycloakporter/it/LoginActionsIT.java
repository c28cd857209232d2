package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.it.harness.App;
import io.github.keycloakporter.it.harness.LoginActions;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Login actions are only accepted at the step the session is at. Every endpoint below {@code login-actions} is called with
 * the parameters of the page that a session shows: none leads on.
 */
@OnPorter
class LoginActionsIT {

    /** Those that this class was written for. A new one has to be looked at, and then added here. */
    private static final Set<String> KNOWN = Set.of(
            "GET restart",
            "GET detached-info",
            "GET authenticate",
            "POST authenticate",
            "GET reset-credentials",
            "POST reset-credentials",
            "GET action-token",
            "HEAD action-token",
            "GET registration",
            "POST registration",
            "GET first-broker-login",
            "POST first-broker-login",
            "GET post-broker-login",
            "POST post-broker-login",
            "POST consent",
            "GET required-action",
            "POST required-action");

    /** Other ways to write the path of an endpoint. */
    private static final List<UnaryOperator<String>> SPELLINGS = List.of(
            path -> path + "/",
            path -> path + ";a=b",
            path -> "%%%02x%s".formatted((int) path.charAt(0), path.substring(1)),
            path -> "./" + path,
            path -> "/" + path,
            path -> path + "%2F",
            path -> path + "/../" + path);

    private static final Map<String, String> AGREES = Map.of("accept", "yes");

    /** A step that a session stands at, and what shows that it still does. */
    private enum Step {
        GATE("[data-continue-url]"),
        DECOY("[data-continue-url]"),
        NEW_PASSWORD("form#kc-passwd-update-form"),
        CONFIGURE_TOTP("form#kc-totp-settings-form"),
        TERMS("form:has([name=accept])");

        private final String mark;

        Step(String mark) {
            this.mark = mark;
        }
    }

    private final Realm realm;

    LoginActionsIT(PorterStack stack) {
        realm = stack.realm("login-actions", LoginActionsIT::withTerms);
    }

    private static void withTerms(ObjectNode json) {
        PorterStack.requiredAction(json, "TERMS_AND_CONDITIONS").put("enabled", true);
    }

    @Test
    void everyEndpointOfTheServerIsKnown() {
        assertThat(LoginActions.ofServer()).isEqualTo(KNOWN);
    }

    @ParameterizedTest
    @EnumSource
    void noEndpointLeadsOn(Step step) {
        Walker walker = new Walker(step);
        attempts().forEach(attempt -> {
            // accepting the terms where they are asked for is the way on
            if (step != Step.TERMS || !attempt.path().equals("required-action")) {
                walker.make(attempt);
            }
        });
    }

    @Test
    void aDecoyAnswersAsAnAccountDoes() {
        Walker real = new Walker(Step.GATE);
        Walker decoy = new Walker(Step.DECOY);
        for (Attempt attempt : attempts()) {
            assertThat(decoy.make(attempt)).as(attempt.toString()).isEqualTo(real.make(attempt));
        }
    }

    @Test
    void noSpellingOfAPathLeadsOn() {
        for (Step step : List.of(Step.GATE, Step.NEW_PASSWORD)) {
            Walker walker = new Walker(step);
            KNOWN.stream()
                    .filter(endpoint -> endpoint.startsWith("POST "))
                    .forEach(endpoint -> SPELLINGS.forEach(spelling ->
                            walker.make(new Attempt("POST", spelling.apply(path(endpoint)), List.of(), false))));
        }
    }

    /** Every endpoint with all parameters of the page, without some, and with the session's code in the form. */
    private static List<Attempt> attempts() {
        List<Attempt> attempts = new ArrayList<>();
        for (String endpoint : new TreeSet<>(KNOWN)) {
            String method = endpoint.substring(0, endpoint.indexOf(' '));
            for (List<String> without : List.of(
                    List.<String>of(),
                    List.of("session_code"),
                    List.of("execution"),
                    List.of("session_code", "execution"))) {
                attempts.add(new Attempt(method, path(endpoint), without, false));
            }
            if (method.equals("POST")) {
                attempts.add(new Attempt(method, path(endpoint), List.of(), true));
                attempts.add(new Attempt(method, path(endpoint), List.of("session_code"), true));
            }
        }
        return attempts;
    }

    private static String path(String endpoint) {
        return endpoint.substring(endpoint.indexOf(' ') + 1);
    }

    /**
     * One call.
     *
     * @param without parameters of the page that are left out of the query
     * @param inForm whether all parameters of the page are in the form too
     */
    private record Attempt(String method, String path, List<String> without, boolean inForm) {}

    /** Somebody at a step, who tries to get past it. */
    private final class Walker {

        private final Step step;
        private Person person;
        private Page page;

        Walker(Step step) {
            this.step = step;
        }

        /** @return what the answer looks like, without what differs from one person to the next */
        Map<String, Object> make(Attempt attempt) {
            stand();
            Element form = page.document().select("form[action*=session_code]").first();
            URI action = URI.create(form.absUrl("action"));
            Map<String, String> parameters = query(action);
            Map<String, String> body = new LinkedHashMap<>(AGREES);
            if (attempt.inForm()) {
                body.putAll(parameters);
            }
            parameters.keySet().removeAll(attempt.without());
            URI url = URI.create(realm.url() + "/login-actions/" + attempt.path() + "?" + encode(parameters));
            int before = person.browser().visited().size();
            Page answer =
                    switch (attempt.method()) {
                        case "GET" -> person.browser().open(url);
                        case "HEAD" -> person.browser().head(url);
                        case "POST" -> person.browser().post(url, body);
                        default -> throw new IllegalArgumentException(attempt.toString());
                    };
            List<URI> visited = person.browser().visited();
            assertThat(visited.subList(before, visited.size()))
                    .as(step + " " + attempt)
                    .noneMatch(address -> address.toString().startsWith(App.HOME)
                            && query(address).containsKey("code"));
            assertThat(person.browser().cookies().keySet())
                    .as(step + " " + attempt)
                    .doesNotContain("KEYCLOAK_IDENTITY", "KEYCLOAK_SESSION");
            return look(answer);
        }

        /** Goes on from the page that the session shows now, or begins again where it was left. */
        private void stand() {
            if (person != null) {
                Element form =
                        page.document().select("form[action*=session_code]").first();
                page = person.browser().open(form.absUrl("action").replaceAll("session_code=[^&]*&?", ""));
            }
            if (person == null || !page.has(step.mark)) {
                begin();
            }
            assertThat(page.has(step.mark)).as(page.toString()).isTrue();
        }

        private void begin() {
            switch (step) {
                case GATE -> {
                    person = realm.newcomer("walker");
                    page = person.register();
                }
                case DECOY -> {
                    person = realm.somebody(realm.member("walker", true).address());
                    page = person.register();
                }
                case NEW_PASSWORD -> {
                    person = realm.member("walker", true);
                    person.forget();
                    page = person.browser().open(person.mailbox().next().link());
                }
                case CONFIGURE_TOTP -> owing("CONFIGURE_TOTP");
                case TERMS -> owing("TERMS_AND_CONDITIONS");
                default -> throw new IllegalArgumentException(step.toString());
            }
        }

        private void owing(String action) {
            person = realm.member("walker", true);
            realm.change(person.address(), Map.of("requiredActions", List.of(action)));
            page = person.logIn(Realm.PASSWORD);
        }

        private Map<String, Object> look(Page answer) {
            Map<String, Object> look = new TreeMap<>();
            look.put("status", answer.status());
            look.put("path", answer.url().getPath());
            look.put("title", answer.document().title());
            look.put("forms", answer.document().select("form").eachAttr("id"));
            look.put("headers", answer.headers().map().keySet());
            look.put("text", normal(answer.text()));
            return look;
        }

        private String normal(String text) {
            return text.replace(person.address(), "ADDRESS")
                    .replaceAll("On its way\\.|Handed to example.org\\.", "MAIL")
                    .replaceAll("\\d+", "N");
        }
    }

    private static Map<String, String> query(URI url) {
        Map<String, String> query = new LinkedHashMap<>();
        if (url.getRawQuery() != null) {
            for (String pair : url.getRawQuery().split("&")) {
                int equals = pair.indexOf('=');
                query.put(equals < 0 ? pair : pair.substring(0, equals), equals < 0 ? "" : pair.substring(equals + 1));
            }
        }
        return query;
    }

    /** The values are encoded already. */
    private static String encode(Map<String, String> query) {
        List<String> pairs = new ArrayList<>();
        query.forEach((name, value) -> pairs.add(name + "=" + value));
        return String.join("&", pairs);
    }
}
